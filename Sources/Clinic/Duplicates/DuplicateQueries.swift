internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The statements that find who may be the same person; no rules here. All are asked as the system.
enum DuplicateQueries {
    /// Candidates that a sign names at the most: more of them are no sign of a person but of a name that many have.
    static let most = 50

    /// Customers in the order of their ids, locked, for filling tokens.
    static func people(after position: UUID?, limit: Int, tenant: ID<Tenant>) -> SQL {
        let start: SQL = position.map { "and c.id > \($0)" as SQL } ?? ""
        return """
            select \(KnownPerson.columns("c")) from app.customer c where c.tenant_id = \(tenant) \(start)
            order by c.id limit \(Int64(limit)) for update
            """
    }

    /// Up to `limit` customers whom somebody has to look at, their marks locked.
    static func due(limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select d.customer_id from app.duplicate_due d where d.tenant_id = \(tenant) order by d.customer_id limit \(Int64(limit))
        for update skip locked
        """
    }

    /// Those of them that may be processed; bait is nobody's duplicate.
    static func people(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select \(KnownPerson.columns("c")) from app.customer c where c.tenant_id = \(tenant) and c.id = any (\(ids)) and \(processed)
        """
    }

    static func done(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        "delete from app.duplicate_due where tenant_id = \(tenant) and customer_id = any (\(ids))"
    }

    /// (customer, sign) for everybody who has a sign in common with these facts; names are to be compared afterwards, since their tokens
    /// collide on purpose.
    ///
    /// - Parameter customer: the one that the facts are of; nil for somebody who is not there yet.
    static func candidates(_ facts: PersonFacts, of customer: UUID?, keys: TenantKeys) -> SQL {
        let tenant = keys.tenant
        var parts: [SQL] = []
        func part(_ sign: DuplicateEvidence, _ source: SQL) {
            parts.append(
                """
                (select c.id, \(sign.rawValue)::int as sign \(source) and (\(value: customer)::uuid is null or c.id <> \(value: customer)) \
                and \(processed) limit \(Int64(most)))
                """)
        }
        func inAny(_ condition: (IndexKey) -> SQL) -> SQL {
            "(" + keys.indexes.map { "k.key_version = \($0.version) and \(condition($0))" as SQL }.joined(separator: " or ") + ")"
        }
        let joined: SQL = "join app.customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id"
        if let phone = facts.phone {
            let token = inAny { "k.token = \(CustomerTokens.phone(phone, $0))" }
            part(.phone, "from app.phone_token k \(joined) where k.tenant_id = \(tenant) and \(token)")
        }
        if let customer {
            // Whatever numbers he has besides.
            part(
                .phone,
                """
                from app.phone_token own join app.phone_token k on k.tenant_id = own.tenant_id and k.key_version = own.key_version \
                and k.token = own.token \(joined) where k.tenant_id = \(tenant) and own.customer_id = \(customer)
                """)
        }
        for token in IdentityTokens(facts, indexes: keys.indexes).tokens {
            part(
                token.kind.evidence,
                """
                from app.identity_token k \(joined) where k.tenant_id = \(tenant) and k.key_version = \(token.version) and k.kind = \(token.kind.rawValue) \
                and k.token = \(token.bytes)
                """)
        }
        let names = facts.nameParts.map { name -> SQL in
            let token = inAny { "k.token = \(CustomerTokens.Kind.namePart.token(name, $0))" }
            return """
                and exists (select 1 from app.search_token k where k.tenant_id = c.tenant_id and k.customer_id = c.id \
                and k.field = \(CustomerTokens.Kind.namePart.rawValue) and \(token))
                """
        }.joined(separator: " ")
        if !facts.nameParts.isEmpty {
            if let birthday = facts.birthday {
                part(.nameAndBirthday, "from app.customer c where c.tenant_id = \(tenant) and c.birthday = \(birthday) \(names)")
            }
            if let lastFour = facts.lastFour {
                let token = inAny { "k.token = \(CustomerTokens.Kind.phoneLastFour.token(lastFour, $0))" }
                part(
                    .nameAndLastFour,
                    """
                    from app.search_token k \(joined) where k.tenant_id = \(tenant) \
                    and k.field = \(CustomerTokens.Kind.phoneLastFour.rawValue) and \(token) \(names)
                    """)
            }
        }
        return parts.isEmpty ? "select null::uuid, 0 where false" : parts.joined(separator: " union all ")
    }

    /// (other, evidence, when, by whom, why in clear, why, pair) for everything that was said to be no duplicate of files that were merged into a person or into
    /// one of others; of what is merged now, oldest first. Such files are to be reached.
    static func dismissedBefore(_ person: UUID, _ others: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        with mine as (
          select c.id from app.customer c where c.tenant_id = \(tenant) and (c.id = \(person) or c.merged_into = \(person))
        ), theirs as (
          select c.id, c.id as root from app.customer c where c.tenant_id = \(tenant) and c.id = any (\(others))
          union all
          select c.id, c.merged_into from app.customer c where c.tenant_id = \(tenant) and c.merged_into = any (\(others))
        )
        select t.root, coalesce(p.decided_evidence, p.evidence), p.decided_at, p.decided_by, p.reason, p.reason_sealed, p.id
        from mine m cross join theirs t join app.duplicate_pair p on p.tenant_id = \(tenant)
          and p.customer_id = least(m.id, t.id) and p.other_id = greatest(m.id, t.id)
        where p.state = 'dismissed' and not p.follows and (m.id <> \(person) or t.id <> t.root)
        order by p.decided_at, p.id
        """
    }

    /// Which of some customers have an identity number.
    static func numbered(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select distinct k.customer_id from app.identity_token k where k.tenant_id = \(tenant) and k.customer_id = any (\(ids))
        and k.kind = \(IdentityTokens.Kind.idNumber.rawValue)
        """
    }

    /// The branches that own some customers, and how the tenant answers about them.
    static func owners(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select c.id, c.home_branch_id, u.name, s.duplicate_answer from app.customer c
        join app.unit u on u.tenant_id = c.tenant_id and u.id = c.home_branch_id
        join app.tenant_setting s on s.tenant_id = c.tenant_id
        where c.tenant_id = \(tenant) and c.id = any (\(ids))
        """
    }

    private static let processed: SQL = """
        c.erased_at is null and c.restricted_at is null \
        and not exists (select 1 from app.canary_customer b where b.tenant_id = c.tenant_id and b.customer_id = c.id)
        """
}
