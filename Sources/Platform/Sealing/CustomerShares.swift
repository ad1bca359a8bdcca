internal import FoundationEssentials
public import Postgres
internal import Synchronization
public import Vault

/// The halves of customers' keys that lie outside the database: without his share a customer's wrapped key does not open, in whatever
/// copy of the database. Erasing somebody destroys his share.
public final class CustomerShares: Sendable {
    let file: ShareFile
    /// Where the ledger of erasures is copied to, line by line.
    public let ledger: LedgerFile

    public init(_ file: ShareFile, ledger: LedgerFile) {
        self.file = file
        self.ledger = ledger
    }

    /// The secret that the ledger and certificates depend on.
    var secret: SecretKey { file.secret }

    /// The share of one of a customer's keys; nil when it was destroyed.
    func share(of slot: KeySlot, customer: UUID, tenant: ID<Tenant>) -> SecretKey? {
        file.share(at: CustomerShares.place(of: slot, customer: customer, tenant: tenant.uuid))
    }

    /// How far the ledger has been applied here.
    public var position: ShareFile.Position { file.position }

    /// Destroys the shares that ledger entries name, after the lines about them are safe.
    func apply(_ entries: [ErasureEntry]) throws {
        guard let last = entries.last else { return }
        try ledger.append(entries)
        try file.puncture(
            at: entries.map { CustomerShares.place(of: $0.slot, customer: $0.customer, tenant: $0.tenant.uuid) },
            reaching: ShareFile.Position(sequence: last.sequence, head: last.head))
    }

    /// A place of the tree: 64 bits of a hash. Ids are random, so that two customers share a place with probability n²/2⁶⁵.
    static func place(of slot: KeySlot, customer: UUID, tenant: UUID) -> UInt64 {
        let name = Array("peony share place".utf8) + tenant.bytes + customer.bytes + Array(slot.word.utf8)
        return Digest.sha256(name).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    /// The shares of a deployment: those in the file, or at the very first start new ones.
    ///
    /// - Throws: `VaultError.wrongShares` when the file belongs to another database, or the database to a file that is not here. Nothing
    ///   has been written then.
    public static func open(at path: String, ledger: String, in database: Database, at now: Instant) async throws -> CustomerShares {
        let actor = Actor.system(of: .deployment, request: .new(at: now))
        let known = try await database.read(as: actor) { tx in
            try tx.execute("select id from app.share_tree").map { try $0.get(0, as: String.self) }
        }
        let file: ShareFile
        if ShareFile.exists(at: path) {
            file = try ShareFile.open(at: path)
        } else if known.isEmpty {
            file = try ShareFile.create(at: path)
        } else {
            throw VaultError(
                .wrongShares, "the customers' keys need the share tree \(known.joined(separator: ", ")), and \(path) is not there")
        }
        if known.isEmpty {
            try await database.write(as: actor) { tx in
                tx.enqueue("insert into app.share_tree (id, created_at) values (\(file.id), \(now)) on conflict do nothing")
            }
        } else if !known.contains(file.id) {
            throw VaultError(.wrongShares, "\(path) is not the share tree of this database")
        }
        return CustomerShares(file, ledger: LedgerFile(at: ledger))
    }
}

extension KeySlot {
    /// The word in the ledger.
    public var word: String {
        switch self {
        case .crm: "crm"
        case .medical: "medical"
        }
    }

    /// A slot from its word.
    public init?(word: String) {
        switch word {
        case "crm": self = .crm
        case "medical": self = .medical
        default: return nil
        }
    }
}
