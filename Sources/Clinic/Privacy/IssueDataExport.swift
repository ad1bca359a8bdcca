internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// Makes the export that a request asks for, sealed with a key half that only its link holds: from then on the server itself cannot read it.
/// What is to go in is read in one transaction, the archive is written outside any, and a second one hands out the link where the request
/// still stands as it did.
struct IssueDataExport: Sendable {
    let id: ID<DataRequest>
    let catalog: PermissionCatalog
    let store: FileStore
    private let token: SessionToken

    /// - Parameter slug: the tenant's, which the link leads to.
    init(for request: ID<DataRequest>, catalog: PermissionCatalog, slug: String, store: FileStore) {
        id = request
        self.catalog = catalog
        self.store = store
        token = .new(slug: slug)
    }

    /// What is held about the person.
    ///
    /// - Throws: `resource.not_found`, `data_request.settled`, `data_request.identity_unchecked`, `customer.erased`.
    func gather(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> PersonalExport.Document {
        let request = try open(as: actor, keys: keys, at: now, in: tx)
        // Also what counts no longer: it is kept, and it is the person's.
        let custom = try CustomField.all(of: actor.tenant, in: tx)
        return try PersonalExport(of: ID(request.customer), in: catalog, custom: custom).run(as: actor, keys: keys, at: now, in: tx)
    }

    /// Writes the archive; nothing refers to it yet.
    func seal(_ export: PersonalExport.Document, keys: TenantKeys, at now: Instant) async throws -> (SealedContent, files: Int) {
        var archive = try PersonalArchive(export, from: store, keys: keys, at: now)
        let content = try await store.seal(for: keys.tenant, keys: keys, limit: .max, share: try DataExport.share(of: token)) {
            try await archive.next()
        }
        return (content, archive.count)
    }

    /// Answers with the link's token, which is nowhere else. A link issued earlier for the same request ends.
    ///
    /// - Throws: as ``gather(as:keys:at:in:)``: what was asked may have been settled meanwhile.
    func run(
        _ export: PersonalExport.Document, _ content: SealedContent, files: Int, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws -> JSONValue {
        let request = try open(as: actor, keys: keys, at: now, in: tx)
        guard let user = actor.user else { throw Failure(.forbidden) }
        let expires = now.advanced(by: DataExport.lifetime)
        tx.enqueue(DataExport.end("e.request_id = \(id)", of: actor.tenant))
        let file = try store.keep(
            content, use: .copy, name: "", until: expires, as: actor, createdBy: user, keys: keys, at: now, in: tx)
        let made = ID<DataExport>.new(at: now)
        tx.enqueue(
            """
            insert into app.data_export (tenant_id, id, request_id, customer_id, branch_id, token_hash, file_id, objects, created_at,
              created_by, expires_at)
            values (\(actor.tenant), \(made), \(id), \(request.customer), \(request.branch), \(token.hash), \(file),
              \(Int32(clamping: export.objects)), \(now), \(user), \(expires))
            """)
        try AuditTrail.record(
            AuditEvent(
                .issueDataExport, on: DataRequest.resource.name, id.uuid, branch: ID(request.branch), customer: request.customer,
                fields: Set(export.releases.map(\.field)).sorted(), purpose: request.kind.rawValue, rowCount: export.objects,
                links: export.releases, body: ["files": .integer(Int64(files))]),
            as: actor, keys: keys, at: now, in: tx)
        return [
            "id": .string(made.description), "token": .string(token.text), "objects": .integer(Int64(export.objects)),
            "files": .integer(Int64(files)), "bytes": .integer(content.size), "expiresAt": .string(expires.description),
        ]
    }

    private func open(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> OpenDataRequest {
        let request = try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx)
        try request.requireOpen()
        guard request.erasedAt == nil else { throw Failure(.customerErased) }
        guard request.state == .verified else { throw Failure(.requestUnverified) }
        return request
    }
}
