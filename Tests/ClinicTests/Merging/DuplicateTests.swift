import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Who may be the same person.
@Suite struct DuplicateTests {
    private static func phone(_ end: String = "") -> String {
        "137" + String((0..<(8 - end.count)).map { _ in "0123456789".randomElement() ?? "0" }) + end
    }

    /// Lets the job look at everybody who is due.
    private func find(_ clinic: Clinic) async throws {
        let tenant = clinic.tenant
        let keys = try await clinic.house.deployment.keys.keys(of: tenant)
        let now = clinic.house.now
        var count = 1
        while count > 0 {
            count = try await clinic.house.deployment.database.write(as: clinic.house.system(of: tenant)) { tx in
                try FindDuplicates(keys: keys).run(at: now, in: tx)
            }
        }
    }

    private func queue(_ client: InProcessClient, _ state: String = "open") async -> [JSONValue] {
        await client.send(.get, "/v1/customer-duplicates?state=\(state)").rows
    }

    private func pair(_ rows: [JSONValue], _ one: String, _ other: String) -> JSONValue? {
        rows.first { Set(($0["customers"]?.array ?? []).compactMap { $0["id"]?.string }) == [one, other] }
    }

    @Test("signs are found through tokens and weighed together")
    func signs() async throws {
        let clinic = try await Clinic()
        let base = try await clinic.customer(
            "陈晓梅", phone: Self.phone("4321"), ["idNumber": "E11112222", "wechat": "Xiao Mei", "birthday": "1988-08-08"])
        let byNumber = try await clinic.customer("陈小妹", ["idNumber": "e11112222"])
        let byWeChat = try await clinic.customer("梅姐", ["wechat": "xiaomei"])
        let byBirthday = try await clinic.customer("陈晓梅", ["birthday": "1988-08-08"])
        let byLastFour = try await clinic.customer("陈晓梅", phone: Self.phone("4321"), ["idNumber": "E99998888"])
        let nobody = try await clinic.customer("陈晓", phone: Self.phone("4322"), ["birthday": "1988-08-09"])
        try await find(clinic)
        let rows = await queue(try clinic.call(as: "front_desk"))
        func words(_ other: String) -> [String] { (pair(rows, base, other)?["evidence"]?.array ?? []).compactMap(\.string) }
        #expect(words(byNumber) == ["idNumber"])
        #expect(pair(rows, base, byNumber)?["score"]?.integer == 98)
        #expect(words(byWeChat) == ["wechat"])
        #expect(words(byBirthday) == ["nameAndBirthday"])
        #expect(words(byLastFour) == ["nameAndLastFour", "otherIdNumber"])
        #expect(pair(rows, base, byLastFour)?["score"]?.integer == 20)
        #expect(pair(rows, base, nobody) == nil)
        // Looking again changes nothing.
        try await find(clinic)
        #expect(await queue(try clinic.call(as: "front_desk")).count == rows.count)
    }

    @Test("a pair is shown to whoever sees both, and to nobody else")
    func sight() async throws {
        let clinic = try await Clinic()
        let here = try await clinic.customer("周一", ["wechat": "zhouyi"])
        let there = try await clinic.customer("周一", in: clinic.b, ["wechat": "zhouyi"])
        try await find(clinic)
        #expect(pair(await queue(try clinic.call(as: "front_desk")), here, there) == nil)
        #expect(pair(await queue(try clinic.call(as: "branch_admin")), here, there) == nil)
        let row = try #require(pair(await queue(try clinic.call(as: "chain_director")), here, there))
        let id = try #require(row["id"]?.string)
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/customer-duplicates/\(id)").status == 404)
        #expect(row["customers"]?.array?.allSatisfy { $0["name"]?.string == "周一" } == true)
    }

    @Test("what is no duplicate stays away until something new is known")
    func dismissal() async throws {
        let clinic = try await Clinic()
        let one = try await clinic.customer("吴双", ["birthday": "1995-02-03"])
        let other = try await clinic.customer("吴双", ["birthday": "1995-02-03"])
        try await find(clinic)
        let desk = try clinic.call(as: "front_desk")
        let row = try #require(pair(await queue(desk), one, other))
        let id = try #require(row["id"]?.string)
        let dismissed = await desk.send(
            .put, "/v1/customer-duplicates/\(id)/dismissal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "双胞胎"}"#)
        #expect(dismissed.status == 200, "\(dismissed.text)")
        #expect(dismissed.json["decidedBy"]?.string == clinic.people["front_desk"]?.id.description)
        #expect(dismissed.json["reason"]?.string == "双胞胎")
        func touch(_ body: String) async throws {
            let version = try #require(await desk.send(.get, "/v1/customers/\(one)").json["version"]?.integer)
            let answer = await desk.send(.patch, "/v1/customers/\(one)", headers: [("If-Match", "\"\(version)\"")], text: body)
            try #require(answer.status == 200, "\(answer.text)")
            try await find(clinic)
        }
        // The same signs again are not enough.
        try await touch(#"{"name": "吴双双"}"#)
        try await touch(#"{"name": "吴双"}"#)
        #expect(pair(await queue(desk), one, other) == nil)
        #expect(pair(await queue(desk, "dismissed"), one, other) != nil)
        let version = try #require(await desk.send(.get, "/v1/customers/\(other)").json["version"]?.integer)
        #expect(
            await desk.send(.patch, "/v1/customers/\(other)", headers: [("If-Match", "\"\(version)\"")], text: #"{"wechat": "wushuang"}"#)
                .status == 200)
        try await touch(#"{"wechat": "wushuang"}"#)
        let back = try #require(pair(await queue(desk), one, other))
        #expect(back["reason"]?.string == "双胞胎")
        #expect(
            await desk.send(.delete, "/v1/customer-duplicates/\(id)/dismissal", headers: [("If-Match", "\"1\"")]).code == "resource.stale")
    }

    @Test("what was said of a file holds of the one it was merged into, as long as it is merged and nothing new is known")
    func follows() async throws {
        let clinic = try await Clinic()
        let source = try await clinic.customer("吴双", ["birthday": "1995-02-03"])
        let stranger = try await clinic.customer("吴双", ["birthday": "1995-02-03"])
        let target = try await clinic.customer("吴霜", ["wechat": "wushuang"])
        try await find(clinic)
        let director = try clinic.call(as: "chain_director")
        let desk = try clinic.call(as: "front_desk")
        let said = try #require(pair(await queue(desk), source, stranger)?["id"]?.string)
        let dismissed = await desk.send(
            .put, "/v1/customer-duplicates/\(said)/dismissal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "双胞胎"}"#)
        try #require(dismissed.status == 200, "\(dismissed.text)")
        func version(_ id: String) async throws -> Int64 {
            try #require(await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
        }
        func change(_ id: String, _ body: String) async throws {
            let answer = await desk.send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(try await version(id))\"")], text: body)
            try #require(answer.status == 200, "\(answer.text)")
            try await find(clinic)
        }
        func merge() async throws -> String {
            let body: JSONValue = [
                "sourceId": .string(source), "sourceVersion": .integer(try await version(source)), "fields": ["name": "source"],
            ]
            let answer = await director.send(
                .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(try await version(target))\"")],
                body: body.serialized)
            try await find(clinic)
            return try #require(answer.json["id"]?.string, "\(answer.text)")
        }
        func undo(_ merge: String) async throws {
            let answer = await director.send(
                .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "两个人"}"#)
            try #require(answer.status == 200, "\(answer.text)")
            try await find(clinic)
        }
        let first = try await merge()
        #expect(pair(await queue(desk), target, stranger) == nil)
        let followed = try #require(pair(await queue(desk, "dismissed"), target, stranger))
        #expect(followed["reason"] == "双胞胎")
        #expect(try clinic.count("reason is not null", in: "app.duplicate_pair") == 0)
        #expect(try clinic.count("get_byte(reason_sealed, 0) = 225", in: "app.duplicate_pair") == 2)
        #expect(followed["decidedBy"]?.string == clinic.people["front_desk"]?.id.description)
        // Looked at from the other side it is the same.
        try await change(stranger, #"{"sex": "female", "name": "吴双双"}"#)
        try await change(stranger, #"{"name": "吴双"}"#)
        #expect(pair(await queue(desk), target, stranger) == nil)
        try await undo(first)
        for state in ["open", "dismissed"] { #expect(pair(await queue(desk, state), target, stranger) == nil, "\(state)") }
        #expect(pair(await queue(desk, "dismissed"), source, stranger) != nil)

        // Said of the two themselves it is theirs, and a new sign brings them back.
        _ = try await merge()
        #expect(pair(await queue(desk, "dismissed"), target, stranger) != nil)
        try await change(stranger, #"{"wechat": "wushuang"}"#)
        let back = try #require(pair(await queue(desk), target, stranger))
        #expect(Set((back["evidence"]?.array ?? []).compactMap(\.string)) == ["wechat", "nameAndBirthday"])
    }

    @Test("who opens a pair again that only followed has decided it himself")
    func followedReopened() async throws {
        let clinic = try await Clinic()
        let source = try await clinic.customer("郑双", ["birthday": "1995-02-03"])
        let stranger = try await clinic.customer("郑双", ["birthday": "1995-02-03"])
        let target = try await clinic.customer("郑双", ["birthday": "1995-02-03"])
        try await find(clinic)
        let director = try clinic.call(as: "chain_director")
        let said = try #require(pair(await queue(director), source, stranger)?["id"]?.string)
        let dismissed = await director.send(
            .put, "/v1/customer-duplicates/\(said)/dismissal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "同名"}"#)
        try #require(dismissed.status == 200, "\(dismissed.text)")
        #expect(pair(await queue(director), target, stranger) != nil)
        let body: JSONValue = ["sourceId": .string(source), "sourceVersion": 1]
        let merged = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"1\"")], body: body.serialized)
        try #require(merged.status == 201, "\(merged.text)")
        try await find(clinic)
        // The pair that stood open follows too.
        let row = try #require(pair(await queue(director, "dismissed"), target, stranger))
        let (id, version) = (try #require(row["id"]?.string), try #require(row["version"]?.integer))
        let opened = await director.send(.delete, "/v1/customer-duplicates/\(id)/dismissal", headers: [("If-Match", "\"\(version)\"")])
        #expect(opened.status == 200, "\(opened.text)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            "insert into app.duplicate_due (tenant_id, customer_id) values (\(clinic.tenant), \(target)::text::uuid) on conflict do nothing"
        )
        try await find(clinic)
        #expect(pair(await queue(director), target, stranger) != nil)
    }

    @Test("a form learns at entry who is there: of others' customers only that they are, and of which branch")
    func entry() async throws {
        let clinic = try await Clinic()
        let phone = Self.phone()
        let here = try await clinic.customer("郑十", phone: phone, ["birthday": "1970-07-07"])
        let there = try await clinic.customer("冯九", in: clinic.b, ["idNumber": "E77776666", "birthday": "1971-01-01"])
        let desk = try clinic.call(as: "front_desk")
        func check(_ body: String) async -> [JSONValue] {
            let answer = await desk.send(.post, "/v1/customers/duplicate-checks", text: body)
            #expect(answer.status == 200, "\(answer.text)")
            return answer.json["matches"]?.array ?? []
        }
        let seen = await check(#"{"phone": "\#(phone)", "name": "郑十", "birthday": "1970-07-07"}"#)
        #expect(seen.first?["customer"]?["id"]?.string == here)
        #expect(seen.first?["evidence"]?.array == ["phone", "nameAndBirthday", "nameAndLastFour"])
        #expect(await check(#"{"phone": "\#(phone)", "excludedId": "\#(here)"}"#).isEmpty)
        let unseen = await check(#"{"idNumber": "E77776666"}"#)
        #expect(unseen.count == 1)
        #expect(unseen.first?["customer"] == nil)
        #expect(unseen.first?["ownedBy"]?["branchId"]?.string == clinic.b.description)
        #expect(!"\(unseen)".contains(there) && !"\(unseen)".contains("冯"))
        // A guessed name and birthday tell nothing of other branches.
        #expect(await check(#"{"name": "冯九", "birthday": "1971-01-01"}"#).isEmpty)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.tenant_setting set duplicate_answer = 'exists' where tenant_id = \(clinic.tenant)")
        #expect(await check(#"{"idNumber": "E77776666"}"#).first?["ownedBy"] == JSONValue.null)
        let asked: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'check.duplicate'")[0][0]
        #expect(asked == 5)
    }

    @Test("a merge settles the pair, and its undo opens it again")
    func merged() async throws {
        let clinic = try await Clinic()
        let one = try await clinic.customer("蒋一", ["wechat": "jiang"])
        let other = try await clinic.customer("蒋一", ["wechat": "jiang"])
        try await find(clinic)
        let director = try clinic.call(as: "chain_director")
        let body: JSONValue = ["sourceId": .string(other), "sourceVersion": 1]
        let merge = await director.send(.post, "/v1/customers/\(one)/merges", headers: [("If-Match", "\"1\"")], body: body.serialized)
        try #require(merge.status == 201, "\(merge.text)")
        try await find(clinic)
        #expect(pair(await queue(director), one, other) == nil)
        let id = try #require(merge.json["id"]?.string)
        let undone = await director.send(
            .post, "/v1/customer-merges/\(id)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "两个人"}"#)
        try #require(undone.status == 200, "\(undone.text)")
        try await find(clinic)
        #expect(pair(await queue(director), one, other) != nil)
    }
}
