internal import FoundationEssentials
public import Postgres

extension JobRun {
    /// A person in whose name the job acts, with the rights that he has at this moment; nil where he no longer works here.
    ///
    /// Where a program ordered the job with a key of his, with what that key may do of it; nil when the key is no longer good.
    ///
    /// - Parameter reachingShared: whether what other branches share with his is his to work on.
    public func person(_ user: ID<User>, reachingShared: Bool = true) async throws -> Actor? {
        let (instant, run) = (self.now(), self)
        return try await deployment.database.read(as: actor) { tx -> Actor? in
            let rows = try tx.execute(
                """
                select u.user_name, j.key_id from app.user_account u
                left join app.job j on j.tenant_id = u.tenant_id and j.id = \(run.id)
                where u.tenant_id = \(run.tenant) and u.id = \(user) and u.state = 'active'
                """)
            guard let row = rows.first else { return nil }
            let key: UUID? = try row.getOptional(1)
            // Shares and emergencies are for people.
            let crossings = reachingShared && key == nil ? run.deployment.catalog.crossings : nil
            var rights = try RightsLoader.load(user, of: run.tenant, at: instant, crossings: crossings, in: tx).rights
            var ordered: Actor.Key?
            if let key {
                guard
                    let narrowed = try APIKeyLoader.narrow(
                        rights, to: key, of: user, tenant: run.tenant, at: instant, catalog: run.deployment.catalog, in: tx)
                else { return nil }
                (ordered, rights) = (narrowed.key, narrowed.rights)
            }
            // The job stands for the session that may be over.
            return Actor(
                person: user, named: try row[0], of: run.tenant, session: ID(run.id.uuid), rights: rights, request: run.actor.request,
                address: nil, key: ordered)
        }
    }

    /// A transaction as ``write(_:)`` gives it, in which nothing is reached but what the person reaches.
    public func write<Value: Sendable>(
        as person: Actor, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await write { tx in
            // A context only says what it opens; what the system's own has opened is closed first.
            tx.enqueue("select set_config('app.all_branches', '', true), set_config('app.sees_blocked', '', true)")
            tx.enter(person)
            return try body(tx)
        }
    }
}
