import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

@Suite("Suites of tenants")
struct SuiteTests {
    private func suites(_ clinic: Clinic, of customer: String) throws -> [UInt8] {
        let connection = try clinic.superuser()
        defer { connection.close() }
        let row = try connection.execute(
            """
            select name_sealed, phone_sealed, remark_sealed, crm_key from app.customer
            where tenant_id = \(clinic.tenant) and id = \(customer)::text::uuid
            """)[0]
        return try (0..<4).compactMap { try row.getOptional($0, as: [UInt8].self).map { $0[1] } }
    }

    private func use(_ word: String, in clinic: Clinic) async throws {
        let admin = try clinic.call(as: "system_admin")
        let version = try #require(await admin.send(.get, "/v1/settings").json["version"]?.integer)
        let changed = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", "\"\(version)\"")], text: #"{"cipherSuite": "\#(word)"}"#)
        try #require(changed.status == 200, "\(changed.text)")
        #expect(changed.json["cipherSuite"]?.string == word)
    }

    @Test("a tenant changes its suite while it works: what was sealed before and after is read and found")
    func change() async throws {
        let clinic = try await Clinic()
        let (first, second, third) = (Canary(), Canary(), Canary())
        let desk = try clinic.call(as: "front_desk")
        var ids = [try await clinic.canary(first)]
        #expect(try Set(suites(clinic, of: ids[0])) == [1])
        try await use("sm4", in: clinic)
        ids.append(try await clinic.canary(second))
        #expect(try Set(suites(clinic, of: ids[1])) == [2])
        _ = try await clinic.note("术后随访", about: ids[0])
        try await use("aes256gcm", in: clinic)
        ids.append(try await clinic.canary(third))
        #expect(try Set(suites(clinic, of: ids[2])) == [1])
        for (id, canary) in zip(ids, [first, second, third]) {
            let answer = await desk.send(.get, "/v1/customers/\(id)")
            #expect(answer.status == 200 && answer.json["name"]?.string == canary.name)
            let found = await desk.send(.post, "/v1/customers/search", text: #"{"phone": "\#(canary.phone)"}"#)
            #expect(found.json["data"]?[0]?["id"]?.string == id, "\(found.text)")
        }
        #expect(await desk.send(.get, "/v1/customers/\(ids[0])/notes").json["data"]?[0]?["body"]?.string == "术后随访")
        let wrong = await (try clinic.call(as: "system_admin")).send(
            .patch, "/v1/settings", headers: [("If-Match", "\"1\"")], text: #"{"cipherSuite": "des"}"#)
        #expect(wrong.status == 412 || wrong.status == 422)
    }

    @Test("a tenant that is made for commercial cryptography has keys and tokens of it from its first moment")
    func creation() async throws {
        let house = try await House.shared()
        let slug = "s" + UUID().uuidString.lowercased().replacing("-", with: "").prefix(20)
        let made = try await CreateTenant.run(
            CreateTenant.Input(
                slug: slug, name: "国密连锁", locale: .chinese, timeZone: "Asia/Shanghai", cipherSuite: "sm4",
                admins: ["admin.a", "admin.b"].map { InviteUser.Input(userName: $0, displayName: $0) }),
            on: house.deployment, at: house.now)
        let connection = try house.database.superuser()
        defer { connection.close() }
        let rows = try connection.execute("select suite, wrapped from app.tenant_key where tenant_id = \(made.tenant)")
        #expect(try rows.count == 2 && rows.allSatisfy { try $0.get(0, as: Int16.self) == 2 && $0.get(1, as: [UInt8].self)[1] == 2 })
        house.deployment.keys.forget(made.tenant)
        let keys = try await house.deployment.keys.keys(of: made.tenant)
        #expect(keys.suite == .sm4CTRHMACSM3)
        // The tokens are HMAC-SM3's: another hash under the same key gives others.
        let index = try StoredKeysProbe.indexKey(rows: connection, made.tenant, house.database.root)
        #expect(
            keys.index.exact("+8613800138000", domain: "phone")
                == BlindIndex(key: index, hash: .sm3).exact("+8613800138000", domain: "phone"))
        #expect(keys.index.exact("+8613800138000", domain: "phone") != BlindIndex(key: index).exact("+8613800138000", domain: "phone"))
    }
}

/// Opens a tenant's index key behind the product's back.
enum StoredKeysProbe {
    static func indexKey(rows connection: Connection, _ tenant: ID<Tenant>, _ root: RootKey) throws -> SecretKey {
        let wrapped: [UInt8] = try connection.execute(
            "select wrapped from app.tenant_key where tenant_id = \(tenant) and purpose = 'index' and version = 1")[0][0]
        return try root.unwrap(tenantKey: wrapped, purpose: "index", version: 1, for: tenant.uuid)
    }
}
