import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A branch is given what another works with: tried first, then done, and nothing the second time.
@Suite struct BranchCopyTests {
    /// `kind made/skipped` of each part.
    private static func parts(_ answer: Clinic.Answer) -> [String] {
        (answer.json["parts"]?.array ?? []).map { part in
            "\(part["kind"]?.string ?? "?") \(part["made"]?.integer ?? -1)/\(part["skipped"]?.integer ?? -1)"
        }
    }

    private static func body(_ clinic: Clinic, _ kinds: [String], _ more: JSONObject = [:]) -> [UInt8] {
        var body: JSONObject = ["fromBranchId": .string(clinic.a.description), "kinds": .array(kinds.map { .string($0) })]
        for member in more.members { body[member.name] = member.value }
        return JSONValue.object(body).serialized
    }

    private static func path(_ clinic: Clinic) -> String { "/v1/branches/\(clinic.b)/catalogue-copies" }

    @Test("rooms and devices are copied by name, but for people and papers")
    func bookables() async throws {
        let clinic = try await Clinic()
        _ = try await clinic.bookable("room", "一号", in: nil, ["capacity": 4, "tags": ["洁净"]])
        _ = try await clinic.bookable("room", "二号")
        _ = try await clinic.bookable("room", "二号", in: clinic.b)
        _ = try await clinic.bookable("device", "皮秒", in: nil, ["serial": "S-1", "certificateUntil": "2030-01-01", "bufferAfter": 15])
        _ = try await clinic.bookable("doctor", try #require(clinic.people["doctor"]))
        let body = Self.body(clinic, ["prices", "devices", "rooms"])
        let director = try clinic.call(as: "chain_director")
        let tried = await director.send(.post, Self.path(clinic) + "/checks", body: body)
        #expect(Self.parts(tried) == ["rooms 1/1", "devices 1/0", "prices 0/0"], "\(tried.text)")
        #expect(tried.json["parts"]?[0]?["names"] == ["一号"] && tried.json["parts"]?[0]?["skippedNames"] == ["二号"], "\(tried.text)")
        #expect(await director.send(.get, "/v1/resources?filter[branchId]=\(clinic.b)").rows.count == 1, "nothing was written")
        #expect(try clinic.count("purpose = 'copied'", in: "audit.event") == 0)

        let copied = await director.send(.post, Self.path(clinic), body: body)
        #expect(Self.parts(copied) == ["rooms 1/1", "devices 1/0", "prices 0/0"], "\(copied.text)")
        let rows = await director.send(.get, "/v1/resources?filter[branchId]=\(clinic.b)").rows
        #expect(Set(rows.compactMap { $0["name"]?.string }) == ["一号", "二号", "皮秒"])
        let device = rows.first { $0["kind"] == "device" }
        #expect(device?["serial"]?.isNull == true && device?["certificateUntil"]?.isNull == true)
        #expect(device?["bufferAfter"] == 15)
        #expect(rows.first { $0["name"] == "一号" }?["tags"] == ["洁净"])
        #expect(try clinic.count("action = 'manage.resource' and purpose = 'copied' and row_count = 1", in: "audit.event") == 2)
        let again = await director.send(.post, Self.path(clinic), body: body)
        #expect(Self.parts(again) == ["rooms 0/2", "devices 0/1", "prices 0/0"], "there already")
    }

    @Test("prices of a day are taken from a day on, those to come on their days, and none over the branch's own")
    func prices() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let services = [
            try await clinic.service("甲"), try await clinic.service("乙"), try await clinic.service("丙"), try await clinic.service("丁"),
        ]
        let day = { (days: Int32) in LocalDate(daysSince1970: clinic.monday().daysSince1970 + days) }
        func price(_ service: Int, _ unit: ID<Unit>, _ days: Int32, _ fen: Int64?) async throws {
            var body: JSONObject = [
                "serviceId": .string(services[service]), "unitId": .string(unit.description), "since": .string(day(days).description),
            ]
            if let fen { body["priceFen"] = .integer(fen) }
            try await clinic.make("/v1/prices", body)
        }
        try await price(0, clinic.a, 0, 100)
        try await price(0, clinic.a, 10, 200)
        try await price(0, clinic.a, 40, 300)
        try await price(1, clinic.a, 0, 400)
        try await price(1, clinic.b, 30, 500)
        try await price(2, clinic.a, 0, 600)
        try await price(2, clinic.a, 5, nil)
        try await price(3, clinic.a, 0, 700)
        // The branch gave its own price up before.
        try await price(3, clinic.b, 0, 800)
        try await price(3, clinic.b, 1, nil)
        let body = Self.body(clinic, ["prices"], ["pricesFrom": .string("\(day(20))")])
        let tried = await director.send(.post, Self.path(clinic) + "/checks", body: body)
        #expect(Self.parts(tried) == ["prices 3/1"], "\(tried.text)")
        let names = tried.json["parts"]?[0]?["names"]?.array?.compactMap(\.string) ?? []
        #expect(Set(names) == ["甲", "丁"] && names.count == 2, "several prices of a service are one name: \(tried.text)")
        #expect(tried.json["parts"]?[0]?["skippedNames"] == ["乙"], "\(tried.text)")
        #expect(await Self.parts(director.send(.post, Self.path(clinic), body: body)) == ["prices 3/1"])
        func taken(_ service: Int, _ days: Int32) async -> Int64? {
            await director.send(.get, "/v1/branches/\(clinic.b)/prices?day=\(day(days))&services=\(services[service])").rows.first?[
                "priceFen"]?.integer
        }
        #expect(await taken(0, 19) == 100_000, "the list's before")
        #expect(await taken(0, 20) == 200)
        #expect(await taken(0, 40) == 300)
        #expect(await taken(1, 25) == 100_000)
        #expect(await taken(1, 30) == 500)
        #expect(await taken(2, 20) == 100_000, "a price that was given up is none")
        #expect(await taken(3, 20) == 700)
        #expect(await Self.parts(director.send(.post, Self.path(clinic), body: body)) == ["prices 0/4"], "there already")
        #expect(try clinic.count("action = 'set.price' and purpose = 'copied'", in: "audit.event") == 1)

        let other = Self.body(clinic, ["prices"], ["pricesFrom": .string("\(day(0))"), "pricesOf": .string("\(day(40))")])
        let third = await director.send(.post, "/v1/branches/\(clinic.c)/catalogue-copies", body: other)
        #expect(Self.parts(third) == ["prices 3/0"], "\(third.text)")
        let first = await director.send(.get, "/v1/branches/\(clinic.c)/prices?day=\(day(0))&services=\(services[0])")
        #expect(first.rows.first?["priceFen"] == 300, "of the day that was asked for")
        let past = Self.body(clinic, ["prices"], ["pricesFrom": "2020-01-01"])
        #expect(await director.send(.post, Self.path(clinic), body: past).violations == ["/pricesFrom range"])
    }

    @Test("hours, shifts by name and the rule of triage go where there are none yet")
    func rules() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        let from = "/v1/branches/\(clinic.a)"
        let hours: [UInt8] = Array(#"{"hours": [{"weekday": 1, "opensMinute": 540, "closesMinute": 1080}]}"#.utf8)
        #expect(await director.send(.put, from + "/opening-hours", body: hours).status == 200)
        let later = #"{"since": "\#(clinic.monday(after: 4))", "hours": []}"#
        #expect(await director.send(.put, from + "/opening-hours", text: later).status == 200)
        let rule = await director.send(
            .put, from + "/triage-rule", headers: [("If-Match", "\"0\"")], text: #"{"strategy": "least_busy", "ownerFirst": false}"#)
        #expect(rule.status == 200, "\(rule.text)")
        for (name, branch) in [("早班", clinic.a), ("晚班", clinic.a), ("晚班", clinic.b)] {
            try await clinic.make(
                "/v1/shift-templates",
                ["branchId": .string(branch.description), "name": .string(name), "startsMinute": 540, "endsMinute": 1_080])
        }
        let body = Self.body(clinic, ["opening_hours", "shift_templates", "triage_rule"])
        let expected = ["opening_hours 1/0", "shift_templates 1/1", "triage_rule 1/0"]
        #expect(await Self.parts(director.send(.post, Self.path(clinic) + "/checks", body: body)) == expected)
        let copied = await director.send(.post, Self.path(clinic), body: body)
        #expect(Self.parts(copied) == expected, "\(copied.text)")
        let to = "/v1/branches/\(clinic.b)"
        #expect(await director.send(.get, to + "/opening-hours").json == director.send(.get, from + "/opening-hours").json)
        let there = await director.send(.get, to + "/triage-rule").json
        #expect(there["strategy"] == "least_busy" && there["ownerFirst"] == false, "\(there)")
        let templates = await director.send(.get, "/v1/shift-templates?filter[branchId]=\(clinic.b)").rows
        #expect(Set(templates.compactMap { $0["name"]?.string }) == ["早班", "晚班"])
        let again = await director.send(.post, Self.path(clinic), body: body)
        #expect(Self.parts(again) == ["opening_hours 0/1", "shift_templates 0/2", "triage_rule 0/1"], "\(again.text)")
        #expect(try clinic.count("action = 'manage.shift' and object_type = 'opening_hours'", in: "audit.event") == 4)
        #expect(try clinic.count("action = 'manage.shift' and purpose = 'copied'", in: "audit.event") == 1)
        #expect(try clinic.count("action = 'manage.triage'", in: "audit.event") == 2)
    }

    @Test("one has to read there and to manage here; another's branch is one that is not there")
    func rights() async throws {
        let clinic = try await Clinic()
        let stranger = try await Clinic(in: clinic.house)
        _ = try await clinic.bookable("room", "一号")
        let body = Self.body(clinic, ["rooms"])
        for verb in ["", "/checks"] {
            let path = Self.path(clinic) + verb
            let admin = clinic.call(as: try await clinic.person(("branch_admin", clinic.b)))
            #expect(await admin.send(.post, path, body: body).violations == ["/fromBranchId not_allowed"])
            let unknown = #"{"fromBranchId": "\#(UUID().uuidString.lowercased())", "kinds": ["rooms"]}"#
            #expect(await admin.send(.post, path, text: unknown).violations == ["/fromBranchId not_allowed"])
            let foreign = #"{"fromBranchId": "\#(stranger.a)", "kinds": ["rooms"]}"#
            #expect(
                await (try clinic.call(as: "chain_director")).send(.post, path, text: foreign).violations == ["/fromBranchId not_allowed"])
            #expect(await (try clinic.call(as: "branch_admin")).send(.post, path, body: body).status == 404)
            #expect(await (try clinic.call(as: "front_desk")).send(.post, path, body: body).status == 403)
            // Who keeps the resources of both branches sets no prices.
            let both = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("branch_admin", clinic.b)))
            #expect(await both.send(.post, path, body: Self.body(clinic, ["rooms", "prices"])).status == 403)
            #expect(await both.send(.post, path, body: Self.body(clinic, ["rooms", "beds"])).violations == ["/kinds/1 choice"])
            // Operations write schedules and no triage.
            let operations = try clinic.call(as: "hq_operations")
            #expect(await operations.send(.post, path, body: Self.body(clinic, ["triage_rule"])).status == 403)
        }
        #expect(await (try clinic.call(as: "chain_director")).send(.get, "/v1/resources?filter[branchId]=\(clinic.b)").rows.isEmpty)
        let both = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("branch_admin", clinic.b)))
        #expect(await Self.parts(both.send(.post, Self.path(clinic), body: body)) == ["rooms 1/0"])
    }
}
