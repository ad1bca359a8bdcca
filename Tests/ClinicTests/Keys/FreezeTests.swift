import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

@Suite("Freeze, canaries and the root key")
struct FreezeTests {
    /// An operator of the platform, signed in without a password's trouble.
    private func operatorClient(_ house: House) async throws -> InProcessClient {
        let now = house.now
        let name = "op." + UUID().uuidString.lowercased().prefix(8)
        let invitations = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: name, displayName: name)], locale: .english, timeZone: "UTC", on: house.deployment,
            at: now)
        let user = try #require(invitations.first).user
        let token = SessionToken.new(slug: "-")
        try await house.deployment.database.write(as: house.system(of: .deployment)) { tx in
            tx.enqueue("update app.user_account set state = 'active' where tenant_id = \(ID<Tenant>.deployment) and id = \(user)")
            tx.enqueue(
                """
                insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at)
                values (\(ID<Tenant>.deployment), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                  \(now.advanced(by: .seconds(3600))))
                """)
        }
        return InProcessClient(house.edge, token: token.text)
    }

    @Test("a frozen tenant's keys are not opened by anybody; one operator cannot thaw it, two can")
    func freeze() async throws {
        let clinic = try await Clinic()
        let other = try await Clinic(in: clinic.house)
        let customer = try await clinic.customer("冻结前的客户", phone: "+8613912345678")
        let desk = try clinic.call(as: "front_desk")
        let (first, second) = (try await operatorClient(clinic.house), try await operatorClient(clinic.house))
        let path = "/v1/tenants/\(clinic.tenant)"
        #expect(await first.send(.post, path + "/thaw").code == "tenant.freeze_state")
        #expect(await first.send(.post, path + "/freeze", text: #"{"reason": ""}"#).status == 422)
        #expect(await first.send(.post, path + "/freeze", text: #"{"reason": "疑似泄露"}"#).status == 204)
        #expect(await first.send(.post, path + "/freeze", text: #"{"reason": "疑似泄露"}"#).code == "tenant.freeze_state")
        for answer in [
            await desk.send(.get, "/v1/customers"), await desk.send(.get, "/v1/customers/\(customer)"),
            await desk.send(.post, "/v1/customers/search", text: #"{"phone": "+8613912345678"}"#),
            await clinic.create(["name": "新客户"], as: desk),
            await desk.send(.get, "/v1/customers", headers: [("Accept-Language", "en")]),
        ] {
            #expect(answer.status == 423 && answer.code == "tenant.frozen", "\(answer.text)")
        }
        // Others go on, and the operator sees why.
        #expect(await (try other.call(as: "front_desk")).send(.get, "/v1/customers").status == 200)
        #expect(await first.send(.get, path + "/keys").json["freeze"]?["reason"] == "疑似泄露")
        #expect(await first.send(.post, path + "/thaw").json["state"] == "thaw_asked")
        #expect(await first.send(.post, path + "/thaw").code == "tenant.second_person")
        #expect(await desk.send(.get, "/v1/customers").status == 423)
        #expect(await second.send(.post, path + "/thaw").json["state"] == "thawed")
        #expect(await desk.send(.get, "/v1/customers/\(customer)").json["name"] == "冻结前的客户")
        let connection = try clinic.superuser()
        defer { connection.close() }
        for tenant in [clinic.tenant, .deployment] {
            let acts = try connection.execute(
                """
                select action, count(*) from audit.event where tenant_id = \(tenant) and object_id = \(clinic.tenant)
                and action in ('freeze.tenant', 'thaw.tenant') group by action order by action
                """)
            #expect(try acts.map { try $0.get(1, as: Int64.self) } == [1, 2])
        }
        // A chain's own people cannot.
        #expect(await (try clinic.call(as: "system_admin")).send(.post, path + "/freeze", text: #"{"reason": "xx"}"#).status == 403)
    }

    @Test("opening a canary raises an alarm in log, metrics and trail, once for each who looks; nothing else does")
    func canaries() async throws {
        let clinic = try await Clinic()
        let (bait, honest) = (try await clinic.customer("诱饵张"), try await clinic.customer("普通李"))
        let officer = try clinic.call(as: "compliance_officer")
        let desk = try clinic.call(as: "front_desk")
        #expect(await officer.send(.put, "/v1/keys/canaries/\(UUID().uuidString.lowercased())").status == 404)
        #expect(await officer.send(.put, "/v1/keys/canaries/\(bait)").status == 204)
        #expect(await officer.send(.put, "/v1/keys/canaries/\(bait)").code == "canary.known")
        #expect(await officer.send(.get, "/v1/keys/canaries").json["data"]?[0]?["customerId"]?.string == bait)
        let ring = clinic.house.deployment.keys
        let logger = Logger(label: "alarm") { [sink = clinic.house.sink] in JSONLogHandler(label: $0, sink: sink) }
        let recorder = Task { [deployment = clinic.house.deployment] in await ring.alarm.record(on: deployment, logger: logger) }
        defer { recorder.cancel() }
        func alarms() throws -> [(customer: UUID, actor: UUID?)] {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute(
                "select customer_id, actor_id from audit.event where tenant_id = \(clinic.tenant) and action = 'alert.canary'"
            ).map { (try $0[0], try $0.getOptional(1)) }
        }
        let before = ring.alarm.count
        #expect(await desk.send(.get, "/v1/customers/\(honest)").status == 200)
        #expect(ring.alarm.count == before)
        for _ in 0..<3 { #expect(await desk.send(.get, "/v1/customers/\(bait)").status == 200) }
        let deadline = ContinuousClock.now + .seconds(120)
        while try alarms().isEmpty, ContinuousClock.now < deadline { await Task.yield() }
        let found = try alarms()
        #expect(found.count == 1 && ring.alarm.count == before + 1)
        #expect(found.first?.customer.uuidString.lowercased() == bait)
        #expect(found.first?.actor == clinic.people["front_desk"]?.id.uuid)
        let log = String(decoding: try clinic.house.logged(), as: UTF8.self)
        #expect(log.contains("a canary customer was opened") && !log.contains("诱饵张"))
        // The list of a branch opens him as well, for somebody else.
        #expect(await (try clinic.call(as: "branch_admin")).send(.get, "/v1/customers").status == 200)
        #expect(ring.alarm.count == before + 2)
        #expect(await officer.send(.delete, "/v1/keys/canaries/\(bait)").status == 204)
        #expect(await officer.send(.delete, "/v1/keys/canaries/\(bait)").status == 404)
        #expect(await (try clinic.call(as: "chain_director")).send(.get, "/v1/customers/\(bait)").status == 200)
        #expect(ring.alarm.count == before + 2)
    }

    @Test("the root key is replaced while people work, killed twice: the old one opens nothing and is refused")
    func rootKey() async throws {
        let house = try await House(TestDatabase.fresh())
        let clinics = [try await Clinic(in: house), try await Clinic(in: house), try await Clinic(in: house)]
        var customers: [String] = []
        for clinic in clinics { customers.append(try await clinic.customer("换钥匙的人")) }
        let (old, new) = (house.database.root, RootKey.generate())
        let database = house.deployment.database
        try await RootKeyCheck.confirm(old, in: database)
        func deployment(_ roots: RootKeys) -> Deployment {
            Deployment(
                database: database, signIn: house.deployment.signIn,
                keys: KeyRing(roots: roots, database: database, shares: house.deployment.keys.shares), clock: house.clock,
                catalog: Composition.catalog, passwords: house.deployment.passwords)
        }
        /// What a killed command leaves: some tenants under the new key, others not.
        for stop in [1, 2] {
            struct Killed: Error {}
            let work = Task {
                try await RotateRootKey.run(to: new, perSecond: 1, on: deployment(RootKeys(old, others: [new])), at: house.now) { done, _ in
                    if done == stop { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            await #expect(throws: (any Error).self) { try await work.value }
        }
        // Servers that find the new key where the old one lies go on without a restart.
        let server = deployment(RootKeys(old) { [new] })
        for clinic in clinics { _ = try await server.keys.keys(of: clinic.tenant) }
        // A tenant that is made meanwhile is under the new one at once.
        let late = try await CreateTenant.run(
            CreateTenant.Input(
                slug: "late-comer", name: "后来者", locale: .chinese, timeZone: "Asia/Shanghai",
                admins: ["admin.a", "admin.b"].map { InviteUser.Input(userName: $0, displayName: $0) }),
            on: server, at: house.now)
        try await RotateRootKey.run(to: new, perSecond: 0, on: deployment(RootKeys(old, others: [new])), at: house.now)

        let fresh = deployment(RootKeys(new))
        try await RootKeyCheck.confirm(RootKeys(new), in: database)
        for tenant in clinics.map(\.tenant) + [late.tenant, .deployment] { _ = try await fresh.keys.keys(of: tenant) }
        let refused = await #expect(throws: VaultError.self) { try await RootKeyCheck.confirm(old, in: database) }
        #expect(refused?.kind == .wrongKey)
        let closed = await #expect(throws: VaultError.self) { _ = try await deployment(RootKeys(old)).keys.keys(of: late.tenant) }
        #expect(closed?.kind == .wrongKey)
        // A key that was replaced cannot come back.
        let back = await #expect(throws: (any Error).self) {
            try await RotateRootKey.run(to: old, perSecond: 0, on: deployment(RootKeys(new, others: [old])), at: house.now)
        }
        #expect((back as? VaultError)?.kind == .wrongKey)
        let connection = try house.database.superuser()
        defer { connection.close() }
        let roots = try connection.execute("select key_id, retired_at is null from app.root_key order by 2")
        #expect(try roots.map { try $0.get(0, as: String.self) } == [old.id, new.id])
        _ = customers
    }
}
