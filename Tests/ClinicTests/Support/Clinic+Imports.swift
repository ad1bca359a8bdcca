import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

extension Clinic {
    /// Uploads a file and begins an import with it; the ids of both.
    func importing(_ text: String, as client: InProcessClient? = nil) async throws -> (file: String, id: String) {
        try await importing(Array(text.utf8), as: client)
    }

    /// Uploads a file and begins an import with it; the ids of both.
    func importing(_ bytes: [UInt8], as client: InProcessClient? = nil) async throws -> (file: String, id: String) {
        let admin = if let client { client } else { try call(as: "branch_admin") }
        let file = await admin.send(
            .post, "/v1/files?name=%E5%AE%A2%E6%88%B7.csv", headers: [("Content-Type", "application/octet-stream")], body: bytes)
        try #require(file.status == 201, "\(file.text)")
        let id = try #require(file.json["id"]?.string)
        let made = await admin.send(.post, "/v1/imports", body: JSONValue.object(["fileId": .string(id)]).serialized)
        try #require(made.status == 201, "\(made.text)")
        return (id, try #require(made.json["id"]?.string))
    }

    /// A row in every table that imports and files fill, as if a customer had come by one.
    func leaveImport(of customer: String, _ connection: Connection) async throws {
        let (_, id) = try await importing("姓名\n要导入的人\n")
        try connection.execute(
            """
            insert into app.import_row (tenant_id, import_id, row, outcome) values (\(tenant), \(id)::text::uuid, 2, 'failed')
            """)
        try connection.execute(
            """
            insert into app.import_mapping (tenant_id, kind, titles, plan, used_at)
            values (\(tenant), 'customer', sha256('x'), '{}', now())
            """)
        try connection.execute(
            """
            insert into app.customer_external_id (tenant_id, source, token, customer_id)
            values (\(tenant), 'file', decode(repeat('00', 16), 'hex'), \(customer)::text::uuid)
            """)
    }

    /// A runner of what imports leave to do.
    var importRunner: JobRunner {
        JobRunner(ImportJobs.kinds + FileJobs.kinds(house.deployment), deployment: house.deployment)
    }

    /// Tries and runs an import of branch A, and gives it as it is then.
    func imported(
        _ id: String, columns: [String], policy: String = "skip", _ more: JSONObject = [:], as client: InProcessClient? = nil
    ) async throws -> (tried: JSONValue, done: JSONValue) {
        let admin = if let client { client } else { try call(as: "branch_admin") }
        var plan: JSONObject = [
            "columns": .array(
                columns.enumerated().filter { !$0.element.isEmpty }.map {
                    ["column": .integer(Int64($0.offset)), "field": .string($0.element)] as JSONValue
                }),
            "policy": .string(policy), "homeBranchId": .string(a.description),
        ]
        for member in more.members { plan[member.name] = member.value }
        let checking = await admin.send(.post, "/v1/imports/\(id)/check", body: JSONValue.object(plan).serialized)
        try #require(checking.status == 202, "\(checking.text)")
        let runner = importRunner
        try await runner.runDue(of: tenant)
        let tried = await admin.send(.get, "/v1/imports/\(id)").json
        try #require(tried["state"] == "checked", "\(tried)")
        try #require(await admin.send(.post, "/v1/imports/\(id)/run").status == 202)
        try await runner.runDue(of: tenant)
        return (tried, await admin.send(.get, "/v1/imports/\(id)").json)
    }
}

extension JSONValue {
    /// `[created, updated, duplicates, failed]` of an import.
    var importCounts: [Int64] { ["created", "updated", "duplicates", "failed"].map { self[$0]?.integer ?? -1 } }
}
