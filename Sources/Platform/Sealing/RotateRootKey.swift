internal import FoundationEssentials
internal import JSON
internal import Postgres
public import Vault

/// Replaces the root key: wraps every tenant's keys under the new one, a tenant a transaction, while servers that have both go on. Each
/// wrapped key says which root key it is under, so a run that was killed goes on where it was by beginning again.
public enum RotateRootKey {
    /// - Parameters:
    ///   - new: at hand in `deployment.keys.roots` beside the old one.
    ///   - perSecond: tenants a second at the most; 0 for no limit.
    ///   - progress: told after each tenant how many are done, of how many.
    /// - Throws: `wrongKey` for a new key that was replaced before, or where some tenant's keys are under one that is not at hand.
    public static func run(
        to new: RootKey, perSecond: Int, on deployment: Deployment, at now: Instant,
        progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws {
        let request = ID<Request>.new(at: now)
        try await admit(new, on: deployment, request, at: now)
        repeat {
            let tenants = try await tenants(deployment, request)
            for (index, tenant) in tenants.enumerated() {
                let started = ContinuousClock.now
                try await wrap(tenant, under: new, on: deployment, request)
                deployment.keys.forget(tenant)
                progress(index + 1, tenants.count)
                if perSecond > 0 {
                    let rest = Duration.seconds(1) / perSecond - started.duration(to: .now)
                    if rest > .zero { try await Task.sleep(for: rest) }
                }
            }
            // Whoever made a tenant meanwhile may have had the old key only.
        } while try await !retire(allBut: new, on: deployment, request, at: now)
    }

    private static func system(_ tenant: ID<Tenant>, _ request: ID<Request>) -> Actor { .system(of: tenant, request: request) }

    /// From here on new tenants' keys are wrapped under it.
    private static func admit(_ new: RootKey, on deployment: Deployment, _ request: ID<Request>, at now: Instant) async throws {
        let keys = try await deployment.keys.keys(of: .deployment)
        let actor = system(.deployment, request)
        try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute("select retired_at is null, check_value from app.root_key where key_id = \(new.id)")
            if let row = rows.first {
                guard try row.get(0, as: Bool.self), new.matches(checkValue: try row[1]) else {
                    throw VaultError(.wrongKey, "this root key was replaced before")
                }
                return
            }
            tx.enqueue(
                "insert into app.root_key (key_id, check_value, created_at) values (\(new.id), \(new.checkValue()), \(now))")
            try record(["state": "begun", "to": .string(new.id)], as: actor, keys, at: now, in: tx)
        }
    }

    private static func tenants(_ deployment: Deployment, _ request: ID<Request>) async throws -> [ID<Tenant>] {
        try await deployment.database.fetch(as: system(.deployment, request), ["select id from app.tenant order by id"])[0]
            .map { try $0[0] }
    }

    private static func wrap(
        _ tenant: ID<Tenant>, under new: RootKey, on deployment: Deployment, _ request: ID<Request>
    ) async throws {
        let roots = deployment.keys.roots
        try await deployment.database.write(as: system(tenant, request)) { tx in
            let rows = try tx.execute(
                """
                select purpose, version, suite, wrapped from app.tenant_key where tenant_id = \(tenant) and state <> 'destroyed'
                order by purpose, version for no key update
                """)
            var isChanged = false
            for row in rows {
                let (purpose, version, wrapped): (String, Int32, [UInt8]) = (try row[0], try row[1], try row[3])
                guard try !new.wrapped(wrapped) else { continue }
                let number = UInt32(bitPattern: version)
                let key = try roots.wrapper(of: wrapped).unwrap(
                    tenantKey: wrapped, purpose: purpose, version: number, for: tenant.uuid)
                let again = try new.wrap(
                    tenantKey: key, purpose: purpose, version: number, for: tenant.uuid,
                    suite: Suite(number: try row[2]) ?? .aes256GCM)
                tx.enqueue(
                    """
                    update app.tenant_key set wrapped = \(again)
                    where tenant_id = \(tenant) and purpose = \(purpose) and version = \(version)
                    """)
                isChanged = true
            }
            if isChanged { KeyNews.publish(tenant, in: tx) }
        }
    }

    /// Retires every other root key if nothing is under one. Whoever makes a tenant holds the row of the key that he wraps with: he is
    /// waited for, and counted.
    private static func retire(
        allBut new: RootKey, on deployment: Deployment, _ request: ID<Request>, at now: Instant
    ) async throws -> Bool {
        let keys = try await deployment.keys.keys(of: .deployment)
        let actor = system(.deployment, request)
        return try await deployment.database.write(as: actor) { tx in
            let old = try tx.execute(
                "select key_id from app.root_key where key_id <> \(new.id) and retired_at is null order by key_id for update")
            let tenants = try tx.execute("select id from app.tenant order by id").map { try $0.get(0, as: ID<Tenant>.self) }
            for tenant in tenants {
                tx.enter(system(tenant, request))
                let rows = try tx.execute(
                    "select wrapped from app.tenant_key where tenant_id = \(tenant) and state <> 'destroyed'")
                guard try rows.allSatisfy({ try new.wrapped(try $0.get(0, as: [UInt8].self)) }) else { return false }
            }
            guard !old.isEmpty else { return true }
            tx.enter(actor)
            tx.enqueue("update app.root_key set retired_at = \(now) where key_id <> \(new.id) and retired_at is null")
            try record(["state": "done", "to": .string(new.id)], as: actor, keys, at: now, in: tx)
            return true
        }
    }

    private static func record(_ body: JSONValue, as actor: Actor, _ keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        try AuditTrail.record(AuditEvent(.rotateRootKey, on: "root_key", body: body), as: actor, keys: keys, at: now, in: tx)
    }
}
