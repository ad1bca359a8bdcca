import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Deposits: what services ask for, what is decided of a booking's, and what its end makes of it. The money is the cashier's.
@Suite struct DepositTests {
    /// A front desk whose lifestyle service of 1,000 yuan asks for a deposit.
    private struct Ground {
        let desk: FrontDesk
        let customer: String
        let today: LocalDate

        var clinic: Clinic { desk.clinic }

        init(_ terms: JSONObject = ["kind": "amount", "amountFen": 20_000]) async throws {
            desk = try await FrontDesk()
            customer = try await desk.clinic.customer("付订金的人")
            today = desk.clinic.house.now.date(offset: 8 * 3_600)
            let put = try await rules([terms], version: 2)
            try #require(put.status == 200, "\(put.text)")
        }

        /// Says the rules of the service anew, those without a day from today on.
        func rules(_ rules: [JSONObject], version: Int64, as role: String = "chain_director") async throws -> Clinic.Answer {
            let whole = rules.map { rule -> JSONValue in
                var rule = rule
                if rule["since"] == nil { rule["since"] = .string(today.description) }
                return .object(rule)
            }
            return await (try clinic.call(as: role)).send(
                .put, "/v1/services/\(desk.care)/deposit", headers: [("If-Match", "\"\(version)\"")],
                body: (["rules": .array(whole)] as JSONValue).serialized)
        }

        /// Books on the Wednesday, at least two days from now.
        func book(_ minute: Int64 = 600) async throws -> JSONValue {
            let answer = try await desk.book(customer, 2 * 1_440 + minute, [desk.care])
            try #require(answer.status == 201, "\(answer.text)")
            return answer.json
        }

        func end(_ booked: JSONValue, version: Int64 = 1, _ step: String) async throws -> JSONValue {
            let id = try #require(booked["id"]?.string)
            if step == "no-show" { try clinic.begin(id, at: clinic.house.now.advanced(by: .seconds(-60))) }
            let answer = try await desk.change(id, version: version, ["reason": "临时有事"], step: step)
            try #require(answer.status == 200, "\(answer.text)")
            return answer.json
        }

        func waive(_ booked: JSONValue, version: Int64 = 1, as role: String = "branch_admin") async throws -> Clinic.Answer {
            try await desk.change(
                try #require(booked["id"]?.string), version: version, ["reason": "老客户，店长同意"], step: "deposit-waiver", as: role)
        }

        /// What the cashier will do when he takes money.
        func pay(_ booked: JSONValue, version: Int64 = 1, _ fen: Int64) async throws {
            let (house, tenant, now) = (clinic.house, clinic.tenant, clinic.house.now)
            let person = try #require(clinic.people["cashier"])
            let rights = try await house.deployment.database.read(as: house.system(of: tenant)) { tx in
                try RightsLoader.load(person.id, of: tenant, at: now, crossings: Composition.catalog.crossings, in: tx).rights
            }
            let actor = Actor(
                person: person.id, named: person.name, of: tenant, session: .new(at: now), rights: rights, request: .new(at: now),
                address: nil)
            let keys = try await house.deployment.keys.keys(of: tenant)
            let receive = ReceiveDeposit(id: try #require(booked["id"]?.string.flatMap { UUID(uuidString: $0) }), fen: fen)
            try await house.deployment.database.write(as: actor) { tx in
                try receive.run(version: version, as: actor, keys: keys, at: now, in: tx)
            }
        }
    }

    @Test("what has begun is not said anew; a rule says an amount or a share, and its defaults are the trade's")
    func rules() async throws {
        let ground = try await Ground()
        let director = try ground.clinic.call(as: "chain_director")
        let read = await director.send(.get, "/v1/services/\(ground.desk.care)/deposit")
        let rule = read.json["rules"]?[0]
        #expect(rule?["amountFen"] == 20_000 && rule?["payHours"] == 24 && rule?["freeHours"] == 24, "\(read.text)")
        #expect(rule?["latePercent"] == 50 && rule?["noShowPercent"] == 100 && rule?["percent"] == .null, "\(read.text)")
        let past: JSONObject = ["since": "2020-01-01", "kind": "amount", "amountFen": 1]
        #expect(try await ground.rules([past], version: 3).violations == ["/rules/0/since range"])
        let wrong = try await ground.rules([["kind": "share", "amountFen": 1]], version: 3)
        #expect(Set(wrong.violations) == ["/rules/0/percent required", "/rules/0/amountFen not_allowed"], "\(wrong.text)")
        let twice: JSONObject = ["kind": "none"]
        #expect(try await ground.rules([twice, twice], version: 3).violations == ["/rules/1 duplicate"])
        #expect(try await ground.rules([twice], version: 2).status == 412)
        #expect(try await ground.rules([twice], version: 3, as: "front_desk").status == 403)
        let connection = try ground.clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.service_deposit set since_on = since_on - 30 where tenant_id = \(ground.clinic.tenant)")
        let begun = LocalDate(daysSince1970: ground.today.daysSince1970 - 30).description
        let stands: JSONObject = ["since": .string(begun), "kind": "amount", "amountFen": 20_000]
        let other: JSONObject = ["since": .string(begun), "kind": "amount", "amountFen": 30_000]
        #expect(try await ground.rules([other], version: 3).violations == ["/rules/0 not_allowed"])
        #expect(try await ground.rules([twice], version: 3).violations == ["/rules not_allowed"])
        let ended = try await ground.rules([stands, twice], version: 3)
        #expect(ended.status == 200 && ended.json["version"] == 4, "\(ended.text)")
        #expect(try await ground.book()["depositState"] == "none", "asks for nothing from today on")
    }

    @Test("a booking carries what its services ask for on the day on which it is made, whatever the rule says later")
    func decided() async throws {
        let ground = try await Ground(["kind": "share", "percent": 30, "payHours": 2])
        let booked = try await ground.book()
        #expect(booked["depositState"] == "due" && booked["depositFen"] == 30_000 && booked["depositPaidFen"] == 0)
        let due = try #require(booked["depositDueAt"]?.string.flatMap { Instant($0) })
        #expect(due.unixSeconds == ground.clinic.house.now.unixSeconds + 7_200)
        let term = booked["depositTerms"]?[0]
        #expect(term?["serviceId"] == .string(ground.desk.care) && term?["since"] == .string(ground.today.description))
        #expect(term?["ruleVersion"] == 3 && term?["freeUntil"] == .string(ground.desk.at(1_440 + 600)), "\(booked.serialized)")
        #expect(try await ground.rules([["kind": "amount", "amountFen": 99_900]], version: 3).status == 200)
        let id = try #require(booked["id"]?.string)
        let read = await (try ground.clinic.call(as: "front_desk")).send(.get, "/v1/appointments/\(id)")
        #expect(read.json == booked, "\(read.text)")
        #expect(try await ground.book(660)["depositFen"] == 99_900)
        // Other services, other deposit: by today's rules. What asks for nothing has none.
        let moved = try await ground.desk.change(id, version: 1, ["startsAt": .string(ground.desk.at(3 * 1_440 + 600))])
        #expect(moved.json["depositFen"] == 30_000, "\(moved.text)")
        #expect(moved.json["depositTerms"]?[0]?["freeUntil"] == .string(ground.desk.at(2 * 1_440 + 600)))
        let changed = try await ground.desk.change(id, version: 2, ["services": [.string(ground.desk.treatment)]])
        #expect(changed.json["depositState"] == "none" && changed.json["depositFen"] == 0, "\(changed.text)")
        #expect(changed.json["depositDueAt"] == .null && changed.json["depositTerms"]?.array?.isEmpty == true)
        let both = try await ground.desk.change(
            id, version: 3, ["services": [.string(ground.desk.treatment), .string(ground.desk.care)]])
        #expect(both.json["depositState"] == "due" && both.json["depositFen"] == 99_900, "\(both.text)")
    }

    @Test("a hold asks for nothing until it becomes somebody's booking")
    func holds() async throws {
        let ground = try await Ground()
        let held = try await ground.desk.book(nil, 2 * 1_440 + 600, [ground.desk.care], ["hold": true]).json
        #expect(held["depositState"] != "due")
        let booked = try await ground.desk.change(
            try #require(held["id"]?.string), version: 1, ["customerId": .string(ground.customer)], step: "booking")
        #expect(booked.json["depositState"] == "due" && booked.json["depositFen"] == 20_000, "\(booked.text)")
    }

    @Test("nothing is kept of what was not paid: neither of who cancels late nor of who does not come")
    func unpaid() async throws {
        let ground = try await Ground(["kind": "amount", "amountFen": 20_000, "freeHours": 720])
        for step in ["cancellation", "no-show"] {
            let ended = try await ground.end(try await ground.book(), step)
            #expect(ended["depositState"] == "released" && ended["depositForfeitFen"] == 0, "\(ended.serialized)")
        }
        let booked = try await ground.book(720)
        #expect(try await ground.end(booked, "arrival")["depositState"] == "released", "there is a bill now")
    }

    @Test("of what was paid half is kept of who is late, all of who does not come, nothing of who is in time or comes")
    func paid() async throws {
        let late = try await Ground(["kind": "amount", "amountFen": 20_001, "freeHours": 720])
        let first = try await late.book()
        try await late.pay(first, 20_001)
        // A later day does not make it free again.
        let id = try #require(first["id"]?.string)
        let moved = try await late.desk.change(id, version: 2, ["startsAt": .string(late.desk.at(3 * 1_440 + 600))])
        #expect(moved.json["depositState"] == "paid" && moved.json["depositPaidFen"] == 20_001, "\(moved.text)")
        let ended = try await late.end(first, version: 3, "cancellation")
        #expect(ended["depositState"] == "forfeited" && ended["depositForfeitFen"] == 10_000, "\(ended.serialized)")
        // Half paid, and nobody came: what is kept is what is there.
        let second = try await late.book(660)
        try await late.pay(second, 5_000)
        let missed = try await late.end(second, version: 2, "no-show")
        #expect(missed["depositState"] == "forfeited" && missed["depositForfeitFen"] == 5_000, "\(missed.serialized)")
        // He comes after all.
        let came = try await late.end(second, version: 3, "arrival")
        #expect(came["depositState"] == "applied" && came["depositForfeitFen"] == 0 && came["depositPaidFen"] == 5_000)

        let timely = try await Ground()
        let third = try await timely.book()
        try await timely.pay(third, 20_000)
        let free = try await timely.end(third, version: 2, "cancellation")
        #expect(free["depositState"] == "released" && free["depositForfeitFen"] == 0, "\(free.serialized)")
        let fourth = try await timely.book()
        let tooMuch = await #expect(throws: Failure.self) { try await timely.pay(fourth, 20_001) }
        #expect(tooMuch?.code == .depositState)
        try await timely.pay(fourth, 20_000)
        let again = await #expect(throws: Failure.self) { try await timely.pay(fourth, version: 2, 1) }
        #expect(again?.code == .depositState)
        let timeline = await (try timely.clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(timely.customer)/timeline")
        #expect(timeline.rows.contains { $0["kind"] == "appointment_deposit_paid" })
    }

    @Test("who is late keeps his terms: a service that asks for nothing and is cancelled gives nothing back")
    func lateServices() async throws {
        let ground = try await Ground(["kind": "amount", "amountFen": 20_000, "freeHours": 720])
        let booked = try await ground.book()
        try await ground.pay(booked, 20_000)
        let id = try #require(booked["id"]?.string)
        let changed = try await ground.desk.change(id, version: 2, ["services": [.string(ground.desk.treatment)]])
        #expect(changed.status == 200 && changed.json["depositState"] == "paid", "\(changed.text)")
        #expect(changed.json["depositFen"] == 20_000 && changed.json["depositTerms"]?[0]?["serviceId"] == .string(ground.desk.care))
        let ended = try await ground.end(booked, version: 3, "cancellation")
        #expect(ended["depositState"] == "forfeited" && ended["depositForfeitFen"] == 10_000, "\(ended.serialized)")
        // Of what was not paid nothing is kept: there is nothing to hold him to.
        let unpaid = try await ground.book()
        let other = try await ground.desk.change(
            try #require(unpaid["id"]?.string), version: 1, ["services": [.string(ground.desk.treatment)]])
        #expect(other.json["depositState"] == "none" && other.json["depositTerms"]?.array?.isEmpty == true, "\(other.text)")
    }

    @Test("a waiver is of what was asked for then: services that ask for more make it due again, others do not")
    func waivedServices() async throws {
        let ground = try await Ground()
        let (first, second) = (try await ground.book(), try await ground.book(900))
        for booked in [first, second] { #expect(try await ground.waive(booked).status == 200) }
        #expect(try await ground.rules([["kind": "amount", "amountFen": 30_000]], version: 3).status == 200)
        let more = try await ground.desk.change(
            try #require(first["id"]?.string), version: 2, ["services": [.string(ground.desk.treatment), .string(ground.desk.care)]])
        #expect(more.json["depositState"] == "due" && more.json["depositFen"] == 30_000, "\(more.text)")
        let less = try await ground.desk.change(
            try #require(second["id"]?.string), version: 2, ["services": [.string(ground.desk.treatment)]])
        #expect(less.json["depositState"] == "waived" && less.json["depositFen"] == 0, "\(less.text)")
    }

    @Test("the deposit of somebody whom one does not see is not one's to waive, and the refusal does not tell what it has come to")
    func hidden() async throws {
        let ground = try await Ground()
        let clinic = ground.clinic
        let asked = try #require(try await ground.book()["id"]?.string)
        let free = try await ground.desk.booked(ground.customer, 2 * 1_440 + 720, [ground.desk.treatment])
        let reader = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.customer set home_branch_id = \(clinic.b) where id = \(ground.customer)::text::uuid")
        for id in [asked, free] {
            let seen = await reader.send(.get, "/v1/appointments/\(id)")
            #expect(seen.json["isHidden"] == true && seen.json["depositState"] == .null, "\(seen.text)")
            let refused = await reader.send(
                .post, "/v1/appointments/\(id)/deposit-waiver", headers: [("If-Match", "\"1\"")], text: #"{"reason": "老客户"}"#)
            #expect(refused.status == 403 && refused.code == "access.denied", "\(refused.text)")
            #expect(refused.json["state"] == nil, "\(refused.text)")
        }
    }

    @Test("who holds the right waives a deposit with a reason, and a forfeit too; nobody else does, and the trail knows")
    func waived() async throws {
        let ground = try await Ground(["kind": "amount", "amountFen": 20_000, "freeHours": 720])
        let first = try await ground.book()
        #expect(try await ground.waive(first, as: "front_desk").status == 403)
        let id = try #require(first["id"]?.string)
        let silent = try await ground.desk.change(id, version: 1, [:], step: "deposit-waiver", as: "branch_admin")
        #expect(silent.violations == ["/reason required"], "\(silent.text)")
        let waived = try await ground.waive(first)
        #expect(waived.json["depositState"] == "waived" && waived.json["version"] == 2, "\(waived.text)")
        #expect(try await ground.waive(first, version: 2).code == "deposit.state")
        #expect(try await ground.waive(first, version: 1).status == 412)
        #expect(try await ground.end(first, version: 2, "no-show")["depositState"] == "waived")
        let second = try await ground.book(660)
        try await ground.pay(second, 20_000)
        #expect(try await ground.end(second, version: 2, "no-show")["depositForfeitFen"] == 20_000)
        let forgiven = try await ground.waive(second, version: 3)
        #expect(forgiven.json["depositState"] == "waived" && forgiven.json["depositForfeitFen"] == 0, "\(forgiven.text)")
        let connection = try ground.clinic.superuser()
        defer { connection.close() }
        func events(_ action: String) throws -> Int64 {
            try connection.execute(
                "select count(*) from audit.event where tenant_id = \(ground.clinic.tenant) and action = \(action) and outcome = 'done'")[
                    0][0]
        }
        #expect(try events("waive.deposit") == 2)
        // Two asked for, one paid, one settled by a no-show: what was waived stays as it is, and is written down once more.
        #expect(try events("decide.deposit") == 5)
    }
}
