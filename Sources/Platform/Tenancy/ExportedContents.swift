public import Postgres
public import Vault

/// Files of one kind that leave with a tenant: where they are named, and what opens them.
public struct ExportedContents: Sendable {
    /// What opens a content.
    public enum Opening: Sendable {
        /// The tenant's key alone.
        case tenantKey
        /// The tenant's key together with this half.
        case share(SecretKey)
        /// Nothing any more.
        case gone
    }

    /// What the export's lines call them.
    let name: String
    let join: SQL
    let columns: SQL
    let opening: @Sendable (_ row: Row, _ first: Int, _ keys: TenantKeys) throws -> Opening

    /// - Parameters:
    ///   - join: what names the files, joined to `app.file f`; a file once.
    ///   - columns: of it; the first is the id by which the export's other lines know the file.
    ///   - opening: from a row and the position of the first of these columns.
    public init(
        _ name: String, join: SQL, columns: SQL,
        opening: @escaping @Sendable (_ row: Row, _ first: Int, _ keys: TenantKeys) throws -> Opening
    ) {
        self.name = name
        self.join = join
        self.columns = columns
        self.opening = opening
    }
}
