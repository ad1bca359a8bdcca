internal import FoundationEssentials
public import Postgres
internal import Vault

/// Who is acting: the one who opens every transaction. There is no way to the data without one.
public struct Actor: Sendable, TransactionContext {
    /// What kind of caller it is.
    public enum Kind: Sendable, Hashable {
        /// Somebody who signed in.
        case person
        /// The server itself on behalf of a tenant (duplicate checks, jobs, sign-in); reads across branches, never across tenants.
        case system
        /// One of the platform's operators whom the tenant lets look for a while; no person of the tenant.
        case support
    }

    public let kind: Kind
    public let tenant: ID<Tenant>
    /// Nil for the system.
    public let user: ID<User>?
    /// The sign-in name, for the audit trail; nil for the system.
    public let userName: String?
    public let session: ID<Session>?
    /// The key by which a program acts in the person's name; nil for the person himself.
    public let key: Key?
    public let rights: Rights
    /// One id for everything that a request does.
    public let request: ID<Request>
    /// The caller's address as text, nil for jobs.
    public let address: String?

    /// A key for programs.
    public struct Key: Sendable, Hashable {
        public let id: ID<APIKey>
        public let name: String
    }

    /// Who acted, as the audit trail names him: `anna`, or `anna#crm-sync` for a key of hers.
    var auditName: String? { userName.map { name in key.map { "\(name)#\($0.name)" } ?? name } }

    /// A person's actor; made by authentication only.
    public init(
        person user: ID<User>, named userName: String, of tenant: ID<Tenant>, session: ID<Session>, rights: Rights,
        request: ID<Request>, address: String?, key: Key? = nil
    ) {
        kind = .person
        self.tenant = tenant
        self.user = user
        self.userName = userName
        self.session = session
        self.key = key
        self.rights = rights
        self.request = request
        self.address = address
    }

    /// A visiting operator's actor; made by authentication, and for the trail of his coming. His name is marked as the
    /// deployment's, and his session is the grant.
    init(
        support person: ID<User>, named name: String, of tenant: ID<Tenant>, grant: ID<SupportGrant>, rights: Rights,
        request: ID<Request>, address: String?
    ) {
        kind = .support
        self.tenant = tenant
        user = person
        userName = name + "@" + TenantDirectory.deploymentSlug
        session = ID(grant.uuid)
        key = nil
        self.rights = rights
        self.request = request
        self.address = address
    }

    /// Whether it is a visiting operator.
    public var isSupport: Bool { kind == .support }

    /// The server acting for a tenant. Its answers must not reach a caller unmasked.
    public static func system(of tenant: ID<Tenant>, request: ID<Request>, address: String? = nil) -> Actor {
        Actor(systemOf: tenant, request: request, address: address)
    }

    private init(systemOf tenant: ID<Tenant>, request: ID<Request>, address: String?) {
        kind = .system
        self.tenant = tenant
        user = nil
        userName = nil
        session = nil
        key = nil
        rights = .none
        self.request = request
        self.address = address
    }

    /// Sets the context that row-level security reads; travels in the same flight as the first statement.
    public var preamble: SQL {
        let claims = claims
        if claims.branches.isEmpty {
            // The server's own work reaches people who were erased or restricted: keys are rotated, retention ends. Nobody else does.
            let blocked: SQL = kind == .system ? ", set_config('app.sees_blocked', 'true', true)" : ""
            return """
                select set_config('app.tenant_id', \(claims.tenant), true), set_config('app.all_branches', 'true', true)\(blocked)
                """
        }
        if claims.customers.isEmpty {
            return """
                select set_config('app.tenant_id', \(claims.tenant), true), set_config('app.branch_ids', \(claims.branches), true)
                """
        }
        return """
            select set_config('app.tenant_id', \(claims.tenant), true), set_config('app.branch_ids', \(claims.branches), true),
              set_config('app.customer_ids', \(claims.customers), true)
            """
    }

    /// Everything that a context says, signed for one backend and a minute. The real time, not the business clock's: the database
    /// compares it with its own.
    public func preamble(on backend: Int32, signedBy signer: any ContextSigner) -> SQL {
        let claims = claims
        let expiry = String(SystemClock().now().unixSeconds + Actor.proofLifetime)
        let all = claims.branches.isEmpty ? "true" : ""
        let person = user?.description ?? ""
        let parts = [
            "peony context 1", claims.tenant, person, expiry, String(backend), all, claims.branches, claims.customers,
        ]
        let proof = expiry + "." + Hex.encode(signer.proof(of: Array(parts.joined(separator: "\n").utf8)))
        return """
            select set_config('app.tenant_id', \(claims.tenant), true), set_config('app.user_id', \(person), true),
              set_config('app.all_branches', \(all), true), set_config('app.branch_ids', \(claims.branches), true),
              set_config('app.customer_ids', \(claims.customers), true), set_config('app.proof', \(proof), true),
              set_config('app.sees_blocked', \(kind == .system ? "true" : ""), true)
            """
    }

    /// Seconds from the beginning of a transaction, which may last longer: the wait for the first flight is in it.
    private static let proofLifetime: Int64 = 60

    /// The tenant, the branches (nothing for all of them) and the customers named besides, as the database reads them.
    private var claims: (tenant: String, branches: String, customers: String) {
        guard kind != .system, case .branches(let branches) = rights.visibleReach else { return (tenant.description, "", "") }
        let customers = rights.visibleCustomers.map { $0.uuidString.lowercased() }.sorted().joined(separator: ",")
        return (
            tenant.description, "{" + branches.map(\.description).sorted().joined(separator: ",") + "}",
            customers.isEmpty ? "" : "{" + customers + "}"
        )
    }
}

/// What request ids name: one HTTP request, or one run of a job.
public enum Request {}
