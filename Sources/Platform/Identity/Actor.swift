public import Postgres

/// Who is acting: the one who opens every transaction. There is no way to the data without one.
public struct Actor: Sendable, TransactionContext {
    /// What kind of caller it is.
    public enum Kind: Sendable, Hashable {
        /// Somebody who signed in.
        case person
        /// The server itself on behalf of a tenant (duplicate checks, jobs, sign-in); reads across branches, never across tenants.
        case system
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
        // The server's own work reaches people who were erased or restricted: keys are rotated, retention ends. Nobody else does.
        let blocked: SQL = kind == .system ? ", set_config('app.sees_blocked', 'true', true)" : ""
        let reach = kind == .system ? .everywhere : rights.visibleReach
        switch reach {
        case .everywhere:
            return """
                select set_config('app.tenant_id', \(tenant.description), true), set_config('app.all_branches', 'true', true)\(blocked)
                """
        case .branches(let branches):
            let list = "{" + branches.map(\.description).sorted().joined(separator: ",") + "}"
            return """
                select set_config('app.tenant_id', \(tenant.description), true), set_config('app.branch_ids', \(list), true)
                """
        }
    }
}

/// What request ids name: one HTTP request, or one run of a job.
public enum Request {}
