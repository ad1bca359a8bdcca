internal import Foundation
public import Platform
public import Postgres
public import Vault

/// A migrated database with the product's roles, on a real PostgreSQL.
///
/// Most tests want ``shared`` and a ``makeTenant(at:)`` of their own: that tests the wall between tenants on every run.
/// Tests that need the database to themselves (one sealer leads a database) take a ``fresh()`` one.
public struct TestDatabase: Sendable {
    private let cluster: TestCluster
    /// The database's name.
    public let name: String
    /// The root key of its tenants' keys.
    public let root: RootKey

    /// The one that tests of this process share.
    public static func shared() throws -> TestDatabase { try common.get() }

    private static let common = Result { try fresh() }

    /// A copy of the migrated database for one test alone.
    public static func fresh() throws -> TestDatabase {
        let (cluster, template) = try prepared.get()
        let name = "peony_test_\(UUID().uuidString.prefix(13).lowercased().replacing("-", with: "_"))"
        try cluster.exclusively { try $0.executeScript("create database \(name) template \(template)") }
        let database = TestDatabase(cluster: cluster, name: name, root: RootKey.generate())
        if isHardened { try database.harden() }
        return database
    }

    /// Whether every test runs in hardened mode: `PEONY_TEST_HARDENED=1`.
    public static let isHardened = ProcessInfo.processInfo.environment["PEONY_TEST_HARDENED"] == "1"

    /// Makes the database insist on signed contexts.
    public func harden() throws {
        let connection = try superuser()
        defer { connection.close() }
        try connection.execute("set role peony_owner")
        try connection.execute(ContextKey(root: root).hardening)
    }

    /// Sets a context on the pool role's own connection inside a transaction, as the server would: signed in hardened mode.
    ///
    /// - Parameter branches: nil for all.
    public func enter(
        _ tenant: ID<Tenant>, branches: [ID<Platform.Unit>]? = nil, customers: [String] = [], on connection: Connection
    ) throws {
        let portion = Portion(
            rows: RowSet(branches.map { .branches(Set($0)) } ?? .everywhere), actions: [], fields: FieldRights(), sources: [])
        // A reach without branches reaches nothing, which a portion would not be for.
        let named =
            customers.isEmpty
            ? []
            : [
                Portion(
                    rows: RowSet(.branches([ID(high: 1, low: 1)]), basis: .opened(Set(customers.compactMap(UUID.init(uuidString:))))),
                    actions: [], fields: FieldRights(),
                    sources: [])
            ]
        let rights = Rights(portions: [portion], derived: named)
        let actor = Actor(
            person: ID(high: 1, low: 2), named: "nobody", of: tenant, session: ID(high: 1, low: 3), rights: rights,
            request: ID(high: 1, low: 4), address: nil)
        let backend: Int32 = try connection.execute("select pg_backend_pid()")[0][0]
        try connection.execute(
            TestDatabase.isHardened ? actor.preamble(on: backend, signedBy: ContextKey(root: root)) : actor.preamble)
    }

    /// A database without the product's schema, for testing how it comes about.
    public static func empty(root: RootKey = .generate()) throws -> TestDatabase {
        let cluster = try TestCluster.shared.get()
        let name = "peony_empty_\(UUID().uuidString.prefix(13).lowercased().replacing("-", with: "_"))"
        try cluster.exclusively { try $0.executeScript("create database \(name)") }
        return TestDatabase(cluster: cluster, name: name, root: root)
    }

    /// Runs while no other test is changing the roles, which all databases of a cluster share.
    public func whileRolesAreMine<Result>(_ body: () throws -> Result) throws -> Result {
        try cluster.exclusively { _ in try body() }
    }

    /// The schema is made once in each process; databases are copies of it, which takes a tenth of a second.
    private static let prepared = Result { () -> (TestCluster, String) in
        let cluster = try TestCluster.shared.get()
        let template = "peony_template_\(ProcessInfo.processInfo.processIdentifier)"
        try cluster.exclusively { maintenance in
            try maintenance.executeScript("drop database if exists \(template)")
            try maintenance.executeScript("create database \(template)")
            let connection = try cluster.connect(to: template)
            defer { connection.close() }
            let sql = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../sql")
            try connection.executeScript(String(contentsOf: sql.appending(path: "bootstrap.sql"), encoding: .utf8))
            for role in ["peony_app", "peony_auth", "peony_sealer"] {
                try connection.executeScript("alter role \(role) password '\(TestCluster.password)'")
            }
            try connection.executeScript("set role peony_owner")
            let migrations = try FileManager.default.contentsOfDirectory(
                at: sql.appending(path: "migrations"), includingPropertiesForKeys: nil)
            for file in migrations.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
                try connection.executeScript(String(contentsOf: file, encoding: .utf8))
            }
        }
        return (cluster, template)
    }

    // MARK: - Ways in

    /// libpq's keywords for one of the product's roles.
    public func url(of role: String) -> String {
        cluster.url(user: role, password: TestCluster.password, database: name)
    }

    /// A database's settings with the patience of a test: whoever tests what a user gets does not test how fast the machine is.
    public func configuration(of role: String) -> Database.Configuration {
        var configuration = Database.Configuration(url: url(of: role))
        configuration.acquireTimeout = .seconds(120)
        configuration.readDeadline = .seconds(120)
        configuration.writeDeadline = .seconds(120)
        configuration.statementTimeout = .seconds(60)
        configuration.fetchTimeout = .seconds(60)
        return configuration
    }

    /// The pool's way in.
    public func database(poolSize: Int = 4, hardened: Bool = isHardened) -> Database {
        var configuration = configuration(of: "peony_app")
        configuration.poolSize = poolSize
        configuration.fetchConnections = 1
        if hardened { configuration.signer = ContextKey(root: root) }
        return Database(configuration)
    }

    /// libpq's keywords for the superuser: for PostgreSQL's own programs.
    public var superuserURL: String {
        cluster.url(user: cluster.superuser, password: cluster.superuserPassword, database: name)
    }

    /// Past every wall: for looking behind the product's back, and for tampering.
    public func superuser() throws -> Connection { try cluster.connect(to: name) }

    /// A deployment over this database.
    public func deployment(
        clock: any WallClock = SystemClock(),
        catalog: PermissionCatalog = PermissionCatalog([IdentityPermissions.permissions]),
        passwords: PasswordWorkers = PasswordWorkers()
    ) -> Deployment {
        let database = database()
        return Deployment(
            database: database, signIn: Database(configuration(of: "peony_auth")),
            keys: KeyRing(root: root, database: database), clock: clock, catalog: catalog, passwords: passwords)
    }

    /// A new tenant with its keys, and nobody and nothing in it.
    public func makeTenant(at now: Instant = SystemClock().now(), in deployment: Deployment) async throws -> ID<Tenant> {
        let tenant = ID<Tenant>.new(at: now)
        let actor = Actor.system(of: tenant, request: .new(at: now))
        let slug = "t" + tenant.description.replacing("-", with: "").suffix(24)
        try await deployment.database.write(as: actor) { tx in
            tx.enqueue(
                """
                insert into app.tenant (id, slug, name, state, created_at)
                values (\(tenant), \(slug), 'A test''s clinic', 'active', \(now))
                """)
            _ = try deployment.keys.provision(tenant, at: now, in: tx)
        }
        return tenant
    }
}
