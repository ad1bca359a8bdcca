internal import FoundationEssentials
public import Postgres
internal import Vault

/// Anchors held against what the database knows of its own notes: tells a database that was rolled back.
public struct AuditEvidence: Sendable {
    public private(set) var anchors: AuditAnchors
    /// The newest note of the database; 0 without one.
    public let lastNote: Int64
    /// Whether the database is an older one than the anchors know, or went on from an older one.
    public private(set) var isRolledBack: Bool

    private static let atOnce = 500

    /// Reads the database's notes of the numbers that the anchors know.
    public static func read(_ anchors: AuditAnchors, in database: Database, signers: NoteTrust) async throws -> AuditEvidence {
        let reader = AuditReader(database, .deployment)
        let last = try await reader.count("select coalesce(max(number), 0) from audit.note")
        var stored: [(number: Int64, text: String)] = []
        let numbers = anchors.notes.keys.sorted()
        var evidence = AuditEvidence(anchors, lastNote: last)
        for start in stride(from: 0, to: numbers.count, by: atOnce) {
            let wanted = Array(numbers[start..<min(start + atOnce, numbers.count)])
            stored = try await reader.read("select number, text from audit.note where number = any (\(wanted)) order by number").map {
                (try $0.get(0), try $0.get(1))
            }
            evidence.compare(wanted, with: stored, signers)
        }
        return evidence
    }

    /// The same for the notes that an export carries.
    public init(_ anchors: AuditAnchors, notes: [String], signers: NoteTrust) {
        let stored = notes.compactMap { text -> (number: Int64, text: String)? in
            (try? SignedNote(parsing: text)).flatMap { AuditNote($0) }.flatMap(\.number).map { ($0, text) }
        }
        self.init(anchors, lastNote: stored.map(\.number).max() ?? 0)
        compare(anchors.notes.keys.sorted(), with: stored, signers)
    }

    private init(_ anchors: AuditAnchors, lastNote: Int64) {
        self.anchors = anchors
        self.lastNote = lastNote
        isRolledBack = anchors.isForked || anchors.lastNumber > lastNote
    }

    private mutating func compare(_ wanted: [Int64], with stored: [(number: Int64, text: String)], _ signers: NoteTrust) {
        let texts = Dictionary(stored.map { ($0.number, $0.text) }) { first, _ in first }
        for number in wanted {
            guard let note = texts[number].flatMap({ try? SignedNote(parsing: $0) }) else {
                isRolledBack = true
                continue
            }
            if anchors.untold.contains(number) {
                if !anchors.resolve(number, with: note, signers: signers) { isRolledBack = true }
            } else if anchors.notes[number] != note.digest {
                isRolledBack = true
            }
        }
    }

    /// The same finding with its true name: a chain that ends early or went another way in a database that was rolled back.
    public func named(_ result: AuditVerification) -> AuditVerification {
        guard isRolledBack, let fault = result.fault, [.tailTruncated, .anchorMismatch].contains(fault.kind) else { return result }
        var named = result
        named.fault?.kind = .rolledBack
        return named
    }
}
