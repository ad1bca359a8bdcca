import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A list as a file holds what the list shows and may leave, of the rows where it may, and nothing else.
@Suite struct ListExportTests {
    @Test("a file has the rows and columns that may leave, words for words, names for ids, and no formula")
    func content() async throws {
        let clinic = try await Clinic()
        try await clinic.customer("=1+1", phone: "13800138000", ["sex": "female", "birthday": "1990-01-02", "level": "gold"])
        try await clinic.customer("陈\"静,\n乙", phone: "13800138001", ["sourceChannel": "referral"])
        try await clinic.customer("+8613800138002")
        let (_, tag) = try await clinic.tag("敏感肌")
        let third = try #require(
            await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers?sort=-number").rows.first?["id"]?.string)
        try await clinic.give(tag, to: third)
        let export = try await clinic.exported(query: "?sort=number")
        #expect(export["state"] == "done", "\(export)")
        #expect(export["rows"] == 3)
        #expect(export["available"] == true)
        let table = try await clinic.table(of: export)
        // A branch administrator exports C1 and C2: no phone, not even masked.
        let titles = ["客户号", "客户编号", "姓名", "生日", "性别", "来源渠道", "归属咨询师", "归属院区", "会员等级", "标签", "建档时间"]
        #expect(table[0] == titles)
        try #require(table.count == 4)
        func cell(_ row: Int, _ title: String) throws -> String {
            let column = try #require(titles.firstIndex(of: title))
            return table[row].count > column ? table[row][column] : ""
        }
        #expect(try [cell(1, "姓名"), cell(1, "性别"), cell(1, "生日"), cell(1, "会员等级")] == ["'=1+1", "女", "1990-01-02", "金卡"])
        #expect(try [cell(2, "姓名"), cell(2, "来源渠道"), cell(2, "归属院区")] == ["陈\"静,\n乙", "老带新", "浦东院"])
        #expect(try [cell(3, "姓名"), cell(3, "标签")] == ["'+8613800138002", "敏感肌"])
        let text = try await clinic.content(of: export).text
        #expect(!text.contains("13800138000"))
        #expect(!text.contains("138****"))
        // Who, why and which stand in it, at its beginning and its end.
        #expect(text.contains("内部资料 · 导出人 员工（branch.admin）"))
        #expect(text.contains("事由 月度盘点"))
        #expect(text.contains("Asia/Shanghai"))
        // The time of the tenant's own clock.
        let created = try cell(1, "建档时间")
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = zone
        format.dateFormat = "yyyy-MM-dd HH:mm:ss"
        #expect(created == format.string(from: Date(timeIntervalSince1970: Double(clinic.house.now.unixSeconds))))
    }

    @Test("a workbook says the same, every text a text, and English where it is asked for")
    func workbook() async throws {
        let clinic = try await Clinic()
        for name in ["=HYPERLINK(\"http://x\",\"y\")", "@SUM(A1)", "-2+3", "<b>&\"]"] { try await clinic.customer(name) }
        try await clinic.customer("生日客", ["birthday": "1990-01-02", "level": "gold"])
        let export = try await clinic.exported(
            ["format": "xlsx", "language": "en", "columns": ["name", "birthday", "number", "level"]], query: "?sort=number")
        let answer = try await clinic.content(of: export)
        #expect(answer.headers.first { $0.name.rawName.lowercased() == "content-type" }?.value.contains("spreadsheetml") == true)
        let rows = try clinic.sheet(answer.body)
        #expect(rows[0][0].hasPrefix("Confidential · exported by"))
        #expect(rows[1] == ["Name", "Birthday", "Number", "Level"])
        let names = rows[2...6].map { $0[0] }
        #expect(names == ["'=HYPERLINK(\"http://x\",\"y\")", "'@SUM(A1)", "'-2+3", "<b>&\"]", "生日客"])
        #expect(rows[6][1] == "1990-01-02")
        #expect(Int(rows[6][2]) != nil)
        #expect(rows[6][3] == "Gold")
        #expect(rows[7] == [rows[0][0]])
        let disposition = answer.headers.first { $0.name.rawName.lowercased() == "content-disposition" }?.value ?? ""
        #expect(disposition.hasPrefix("attachment; filename*=UTF-8''Customers-"))
    }

    @Test("a column that may not leave is refused in the same words as one that there is not")
    func columns() async throws {
        let clinic = try await Clinic()
        for name in ["phone", "allergy", "guardianPhone", "restrictionReason", "zzz"] {
            let answer = try await clinic.ask(["columns": ["name", .string(name)]])
            #expect(answer.status == 422)
            #expect(answer.violations == ["/columns/1 unknown_field"], "\(name)")
        }
        // Filters and order are the list's.
        for query in ["?filter[phone]=13800138000", "?sort=allergy", "?fields=id", "?limit=5", "?cursor=x", "?filter[zzz]=1", "?zzz=1"] {
            #expect(try await clinic.ask(query: query).status == 422, "\(query)")
        }
        for reason in ["", "x", "   "] {
            #expect(try await clinic.ask(["reason": .string(reason)]).violations.contains { $0.hasPrefix("/reason") })
        }
        let silent = await (try clinic.call(as: "branch_admin")).send(.post, "/v1/customers/exports", text: "{}")
        #expect(silent.violations == ["/reason required"])
        #expect(try await clinic.ask(["format": "pdf"]).violations == ["/format choice"])
    }

    @Test("why somebody takes a list out is sealed; one that stands in clear from before is told as it is")
    func reason() async throws {
        let clinic = try await Clinic()
        let export = try await clinic.exported(["reason": "核对张女士的名单"])
        let path = "/v1/exports/\(export["id"]?.string ?? "")"
        let admin = try clinic.call(as: "branch_admin")
        #expect(await admin.send(.get, path).json["reason"] == "核对张女士的名单")
        #expect(try clinic.count("reason is null and get_byte(reason_sealed, 0) = 225", in: "app.export") == 1)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.export set reason = '旧的原因', reason_sealed = null where tenant_id = \(clinic.tenant)")
        #expect(await admin.send(.get, path).json["reason"] == "旧的原因")
    }

    @Test("what is masked for somebody is masked in his file, and he waits for an approval")
    func masked() async throws {
        let clinic = try await Clinic()
        try await clinic.customer("欧阳娜娜", phone: "13800138000", ["birthday": "1990-01-02", "level": "gold"])
        let marketing = try clinic.call(as: "marketing")
        let asked = try await clinic.ask(as: marketing)
        try #require(asked.status == 202, "\(asked.text)")
        let id = try #require(asked.json["id"]?.string)
        // Few as they are: this role takes nothing out by itself.
        #expect(asked.json["state"] == "waiting")
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(try await clinic.export(id, as: marketing)["state"] == "waiting")
        let director = try clinic.call(as: "chain_director")
        #expect(await director.send(.get, "/v1/exports?state=waiting").rows.map { $0["id"] } == [.string(id)])
        let decided = await director.send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": true}"#)
        #expect(decided.json["state"] == "approved", "\(decided.text)")
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        let done = try await clinic.export(id, as: marketing)
        let text = try await clinic.content(of: done, as: marketing).text
        #expect(text.contains("欧*"))
        #expect(text.contains("****-**-**"))
        #expect(text.contains("金卡"))
        #expect(!text.contains("欧阳"))
        #expect(!text.contains("1990-01-02"))
        #expect(!text.contains("13800138000"))
        // Approving is not having.
        #expect(try await clinic.content(of: done, as: director).status == 404)
    }

    @Test("a right held in one branch takes rows out of that branch alone; restricted customers and others' shares stay")
    func branches() async throws {
        let clinic = try await Clinic()
        try await clinic.customer("甲院客")
        try await clinic.customer("乙院客", in: clinic.b)
        try await clinic.customer("丙院客", in: clinic.c)
        let minor = try await clinic.customer(
            "小朋友", ["birthday": "2020-01-01", "guardianName": "家长", "guardianPhone": "13800138009"])
        let both = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("front_desk", clinic.b)))
        #expect(await both.send(.get, "/v1/customers").rows.count == 2)
        let export = try await clinic.exported(["columns": ["name"]], as: both)
        #expect(try await clinic.table(of: export, as: both) == [["姓名"], ["甲院客"]])
        // Nor by name.
        let named = try await clinic.exported(["columns": ["name"], "ids": [.string(minor)]], as: both)
        #expect(named["rows"] == 0)
        #expect(try await clinic.table(of: named, as: both) == [["姓名"]])
        // Somebody whose role exports, in both branches.
        let wide = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("branch_admin", clinic.b)))
        let two = try await clinic.exported(["columns": ["name"]], query: "?sort=number", as: wide)
        #expect(try await clinic.table(of: two, as: wide) == [["姓名"], ["甲院客"], ["乙院客"]])
    }

    @Test("filters, a segment and chosen rows narrow a file as they narrow the list; pages do not show in it")
    func narrowed() async throws {
        let clinic = try await Clinic()
        let gold = try await clinic.customer("金", ["level": "gold"])
        try await clinic.customer("银", ["level": "silver"])
        let kept = await (try clinic.call(as: "branch_admin")).send(
            .post, "/v1/segments", text: #"{"name": "金卡", "condition": {"field": "level", "in": ["gold"]}}"#)
        let segment = try #require(kept.json["id"]?.string, "\(kept.text)")
        for (query, ids) in [("?filter[level]=gold", []), ("?segment=\(segment)", []), ("", [JSONValue.string(gold)])]
            as [(String, [JSONValue])]
        {
            let export = try await clinic.exported(["columns": ["name"], "ids": .array(ids)], query: query)
            #expect(try await clinic.table(of: export) == [["姓名"], ["金"]], "\(query)")
        }
        #expect(try await clinic.ask(query: "?segment=\(UUID())").violations == ["/segment unknown"])
        // More than two pages, each row once and in order.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            insert into app.customer (tenant_id, id, number, name_sealed, home_branch_id, level, crm_key, medical_key, created_at, updated_at)
            select c.tenant_id, gen_random_uuid(), 1000 + n, c.name_sealed, c.home_branch_id, 'gold', c.crm_key, c.medical_key, c.created_at, c.updated_at
            from app.customer c, generate_series(1, 1234) n where c.id = \(gold)::text::uuid
            """)
        let many = try await clinic.exported(["columns": ["number"]], query: "?filter[level]=gold&sort=number")
        let numbers = try await clinic.table(of: many).dropFirst().compactMap { $0.first.flatMap { Int($0) } }
        #expect(numbers.count == 1_235)
        #expect(Array(numbers.dropFirst()) == Array(1_001...2_234))
        #expect(many["rows"] == 1_235)
    }

    @Test("the registers are files too, for the compliance officer, and for nobody else")
    func registers() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("登记客")
        _ = try await clinic.consent(to: .treatment, of: customer)
        _ = try await clinic.disclose(customer)
        _ = try await clinic.request(.access, about: customer)
        let officer = try clinic.call(as: "compliance_officer")
        let number = await officer.send(.get, "/v1/customers/\(customer)?fields=number").json["number"]?.integer
        for (list, title) in [("disclosures", "接收方"), ("data-requests", "请求类型")] {
            let export = try await clinic.exported(list: list, as: officer)
            let table = try await clinic.table(of: export, as: officer)
            try #require(table.count == 2, "\(export)")
            #expect(table[0].contains(title))
            // A customer is a number in it.
            let column = try #require(table[0].firstIndex(of: "客户"))
            #expect(table[1][column] == number.map { String($0) })
            #expect(!(try await clinic.content(of: export, as: officer).text.contains("登记客")))
            #expect(try await clinic.ask(list: list).status == 403)
        }
    }
}
