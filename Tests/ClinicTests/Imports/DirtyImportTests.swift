import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A large dirty table ends with the counts that were put into it, whatever stops on the way, and taken back leaves nothing.
@Suite struct DirtyImportTests {
    private static let rows = 2_000

    @Test("every kind of dirt is counted and named exactly, in both encodings and in a workbook", arguments: ["utf-8", "gb18030", "xlsx"])
    func counts(form: String) async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let known = try await Self.known(clinic)
        let before = try await TenantImage.read(of: clinic)
        let table = DirtyTable(rows: Self.rows, prefix: "171", known: known)
        for kind in DirtyTable.Kind.allCases { #expect((table.kinds[kind] ?? 0) > 0, "\(kind)") }
        let bytes =
            switch form {
            case "utf-8": Array(table.text.utf8)
            case "gb18030": try table.gb18030()
            default: try table.workbook()
            }
        let (_, id) = try await clinic.importing(bytes)
        let (tried, done) = try await clinic.imported(id, columns: DirtyTable.columns)
        #expect(done.importCounts == [table.created, 0, table.duplicates, table.failed], "\(done)")
        #expect(tried.importCounts == done.importCounts)
        #expect(done["blankRows"]?.integer == table.blank)
        #expect(done["rows"]?.integer == Int64(Self.rows) - table.blank)
        // Each refusal in its own words.
        var refusals: [String: Int64] = [:]
        var after = ""
        while true {
            let answer = await admin.send(.get, "/v1/imports/\(id)/rows?outcome=failed&limit=200\(after)")
            for row in answer.rows {
                refusals[(row["codes"]?.array ?? []).compactMap(\.string).joined(separator: " "), default: 0] += 1
            }
            guard let next = answer.json["page"]?["next"]?.string else { break }
            after = "&cursor=\(next)"
        }
        #expect(refusals == table.refusals)
        try await Self.takeBack(id, table, clinic)
        #expect(try await Self.left(before, clinic) == [])
    }

    @Test("killed half-way it goes on where it was: nobody twice, nobody missing, and taken back nothing is left")
    func killed() async throws {
        let clinic = try await Clinic(in: House.another())
        let admin = try clinic.call(as: "branch_admin")
        let before = try await TenantImage.read(of: clinic)
        let table = DirtyTable(rows: Self.rows, prefix: "172", known: [], seed: 11)
        let (_, id) = try await clinic.importing(Array(table.text.utf8))
        let columns = DirtyTable.columns.enumerated().map {
            ["column": .integer(Int64($0.offset)), "field": .string($0.element)] as JSONValue
        }
        let plan: JSONValue = ["columns": .array(columns), "policy": "skip", "homeBranchId": .string(clinic.a.description)]
        try #require(await admin.send(.post, "/v1/imports/\(id)/check", body: plan.serialized).status == 202)
        let runner = clinic.importRunner
        try await runner.runDue(of: clinic.tenant)
        try #require(await admin.send(.post, "/v1/imports/\(id)/run").status == 202)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let name = id.replacing("-", with: "")
        try connection.executeScript(
            """
            create function priv.cut_\(name)() returns trigger language plpgsql set search_path = pg_catalog as $$
            begin if new.id = '\(id)' and new.position > 900 then raise exception 'power cut'; end if; return new; end $$;
            create trigger cut_\(name) before update on app.import for each row execute function priv.cut_\(name)();
            """)
        try await runner.runDue(of: clinic.tenant)
        let half = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(half["state"] == "running")
        #expect((half["rows"]?.integer ?? 0) > 0 && (half["rows"]?.integer ?? 0) < Int64(Self.rows), "\(half)")
        try connection.executeScript("drop trigger cut_\(name) on app.import; drop function priv.cut_\(name)();")
        clinic.house.clock.advance(by: .seconds(60))
        try await runner.runDue(of: clinic.tenant)
        let done = await admin.send(.get, "/v1/imports/\(id)").json
        #expect(done.importCounts == [table.created, 0, table.duplicates, table.failed], "\(done)")
        func count(_ table: String) throws -> Int64 {
            try connection.execute(SQL(trustedText: "select count(*) from app.\(table) where tenant_id = '\(clinic.tenant)'"))[0][0]
        }
        #expect(try count("customer") == table.created)
        #expect(try count("phone_token") == table.created)
        #expect(try count("import_row") == Int64(Self.rows) - table.blank)

        // The same file once more makes nobody.
        let (_, again) = try await clinic.importing(Array(table.text.utf8))
        let (_, second) = try await clinic.imported(again, columns: DirtyTable.columns)
        #expect(second.importCounts == [0, 0, table.created + table.duplicates, table.failed])
        try await Self.takeBack(id, table, clinic)
        #expect(try await Self.left(before, clinic) == [])
    }

    /// Phones of customers who are there before.
    private static func known(_ clinic: Clinic) async throws -> [String] {
        var phones: [String] = []
        for number in 0..<5 {
            let phone = "1701000000\(number)"
            try await clinic.customer("老客户\(number)", phone: phone)
            phones.append(phone)
        }
        return phones
    }

    private static func takeBack(_ id: String, _ table: DirtyTable, _ clinic: Clinic) async throws {
        let admin = try clinic.call(as: "branch_admin")
        try #require(await admin.send(.post, "/v1/imports/\(id)/undo").status == 202)
        try await clinic.importRunner.runDue(of: clinic.tenant)
        let undone = await admin.send(.get, "/v1/imports/\(id)").json
        #expect([undone["state"], undone["kept"]] == ["undone", 0], "\(undone)")
        #expect(undone["removed"]?.integer == table.created)
    }

    /// What is different of the customers and of all that hangs on them: the imports say that they were, and numbers go on.
    private static func left(_ before: TenantImage, _ clinic: Clinic) async throws -> [String] {
        let own = ["app.import", "app.number_sequence", "app.file"]
        return before.differences(to: try await TenantImage.read(of: clinic)).filter { line in
            !own.contains { line.dropFirst(2).hasPrefix($0) }
        }
    }
}
