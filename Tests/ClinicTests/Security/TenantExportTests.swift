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
        let picture = try await clinic.attachment(of: id)
        let own = try await Self.ownFields(of: id, clinic)
        try await Self.say(about: id, clinic)
        _ = try await other.attachment(of: try await other.customer("别家的人"))
        let house = clinic.house
        let orderer = Actor.system(of: .deployment, request: .new(at: house.now))
        let box = Box()
        func export() async throws -> ExportTenant.Report {
            try await ExportTenant.run(
                clinic.tenant, by: orderer, on: house.deployment, at: house.now, contents: Composition.contents,
                texts: Composition.clearTexts
            ) {
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
        // From before texts were sealed; the job has not come to it.
        try connection.execute("update app.task set title = '旧的事', title_sealed = null where tenant_id = \(clinic.tenant)")
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
        #expect(lines.count { $0["content"] == nil } == report.objects + 1)
        #expect((report.contents, report.lost) == (1, 0))
        try Self.unpack(plain, picture, rest: report.objects + 1)
        #expect(lines[0]["slug"]?.string == clinic.slug)
        let customers = lines.filter { $0["resource"]?.string == "customer" }
        #expect(customers.count == 2)
        let taken = try #require(customers.first { $0["value"]?["name"]?.string == canary.name })
        #expect(taken["value"]?["allergy"]?.string == canary.allergy)
        #expect(taken["value"]?["masked"]?.array ?? [] == [])
        let named = try #require(customers.first { $0["value"]?["id"]?.string == id })
        for (code, value) in own { #expect(named["value"]?["custom"]?[code]?.string == value, "\(code)") }
        #expect(lines.contains { $0["resource"]?.string == "note" && $0["value"]?["body"]?.string == "带走的话" })
        // What people wrote, also where no resource describes the table.
        func reasons(_ table: String) -> [String?] {
            lines.filter { $0["table"]?.string == table }.map { $0["value"]?["reason"]?.string }
        }
        #expect(reasons("care_request") == ["想看看她的方案"])
        #expect(reasons("break_glass") == ["她在院内晕倒"])
        #expect(lines.contains { $0["resource"]?.string == "task" && $0["value"]?["title"]?.string == "旧的事" })
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

    /// Why somebody asks for a customer and opens him in an emergency, and a task.
    private static func say(about customer: String, _ clinic: Clinic) async throws {
        let doctor = try clinic.call(as: "doctor")
        let later = clinic.house.now.advanced(by: .seconds(86_400)).description
        let asked = await doctor.send(
            .post, "/v1/care-requests", text: #"{"customerId": "\#(customer)", "reason": "想看看她的方案", "until": "\#(later)"}"#)
        try #require((200..<300).contains(asked.status), "\(asked.text)")
        let opened = await doctor.send(.post, "/v1/customers/\(customer)/break-glass", text: #"{"reason": "她在院内晕倒"}"#)
        try #require(opened.status == 201, "\(opened.text)")
        let made = await (try clinic.call(as: "branch_admin")).send(
            .post, "/v1/tasks", text: #"{"title": "新的事", "dueAt": "\#(later)", "branchId": "\#(clinic.a)"}"#)
        try #require(made.status == 201, "\(made.text)")
    }

    /// Values in fields of the tenant's own, clear, sealed and in one that counts no longer, by their codes.
    private static func ownFields(of customer: String, _ clinic: Clinic) async throws -> [String: String] {
        try await clinic.customField("plain", "text", class: "C2")
        try await clinic.customField("hidden", "text", class: "C2", sealed: true)
        try await clinic.customField("illness", "text", class: "C4", sealed: true)
        try await clinic.customField("dropped", "text", class: "C3", sealed: true)
        let own = ["plain": "明文值", "hidden": "密封值", "illness": "荨麻疹史", "dropped": "不再使用的值"]
        try await clinic.setCustom(customer, own.map { ($0.key, $0.value) })
        try await clinic.changeCustomField(await clinic.customFieldID("dropped"), #"{"archived": true}"#)
        return own
    }

    /// That the export's one file comes out as it is in the archive, however the bytes come in, and not when one of them is another.
    private static func unpack(_ plain: [UInt8], _ picture: String, rest: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peony-unpacked-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let others = Mutex(0)
        let unpacker = ExportUnpacker(into: folder) { _ in others.withLock { $0 += 1 } }
        var left = plain[...]
        while !left.isEmpty {
            try unpacker.take(Array(left.prefix(1_000)))
            left = left.dropFirst(1_000)
        }
        try unpacker.finish()
        #expect(others.withLock { $0 } == rest)
        #expect((unpacker.count, unpacker.lost) == (1, 0))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == [picture + ".pdf"])
        let bytes = try Array(Data(contentsOf: folder.appending(path: picture + ".pdf")))
        #expect(bytes == Clinic.pdf)
        #expect(throws: ExportUnpacker.Damage.self) {
            let damaged = String(decoding: plain, as: UTF8.self).replacing(#""part":0"#, with: #""part":1"#)
            try ExportUnpacker(into: folder) { _ in }.take(Array(damaged.utf8))
        }
        #expect(throws: ExportUnpacker.Damage.self) {
            let cut = ExportUnpacker(into: folder) { _ in }
            try cut.take(Array(plain.dropLast(40)))
            try cut.finish()
        }
    }
}
