public import FoundationEssentials
public import Postgres
internal import Vault

/// The notes that a database or an export holds itself, proved in their order: signed, numbered without gaps, each naming the one before.
///
/// Whoever owns the database has no key to sign with. So what he changes in them or takes from their middle shows without any anchor, and so does a
/// trail that is not the one they tell of. Their end he can cut off: against that there are anchors.
public struct StoredNotes: Sendable {
    /// What is wrong with them, in their order.
    public private(set) var problems: [String] = []
    /// Tenant → the newest head that a good note tells of.
    public private(set) var heads: [UUID: AuditHead] = [:]
    private let signers: NoteTrust
    private var next: Int64 = 1
    /// SHA-256 of the text of the note before; nil where that was not to be read.
    private var previous: [UInt8]? = []

    private static let atOnce = 200
    /// More problems tell nothing new.
    private static let mostProblems = 20

    public init(signers: NoteTrust) {
        self.signers = signers
    }

    /// Reads and proves those of the database, and the keys that it says signed them; none where nobody's signature counts.
    public static func read(in database: Database, signers: NoteTrust) async throws -> StoredNotes {
        var notes = StoredNotes(signers: signers)
        if signers.verifiers.isEmpty { return notes }
        let reader = AuditReader(database, .deployment)
        while true {
            let last = notes.next &- 1
            let rows = try await reader.read(
                "select number, text from audit.note where number > \(last) order by number limit \(atOnce)")
            for row in rows { notes.add(try row.get(1), as: try row.get(0, as: Int64.self)) }
            if rows.count < atOnce { break }
        }
        for key in try await AuditKeyVersion.all(in: database)
        where !signers.verifiers.contains(where: { $0.description == key.verifier }) {
            notes.report("version \(key.version) of the key is none that a change leads to")
        }
        // Whoever says that an anchor has what is still to come keeps it from getting that.
        for anchor in try await AnchorState.all(in: database) where anchor.delivered > anchor.newest {
            notes.report("anchor \(anchor.name) is said to have notes that were never made")
        }
        return notes
    }

    /// Adds the next one; in an export it says its number itself.
    public mutating func add(_ text: String, as given: Int64? = nil) {
        let note = try? SignedNote(parsing: text)
        let content = note.flatMap { AuditNote($0) }
        let number = given ?? content?.number ?? next
        if number != next {
            report("note \(next) is missing")
            previous = nil
        }
        next = number &+ 1
        let before = previous
        previous = note?.digest
        guard let note, let content, content.number == number else {
            report("note \(number) is not one that was written")
            previous = nil
            return
        }
        guard signers.verifies(note, number: number) else {
            report("note \(number) has no right signature")
            return
        }
        guard before == nil || before == content.previous else {
            report("note \(number) does not follow the one before")
            return
        }
        for line in content.lines { heads[line.tenant] = line.head }
    }

    /// Tenants that these notes or an anchor's tell of and that are not among those that there are.
    public func missing(from tenants: [UUID], _ anchors: AuditAnchors) -> [UUID] {
        Set(heads.keys).union(anchors.heads.keys).subtracting(tenants).sorted()
    }

    private mutating func report(_ problem: String) {
        if problems.count < StoredNotes.mostProblems { problems.append(problem) }
    }
}
