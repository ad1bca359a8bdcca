import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A file becomes customers, exactly those that it names, and can be taken back.
@Suite struct ImportTests {
    private static let columns = ["name", "phone", "sex", "birthday", "level", "externalId", "remark"]

    private static let file = """
        姓名,手机号码,性别,出生日期,会员等级,会员编号,备注
        林小雨,１３８００１３８０００,女,1990年1月2日,金卡,M-1,"老客户，
        第二行"
        王*,13900139000,男,1985/3/4,普通,M-2,星号
        陈静,+86 139-0013-9111,女,19800506,钻石,M-3,
        重复甲,13800138000,女,,,M-4,
        ,13700137000,女,,,M-5,没有名字
        错号,12345,女,,,M-6,
        错日,13600136001,女,1990-13-40,,M-7,
        错级,13600136002,女,,铜卡,M-8,
        ,,,,,,
        未成年,13600136003,女,2020-01-01,,M-9,没有监护人
        =cmd|calc,13600136004,女,,,M-10,@SUM(A1)
        陈静二,,女,,,M-3,同一编号
        """

    private func rows(_ id: String, _ outcome: String, _ client: InProcessClient) async throws -> [String] {
        let answer = await client.send(.get, "/v1/imports/\(id)/rows?outcome=\(outcome)&limit=200")
        try #require(answer.status == 200, "\(answer.text)")
        return answer.rows.map { row in
            "\(row["row"]?.integer ?? 0) \((row["codes"]?.array ?? []).compactMap(\.string).joined(separator: " "))"
        }
    }

    @Test("the counts are exact, a dry run says what the run does, and every row that fails says why")
    func counts() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let (_, id) = try await clinic.importing(Self.file)
        let (tried, done) = try await clinic.imported(id, columns: Self.columns)
        #expect(done["state"] == "done")
        #expect(done.importCounts == [3, 0, 2, 6], "\(done)")
        #expect(tried.importCounts == done.importCounts)
        #expect(done["rows"] == 11)
        #expect(done["blankRows"] == 1)
        #expect(
            try await rows(id, "failed", admin) == [
                // The spreadsheet's own numbers: a quoted line end does not begin a row.
                "3 name:masked_value", "6 name:required", "7 phone:pattern", "8 birthday:pattern", "9 level:choice",
                "11 guardianName:required guardianPhone:required",
            ])
        #expect(try await rows(id, "duplicate", admin) == ["5 :repeated", "13 :repeated"])
        let found = await admin.send(.post, "/v1/customers/search", text: #"{"phone": "13800138000"}"#)
        let customer = try #require(found.rows.first)
        #expect(customer["name"] == "林小雨")
        #expect(customer["birthday"] == "1990-01-02")
        #expect(customer["level"] == "gold")
        #expect(customer["sex"] == "female")
        #expect(await admin.send(.get, "/v1/customers?limit=200").rows.count == 3)
    }

    @Test("every field that a file may have arrives, of new customers and of those who are filled")
    func everyField() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        try await clinic.customer("旧人", phone: "13800138044")
        let titles = "姓名,手机号码,职业,肤质,偏好,来源渠道,微信,地址"
        let values = "教师,干性,喝温水,美团,wx_teacher,世纪大道1号"
        let (_, id) = try await clinic.importing("\(titles)\n新人,13800138043,\(values)\n旧人,13800138044,\(values)\n")
        let columns = ["name", "phone", "occupation", "skinType", "preferences", "sourceChannel", "wechat", "address"]
        let (_, done) = try await clinic.imported(id, columns: columns, policy: "update")
        #expect(done.importCounts == [1, 1, 0, 0], "\(done)")
        for phone in ["13800138043", "13800138044"] {
            let found = await admin.send(.post, "/v1/customers/search", text: #"{"phone": "\#(phone)"}"#).rows
            let customer = try #require(found.first?["id"]?.string)
            let shown = await admin.send(.get, "/v1/customers/\(customer)").json
            #expect(
                [shown["occupation"], shown["skinType"], shown["preferences"], shown["sourceChannel"]] == ["教师", "dry", "喝温水", "meituan"],
                "\(phone)")
            let revealed = await admin.send(
                .post, "/v1/customers/\(customer)/reveal", text: #"{"fields": ["wechat", "address"], "purpose": "核对"}"#)
            #expect(revealed.json["fields"]?["wechat"] == "wx_teacher", "\(revealed.text)")
            #expect(revealed.json["fields"]?["address"] == "世纪大道1号")
        }
    }

    @Test("the same file brought again makes nobody, whatever its policy")
    func again() async throws {
        let clinic = try await Clinic()
        let (_, first) = try await clinic.importing(Self.file)
        _ = try await clinic.imported(first, columns: Self.columns)
        for policy in ["skip", "report"] {
            let (_, id) = try await clinic.importing(Self.file)
            let (tried, done) = try await clinic.imported(id, columns: Self.columns, policy: policy)
            #expect(done.importCounts == [0, 0, 5, 6])
            #expect(tried.importCounts == done.importCounts)
        }
    }

    @Test("empty fields are filled and nothing is overwritten, in the tenant and in the file")
    func fill() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let there = try await clinic.customer("原名", phone: "13800138001", ["level": "gold"])
        let file = """
            name,phone,sex,remark,level,externalId
            别名,13800138001,female,补的备注,diamond,A1
            新人,13800138002,,,,A2
            新人,13800138002,male,,,A2
            新人,,,后来的备注,,A2
            新人,13800138002,female,,,A2
            """
        let (_, id) = try await clinic.importing(file)
        let (tried, done) = try await clinic.imported(
            id, columns: ["name", "phone", "sex", "remark", "level", "externalId"], policy: "update")
        #expect(done.importCounts == [1, 3, 1, 0], "\(done)")
        #expect(tried.importCounts == done.importCounts)
        let old = await admin.send(.get, "/v1/customers/\(there)").json
        #expect([old["name"], old["level"], old["sex"], old["remark"]] == ["原名", "gold", "female", "补的备注"])
        let new = await admin.send(.post, "/v1/customers/search", text: #"{"phone": "13800138002"}"#).rows
        #expect(new.count == 1)
        let whole = await admin.send(.get, "/v1/customers/\(new.first?["id"]?.string ?? "")").json
        #expect([whole["sex"], whole["remark"]] == ["male", "后来的备注"])
        // Taken back, what was filled is empty again and what was there is there.
        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await clinic.importRunner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(undone["state"] == "undone")
        #expect([undone["removed"], undone["restored"], undone["kept"]] == [1, 3, 0], "\(undone)")
        let after = await admin.send(.get, "/v1/customers/\(there)").json
        #expect([after["name"], after["level"], after["sex"], after["remark"]] == ["原名", "gold", .null, .null])
    }

    @Test("batches end anywhere: what is decided is the same, with thousands of rows and a run that was killed on its way")
    func resume() async throws {
        let clinic = try await Clinic(in: House.another())
        let admin = try clinic.call(as: "branch_admin")
        var lines = ["姓名,手机,编号"]
        for index in 0..<2_600 {
            // Every seventh is a duplicate of an earlier one, every eleventh is broken.
            let number = index % 7 == 6 ? index - 5 : index
            let phone = index % 11 == 10 ? "999" : "137\(String(20_000_000 + number))"
            lines.append("客户\(index),\(phone),")
        }
        let (_, id) = try await clinic.importing(lines.joined(separator: "\r\n"))
        let body: JSONValue = [
            "columns": [["column": 0, "field": "name"], ["column": 1, "field": "phone"], ["column": 2, "field": "externalId"]],
            "policy": "skip", "homeBranchId": .string(clinic.a.description),
        ]
        try #require(await admin.send(.post, "/v1/imports/\(id)/check", body: body.serialized).status == 202)
        let runner = clinic.importRunner
        try await runner.runDue(of: clinic.tenant)
        let tried = await admin.send(.get, "/v1/imports/\(id)").json
        try #require(await admin.send(.post, "/v1/imports/\(id)/run").status == 202)
        // The database refuses after the second batch, as if the server had died; the job comes again.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.executeScript(
            """
            create function pg_temp.nothing() returns void language sql as 'select';
            create function priv.stop_import_\(id.replacing("-", with: "")) () returns trigger language plpgsql set search_path = pg_catalog as $$
            begin if new.id = '\(id)' and new.position > 1200 then raise exception 'power cut'; end if; return new; end $$;
            create trigger stop_\(id.replacing("-", with: "")) before update on app.import for each row
              execute function priv.stop_import_\(id.replacing("-", with: "")) ();
            """)
        try await runner.runDue(of: clinic.tenant)
        let half = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(half["state"] == "running")
        #expect((half["rows"]?.integer ?? 0) == 1_000, "\(half)")
        try connection.executeScript(
            """
            drop trigger stop_\(id.replacing("-", with: "")) on app.import;
            drop function priv.stop_import_\(id.replacing("-", with: "")) ();
            """)
        clinic.house.clock.advance(by: .seconds(60))
        try await runner.runDue(of: clinic.tenant)
        let done = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(done["state"] == "done", "\(done)")
        #expect(done["rows"] == 2_600)
        #expect(done.importCounts == tried.importCounts)
        #expect(done.importCounts.reduce(0, +) == 2_600)
        let customers: Int64 = try connection.execute("select count(*) from app.customer where tenant_id = \(clinic.tenant)")[0][0]
        #expect(customers == done.importCounts[0])
        let rows: Int64 = try connection.execute("select count(*) from app.import_row where tenant_id = \(clinic.tenant)")[0][0]
        #expect(rows == 2_600)

        // Undone, it leaves nothing: no row in any table that speaks of a customer.
        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await runner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(undone["state"] == "undone")
        #expect(undone["removed"]?.integer == customers)
        for table in ["customer", "phone_token", "search_token", "timeline_event", "care_relation", "customer_external_id", "file"] {
            let left: Int64 = try connection.execute(
                SQL(trustedText: "select count(*) from app.\(table) where tenant_id = '\(clinic.tenant)'"))[0][0]
            #expect(left == 0, "\(table)")
        }
    }

    @Test("rules' tags are there when the import is over, by one job whatever its size, and do not keep anybody when it is undone")
    func ruleTags() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        let group = try await clinic.tagGroup("等级组")
        let body: JSONValue = ["name": "高等级", "groupId": .string(group), "rule": ["field": "level", "in": ["gold"]]]
        let tag = try #require(await director.send(.post, "/v1/tags", body: body.serialized).json["id"]?.string)
        let tags = JobRunner(TagJobs.kinds(clinic.house.deployment), deployment: clinic.house.deployment)
        _ = try await tags.runDue(of: clinic.tenant)
        var lines = ["姓名,手机,等级"]
        for index in 0..<620 { lines.append("导入\(index),137\(String(30_000_000 + index)),\(index % 5 == 0 ? "金卡" : "普通")") }
        let (_, id) = try await clinic.importing(lines.joined(separator: "\n"))
        let (_, done) = try await clinic.imported(id, columns: ["name", "phone", "level"])
        #expect(done.importCounts == [620, 0, 0, 0], "\(done)")
        let connection = try clinic.superuser()
        defer { connection.close() }
        func count(_ table: String) throws -> Int64 {
            try connection.execute(SQL(trustedText: "select count(*) from app.\(table)"))[0][0]
        }
        #expect(try count("job where kind in ('customers.everybody', 'customers.changed') and state = 'waiting'") == 1)
        // The import's runner knows no tags: the job waits for one that does.
        clinic.house.clock.advance(by: .seconds(120))
        while try await tags.runDue(of: clinic.tenant) > 0 {}
        #expect(try count("customer_tag where tag_id = '\(tag)' and ended_at is null") == 124)
        let admin = try clinic.call(as: "branch_admin")
        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await clinic.importRunner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect([undone["state"], undone["removed"], undone["kept"]] == ["undone", 620, 0], "\(undone)")
        for table in ["customer", "customer_tag", "customer_lane", "timeline_event"] { #expect(try count(table) == 0, "\(table)") }
    }

    @Test("whoever was changed since, or has something attached, stays, and is counted")
    func conflicts() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let (_, id) = try await clinic.importing("name,phone\n甲某,13500135001\n乙某,13500135002\n丙某,13500135003\n")
        _ = try await clinic.imported(id, columns: ["name", "phone"])
        let all = await admin.send(.get, "/v1/customers?sort=number").rows.compactMap { $0["id"]?.string }
        try #require(all.count == 3)
        let change = await admin.send(.patch, "/v1/customers/\(all[0])", headers: [("If-Match", "\"1\"")], text: #"{"level": "gold"}"#)
        try #require(change.status == 200)
        _ = try await clinic.note("已经来过", about: all[1])
        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await clinic.importRunner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect([undone["removed"], undone["kept"]] == [1, 2], "\(undone)")
        let rows = await admin.send(.get, "/v1/imports/\(id)/rows").rows.compactMap { $0["undone"]?.string }
        #expect(rows == ["changed", "attached", "removed"])
        #expect(await admin.send(.get, "/v1/customers/\(all[1])").status == 200)
        #expect(await admin.send(.get, "/v1/customers/\(all[2])").status == 404)
        // Nobody can take an import back twice, nor delete a customer without one.
        #expect(await admin.send(.post, "/v1/imports/\(id)/undo").code == "import.state")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let refused = #expect(throws: PostgresError.self) {
            try connection.execute("delete from app.timeline_event where tenant_id = \(clinic.tenant)")
        }
        #expect(refused?.constraint == "kept_by_law")
    }

    @Test("nobody imports what he may not write, where he may not, or another's file; and nothing is learnt of others' customers")
    func rights() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let far = try await clinic.customer("远客", phone: "13400134000", in: clinic.b)
        // Another branch.
        let (file, id) = try await clinic.importing("name,phone,remark,branch\n近客,13400134001,,静安院\n猜号,13400134000,猜的,浦东院\n")
        let elsewhere = await admin.send(
            .post, "/v1/imports/\(id)/check",
            text: #"{"columns": [{"column": 0, "field": "name"}], "policy": "skip", "homeBranchId": "\#(clinic.b)"}"#)
        #expect(elsewhere.violations == ["/homeBranchId not_allowed"])
        // Medical fields are not a branch administrator's to write.
        let medical = await admin.send(
            .post, "/v1/imports/\(id)/check",
            text: #"{"columns": [{"column": 0, "field": "name"}, {"column": 2, "field": "allergy"}], "policy": "skip"}"#)
        #expect(medical.violations == ["/columns/1 unknown_field"])
        let unknown = await admin.send(
            .post, "/v1/imports/\(id)/check",
            text: #"{"columns": [{"column": 0, "field": "name"}, {"column": 2, "field": "zzz"}], "policy": "skip"}"#)
        #expect(unknown.violations == medical.violations)
        let (_, done) = try await clinic.imported(id, columns: ["name", "phone", "remark", "homeBranchId"], policy: "update")
        #expect(done.importCounts == [0, 0, 1, 1])
        #expect(try await rows(id, "failed", admin) == ["2 homeBranchId:not_allowed"])
        let row = await admin.send(.get, "/v1/imports/\(id)/rows?outcome=duplicate").rows.first
        #expect(row?["customerId"] == .null)
        #expect(await admin.send(.get, "/v1/customers/\(far)").status == 404)
        // Another person of the same role sees neither the file nor the import.
        let colleague = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        for path in [
            "/v1/files/\(file)", "/v1/files/\(file)/content", "/v1/imports/\(id)", "/v1/imports/\(id)/preview", "/v1/imports/\(id)/report",
        ] {
            #expect(await colleague.send(.get, path).status == 404, "\(path)")
        }
        let stolen = await colleague.send(.post, "/v1/imports", text: #"{"fileId": "\#(file)"}"#)
        #expect(stolen.violations == ["/fileId unknown"])
    }

    @Test("the report and its words are harmless, and hold what stood in the rows that failed")
    func report() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let (_, id) = try await clinic.importing(Self.file)
        _ = try await clinic.imported(id, columns: Self.columns, policy: "report")
        let answer = await admin.send(.get, "/v1/imports/\(id)/report")
        #expect(answer.status == 200)
        let disposition = answer.headers.first { $0.name.rawName.lowercased() == "content-disposition" }?.value ?? ""
        #expect(disposition.hasPrefix("attachment; filename*=UTF-8''"))
        #expect(answer.body.starts(with: [0xef, 0xbb, 0xbf]))
        let text = answer.text
        #expect(text.contains("行号,结果,原因,姓名,手机号码"))
        #expect(text.contains("6,失败,姓名：必填,,13700137000"))
        #expect(text.contains("5,重复,与文件中前面的行重复,重复甲"))
        #expect(!text.contains("林小雨"))
        for line in text.split(separator: "\r\n") {
            for cell in line.split(separator: ",") { #expect(!["=", "+", "-", "@"].contains(cell.first), "\(cell)") }
        }
        let connection = try clinic.superuser()
        defer { connection.close() }
        let opened: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'read.file'")[0][0]
        #expect(opened == 1)
    }

    @Test("the columns of a file are recognised, and remembered by its titles")
    func memory() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let (_, first) = try await clinic.importing("编码,客户姓名 *,联系电话,别的\n1,甲甲,13300133001,x\n")
        let preview = await admin.send(.get, "/v1/imports/\(first)/preview").json
        #expect(preview["columns"] == [["column": 1, "field": "name"], ["column": 2, "field": "phone"]])
        #expect(preview["isRemembered"] == false)
        _ = try await clinic.imported(first, columns: ["externalId", "name", "phone", "remark"])
        let (_, second) = try await clinic.importing("编码,客户姓名 *,联系电话,别的\n2,乙乙,13300133002,y\n")
        let again = await admin.send(.get, "/v1/imports/\(second)/preview").json
        #expect(again["isRemembered"] == true)
        #expect((again["columns"]?.array ?? []).compactMap { $0["field"]?.string } == ["externalId", "name", "phone", "remark"])
    }
}
