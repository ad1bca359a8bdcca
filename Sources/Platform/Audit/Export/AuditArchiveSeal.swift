internal import FoundationEssentials
internal import Vault

/// What the audit's key signs of an archived month: the file, and how many of each batch's events went into it.
struct AuditArchiveSeal: Sendable {
    private static let origin = "peony audit archive 1"

    let tenant: UUID
    let month: LocalDate
    /// SHA-256 of the file's lines before its seal.
    let digest: [UInt8]
    let counts: [(batch: Int64, count: Int64)]

    private var lines: [String] {
        let list = counts.map { "\($0.batch) \($0.count)\n" }.joined()
        return [
            "tenant \(ID<Tenant>(tenant))", "month \(AuditMonth(month))", "sha256 \(Hex.encode(digest))",
            "batches \(Hex.encode(Digest.sha256(Array(list.utf8))))",
        ]
    }

    /// The signed note.
    func signed(by signer: NoteSigner) throws -> String {
        var note = try SignedNote(origin: AuditArchiveSeal.origin, lines: lines)
        try signer.sign(&note)
        return note.serialized()
    }

    /// Whether the text is such a note about just this.
    func isProven(by text: String, _ signers: NoteTrust) -> Bool {
        guard let note = try? SignedNote(parsing: text), note.lines == [AuditArchiveSeal.origin] + lines else { return false }
        return signers.verifies(note)
    }
}
