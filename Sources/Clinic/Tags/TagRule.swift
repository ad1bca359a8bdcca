internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The condition that a tag of kind rule follows.
struct TagRule: Sendable {
    let tag: ID<Tag>
    let stored: JSONValue
    let definedAt: Instant
    let computedAt: Instant?
    let isArchived: Bool

    static let columns: SQL = "r.tag_id, r.condition::text, r.defined_at, r.computed_at, g.archived_at"

    init(_ row: Row) throws {
        tag = try row[0]
        stored = try JSONParser.parse(Array(try row.get(1, as: String.self).utf8))
        definedAt = try row[2]
        computedAt = try row.getOptional(3)
        isArchived = !row.isNull(4)
    }

    /// Nil where it can no longer be read: then it holds for nobody.
    func condition(by criteria: Criteria) -> Predicate? { Predicate(stored: stored, by: criteria) }

    var json: JSONValue {
        [
            "tagId": .string(tag.description), "condition": stored, "definedAt": .string(definedAt.description),
            "computedAt": computedAt.map { .string($0.description) } ?? .null,
        ]
    }
}

/// Statements about rules.
enum TagRuleQueries {
    static func rule(_ tag: ID<Tag>, tenant: ID<Tenant>) -> SQL { "\(rules(tenant: tenant)) and r.tag_id = \(tag)" }

    /// Every rule, of archived tags too.
    static func rules(tenant: ID<Tenant>) -> SQL {
        """
        select \(TagRule.columns) from app.tag_rule r join app.tag g on g.tenant_id = r.tenant_id and g.id = r.tag_id
        where r.tenant_id = \(tenant)
        """
    }

    static func store(_ tag: ID<Tag>, _ condition: Predicate, by user: ID<User>?, at now: Instant, tenant: ID<Tenant>) -> SQL {
        let text = String(decoding: condition.json.serialized, as: UTF8.self)
        return """
            insert into app.tag_rule (tenant_id, tag_id, condition, defined_by, defined_at)
            values (\(tenant), \(tag), \(text)::text::jsonb, \(value: user), \(now))
            on conflict (tenant_id, tag_id) do update
              set condition = excluded.condition, defined_by = excluded.defined_by, defined_at = excluded.defined_at, computed_at = null
            """
    }

    static func computed(_ tag: ID<Tag>, at now: Instant, tenant: ID<Tenant>) -> SQL {
        "update app.tag_rule set computed_at = \(now) where tenant_id = \(tenant) and tag_id = \(tag)"
    }

    /// One customer, or those after a position in the order of their ids: each with, for every tag, whether he has it and should not, or
    /// should have it and has not. What is not asked is not in the text: a parameter that may be null is no index condition.
    static func differing(
        _ tests: [(tag: ID<Tag>, condition: SQL)], _ joins: SQL, only customer: UUID?, after last: UUID?, limit: Int, tenant: ID<Tenant>
    ) -> SQL {
        let one: SQL = customer.map { " and t.id = \($0)" as SQL } ?? ""
        let rest: SQL = last.map { " and t.id > \($0)" as SQL } ?? ""
        let differs = tests.map { test -> SQL in "\(test.condition) <> (\(test.tag) = any (had.tags))" }
        // Offset 0 keeps it one subquery for each customer, not one for each tag.
        return """
            select t.id, \(differs.joined(separator: ", ")) from app.customer t
            cross join lateral (select array(select k.tag_id from app.customer_tag k where k.tenant_id = t.tenant_id
              and k.customer_id = t.id and k.ended_at is null) as tags offset 0) had \(joins)
            where t.tenant_id = \(tenant)\(one)\(rest) order by t.id limit \(limit)
            """
    }

    /// Those of some customers for whom the condition holds and who do not have the tag, with their branches; held until the end of the
    /// transaction.
    static func joiners(_ tag: ID<Tag>, _ condition: SQL, _ joins: SQL, among customers: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select t.id, t.home_branch_id from app.customer t \(joins)
        where t.tenant_id = \(tenant) and t.id = any (\(customers)) and t.erased_at is null
        and \(condition) and not exists (select 1 from app.customer_tag k where k.tenant_id = t.tenant_id and k.customer_id = t.id
          and k.tag_id = \(tag) and k.ended_at is null)
        order by t.id for share of t
        """
    }

    /// Rows of those of some customers for whom it no longer holds.
    static func leavers(_ tag: ID<Tag>, _ condition: SQL, _ joins: SQL, among customers: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select k.id, k.customer_id, k.branch_id from app.customer_tag k
        join app.customer t on t.tenant_id = k.tenant_id and t.id = k.customer_id \(joins)
        where k.tenant_id = \(tenant) and k.tag_id = \(tag) and k.customer_id = any (\(customers)) and k.ended_at is null
        and not \(condition)
        order by k.id
        """
    }

    /// Gives many customers a tag.
    static func give(
        _ tag: ID<Tag>, _ source: Tag.Kind, rows: [UUID], customers: [UUID], branches: [UUID], at now: Instant, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.customer_tag (tenant_id, id, customer_id, branch_id, tag_id, source, since)
        select \(tenant), x.row, x.customer, x.branch, \(tag), \(source.rawValue), \(now)
        from unnest(\(rows), \(customers), \(branches)) as x (row, customer, branch)
        """
    }
}
