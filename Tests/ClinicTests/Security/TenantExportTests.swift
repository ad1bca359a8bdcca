import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Synchronization
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What a chain takes with it when it leaves: all of its own, nothing of others, and only it can open it.
@Suite struct TenantExportTests {
    private final class Box: Sendable {
        let bytes = Mutex<[UInt8]>([])
        var all: [UInt8] { bytes.withLock { $0 } }
    }

    @Test("the export holds everything in clear for the tenant's key alone, and nothing of another tenant")
    func export() async throws {
        let (clinic, other) = (try await Clinic(), try await Clinic())
        let (canary, foreign) = (Canary(), Canary())
        try await clinic.canary(canary)
        try await other.canary(foreign)
        let id = try await clinic.customer("带走的人")
        _ = try await clinic.note("带走的话", about: id)
        let house = clinic.house
        let orderer = Actor.system(of: .deployment, request: .new(at: house.now))
        let box = Box()
        func export() async throws -> ExportTenant.Report {
            try await ExportTenant.run(clinic.tenant, by: orderer, on: house.deployment, at: house.now) {
                box.bytes.withLock { $0 = [] }
                return { piece in box.bytes.withLock { $0 += piece } }
            }
        }
        func refusal() async -> String? {
            do {
                _ = try await export()
                return nil
            } catch { return (error as? Failure)?.code.code }
        }
        #expect(await refusal() == "tenant.state")
        try await SuspendTenant.run(clinic.tenant, by: orderer, on: house.deployment, at: house.now)
        #expect(await refusal() == "tenant.no_export_key")
        #expect(box.all.isEmpty)

        // Only its own administrators choose the key, while the tenant is theirs.
        try await SuspendTenant.resume(clinic.tenant, by: orderer, on: house.deployment, at: house.now)
        let key = try AgreementKey.generate()
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.session set revoked_at = null where tenant_id = \(clinic.tenant)")
        house.deployment.sessions.forget(clinic.tenant)
        let admin = try clinic.call(as: "system_admin")
        let settings = await admin.send(.get, "/v1/settings")
        let tag = try #require(settings.headers[.eTag])
        let bad = await admin.send(.patch, "/v1/settings", headers: [("If-Match", tag)], text: #"{"exportKey": "00"}"#)
        #expect(bad.violations == ["/exportKey pattern"])
        let chosen = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", tag)], text: #"{"exportKey": "\#(Hex.encode(key.publicKey))"}"#)
        try #require(chosen.status == 200, "\(chosen.text)")
        try await SuspendTenant.run(clinic.tenant, by: orderer, on: house.deployment, at: house.now)
        let report = try await export()
        let file = box.all
        #expect(canary.found(in: file).isEmpty)

        var rest = file[...]
        var plain: [UInt8] = []
        try SealedFile.open(
            with: key, subject: clinic.tenant.uuid,
            read: { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }, write: { plain += $0 })
        let lines = try plain.split(separator: 0x0a).map { try JSONParser.parse(Array($0)) }
        #expect(lines.count == report.objects + 1)
        #expect(lines[0]["slug"]?.string == clinic.slug)
        let customers = lines.filter { $0["resource"]?.string == "customer" }
        #expect(customers.count == 2)
        let taken = try #require(customers.first { $0["value"]?["name"]?.string == canary.name })
        #expect(taken["value"]?["allergy"]?.string == canary.allergy)
        #expect(taken["value"]?["masked"]?.array ?? [] == [])
        #expect(lines.contains { $0["resource"]?.string == "note" && $0["value"]?["body"]?.string == "带走的话" })
        let tables = Set(lines.compactMap { $0["table"]?.string })
        #expect(tables.isSuperset(of: ["unit", "user_account", "role", "access_grant"]))
        // No secret of the server's, and nothing of the neighbour's.
        let accounts = lines.filter { $0["table"]?.string == "user_account" }
        #expect(accounts.allSatisfy { $0["value"]?["password_hash"] == nil && $0["value"]?["totp_sealed"] == nil })
        #expect(foreign.found(in: plain).isEmpty)
        #expect(!Canary.contains(plain, Array(other.tenant.description.utf8)))

        let events: Int64 = try connection.execute(
            "select count(*) from audit.event where action = 'export.tenant' and object_id = \(clinic.tenant.uuid)")[0][0]
        #expect(events == 2, "one in the chain's trail, one in the deployment's")
    }
}
