import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Somebody comes, is handed to somebody, goes from step to step, and leaves.
@Suite struct ArrivalTests {
    @Test("whoever comes is there once; what he comes for follows from what was before")
    func checkIn() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("来客")
        let visit = try await clinic.checkIn(customer)
        #expect(visit["type"] == "first" && visit["state"] == "registered" && visit["step"] == "waiting")
        #expect(visit["kind"] == "arrival" && visit["visitedOn"]?.string == clinic.today.description)
        #expect(visit["consultantId"]?.isNull == true, "nobody is in the catalogue as a consultant")
        let again = await desk.send(
            .post, "/v1/visits", text: #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)"}"#)
        #expect(again.code == "visit.there")
        #expect(again.json["visitId"] == visit["id"])

        let left = await clinic.act("/v1/visits/\(visit["id"]?.string ?? "")/leaving", on: visit, as: desk)
        #expect(left.status == 200 && left.json["state"] == "left" && left.json["leftAt"]?.string != nil, "\(left.text)")
        for (path, body) in [("moves", #"{"step": "waiting"}"#), ("leaving", "{}"), ("hand-over", #"{"type": "other"}"#)] {
            let late = await desk.send(
                .post, "/v1/visits/\(visit["id"]?.string ?? "")/\(path)", headers: [("If-Match", "\"2\"")], text: body)
            #expect(late.code == "visit.state", "\(path): \(late.text)")
        }
        // The same day once more, and what is known of the past.
        let second = try await clinic.checkIn(customer)
        #expect(second["type"] == "first", "the same day is not before")
        for (days, kind, type) in [(Int32(40), "arrival", "return"), (30, "treatment", "repeat_purchase"), (5, "treatment", "review")] {
            let other = try await clinic.customer("回头客")
            try await clinic.visit(other, daysAgo: days, kind)
            let visit = try await clinic.checkIn(other)
            #expect(visit["type"]?.string == type)
        }
        let said = try await clinic.checkIn(try await clinic.customer("别的"), ["type": "other"])
        #expect(said["type"] == "other")
        // A fact without a course has no steps and is not moved.
        let fact = try await clinic.visit(try await clinic.customer("补登"))
        let bare = await desk.send(.post, "/v1/visits/\(fact)/moves", headers: [("If-Match", "\"1\"")], text: #"{"step": "cashier"}"#)
        #expect(bare.code == "visit.state")
    }

    @Test("twelve people at the desk press at once: one visit, and eleven are told so")
    func race() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("抢先")
        let body = #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)"}"#
        let answers = await withTaskGroup(of: Clinic.Answer.self) { group in
            for _ in 0..<12 { group.addTask { await desk.send(.post, "/v1/visits", text: body) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 201 } == 1)
        #expect(answers.count { $0.code == "visit.there" } == 11, "\(answers.map(\.status))")
        #expect(await desk.send(.get, "/v1/customers/\(customer)/visits").rows.count == 1)
        // And the database says the same of whoever comes past the server.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let error = #expect(throws: PostgresError.self) {
            try connection.execute(
                """
                insert into app.visit_fact (tenant_id, id, customer_id, branch_id, unit_id, visited_on, kind, source, recorded_at, type, state, step,
                  step_since, arrived_at)
                select tenant_id, gen_random_uuid(), customer_id, branch_id, unit_id, visited_on, kind, 'desk', now(), type, state, step, now(), now()
                from app.visit_fact where tenant_id = \(clinic.tenant) and customer_id = \(customer)::text::uuid
                """)
        }
        #expect(error?.constraint == "visit_fact_there_once")
    }

    @Test("turns are taken exactly, though all come at once; who is off shift or away gets nobody")
    func roundRobin() async throws {
        let clinic = try await Clinic()
        var people: [Clinic.Person] = []
        for _ in 0..<3 { people.append(try await clinic.colleague()) }
        var customers: [String] = []
        for _ in 0..<12 { customers.append(try await clinic.customer("新客")) }
        let spread = try await Self.spread(customers, clinic)
        #expect(spread.count == 3 && spread.values.allSatisfy { $0 == 4 }, "\(spread)")

        // A roster, in which the first of them does not stand, and the second is away.
        let monday = clinic.monday(after: 0)
        let director = try clinic.call(as: "chain_director")
        let resources = await director.send(.get, "/v1/resources?filter[kind]=consultant&limit=200").rows
        func resource(_ person: Clinic.Person) throws -> String {
            try #require(resources.first { $0["userId"]?.string == person.id.description }?["id"]?.string)
        }
        try await clinic.roster(
            monday,
            try people.dropFirst().flatMap { person in
                try (0..<7).map { clinic.shift(try resource(person), LocalDate(daysSince1970: monday.daysSince1970 + $0), 0..<1_440) }
            })
        let connection = try clinic.superuser()
        defer { connection.close() }
        let leave = UUID()
        let (from, until) = (clinic.house.now.advanced(by: .seconds(-3_600)), clinic.house.now.advanced(by: .seconds(3_600)))
        try connection.execute(
            """
            insert into app.leave_request (tenant_id, id, branch_id, resource_id, user_id, kind, starts_at, ends_at, state, requested_by, decided_at,
              created_at, updated_at)
            values (\(clinic.tenant), \(leave), \(clinic.a), \(try resource(people[1]))::text::uuid, \(people[1].id), 'sick', \(from), \(until),
              'approved', \(people[1].id), \(from), \(from), \(from))
            """)
        try connection.execute(
            """
            insert into app.resource_claim (tenant_id, id, branch_id, kind, subject_id, resource_id, leave_id, starts_at, ends_at, busy_from,
              busy_until, created_at)
            values (\(clinic.tenant), gen_random_uuid(), \(clinic.a), 'leave', \(people[1].id), \(try resource(people[1]))::text::uuid, \(leave),
              \(from), \(until), \(from), \(until), \(from))
            """)
        var more: [String] = []
        for _ in 0..<4 { more.append(try await clinic.customer("新客")) }
        #expect(try await Self.spread(more, clinic) == [people[2].id.description: 4])
    }

    /// Checks all of them in at once; how many each consultant got.
    private static func spread(_ customers: [String], _ clinic: Clinic) async throws -> [String: Int] {
        let desk = try clinic.call(as: "front_desk")
        let branch = clinic.a
        let answers = await withTaskGroup(of: Clinic.Answer.self) { group in
            for customer in customers {
                group.addTask { await desk.send(.post, "/v1/visits", text: #"{"customerId": "\#(customer)", "branchId": "\#(branch)"}"#) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for answer in answers { try #require(answer.status == 201, "\(answer.text)") }
        return answers.reduce(into: [:]) { $0[$1.json["consultantId"]?.string ?? "nobody", default: 0] += 1 }
    }

    @Test("the fewest, the idle, one's own, and by hand")
    func strategies() async throws {
        let clinic = try await Clinic()
        let (first, second) = (try await clinic.colleague(), try await clinic.colleague())
        let admin = try clinic.call(as: "branch_admin")
        let path = "/v1/branches/\(clinic.a)/triage-rule"
        let before = await admin.send(.get, path)
        #expect(before.json["strategy"] == "round_robin" && before.json["version"] == 0)
        func rule(_ strategy: String, version: Int64) async -> Clinic.Answer {
            await admin.send(
                .put, path, headers: [("If-Match", "\"\(version)\"")], text: #"{"strategy": "\#(strategy)", "ownerFirst": true}"#)
        }
        #expect(await rule("least_busy", version: 0).status == 200)
        #expect(await rule("by_hand", version: 0).code == "resource.stale")
        func next(_ more: JSONObject = [:]) async throws -> String? {
            try await clinic.checkIn(try await clinic.customer("新客"), more)["consultantId"]?.string
        }
        let chosen = [try await next(), try await next()]
        #expect(Set(chosen) == [first.id.description, second.id.description], "the second goes to who has nobody")
        #expect(try await next(["consultantId": .string(first.id.description)]) == first.id.description)
        #expect(try await next() == second.id.description, "the other has two")
        #expect(try await next(["strategy": "on_shift"]) == nil, "all are busy: he waits")
        #expect(try await next(["strategy": "by_hand"]) == nil)
        let own = try await clinic.customer("有主", ["ownerId": .string(second.id.description)])
        let visit = try await clinic.checkIn(own)
        #expect(visit["consultantId"]?.string == second.id.description && visit["triagedBy"] == "own" && visit["state"] == "triaged")
        let stranger = try await clinic.person(("consultant", clinic.a))
        let somebody = try await clinic.customer("谁")
        let wrong = await (try clinic.call(as: "front_desk")).send(
            .post, "/v1/visits",
            text: #"{"customerId": "\#(somebody)", "branchId": "\#(clinic.a)", "consultantId": "\#(stranger.id)"}"#)
        #expect(wrong.violations == ["/consultantId not_allowed"], "who is not in the catalogue is none of the branch's")
    }

    @Test("whom a visit is handed to sees the customer, and nobody else does; it comes to its end by itself")
    func handOver() async throws {
        let clinic = try await Clinic()
        let (owner, colleague) = (try await clinic.colleague(), try await clinic.colleague())
        let doctor = try await clinic.colleague("doctor")
        let customer = try await clinic.customer("有主的人", ["ownerId": .string(owner.id.description)])
        let desk = try clinic.call(as: "front_desk")
        let visit = try await clinic.checkIn(customer, ["strategy": "own"])
        let (mine, others, clinical) = (clinic.call(as: owner), clinic.call(as: colleague), clinic.call(as: doctor))
        #expect(await mine.send(.get, "/v1/customers/\(customer)").status == 200)
        #expect(await others.send(.get, "/v1/customers/\(customer)").status == 404)
        #expect(await clinical.send(.get, "/v1/customers/\(customer)").status == 404)
        let path = "/v1/visits/\(visit["id"]?.string ?? "")"
        let handed = await clinic.act(
            path + "/hand-over", on: visit,
            ["consultantId": .string(colleague.id.description), "doctorId": .string(doctor.id.description), "reason": "休假"], as: desk)
        #expect(handed.status == 200 && handed.json["consultantId"]?.string == colleague.id.description, "\(handed.text)")
        // The listener's part: the news of changed rights.
        clinic.house.deployment.sessions.forget(clinic.tenant)
        for client in [mine, others, clinical] {
            #expect(await client.send(.get, "/v1/customers/\(customer)").status == 200)
            #expect(await client.send(.get, path).status == 200)
        }
        #expect(await others.send(.get, "/v1/customers").rows.compactMap { $0["id"]?.string } == [customer])
        let third = clinic.call(as: try await clinic.person(("consultant", clinic.a)))
        #expect(await third.send(.get, "/v1/customers/\(customer)").status == 404)
        // The relation ends, and with it the sight, though rights are kept.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.care_relation set since = since - interval '2 days', until = \(clinic.house.now) - interval '1 day'
            where tenant_id = \(clinic.tenant)
            """)
        #expect(await others.send(.get, "/v1/customers/\(customer)").status == 404)
        #expect(await others.send(.get, "/v1/customers").rows.isEmpty)
        let kinds = await desk.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("visit_handed_over"))
    }

    @Test("a restricted customer is handed to nobody who does not care for him already")
    func restricted() async throws {
        let clinic = try await Clinic()
        let colleague = try await clinic.colleague()
        let customer = try await clinic.customer("贵宾")
        let admin = try clinic.call(as: "branch_admin")
        let desk = try #require(clinic.people["front_desk"])
        let closed = await admin.send(
            .put, "/v1/customers/\(customer)/restriction",
            text: #"{"kind": "vip", "reason": "well known", "careTeam": ["\#(desk.id)"]}"#)
        try #require(closed.status < 300, "\(closed.text)")
        let body = #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)", "consultantId": "\#(colleague.id)"}"#
        let refused = await clinic.call(as: desk).send(.post, "/v1/visits", text: body)
        #expect(refused.code == "customer.care_needs_approval", "\(refused.text)")
        let visit = try await clinic.checkIn(customer, as: clinic.call(as: desk))
        #expect(visit["consultantId"]?.isNull == true, "turns pass him by")
    }

    @Test("steps are kept with their times, the board shows who is there, and a talk does not end without a reason")
    func steps() async throws {
        let house = try await House.another()
        let clinic = try await Clinic(in: house)
        let desk = try clinic.call(as: "front_desk")
        let colleague = try await clinic.colleague()
        let room = try await clinic.bookable("room", "一诊室")
        let customer = try await clinic.customer("步骤", phone: "13900002222")
        var visit = try await clinic.checkIn(customer)
        #expect(visit["consultantId"]?.string == colleague.id.description)
        let path = "/v1/visits/\(visit["id"]?.string ?? "")"
        func move(_ step: String, _ more: JSONObject = [:]) async throws {
            let answer = await clinic.act(path + "/moves", on: visit, more.with("step", .string(step)), as: desk)
            try #require(answer.status == 200, "\(answer.text)")
            visit = answer.json
        }
        house.clock.advance(by: .seconds(600))
        try await move("consultation", ["roomId": .string(room)])
        #expect(visit["state"] == "consulting" && visit["roomId"]?.string == room)
        let stale = await desk.send(.post, path + "/moves", headers: [("If-Match", "\"1\"")], text: #"{"step": "cashier"}"#)
        #expect(stale.status == 412)
        house.clock.advance(by: .seconds(1_200))
        let board = await desk.send(.get, "/v1/branches/\(clinic.a)/waiting-board")
        let row = try #require(board.rows.first, "\(board.text)")
        #expect(row["seconds"]?["waiting"] == 600 && row["seconds"]?["consultation"] == 1_200)
        #expect(row["customer"]?["name"] == "步骤" && row["customer"]?["phone"] == nil, "nothing that would be an event to see")
        let untold = await clinic.act(path + "/leaving", on: visit, as: desk)
        #expect(untold.violations == ["/noDealReason required"])
        try await move("treatment")
        try await move("observation")
        #expect(visit["state"] == "consulting", "a treatment does not say how the talk ended")
        let left = await clinic.act(path + "/leaving", on: visit, ["noDealReason": "price"], as: desk)
        #expect(left.status == 200 && left.json["noDealReason"] == "price", "\(left.text)")
        let steps = await desk.send(.get, path + "/steps?sort=position").rows
        #expect(steps.compactMap { $0["step"]?.string } == ["waiting", "consultation", "treatment", "observation", "left"])
        let facts = await desk.send(.get, "/v1/customers/\(customer)/visits").rows
        #expect(Set(facts.compactMap { $0["kind"]?.string }) == ["arrival", "treatment"], "who was treated is known to have been")
        #expect(await desk.send(.get, "/v1/branches/\(clinic.a)/waiting-board?day=2020-01-01").rows.isEmpty)
        let wrong = await desk.send(.get, "/v1/branches/\(clinic.a)/waiting-board?day=today&x=1")
        #expect(Set(wrong.violations) == ["/day pattern", "/query unknown_field"])
    }

    @Test("a withdrawn visit is off the board, and the customer can come again")
    func withdrawn() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("误签")
        let visit = try await clinic.checkIn(customer)
        #expect(await desk.send(.post, "/v1/visits/\(visit["id"]?.string ?? "")/withdrawal").status == 204)
        #expect(await desk.send(.get, "/v1/branches/\(clinic.a)/waiting-board").rows.isEmpty)
        let path = "/v1/visits/\(visit["id"]?.string ?? "")/steps?sort=position"
        let steps = await desk.send(.get, path).rows
        #expect(steps.compactMap { $0["step"]?.string } == ["waiting", "left"], "\(steps)")
        #expect(steps.last?["state"] == "left" && steps.last?["movedBy"] != .null)
        // Once.
        #expect(await desk.send(.post, "/v1/visits/\(visit["id"]?.string ?? "")/withdrawal").status == 204)
        #expect(await desk.send(.get, path).rows.count == 2)
        try await clinic.checkIn(customer)
        #expect(await desk.send(.get, "/v1/branches/\(clinic.a)/waiting-board").rows.count == 1)
    }

    @Test("that a visit was none is filed under the branch where it was said to be; a bare fact has no steps")
    func withdrawnElsewhere() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("他院到访")
        let made = await desk.send(
            .post, "/v1/customers/\(customer)/visits", text: #"{"kind": "arrival", "branchId": "\#(clinic.b)"}"#)
        try #require(made.status == 201, "\(made.text)")
        let id = made.json["id"]?.string ?? ""
        #expect(await desk.send(.post, "/v1/visits/\(id)/withdrawal").status == 204)
        #expect(try clinic.count("action = 'withdraw.visit' and outcome = 'done' and branch_id = '\(clinic.b)'", in: "audit.event") == 1)
        #expect(try clinic.count("visit_id = '\(id)'", in: "app.visit_step") == 0)
    }

    @Test("a code says nothing to whoever reads it, checks its customer in for whoever sees him, and ends")
    func codes() async throws {
        let house = try await House.another()
        let clinic = try await Clinic(in: house)
        let desk = try clinic.call(as: "front_desk")
        let customer = try await clinic.customer("扫码人", phone: "13900003333")
        let made = await desk.send(.post, "/v1/customers/\(customer)/check-in-codes", text: #"{"seconds": 600}"#)
        #expect(made.status == 201, "\(made.text)")
        let code = try #require(made.json["code"]?.string)
        #expect((made.json["qrCode"]?["size"]?.integer ?? 0) >= 21)
        let padded = code.replacing("-", with: "+").replacing("_", with: "/")
        let bytes = try #require(Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)))
        let uuid = try #require(UUID(uuidString: customer))
        for secret in [Array(customer.utf8), withUnsafeBytes(of: uuid.uuid) { Array($0) }, Array("扫码人".utf8)] {
            #expect(!Canary.contains(Array(bytes), secret))
        }
        func arrive(_ code: String, as client: InProcessClient, at branch: ID<Unit>) async -> Clinic.Answer {
            await client.send(.post, "/v1/visits", text: #"{"code": "\#(code)", "branchId": "\#(branch)"}"#)
        }
        let other = try await Clinic(in: house)
        #expect(await arrive(code, as: try other.call(as: "front_desk"), at: other.a).violations == ["/code pattern"])
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await arrive(code, as: far, at: clinic.b).status == 404, "a code opens nobody's file")
        #expect(await arrive("A" + code.dropFirst(), as: desk, at: clinic.a).violations == ["/code pattern"])
        #expect(await arrive(code, as: desk, at: clinic.a).status == 201)
        #expect(await arrive(code, as: desk, at: clinic.a).code == "visit.there")
        house.clock.advance(by: .seconds(601))
        #expect(await arrive(code, as: desk, at: clinic.a).code == "visit.code_ended")
    }

    @Test("who comes for an appointment makes it arrived, named or not; somebody else's is none")
    func appointments() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let connection = try clinic.superuser()
        defer { connection.close() }
        var number: Int64 = 1
        func booked(_ customer: String, _ days: Int64 = 0) throws -> String {
            let id = UUID()
            number += 1
            let start = clinic.house.now.advanced(by: .seconds(days * 86_400))
            try connection.execute(
                """
                insert into app.appointment (tenant_id, id, branch_id, number, customer_id, customer_branch_id, state, starts_at, ends_at, source,
                  created_at, updated_at)
                values (\(clinic.tenant), \(id), \(clinic.a), \(number), \(customer)::text::uuid, \(clinic.a), 'booked', \(start),
                  \(start.advanced(by: .seconds(60))), 'desk', \(start), \(start))
                """)
            return id.uuidString.lowercased()
        }
        func state(_ appointment: String) async -> String? {
            await desk.send(.get, "/v1/appointments/\(appointment)").json["state"]?.string
        }
        let (customer, other) = (try await clinic.customer("有约"), try await clinic.customer("别人"))
        let appointment = try booked(customer)
        let theirs = try booked(other)
        let wrong = await desk.send(
            .post, "/v1/visits", text: #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)", "appointmentId": "\#(theirs)"}"#)
        #expect(wrong.violations == ["/appointmentId not_allowed"], "\(wrong.text)")
        let visit = try await clinic.checkIn(customer)
        #expect(visit["appointmentId"]?.string == appointment)
        #expect(await state(appointment) == "arrived")
        #expect(await state(theirs) == "booked")
        #expect(await desk.send(.get, "/v1/customers/\(customer)/visits").rows.count == 1, "the booking's own word is this visit")
        let tomorrow = try await clinic.customer("明天")
        let later = try booked(tomorrow, 2)
        #expect(try await clinic.checkIn(tomorrow)["appointmentId"]?.isNull == true)
        #expect(await state(later) == "booked")

        // Whom the booking names looks after him, whosever turn it is; a strategy that is asked for goes before.
        let director = try clinic.call(as: "chain_director")
        let service = try await clinic.service("面诊")
        var people: [Clinic.Person] = []
        for _ in 0..<4 { people.append(try await clinic.colleague()) }
        let resources = await director.send(.get, "/v1/resources?filter[kind]=consultant&limit=200").rows
        for person in people.reversed() {
            let named = try await clinic.customer("约了咨询师")
            let appointment = try booked(named)
            let resource = try #require(resources.first { $0["userId"]?.string == person.id.description }?["id"]?.string)
            try connection.execute(
                """
                insert into app.appointment_item (tenant_id, appointment_id, branch_id, position, service_id, segment, name, starts_at, ends_at,
                  resource_ids)
                select a.tenant_id, a.id, a.branch_id, 1, \(service)::text::uuid, 1, '面诊', a.starts_at, a.ends_at, array[\(resource)::text::uuid]
                from app.appointment a where a.tenant_id = \(clinic.tenant) and a.id = \(appointment)::text::uuid
                """)
            let visit = try await clinic.checkIn(named)
            #expect(visit["consultantId"]?.string == person.id.description && visit["state"] == "triaged", "\(visit.serialized)")
        }
    }

    @Test("who may not does not, and another branch and another tenant see nothing")
    func rights() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("在院")
        let visit = try await clinic.checkIn(customer)
        let path = "/v1/visits/\(visit["id"]?.string ?? "")"
        let body = #"{"customerId": "\#(customer)", "branchId": "\#(clinic.a)"}"#
        for role in ["marketing", "cashier", "follow_up", "store_keeper", "hq_operations", "system_admin"] {
            #expect(await (try clinic.call(as: role)).send(.post, "/v1/visits", text: body).status == 403, "\(role)")
        }
        // A cashier moves who is there, and checks nobody in.
        let paid = await clinic.act(path + "/moves", on: visit, ["step": "cashier"], as: try clinic.call(as: "cashier"))
        #expect(paid.status == 200, "\(paid.text)")
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let stranger = try await Clinic().call(as: "front_desk")
        for client in [far, stranger] {
            #expect(await client.send(.get, path).status == 404)
            #expect(await client.send(.get, path + "/steps").status == 404)
            #expect(await client.send(.get, "/v1/branches/\(clinic.a)/waiting-board").status == 404)
            #expect(await client.send(.get, "/v1/visits").rows.isEmpty)
            #expect(await client.send(.post, "/v1/visits", text: body).status == 404)
        }
        // A branch that is not the desk's to check in at.
        let elsewhere = await (try clinic.call(as: "front_desk")).send(
            .post, "/v1/visits", text: #"{"customerId": "\#(customer)", "branchId": "\#(clinic.b)"}"#)
        #expect(elsewhere.violations == ["/branchId not_allowed"])
        let empty = await (try clinic.call(as: "front_desk")).send(.post, "/v1/visits", text: #"{"type": "party"}"#)
        #expect(Set(empty.violations) == ["/customerId required", "/branchId required", "/type choice"], "\(empty.text)")
    }
}
