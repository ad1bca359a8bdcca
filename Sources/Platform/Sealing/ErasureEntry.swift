public import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// One line of the ledger of destroyed keys. It names ids and nobody.
public struct ErasureEntry: Sendable, Hashable {
    public let sequence: Int64
    public let tenant: ID<Tenant>
    public let customer: UUID
    /// Which of the customer's keys was destroyed.
    public let slot: KeySlot
    public let at: Instant
    /// What has to be written again after a restore: JSON of the feature that erases.
    public let record: String
    public let previous: [UInt8]
    /// Binds everything above to the entry before: HMAC-SHA-256 under a key of the deployment's own, so that nobody who can write to the
    /// table, or to the file, makes a server destroy keys.
    public let head: [UInt8]

    /// The next entry after another.
    init(
        after last: (sequence: Int64, head: [UInt8])?, tenant: ID<Tenant>, customer: UUID, slot: KeySlot, at now: Instant, record: String,
        key: SecretKey
    ) {
        sequence = (last?.sequence ?? 0) + 1
        self.tenant = tenant
        self.customer = customer
        self.slot = slot
        at = now
        self.record = record
        previous = last?.head ?? []
        head = ErasureEntry.head(sequence, tenant, customer, slot, now, record, previous, key)
    }

    static let columns: SQL = "sequence, chain_id, customer_id, key, at, record, previous, head"

    init(_ row: Row) throws {
        guard let slot = KeySlot(word: try row[3]) else { throw VaultError(.malformed, "an entry of the erasure ledger") }
        sequence = try row[0]
        tenant = try row[1]
        customer = try row[2]
        self.slot = slot
        at = try row[4]
        record = try row[5]
        previous = try row[6]
        head = try row[7]
    }

    /// A line of the file. Throws `JSONError`, or `malformed` when it is no entry.
    public init(line: some StringProtocol) throws {
        let json = try JSONParser.parse(Array(line.utf8))
        guard let sequence = json["sequence"]?.integer, let tenant = json["tenantId"]?.string.flatMap({ ID<Tenant>($0) }),
            let customer = json["customerId"]?.string.flatMap({ ID<Never>($0)?.uuid }),
            let slot = json["key"]?.string.flatMap({ KeySlot(word: $0) }), let at = json["at"]?.string.flatMap({ Instant($0) }),
            let record = json["record"]?.string, let previous = json["previous"]?.string.flatMap({ Hex.decode($0) }),
            let head = json["head"]?.string.flatMap({ Hex.decode($0) })
        else { throw VaultError(.malformed, "a line of the erasure ledger") }
        self.sequence = sequence
        self.tenant = tenant
        self.customer = customer
        self.slot = slot
        self.at = at
        self.record = record
        self.previous = previous
        self.head = head
    }

    /// The line of the file, without its newline.
    public var line: String {
        let json: JSONValue = [
            "sequence": .integer(sequence), "tenantId": .string(tenant.description),
            "customerId": .string(ID<Never>(customer).description), "key": .string(slot.word), "at": .string(at.description),
            "record": .string(record), "previous": .string(Hex.encode(previous)), "head": .string(Hex.encode(head)),
        ]
        return String(decoding: json.serialized, as: UTF8.self)
    }

    /// Whether the entry is whole, and follows the given one.
    func follows(_ position: ShareFile.Position, key: SecretKey) -> Bool {
        sequence == position.sequence + 1 && previous == position.head && isWhole(key: key)
    }

    /// Whether a server of this deployment made the entry as it is.
    func isWhole(key: SecretKey) -> Bool {
        Digest.constantTimeEqual(head, ErasureEntry.head(sequence, tenant, customer, slot, at, record, previous, key))
    }

    private static func head(
        _ sequence: Int64, _ tenant: ID<Tenant>, _ customer: UUID, _ slot: KeySlot, _ at: Instant, _ record: String, _ previous: [UInt8],
        _ key: SecretKey
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        let parts = [
            "peony erasure 1", "\(sequence)", tenant.description, ID<Never>(customer).description, slot.word, "\(at.microseconds)",
            record, Hex.encode(previous),
        ]
        for part in parts { bytes += Array("\(part.utf8.count):\(part)".utf8) }
        return Digest.hmacSHA256(key: key, bytes)
    }
}
