public import FoundationEssentials
public import Postgres

/// What a question was asked with, and the pieces of SQL that questions are made of.
public struct AuditArguments: Sendable {
    public let tenant: ID<Tenant>
    public let now: Instant
    /// The period: from the first, before the second.
    public var from: Instant
    public var until: Instant
    public var settings: AuditSettings
    /// What the prelude read.
    public var ids: [UUID] = []
    /// How many rows a list of events gives at most.
    public var bound = 0
    var position: AuditPosition?
    var values: [String: UUID] = [:]
    var numbers: [String: Int64] = [:]
    var words: [String: String] = [:]

    /// A question without an explicit beginning looks so far back.
    static let standardPeriod: Duration = .seconds(90 * 86_400)

    init(tenant: ID<Tenant>, now: Instant, settings: AuditSettings = AuditSettings()) {
        self.tenant = tenant
        self.now = now
        self.settings = settings
        until = now.advanced(by: .seconds(86_400))
        from = now.advanced(by: .zero - AuditArguments.standardPeriod)
    }

    /// The id given under a name; a placeholder that nothing has when it was left out.
    public func id(_ name: String) -> UUID? { values[name] }
    /// The number given under a name, or its standard.
    public func number(_ name: String) -> Int64 { numbers[name] ?? 0 }
    /// The word given under a name, or its standard.
    public func word(_ name: String) -> String? { words[name] }

    /// The period and the place behind which a page begins, as conditions. `at` is bounded alone too: that prunes partitions.
    func window(_ alias: SQL, _ id: SQL) -> SQL {
        let rest: SQL =
            position.map { "and \(alias).at <= \($0.at) and (\(alias).at, \(alias).\(id)) < (\($0.at), \($0.id))" } ?? ""
        return "\(alias).at >= \(from) and \(alias).at < \(until) \(rest)"
    }

    /// Events of some actions, newest first: each action's newest by its index, then the newest of these.
    public func events(of actions: [String], where condition: SQL = "true") -> SQL {
        """
        select x.at, x.id from unnest(\(actions)) a (action) cross join lateral (
          select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.action = a.action and \(window("e", "id"))
          and \(condition) order by e.at desc, e.id desc limit \(bound)) x
        order by x.at desc, x.id desc limit \(bound)
        """
    }

    /// Events of one person, newest first.
    public func events(by user: UUID) -> SQL {
        """
        select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.actor_id = \(user) and \(window("e", "id"))
        order by e.at desc, e.id desc limit \(bound)
        """
    }

    /// Events that touched or released fields of some customers, newest first: each customer's newest by his index.
    ///
    /// - Parameter actions: only these.
    public func events(about customers: [UUID], fields: [String]?, actions: [String]) -> SQL {
        let named: SQL = fields.map { "and l.field = any (\($0))" } ?? ""
        return """
            select distinct x.at, x.id from unnest(\(customers)) c (id) cross join lateral (
              select l.at, l.event_id as id from audit.event_link l where l.tenant_id = \(tenant) and l.customer_id = c.id
              and \(window("l", "event_id")) \(named)
              and exists (select 1 from audit.event e where e.tenant_id = \(tenant) and e.at = l.at and e.id = l.event_id
                and e.action = any (\(actions)) and e.outcome = 'done')
              order by l.at desc, l.event_id desc limit \(bound)) x
            order by x.at desc, x.id desc limit \(bound)
            """
    }

    /// Events of some actions in the hours when the tenant is closed, newest first: each night's newest by the action's index.
    ///
    /// The nights are computed first, on their own: a condition with `at time zone` in it may look into rows that row security has
    /// not passed yet, so it would be no condition of an index.
    public func eventsOutsideHours(of actions: [String]) -> SQL {
        let zone = settings.timeZone
        return """
            select x.at, x.id from (
              with night as materialized (
                select greatest((d.day + make_interval(mins => \(Int32(clamping: settings.closesAt)))) at time zone \(zone), \(from)) begins,
                  least((d.day + make_interval(days => 1, mins => \(Int32(clamping: settings.opensAt)))) at time zone \(zone), \(until)) ends
                from generate_series(date_trunc('day', \(from)::timestamptz at time zone \(zone)) - interval '1 day',
                  date_trunc('day', \(until)::timestamptz at time zone \(zone)), interval '1 day') d (day))
              select e.at, e.id from night n cross join unnest(\(actions)) a (action) cross join lateral (
                select e.at, e.id from audit.event e where e.tenant_id = \(tenant) and e.action = a.action and e.outcome = 'done'
                and e.at >= n.begins and e.at < n.ends and \(window("e", "id")) order by e.at desc, e.id desc limit \(bound)) e
              where n.begins < n.ends) x
            order by x.at desc, x.id desc limit \(bound)
            """
    }
}
