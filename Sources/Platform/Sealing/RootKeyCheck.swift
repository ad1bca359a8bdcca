internal import Foundation
public import Postgres
public import Vault

/// Tells whether a root key is the one that this database was sealed under.
public enum RootKeyCheck {
    /// Notes the key at the very first start, and afterwards confirms it; of several, the newest that the database knows becomes the
    /// current one.
    ///
    /// - Throws: `VaultError.wrongKey`, also for a key that was replaced and wraps nothing any more; nothing has been written then.
    public static func confirm(_ roots: RootKeys, in database: Database, at now: Instant = SystemClock().now()) async throws {
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let first = roots.current
        let known = try await database.write(as: actor) { tx -> [(id: String, check: [UInt8])] in
            let rows = try tx.execute("select key_id, check_value, retired_at is null from app.root_key order by created_at desc, key_id")
            guard rows.isEmpty else {
                return try rows.filter { try $0.get(2, as: Bool.self) }.map { (try $0[0], try $0[1]) }
            }
            tx.enqueue(
                """
                insert into app.root_key (key_id, check_value, created_at) values (\(first.id), \(first.checkValue()), \(now))
                """)
            return [(first.id, first.checkValue())]
        }
        for (id, check) in known where roots.use(id) && roots.current.matches(checkValue: check) { return }
        throw VaultError(.wrongKey, "this database was sealed under another root key")
    }

    /// Confirms a single key.
    public static func confirm(_ root: RootKey, in database: Database, at now: Instant = SystemClock().now()) async throws {
        try await confirm(RootKeys(root), in: database, at: now)
    }
}
