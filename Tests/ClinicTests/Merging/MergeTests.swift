import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Two files of one person become one, and two again.
@Suite struct MergeTests {
    /// A clinic with two files of one person on which everything hangs that can hang on a person.
    private struct Setting {
        let clinic: Clinic
        let target: String
        let source: String
        let note: String

        init() async throws {
            clinic = try await Clinic()
            let phone = Setting.phone
            target = try await clinic.customer(
                "王芳", phone: phone(),
                [
                    "wechat": "wangfang", "birthday": "1990-05-01", "level": "silver", "remark": "喜欢下午来", "sourceChannel": "walk_in",
                ])
            source = try await clinic.customer(
                "王芳芳", phone: phone(),
                [
                    "idNumber": "11010519491231002X", "wechat": "fangfang", "sex": "female", "level": "gold", "remark": "怕疼",
                    "address": "世纪大道1号",
                ])
            // The source has an owner and an assistant; the target gets both.
            let people = clinic.people
            let staff = try ["consultant", "nurse"].map { try #require(people[$0]).id.description }
            let admin = try clinic.call(as: "branch_admin")
            let given = await admin.send(
                .patch, "/v1/customers/\(source)", headers: [("If-Match", "\"1\"")], text: #"{"ownerId": "\#(staff[0])"}"#)
            try #require(given.status == 200, "\(given.text)")
            let lane = await admin.send(.put, "/v1/customers/\(source)/lanes/assistant", text: #"{"userId": "\#(staff[1])"}"#)
            try #require(lane.status == 204, "\(lane.text)")
            note = try await clinic.note("源档案的话", about: source)
            _ = try await clinic.note("保留档案的话", about: target)
            try await clinic.consent(to: .treatment, of: source)
            try await clinic.consent(to: .marketingSMS, of: source)
            try await clinic.consent(to: .treatment, of: target)
            try await clinic.assignCare(source, to: "doctor", "nurse")
            try await clinic.assignCare(target, to: "doctor")
            try await clinic.access(to: source)
            let request = try await clinic.verified(.copy, about: source)
            try #require(try await clinic.handle(request, "exports").json["token"]?.string != nil)
            try #require(try await clinic.handle(request, "completion", "{}").status == 200)
            for (field, value) in [("introducerId", source), ("guardianId", source)] {
                _ = try await clinic.customer(
                    "被介绍的", [field: .string(value), "birthday": "2015-01-01", "guardianName": "母", "guardianPhone": .string(phone())])
            }
            let skin = try await clinic.tagGroup("肤质", ["exclusive": true])
            let (dry, oily) = (try await clinic.tag("干性", in: skin).tag, try await clinic.tag("油性", in: skin).tag)
            let plain = try await clinic.tag("老顾客").tag
            try await clinic.give(dry, to: target)
            try await clinic.give(oily, to: source)
            try await clinic.give(plain, to: source)
            let doctor = try clinic.call(as: "doctor")
            for (id, allergy) in [(target, "青霉素"), (source, "利多卡因")] {
                let version = try #require(await doctor.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
                let answer = await doctor.send(
                    .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: #"{"allergy": "\#(allergy)"}"#)
                try #require(answer.status == 200, "\(answer.text)")
            }
        }

        static func phone() -> String { "139" + String((0..<8).map { _ in "0123456789".randomElement() ?? "0" }) }

        var director: InProcessClient { get throws { try clinic.call(as: "chain_director") } }

        func version(_ id: String) async throws -> Int64 {
            let answer = try await director.send(.get, "/v1/customers/\(id)")
            return try #require(answer.json["version"]?.integer, "\(answer.text)")
        }

        func merge(_ fields: JSONObject = [:], from: String? = nil, into: String? = nil) async throws -> Clinic.Answer {
            let (from, into) = (from ?? source, into ?? target)
            let body: JSONValue = [
                "sourceId": .string(from), "sourceVersion": .integer(try await version(from)), "fields": .object(fields), "reason": "同一人",
            ]
            return try await director.send(
                .post, "/v1/customers/\(into)/merges", headers: [("If-Match", "\"\(try await version(into))\"")], body: body.serialized)
        }

        func undo(_ merge: String, version: Int = 1) async throws -> Clinic.Answer {
            try await director.send(
                .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"\(version)\"")], text: #"{"reason": "看错了"}"#)
        }
    }

    @Test("a merge of two persons with everything attached moves it all, and its undo restores exactly")
    func roundTrip() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        let before = try await TenantImage.read(of: clinic)
        let answer = try await setting.merge(["name": "source", "phone": "source"])
        try #require(answer.status == 201, "\(answer.text)")
        let merge = try #require(answer.json["id"]?.string)

        // The target has what was chosen, what was missing and what neither may lose.
        let desk = try clinic.call(as: "front_desk")
        let shown = await desk.send(.get, "/v1/customers/\(setting.target)").json
        #expect(shown["name"]?.string == "王芳芳")
        #expect(shown["level"]?.string == "gold")
        #expect(shown["sex"]?.string == "female")
        #expect(shown["birthday"]?.string == "1990-05-01")
        #expect(shown["remark"]?.string == "喜欢下午来\n怕疼")
        let revealed = await desk.send(
            .post, "/v1/customers/\(setting.target)/reveal", text: #"{"fields": ["wechat", "idNumber", "address"], "purpose": "核对"}"#)
        #expect(revealed.json["fields"]?["wechat"]?.string == "wangfang")
        #expect(revealed.json["fields"]?["idNumber"]?.string == "11010519491231002X")
        #expect(revealed.json["fields"]?["address"]?.string == "世纪大道1号")
        let doctor = try clinic.call(as: "doctor")
        #expect(await doctor.send(.get, "/v1/customers/\(setting.target)").json["allergy"]?.string == "青霉素\n利多卡因")
        // What hung on the source hangs on the target, and opens under his key.
        let notes = await desk.send(.get, "/v1/customers/\(setting.target)/notes").rows.compactMap { $0["body"]?.string }
        #expect(Set(notes) == ["源档案的话", "保留档案的话"])
        let connection = try clinic.superuser()
        defer { connection.close() }
        for belonging in CustomerBelonging.moving {
            let left: Int64 = try connection.execute(
                SQL(
                    trustedText: """
                        select count(*) from \(belonging.table.name) where tenant_id = '\(clinic.tenant)'
                        and \(belonging.column.name) = '\(setting.source)'
                        """))[0][0]
            // One doctor cares for both, one purpose was agreed to twice, and nobody's skin is dry and oily: the target's stands. Whose the
            // source was stays with it.
            let staying = ["app.care_relation", "app.consent", "app.customer_tag", "app.customer_lane"].map { $0 + ".customer_id" }
            let expected: Int64 = staying.contains(belonging.key) ? 1 : 0
            #expect(left == expected, "\(belonging.key)")
        }
        // The source leads to him.
        for path in ["", "/notes", "/timeline"] {
            let gone = await desk.send(.get, "/v1/customers/\(setting.source)\(path)")
            #expect(gone.status == 410)
            #expect(gone.code == "customer.merged")
            #expect(gone.json["mergedInto"]?.string == setting.target)
        }
        #expect(await desk.send(.get, "/v1/customers?limit=200").rows.allSatisfy { $0["id"]?.string != setting.source })
        let found = await desk.send(.post, "/v1/customers/search", text: #"{"name": "王芳芳"}"#).rows
        #expect(found.map { $0["id"]?.string } == [setting.target])

        // The number on his old card finds him too.
        let number: Int64 = try connection.execute(
            SQL(trustedText: "select number from app.customer where id = '\(setting.source)'"))[0][0]
        let byNumber = await desk.send(.post, "/v1/customers/search", text: "{\"number\": \(number)}").rows
        #expect(byNumber.map { $0["id"]?.string } == [setting.target])

        let undone = try await setting.undo(merge)
        #expect(undone.status == 200, "\(undone.text)")
        let after = try await TenantImage.read(of: clinic)
        // What the reading above counted is not the merge's.
        let differences = before.differences(to: after).filter { !$0.contains("app.reveal_count") }
        #expect(differences == [])
        #expect(try await setting.undo(merge, version: 2).code == "customer.merge_undone")
        #expect(await desk.send(.get, "/v1/customers/\(setting.source)").status == 200)
        // And it can be done again.
        #expect(try await setting.merge().status == 201)
    }

    @Test("whose a customer was has one history, whoever's owner a merge takes, and its undo leaves it as it was")
    func owners() async throws {
        // The clock moves: a house of its own.
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let first = try #require(clinic.people["consultant"]).id.description
        let second = try await clinic.person(("consultant", clinic.a)).id.description
        let third = try await clinic.person(("consultant", clinic.a)).id.description
        let target = try await clinic.customer("王芳", ["ownerId": .string(first), "level": "silver"])
        let source = try await clinic.customer("王芳", ["ownerId": .string(second), "level": "gold"])
        let director = try clinic.call(as: "chain_director")
        func version(_ id: String) async throws -> Int64 {
            try #require(await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
        }
        func whose(_ id: String) async -> [String?] {
            await director.send(.get, "/v1/customers/\(id)/owners").rows.map { $0["ownerId"]?.string }
        }
        /// The lane's own list, newest first: `who` while he is it, `who.` afterwards.
        func lanes(_ id: String) async -> [String] {
            await director.send(.get, "/v1/customers/\(id)/lanes?filter[lane]=consultant").rows.map {
                ($0["userId"]?.string ?? "") + ($0["until"]?.string == nil ? "" : ".")
            }
        }
        clinic.house.clock.advance(by: .seconds(60))
        let given = await director.send(
            .patch, "/v1/customers/\(source)", headers: [("If-Match", "\"1\"")], text: #"{"ownerId": "\#(third)"}"#)
        try #require(given.status == 200, "\(given.text)")
        let before = try await TenantImage.read(of: clinic)
        for later in [false, true] {
            clinic.house.clock.advance(by: .seconds(60))
            let body: JSONValue = [
                "sourceId": .string(source), "sourceVersion": .integer(try await version(source)), "fields": ["ownerId": "source"],
                "reason": "同一人",
            ]
            let answer = await director.send(
                .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(try await version(target))\"")],
                body: body.serialized)
            let merge = try #require(answer.json["id"]?.string, "\(answer.text)")
            #expect(await whose(target) == [third, first])
            #expect(await lanes(target) == [third, first + "."])
            let levels = await director.send(.get, "/v1/customers/\(target)/levels").rows
            #expect(levels.map { "\($0["from"]?.string ?? "") \($0["to"]?.string ?? "")" } == ["silver gold"])
            clinic.house.clock.advance(by: .seconds(60))
            if later {
                // Given away and back meanwhile: that happened, so the undo is one change more.
                for owner in [second, third] {
                    let change = await director.send(
                        .patch, "/v1/customers/\(target)", headers: [("If-Match", "\"\(try await version(target))\"")],
                        text: #"{"ownerId": "\#(owner)"}"#)
                    try #require(change.status == 200, "\(change.text)")
                    clinic.house.clock.advance(by: .seconds(60))
                }
            }
            let undone = await director.send(
                .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
            try #require(undone.status == 200, "\(undone.text)")
            #expect(await whose(source) == [third, second])
            guard later else {
                #expect(before.differences(to: try await TenantImage.read(of: clinic)) == [])
                continue
            }
            #expect(await whose(target) == [first, third, second, third, first])
            #expect(await lanes(target) == [first, third + ".", second + ".", third + ".", first + "."])
            #expect(await director.send(.get, "/v1/customers/\(target)").json["ownerId"]?.string == first)
            let told = await director.send(.get, "/v1/customer-merges/\(merge)").json
            #expect(told["reason"] == "同一人" && told["undoReason"] == "看错了", "\(told)")
        }
    }

    @Test("the level's history goes on where more was written after the merge, and its undo is one change more")
    func levels() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        let target = try await clinic.customer("王芳", ["level": "silver"])
        let source = try await clinic.customer("王芳", ["level": "gold"])
        func version(_ id: String) async throws -> Int64 {
            try #require(await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
        }
        func levels() async -> [String] {
            await director.send(.get, "/v1/customers/\(target)/levels").rows.map { "\($0["from"]?.string ?? "") \($0["to"]?.string ?? "")" }
        }
        let body: JSONValue = [
            "sourceId": .string(source), "sourceVersion": .integer(try await version(source)), "fields": [:] as JSONValue,
        ]
        let answer = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(try await version(target))\"")], body: body.serialized)
        let merge = try #require(answer.json["id"]?.string, "\(answer.text)")
        #expect(await levels() == ["silver gold"])
        for level in ["diamond", "gold"] {
            clinic.house.clock.advance(by: .seconds(60))
            let changed = await director.send(
                .patch, "/v1/customers/\(target)", headers: [("If-Match", "\"\(try await version(target))\"")],
                text: #"{"level": "\#(level)"}"#)
            try #require(changed.status == 200, "\(changed.text)")
        }
        clinic.house.clock.advance(by: .seconds(60))
        let undone = await director.send(
            .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        try #require(undone.status == 200, "\(undone.text)")
        #expect(await director.send(.get, "/v1/customers/\(target)").json["level"] == "silver")
        #expect(await levels() == ["gold silver", "diamond gold", "gold diamond", "silver gold"])
    }

    @Test("what follows of a customer follows a merge and its undo at once")
    func following() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        let target = try await clinic.customer("王芳", ["level": "silver"])
        let source = try await clinic.customer("王芳", ["level": "gold"])
        let made = await director.send(
            .post, "/v1/tags",
            text: #"{"groupId": "\#(try await clinic.tagGroup("规则"))", "name": "银卡", "rule": {"field": "level", "in": ["silver"]}}"#)
        let tag = try #require(made.json["id"]?.string, "\(made.text)")
        try await clinic.workOut()
        func having() async -> [String] {
            await director.send(.get, "/v1/customers?fields=id&filter[tags]=\(tag)").rows.compactMap { $0["id"]?.string }
        }
        #expect(await having() == [target])
        func version(_ id: String) async throws -> Int64 {
            try #require(await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
        }
        let body: JSONValue = [
            "sourceId": .string(source), "sourceVersion": .integer(try await version(source)), "fields": [:] as JSONValue,
        ]
        let answer = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(try await version(target))\"")], body: body.serialized)
        let merge = try #require(answer.json["id"]?.string, "\(answer.text)")
        try await clinic.workOut()
        #expect(await having().isEmpty, "he is gold now")
        let undone = await director.send(
            .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        try #require(undone.status == 200, "\(undone.text)")
        try await clinic.workOut()
        #expect(await having() == [target])
    }

    @Test("merges follow one another, and are undone in the reverse order only")
    func chain() async throws {
        let setting = try await Setting()
        let third = try await setting.clinic.customer("王芳三", phone: Setting.phone())
        let before = try await TenantImage.read(of: setting.clinic)
        let first = try #require(try await setting.merge().json["id"]?.string)
        let second = try #require(try await setting.merge(from: setting.target, into: third).json["id"]?.string)
        let gone = try await setting.director.send(.get, "/v1/customers/\(setting.source)")
        #expect(gone.json["mergedInto"]?.string == third)
        let early = try await setting.undo(first)
        #expect([404, 410].contains(early.status), "\(early.text)")
        #expect(try await setting.undo(second).status == 200)
        #expect(try await setting.undo(first).status == 200)
        #expect(before.differences(to: try await TenantImage.read(of: setting.clinic)) == [])
    }

    @Test("an undo is refused where what the merge wrote was changed since, and says which field")
    func laterChanges() async throws {
        let setting = try await Setting()
        let merge = try #require(try await setting.merge(["name": "source"]).json["id"]?.string)
        let desk = try setting.clinic.call(as: "front_desk")
        let version = try await setting.version(setting.target)
        #expect(
            await desk.send(.patch, "/v1/customers/\(setting.target)", headers: [("If-Match", "\"\(version)\"")], text: #"{"name": "王小芳"}"#)
                .status == 200)
        let refused = try await setting.undo(merge)
        #expect(refused.code == "customer.merge_undo_conflict")
        #expect(refused.json["fields"]?.array == ["name"])
        // What came since stays with the target and is no reason to refuse.
        let back = try await setting.version(setting.target)
        _ = await desk.send(.patch, "/v1/customers/\(setting.target)", headers: [("If-Match", "\"\(back)\"")], text: #"{"name": "王芳芳"}"#)
        let late = try await setting.clinic.note("合并以后的话", about: setting.target)
        #expect(try await setting.undo(merge).status == 200)
        #expect(await desk.send(.get, "/v1/customers/\(setting.target)/notes").rows.contains { $0["id"]?.string == late })
    }

    @Test("a phone that somebody else was given since keeps the files together")
    func phoneTaken() async throws {
        let clinic = try await Clinic()
        let phone = Setting.phone()
        let target = try await clinic.customer("李四", phone: Setting.phone())
        let source = try await clinic.customer("李四", phone: phone)
        let director = try clinic.call(as: "chain_director")
        let body: JSONValue = ["sourceId": .string(source), "sourceVersion": 1]
        let merged = await director.send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"1\"")], body: body.serialized)
        let merge = try #require(merged.json["id"]?.string, "\(merged.text)")
        // The number that was not chosen is nobody's first one any more, and still leads to the target.
        try await clinic.customer("别人", phone: phone)
        let refused = await director.send(
            .post, "/v1/customer-merges/\(merge)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        #expect(refused.code == "customer.merge_undo_conflict")
        #expect(refused.json["fields"]?.array == ["phone"])
    }

    @Test("a number that a merge did not choose leads to the file also after it was its own for a while")
    func phoneForAWhile() async throws {
        let clinic = try await Clinic()
        let (first, other, third) = (Setting.phone(), Setting.phone(), Setting.phone())
        let target = try await clinic.customer("王五", phone: first)
        let source = try await clinic.customer("王五", phone: other)
        let body: JSONValue = ["sourceId": .string(source), "sourceVersion": 1]
        let merged = await (try clinic.call(as: "chain_director")).send(
            .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"1\"")], body: body.serialized)
        try #require(merged.status == 201 || merged.status == 200, "\(merged.text)")
        let desk = try clinic.call(as: "front_desk")
        func found(_ phone: String) async throws -> [String?] {
            let answer = await desk.send(.post, "/v1/customers/duplicate-checks", text: #"{"phone": "\#(phone)"}"#)
            return try #require(answer.json["matches"]?.array, "\(answer.text)").map { $0["customer"]?["id"]?.string }
        }
        func change(_ phone: String) async throws {
            let version = await desk.send(.get, "/v1/customers/\(target)").json["version"]?.integer ?? 0
            let changed = await desk.send(
                .patch, "/v1/customers/\(target)", headers: [("If-Match", "\"\(version)\"")], text: #"{"phone": "\#(phone)"}"#)
            try #require(changed.status == 200, "\(changed.text)")
        }
        #expect(try await found(other) == [target])
        try await change(other)
        #expect(try await found(other) == [target])
        #expect(try await found(first) == [], "his own of before is nobody's")
        try await change(third)
        #expect(try await found(third) == [target])
        #expect(try await found(other) == [target])
    }

    @Test("what would lose something is refused, each with its word")
    func conflicts() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        func words(_ answer: Clinic.Answer) -> [String] { (answer.json["conflicts"]?.array ?? []).compactMap(\.string) }
        let numbered = try await clinic.customer("王芳", ["idNumber": "E12345678"])
        let numbers = try await setting.merge(from: setting.source, into: numbered)
        #expect(numbers.code == "customer.merge_conflict")
        #expect(words(numbers) == ["id_numbers"])
        let ward = try await clinic.customer("王小", ["guardianId": .string(setting.target)])
        #expect(words(try await setting.merge(from: ward, into: setting.target)).contains("guardian"))
        let asked = try await clinic.customer("王问")
        let request = try await clinic.request(.access, about: asked)
        #expect(words(try await setting.merge(from: asked, into: setting.target)) == ["data_request_open"])
        #expect(try await clinic.handle(request, "cancellation").status < 300)
        // The source gave what the target withdrew later.
        let withdrawn = try await clinic.call(as: "front_desk").send(
            .post, "/v1/customers/\(setting.target)/consent-withdrawals", text: #"{"purposes": ["treatment"], "channel": "phone"}"#)
        if withdrawn.status < 300 {
            #expect(words(try await setting.merge()) == ["consent_withdrawn"])
        }
        #expect(try await setting.merge(["number": "source"]).violations == ["/fields/number unknown_field"])
        #expect(try await setting.merge(["sex": "both"]).violations == ["/fields/sex choice"])
        #expect(try await setting.merge(from: setting.target, into: setting.target).violations == ["/sourceId not_allowed"])
    }

    @Test("both versions count, and only who may merge both may merge")
    func rights() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        let stale: JSONValue = ["sourceId": .string(setting.source), "sourceVersion": 1]
        let target = try await setting.version(setting.target)
        let old = try await setting.director.send(
            .post, "/v1/customers/\(setting.target)/merges", headers: [("If-Match", "\"\(target)\"")], body: stale.serialized)
        #expect(old.code == "resource.stale")
        let elsewhere = try await clinic.customer("王芳", in: clinic.b)
        let admin = try clinic.call(as: "branch_admin")
        let beyond: JSONValue = ["sourceId": .string(elsewhere), "sourceVersion": 1]
        let refused = await admin.send(
            .post, "/v1/customers/\(setting.target)/merges", headers: [("If-Match", "\"\(target)\"")], body: beyond.serialized)
        #expect(refused.status == 404)
        #expect(await admin.send(.get, "/v1/customers/\(setting.target)/merge-preview?source=\(elsewhere)").status == 404)
    }

    @Test("the preview says what differs, what moves and what stands in the way, and shows nothing that its reader does not see")
    func preview() async throws {
        let setting = try await Setting()
        let answer = try await setting.director.send(
            .get, "/v1/customers/\(setting.target)/merge-preview?source=\(setting.source)")
        try #require(answer.status == 200, "\(answer.text)")
        let fields = try #require(answer.json["fields"]?.array)
        func field(_ name: String) -> JSONValue? { fields.first { $0["field"]?.string == name } }
        #expect(field("name")?["suggestion"]?.string == "target")
        #expect(field("level")?["suggestion"]?.string == "source")
        #expect(field("remark")?["choices"]?.array == ["target", "source", "both"])
        #expect(field("phone")?["differs"]?.boolean == true)
        // The director does not see allergies, so he does not choose.
        #expect(field("allergy") == nil)
        #expect(!answer.text.contains("利多卡因"))
        #expect(answer.json["conflicts"]?.array == [])
        let moves = try #require(answer.json["moves"]?.array)
        #expect(moves.first { $0["what"]?.string == "app.customer_note.customer_id" }?["count"]?.integer == 1)
        // What the preview counts is what moves: nothing of what the target has himself, or is already.
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        func hanging() throws -> [String: Int64] {
            try CustomerBelonging.moving.reduce(into: [:]) { found, belonging in
                found[belonging.key] = try connection.execute(
                    SQL(
                        trustedText: """
                            select count(*) from \(belonging.table.name) where tenant_id = '\(setting.clinic.tenant)'
                            and \(belonging.column.name) = '\(setting.source)'
                            """))[0].get(0, as: Int64.self)
            }
        }
        let before = try hanging()
        #expect(before["app.customer_tag.customer_id"] == 2)
        let merged = try await setting.merge()
        try #require(merged.status == 201, "\(merged.text)")
        let left = try hanging()
        for belonging in CustomerBelonging.moving {
            let counted = moves.filter { $0["what"]?.string == belonging.key }.compactMap { $0["count"]?.integer }.first ?? 0
            #expect(counted == (before[belonging.key] ?? 0) - (left[belonging.key] ?? 0), "\(belonging.key)")
        }
        #expect(moves.first { $0["what"]?.string == "app.customer_tag.customer_id" }?["count"]?.integer == 1)
        #expect(answer.json["target"]?["phone"]?.string?.contains("****") == true)
    }

    @Test("erasing the one that stands erases what was merged into him")
    func erasure() async throws {
        let setting = try await Setting()
        #expect(try await setting.merge().status == 201)
        try await setting.clinic.erase(setting.target)
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        let keys: Int64 = try connection.execute(
            SQL(
                trustedText: """
                    select count(*) from app.customer where id in ('\(setting.target)', '\(setting.source)')
                    and crm_key is null and name_sealed = '' and phone_sealed is null and erased_at is not null
                    """))[0][0]
        #expect(keys == 2)
        let tokens: Int64 = try connection.execute(
            SQL(
                trustedText: """
                    select (select count(*) from app.identity_token where customer_id in ('\(setting.target)', '\(setting.source)'))
                    + (select count(*) from app.search_token where customer_id in ('\(setting.target)', '\(setting.source)'))
                    + (select count(*) from app.phone_token where customer_id in ('\(setting.target)', '\(setting.source)'))
                    """))[0][0]
        #expect(tokens == 0)
    }

    @Test("every column that names a customer says what a merge does with it")
    func declared() throws {
        let connection = try TestDatabase.shared().superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select distinct n.nspname || '.' || c.relname || '.' || l.attname from pg_constraint k
            cross join lateral unnest(k.conkey, k.confkey) u (mine, theirs)
            join pg_attribute l on l.attrelid = k.conrelid and l.attnum = u.mine
            join pg_attribute f on f.attrelid = k.confrelid and f.attnum = u.theirs
            join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.confrelid = 'app.customer'::regclass and f.attname = 'id'
            union
            select n.nspname || '.' || c.relname || '.customer_id' from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'customer_id' and not a.attisdropped
            """)
        let there = Set(try rows.map { try $0.get(0, as: String.self) })
        let known = Set(CustomerBelonging.all.map(\.key))
        #expect(there.subtracting(known) == [], "declare in CustomerBelonging.all what a merge does with these")
        #expect(known.subtracting(there) == [], "declared, but not there")
        #expect(CustomerBelonging.all.count == known.count)
    }
}
