public import Postgres
public import Vault

/// Tells whether a root key is the one that this database was sealed under.
public enum RootKeyCheck {
    /// Notes the key at the very first start, and afterwards confirms it.
    ///
    /// - Throws: `VaultError.wrongKey`; nothing has been written then.
    public static func confirm(_ root: RootKey, in database: Database, at now: Instant = SystemClock().now()) async throws {
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let stored = try await database.write(as: actor) { tx -> [UInt8]? in
            let rows = try tx.execute("select check_value from app.root_key where key_id = \(root.id)")
            if let row = rows.first { return try row[0] }
            guard try tx.execute("select 1 from app.root_key limit 1").isEmpty else { return nil }
            tx.enqueue(
                """
                insert into app.root_key (key_id, check_value, created_at) values (\(root.id), \(root.checkValue()), \(now))
                """)
            return root.checkValue()
        }
        guard let stored, root.matches(checkValue: stored) else {
            throw VaultError(.wrongKey, "this database was sealed under another root key")
        }
    }
}
