internal import FoundationEssentials
public import JSON
internal import Postgres
internal import Vault

/// What there is to know about a tenant's keys without having one.
public struct KeyState: Sendable {
    /// A version of a key.
    public struct Version: Sendable {
        public let purpose: String
        public let version: Int32
        public let state: String
        public let suite: String
        public let createdAt: Instant
        /// What is under it: customers for `data`, tokens for `index`. Nil where it was not counted.
        public var count: Int64?
    }

    public let suite: String
    public private(set) var versions: [Version]
    public let rotations: [KeyRotation]
    public let canaries: Int64
    /// Why it is frozen; nil when it is not.
    public let freeze: (reason: String, at: Instant, isThawAsked: Bool)?

    /// Reads it as the tenant's system.
    ///
    /// - Parameter counting: also counts what is under each version, which looks at every customer.
    public static func read(of tenant: ID<Tenant>, on deployment: Deployment, counting plan: RotationPlan?) async throws -> KeyState {
        let actor = Actor.system(of: tenant, request: .new(at: deployment.clock.now()))
        return try await deployment.database.read(as: actor) { tx in
            let results = try tx.execute(all: [
                "select cipher_suite from app.tenant_setting where tenant_id = \(tenant)",
                """
                select purpose, version, state, suite, created_at from app.tenant_key where tenant_id = \(tenant) order by purpose, version
                """,
                "select count(*) from app.canary_customer where tenant_id = \(tenant)",
                "select reason, frozen_at, thaw_asked_by is not null from app.tenant_freeze where tenant_id = \(tenant)",
            ])
            var state = KeyState(
                suite: try results[0].first?.get(0, as: String.self) ?? Suite.words[0],
                versions: try results[1].map { row in
                    Version(
                        purpose: try row[0], version: try row[1], state: try row[2], suite: Suite(number: try row[3])?.word ?? "unknown",
                        createdAt: try row[4], count: nil)
                },
                rotations: try KeyRotation.list(of: tenant, in: tx), canaries: try results[2][0][0],
                freeze: try results[3].first.map { (try $0[0], try $0[1], try $0[2]) })
            if let plan { try state.count(plan, of: tenant, in: tx) }
            return state
        }
    }

    private mutating func count(_ plan: RotationPlan, of tenant: ID<Tenant>, in tx: Transaction) throws {
        tx.enqueue(MergedRows.reach)
        for index in versions.indices where versions[index].state != "destroyed" {
            let version = versions[index].version
            switch versions[index].purpose {
            case "data":
                versions[index].count = try tx.execute(CustomerKeyQueries.count(under: UInt32(bitPattern: version), of: tenant))[0][0]
            case "index": versions[index].count = try plan.indexes.reduce(0) { try $0 + $1.count(version, in: tenant, tx) }
            default: break
            }
        }
    }

    /// `{cipherSuite, versions: [{purpose, version, state, cipherSuite, createdAt, count}], rotations, canaries, freeze}`.
    public var json: JSONObject {
        [
            "cipherSuite": .string(suite),
            "versions": .array(
                versions.map { version in
                    [
                        "purpose": .string(version.purpose), "version": .integer(Int64(version.version)), "state": .string(version.state),
                        "cipherSuite": .string(version.suite), "createdAt": .string(version.createdAt.description),
                        "count": version.count.map { .integer($0) } ?? .null,
                    ]
                }),
            "rotations": .array(rotations.map(\.json)), "canaries": .integer(canaries),
            "freeze": freeze.map { freeze in
                [
                    "reason": .string(freeze.reason), "frozenAt": .string(freeze.at.description),
                    "thawAsked": .boolean(freeze.isThawAsked),
                ]
            } ?? .null,
        ]
    }
}
