public import FoundationEssentials
public import Vault

/// What the audit's key signs every minute: the heads that changed, and a tree over the heads of all tenants.
///
/// Lines: `number`, `time`, `previous` (SHA-256 of the text of the note before), `heads` (how many tenants have one, and
/// the RFC 6962 tree over a line for each of them), where the key changes `key` and `next` (the old and the new one, as their verifier
/// keys), then `tenant batch head` for those that changed since the note before.
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

    /// A change of the key that signs: the note is signed by both, those after it by the new one alone.
    public struct Change: Sendable, Hashable {
        public let old: NoteVerifier
        public let new: NoteVerifier
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
    /// Nil in every other note.
    public let change: Change?

    /// A note over the heads of all tenants that lists some of them.
    init(number: Int64?, at: Instant, previous: [UInt8], heads: [Line], listing lines: [Line], change: Change? = nil) {
        self.number = number
        self.at = at
        self.previous = previous
        tenants = heads.count
        root = Merkle.root(of: heads.map { Merkle.leafHash(Array($0.text.utf8)) })
        self.lines = lines
        self.change = change
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
        var rest = lines.dropFirst(5)
        change = AuditNote.takeChange(&rest)
        var listed: [Line] = []
        for line in rest {
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

    private static func takeChange(_ lines: inout ArraySlice<String>) -> Change? {
        guard let old = lines.first.flatMap({ value("key", $0) }).flatMap({ try? NoteVerifier(parsing: $0) }),
            let new = lines.dropFirst().first.flatMap({ value("next", $0) }).flatMap({ try? NoteVerifier(parsing: $0) })
        else { return nil }
        lines = lines.dropFirst(2)
        return Change(old: old, new: new)
    }

    /// The note signed, by both of a change.
    public func signed(by signers: NoteSigner...) throws -> SignedNote {
        var note = try SignedNote(
            origin: AuditNote.origin,
            lines: [
                "number \(number.map(String.init) ?? "-")", "time \(at)",
                "previous \(previous.isEmpty ? "-" : Hex.encode(previous))", "heads \(tenants) \(Hex.encode(root))",
            ] + (change.map { ["key \($0.old)", "next \($0.new)"] } ?? []) + lines.map(\.text))
        for signer in signers { try signer.sign(&note) }
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
