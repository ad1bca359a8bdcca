public import Postgres
internal import FoundationEssentials
internal import Synchronization

/// Which tenants there are: slug → id and state. Belongs to the deployment; cached for a second.
public final class TenantDirectory: Sendable {
    /// One line of the directory.
    public struct Entry: Sendable {
        public let id: ID<Tenant>
        public let slug: String
        public let name: String
        public let isActive: Bool
    }

    /// The slug of the deployment itself.
    public static let deploymentSlug = "-"

    private let database: Database
    private let known = Mutex<[String: (entry: Entry?, until: Instant)]>([:])
    /// How long an answer may be used.
    static let lifetime: Duration = .seconds(1)

    public init(database: Database) {
        self.database = database
    }

    /// The tenant with a slug; nil when there is none.
    public func tenant(_ slug: String, at now: Instant) async throws -> Entry? {
        guard slug.utf8.count <= 64 else { return nil }
        if let (entry, until) = known.withLock({ $0[slug] }), until > now { return entry }
        let row = try await database.read(as: Actor.system(of: .deployment, request: .new(at: now))) { tx in
            try tx.execute("select id, slug, name, state = 'active' from app.tenant where slug = \(slug)").first
        }
        let entry = try row.map { Entry(id: try $0[0], slug: try $0[1], name: try $0[2], isActive: try $0[3]) }
        known.withLock { known in
            // Strangers may ask for any slug; the cache must not grow with their imagination.
            if known.count > 10_000 { known.removeAll() }
            known[slug] = (entry, now.advanced(by: TenantDirectory.lifetime))
        }
        return entry
    }

    /// The slug of a tenant; throws `resource.not_found` when there is none.
    public func slug(of tenant: ID<Tenant>) async throws -> String {
        let rows = try await database.read(as: Actor.system(of: .deployment, request: ID(UUID()))) { tx in
            try tx.execute("select slug from app.tenant where id = \(tenant)")
        }
        guard let row = rows.first else { throw Failure(.notFound) }
        return try row[0]
    }

    /// Forgets everything: a tenant was made, suspended or resumed.
    public func forget() {
        known.withLock { $0.removeAll() }
    }
}

extension ID where Entity == Tenant {
    /// The deployment itself, slug `-`: its people are the platform's operators, its trail the deployment's audit.
    public static var deployment: ID<Tenant> { ID(high: 0, low: 0) }
}
