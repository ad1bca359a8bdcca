internal import FoundationEssentials
internal import Postgres
internal import Vault

/// The files' statements.
enum FileQueries {
    static func place(of name: BlobName) -> AssociatedData {
        AssociatedData(tenant: name.tenant.uuid, table: "app.file_content", column: "key_sealed", row: name.id)
    }

    static func place(ofNameOf file: ID<StoredFile>, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: "app.file", column: "name_sealed", row: file.uuid)
    }

    static func secret(of tenant: ID<Tenant>) -> SQL { "select secret_sealed from app.file_secret where tenant_id = \(tenant)" }

    static func insertSecret(_ sealed: [UInt8], of tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        insert into app.file_secret (tenant_id, secret_sealed, created_at) values (\(tenant), \(sealed), \(now)) on conflict do nothing
        """
    }

    /// Nothing is inserted where the tenant has the content.
    ///
    /// - Parameter key: the content's, sealed.
    static func insert(_ content: SealedContent, key: [UInt8], at now: Instant) -> SQL {
        """
        insert into app.file_content (tenant_id, id, address, size, media_type, key_sealed, created_at)
        values (\(content.name.tenant), \(content.name.id), \(content.address), \(content.size), \(content.type), \(key), \(now))
        on conflict do nothing
        """
    }

    /// The content with an address, kept from being removed until COMMIT.
    static func content(at address: [UInt8], of tenant: ID<Tenant>) -> SQL {
        "select id from app.file_content where tenant_id = \(tenant) and address = \(address) for key share"
    }

    static func insert(
        _ id: ID<StoredFile>, content: UUID, use: String, name: [UInt8], createdBy: ID<User>?, until: Instant, tenant: ID<Tenant>,
        at now: Instant
    ) -> SQL {
        """
        insert into app.file (tenant_id, id, content_id, use, name_sealed, created_by, created_at, expires_at)
        values (\(tenant), \(id), \(content), \(use), \(name), \(value: createdBy), \(now), \(until))
        """
    }

    /// What ``FileFacts`` are made of, of `app.file f` and `app.file_content c`.
    static let columns: SQL = """
        f.id, f.use, f.name_sealed, f.created_by, f.created_at, f.expires_at, c.id, c.size, c.media_type, c.key_sealed
        """
    static let columnCount = 10

    static func get(_ id: ID<StoredFile>, of tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select \(columns) from app.file f join app.file_content c on c.tenant_id = f.tenant_id and c.id = f.content_id
        where f.tenant_id = \(tenant) and f.id = \(id) and f.expires_at > \(now)
        """
    }

    /// Files whose time is over, as many as go in one transaction.
    static func removeExpired(of tenant: ID<Tenant>, at now: Instant, limit: Int) -> SQL {
        """
        delete from app.file where tenant_id = \(tenant) and id in (
          select f.id from app.file f where f.tenant_id = \(tenant) and f.expires_at <= \(now) order by f.expires_at, f.id limit \(limit))
        """
    }

    /// Contents that no file has any more.
    static func removeUnused(of tenant: ID<Tenant>, limit: Int) -> SQL {
        """
        delete from app.file_content where tenant_id = \(tenant) and id in (
          select c.id from app.file_content c where c.tenant_id = \(tenant) and not exists (
            select 1 from app.file f where f.tenant_id = c.tenant_id and f.content_id = c.id) limit \(limit))
        returning id
        """
    }

    /// Which of these are contents of the tenant.
    static func known(_ ids: [UUID], of tenant: ID<Tenant>) -> SQL {
        "select id from app.file_content where tenant_id = \(tenant) and id = any (\(ids))"
    }
}
