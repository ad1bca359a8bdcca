import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Schema
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

/// Files that show what the program is: who may what, which endpoints there are, which tables. Reading their difference is the
/// review of a change. `PEONY_UPDATE_GOLDEN=1` writes them anew.
@Suite struct GoldenTests {
    private static let repository = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    private static let updates = ProcessInfo.processInfo.environment["PEONY_UPDATE_GOLDEN"] == "1"

    /// Holds a text to a file of the repository.
    private func hold(_ text: String, to path: String) throws {
        let file = Self.repository.appending(path: path)
        if Self.updates { return try text.write(to: file, atomically: true, encoding: .utf8) }
        let kept = try String(contentsOf: file, encoding: .utf8)
        guard kept != text else { return }
        let (old, new) = (
            kept.split(separator: "\n", omittingEmptySubsequences: false),
            text.split(separator: "\n", omittingEmptySubsequences: false)
        )
        let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
        let (was, now) =
            line.map { (String($0.element.0), String($0.element.1)) } ?? ("\(old.count) lines", "\(new.count) lines")
        Issue.record(
            """
            \(path) is not what the program says, from line \((line?.offset ?? min(old.count, new.count)) + 1) on:
            - \(was)
            + \(now)
            PEONY_UPDATE_GOLDEN=1 writes it anew.
            """)
    }

    /// Endpoints are values; printing them opens nothing.
    private func withEndpoints(_ body: ([Endpoint]) throws -> Void) async throws {
        let database = Database(Database.Configuration(url: "host=127.0.0.1"))
        let deployment = Deployment(
            database: database, signIn: database, keys: KeyRing(root: .generate(), database: database),
            clock: SystemClock(),
            catalog: Composition.catalog)
        try body(Composition.endpoints(deployment))
        await database.close()
    }

    @Test("who may what")
    func permissions() throws {
        try hold(PermissionMatrix.text(Composition.catalog), to: "Tests/Golden/permissions.txt")
    }

    @Test("the endpoints")
    func endpoints() async throws {
        try await withEndpoints { endpoints in
            let lines = endpoints.map { endpoint -> String in
                let access =
                    switch endpoint.access {
                    case .anonymous: "anonymous"
                    case .signedIn: "signed-in"
                    case .permitted(let action): action.name
                    }
                var words = [endpoint.path, endpoint.method.rawValue, access, "idempotency-\(endpoint.idempotency)"]
                if endpoint.requiresVersion { words.append("if-match") }
                return words.joined(separator: " ")
            }
            try hold(lines.sorted().joined(separator: "\n") + "\n", to: "Tests/Golden/endpoints.txt")
        }
    }

    @Test("the API's description")
    func openAPI() async throws {
        try await withEndpoints { endpoints in
            let document = try EndpointTable(endpoints).openAPI(
                for: Rights.everything(in: Composition.catalog), title: LocalizedText("芍药 API", "Peony API"))
            let object = try JSONSerialization.jsonObject(with: Data(document.serialized))
            let pretty = try JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            try hold(String(decoding: pretty, as: UTF8.self) + "\n", to: "Tests/Golden/openapi.json")
        }
    }

    @Test("the error codes, among them every one that an endpoint declares")
    func errorCodes() async throws {
        try hold(ErrorCodeList.markdown(Composition.failureCodes) + "\n", to: "docs/error-codes.md")
        let known = Set(Composition.failureCodes)
        #expect(Set(Composition.failureCodes.map(\.code)).count == known.count, "a word has one meaning")
        try await withEndpoints { endpoints in
            for endpoint in endpoints {
                for code in endpoint.failures {
                    #expect(known.contains(code), "\(endpoint.method) \(endpoint.path): \(code.code)")
                }
            }
        }
    }

    @Test("the migrations produce the schema, and a second run changes nothing")
    func schema() throws {
        let database = try TestDatabase.empty()
        let connection = try database.superuser()
        defer { connection.close() }
        try database.whileRolesAreMine {
            try connection.executeScript(Schema.bootstrap)
            try connection.executeScript(Schema.bootstrap)
            let report = try Migrator(connection, role: "peony_owner").run(Schema.migrations)
            #expect(report.applied.count == Schema.migrations.count)
            let again = try Migrator(connection, role: "peony_owner").run(Schema.migrations)
            #expect(again.applied.isEmpty)
        }
        // What is embedded in the program is what lies in the folder: none was forgotten in the list.
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.repository.appending(path: "sql/migrations"), includingPropertiesForKeys: nil)
        let migrations = try files.filter { $0.pathExtension == "sql" }.map {
            Migration(fileName: $0.lastPathComponent, text: try String(contentsOf: $0, encoding: .utf8))
        }
        #expect(Set(migrations) == Set(Schema.migrations.map { Optional($0) }))

        let version: Int32 = try connection.execute("select current_setting('server_version_num')::int4")[0][0]
        // Each major version of PostgreSQL writes a dump its own way; the file is the oldest supported one's.
        guard version / 10_000 == 15 else { return }
        let dump = try PostgresProgram.run(
            "pg_dump",
            ["--schema-only", "--dbname", database.superuserURL]
                + ["app", "audit", "auth", "backup", "priv"].map { "--schema=" + $0 }
                // Which months there are depends on the day.
                + ["event", "event_link"].map { "--exclude-table=audit.\($0)_2*" })
        try hold(Self.normalized(String(decoding: dump, as: UTF8.self)), to: "sql/schema.sql")
    }

    /// Without what depends on the version of a program or on chance.
    private static func normalized(_ dump: String) -> String {
        var lines: [Substring] = []
        for line in dump.split(separator: "\n", omittingEmptySubsequences: false) {
            let isNoise =
                line.hasPrefix("-- Dumped ") || line.hasPrefix("-- PostgreSQL database dump") || line == "--"
                || line.hasPrefix("\\restrict")
                || line.hasPrefix("\\unrestrict") || line.hasPrefix("SET ")
                || line.hasPrefix("SELECT pg_catalog.set_config")
            if isNoise || (line.isEmpty && lines.last?.isEmpty ?? true) { continue }
            lines.append(line)
        }
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return
            "-- Generated from the migrations by the tests (PEONY_UPDATE_GOLDEN=1); for reading, not for running.\n\n"
            + lines.joined(separator: "\n") + "\n"
    }
}
