internal import FoundationEssentials
public import Postgres

extension Action {
    /// See restricted customers and minors like all others, as far as one's rights on fields go. Overseers hold it.
    public static let readRestricted = Action("read.restricted")
}

extension ResourceView {
    /// Rows that lie in any of these portions and are not closed to the reader, as a condition on the resource's source.
    ///
    /// A restricted customer, or a minor, is there only for who cares for him, opened him in an emergency, or oversees.
    public func condition(_ bits: Bits, for actor: Actor, at now: Instant) -> SQL {
        guard let closing = self.closing(for: actor, at: now) else { return rows(bits, for: actor, at: now) }
        let unclosed = bits & bitsUnclosed
        let others = bits & ~unclosed
        var parts: [SQL] = []
        if unclosed != 0 { parts.append(rows(unclosed, for: actor, at: now)) }
        if others != 0 {
            let rows = self.rows(others, for: actor, at: now)
            parts.append(rows.text == "true" ? closing : rows.text == "false" ? rows : "(\(rows) and \(closing))")
        }
        if parts.contains(where: { $0.text == "true" }) { return "true" }
        guard let first = parts.first else { return "false" }
        return parts.count == 1 ? first : "(" + parts.joined(separator: " or ") + ")"
    }

    /// That a row is nobody's, or its customer's whom the reader sees; nil where rows name nobody without whom they are seen. Asked of the
    /// customer's row that the source joins anyway: a list stays one statement, in the order of its index.
    public func shown(for actor: Actor, at now: Instant) -> SQL? {
        guard let naming = resource.naming else { return nil }
        guard let customers = people.first, let column = resource.scope.customer else { return "(false)" }
        let about: SQL = "\(resource.scope.alias).\(column)"
        let seen = customers.condition(customers.bits(allowing: naming.resource.read), under: naming.alias, for: actor, at: now)
        return "(\(about) is null or (\(naming.alias).id is not null and \(seen)))"
    }

    /// The same for a statement that asks something of these fields: nil where none of them tells of a customer. Whoever filters, sorts or
    /// groups by such a field would learn it from which rows he finds.
    func shown(asking fields: [Int], for actor: Actor, at now: Instant) -> SQL? {
        guard fields.contains(where: { resource.fields[$0].isOfCustomer }) else { return nil }
        return shown(for: actor, at: now) ?? "(false)"
    }

    /// ``condition(_:for:at:)`` of rows that a statement has under another name than `t`.
    private func condition(_ bits: Bits, under alias: SQLIdentifier, for actor: Actor, at now: Instant) -> SQL {
        var other = self
        other.resource.scope = resource.scope.under(alias)
        return other.condition(bits, for: actor, at: now)
    }

    /// Rows that lie in any of these portions, of those that ``condition(_:for:at:)`` let through: for telling which rights hold there.
    func rows(_ bits: Bits, for actor: Actor, at now: Instant) -> SQL {
        let chosen = portions.indices.filter { bits & (1 << Bits($0)) != 0 }
        guard !chosen.isEmpty else { return "false" }
        let conditions = chosen.map { condition(of: $0, for: actor, at: now) }
        if conditions.contains(where: { $0.text == "true" }) { return "true" }
        return conditions.count == 1 ? conditions[0] : "(" + conditions.joined(separator: " or ") + ")"
    }

    /// The bits of a row as a column; a constant where there is one portion only.
    func bitsColumn(for actor: Actor, at now: Instant) -> SQL {
        if portions.count <= 1 { return portions.isEmpty ? "0::int8" : "1::int8" }
        return portions.indices.map { index -> SQL in
            "(case when \(condition(of: index, for: actor, at: now)) then \(Bits(1) << Bits(index)) else 0 end)"
        }.joined(separator: " + ")
    }

    /// Rows of one portion. Where all portions are closed alike, what was let through is open for each of them; where one is not (an
    /// emergency), a row may have come by that one alone, and the others have to ask for themselves.
    private func condition(of index: Int, for actor: Actor, at now: Instant) -> SQL {
        let rows = condition(on: portions[index].rows, for: actor, at: now)
        let unclosed = bitsUnclosed
        guard unclosed != 0, unclosed & (1 << Bits(index)) == 0, let closing = self.closing(for: actor, at: now) else { return rows }
        return rows.text == "true" ? closing : "(\(rows) and \(closing))"
    }

    /// That a row is not closed, or closed and in the reader's care; nil where rows are never closed.
    ///
    /// A row that only names its customer may name one of a branch whose customers the reader does not see: a join finds nothing of him,
    /// and nothing is neither restricted nor a minor. Whether he is open is then asked across branches.
    func closing(for actor: Actor, at now: Instant) -> SQL? {
        guard let closing = resource.scope.closing else { return nil }
        let birthday: SQL = "\(closing.alias).\(closing.birthday)"
        let newestAdult = Minority.newestAdult(in: actor.rights.timeZone, at: now)
        var open: SQL = """
            \(closing.alias).\(closing.restriction) is null and (\(birthday) is null or \(birthday) <= \(newestAdult))
            """
        if let customer = resource.scope.customer, closing.alias != resource.scope.alias {
            let about: SQL = "\(resource.scope.alias).\(customer)"
            open = """
                \(open) and (\(closing.alias).id is not null or \(about) is null or app.customer_is_open(\(about), \(newestAdult)))
                """
        }
        guard let care = self.care(for: actor, at: now) else { return "(\(open))" }
        return "(\(open) or \(care))"
    }

    /// That a row's customer is one of those named in the portions; nil where rows have no customer.
    func named(_ bits: Bits) -> SQL? {
        guard let customer = resource.scope.customer else { return nil }
        let customers = portions.indices.filter { bits & (1 << Bits($0)) != 0 }
            .reduce(into: Set<UUID>()) { $0.formUnion(portions[$1].rows.customers ?? []) }
        return "\(resource.scope.alias).\(customer) = any (\(customers.sorted()))"
    }

    /// That a relation says so.
    private func care(for actor: Actor, at now: Instant) -> SQL? {
        guard let customer = resource.scope.customer, let user = actor.user else { return nil }
        return """
            exists (select 1 from app.care_relation care where care.tenant_id = \(actor.tenant) and care.user_id = \(user) \
            and care.customer_id = \(resource.scope.alias).\(customer) and care.since <= \(now) and care.until > \(now))
            """
    }

    /// That the reader looks after a row's customer: by a relation, or for a booking in which he has a place. A booking opens nobody who is
    /// closed, so ``closing(for:at:)`` asks for the relation alone. One list of customers, and not two conditions with an `or` between: a
    /// list begins with it instead of walking through everybody.
    private func lookedAfter(for actor: Actor, at now: Instant) -> SQL? {
        guard let customer = resource.scope.customer, let user = actor.user else { return nil }
        return """
            exists (select 1 from (select care.customer_id from app.care_relation care where care.tenant_id = \(actor.tenant) \
            and care.user_id = \(user) and care.since <= \(now) and care.until > \(now) union all \
            select booked.customer_id \(places(of: user, for: actor, at: now))) looked_after \
            where looked_after.customer_id = \(resource.scope.alias).\(customer))
            """
    }

    /// Until when somebody looks after a row's customer by a relation, and for a booking: two columns.
    func reasons(for actor: Actor, at now: Instant) -> SQL {
        // What the house has is seen without either.
        guard !resource.scope.isOfTheHouse, let customer = resource.scope.customer, let user = actor.user else {
            return "null::timestamptz, null::timestamptz"
        }
        let about: SQL = "\(resource.scope.alias).\(customer)"
        return """
            (select care.until from app.care_relation care where care.tenant_id = \(actor.tenant) and care.user_id = \(user) \
            and care.customer_id = \(about) and care.since <= \(now) and care.until > \(now)), \
            (select max(place.opens_until) \(places(of: user, for: actor, at: now)) \
            and booked.customer_id = \(about))
            """
    }

    private func places(of user: ID<User>, for actor: Actor, at now: Instant) -> SQL {
        BookedCare.places(
            of: user, in: actor.tenant, within: actor.rights.visibleReach,
            before: BookedCare.horizon(in: actor.rights.timeZone, at: now), at: now)
    }

    private func condition(on rows: RowSet, for actor: Actor, at now: Instant) -> SQL {
        let scope = resource.scope
        if scope.isOfTheHouse { return condition(ofTheHouse: rows) }
        var parts: [SQL] = []
        switch rows.basis {
        case .home, .policy, .cared:
            if case .branches(let branches) = rows.reach {
                let column = scope.branchValue
                if branches.count == 1, let branch = branches.first {
                    parts.append("\(column) = \(branch)")
                } else {
                    parts.append("\(column) = any (\(branches.map(\.uuid).sorted()))")
                }
            }
        case .shared(let share, let customers):
            guard let customer = scope.customer, case .branches(let branches) = rows.reach else { return "false" }
            let column: SQL = "\(scope.alias).\(customer)"
            parts.append("\(column) = any (\(customers.sorted()))")
            parts.append(
                """
                exists (select 1 from app.customer_share share where share.tenant_id = \(actor.tenant) \
                and share.customer_id = \(column) and share.to_branch_id = any (\(branches.map(\.uuid).sorted())) \
                and share.scope = \(share.rawValue) and share.ended_at is null and share.since <= \(now) and share.until > \(now))
                """)
        case .opened(let customers):
            guard let customer = scope.customer, let user = actor.user else { return "false" }
            let column: SQL = "\(scope.alias).\(customer)"
            parts.append("\(column) = any (\(customers.sorted()))")
            parts.append(
                """
                exists (select 1 from app.break_glass glass where glass.tenant_id = \(actor.tenant) and glass.user_id = \(user) \
                and glass.customer_id = \(column) and glass.ended_at is null and glass.opened_at <= \(now) and glass.until > \(now))
                """)
        }
        if case .cared(let customers) = rows.basis {
            guard let customer = scope.customer, let care = lookedAfter(for: actor, at: now) else { return "false" }
            parts.append("\(scope.alias).\(customer) = any (\(customers.sorted()))")
            parts.append(care)
        }
        switch rows.relation {
        case .any:
            break
        case .own:
            guard let owner = scope.owner, let user = actor.user else { return "false" }
            parts.append("(\(scope.alias).\(owner) = \(user) or \(scope.alias).\(owner) is null)")
        case .care:
            guard let care = lookedAfter(for: actor, at: now) else { return "false" }
            parts.append(care)
        }
        if parts.isEmpty { return "true" }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " and ") + ")"
    }

    /// What a branch works with belongs to whoever works there, and to nobody whom another branch shows its customers.
    private func condition(ofTheHouse rows: RowSet) -> SQL {
        guard rows.basis == .home else { return "false" }
        guard resource.scope.branch != nil, case .branches(let branches) = rows.reach else { return "true" }
        return "\(resource.scope.branchValue) = any (\(branches.map(\.uuid).sorted()))"
    }
}

/// Who is a minor (under eighteen, Civil Code art. 17), on the day that it is in the tenant's time zone.
public enum Minority {
    /// The latest birthday of somebody who is of age; evaluated once a statement. Born on a 29 February one is of age on 1 March.
    public static func newestAdult(in timeZone: String, at now: Instant) -> SQL {
        "(select ((\(now)::timestamptz at time zone \(timeZone)::text)::date - interval '18 years')::date)"
    }
}
