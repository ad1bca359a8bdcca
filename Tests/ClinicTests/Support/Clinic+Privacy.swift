import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import Platform

extension House {
    /// A house whose customers' keys have their other halves in files of a folder.
    static func withShares(_ database: TestDatabase, in folder: URL? = nil) async throws -> House {
        let folder = try folder ?? House.folder()
        let pool = database.database()
        let shares = try await CustomerShares.open(
            at: folder.appending(path: "shares.key").path, ledger: folder.appending(path: "erasures.log").path, in: pool,
            at: SystemClock().now())
        await pool.close()
        return try await House(database, shares: shares)
    }

    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peony-shares-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        return folder
    }
}

extension Clinic {
    /// Takes a request down at the front desk; its id.
    func request(_ kind: DataRequestKind, about customer: String, _ more: JSONObject = [:]) async throws -> String {
        var body: JSONObject = ["kind": .string(kind.rawValue), "channel": "counter"]
        for member in more.members { body[member.name] = member.value }
        let answer = try await call(as: "front_desk").send(
            .post, "/v1/customers/\(customer)/data-requests", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// One step of the compliance officer's.
    func handle(_ request: String, _ step: String, _ body: String? = nil) async throws -> Answer {
        try await call(as: "compliance_officer").send(
            .post, "/v1/data-requests/\(request)/\(step)", body: body.map { Array($0.utf8) })
    }

    /// A request whose sender is known to be who he says.
    func verified(_ kind: DataRequestKind, about customer: String) async throws -> String {
        let id = try await request(kind, about: customer)
        let answer = try await handle(id, "identity-check", #"{"method": "id_card"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        return id
    }

    /// The compliance officer has just proved again who he is.
    func stepUp(_ role: String = "compliance_officer") throws { try prove(#require(people[role]), at: house.now) }

    /// When somebody last proved who he is; nil when that is forgotten.
    func prove(_ person: Person, at instant: Instant?) throws {
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.session set stepped_up_at = \(instant) where tenant_id = \(tenant) and user_id = \(person.id)")
        house.deployment.forget(tenant)
    }

    /// Erases a customer at his request; the certificate's id.
    @discardableResult
    func erase(_ customer: String) async throws -> String {
        let id = try await verified(.erase, about: customer)
        try stepUp()
        let answer = try await handle(id, "completion", "{}")
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["erasureId"]?.string)
    }
}
