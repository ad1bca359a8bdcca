import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

extension Clinic {
    /// Makes something by a POST; what was answered.
    @discardableResult
    func make(_ path: String, _ body: JSONObject, as role: String = "chain_director") async throws -> JSONValue {
        let answer = try await call(as: role).send(.post, path, body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(path): \(answer.text)")
        return answer.json
    }

    /// Makes something by a POST; its id.
    func id(_ path: String, _ body: JSONObject, as role: String = "chain_director") async throws -> String {
        try #require(try await make(path, body, as: role)["id"]?.string)
    }

    /// A category of services; its id.
    func category(_ name: String = "皮肤", _ more: JSONObject = [:]) async throws -> String {
        try await id("/v1/service-categories", more.with("name", .string(name)))
    }

    /// A service in a category of its own where none is named; its id.
    func service(_ name: String, in category: String? = nil, _ more: JSONObject = [:]) async throws -> String {
        let category = if let category { category } else { try await self.category(name + "类") }
        var body: JSONObject = [
            "name": .string(name), "categoryId": .string(category), "nature": "medical", "scope": "dermatology", "listPriceFen": 100_000,
        ]
        for member in more.members { body[member.name] = member.value }
        return try await id("/v1/services", body)
    }

    /// A room, or a device; its id.
    func bookable(_ kind: String, _ name: String, in branch: ID<Unit>? = nil, _ more: JSONObject = [:]) async throws -> String {
        var body: JSONObject = ["kind": .string(kind), "name": .string(name), "branchId": .string((branch ?? a).description)]
        for member in more.members { body[member.name] = member.value }
        return try await id("/v1/resources", body)
    }

    /// Somebody in a role at a branch, where he may be booked; the resource's id.
    func bookable(_ kind: String, _ person: Person, in branch: ID<Unit>? = nil) async throws -> String {
        try await bookable(kind, "员工" + person.id.description.suffix(6), in: branch, ["userId": .string(person.id.description)])
    }

    /// The Monday some weeks after the house's present.
    func monday(after weeks: Int32 = 1) -> LocalDate {
        let today = house.now.date(offset: 8 * 3600).daysSince1970
        // 1970-01-05 was a Monday.
        return LocalDate(daysSince1970: today - (today + 3) % 7 + 7 * weeks)
    }

    /// Drafts a week of a branch, and publishes it; the week as it is then.
    @discardableResult
    func roster(
        _ monday: LocalDate, _ shifts: [JSONValue], in branch: ID<Unit>? = nil, publishes: Bool = true, despite: String? = nil
    ) async throws -> JSONValue {
        let director = try call(as: "chain_director")
        let path = "/v1/branches/\(branch ?? a)/roster"
        let version = await director.send(.get, path + "?week=\(monday)").json["version"]?.integer ?? 0
        let body: JSONValue = ["week": .string(monday.description), "shifts": .array(shifts)]
        let drafted = await director.send(.put, path, headers: [("If-Match", "\"\(version)\"")], body: body.serialized)
        try #require(drafted.status == 200, "\(drafted.text)")
        guard publishes else { return drafted.json }
        var publication: JSONObject = ["week": .string(monday.description)]
        if let despite { publication["despite"] = .string(despite) }
        let published = await director.send(
            .post, path + "/publications", headers: [("If-Match", "\"\(version + 1)\"")], body: JSONValue.object(publication).serialized)
        try #require(published.status == 200, "\(published.text)")
        return published.json
    }

    /// One shift of a draft.
    func shift(_ resource: String, _ day: LocalDate, _ minutes: Range<Int64>, pause: Range<Int64>? = nil) -> JSONValue {
        var shift: JSONObject = [
            "resourceId": .string(resource), "day": .string(day.description), "startsMinute": .integer(minutes.lowerBound),
            "endsMinute": .integer(minutes.upperBound),
        ]
        if let pause {
            shift["breakStartsMinute"] = .integer(pause.lowerBound)
            shift["breakEndsMinute"] = .integer(pause.upperBound)
        }
        return .object(shift)
    }

    /// A minute of a day in Shanghai.
    func moment(_ day: LocalDate, _ minute: Int64) -> Instant {
        Instant(unixSeconds: Int64(day.daysSince1970) * 86_400 + minute * 60 - 8 * 3600)
    }

    /// Time of somebody that a booking takes, as bookings will claim it.
    func book(
        _ resource: String, of person: Person, _ day: LocalDate, _ minutes: Range<Int64>, in branch: ID<Unit>? = nil
    ) throws {
        let connection = try superuser()
        defer { connection.close() }
        let appointment = UUID()
        let (from, until) = (moment(day, minutes.lowerBound), moment(day, minutes.upperBound))
        try connection.execute(
            """
            insert into app.appointment (tenant_id, id, branch_id, number, state, starts_at, ends_at, held_until, source, created_at, updated_at)
            select \(tenant), \(appointment), \(branch ?? a), coalesce(max(x.number), 1000000) + 1, 'held', \(from), \(until), \(until), 'desk',
              \(house.now), \(house.now) from app.appointment x where x.tenant_id = \(tenant)
            """)
        try connection.execute(
            """
            insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, resource_id, appointment_id, starts_at, ends_at,
              busy_from, busy_until, created_at)
            values (\(tenant), gen_random_uuid(), \(branch ?? a), 'appointment', \(person.id), \(resource)::text::uuid, \(appointment),
              \(from), \(until), \(from), \(until), \(house.now))
            """)
    }

    /// A row in every table of the catalogue and the schedules, for two branches where rows belong to one; ids of those of the first branch,
    /// by the segment of their path.
    @discardableResult
    func frontDeskGround() throws -> [String: String] {
        let connection = try superuser()
        defer { connection.close() }
        func new() -> String { UUID().uuidString.lowercased() }
        let user = try #require(people["doctor"]).id.description
        var ids: [String: String] = [:]
        for path in ["service-categories", "services", "service-packages", "prices", "licences", "calendar-days"] { ids[path] = new() }
        func run(_ text: String) throws { try connection.execute(SQL(trustedText: text)) }
        func id(_ path: String) -> String { ids[path] ?? "" }
        let head = "'\(tenant)'"
        try run(
            "insert into app.service_category (tenant_id, id, name, created_at, updated_at) values (\(head), '\(id("service-categories"))', '墙', now(), now())"
        )
        try run(
            """
            insert into app.service (tenant_id, id, category_id, name, nature, list_price_fen, created_at, updated_at)
            values (\(head), '\(id("services"))', '\(id("service-categories"))', '墙', 'lifestyle', 1, now(), now())
            """)
        try run(
            "insert into app.service_segment (tenant_id, service_id, position, name, minutes) values (\(head), '\(id("services"))', 1, '墙', 30)"
        )
        try run(
            """
            insert into app.service_need (tenant_id, service_id, position, need, alternative, kind)
            values (\(head), '\(id("services"))', 1, 1, 1, 'room')
            """)
        try run(
            """
            insert into app.service_rule (tenant_id, service_id, position, kind, effect, subject)
            values (\(head), '\(id("services"))', 1, 'warning', 'need_review', 'allergy')
            """)
        try run(
            """
            insert into app.service_deposit (tenant_id, service_id, since_on, kind, amount_fen, pay_hours, free_hours, late_percent,
              no_show_percent)
            values (\(head), '\(id("services"))', current_date + 30, 'amount', 1, 24, 24, 50, 100)
            """)
        try run(
            """
            insert into app.service_package (tenant_id, id, category_id, name, list_price_fen, created_at, updated_at)
            values (\(head), '\(id("service-packages"))', '\(id("service-categories"))', '墙', 1, now(), now())
            """)
        try run(
            """
            insert into app.service_package_line (tenant_id, package_id, position, service_id, sessions)
            values (\(head), '\(id("service-packages"))', 1, '\(id("services"))', 1)
            """)
        try run(
            """
            insert into app.price (tenant_id, id, service_id, unit_id, since_on, price_fen, created_at, updated_at)
            values (\(head), '\(id("prices"))', '\(id("services"))', '\(a)', current_date + 30, 1, now(), now())
            """)
        try run(
            """
            insert into app.licence (tenant_id, id, user_id, class, scopes, number, valid_from, valid_until, created_at, updated_at)
            values (\(head), '\(id("licences"))', '\(user)', 'physician', '{dermatology}', '墙', current_date, current_date, now(), now())
            """)
        try run("insert into app.licence_place (tenant_id, licence_id, unit_id) values (\(head), '\(id("licences"))', '\(a)')")
        try run(
            """
            insert into app.calendar_day (tenant_id, id, unit_id, day, kind, name, created_at, updated_at)
            values (\(head), '\(id("calendar-days"))', '\(a)', '2020-01-01', 'closed', '墙', now(), now())
            """)
        for branch in [b, a] {
            for path in ["resources", "shift-templates", "shifts", "leave-requests", "shift-swaps", "resource-blocks", "appointments"] {
                ids[path] = new()
            }
            let place = "\(head), '\(branch)'"
            let resource = id("resources")
            try run(
                """
                insert into app.resource (tenant_id, branch_id, id, kind, name, user_id, created_at, updated_at)
                values (\(place), '\(resource)', 'doctor', '墙', '\(user)', now(), now())
                """)
            try run(
                """
                insert into app.shift_template (tenant_id, branch_id, id, name, starts_minute, ends_minute, created_at, updated_at)
                values (\(place), '\(id("shift-templates"))', '墙', 1, 2, now(), now())
                """)
            try run("insert into app.roster_week (tenant_id, branch_id, week_on) values (\(place), '2020-01-06')")
            try run(
                """
                insert into app.shift (tenant_id, branch_id, id, resource_id, week_on, day, starts_at, ends_at, state, created_at, updated_at)
                values (\(place), '\(id("shifts"))', '\(resource)', '2020-01-06', '2020-01-06', '2020-01-06 01:00+00', '2020-01-06 02:00+00',
                  'published', now(), now())
                """)
            try run("insert into app.opening_hours (tenant_id, branch_id, weekday, opens_minute, closes_minute) values (\(place), 1, 1, 2)")
            try run("insert into app.opening_period (tenant_id, branch_id, since_on, set_at) values (\(place), '2099-01-05', now())")
            try run(
                """
                insert into app.leave_request (tenant_id, branch_id, id, resource_id, user_id, kind, starts_at, ends_at, requested_by, created_at,
                  updated_at)
                values (\(place), '\(id("leave-requests"))', '\(resource)', '\(user)', 'other', now(), now() + interval '1 hour', '\(user)', now(),
                  now())
                """)
            try run(
                """
                insert into app.shift_swap (tenant_id, branch_id, id, shift_id, to_resource_id, requested_by, created_at, updated_at)
                values (\(place), '\(id("shift-swaps"))', '\(id("shifts"))', '\(resource)', '\(user)', now(), now())
                """)
            try run(
                """
                insert into app.resource_claim (tenant_id, branch_id, id, kind, subject_id, resource_id, starts_at, ends_at, busy_from, busy_until,
                  reason, created_at)
                select \(place), '\(id("resource-blocks"))', 'block', '\(resource)', '\(resource)', t, t + interval '1 hour', t,
                  t + interval '1 hour', '墙', now() from (select now() as t) x
                """)
            // One that is nobody's yet, and those of customers.
            if branch == a {
                try run(
                    """
                    insert into app.appointment (tenant_id, branch_id, id, number, state, starts_at, ends_at, held_until, source, created_at,
                      updated_at)
                    values (\(place), '\(id("appointments"))', 1, 'held', now(), now() + interval '1 hour', now() + interval '1 hour', 'desk',
                      now(), now())
                    """)
            }
            try run(
                """
                insert into app.appointment (tenant_id, branch_id, id, number, customer_id, customer_branch_id, state, starts_at, ends_at, source,
                  created_at, updated_at)
                select \(place), gen_random_uuid(), c.number + 1000000, c.id, c.home_branch_id, 'completed', now() - interval '2 days',
                  now() - interval '47 hours', 'desk', now(), now() from app.customer c
                where c.tenant_id = \(head) and c.home_branch_id = '\(branch)' and c.erased_at is null order by c.id limit 1
                """)
            try run(
                """
                insert into app.appointment_item (tenant_id, branch_id, appointment_id, position, service_id, segment, name, starts_at, ends_at)
                select \(place), p.id, 1, '\(id("services"))', 1, '墙', p.starts_at, p.ends_at from app.appointment p
                where p.tenant_id = \(head) and p.branch_id = '\(branch)'
                """)
            try run(
                """
                insert into app.appointment_person (tenant_id, branch_id, appointment_id, user_id, starts_at)
                select \(place), p.id, '\(user)', p.starts_at from app.appointment p
                where p.tenant_id = \(head) and p.branch_id = '\(branch)'
                """)
            try run(
                """
                insert into app.appointment_deposit (tenant_id, branch_id, appointment_id, position, service_id, rule_since_on, rule_version,
                  price_fen, deposit_fen, free_hours, free_until, late_percent, no_show_percent, decided_at)
                select \(place), p.id, 1, '\(id("services"))', current_date, 1, 1, 1, 24, p.starts_at, 50, 100, now() from app.appointment p
                where p.tenant_id = \(head) and p.branch_id = '\(branch)'
                """)
            try run(
                """
                insert into app.waitlist_entry (tenant_id, branch_id, id, customer_id, customer_branch_id, services, from_on, until_on, weekdays,
                  from_minute, until_minute, created_at, updated_at)
                select \(place), gen_random_uuid(), p.customer_id, p.customer_branch_id, array['\(id("services"))'::uuid], current_date,
                  current_date, '{1}', 0, 1440, now(), now() from app.appointment p
                where p.tenant_id = \(head) and p.branch_id = '\(branch)' and p.customer_id is not null
                """)
            try run(
                """
                insert into app.waitlist_offer (tenant_id, branch_id, id, entry_id, appointment_id, starts_at, offered_on, created_at)
                select \(place), gen_random_uuid(), e.id, p.id, p.starts_at, current_date, now() from app.waitlist_entry e
                join app.appointment p on p.tenant_id = e.tenant_id and p.customer_id = e.customer_id and p.branch_id = e.branch_id
                where e.tenant_id = \(head) and e.branch_id = '\(branch)'
                """)
            let waiting = SQL(
                trustedText:
                    "select id::text from app.waitlist_entry where tenant_id = \(head) and branch_id = '\(branch)' order by id limit 1")
            ids["waitlist-entries"] = try connection.execute(waiting).first?.get(0, as: String.self)
        }
        return ids
    }
}

extension JSONObject {
    /// The same object with one more member.
    func with(_ name: String, _ value: JSONValue) -> JSONObject {
        var object = self
        object[name] = value
        return object
    }
}

extension Clinic {
    /// As if a booking had been agreed for another moment.
    func begin(_ id: String, at start: Instant, state: String? = nil) throws {
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.appointment_person set opens_until = opens_until + (\(start)::timestamptz - starts_at), starts_at = \(start)
            where tenant_id = \(tenant) and appointment_id = \(id)::text::uuid
            """)
        try connection.execute(
            """
            update app.appointment set starts_at = \(start), ends_at = \(start.advanced(by: .seconds(1_800))),
              state = coalesce(\(value: state), state)
            where tenant_id = \(tenant) and id = \(id)::text::uuid
            """)
    }
}
