internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Tabular
internal import Vault

/// What a person is handed: a ZIP archive with his data as JSON, his files as they are, and a list of them. It is read and sealed a piece at
/// a time; of all the files no more than that is held.
struct PersonalArchive {
    /// What everything but the files stands in.
    static let document = "personal-data.json"
    /// The files: kind, id, place, type, size and checksum, or that one is lost.
    static let list = "files.json"

    private let store: FileStore
    private let keys: TenantKeys
    private var zip: StoredArchive
    private var left: ArraySlice<OwnedFile>
    private var listed: [JSONValue] = []
    /// Bytes that come before anything else is read.
    private var waiting: [UInt8]?
    private var reader: FileReader?
    private var isEnded = false

    /// Files that are in it so far.
    private(set) var count = 0

    init(_ export: PersonalExport.Document, from store: FileStore, keys: TenantKeys, at now: Instant) throws {
        self.store = store
        self.keys = keys
        zip = StoredArchive(at: now)
        left = export.files[...]
        waiting = try PersonalArchive.entry(PersonalArchive.document, export.json, in: &zip)
    }

    /// The next bytes; nil after the last.
    ///
    /// - Throws: whatever reading throws when a file opens the first time and not the second.
    mutating func next() async throws -> [UInt8]? {
        while true {
            if let bytes = waiting {
                waiting = nil
                return bytes
            }
            if let reader {
                if let piece = try await reader.next() { return piece }
                self.reader = nil
            }
            if let file = left.popFirst() {
                try await begin(file)
            } else if isEnded {
                return nil
            } else {
                isEnded = true
                let list = try PersonalArchive.entry(PersonalArchive.list, JSONValue.array(listed).serialized, in: &zip)
                waiting = list + zip.end()
            }
        }
    }

    /// Reads a file twice: its checksum stands in front of it, and one that no longer opens is found before a byte of it is written.
    private mutating func begin(_ file: OwnedFile) async throws {
        var line: JSONObject = ["kind": .string(file.kind), "id": .string(ID<Never>(file.id).description)]
        if let measured = try await measure(file) {
            let ending = BroughtFile.Kind(rawValue: file.facts.type)?.ending ?? PersonalArchive.endings[file.facts.type] ?? "bin"
            let path = "files/\(file.kind)/\(ID<Never>(file.id)).\(ending)"
            reader = try await file.open(in: store, keys: keys)
            waiting = try zip.begin(path, size: measured.size, checksum: measured.checksum)
            count += 1
            line["path"] = .string(path)
            line["type"] = .string(file.facts.type)
            line["bytes"] = .integer(measured.size)
            line["sha256"] = .string(Hex.encode(measured.digest))
        } else {
            line["lost"] = true
        }
        listed.append(.object(line))
    }

    /// Nil for a file whose bytes are not there, or that nothing opens any more.
    private func measure(_ file: OwnedFile) async throws -> (size: Int64, checksum: UInt32, digest: [UInt8])? {
        let digest = RunningDigest()
        var (size, checksum) = (Int64(0), CRC32())
        do {
            guard let reader = try await file.open(in: store, keys: keys) else { return nil }
            while let piece = try await reader.next() {
                size += Int64(piece.count)
                checksum.update(piece)
                digest.update(piece)
            }
        } catch let error as VaultError where error.kind == .cannotOpen || error.kind == .malformed {
            return nil
        } catch let error as Failure where error.code == .fileLost {
            return nil
        }
        return (size, checksum.value, digest.finish())
    }

    private static func entry(_ name: String, _ content: [UInt8], in zip: inout StoredArchive) throws -> [UInt8] {
        var checksum = CRC32()
        checksum.update(content)
        return try zip.begin(name, size: Int64(content.count), checksum: checksum.value) + content
    }

    /// Of what only a field of the tenant's own may hold.
    private static let endings = [FileType.spreadsheet.rawValue: "xlsx"]
}
