internal import FoundationEssentials
internal import Postgres

/// A search as SQL: candidates from the leading index, the remaining conditions on top. See ``AuditSearch``.
struct AuditPlan {
    private let tenant: ID<Tenant>
    /// At most ``AuditSearch/candidates`` rows (at, id), newest first; an event may come more than once.
    private let candidates: SQL
    private let conditions: [SQL]
    private let mayRepeat: Bool

    init(_ filter: AuditFilter, of tenant: ID<Tenant>, reach: RowSet.Reach, after position: AuditPosition?) {
        self.tenant = tenant
        let bound = AuditSearch.candidates
        /// The times and the place that a table's rows must lie in. `at` is bounded alone too: that prunes partitions.
        func window(_ id: SQL) -> SQL {
            var parts: [SQL] = []
            if let from = filter.from { parts.append("and at >= \(from)") }
            if let until = filter.until { parts.append("and at < \(until)") }
            if let position {
                parts.append("and at <= \(position.at) and (at, \(id)) < (\(position.at), \(position.id))")
            }
            return parts.joined(separator: " ")
        }
        /// Events by a condition that an index leads with.
        func events(where condition: SQL) -> SQL {
            """
            select at, id from audit.event where tenant_id = \(tenant) \(condition) \(window("id"))
            order by at desc, id desc limit \(bound)
            """
        }

        var rest: [SQL] = []
        var leads = false
        func lead(with condition: SQL) {
            leads = true
            candidates = events(where: condition)
        }
        // The first condition that is set leads, the others are checked.
        if let field = filter.field {
            let customer: SQL = filter.customer.map { "and customer_id = \($0)" } ?? ""
            candidates = """
                select at, event_id as id from audit.event_link
                where tenant_id = \(tenant) and field = \(field) \(customer) \(window("event_id"))
                order by at desc, event_id desc limit \(bound)
                """
            leads = true
        } else if let customer = filter.customer {
            // Distinct before the limit, or the links would end earlier in time than the events and leave a gap.
            candidates = """
                select at, id from (
                  (\(events(where: "and customer_id = \(customer)")))
                  union
                  (select distinct at, event_id from audit.event_link
                  where tenant_id = \(tenant) and customer_id = \(customer) \(window("event_id"))
                  order by at desc, event_id desc limit \(bound))
                ) about order by at desc, id desc limit \(bound)
                """
            leads = true
        } else {
            candidates = events(where: "")
        }
        mayRepeat = filter.field != nil
        if let actor = filter.actor {
            if leads { rest.append("e.actor_id = \(actor)") } else { lead(with: "and actor_id = \(actor)") }
        }
        if let outcome = filter.outcome {
            if outcome == .done || leads {
                rest.append("e.outcome = \(outcome.rawValue)")
            } else {
                // The second half says nothing new: it is what the partial index asks for.
                lead(with: "and outcome = \(outcome.rawValue) and outcome <> 'done'")
            }
        }
        if let action = filter.action {
            if leads { rest.append("e.action = \(action.name)") } else { lead(with: "and action = \(action.name)") }
        }
        if let branch = filter.branch {
            if leads { rest.append("e.branch_id = \(branch)") } else { lead(with: "and branch_id = \(branch)") }
        }
        if case .branches(let branches) = reach {
            rest.append("e.branch_id = any (\(branches.map(\.uuid).sorted { $0.uuidString < $1.uuidString }))")
        }
        conditions = rest
    }

    /// The rows of a page: `AuditEntry.columns`, newest first.
    func page(limit: Int) -> SQL {
        let unique: SQL = mayRepeat ? "distinct" : ""
        let rest = conditions.map { "and \($0)" as SQL }.joined(separator: " ")
        return """
            select \(AuditEntry.columns)
            from (select \(unique) at, id from (\(candidates)) c order by at desc, id desc) c
            join audit.event e on e.tenant_id = \(tenant) and e.at = c.at and e.id = c.id
            where true \(rest) order by c.at desc, c.id desc limit \(limit)
            """
    }

    /// The last candidate, if there are as many as may be looked at: behind it there may be more.
    var lastCandidate: SQL {
        "select at, id from (\(candidates)) c order by at desc, id desc offset \(AuditSearch.candidates - 1) limit 1"
    }
}
