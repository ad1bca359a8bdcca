internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// What export ids name.
enum DataExport {
    /// How long a link is good.
    static let lifetime: Duration = .seconds(7 * 86_400)
    /// How long an archive stays after somebody began to take it: as long as a slow line may need.
    static let takingTime: Duration = .seconds(3_600)

    /// The half of the archive's key that only the holder of the link has: from then on the server itself cannot open it.
    static func share(of token: SessionToken) throws -> SecretKey {
        // The table keeps SHA-256 of the secret part; this is another function of it.
        try SecretKey(bytes: Digest.hmacSHA256(key: Array(token.text.utf8), Array("peony data export".utf8)))
    }

    /// Ends exports that can still be taken, and their archives.
    static func end(_ which: SQL, of tenant: ID<Tenant>) -> SQL {
        """
        with gone as (
          delete from app.file f using app.data_export e where e.tenant_id = \(tenant) and \(which) and e.file_id is not null
          and f.tenant_id = e.tenant_id and f.id = e.file_id and f.use = \(FileStore.Use.copy.rawValue))
        update app.data_export e set file_id = null where e.tenant_id = \(tenant) and \(which) and e.file_id is not null
        """
    }
}
