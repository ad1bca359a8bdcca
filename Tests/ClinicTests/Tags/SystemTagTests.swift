import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Tags that the program alone sets.
@Suite struct SystemTagTests {
    private func clinic() async throws -> Clinic {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        _ = try await Outbox.now(TagJobs.definitions, in: clinic)
        try await clinic.workOut()
        return clinic
    }

    private func definitions(_ clinic: Clinic) async throws -> [String: JSONValue] {
        let rows = await (try clinic.call(as: "chain_director")).send(.get, "/v1/tags").rows
        return Dictionary(
            rows.compactMap { row in row["systemCode"]?.string.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
    }

    private func having(_ tag: JSONValue?, _ clinic: Clinic) async throws -> Set<String> {
        let id = try #require(tag?["id"]?.string)
        let rows = await (try clinic.call(as: "chain_director")).send(.get, "/v1/customers?limit=200&fields=id&filter[tags]=\(id)").rows
        return Set(rows.compactMap { $0["id"]?.string })
    }

    private func change(_ tag: JSONValue?, _ body: String, as client: InProcessClient) async throws -> Clinic.Answer {
        let (id, version) = (try #require(tag?["id"]?.string), try #require(tag?["version"]?.integer))
        return await client.send(.patch, "/v1/tags/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
    }

    @Test("a chain has them by itself, those that tell more than everybody reads are off, and nobody sets one by hand")
    func byHand() async throws {
        let clinic = try await clinic()
        let tags = try await definitions(clinic)
        #expect(
            Set(tags.keys) == [
                "new", "silent", "lost", "birthday", "minor", "layer.super", "layer.potential", "layer.sleeping", "layer.regular",
            ])
        #expect(tags.values.allSatisfy { $0["kind"] == "system" })
        #expect(Set(tags.filter { $0.value["archived"] == true }.keys) == ["birthday", "minor"])
        let customer = try await clinic.customer("甲")
        try await clinic.workOut()
        #expect(try await having(tags["new"], clinic) == [customer])
        let director = try clinic.call(as: "chain_director")
        let new = try #require(tags["new"]?["id"]?.string)
        for client in [director, try clinic.call(as: "front_desk")] {
            for method in [HTTPRequest.Method.put, .delete] {
                let answer = await client.send(method, "/v1/customers/\(customer)/tags/\(new)")
                #expect(answer.status == 409 && answer.code == "tag.not_manual")
                #expect(answer.json["detail"]?.string?.contains("不能手动设置") == true || answer.text.contains("不能手动设置"))
            }
        }
        #expect(try await having(tags["new"], clinic) == [customer])
        // The definitions are the program's, too.
        let group = try #require(tags["new"]?["groupId"]?.string)
        let other = await director.send(.post, "/v1/tags", text: #"{"groupId": "\#(group)", "name": "我的"}"#)
        #expect(other.code == "tag.system_kept")
        #expect(try await change(tags["new"], #"{"name": "改名"}"#, as: director).code == "tag.system_kept")
        #expect(try await change(tags["layer.super"], #"{"archived": true}"#, as: director).code == "tag.system_kept")
        #expect(try await change(tags["new"], #"{"lifetimeDays": 3}"#, as: director).violations == ["/lifetimeDays not_allowed"])
        #expect(try await change(tags["new"], #"{"days": 0}"#, as: director).violations == ["/days range"])
        let manual = try await clinic.tag("手").tag
        let manualTag = await director.send(.get, "/v1/tags").rows.first { $0["id"]?.string == manual }
        #expect(try await change(manualTag, #"{"days": 3}"#, as: director).violations == ["/days not_allowed"])
        let groups = await director.send(.get, "/v1/tag-groups").rows
        let version = try #require(groups.first { $0["id"]?.string == group }?["version"]?.integer)
        let renamed = await director.send(
            .patch, "/v1/tag-groups/\(group)", headers: [("If-Match", "\"\(version)\"")], text: #"{"name": "别的"}"#)
        #expect(renamed.code == "tag.system_kept")
        // Made once.
        _ = try await Outbox.now(TagJobs.definitions, in: clinic)
        try await clinic.workOut()
        #expect(try await definitions(clinic).count == 9)
    }

    @Test("they come and go with time and with what happens, as SQL from outside says, and their history stays")
    func course() async throws {
        let clinic = try await clinic()
        let desk = try clinic.call(as: "front_desk")
        let (active, silent) = (try await clinic.customer("常联系"), try await clinic.customer("不联系"))
        try await clinic.workOut()
        let tags = try await definitions(clinic)
        #expect(try await having(tags["new"], clinic) == [active, silent])
        try clinic.passDays(100)
        try await clinic.visit(active)
        try await clinic.computeLayers()
        #expect(try await having(tags["new"], clinic).isEmpty)
        #expect(try await having(tags["silent"], clinic) == [silent])
        #expect(try await having(tags["layer.regular"], clinic) == [active])
        // What happens is followed at once.
        _ = try await clinic.note("聊过", about: silent)
        try await clinic.workOut()
        #expect(try await having(tags["silent"], clinic).isEmpty)
        try clinic.passDays(400)
        try await clinic.computeLayers()
        #expect(try await having(tags["lost"], clinic) == [active, silent])
        #expect(try await having(tags["silent"], clinic).isEmpty, "one or the other")
        #expect(try await having(tags["layer.sleeping"], clinic) == [active])
        let history = await desk.send(.get, "/v1/customers/\(silent)/tag-history").rows
        #expect(history.count == 3)
        #expect(history.filter { $0["endReason"] == "system" }.count == 2)
        #expect(history.allSatisfy { $0["source"] == "system" && $0["setBy"]?.isNull == true })
        // Segments and people's rules may ask for them.
        let lost = try #require(tags["lost"]?["id"]?.string)
        let director = try clinic.call(as: "chain_director")
        let asked = await director.send(.post, "/v1/segment-counts", text: #"{"condition": {"field": "tags", "any": ["\#(lost)"]}}"#)
        #expect(asked.json["count"] == 2)
        let group = try await clinic.tagGroup("规则组")
        let rule = await director.send(
            .post, "/v1/tags", text: #"{"name": "要挽回", "groupId": "\#(group)", "rule": {"field": "tags", "any": ["\#(lost)"]}}"#)
        #expect(rule.status == 201, "\(rule.text)")
        // The chain's own number of days.
        #expect(try await change(try await definitions(clinic)["lost"], #"{"days": 600}"#, as: director).status == 200)
        try await clinic.workOut()
        #expect(try await having(tags["lost"], clinic).isEmpty)
        #expect(try await having(tags["silent"], clinic) == [active, silent])
        // Off, it is nobody's.
        #expect(try await change(try await definitions(clinic)["silent"], #"{"archived": true}"#, as: director).status == 200)
        try await clinic.workOut()
        #expect(try await having(tags["silent"], clinic).isEmpty)
    }

    @Test("what tells of birthdays is turned on by who may ask for them everywhere, and then follows them")
    func birthdays() async throws {
        let clinic = try await clinic()
        let today = clinic.today.components
        let month = String(today.month + 100).suffix(2)
        let born = try await clinic.customer("寿星", ["birthday": .string("1990-\(month)-15")])
        let later = try await clinic.customer("他日", ["birthday": .string("1990-\(today.month == 1 ? "02" : "01")-15")])
        let tags = try await definitions(clinic)
        // Who defines tags and sees no customers cannot make the program tell.
        let refused = try await change(tags["birthday"], #"{"archived": false}"#, as: try clinic.call(as: "hq_operations"))
        #expect(refused.violations == ["/archived not_allowed"])
        #expect(try await change(tags["birthday"], #"{"archived": false}"#, as: try clinic.call(as: "chain_director")).status == 200)
        try await clinic.workOut()
        let on = try await definitions(clinic)
        #expect(try await having(on["birthday"], clinic) == [born])
        let desk = try clinic.call(as: "front_desk")
        let moved = await desk.send(
            .patch, "/v1/customers/\(later)", headers: [("If-Match", "\"1\"")], text: #"{"birthday": "1991-\#(month)-20"}"#)
        #expect(moved.status == 200, "\(moved.text)")
        try await clinic.workOut()
        #expect(try await having(on["birthday"], clinic) == [born, later])
    }

    @Test("what tells of visits and notes is set by who may see them wherever he sees customers, or sees no customers")
    func rights() async throws {
        let clinic = try await clinic()
        let blind = try clinic.call(as: "hq_operations")
        // Marketing sees customers, and neither visits nor notes.
        let seeing = clinic.call(as: try await clinic.person(("hq_operations", clinic.chain), ("marketing", clinic.a)))
        let director = try clinic.call(as: "chain_director")
        func tag(_ code: String) async throws -> JSONValue? { try await definitions(clinic)[code] }
        for code in ["silent", "lost"] {
            let refused = try await change(try await tag(code), #"{"days": 7}"#, as: seeing)
            #expect(refused.violations == ["/days not_allowed"], "\(refused.text)")
            #expect(try await change(try await tag(code), #"{"days": 80}"#, as: blind).status == 200)
            #expect(try await change(try await tag(code), #"{"days": 70}"#, as: director).status == 200)
            // Colours tell nothing, nor does what is turned off.
            #expect(try await change(try await tag(code), #"{"colour": "grey", "archived": true}"#, as: seeing).status == 200)
            let on = try await change(try await tag(code), #"{"archived": false}"#, as: seeing)
            #expect(on.violations == ["/archived not_allowed"], "\(on.text)")
            #expect(try await change(try await tag(code), #"{"archived": false}"#, as: director).status == 200)
        }
        // Days of what tells a field, as turning it on.
        #expect(try await change(try await tag("new"), #"{"days": 7}"#, as: blind).violations == ["/days not_allowed"])
        let body = """
            {"effectiveOn": "\(clinic.today)", "recencyDays": [30, 60], "frequencyDays": [1, 2], "monetaryFen": [1, 2], "layers": [
              {"code": "one", "name": "甲层", "colour": "teal", "any": [{"recency": {"min": 3}}]},
              {"code": "two", "name": "乙层", "colour": "grey"}]}
            """
        #expect(await seeing.send(.post, "/v1/layer-parameters", text: body).code == "access.denied")
        #expect(await blind.send(.post, "/v1/layer-parameters", text: body).status == 201)
    }

    @Test("a set of layers brings its tags, exchanged names included, and takes those that are no more")
    func layers() async throws {
        let clinic = try await clinic()
        let director = try clinic.call(as: "chain_director")
        func set(_ names: [(String, String)]) async throws {
            let last = try #require(names.last)
            let first = names.dropLast().map {
                #"{"code": "\#($0.0)", "name": "\#($0.1)", "colour": "teal", "any": [{"recency": {"min": 3}}]}"#
            }
            let layers = (first + [#"{"code": "\#(last.0)", "name": "\#(last.1)", "colour": "grey"}"#]).joined(separator: ",")
            let body =
                #"{"effectiveOn": "\#(clinic.today)", "recencyDays": [30, 60], "frequencyDays": [1, 2], "monetaryFen": [1, 2], "layers": [\#(layers)]}"#
            let answer = await director.send(.post, "/v1/layer-parameters", text: body)
            try #require(answer.status == 201, "\(answer.text)")
            clinic.house.clock.advance(by: .seconds(1))
            try await clinic.computeLayers()
        }
        try await set([("one", "甲层"), ("two", "乙层")])
        var tags = try await definitions(clinic)
        #expect(tags["layer.one"]?["name"] == "甲层" && tags["layer.two"]?["name"] == "乙层")
        #expect(tags["layer.super"]?["archived"] == true)
        try await set([("one", "乙层"), ("two", "甲层")])
        tags = try await definitions(clinic)
        #expect(tags["layer.one"]?["name"] == "乙层" && tags["layer.two"]?["name"] == "甲层")
    }

    @Test("a set that counts from today takes nobody's layer tag before everybody's layer is one of its own")
    func between() async throws {
        let clinic = try await clinic()
        let director = try clinic.call(as: "chain_director")
        let customer = try await clinic.customer("常来")
        try await clinic.visit(customer)
        try await clinic.computeLayers()
        var tags = try await definitions(clinic)
        #expect(try await having(tags["layer.regular"], clinic) == [customer])
        let defined = await director.send(
            .post, "/v1/layer-parameters",
            text: """
                {"effectiveOn": "\(clinic.today)", "recencyDays": [30, 60], "frequencyDays": [1, 2], "monetaryFen": [1, 2], "layers": [
                  {"code": "one", "name": "甲层", "colour": "teal", "any": [{"recency": {"min": 3}}]},
                  {"code": "two", "name": "乙层", "colour": "grey"}]}
                """)
        try #require(defined.status == 201, "\(defined.text)")
        // Something else has everybody looked at, as the end of an import does.
        _ = try await Outbox.now(CustomerChanges.everybody, in: clinic)
        try await clinic.workOut()
        tags = try await definitions(clinic)
        #expect(tags["layer.regular"]?["archived"] == false)
        #expect(try await having(tags["layer.regular"], clinic) == [customer])
        clinic.house.clock.advance(by: .seconds(1))
        // The hour's look finds the new set, and has everybody worked out with it.
        _ = try await Outbox.now(TagJobs.definitions, in: clinic)
        try await clinic.workOut()
        tags = try await definitions(clinic)
        #expect(tags["layer.regular"]?["archived"] == true)
        #expect(try await having(tags["layer.one"], clinic) == [customer])
    }

    @Test("a change of what no rule asks and no tag goes by leaves no job, and many changes of one customer leave one")
    func jobs() async throws {
        let clinic = try await clinic()
        let desk = try clinic.call(as: "front_desk")
        let connection = try clinic.superuser()
        defer { connection.close() }
        func waiting() throws -> [Int64] {
            try connection.execute(
                """
                select count(*), count(distinct subject_id) from app.job where tenant_id = \(clinic.tenant) and kind = \(CustomerChanges.job)
                and state = 'waiting'
                """
            ).flatMap { [try $0.get(0, as: Int64.self), try $0.get(1, as: Int64.self)] }
        }
        func change(_ id: String, _ body: String) async throws {
            let version = await desk.send(.get, "/v1/customers/\(id)").json["version"]?.integer ?? 0
            let answer = await desk.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")], text: body)
            try #require(answer.status == 200, "\(answer.text)")
        }
        let (one, two) = (try await clinic.customer("甲"), try await clinic.customer("乙"))
        #expect(try waiting() == [2, 2])
        for number in 0..<10 { try await change(one, #"{"remark": "第\#(number)次"}"#) }
        _ = try await clinic.note("来过电话", about: one)
        _ = try await clinic.note("又来过电话", about: one)
        #expect(try waiting() == [2, 2], "one of each, whatever happens meanwhile")
        try await clinic.workOut()
        #expect(try waiting() == [0, 0])
        for number in 0..<10 { try await change(two, #"{"remark": "第\#(number)次"}"#) }
        #expect(try waiting() == [0, 0], "no rule asks for it")
        try await change(two, #"{"birthday": "1990-05-01"}"#)
        #expect(try waiting() == [1, 1])
        #expect(Set(SystemTag.all.flatMap(\.fields)).subtracting(["createdAt"]) == CustomerChanges.followed)
    }

    @Test("an import is undone although the program has tagged what it made, and a month was kept")
    func imports() async throws {
        let clinic = try await clinic()
        let connection = try clinic.superuser()
        defer { connection.close() }
        let customer = try await clinic.customer("导入的")
        // The month in which the chain began was kept before him.
        try clinic.passDays(40)
        try await clinic.computeLayers()
        let rows = SQL(trustedText: "select count(*) from app.layer_snapshot_row where customer_id = '\(customer)'")
        let kept: Int64 = try connection.execute(rows)[0][0]
        #expect(kept == 1)
        let (_, importing) = try await clinic.importing("姓名\n要导入的人\n")
        try connection.execute(
            SQL(
                trustedText: """
                    insert into app.import_row (tenant_id, import_id, row, outcome, object_id, version)
                    values ('\(clinic.tenant)', '\(importing)', 1, 'created', '\(customer)', 1)
                    """))
        try connection.execute(
            SQL(trustedText: "update app.import set state = 'undoing', finished_at = now() where id = '\(importing)'"))
        let id = try #require(UUID(uuidString: importing))
        let results = try await clinic.house.deployment.database.write(as: clinic.house.system(of: clinic.tenant)) { tx in
            try tx.execute("select result from app.undo_import(\(id), \([Int32(1)]))").map { try $0.get(0, as: String.self) }
        }
        #expect(results == ["removed"])
        let left: Int64 = try connection.execute(rows)[0][0]
        #expect(left == 0)
    }
}
