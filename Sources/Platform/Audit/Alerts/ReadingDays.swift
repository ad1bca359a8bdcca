internal import Postgres

/// Of how many customers each person had values in clear, day by day: counted once a day for the days that are over.
struct ReadingDays {
    /// Through which day everything is counted now.
    let until: LocalDate
    private let tenant: ID<Tenant>
    private let days: [(user: ID<User>, day: LocalDate, customers: Int32)]

    /// How far back the first count goes: what the median is taken from.
    private static let firstCount: Int32 = 90
    /// Days of one run.
    private static let daysAtOnce: Int32 = 7

    /// Counts the days behind the last counted one, through yesterday, a week at a time. As the auditor.
    static func count(
        of tenant: ID<Tenant>, _ settings: AuditSettings, from counted: LocalDate?, now: Instant, in tx: Transaction
    ) throws -> ReadingDays {
        let today: LocalDate = try tx.execute("select (\(now)::timestamptz at time zone \(settings.timeZone))::date")[0].get(0)
        let yesterday = today.daysSince1970 - 1
        let last = max(counted?.daysSince1970 ?? 0, yesterday - firstCount)
        guard last < yesterday else { return ReadingDays(until: LocalDate(daysSince1970: yesterday), tenant: tenant, days: []) }
        let (first, end) = (LocalDate(daysSince1970: last + 1), LocalDate(daysSince1970: min(yesterday, last + daysAtOnce)))
        let zone = settings.timeZone
        let rows = try tx.execute(
            """
            select e.actor_id, (e.at at time zone \(zone))::date, count(distinct l.customer_id)::int
            from audit.event e join audit.event_link l on l.tenant_id = e.tenant_id and l.at = e.at and l.event_id = e.id
            where e.tenant_id = \(tenant) and l.tenant_id = \(tenant)
            and e.at >= \(first)::timestamp at time zone \(zone) and e.at < (\(end) + 1)::timestamp at time zone \(zone)
            and l.at >= \(first)::timestamp at time zone \(zone) and l.at < (\(end) + 1)::timestamp at time zone \(zone)
            and e.action = any (\(AuditActions.releases)) and e.outcome = 'done' and e.actor_id is not null and l.customer_id is not null
            group by 1, 2
            """)
        let days = try rows.map {
            (user: try $0.get(0, as: ID<User>.self), day: try $0.get(1, as: LocalDate.self), customers: try $0.get(2, as: Int32.self))
        }
        return ReadingDays(until: end, tenant: tenant, days: days)
    }

    /// Keeps them, under the actor's own role.
    func write(in tx: Transaction) throws {
        guard !days.isEmpty else { return }
        tx.enqueue(
            """
            insert into audit.reading_day (tenant_id, user_id, day, customers)
            select \(tenant), u.user_id, u.day, u.customers
            from unnest(\(days.map(\.user.uuid)), \(days.map(\.day)), \(days.map(\.customers))) u (user_id, day, customers)
            on conflict do nothing
            """)
    }
}
