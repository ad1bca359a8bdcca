internal import FoundationEssentials
public import Platform
public import Postgres
internal import Vault

/// Hands an export to whoever holds its link, once; then it is gone.
public struct TakeDataExport: Sendable {
    let token: SessionToken
    let tenant: ID<Tenant>

    public init(_ token: SessionToken, of tenant: ID<Tenant>) {
        self.token = token
        self.tenant = tenant
    }

    /// The document.
    ///
    /// - Throws: `data_export.not_available` for a link that is wrong, was used or has expired: nobody learns which.
    public func run(keys: TenantKeys, from caller: Actor, at now: Instant, in tx: Transaction) throws -> [UInt8] {
        let row = try tx.execute(
            """
            select e.id, e.document_sealed, e.customer_id, e.branch_id, e.request_id from app.data_export e
            where e.tenant_id = \(tenant) and e.token_hash = \(token.hash) and e.expires_at > \(now) and e.document_sealed is not null
            for update
            """
        ).first
        guard let row else { throw Failure(.exportNotAvailable) }
        let id: ID<DataExport> = try row[0]
        let sealed: [UInt8] = try row[1]
        let document = try DataExport.key(of: token).open(sealed, for: DataExport.place(id, tenant))
        tx.enqueue(
            "update app.data_export set document_sealed = null, taken_at = \(now) where tenant_id = \(tenant) and id = \(id)")
        try AuditTrail.record(
            AuditEvent(
                .takeDataExport, on: DataRequest.resource.name, try row.get(4, as: UUID.self), branch: ID(try row.get(3, as: UUID.self)),
                customer: try row.get(2, as: UUID.self)),
            as: caller, keys: keys, at: now, in: tx)
        return document
    }
}
