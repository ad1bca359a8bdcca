public import FoundationEssentials
public import Vault

/// What the audit's key signs every minute: the heads that changed, and a tree over the heads of all tenants.
///
/// Lines: `number`, `time`, `previous` (SHA-256 of the text of the note before), `heads` (how many tenants have one, and
/// the RFC 6962 tree over a line for each of them), then `tenant batch head` for those that changed since the note before.
public struct AuditNote: Sendable, Hashable {
    /// One tenant's head.
    public struct Line: Sendable, Hashable {
        public let tenant: UUID
        public let head: AuditHead

        public init(tenant: UUID, head: AuditHead) {
            self.tenant = tenant
            self.head = head
        }

        var text: String { "\(ID<Tenant>(tenant)) \(head.batch) \(Hex.encode(head.head))" }
    }

    static let origin = "peony audit note 1"
    /// Lines of one note at most; the rest stand in the next.
    static let maximumLines = 5_000

    /// From 1, without gaps; nil in a note about one tenant, which stands for itself.
    public let number: Int64?
    public let at: Instant
    /// SHA-256 of the text of the note before; empty for the first.
    let previous: [UInt8]
    let tenants: Int
    let root: [UInt8]
    public let lines: [Line]

    /// A note over the heads of all tenants that lists some of them.
    init(number: Int64?, at: Instant, previous: [UInt8], heads: [Line], listing lines: [Line]) {
        self.number = number
        self.at = at
        self.previous = previous
        tenants = heads.count
        root = Merkle.root(of: heads.map { Merkle.leafHash(Array($0.text.utf8)) })
        self.lines = lines
    }

    /// Reads what a note says; nil when it is none of these. Signatures are checked by who has the key.
    public init?(_ note: SignedNote) {
        let lines = note.lines
        guard lines.count >= 5, lines[0] == AuditNote.origin,
            let number = AuditNote.value("number", lines[1]), number == "-" || Int64(number) != nil,
            let at = AuditNote.value("time", lines[2]).flatMap({ Instant($0) }),
            let previous = AuditNote.value("previous", lines[3]).flatMap({ $0 == "-" ? [] : Hex.decode($0) }),
            let heads = AuditNote.value("heads", lines[4])?.split(separator: " "), heads.count == 2,
            let tenants = Int(heads[0]), let root = Hex.decode(String(heads[1]))
        else { return nil }
        var listed: [Line] = []
        for line in lines.dropFirst(5) {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let tenant = ID<Tenant>(parts[0]), let batch = Int64(parts[1]), batch > 0,
                let head = Hex.decode(String(parts[2])), head.count == 32
            else { return nil }
            listed.append(Line(tenant: tenant.uuid, head: AuditHead(batch: batch, head: head)))
        }
        self.number = Int64(number)
        self.at = at
        self.previous = previous
        self.tenants = tenants
        self.root = root
        self.lines = listed
    }

    /// The note signed.
    public func signed(by signer: NoteSigner) throws -> SignedNote {
        var note = try SignedNote(
            origin: AuditNote.origin,
            lines: [
                "number \(number.map(String.init) ?? "-")", "time \(at)",
                "previous \(previous.isEmpty ? "-" : Hex.encode(previous))", "heads \(tenants) \(Hex.encode(root))",
            ] + lines.map(\.text))
        try signer.sign(&note)
        return note
    }

    /// What follows a word at a line's beginning.
    static func value(_ word: String, _ line: String) -> String? {
        line.hasPrefix(word + " ") ? String(line.dropFirst(word.count + 1)) : nil
    }
}

extension SignedNote {
    /// SHA-256 of the text: what the next note, and one line of a log, name it by.
    var digest: [UInt8] { Digest.sha256(Array(text.utf8)) }
}
