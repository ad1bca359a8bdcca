import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

@Suite("Rotation of keys", .serialized)
struct RotationTests {
    @Test("a data key is replaced while people work, killed twice on the way: everything opens, and the old one is gone")
    func dataKey() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let traffic = try Traffic(fixture)
        let id = try await fixture.begin("data", perSecond: 5)
        // Nothing is touched while a server may still work with the old key.
        try await fixture.runner().runDue(of: fixture.tenant)
        #expect(try await fixture.rotation(id)["phase"] == "settle")
        #expect(
            try await fixture.clinic.call(as: "system_admin").send(.post, "/v1/keys/rotations", text: #"{"kind": "index"}"#).code
                == "key.rotation_running")
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        #expect(try fixture.envelopes("crm_key").map(\.version) == [2])
        #expect(try fixture.envelopes("medical_key").map(\.version) == [2])
        #expect(
            try fixture.count(
                """
                select count(*) from app.tenant_key where tenant_id = \(fixture.tenant) and purpose = 'data' and version = 1
                and state = 'destroyed' and wrapped = ''
                """) == 1)
        try await fixture.checkEverything()
    }

    @Test("a tenant's own secrets move to the new data key, and what cannot move is waited for")
    func tenantSecrets() async throws {
        let fixture = try await RotationFixture(customers: 2)
        let (house, tenant) = (fixture.house, fixture.tenant)
        let user = try #require(fixture.clinic.people["cashier"]).id
        let old = try await house.deployment.keys.keys(of: tenant)
        let seed = Random.bytes(20)
        let sealed = try TOTPSeed.seal(seed, of: user, keys: old)
        try await house.deployment.signIn.write(as: SignInContext(tenant: tenant)) { tx in
            tx.enqueue("select auth.set_totp(\(tenant), \(user), \(nil as [UInt8]?), \(sealed), true, 0::int8)")
        }
        // A kept answer is under the old key, with a hash that nobody can make anew.
        let desk = try fixture.clinic.call(as: "front_desk")
        let fields: JSONObject = ["name": "重复提交"]
        let first = await fixture.clinic.create(fields, as: desk, key: "once-and-only")
        let id = try await fixture.begin("data")
        for _ in 0..<4 {
            try await fixture.runner().runDue(of: tenant)
            fixture.hearNews()
            house.clock.advance(by: .seconds(61))
        }
        #expect(try await fixture.rotation(id)["phase"] == "sweep")
        let repeated = await fixture.clinic.create(fields, as: desk, key: "once-and-only")
        #expect(repeated.status == 201 && repeated.json["id"] == first.json["id"], "\(repeated.text)")
        let kept: [UInt8] = try {
            let connection = try house.database.superuser()
            defer { connection.close() }
            return try connection.execute("select totp_sealed from app.user_account where tenant_id = \(tenant) and id = \(user)")[0][0]
        }()
        let keys = try await house.deployment.keys.keys(of: tenant)
        #expect(try Envelope(parsing: kept).keyVersion == 2)
        #expect(try TOTPSeed.open(kept, of: user, keys: keys) == seed)
        let connection = try house.database.superuser()
        defer { connection.close() }
        try connection.execute("delete from app.idempotency where tenant_id = \(tenant)")
        house.clock.advance(by: .seconds(3601))
        try await fixture.runner().runDue(of: tenant)
        fixture.hearNews()
        let state: String = try connection.execute(
            "select state from app.key_rotation where tenant_id = \(tenant)")[0][0]
        #expect(state == "done")
    }

    @Test("an index key is replaced while people search, killed twice: old and new are found throughout, duplicates refused, old tokens go")
    func indexKey() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let id = try await fixture.begin("index", perSecond: 5)
        fixture.hearNews()
        let traffic = try Traffic(fixture)
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        // Both versions are written, and the old one still decides.
        let desk = try fixture.clinic.call(as: "front_desk")
        #expect(
            await fixture.clinic.create(["name": "别人", "phone": .string(fixture.customers[11].canary.phone)], as: desk).code
                == "customer.duplicate")
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        for table in ["app.phone_token", "app.search_token"] {
            let connection = try fixture.house.database.superuser()
            defer { connection.close() }
            let versions = try connection.execute(
                SQL(trustedText: "select distinct key_version from \(table) where tenant_id = '\(fixture.tenant)'"))
            #expect(try versions.map { try $0.get(0, as: Int32.self) } == [2], "\(table)")
        }
        try await fixture.checkEverything()
    }

    @Test("every customer gets new keys while people work, killed twice: every cell is under the new ones, and the trail still opens")
    func customerKeys() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let traffic = try Traffic(fixture)
        let id = try await fixture.begin("customer", perSecond: 5)
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        for column in ["name_sealed", "phone_sealed", "wechat_sealed", "remark_sealed", "allergy_sealed"] {
            let connection = try fixture.house.database.superuser()
            defer { connection.close() }
            // Customers who were made after the walk began may have their first keys still; those from before may not.
            let ids = fixture.customers.map { "'\($0.id)'" }.joined(separator: ",")
            let old: Int64 = try connection.execute(
                SQL(trustedText: "select count(*) from app.customer where id in (\(ids)) and get_byte(\(column), 5) < 2"))[0][0]
            #expect(old == 0, "\(column)")
        }
        #expect(
            try fixture.count(
                "select count(*) from app.customer_note where tenant_id = \(fixture.tenant) and get_byte(body_sealed, 5) < 2") == 0)
        try await fixture.checkEverything()
        // The medical key has its newest version alone, the other one what the trail needs.
        let keys = try await fixture.house.deployment.keys.keys(of: fixture.tenant)
        let connection = try fixture.house.database.superuser()
        defer { connection.close() }
        let customer = try #require(UUID(uuidString: fixture.customers[0].id))
        let row = try connection.execute("select crm_key, medical_key from app.customer where id = \(customer)")[0]
        func versions(_ slot: KeySlot, _ wrapped: [UInt8]) throws -> [UInt32] {
            let key = try wrapped.withUnsafeBytes { try keys.unwrap(slot, wrapped: $0, customer: customer) }
            return [key.version] + key.older.map(\.version)
        }
        #expect(try versions(.crm, row[0]) == [2, 1])
        #expect(try versions(.medical, row[1]) == [2])
    }

    @Test("after a change of the suite three rotations leave nothing of the old one")
    func changeOfSuite() async throws {
        let fixture = try await RotationFixture(customers: 3)
        let admin = try fixture.clinic.call(as: "system_admin")
        let version = try #require(await admin.send(.get, "/v1/settings").json["version"]?.integer)
        let changed = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", "\"\(version)\"")], text: #"{"cipherSuite": "sm4"}"#)
        try #require(changed.status == 200)
        for kind in ["data", "index", "customer"] {
            let id = try await fixture.begin(kind)
            fixture.hearNews()
            try await fixture.finish(id)
        }
        for column in ["crm_key", "medical_key", "name_sealed", "phone_sealed", "allergy_sealed"] {
            #expect(try fixture.envelopes(column).map(\.suite) == [2], "\(column)")
        }
        let state = await admin.send(.get, "/v1/keys?counts=true")
        let versions = try #require(state.json["versions"]?.array)
        #expect(versions.filter { $0["state"] == "active" && $0["purpose"] != "audit" }.allSatisfy { $0["cipherSuite"] == "sm4" })
        #expect(versions.first { $0["purpose"] == "data" && $0["state"] == "active" }?["count"]?.integer == 3)
        #expect(state.json["rotations"]?.array?.count == 3)
        try await fixture.checkEverything()
    }

    @Test("a walk does not go on to customers who came long after it began", arguments: ["data", "customer", "index"])
    func newcomers(kind: String) async throws {
        let fixture = try await RotationFixture(customers: 12)
        let clock = fixture.house.clock
        let id = try await fixture.begin(kind, perSecond: 10)
        fixture.hearNews()
        clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 10)
        fixture.hearNews()
        clock.advance(by: .seconds(900))
        var newcomers: [(String, Canary)] = []
        for _ in 0..<30 {
            let canary = Canary()
            newcomers.append((try await fixture.clinic.canary(canary), canary))
        }
        try await fixture.finish(id)
        let done = try #require(try await fixture.rotation(id)["done"]?.integer)
        // The second ten are the end of the walk; tokens and customers' keys are swept afterwards, whoever came before that.
        #expect(done <= (kind == "data" ? 20 : 20 + 42))
        try await fixture.checkEverything()
        let desk = try fixture.clinic.call(as: "front_desk")
        for (customer, canary) in newcomers {
            #expect(await desk.send(.get, "/v1/customers/\(customer)").json["name"]?.string == canary.name)
            let found = await desk.send(.post, "/v1/customers/search", text: #"{"phone": "\#(canary.phone)"}"#)
            #expect(found.json["data"]?.array?.map { $0["id"]?.string } == [customer])
        }
    }

    @Test("every sealed column of the schema is in the plan of rotations: a new one that is not would lose its key")
    func plan() async throws {
        let house = try await House.shared()
        let connection = try house.database.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
            where table_schema = 'app' and column_name like '%\\_sealed'
            """)
        let stored = Set(try rows.map { try $0.get(0, as: String.self) })
        let plan = Composition.rotations
        let planned = Set(plan.cells.map { "\($0.table).\($0.column.name)" } + plan.secrets.map(\.name))
        #expect(stored.subtracting(planned).isEmpty, "name them in Composition.rotations")
        #expect(planned.subtracting(stored).isEmpty)
        for column in Composition.rotations.cells {
            _ = try connection.execute(
                "select id, \(column.customer), \(column.column) from \(column.tableIdentifier) limit 0")
        }
    }
}
