import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Tabular
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A workbook becomes customers like a table of text does.
@Suite struct WorkbookImportTests {
    @Test("days, numbers and texts of a workbook are what they mean")
    func values() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let writer = try WorkbookWriter(title: "旧系统", note: "", widths: [20], head: 1)
        try writer.row(["姓名", "手机", "出生日期", "性别", "会员编号", "备注"].map { SheetCell.text($0) })
        try writer.row([
            .text("林小雨"), .number(13_800_138_000), .day("1990-01-02", since1970: 7_306), .text("女"), .number(7), .text("=1+1"),
        ])
        try writer.row([.text("陈静"), .text("１３８ 0013 8001"), .text("1985年3月4日"), .text("male"), .text("A-8"), .empty])
        try writer.row([.empty, .number(13_800_138_002)])
        try writer.row([
            .text("生日太晚"), .number(13_800_138_003), .moment("2999-01-01 10:00:00", since1970: 375_837, seconds: 36_000),
        ])
        let (_, id) = try await clinic.importing(try writer.finish())
        let preview = await admin.send(.get, "/v1/imports/\(id)/preview").json
        let fields = (preview["columns"]?.array ?? []).compactMap { $0["field"]?.string }
        #expect(fields == ["name", "phone", "birthday", "sex", "externalId", "remark"], "\(preview)")
        let (tried, done) = try await clinic.imported(id, columns: ["name", "phone", "birthday", "sex", "externalId", "remark"])
        #expect(done.importCounts == [2, 0, 0, 2], "\(done)")
        #expect(tried.importCounts == done.importCounts)
        let rows = await admin.send(.get, "/v1/customers?sort=number&fields=name,birthday,sex,remark").rows
        #expect(rows.map { $0["name"] } == ["林小雨", "陈静"])
        #expect(rows.map { $0["birthday"] } == ["1990-01-02", "1985-03-04"])
        #expect(rows.map { $0["sex"] } == ["female", "male"])
        #expect(rows[0]["remark"] == "'=1+1")
        let found = await admin.send(.post, "/v1/customers/search", text: #"{"phone": "13800138001"}"#)
        #expect(found.rows.first?["name"] == "陈静")
    }

    @Test("what an export made of the list is taken for nobody new")
    func circle() async throws {
        let clinic = try await Clinic()
        try await clinic.customer("林小雨", phone: "13800138000", ["level": "gold", "sex": "female", "birthday": "1990-01-02"])
        let export = try await clinic.exported(["format": "xlsx"])
        let file = try await clinic.content(of: export)
        let (_, id) = try await clinic.importing(file.body)
        let admin = try clinic.call(as: "branch_admin")
        let preview = await admin.send(.get, "/v1/imports/\(id)/preview")
        #expect(preview.status == 200, "\(preview.text)")
    }

    @Test("a workbook that means harm is unreadable, and the server goes on")
    func harm() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let writer = try WorkbookWriter(title: "x", note: "", widths: [], head: 1)
        try writer.row([.text("姓名")])
        var broken = try writer.finish()
        // The first entry still tells a workbook; what follows is cut off.
        broken.removeLast(200)
        let file = await admin.send(.post, "/v1/files?name=x.xlsx", headers: [("Content-Type", "application/octet-stream")], body: broken)
        try #require(file.status == 201, "\(file.text)")
        let made = await admin.send(
            .post, "/v1/imports", body: JSONValue.object(["fileId": file.json["id"] ?? .null]).serialized)
        #expect(made.code == "import.unreadable", "\(made.text)")
        #expect(await admin.send(.get, "/v1/imports").status == 200)
    }
}
