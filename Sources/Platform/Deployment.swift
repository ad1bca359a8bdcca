public import Postgres

/// What a running server stands on: the databases, the keys, the clock. Handlers and use cases get it from the composition.
public final class Deployment: Sendable {
    /// Tenants' data, under the pool role.
    public let database: Database
    /// The sign-in functions, under the sign-in role; nothing else is reachable there.
    public let signIn: Database
    public let keys: KeyRing
    public let clock: any WallClock

    public init(database: Database, signIn: Database, keys: KeyRing, clock: any WallClock) {
        self.database = database
        self.signIn = signIn
        self.keys = keys
        self.clock = clock
    }
}
