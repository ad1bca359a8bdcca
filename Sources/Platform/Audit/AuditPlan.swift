internal import FoundationEssentials
internal import Postgres

/// A search as SQL: candidates from the leading index, the remaining conditions on top. See ``AuditSearch``.
struct AuditPlan {
    private let tenant: ID<Tenant>
    /// At most ``AuditSearch/candidates`` rows (at, id), newest first.
    private let candidates: SQL
    /// An event stands among the candidates once for each of its links.
    private let mayRepeat: Bool
    private let conditions: [SQL]

    init(_ filter: AuditFilter, of tenant: ID<Tenant>, reach: RowSet.Reach, after position: AuditPosition?) {
        self.tenant = tenant
        let bound = AuditSearch.candidates
        /// The times and the place that rows must lie in. `at` is bounded alone too: that prunes partitions.
        func window(_ id: SQL) -> SQL {
            var parts: [SQL] = []
            if let from = filter.from { parts.append("and e.at >= \(from)") }
            if let until = filter.until { parts.append("and e.at < \(until)") }
            if let position {
                parts.append("and e.at <= \(position.at) and (e.at, \(id)) < (\(position.at), \(position.id))")
            }
            return parts.joined(separator: " ")
        }
        func events(_ condition: SQL) -> SQL {
            """
            select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and \(condition) \(window("e.id"))
            order by e.at desc, e.id desc limit \(bound)
            """
        }

        // In the order in which they lead.
        var conditions: [SQL] = []
        if let actor = filter.actor { conditions.append("e.actor_id = \(actor)") }
        // The second half says nothing new: it is what the partial index asks for.
        if let outcome = filter.outcome, outcome != .done {
            conditions.append("e.outcome = \(outcome.rawValue) and e.outcome <> 'done'")
        }
        if let action = filter.action { conditions.append("e.action = \(action.name)") }
        if let branch = filter.branch { conditions.append("e.branch_id = \(branch)") }

        mayRepeat = filter.field != nil
        if let field = filter.field {
            let customer: SQL = filter.customer.map { "and e.customer_id = \($0)" } ?? ""
            candidates = """
                select e.at, e.event_id as id from audit.event_link e
                where e.tenant_id = \(tenant) and e.field = \(field) \(customer) \(window("e.event_id"))
                order by e.at desc, e.event_id desc limit \(bound)
                """
        } else if let customer = filter.customer {
            // Distinct before the limit, or the links would end later in time than the events and leave a gap.
            candidates = """
                select at, id from (
                  (\(events("e.customer_id = \(customer)")))
                  union
                  (select distinct e.at, e.event_id from audit.event_link e
                  where e.tenant_id = \(tenant) and e.customer_id = \(customer) \(window("e.event_id"))
                  order by e.at desc, e.event_id desc limit \(bound))
                ) about order by at desc, id desc limit \(bound)
                """
        } else {
            candidates = events(conditions.first ?? "true")
            conditions = Array(conditions.dropFirst())
        }

        if filter.outcome == .done { conditions.append("e.outcome = 'done'") }
        self.conditions = conditions.map { "and \($0)" } + [reach.condition]
    }

    /// The rows of a page: `AuditEntry.columns`, newest first.
    ///
    /// The events are looked up one by one, in the candidates' order, until the page is full. LIMIT 1 keeps the planner
    /// to that: it takes (at, id) for two independent columns, expects a join to find nothing, and would look up all
    /// candidates.
    func page(limit: Int) -> SQL {
        let unique: SQL = mayRepeat ? "distinct" : ""
        let rest = conditions.joined(separator: " ")
        return """
            select \(AuditEntry.columns)
            from (select \(unique) at, id from (\(candidates)) every order by at desc, id desc) c
            cross join lateral (select * from audit.event e
              where e.tenant_id = \(tenant) and e.at = c.at and e.id = c.id \(rest) limit 1) e
            order by c.at desc, c.id desc limit \(limit)
            """
    }

    /// The last candidate, if there are as many as may be looked at: behind it there may be more.
    var lastCandidate: SQL {
        """
        select at, id from (\(candidates)) every order by at desc, id desc offset \(AuditSearch.candidates - 1) limit 1
        """
    }
}
