internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Makes the export that a request asks for, sealed under a key that only its link holds: from then on the server itself cannot read it.
public struct IssueDataExport: Sendable {
    /// How long a link is good.
    static let lifetime: Duration = .seconds(7 * 86_400)

    let id: ID<DataRequest>
    let catalog: PermissionCatalog
    let token: SessionToken

    /// - Parameter slug: the tenant's, which the link leads to.
    public init(for request: ID<DataRequest>, catalog: PermissionCatalog, slug: String) {
        id = request
        self.catalog = catalog
        token = .new(slug: slug)
    }

    /// Answers with the link's token, which is nowhere else. A link issued earlier for the same request ends.
    ///
    /// - Throws: `resource.not_found`, `data_request.settled`, `data_request.identity_unchecked`, `customer.erased`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let request = try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx)
        try request.requireOpen()
        guard request.erasedAt == nil else { throw Failure(.customerErased) }
        guard request.state == .verified else { throw Failure(.requestUnverified) }
        guard let user = actor.user else { throw Failure(.forbidden) }
        // Also what counts no longer: it is kept, and it is the person's.
        let custom = try CustomField.all(of: actor.tenant, in: tx)
        let document = try PersonalExport(of: ID(request.customer), in: catalog, custom: custom).run(as: actor, keys: keys, at: now, in: tx)
        let export = ID<DataExport>.new(at: now)
        let sealed = try DataExport.key(of: token).seal(document.json, for: DataExport.place(export, actor.tenant))
        let expires = now.advanced(by: IssueDataExport.lifetime)
        tx.enqueue(
            """
            update app.data_export set document_sealed = null where tenant_id = \(actor.tenant) and request_id = \(id)
            and document_sealed is not null
            """)
        tx.enqueue(
            """
            insert into app.data_export (tenant_id, id, request_id, customer_id, branch_id, token_hash, document_sealed, objects,
              created_at, created_by, expires_at)
            values (\(actor.tenant), \(export), \(id), \(request.customer), \(request.branch), \(token.hash), \(sealed),
              \(Int32(clamping: document.objects)), \(now), \(user), \(expires))
            """)
        try AuditTrail.record(
            AuditEvent(
                .issueDataExport, on: DataRequest.resource.name, id.uuid, branch: ID(request.branch), customer: request.customer,
                fields: Set(document.releases.map(\.field)).sorted(), purpose: request.kind.rawValue, rowCount: document.objects,
                links: document.releases),
            as: actor, keys: keys, at: now, in: tx)
        return [
            "id": .string(export.description), "token": .string(token.text), "objects": .integer(Int64(document.objects)),
            "bytes": .integer(Int64(document.json.count)), "expiresAt": .string(expires.description),
        ]
    }
}

/// What export ids name.
enum DataExport {
    /// The key that only the holder of the link has.
    static func key(of token: SessionToken) throws -> SealingKey {
        // The table keeps SHA-256 of the secret part; this is another function of it.
        let secret = Digest.hmacSHA256(key: Array(token.text.utf8), Array("peony data export".utf8))
        return SealingKey(key: try SecretKey(bytes: secret), version: 1)
    }

    static func place(_ id: ID<DataExport>, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: "app.data_export", column: "document_sealed", row: id.uuid)
    }
}
