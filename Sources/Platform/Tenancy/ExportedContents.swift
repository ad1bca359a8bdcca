public import FoundationEssentials
public import Postgres
public import Vault

/// Files of one kind that leave with a tenant, or with the person whose they are: where they are named, and what opens them.
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
    let belonging: @Sendable (_ customers: [UUID]) -> SQL
    let opening: @Sendable (_ row: Row, _ first: Int, _ keys: TenantKeys) throws -> Opening

    /// - Parameters:
    ///   - join: what names the files, joined to `app.file f`; a file once.
    ///   - columns: of it; the first is the id by which the export's other lines know the file.
    ///   - belonging: that the file is one of these customers'.
    ///   - opening: from a row and the position of the first of these columns.
    public init(
        _ name: String, join: SQL, columns: SQL, belonging: @escaping @Sendable (_ customers: [UUID]) -> SQL,
        opening: @escaping @Sendable (_ row: Row, _ first: Int, _ keys: TenantKeys) throws -> Opening
    ) {
        self.name = name
        self.join = join
        self.columns = columns
        self.belonging = belonging
        self.opening = opening
    }

    /// The files of a tenant, or of some of its customers: what ``FileFacts`` are made of, then the columns of this kind.
    func statement(of tenant: ID<Tenant>, customers: [UUID]? = nil) -> SQL {
        let some: SQL = customers.map { ids -> SQL in " and \(belonging(ids))" } ?? ""
        return """
            select \(FileQueries.columns), \(columns) from app.file f
            join app.file_content c on c.tenant_id = f.tenant_id and c.id = f.content_id
            join \(join) where f.tenant_id = \(tenant) and f.use = \(FileStore.Use.customer.rawValue)\(some)
            """
    }

    /// What opens a content. One whose key does not open is listed as lost: it must not keep the others back.
    private func whatOpens(_ row: Row, _ first: Int, _ keys: TenantKeys) throws -> Opening {
        do {
            return try opening(row, first, keys)
        } catch let error as VaultError where error.kind == .cannotOpen || error.kind == .malformed {
            return .gone
        }
    }

    /// The files of a person, whose rows these are.
    public func files(of customers: [UUID], keys: TenantKeys, in tx: Transaction) throws -> [OwnedFile] {
        let first = FileQueries.columnCount
        return try tx.execute("\(statement(of: keys.tenant, customers: customers)) order by f.created_at, f.id").map { row in
            OwnedFile(
                kind: name, id: try row[first], facts: try FileFacts(row, tenant: keys.tenant, keys: keys),
                opening: try whatOpens(row, first, keys))
        }
    }
}

/// A file of a customer, with what opens it.
public struct OwnedFile: Sendable {
    /// What exports call such files.
    public let kind: String
    /// By which the objects of the export know it.
    public let id: UUID
    public let facts: FileFacts
    let opening: ExportedContents.Opening

    /// Opens it for reading; nil where nothing opens it any more.
    ///
    /// - Throws: `file.lost` where the bytes are not there.
    public func open(in store: FileStore, keys: TenantKeys) async throws -> FileReader? {
        switch opening {
        case .tenantKey: try await store.open(facts, keys: keys)
        case .share(let share): try await store.open(facts, keys: keys, share: share)
        case .gone: nil
        }
    }
}
