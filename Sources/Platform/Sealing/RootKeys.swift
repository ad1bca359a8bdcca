internal import FoundationEssentials
internal import Postgres
internal import Synchronization
public import Vault

/// The root keys at hand: one, or while it is being replaced the old one and the new one.
public final class RootKeys: Sendable {
    private let keys: Mutex<[RootKey]>
    /// Looks again where root keys come from: while one is replaced another may have appeared there.
    private let reopen: @Sendable () -> [RootKey]

    /// - Parameter others: keys that open besides; `reopen` is asked when none of them fits.
    public init(_ root: RootKey, others: [RootKey] = [], reopen: @escaping @Sendable () -> [RootKey] = { [] }) {
        keys = Mutex([root] + others)
        self.reopen = reopen
    }

    /// The one to wrap with where the database says nothing else.
    public var current: RootKey { keys.withLock { $0[0] } }

    /// All of them, the current one first.
    public var all: [RootKey] { keys.withLock { $0 } }

    /// Makes the key of this id the current one, looking for it where keys come from. False when it is nowhere.
    @discardableResult
    func use(_ id: String) -> Bool {
        guard let root = find(where: { $0.id == id }) else { return false }
        keys.withLock { keys in keys = [root] + keys.filter { $0.id != id } }
        return true
    }

    /// The key that wrapped these bytes. Throws `wrongKey` when it is not here.
    func wrapper(of wrapped: [UInt8]) throws -> RootKey {
        guard let root = find(where: { (try? $0.wrapped(wrapped)) == true }) else {
            throw VaultError(.wrongKey, "the tenant's key was wrapped by another root key")
        }
        return root
    }

    /// The newest key that the database knows and that is at hand; it stays in use until the transaction ends.
    /// Throws `wrongKey` when none is.
    func newest(in tx: Transaction) throws -> RootKey {
        let rows = try tx.execute("select key_id from app.root_key where retired_at is null order by created_at desc for share")
        // A database that no server has started on yet, as in tests.
        if rows.isEmpty { return current }
        for row in rows {
            let id: String = try row[0]
            if let root = find(where: { $0.id == id }) { return root }
        }
        throw VaultError(.wrongKey, "this database was sealed under another root key")
    }

    private func find(where fits: (RootKey) -> Bool) -> RootKey? {
        if let known = all.first(where: fits) { return known }
        guard let found = reopen().first(where: fits) else { return nil }
        keys.withLock { keys in
            if !keys.contains(where: { $0.id == found.id }) { keys.append(found) }
        }
        return found
    }
}
