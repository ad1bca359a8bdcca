import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Finding by how a name is read, by initials, number and WeChat, by one box for everything, and what comes near.
@Suite struct CustomerFindingTests {
    /// Ids found for what is typed into the one box, and how many of them only come near.
    private static func find(_ client: InProcessClient, _ text: String, _ more: JSONObject = [:]) async throws -> (
        ids: [String], near: Int64
    ) {
        var body: JSONObject = ["text": .string(text)]
        for member in more.members { body[member.name] = member.value }
        let answer = await client.send(
            .post, "/v1/customers/search", text: String(decoding: JSONValue.object(body).serialized, as: UTF8.self))
        try #require(answer.status == 200, "\(text): \(answer.text)")
        return (answer.rows.compactMap { $0["id"]?.string }, try #require(answer.json["near"]?.integer))
    }

    @Test("a name is found by its pinyin, whole or begun, by its initials, by letters behind a character")
    func pinyin() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let ming = try await clinic.customer("欧阳明月")
        let qiu = try await clinic.customer("仇小曼")
        let lv = try await clinic.customer("吕布衣")
        let yu = try await clinic.customer("尉迟敬德")
        for text in ["ouyangmingyue", "ouyang", "mingyue", "ouy", "oymy", "oy", "my", "Ōuyáng", "ou yang", "欧yang", "欧阳ming", "欧y"] {
            #expect(try await Self.find(desk, text).ids == [ming], "\(text)")
        }
        for text in ["qiuxiaoman", "qxm", "qiux", "chouxiaoman", "仇xm"] { #expect(try await Self.find(desk, text).ids == [qiu], "\(text)") }
        for text in ["lvbuyi", "lyubuyi", "Lǚ Bù Yī", "lby"] { #expect(try await Self.find(desk, text).ids == [lv], "\(text)") }
        for text in ["yuchijingde", "ycjd", "weichi"] { #expect(try await Self.find(desk, text).ids == [yu], "\(text)") }
        #expect(try await Self.find(desk, "ouyangming").near == 0)
        // The explicit field understands the same.
        let answer = await desk.send(.post, "/v1/customers/search", text: #"{"name": "qxm"}"#)
        #expect(answer.rows.compactMap { $0["id"]?.string } == [qiu])
    }

    @Test("one box takes number, WeChat, phone, last four digits, and several of them together")
    func box() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let first = try await clinic.customer("张伟", phone: "13812345678", ["wechat": "Wei_Zhang88"])
        let second = try await clinic.customer("张薇", phone: "13987655678")
        let row = await desk.send(.get, "/v1/customers/\(first)").json
        let number = try #require(row["number"]?.integer)
        for text in [
            "138 1234 5678", "+86 13812345678", "wei_zhang88", "WEI_ZHANG88", "#\(number)", "张 5678 伟", "zhang 13812345678", "张伟 5678",
        ] {
            #expect(try await Self.find(desk, text).ids.first == first, "\(text)")
        }
        #expect(try await Self.find(desk, "5678").ids == [second, first])
        #expect(try await Self.find(desk, "张 5678").ids == [second, first])
        #expect(try await Self.find(desk, "李 5678").ids.isEmpty)
        #expect(try await Self.find(desk, "薇 5678").ids == [second])
        for (body, expected) in [
            (#"{"number": \#(number)}"#, [first]), (#"{"wechat": "wei_zhang88"}"#, [first]), (#"{"wechat": "wei_zhang8"}"#, []),
            (#"{"name": "z", "phoneLast4": "5678"}"#, [second, first]), (#"{"number": \#(number), "name": "李"}"#, []),
        ] as [(String, [String])] {
            let answer = await desk.send(.post, "/v1/customers/search", text: body)
            #expect(answer.rows.compactMap { $0["id"]?.string } == expected, "\(body) \(answer.text)")
        }
        for (text, violation) in [("张", "/text too_short"), ("z", "/text too_short"), ("   ", "/text too_short")] {
            let answer = await desk.send(.post, "/v1/customers/search", text: #"{"text": "\#(text)"}"#)
            #expect(answer.status == 422)
            #expect(answer.violations.contains(violation), "\(text): \(answer.text)")
        }
    }

    @Test("the better a name fits, the further ahead it stands")
    func ranking() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let whole = try await clinic.customer("张伟")
        let head = try await clinic.customer("张伟国")
        let inside = try await clinic.customer("李张伟")
        let alike = try await clinic.customer("章薇")
        #expect(try await Self.find(desk, "张伟").ids == [whole, head, inside, alike])
        #expect(try await Self.find(desk, "张伟").near == 1)
        // By sound the first two syllables of both are the whole name; the newer stands first.
        #expect(try await Self.find(desk, "zhangwei").ids == [alike, whole, head, inside])
        #expect(try await Self.find(desk, "zw").ids == [alike, whole, head, inside])
        #expect(try await Self.find(desk, "张伟", ["limit": 2]).ids == [whole, head])
    }

    @Test("a slip is forgiven in a name and never in a number")
    func near() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let lin = try await clinic.customer("林婉清", phone: "13812349876", ["wechat": "linwanqing"])
        let smith = try await clinic.customer("Christopher Smith")
        for text in ["林晚清", "林婉青", "linwanqin", "lingwanqing", "linwanq", "林婉", "琳琬晴"] {
            #expect(try await Self.find(desk, text).ids == [lin], "\(text)")
        }
        for text in ["chritsopher", "christoper", "christophe", "Smiht"] {
            #expect(try await Self.find(desk, text).ids == [smith], "\(text)")
        }
        #expect(try await Self.find(desk, "林晚清").near == 1)
        // Who sees everything is asked for by other statements.
        #expect(try await Self.find(clinic.call(as: "chain_director"), "chritsopher").ids == [smith])
        for text in ["13812349875", "13812349867", "linwanqinf1", "9875", "王大锤"] {
            #expect(try await Self.find(desk, text).ids.isEmpty, "\(text)")
        }
    }

    @Test("the box looks only by fields that one may use, and finds one's own rows only")
    func rights() async throws {
        let clinic = try await Clinic()
        let here = try await clinic.customer("诸葛孔明", phone: "13812345678", ["wechat": "kongming_1"])
        let there = try await clinic.customer("诸葛孔明", in: clinic.b)
        let desk = try clinic.call(as: "front_desk")
        let doctor = try clinic.call(as: "doctor")
        #expect(try await Self.find(desk, "zhugekongming").ids == [here])
        #expect(Set(try await Self.find(clinic.call(as: "chain_director"), "zgkm").ids) == [here, there])
        #expect(try await Self.find(doctor, "zgkm").ids.isEmpty)
        try await clinic.assignCare(here, to: "doctor")
        #expect(try await Self.find(doctor, "zgkm").ids == [here])
        #expect(try await Self.find(Clinic().call(as: "chain_director"), "zgkm").ids.isEmpty)
        // A doctor searches by no number of a person: the words are the same whether it is somebody's.
        for text in ["kongming_1", "kongming_2"] { #expect(try await Self.find(doctor, text).ids.isEmpty, "\(text)") }
        for text in ["13812345678", "13812345679"] {
            let answer = await doctor.send(.post, "/v1/customers/search", text: #"{"text": "\#(text)"}"#)
            #expect(answer.violations == ["/text not_allowed"], "\(text) \(answer.text)")
        }
        #expect(try await Self.find(doctor, "5678").ids.isEmpty)
        // Closed to all who do not care for him.
        let closed = try await clinic.call(as: "branch_admin").send(
            .put, "/v1/customers/\(here)/restriction", text: #"{"kind": "vip", "reason": "well known", "careTeam": []}"#)
        #expect(closed.status == 204 || closed.status == 200, "\(closed.text)")
        #expect(try await Self.find(desk, "zgkm").ids.isEmpty)
        let marketing = try await clinic.call(as: "marketing").send(.post, "/v1/customers/search", text: #"{"text": "zgkm"}"#)
        #expect(marketing.status == 403)
    }

    @Test("customers of before get the new tokens by a job that goes on where it was killed; who was renamed keeps none of the old")
    func reindex() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        var ids: [String] = []
        for name in ["甄宓", "甄士隐", "甄嬛"] { ids.append(try await clinic.customer(name)) }
        let superuser = try clinic.house.database.superuser()
        defer { superuser.close() }
        func count() throws -> Int64 {
            try superuser.execute("select count(*) from app.search_token where tenant_id = \(clinic.tenant)")[0][0]
        }
        let before = try count()
        try superuser.execute("delete from app.search_token where tenant_id = \(clinic.tenant) and field > 2")
        #expect(try await Self.find(desk, "zhenmi").ids.isEmpty)
        try await clinic.reindex()
        #expect(try count() == before)
        #expect(try await Self.find(desk, "zhenmi").ids == [ids[0]])
        #expect(try await Self.find(desk, "zhenxuan").ids == [ids[2]])
        // Done is done: the next look walks through nobody.
        try superuser.execute("delete from app.search_token where tenant_id = \(clinic.tenant) and field > 2")
        try await clinic.reindex()
        #expect(try await Self.find(desk, "zhenmi").ids.isEmpty)
        let renamed = await desk.send(
            .patch, "/v1/customers/\(ids[0])", headers: [("If-Match", "\"1\"")], text: #"{"name": "曹丕", "wechat": "caopi_220"}"#)
        #expect(renamed.status == 200)
        #expect(try await Self.find(desk, "caopi").ids == [ids[0]])
        #expect(try await Self.find(desk, "caopi_220").ids == [ids[0]])
        #expect(try await Self.find(desk, "zhenshiyin").ids.isEmpty)
    }
}

extension Clinic {
    /// Runs the job that indexes anew, as the calendar would.
    func reindex() async throws {
        let actor = house.system(of: tenant)
        let now = house.now
        try await house.deployment.database.write(as: actor) { tx in
            _ = try Outbox.enqueue(ReindexCustomers.code, payload: [:], at: now, as: actor, in: tx)
        }
        let ran = try await JobRunner(ReindexCustomers.kinds(house.deployment), deployment: house.deployment).runDue(of: tenant)
        #expect(ran == 1)
    }
}
