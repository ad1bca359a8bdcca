internal import FoundationEssentials
public import Postgres
public import Vault

/// Whose signatures count, and under which notes: the keys that somebody trusts, and those that a change of the key leads to from them.
///
/// A change (``AuditNote/Change``) is a note of the ordinary chain that names both keys. A trusted key vouches for the other one by its
/// signature under it: the old one for the new one that follows, the new one for the old one before. From the note after it on only
/// the new one's signatures count, so a key that was replaced can be stolen and signs nothing that is believed.
public struct NoteTrust: Sendable {
    private struct Key: Sendable {
        let verifier: NoteVerifier
        /// It signs the notes of these numbers; all until a change is known. The note of a change is signed by both.
        var first: Int64 = 0
        var last: Int64 = .max
    }

    private var keys: [Key]
    private var changes: [Int64: AuditNote.Change] = [:]
    /// What is wrong with the changes that were learned.
    public private(set) var problems: [String] = []

    /// Trusts these, whatever their number; nobody when there are none.
    public init(_ trusted: [NoteVerifier]) {
        keys = trusted.map { Key(verifier: $0) }
    }

    /// Every key whose signatures count somewhere.
    public var verifiers: [NoteVerifier] { keys.map(\.verifier) }

    /// Whether one whose signatures count under a note of this number signed it; without a number whether any of them did.
    public func verifies(_ note: SignedNote, number: Int64? = nil) -> Bool {
        keys.contains { key in
            (number.map { $0 >= key.first && $0 <= key.last } ?? true) && key.verifier.verifies(note)
        }
    }

    /// Learns what the changes among these notes tell, in whatever order they come; the others are passed over.
    public mutating func learn(from notes: [SignedNote]) {
        var waiting = notes.compactMap { note in
            AuditNote(note).flatMap { content in
                content.number.flatMap { number in content.change.map { (number: number, change: $0, note: note) } }
            }
        }
        // Each one may be what another one waits for.
        var count = waiting.count + 1
        while waiting.count < count {
            count = waiting.count
            waiting.removeAll { follow($0.change, at: $0.number, $0.note) }
        }
    }

    /// Takes a change over; false when no key that is known signed it.
    private mutating func follow(_ change: AuditNote.Change, at number: Int64, _ note: SignedNote) -> Bool {
        let (old, new) = (place(of: change.old), place(of: change.new))
        // The new key signs in any case: whoever names it shows that he has it.
        guard change.new.verifies(note), new != nil || old != nil && change.old.verifies(note) else { return false }
        if let known = changes[number], known != change {
            problems.append("there are two notes \(number), with different changes of the key")
        } else if let old, keys[old].last != .max, keys[old].last != number {
            problems.append("note \(number) replaces a key that note \(keys[old].last) had replaced")
        } else if let new, keys[new].first != 0, keys[new].first != number {
            problems.append("note \(number) takes a key that note \(keys[new].first) had taken")
        } else {
            changes[number] = change
            keys[old ?? add(change.old)].last = number
            keys[new ?? add(change.new)].first = number
        }
        return true
    }

    private func place(of verifier: NoteVerifier) -> Int? { keys.firstIndex { $0.verifier == verifier } }

    private mutating func add(_ verifier: NoteVerifier) -> Int {
        keys.append(Key(verifier: verifier))
        return keys.count - 1
    }

    /// The same, with what the database's own notes tell of changes.
    public func learning(from database: Database) async throws -> NoteTrust {
        let rows = try await AuditReader(database, .deployment).read(
            "select n.text from audit.note_key k join audit.note n on n.number = k.since order by k.version")
        var trust = self
        trust.learn(from: try rows.map { try $0.get(0, as: String.self) }.compactMap { try? SignedNote(parsing: $0) })
        return trust
    }
}
