public import FoundationEssentials
public import Vault

/// What was kept outside the database: notes as the anchors wrote them, read from files.
///
/// A file of notes has a line `----` behind each. A log has lines that end in `peony audit note NUMBER sha256 HEX`: these
/// tell which note the database must hold under that number. Notes without a right signature count for nothing.
public struct AuditAnchors: Sendable {
    /// What stands between notes.
    static let separator = "----"

    /// Tenant → heads in the order of the notes.
    public private(set) var heads: [UUID: [AuditHead]] = [:]
    /// Number → SHA-256 of the text of every note that was told about.
    public private(set) var notes: [Int64: [UInt8]] = [:]
    /// Numbers that only a log line told about: their notes must be had from the database.
    public private(set) var untold: Set<Int64> = []
    /// What is wrong with the files themselves.
    public private(set) var problems: [String] = []
    /// Of two notes of one number that differ: the history has forked.
    public private(set) var isForked = false

    public init() {}

    /// Adds a file's notes.
    ///
    /// - Parameter signers: whose signatures count; changes of the key that the file tells of are learned before (``changes(in:)``).
    public mutating func add(_ text: String, signers: NoteTrust) {
        var chunk: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == Substring(AuditAnchors.separator) {
                add(chunk, signers)
                chunk = []
            } else if let told = AuditAnchors.told(line) {
                if notes[told.number] == nil { untold.insert(told.number) }
                add(told.digest, as: told.number)
            } else {
                chunk.append(line)
            }
        }
        // A note alone, as the API gives it, has nothing behind it; a write that was cut short is no note.
        if chunk.contains(where: { $0 == Substring(AuditNote.origin) }) { add(chunk, signers) }
    }

    /// Adds a note that the database holds under a number that a log told about; false when it is another one.
    public mutating func resolve(_ number: Int64, with note: SignedNote, signers: NoteTrust) -> Bool {
        guard notes[number] == note.digest, let content = AuditNote(note) else { return false }
        if signers.verifies(note, number: number) {
            untold.remove(number)
            add(content)
        } else {
            problems.append("note \(number) in the database has no right signature")
        }
        return true
    }

    /// The newest number that was told about.
    public var lastNumber: Int64 { notes.keys.max() ?? 0 }

    private mutating func add(_ chunk: [Substring], _ signers: NoteTrust) {
        guard let text = AuditAnchors.note(in: chunk) else { return }
        guard let note = try? SignedNote(parsing: text), let content = AuditNote(note) else {
            problems.append("a note cannot be read")
            return
        }
        guard signers.verifies(note, number: content.number) else {
            problems.append("note \(content.number.map(String.init) ?? "of \(content.at)") has no right signature")
            return
        }
        if let number = content.number {
            if let before = notes[number - 1], before != content.previous { isForked = true }
            untold.remove(number)
            add(note.digest, as: number)
        }
        add(content)
    }

    private mutating func add(_ content: AuditNote) {
        for line in content.lines { heads[line.tenant, default: []].append(line.head) }
    }

    private mutating func add(_ digest: [UInt8], as number: Int64) {
        if let known = notes[number], known != digest { isForked = true }
        notes[number] = notes[number] ?? digest
    }

    /// The notes of a file that change the key.
    public static func changes(in text: String) -> [SignedNote] {
        text.split(separator: "\n" + separator + "\n").filter { $0.contains("\nnext ") }.compactMap { part in
            note(in: part.split(separator: "\n", omittingEmptySubsequences: false)).flatMap { try? SignedNote(parsing: $0) }
        }
    }

    /// The text of the note in what stands between separators.
    private static func note(in chunk: [Substring]) -> String? {
        // What stands before the last beginning is a write that was cut short and was done again.
        guard let start = chunk.lastIndex(where: { $0 == Substring(AuditNote.origin) }) else { return nil }
        var lines = chunk[start...]
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func told(_ line: Substring) -> (number: Int64, digest: [UInt8])? {
        guard let place = line.ranges(of: "peony audit note ").last else { return nil }
        let words = line[place.upperBound...].split(separator: " ")
        guard words.count == 3, let number = Int64(words[0]), words[1] == "sha256", let digest = Hex.decode(String(words[2])),
            digest.count == 32
        else { return nil }
        return (number, digest)
    }
}
