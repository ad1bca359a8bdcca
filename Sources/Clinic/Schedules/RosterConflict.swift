internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Something that stands against a roster, a leave or a swap. Of what lies in another branch only the time is told.
struct RosterConflict: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// A booking would be without its person.
        case booking
        /// The person is on leave then.
        case leave
        /// The person works in another branch then.
        case elsewhere
        /// The branch is closed on that day.
        case closed
        /// The time is taken by maintenance, or by something else.
        case block
    }

    let kind: Kind
    let resource: UUID
    let startsAt: Instant
    let endsAt: Instant
    /// The booking, where the reader's branch has it.
    let appointment: UUID?

    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "resourceId": .string(resource.uuidString.lowercased()),
            "startsAt": .string(startsAt.description),
            "endsAt": .string(endsAt.description),
            "appointmentId": appointment.map { .string($0.uuidString.lowercased()) } ?? .null,
        ]
    }

    static let schema: JSONValue = [
        "type": "object", "required": ["kind", "resourceId", "startsAt", "endsAt", "appointmentId"],
        "properties": [
            "kind": ["type": "string", "enum": .array(Kind.allCases.map { .string($0.rawValue) })],
            "resourceId": ["type": "string", "format": "uuid"], "startsAt": ["type": "string", "format": "date-time"],
            "endsAt": ["type": "string", "format": "date-time"], "appointmentId": ["type": ["string", "null"], "format": "uuid"],
        ],
    ]

    /// At most so many are told.
    static let most = 200

    /// The failure that lists them.
    static func failure(_ conflicts: [RosterConflict]) -> Failure {
        Failure(.rosterConflicts, extra: ["conflicts": .array(conflicts.prefix(most).map(\.json))])
    }

    /// What stands against a person's being away from an interval, or somewhere else then; asked as the system, so that another branch's
    /// bookings count too.
    static func taken(
        of person: UUID, resource: UUID, in branch: UUID, from start: Instant, until end: Instant, besides leave: UUID? = nil,
        tenant: ID<Tenant>, in tx: Transaction
    ) throws -> [RosterConflict] {
        var other: SQL = "true"
        if let leave { other = "k.leave_id is distinct from \(leave)" }
        return try tx.execute(
            """
            select k.kind, k.starts_at, k.ends_at, k.appointment_id, k.branch_id from app.resource_claim k
            where k.tenant_id = \(tenant) and k.subject_id = \(person) and k.busy_from >= \(start.advanced(by: .seconds(-2 * 86_400)))
            and k.busy_from < \(end) and k.starts_at < \(end) and k.ends_at > \(start) and \(other)
            order by k.starts_at, k.id limit \(most)
            """
        ).map { row in
            let kind: Kind =
                switch try row.get(0, as: String.self) {
                case "appointment": .booking
                case "leave": .leave
                default: .block
                }
            let isHere = try row.get(4, as: UUID.self) == branch
            return RosterConflict(
                kind: isHere ? kind : .elsewhere, resource: resource, startsAt: try row[1], endsAt: try row[2],
                appointment: isHere ? try row.getOptional(3) : nil)
        }
    }
}

/// What stands against publishing the draft of a week.
enum RosterConflicts {
    /// As the system, since a person may work in branches that the asker does not see.
    static func find(_ monday: LocalDate, in branch: ID<Unit>, tenant: ID<Tenant>, in tx: Transaction) throws -> [RosterConflict] {
        let results = try tx.execute(all: [
            bookings(monday, branch, tenant), leave(monday, branch, tenant), elsewhere(monday, branch, tenant),
            closed(monday, branch, tenant),
        ])
        var conflicts: [RosterConflict] = []
        for (rows, kind) in zip(results, [RosterConflict.Kind.booking, .leave, .elsewhere, .closed]) {
            conflicts += try rows.map { row in
                RosterConflict(
                    kind: kind, resource: try row[0], startsAt: try row[1], endsAt: try row[2], appointment: try row.getOptional(3))
            }
        }
        return conflicts
    }

    private static func window(_ monday: LocalDate, _ tenant: ID<Tenant>) -> SQL {
        """
        (select \(monday)::date::timestamp at time zone z.time_zone as starts, (\(monday)::date + 7)::timestamp at time zone z.time_zone as ends
         from app.tenant_setting z where z.tenant_id = \(tenant))
        """
    }

    /// Bookings of people of the branch that no drafted shift covers; the break is no shift.
    private static func bookings(_ monday: LocalDate, _ branch: ID<Unit>, _ tenant: ID<Tenant>) -> SQL {
        """
        select k.resource_id, k.starts_at, k.ends_at, k.appointment_id
        from \(window(monday, tenant)) w join app.resource_claim k on k.tenant_id = \(tenant) and k.branch_id = \(branch)
          and k.busy_from >= w.starts - interval '2 days' and k.busy_from < w.ends and k.starts_at >= w.starts and k.starts_at < w.ends
        join app.resource r on r.tenant_id = \(tenant) and r.id = k.resource_id and r.user_id is not null
        where k.kind = 'appointment' and not exists (
          select 1 from app.shift s where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.resource_id = k.resource_id
          and s.state = 'draft' and s.day between \(monday) and \(monday) + 6 and s.starts_at <= k.starts_at and s.ends_at >= k.ends_at
          and (s.break_starts_at is null or s.break_starts_at >= k.ends_at or s.break_ends_at <= k.starts_at))
        order by k.starts_at, k.id limit \(RosterConflict.most)
        """
    }

    /// Drafted shifts of people who are on leave then.
    private static func leave(_ monday: LocalDate, _ branch: ID<Unit>, _ tenant: ID<Tenant>) -> SQL {
        """
        select s.resource_id, greatest(s.starts_at, k.starts_at), least(s.ends_at, k.ends_at), null::uuid
        from app.shift s join app.resource r on r.tenant_id = \(tenant) and r.id = s.resource_id
        join app.resource_claim k on k.tenant_id = \(tenant) and k.subject_id = r.user_id and k.kind = 'leave'
          and k.busy_from >= s.starts_at - interval '2 days' and k.busy_from < s.ends_at and k.ends_at > s.starts_at
        where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.state = 'draft' and s.day between \(monday) and \(monday) + 6
        order by 2, 1 limit \(RosterConflict.most)
        """
    }

    /// Drafted shifts of people whose shift in another branch is published for then.
    private static func elsewhere(_ monday: LocalDate, _ branch: ID<Unit>, _ tenant: ID<Tenant>) -> SQL {
        """
        select s.resource_id, greatest(s.starts_at, o.starts_at), least(s.ends_at, o.ends_at), null::uuid
        from app.shift s join app.resource r on r.tenant_id = \(tenant) and r.id = s.resource_id
        join app.resource q on q.tenant_id = \(tenant) and q.user_id = r.user_id and q.branch_id <> s.branch_id
        join app.shift o on o.tenant_id = \(tenant) and o.resource_id = q.id and o.state = 'published'
          and o.day between \(monday) - 1 and \(monday) + 7 and o.starts_at < s.ends_at and o.ends_at > s.starts_at
        where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.state = 'draft' and s.day between \(monday) and \(monday) + 6
        order by 2, 1 limit \(RosterConflict.most)
        """
    }

    /// Drafted shifts on days when the branch, or what is above it, is closed; the nearest unit's word counts.
    private static func closed(_ monday: LocalDate, _ branch: ID<Unit>, _ tenant: ID<Tenant>) -> SQL {
        """
        with recursive above (id, parent_id, step) as (
          select u.id, u.parent_id, 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(branch)
          union all
          select u.id, u.parent_id, a.step + 1 from above a join app.unit u on u.tenant_id = \(tenant) and u.id = a.parent_id
          where a.step < 8),
        said as (
          select distinct on (c.day) c.day, c.kind from app.calendar_day c join above a on a.id = c.unit_id
          where c.tenant_id = \(tenant) and c.day between \(monday) and \(monday) + 6 order by c.day, a.step)
        select s.resource_id, s.starts_at, s.ends_at, null::uuid from app.shift s join said c on c.day = s.day and c.kind = 'closed'
        where s.tenant_id = \(tenant) and s.branch_id = \(branch) and s.state = 'draft' order by 2, 1 limit \(RosterConflict.most)
        """
    }
}
