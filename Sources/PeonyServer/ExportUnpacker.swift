internal import Foundation
internal import JSON
internal import Platform
internal import Vault

/// Takes the plain bytes of a tenant's export as they come and puts the contents of files into a folder, each as a file of its own; every
/// other line goes on. A line is in memory at a time.
///
/// Whoever knows the tenant's public key can make such a file: no name in it becomes a path but a UUID and one of a few endings.
final class ExportUnpacker {
    /// What does not fit together.
    struct Damage: Error, CustomStringConvertible {
        let description: String
    }

    /// How many contents lie in the folder.
    private(set) var count = 0
    /// Those that were lost before they were exported.
    private(set) var lost = 0
    private let folder: URL
    private let pass: ([UInt8]) throws -> Void
    private var waiting: [UInt8] = []
    private var open: (id: UUID, file: FileHandle, digest: RunningDigest, parts: Int64)?

    private static let head = Array(#"{"content":""#.utf8)
    private static let endings = [
        "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "text/plain": "txt",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx", "application/zip": "zip",
    ]

    /// - Parameter pass: takes the lines that are no contents, with their ends.
    init(into folder: URL, _ pass: @escaping ([UInt8]) throws -> Void) {
        self.folder = folder
        self.pass = pass
    }

    /// Takes the next bytes.
    func take(_ bytes: [UInt8]) throws {
        waiting += bytes
        var start = 0
        while let end = waiting[start...].firstIndex(of: 0x0a) {
            try line(Array(waiting[start...end]))
            start = end + 1
        }
        waiting.removeFirst(start)
    }

    /// Throws where a content has no end.
    func finish() throws {
        guard open == nil, waiting.isEmpty else { throw Damage(description: "the export ends in the middle of a file") }
    }

    private func line(_ bytes: [UInt8]) throws {
        guard bytes.starts(with: ExportUnpacker.head) else { return try pass(bytes) }
        let json = try JSONParser.parse(bytes.dropLast())
        guard let value = json["value"], let id = value["id"]?.string.flatMap(UUID.init(uuidString:)) else {
            throw Damage(description: "a file has no id")
        }
        if let text = value["data"]?.string {
            try part(text, of: id, number: value["part"]?.integer)
        } else {
            try end(id, value)
        }
    }

    private func place(_ id: UUID, _ ending: String) -> URL { folder.appending(path: id.uuidString.lowercased() + "." + ending) }

    private func part(_ text: String, of id: UUID, number: Int64?) throws {
        if open == nil {
            let path = place(id, "part").path
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let file = FileHandle(forWritingAtPath: path)
            else { throw Damage(description: "\(path) cannot be written") }
            open = (id, file, RunningDigest(), 0)
        }
        guard let piece = Data(base64Encoded: text), var now = open, now.id == id, now.parts == number else {
            throw Damage(description: "the pieces of a file are out of order")
        }
        try now.file.write(contentsOf: piece)
        now.digest.update(Array(piece))
        now.parts += 1
        open = now
    }

    private func end(_ id: UUID, _ value: JSONValue) throws {
        let written = open
        open = nil
        try written?.file.close()
        if value["lost"] != nil {
            lost += 1
            if written != nil { try FileManager.default.removeItem(at: place(id, "part")) }
            return
        }
        guard let written, written.id == id, written.parts == value["parts"]?.integer,
            Hex.encode(written.digest.finish()) == value["sha256"]?.string
        else { throw Damage(description: "file \(id.uuidString.lowercased()) is not what was exported") }
        let ending = ExportUnpacker.endings[value["type"]?.string ?? ""] ?? "bin"
        try FileManager.default.moveItem(at: place(id, "part"), to: place(id, ending))
        count += 1
    }
}
