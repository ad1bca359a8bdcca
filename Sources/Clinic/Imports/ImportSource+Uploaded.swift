internal import JSON
internal import Platform
internal import Tabular

extension ImportSource {
    /// A table that somebody brought himself.
    ///
    /// - Throws: `request.invalid` for a file that is not there, not his, or no table.
    static func uploaded(
        _ file: ID<StoredFile>, by user: ID<User>, as actor: Actor, keys: TenantKeys, at now: Instant, in store: FileStore
    ) async throws -> FileFacts {
        guard let facts = try await store.find(file, as: actor, keys: keys, at: now), facts.use == .upload, facts.createdBy == user,
            facts.type != FileType.pdf.rawValue
        else {
            throw Failure.invalid([Violation(pointer: "/fileId", code: "unknown")])
        }
        return facts
    }
}
