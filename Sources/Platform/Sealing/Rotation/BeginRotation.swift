public import FoundationEssentials
internal import JSON
public import Postgres
internal import Vault

/// Begins a rotation: makes the new key where there is one for all, and leaves the work to a job.
public enum BeginRotation {
    /// Fails with the constraint `key_rotation_one_running` while another goes on.
    ///
    /// - Parameter perSecond: customers a second at the most; 0 for no limit.
    /// - Returns: the rotation's id. Forget the tenant's keys afterwards; other servers hear of it.
    public static func run(
        _ kind: KeyRotation.Kind, perSecond: Int32 = KeyRotation.standardPace, as actor: Actor, keys: TenantKeys, roots: RootKeys,
        at now: Instant, in tx: Transaction
    ) throws -> UUID {
        let tenant = actor.tenant
        let id = ID<KeyRotation>.new(at: now).uuid
        let suite = try StoredKeys.read(of: tenant, in: tx).suite
        var versions: (from: Int32, to: Int32)?
        if kind != .customer {
            let purpose: StoredKeys.Purpose = kind == .data ? .data : .index
            versions = try replace(purpose, of: tenant, suite: suite, under: roots.newest(in: tx), at: now, in: tx)
        }
        // Customers are walked through once, and once more to take away what is old; old data keys are nobody's in particular.
        let walks: Int64 = kind == .data ? 1 : 2
        tx.enqueue(MergedRows.reach)
        tx.enqueue(
            """
            insert into app.key_rotation (tenant_id, id, kind, state, phase, phase_since, from_version, to_version, done_count, total_count,
              per_second, started_by, created_at, updated_at)
            select \(tenant), \(id), \(kind.rawValue), 'running', 'settle', \(now), \(value: versions?.from), \(value: versions?.to), 0,
              \(walks) * count(*), \(perSecond), \(value: actor.user), \(now), \(now)
            from app.customer where tenant_id = \(tenant)
            """)
        try Outbox.enqueue(
            KeyRotation.job, subject: id, payload: ["rotation": .string(id.uuidString.lowercased())], at: now, order: KeyRotation.job,
            as: actor, in: tx)
        let body: JSONValue = ["kind": .string(kind.rawValue), "to": versions.map { .integer(Int64($0.to)) } ?? .null]
        try AuditTrail.record(AuditEvent(.rotateKey, on: "key", id, body: body), as: actor, keys: keys, at: now, in: tx)
        KeyNews.publish(tenant, in: tx)
        return id
    }

    /// A data key works from its first moment, and the one before only opens. An index key is filled first, and decides afterwards.
    private static func replace(
        _ purpose: StoredKeys.Purpose, of tenant: ID<Tenant>, suite: Suite, under root: RootKey, at now: Instant, in tx: Transaction
    ) throws -> (from: Int32, to: Int32) {
        let rows = try tx.execute(
            """
            select version, state from app.tenant_key where tenant_id = \(tenant) and purpose = \(purpose.rawValue)
            order by version for no key update
            """)
        guard let last = try rows.last?.get(0, as: Int32.self), last < .max,
            let active = try rows.first(where: { try $0.get(1, as: String.self) == "active" })?.get(0, as: Int32.self)
        else { throw Failure(.internalError) }
        if purpose == .data {
            tx.enqueue(
                """
                update app.tenant_key set state = 'retiring'
                where tenant_id = \(tenant) and purpose = \(purpose.rawValue) and version = \(active)
                """)
        }
        try StoredKeys.insert(
            .random(), purpose, version: last + 1, state: purpose == .data ? .active : .filling, suite: suite, of: tenant, under: root,
            at: now, in: tx)
        return (active, last + 1)
    }
}
