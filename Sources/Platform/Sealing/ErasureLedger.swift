public import FoundationEssentials
public import Postgres
public import Vault

/// The deployment's one ledger of destroyed keys in the database: entries in one order, each bound to the one before.
public enum ErasureLedger {
    /// "peony_er" in ASCII; advisory locks are per database.
    private static let lock: Int64 = 0x70_65_6F_6E_79_5F_65_72

    /// The key that entries are bound under.
    static func key(of secret: SecretKey) -> SecretKey { secret.derive(label: "peony erasure ledger") }

    /// Appends an entry in the transaction that destroys the key in the database. `record` is made when the entry's number is known.
    ///
    /// Entries are rare, so they take turns until COMMIT.
    public static func append(
        _ slot: KeySlot, of customer: UUID, of tenant: ID<Tenant>, secret: SecretKey, at now: Instant, in tx: Transaction,
        record: (Int64) throws -> String
    ) throws -> ErasureEntry {
        let last = try tx.execute(all: [
            "select pg_advisory_xact_lock(\(lock))",
            "select sequence, head from app.erasure_ledger order by sequence desc limit 1",
        ])[1].first.map { (sequence: try $0.get(0, as: Int64.self), head: try $0.get(1, as: [UInt8].self)) }
        let entry = ErasureEntry(
            after: last, tenant: tenant, customer: customer, slot: slot, at: now, record: try record((last?.sequence ?? 0) + 1),
            key: key(of: secret))
        tx.enqueue(insert(entry))
        return entry
    }

    /// Writes an entry of the ledger's copy again, in a database that was restored from before it. False when it is there.
    ///
    /// - Throws: `VaultError.malformed` when no server with this secret made the entry, or it does not follow the database's last.
    public static func restore(_ entry: ErasureEntry, secret: SecretKey, in tx: Transaction) throws -> Bool {
        guard entry.isWhole(key: key(of: secret)) else { throw VaultError(.malformed, "entry \(entry.sequence) of the erasure ledger") }
        let rows = try tx.execute(all: [
            "select pg_advisory_xact_lock(\(lock))",
            "select sequence, head from app.erasure_ledger where sequence in (\(entry.sequence), \(entry.sequence - 1)) order by sequence",
        ])[1]
        let known = try rows.map { ShareFile.Position(sequence: try $0[0], head: try $0[1]) }
        if let same = known.first(where: { $0.sequence == entry.sequence }) {
            guard same.head == entry.head else { throw VaultError(.malformed, "entry \(entry.sequence) is another one in the database") }
            return false
        }
        let previous = known.first ?? ShareFile.Position(sequence: 0, head: [])
        guard entry.follows(previous, key: key(of: secret)) else {
            throw VaultError(.malformed, "entry \(entry.sequence) does not follow the database's ledger")
        }
        tx.enqueue(insert(entry))
        return true
    }

    /// Writes an entry as it is.
    static func insert(_ entry: ErasureEntry) -> SQL {
        """
        insert into app.erasure_ledger (sequence, chain_id, customer_id, key, at, record, previous, head)
        values (\(entry.sequence), \(entry.tenant), \(entry.customer), \(entry.slot.word), \(entry.at), \(entry.record),
          \(entry.previous), \(entry.head))
        """
    }

    /// Entries after a number, in order.
    static func entries(after sequence: Int64, limit: Int) -> SQL {
        """
        select \(ErasureEntry.columns) from app.erasure_ledger where sequence > \(sequence) order by sequence limit \(limit)
        """
    }
}
