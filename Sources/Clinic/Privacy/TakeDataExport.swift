internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Hands an export to whoever holds its link, once; then it is gone.
struct TakeDataExport: Sendable {
    private let token: SessionToken
    private let tenant: ID<Tenant>

    /// What a link leads to.
    struct Found: Sendable {
        let id: ID<DataExport>
        let file: ID<StoredFile>
        let customer: UUID
        let branch: UUID
        let request: UUID
    }

    init(_ token: SessionToken, of tenant: ID<Tenant>) {
        self.token = token
        self.tenant = tenant
    }

    /// Opens the archive and notes that it was taken, before a byte of it leaves.
    ///
    /// - Throws: `data_export.not_available` for a link that is wrong, was used or has expired: nobody learns which.
    func run(from caller: Actor, on deployment: Deployment, at now: Instant) async throws -> (FileFacts, FileReader) {
        let keys = try await deployment.keys.keys(of: tenant)
        let store = FileStore(deployment)
        let found = try await deployment.database.read(as: caller) { tx in try find(at: now, in: tx) }
        guard let found, let facts = try await store.find(found.file, as: caller, keys: keys, at: now), facts.use == .copy else {
            throw Failure(.exportNotAvailable)
        }
        let reader = try await store.open(facts, keys: keys, share: try DataExport.share(of: token))
        try await deployment.database.write(as: caller) { tx in try take(found, as: caller, keys: keys, at: now, in: tx) }
        return (facts, reader)
    }

    private func find(at now: Instant, in tx: Transaction) throws -> Found? {
        try tx.execute(
            """
            select e.id, e.file_id, e.customer_id, e.branch_id, e.request_id from app.data_export e
            where e.tenant_id = \(tenant) and e.token_hash = \(token.hash) and e.expires_at > \(now) and e.file_id is not null
            """
        ).first.map { Found(id: try $0[0], file: try $0[1], customer: try $0[2], branch: try $0[3], request: try $0[4]) }
    }

    private func take(_ found: Found, as caller: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let taken = try tx.execute(
            """
            update app.data_export set file_id = null, taken_at = \(now)
            where tenant_id = \(tenant) and id = \(found.id) and file_id = \(found.file) and expires_at > \(now)
            """)
        // Of two who hold the link one was first.
        guard taken.affected == 1 else { throw Failure(.exportNotAvailable) }
        // Its bytes are read while they leave, and swept away when that is over.
        tx.enqueue(
            """
            update app.file set expires_at = least(expires_at, \(now.advanced(by: DataExport.takingTime)))
            where tenant_id = \(tenant) and id = \(found.file)
            """)
        try AuditTrail.record(
            AuditEvent(
                .takeDataExport, on: DataRequest.resource.name, found.request, branch: ID(found.branch), customer: found.customer),
            as: caller, keys: keys, at: now, in: tx)
    }
}
