internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// A column of texts that are sealed under the `crm` key of whom their row is about, in a table that no resource describes.
struct SealedText: Sendable {
    let table: SQLIdentifier
    let column: SQLIdentifier
    /// Whose keys they are.
    var holders: SQLIdentifier = "app.customer"

    /// For a row; nil for none, and where the key was destroyed: of whom was erased nothing is written down.
    func seal(_ text: String?, row: UUID, key: SealingKey?, tenant: ID<Tenant>) throws -> [UInt8]? {
        guard let text, let key else { return nil }
        return try key.seal(Array(text.utf8), for: place(row, tenant))
    }

    /// For a row about somebody whose key the transaction's context reaches.
    ///
    /// - Throws: `server.internal` for one whom it does not reach: what was said would be lost, and nobody would hear of it.
    func seal(_ text: String?, row: UUID, about holder: UUID, keys: TenantKeys, in tx: Transaction) throws -> [UInt8]? {
        guard let text else { return nil }
        let found = try tx.execute("select crm_key from \(holders) where tenant_id = \(keys.tenant) and id = \(holder)")
        guard let wrapped = try found.first.map({ try $0.getOptional(0, as: [UInt8].self) }) else { throw Failure(.internalError) }
        let key = try wrapped.map { try $0.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: holder) } }
        return try seal(text, row: row, key: key, tenant: keys.tenant)
    }

    /// Nil where there is none, or no key any more.
    func open(_ sealed: [UInt8]?, row: UUID, key: SealingKey?, tenant: ID<Tenant>) throws -> String? {
        guard let sealed, let key else { return nil }
        return String(decoding: try key.open(sealed, for: place(row, tenant)), as: UTF8.self)
    }

    /// The keys of these, as far as they are there.
    func found(_ ids: Set<UUID>, keys: TenantKeys, in tx: Transaction) throws -> [UUID: SealingKey] {
        guard !ids.isEmpty else { return [:] }
        let sorted = ids.sorted()
        let rows = try tx.execute(
            "select id, crm_key from \(holders) where tenant_id = \(keys.tenant) and id = any (\(sorted)) and crm_key is not null")
        var found: [UUID: SealingKey] = [:]
        for row in rows {
            let (id, wrapped): (UUID, [UInt8]) = (try row[0], try row[1])
            found[id] = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }
        }
        return found
    }

    private func place(_ row: UUID, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: table.name, column: column.name, row: row)
    }
}

extension SealedColumn {
    /// For the rotation of keys.
    init(_ text: SealedText, of customer: SQLIdentifier) {
        self.init(table: text.table.name, tableIdentifier: text.table, column: text.column, customer: customer, slot: .crm)
    }
}

extension ClearText {
    /// The same texts as they stood there before.
    init(_ clear: SQLIdentifier, as text: SealedText, holder: SQLIdentifier? = nil, houseKey: String? = nil) {
        self.init(clear, as: text.column, of: text.table, holder: holder, houseKey: houseKey)
    }
}
