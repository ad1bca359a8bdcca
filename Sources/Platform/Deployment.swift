public import Postgres
public import Vault

/// What a running server stands on: the databases, the keys, the clock. Handlers and use cases get it from the
/// composition.
public final class Deployment: Sendable {
    /// Tenants' data, under the pool role.
    public let database: Database
    /// The sign-in functions, under the sign-in role; nothing else is reachable there.
    public let signIn: Database
    public let keys: KeyRing
    public let clock: any WallClock
    /// All that can be permitted here.
    public let catalog: PermissionCatalog
    /// The key that signs what leaves the audit; nil where none was made.
    public let signing: AuditSigning?
    /// Which tenants there are.
    public let directory: TenantDirectory
    /// Turns tokens into actors.
    public let sessions: SessionAuthenticator
    /// Where scrypt runs.
    public let passwords: PasswordWorkers
    /// Where the server may connect to on behalf of tenants.
    public let outbound: AddressGuard
    /// Where the sealed bytes of files are.
    public let blobs: any BlobStore
    /// Who is told here when something changed.
    public let news = Newsroom()
    public let throttle = SignInThrottle()
    public let spray = SprayDetector()

    public init(
        database: Database, signIn: Database, keys: KeyRing, clock: any WallClock, catalog: PermissionCatalog,
        passwords: PasswordWorkers = PasswordWorkers(), outbound: AddressGuard = AddressGuard(), signing: AuditSigning? = nil,
        blobs: any BlobStore = MemoryBlobs()
    ) {
        self.database = database
        self.signIn = signIn
        self.keys = keys
        self.clock = clock
        self.catalog = catalog
        self.passwords = passwords
        self.signing = signing
        self.outbound = outbound
        self.blobs = blobs
        directory = TenantDirectory(database: database)
        sessions = SessionAuthenticator(database: database, directory: directory, keys: keys, catalog: catalog)
    }

    /// What signs what leaves the audit now.
    public var signer: NoteSigner? { signing?.signer }

    /// Forgets what this server keeps of a tenant's people and of the directory. Other servers hear of it by
    /// ``AccessNews``; this one does not wait for its own news.
    public func forget(_ tenant: ID<Tenant>) {
        directory.forget()
        sessions.forget(tenant)
    }

    /// Follows the news until the listener is closed: what other servers changed ends here within a second, and after a
    /// gap everything kept is dropped.
    public func follow(_ events: AsyncStream<Listener.Event>) async {
        for await event in events {
            switch event {
            case .notification(Change.channel.name, let payload): news.tell(payload)
            case .notification(let channel, let payload):
                guard let tenant = ID<Tenant>(payload) else { continue }
                if channel == KeyNews.channel.name { keys.forget(tenant) } else { forget(tenant) }
            case .reconnected:
                directory.forget()
                sessions.forgetAll()
                keys.forgetAll()
                news.tellAll()
            }
        }
    }
}
