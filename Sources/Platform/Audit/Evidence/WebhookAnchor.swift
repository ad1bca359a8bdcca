internal import FoundationEssentials
internal import Vault

/// An address that takes notes by POST, as plain text: the note with its signatures. Any answer of 200 to 299 means kept.
public struct WebhookAnchor: NoteAnchor {
    /// Posts a body to an address with headers; returns the status.
    public typealias Post = @Sendable (_ url: String, _ headers: [(String, String)], _ body: [UInt8]) async throws -> Int

    public let name: String
    private let url: String
    private let post: Post

    /// The name shows host and a hash, since paths of such addresses are often secrets.
    public init(url: String, post: @escaping Post) {
        self.url = url
        self.post = post
        let host = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first.map(String.init) ?? "?"
        let mark = Hex.encode(Array(Digest.sha256(Array(url.utf8)).prefix(4)))
        name = "webhook:\(host.split(separator: "@").last.map(String.init) ?? host)#\(mark)"
    }

    public func deliver(_ notes: [AnchoredNote]) async throws {
        for note in notes {
            let headers = [
                ("Content-Type", "text/plain; charset=utf-8"), ("X-Peony-Note", String(note.number)),
                ("X-Peony-Note-Sha256", Hex.encode(note.digest)),
            ]
            let status: Int
            do {
                status = try await post(url, headers, Array(note.text.utf8))
            } catch {
                // What a client says of a failure may quote the address.
                throw AnchorError("cannot be reached (\(type(of: error)))")
            }
            guard (200...299).contains(status) else { throw AnchorError("answered \(status)") }
        }
    }
}
