internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres
internal import Vault

/// A text that people read before they agree: one purpose, one language, one edition. It names nobody.
public struct ConsentNotice: Sendable {
    /// How far it has come.
    enum State: String, Sendable {
        case draft
        /// In force from `publishedAt` until a later edition is; unchangeable for ever.
        case published
        case discarded
    }

    public let id: ID<ConsentNotice>
    let purpose: String
    let language: String
    let edition: Int32
    let title: String
    let body: String
    /// SHA-256 of purpose, language, title and body; what a consent stands for can be shown by it.
    let digest: [UInt8]
    let requiresRenewal: Bool
    let state: String
    let createdBy: UUID
    let createdAt: Instant
    let publishedBy: UUID?
    let publishedAt: Instant?
    public let version: Int64

    static let columns: SQL = """
        n.id, n.purpose, n.language, n.edition, n.title, n.body, n.digest, n.requires_renewal, n.state, n.created_by, n.created_at, \
        n.published_by, n.published_at, n.version
        """

    init(_ row: Row) throws {
        id = try row[0]
        purpose = try row[1]
        language = try row[2]
        edition = try row[3]
        title = try row[4]
        body = try row[5]
        digest = try row[6]
        requiresRenewal = try row[7]
        state = try row[8]
        createdBy = try row[9]
        createdAt = try row[10]
        publishedBy = try row.getOptional(11)
        publishedAt = try row.getOptional(12)
        version = try row[13]
    }

    /// The digest of a text; parts with their lengths, so that none runs into the next.
    public static func digest(purpose: String, language: String, title: String, body: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in [purpose, language, title, body] { bytes += Array("\(part.utf8.count):\(part)".utf8) }
        return Digest.sha256(bytes)
    }

    var json: JSONValue {
        func user(_ id: UUID?) -> JSONValue { id.map { .string($0.uuidString.lowercased()) } ?? .null }
        return [
            "id": .string(id.description), "purpose": .string(purpose), "language": .string(language),
            "edition": .integer(Int64(edition)), "title": .string(title), "body": .string(body),
            "digest": .string(Hex.encode(digest)), "requiresRenewal": .boolean(requiresRenewal), "state": .string(state),
            "createdBy": user(createdBy), "createdAt": .string(createdAt.description), "publishedBy": user(publishedBy),
            "publishedAt": publishedAt.map { .string($0.description) } ?? .null, "version": .integer(version),
        ]
    }
}
