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

/// Services come from a table: all of it or nothing, and twice is once.
@Suite struct CatalogueImportTests {
    private static func upload(_ bytes: [UInt8], as client: InProcessClient) async throws -> String {
        let file = await client.send(
            .post, "/v1/files?name=services.csv", headers: [("Content-Type", "application/octet-stream")], body: bytes)
        try #require(file.status == 201, "\(file.text)")
        return try #require(file.json["id"]?.string)
    }

    private static func send(_ verb: String, _ table: String, as client: InProcessClient) async throws -> Clinic.Answer {
        let file = try await upload(Array(table.utf8), as: client)
        return await client.send(.post, "/v1/catalogue-imports" + verb, text: #"{"fileId": "\#(file)"}"#)
    }

    /// `[rows, created, changed, unchanged, categories, failed]`.
    private static func counts(_ answer: Clinic.Answer) -> [Int64] {
        ["rows", "created", "changed", "unchanged", "categories", "failed"].map { answer.json[$0]?.integer ?? -1 }
    }

    private static let table = """
        项目编码,项目名称,项目分类,性质,执业范围,标价（元）,时长（分钟）,备用
        pgm-01,皮秒祛斑,皮肤/光电,医疗,美容皮肤科,"1,280.50",60分钟,x
        ,补水护理,皮肤,否,,198,30,
        RMJ,热玛吉,皮肤/光电,医疗,dermatology,19800,,

        """

    @Test("a table is tried without a trace, brought in as a whole, and changes nothing the second time")
    func whole() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "hq_operations")
        let tried = try await Self.send("/checks", Self.table, as: client)
        #expect(tried.status == 200, "\(tried.text)")
        #expect(Self.counts(tried) == [3, 3, 0, 0, 2, 0], "\(tried.text)")
        #expect(tried.json["ignored"] == ["备用"])
        #expect(await client.send(.get, "/v1/services").rows.isEmpty)
        #expect(await client.send(.get, "/v1/service-categories").rows.isEmpty)
        #expect(try clinic.count("action = 'manage.service'", in: "audit.event") == 0)

        let done = try await Self.send("", Self.table, as: client)
        #expect(Self.counts(done) == [3, 3, 0, 0, 2, 0], "\(done.text)")
        let rows = await client.send(.get, "/v1/services?sort=listPriceFen").rows
        #expect(rows.compactMap { $0["name"]?.string } == ["补水护理", "皮秒祛斑", "热玛吉"])
        #expect(rows.compactMap { $0["listPriceFen"]?.integer } == [19_800, 128_050, 1_980_000])
        #expect(rows.map { $0["nature"] } == ["lifestyle", "medical", "medical"])
        #expect(rows.map { $0["scope"]?.string ?? "-" } == ["-", "dermatology", "dermatology"])
        #expect(rows[1]["code"] == "PGM-01")
        let plan = await client.send(.get, "/v1/services/\(rows[1]["id"]?.string ?? "")/plan").json
        #expect(plan["segments"]?.array?.compactMap { $0["minutes"]?.integer } == [60])
        let light = await client.send(.get, "/v1/service-categories").rows.first { $0["name"] == "光电" }
        #expect(light?["parentId"] != .null && light?["id"] == rows[1]["categoryId"])

        let again = try await Self.send("", Self.table, as: client)
        #expect(Self.counts(again) == [3, 0, 0, 3, 0, 0], "\(again.text)")
        #expect(try clinic.count("action = 'manage.service' and purpose = 'imported'", in: "audit.event") == 1)
        #expect(await client.send(.get, "/v1/services/\(rows[0]["id"]?.string ?? "")").json["version"] == 2)

        // What is known by its code is changed by it, its name too; what is not said stays.
        let next = "编码,名称,标价,时长\nPGM-01,皮秒祛斑（新）,1380,90\n"
        let changed = try await Self.send("", next, as: client)
        #expect(Self.counts(changed) == [1, 0, 1, 0, 0, 0], "\(changed.text)")
        let one = await client.send(.get, "/v1/services/\(rows[1]["id"]?.string ?? "")").json
        #expect(one["name"] == "皮秒祛斑（新）" && one["listPriceFen"] == 138_000 && one["scope"] == "dermatology", "\(one)")
    }

    @Test("with an error in any row nothing is written, and every row says what is wrong with it")
    func errors() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "chain_director")
        _ = try await clinic.service("热玛吉", in: nil, ["code": "RMJ"])
        let archived = try await clinic.service("旧项目", in: nil, ["code": "OLD"])
        let gone = await client.send(
            .patch, "/v1/services/\(archived)", headers: [("If-Match", "\"1\"")], text: #"{"state": "archived"}"#)
        #expect(gone.status == 200, "\(gone.text)")
        let table = """
            编码,名称,分类,性质,执业范围,标价,时长
            A1,好的,新分类,生活美容,,100,30
            A2,没分类,,生活美容,,100,
            A3,没范围,新分类,医疗,,100,
            A4,贵,新分类,否,,很贵,3
            A5,热玛吉,新分类,否,,1,
            OLD,旧,新分类,否,,1,
            A1,好的,新分类,否,,1,
            """
        let tried = try await Self.send("/checks", table, as: client)
        #expect(tried.status == 200, "\(tried.text)")
        let codes = (tried.json["problems"]?.array ?? []).map { row in
            "\(row["row"]?.integer ?? 0) " + (row["codes"]?.array ?? []).compactMap(\.string).joined(separator: ",")
        }
        #expect(
            codes == [
                "3 categoryId:required", "4 scope:required", "5 listPriceFen:pattern,minutes:range", "6 name:duplicate", "7 code:archived",
                "8 :repeated",
            ], "\(tried.text)")
        #expect(tried.json["problems"]?[3]?["problems"]?[0]?.string?.contains("名称") == true, "\(tried.text)")
        let refused = try await Self.send("", table, as: client)
        #expect(refused.status == 409 && refused.code == "catalogue.import_rows", "\(refused.text)")
        #expect(refused.json["problems"]?.array?.count == 6)
        #expect(await client.send(.get, "/v1/services?filter[state]=active").rows.count == 1)
        #expect(await client.send(.get, "/v1/service-categories").rows.allSatisfy { $0["name"] != "新分类" })
        #expect(try await Self.send("/checks", "a,b\n1,2\n", as: client).violations == ["/fileId required"])
    }

    @Test("a workbook is a table too; somebody else's file is none, and who does not keep the catalogue may not")
    func rights() async throws {
        let clinic = try await Clinic()
        let (director, operations) = (try clinic.call(as: "chain_director"), try clinic.call(as: "hq_operations"))
        let writer = try WorkbookWriter(title: "项目", note: "", widths: [20], head: 1)
        try writer.row(["名称", "分类", "性质", "标价", "时长"].map { SheetCell.text($0) })
        try writer.row([.text("补水"), .text("护理"), .text("生活美容"), .number(198), .number(45)])
        let file = try await Self.upload(try writer.finish(), as: director)
        let body = #"{"fileId": "\#(file)"}"#
        #expect(await operations.send(.post, "/v1/catalogue-imports", text: body).violations == ["/fileId unknown"])
        #expect(await (try clinic.call(as: "branch_admin")).send(.post, "/v1/catalogue-imports", text: body).status == 403)
        let done = await director.send(.post, "/v1/catalogue-imports", text: body)
        #expect(Self.counts(done) == [1, 1, 0, 0, 1, 0], "\(done.text)")
        #expect(await director.send(.get, "/v1/services").rows.first?["listPriceFen"] == 19_800)
    }
}
