internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Vault

/// What is handed to the one who was erased: a signed note that says what was destroyed, what is kept and until when, and by whom it was
/// done. It names ids and nobody.
struct ErasureCertificate {
    /// The name beside the signature.
    static let signer = "peony-erasures"

    let id: UUID
    let number: Int64
    let tenant: ID<Tenant>
    let customer: UUID
    let request: UUID?
    let erasedAt: Instant
    let erasedBy: UUID?
    let lockedUntil: Instant
    /// The note, signed.
    let text: String

    /// The key that certificates are signed with; its public half is shown with each.
    static func key(of secret: SecretKey) throws -> SigningKey {
        try SigningKey(seed: secret.derive(label: "peony erasure certificate"))
    }

    /// Writes and signs it. `sequence` is the entry of the ledger, `destroyed` what was counted.
    init(
        id: UUID, number: Int64, tenant: ID<Tenant>, customer: UUID, request: UUID?, erasedAt: Instant, erasedBy: UUID?,
        lockedUntil: Instant, destroyed: CustomerDestruction.Count, sequence: Int64, secret: SecretKey
    ) throws {
        func name(_ id: UUID?) -> String { id.map { ID<Never>($0).description } ?? "-" }
        var note = try SignedNote(
            origin: "peony erasure certificate",
            lines: [
                "certificate \(name(id))", "number \(number)", "tenant \(tenant)", "customer \(name(customer))",
                "request \(name(request))", "erased at \(erasedAt)", "erased by \(name(erasedBy))",
                "destroyed: the key of contact data, identity and notes, and with it every value sealed under it, in the audit trail too",
                "destroyed: \(destroyed.phoneTokens) telephone and \(destroyed.searchTokens) search tokens, "
                    + "\(destroyed.answers) kept answers, \(destroyed.exports) exports",
                "locked: the key of medical records, until \(lockedUntil) (records are kept by law)",
                "ledger entry \(sequence)",
            ])
        try note.sign(with: ErasureCertificate.key(of: secret), name: ErasureCertificate.signer)
        self.id = id
        self.number = number
        self.tenant = tenant
        self.customer = customer
        self.request = request
        self.erasedAt = erasedAt
        self.erasedBy = erasedBy
        self.lockedUntil = lockedUntil
        text = note.serialized()
    }

    /// What the ledger keeps, so that the certificate is there again after a restore.
    var record: String {
        func id(_ id: UUID?) -> JSONValue { id.map { .string(ID<Never>($0).description) } ?? .null }
        let json: JSONValue = [
            "id": id(self.id), "number": .integer(number), "request": id(request), "by": id(erasedBy),
            "lockedUntil": .string(lockedUntil.description), "certificate": .string(text),
        ]
        return String(decoding: json.serialized, as: UTF8.self)
    }

    /// The certificate in a ledger entry; throws when it holds none.
    init(_ entry: ErasureEntry) throws {
        let json = try JSONParser.parse(Array(entry.record.utf8))
        func id(_ name: String) -> UUID? { json[name]?.string.flatMap { ID<Never>($0)?.uuid } }
        guard let own = id("id"), let number = json["number"]?.integer,
            let lockedUntil = json["lockedUntil"]?.string.flatMap({ Instant($0) }), let text = json["certificate"]?.string
        else { throw VaultError(.malformed, "a record of the erasure ledger") }
        self.id = own
        self.number = number
        tenant = entry.tenant
        customer = entry.customer
        request = id("request")
        erasedAt = entry.at
        erasedBy = id("by")
        self.lockedUntil = lockedUntil
        self.text = text
    }
}
