import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Tabular
import Testing

@testable import PeonyServer
@testable import Platform

extension Clinic {
    /// A runner of what exports leave to do.
    var exportRunner: JobRunner {
        JobRunner(ExportJobs.kinds(Composition.exported) + FileJobs.kinds(house.deployment), deployment: house.deployment)
    }

    /// Asks for a list as a file.
    func ask(
        _ body: JSONObject = [:], query: String = "", list: String = "customers", as client: InProcessClient? = nil
    ) async throws -> Answer {
        let client = if let client { client } else { try call(as: "branch_admin") }
        var whole: JSONObject = ["reason": "月度盘点"]
        for member in body.members { whole[member.name] = member.value }
        return await client.send(.post, "/v1/\(list)/exports\(query)", body: JSONValue.object(whole).serialized)
    }

    /// Asks for a file, has it written, and gives it as it is then.
    func exported(
        _ body: JSONObject = [:], query: String = "", list: String = "customers", as client: InProcessClient? = nil
    ) async throws -> JSONValue {
        let asked = try await ask(body, query: query, list: list, as: client)
        try #require(asked.status == 202, "\(asked.text)")
        try await exportRunner.runDue(of: tenant)
        return try await export(try #require(asked.json["id"]?.string), as: client)
    }

    func export(_ id: String, as client: InProcessClient? = nil) async throws -> JSONValue {
        let client = if let client { client } else { try call(as: "branch_admin") }
        return await client.send(.get, "/v1/exports/\(id)").json
    }

    /// The file of an export.
    func content(of export: JSONValue, as client: InProcessClient? = nil) async throws -> Answer {
        let client = if let client { client } else { try call(as: "branch_admin") }
        return await client.send(.get, "/v1/exports/\(export["id"]?.string ?? "?")/content")
    }

    /// A CSV file's rows, the mark at its top and bottom taken off: titles first.
    func table(of export: JSONValue, as client: InProcessClient? = nil) async throws -> [[String]] {
        let answer = try await content(of: export, as: client)
        try #require(answer.status == 200, "\(answer.text)")
        let rows = try sheet(answer.body)
        let mark = try #require(rows.first?.first)
        #expect(rows.last == [mark])
        #expect(mark.contains(export["id"]?.string ?? "?"))
        return Array(rows.dropFirst().dropLast())
    }

    /// The rows of a file, CSV or workbook.
    func sheet(_ bytes: [UInt8]) throws -> [[String]] {
        var records: [SheetRecord] = []
        if bytes.starts(with: [0x50, 0x4b]) {
            let reader = try WorkbookReader(bytes)
            while let more = try reader.next() { records += more }
        } else {
            try #require(bytes.starts(with: [0xef, 0xbb, 0xbf]))
            var parser = CSVParser(delimiter: 0x2c)
            parser.feed(Array(bytes.dropFirst(3))) { records.append($0) }
            parser.finish { records.append($0) }
        }
        return records.map(\.cells)
    }

    /// Sets the number of rows above which somebody has to approve.
    func setApproval(above rows: Int) async throws {
        let admin = try call(as: "system_admin")
        let version = await admin.send(.get, "/v1/settings").json["version"]?.integer ?? 0
        let answer = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", "\"\(version)\"")], text: #"{"exportApprovalRows": \#(rows)}"#)
        try #require(answer.status == 200, "\(answer.text)")
    }
}
