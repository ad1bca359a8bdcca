import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What a record has besides the person: phones, addresses, warnings, relations, the tree of introducers, lanes, levels, codes.
@Suite struct ArchiveTests {
    @Test("a further phone is masked, revealed with a trace, found like the first, and gone from the search when it is taken away")
    func phones() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let id = try await clinic.customer("周芷若", phone: "13812345678")
        let other = try await clinic.customer("宋青书", phone: "13900001111")
        let added = await desk.send(.post, "/v1/customers/\(id)/phones", text: #"{"relation": "assistant", "phone": "１３９ 0000 1111"}"#)
        #expect(added.status == 201, "\(added.text)")
        #expect(added.json["phone"]?.string == "139****1111")
        #expect(added.json["masked"]?.array == ["phone"])
        let phone = try #require(added.json["id"]?.string)
        func find(_ body: String) async -> Set<String> {
            Set(await desk.send(.post, "/v1/customers/search", text: body).rows.compactMap { $0["id"]?.string })
        }
        // Both carry the number; it is nobody's alone.
        #expect(await find(#"{"text": "13900001111"}"#) == [id, other])
        #expect(await find(#"{"phoneLast4": "1111"}"#) == [id, other])
        #expect(await find(#"{"text": "周芷若 1111"}"#) == [id])
        let revealed = await desk.send(
            .post, "/v1/customer-phones/\(phone)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#)
        #expect(revealed.json["fields"]?["phone"]?.string == "13900001111", "\(revealed.text)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let links: Int64 = try connection.execute(
            """
            select count(*) from audit.event_link where tenant_id = \(clinic.tenant) and field = 'customer_phone.phone'
            and customer_id::text = \(id)
            """)[0][0]
        #expect(links >= 2)
        let changed = await desk.send(
            .patch, "/v1/customer-phones/\(phone)", headers: [("If-Match", "\"1\"")], text: #"{"phone": "13711112222"}"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(await find(#"{"text": "13900001111"}"#) == [other])
        #expect(await find(#"{"text": "13711112222"}"#) == [id])
        // A change of the name leaves the further phone's tokens alone, and the next index key has them too.
        let renamed = await desk.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"name": "周颠"}"#)
        #expect(renamed.status == 200)
        #expect(await find(#"{"phoneLast4": "2222"}"#) == [id])
        try connection.execute("delete from app.search_token where tenant_id = \(clinic.tenant) and field > 5")
        #expect(await find(#"{"phoneLast4": "2222"}"#) == [])
        try await clinic.reindex()
        #expect(await find(#"{"phoneLast4": "2222"}"#) == [id])
        #expect(await desk.send(.delete, "/v1/customer-phones/\(phone)").status == 204)
        #expect(await find(#"{"phoneLast4": "2222"}"#) == [])
        #expect(await desk.send(.get, "/v1/customers/\(id)/phones").rows.isEmpty)
        #expect(
            await desk.send(.get, "/v1/customers/\(id)/timeline").rows.compactMap { $0["kind"]?.string }.filter {
                $0.hasPrefix("customer_phone")
            }
            .sorted() == ["customer_phone_added", "customer_phone_changed", "customer_phone_removed"])
    }

    @Test("parts are seen with their customer, by the rights on their fields, and by nobody else")
    func rights() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("赵敏", phone: "13812345678")
        let marketing = try clinic.call(as: "marketing")
        let doctor = try clinic.call(as: "doctor")
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        for path in ["phones", "addresses", "warnings", "relations", "lanes", "levels", "introductions"] {
            #expect(await far.send(.get, "/v1/customers/\(id)/\(path)").status == 404, "\(path)")
            #expect(await doctor.send(.get, "/v1/customers/\(id)/\(path)").status == 404, "\(path)")
        }
        let parts = try await clinic.parts(of: id)
        try await clinic.assignCare(id, to: "doctor", "nurse")
        let read = await doctor.send(.get, "/v1/customers/\(id)/warnings").rows
        #expect(read.first?["kind"]?.string == "allergy")
        #expect(read.first?["detail"]?.string == "利多卡因")
        let desk = await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(id)/warnings").rows
        #expect(desk.first?["kind"]?.string == "***")
        #expect(desk.first?["severity"]?.string == "stop")
        #expect(desk.first?.names.isDisjoint(with: ["detail", "since", "until"]) == true)
        #expect(await marketing.send(.get, "/v1/customers/\(id)/addresses").rows.first?["address"]?.string == "***")
        // Who may not write warnings is refused; who may, writes and is named.
        let body = #"{"kind": "pregnancy", "severity": "caution", "since": "2026-05-01", "until": "2027-02-01", "detail": "孕 12 周"}"#
        #expect(try await clinic.call(as: "front_desk").send(.post, "/v1/customers/\(id)/warnings", text: body).status == 403)
        let nurse = try clinic.call(as: "nurse")
        let written = await nurse.send(.post, "/v1/customers/\(id)/warnings", text: body)
        #expect(written.status == 201, "\(written.text)")
        let wrong = await nurse.send(
            .post, "/v1/customers/\(id)/warnings",
            text: #"{"kind": "other", "severity": "note", "since": "2026-05-02", "until": "2026-05-01"}"#)
        #expect(wrong.violations == ["/until range"])
        // Never taken away: it ends.
        #expect(await nurse.send(.delete, "/v1/customer-warnings/\(parts["warnings"] ?? "")").status == 405)
    }

    @Test("a gate asks which warnings stand: from the first day to the last, the gravest first")
    func standing() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("殷离")
        try await clinic.assignCare(id, to: "doctor")
        let doctor = try clinic.call(as: "doctor")
        func day(_ days: Int64) -> String { String(clinic.house.now.advanced(by: .seconds(days * 86_400)).description.prefix(10)) }
        for (kind, severity, since, until) in [
            ("scarring", "note", day(-400), nil), ("pregnancy", "stop", day(-3), day(100)), ("medication", "caution", day(-30), day(-2)),
            ("infection", "stop", day(3), nil),
        ] as [(String, String, String, String?)] {
            let until = until.map { ", \"until\": \"\($0)\"" } ?? ""
            let answer = await doctor.send(
                .post, "/v1/customers/\(id)/warnings",
                text: "{\"kind\": \"\(kind)\", \"severity\": \"\(severity)\", \"since\": \"\(since)\"\(until)}")
            #expect(answer.status == 201, "\(answer.text)")
        }
        let customer = try #require(UUID(uuidString: id))
        let actor = clinic.house.system(of: clinic.tenant)
        func standing(at now: Instant) async throws -> [String] {
            try await clinic.house.deployment.database.read(as: actor) { tx in
                try MedicalWarnings.standing(for: customer, at: now, as: actor, in: tx).map(\.kind)
            }
        }
        #expect(try await standing(at: clinic.house.now) == ["pregnancy", "scarring"])
        #expect(try await standing(at: clinic.house.now.advanced(by: .seconds(10 * 86_400))) == ["pregnancy", "infection", "scarring"])
    }

    @Test("a relation is seen from both sides, and not at all by who sees only one of them")
    func relations() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let director = try clinic.call(as: "chain_director")
        let mother = try await clinic.customer("殷素素")
        let son = try await clinic.customer("张无忌")
        let far = try await clinic.customer("谢逊", in: clinic.b)
        let added = await desk.send(.post, "/v1/customers/\(son)/relations", text: #"{"otherId": "\#(mother)", "kind": "parent"}"#)
        #expect(added.status == 201, "\(added.text)")
        let relation = try #require(added.json["id"]?.string)
        let mirrored = await desk.send(.get, "/v1/customers/\(mother)/relations").rows
        #expect(mirrored.map { $0["kind"]?.string } == ["child"])
        #expect(mirrored.first?["otherId"]?.string == son)
        // Somebody of another branch, one who is not there, and oneself are refused in the same words.
        var refusals: [JSONValue] = []
        for other in [far, UUID().uuidString.lowercased(), son] {
            let answer = await desk.send(.post, "/v1/customers/\(son)/relations", text: #"{"otherId": "\#(other)", "kind": "friend"}"#)
            #expect(answer.status == 422)
            refusals.append(answer.withoutRequest)
        }
        #expect(Set(refusals).count == 1)
        let across = await director.send(.post, "/v1/customers/\(son)/relations", text: #"{"otherId": "\#(far)", "kind": "friend"}"#)
        #expect(across.status == 201, "\(across.text)")
        #expect(await desk.send(.get, "/v1/customers/\(son)/relations").rows.count == 1)
        #expect(await director.send(.get, "/v1/customers/\(son)/relations").rows.count == 2)
        let hidden = try #require(across.json["id"]?.string)
        #expect(
            await desk.send(.patch, "/v1/customer-relations/\(hidden)", headers: [("If-Match", "\"1\"")], text: #"{"kind": "other"}"#)
                .status == 404)
        #expect(await desk.send(.delete, "/v1/customer-relations/\(hidden)").status == 404)
        let twice = await desk.send(.post, "/v1/customers/\(mother)/relations", text: #"{"otherId": "\#(son)", "kind": "friend"}"#)
        #expect(twice.code == "customer.relation_known")
        let changed = await desk.send(
            .patch, "/v1/customer-relations/\(relation)", headers: [("If-Match", "\"1\"")], text: #"{"kind": "relative"}"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(await desk.send(.get, "/v1/customers/\(mother)/relations").rows.first?["kind"]?.string == "relative")
        let other = try #require(mirrored.first?["id"]?.string)
        #expect(await desk.send(.delete, "/v1/customer-relations/\(other)").status == 204)
        #expect(await desk.send(.get, "/v1/customers/\(son)/relations").rows.isEmpty)
    }

    @Test("the tree of introducers shows whom one may see, ends where one may not, and never bites its tail")
    func tree() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let director = try clinic.call(as: "chain_director")
        let root = try await clinic.customer("一代")
        let child = try await clinic.customer("二代", ["introducerId": .string(root)])
        let grandchild = try await clinic.customer("三代", ["introducerId": .string(child)])
        let far = try await clinic.customer("远代", in: clinic.b)
        let beyond = try await clinic.customer("隔代")
        for (id, above) in [(far, grandchild), (beyond, far)] {
            let answer = await director.send(
                .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"introducerId": "\#(above)"}"#)
            #expect(answer.status == 200, "\(answer.text)")
        }
        func tree(_ id: String, as client: InProcessClient) async -> (up: [String], down: [[String]]) {
            let answer = await client.send(.get, "/v1/customers/\(id)/introductions").json
            func names(_ rows: JSONValue) -> [String] { (rows.array ?? []).compactMap { $0["name"]?.string } }
            return (names(answer["ancestors"] ?? .null), (answer["descendants"]?.array ?? []).map(names))
        }
        let whole = await tree(root, as: director)
        #expect(whole.down == [["二代"], ["三代"], ["远代"], ["隔代"]])
        #expect(await tree(beyond, as: director).up == ["远代", "三代", "二代", "一代"])
        let seen = await tree(root, as: desk)
        #expect(seen.down == [["二代"], ["三代"]])
        #expect(await tree(beyond, as: desk).up == [])
        #expect(await desk.send(.get, "/v1/customers/\(far)/introductions").status == 404)
        // Also where the way round leads through somebody whom one does not see.
        for below in [root, child, beyond] {
            let answer = await desk.send(
                .patch, "/v1/customers/\(root)", headers: [("If-Match", "\"1\"")], text: #"{"introducerId": "\#(below)"}"#)
            #expect(answer.violations == ["/introducerId not_allowed"], "\(answer.text)")
        }
    }

    @Test("levels and lanes have a history; the owner is a lane")
    func history() async throws {
        // The clock moves: a house of its own.
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let admin = try clinic.call(as: "branch_admin")
        let first = try #require(clinic.people["consultant"]).id.description
        let second = try await clinic.person(("consultant", clinic.a)).id.description
        let id = try await clinic.customer("老顾客", ["ownerId": .string(first)])
        for (version, body) in [
            (1, #"{"level": "gold"}"#), (2, #"{"level": "diamond", "ownerId": "\#(second)"}"#), (3, #"{"ownerId": null}"#),
        ] {
            clinic.house.clock.advance(by: .seconds(60))
            let answer = await admin.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
            #expect(answer.status == 200, "\(answer.text)")
        }
        let levels = await admin.send(.get, "/v1/customers/\(id)/levels").rows
        #expect(levels.map { "\($0["from"]?.string ?? "") \($0["to"]?.string ?? "")" } == ["gold diamond", "standard gold"])
        let nurse = try #require(clinic.people["nurse"]).id.description
        #expect(await admin.send(.put, "/v1/customers/\(id)/lanes/assistant", text: #"{"userId": "\#(nurse)"}"#).status == 204)
        #expect(await admin.send(.put, "/v1/customers/\(id)/lanes/assistant", text: #"{"userId": "\#(nurse)"}"#).status == 204)
        clinic.house.clock.advance(by: .seconds(60))
        #expect(await admin.send(.put, "/v1/customers/\(id)/lanes/assistant", text: #"{"userId": null}"#).status == 204)
        #expect(await admin.send(.put, "/v1/customers/\(id)/lanes/consultant", text: #"{"userId": "\#(nurse)"}"#).status == 404)
        let stranger = try await #require(Clinic(in: clinic.house).people["nurse"]).id.description
        let refused = await admin.send(.put, "/v1/customers/\(id)/lanes/nurse", text: #"{"userId": "\#(stranger)"}"#)
        #expect(refused.violations == ["/userId not_allowed"])
        let lanes = await admin.send(.get, "/v1/customers/\(id)/lanes").rows
        #expect(lanes.map { $0["userId"]?.string } == [nurse, second, first])
        #expect(lanes.allSatisfy { $0["until"]?.string != nil })
    }

    @Test("a question may be about a moment: who looked after somebody then, and which level he had")
    func asOf() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let admin = try clinic.call(as: "branch_admin")
        let first = try #require(clinic.people["consultant"]).id.description
        let second = try await clinic.person(("consultant", clinic.a)).id.description
        let begin = clinic.house.now
        func moment(_ seconds: Int) -> String { begin.advanced(by: .seconds(seconds)).description }
        clinic.house.clock.advance(by: .seconds(60))
        let id = try await clinic.customer("老顾客", ["ownerId": .string(first)])
        for (version, body) in [(1, #"{"level": "gold"}"#), (2, #"{"level": "diamond", "ownerId": "\#(second)"}"#)] {
            clinic.house.clock.advance(by: .seconds(60))
            let answer = await admin.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
            #expect(answer.status == 200, "\(answer.text)")
        }
        func level(_ query: String) async -> [String?] {
            let answer = await admin.send(.get, "/v1/customers/\(id)/level" + query)
            #expect(answer.status == 200, "\(answer.text)")
            return [answer.json["level"]?.string, answer.json["since"]?.string]
        }
        // Not there yet, made at 60, gold at 120, diamond at 180.
        #expect(await level("?at=\(moment(59))") == [nil, nil])
        #expect(await level("?at=\(moment(60))") == ["standard", nil])
        #expect(await level("?at=\(moment(119))") == ["standard", nil])
        #expect(await level("?at=\(moment(120))") == ["gold", moment(120)])
        #expect(await level("?at=\(moment(179))") == ["gold", moment(120)])
        #expect(await level("") == ["diamond", moment(180)])
        let same = try await clinic.customer("从未变过")
        let never = await admin.send(.get, "/v1/customers/\(same)/level")
        #expect(never.json["level"]?.string == "standard")
        #expect(never.json["since"] == .null)
        func owners(_ query: String) async -> [String?] {
            await admin.send(.get, "/v1/customers/\(id)/lanes" + query).rows.map { $0["userId"]?.string }
        }
        #expect(await owners("?at=\(moment(59))") == [])
        #expect(await owners("?at=\(moment(60))") == [first])
        #expect(await owners("?at=\(moment(179))") == [first])
        #expect(await owners("?at=\(moment(180))") == [second])
        #expect(await owners("") == [second, first])
        for path in ["lanes", "level", "tags"] {
            #expect(await admin.send(.get, "/v1/customers/\(id)/\(path)?at=yesterday").violations == ["/at pattern"], "\(path)")
        }
        #expect(await admin.send(.get, "/v1/customers/\(id)/levels?at=\(moment(60))").status == 422)
        #expect(await admin.send(.get, "/v1/customers/\(id)/level?level=gold").violations == ["/query unknown_field"])
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await far.send(.get, "/v1/customers/\(id)/level").status == 404)
    }

    @Test("a code is made of prefix, day and number, by the branch's format or the chain's, and finds its customer")
    func codes() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let desk = try clinic.call(as: "front_desk")
        let before = try await clinic.customer("无编号")
        let body = """
            {"formats": [{"unitId": "\(clinic.chain)", "prefix": "PY", "datePart": "YYMM", "digits": 6},
              {"unitId": "\(clinic.b)", "prefix": "JA-", "digits": 1}]}
            """
        let set = await admin.send(.put, "/v1/customer-numbering", text: body)
        #expect(set.status == 200, "\(set.text)")
        #expect(await admin.send(.get, "/v1/customer-numbering").rows.count == 2)
        // No formats at all are an empty list, never nothing.
        for nothing in ["{}", #"{"formats": null}"#] {
            #expect(await admin.send(.put, "/v1/customer-numbering", text: nothing).violations == ["/formats required"])
        }
        let here = await desk.send(.get, "/v1/customers/\(try await clinic.customer("有编号"))").json
        let there = await (try clinic.call(as: "chain_director")).send(
            .get, "/v1/customers/\(try await clinic.customer("静安客", in: clinic.b))"
        ).json
        let code = try #require(here["code"]?.string)
        let number = try #require(here["number"]?.integer)
        #expect(code.wholeMatch(of: /PY[0-9]{4}-[0-9]{6}/) != nil)
        #expect(code.hasSuffix(String(number)))
        #expect(there["code"]?.string == "JA-\(there["number"]?.integer ?? 0)")
        #expect(await desk.send(.get, "/v1/customers/\(before)").json["code"] == .null)
        let found = await desk.send(.post, "/v1/customers/search", text: #"{"text": "\#(code.lowercased())"}"#)
        #expect(found.rows.first?["code"]?.string == code)
        for wrong in [#"{"prefix": "A1"}"#, #"{"prefix": "ab"}"#, #"{"digits": 13}"#, #"{"datePart": "DD"}"#] {
            let format = wrong.dropFirst().dropLast()
            let answer = await admin.send(
                .put, "/v1/customer-numbering", text: #"{"formats": [{"unitId": "\#(clinic.chain)", \#(format)}]}"#)
            #expect(answer.status == 422, "\(wrong)")
        }
        let foreign = await admin.send(
            .put, "/v1/customer-numbering", text: #"{"formats": [{"unitId": "\#(try await Clinic().chain)"}]}"#)
        #expect(foreign.violations == ["/formats not_allowed"])
    }
}

extension Clinic {
    /// One of each thing that belongs to a customer, by its path.
    func parts(of customer: String) async throws -> [String: String] {
        let other = try await self.customer("另一位")
        try await assignCare(customer, to: "doctor")
        var ids: [String: String] = [:]
        for (path, role, body) in [
            ("phones", "front_desk", #"{"relation": "spouse", "phone": "13712340000"}"#),
            ("addresses", "front_desk", #"{"kind": "home", "address": "世纪大道 1 号"}"#),
            ("warnings", "doctor", #"{"kind": "allergy", "severity": "stop", "detail": "利多卡因", "since": "2026-01-01"}"#),
            ("relations", "front_desk", #"{"otherId": "\#(other)", "kind": "friend"}"#),
        ] {
            let answer = try await call(as: role).send(.post, "/v1/customers/\(customer)/\(path)", text: body)
            try #require(answer.status == 201, "\(path): \(answer.text)")
            ids[path] = try #require(answer.json["id"]?.string)
        }
        return ids
    }
}
