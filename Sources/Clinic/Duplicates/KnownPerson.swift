internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// A customer opened as far as he is recognised by it.
struct KnownPerson: Sendable {
    let id: UUID
    let facts: PersonFacts

    /// The columns that it is read from, of the customers' table under an alias.
    static func columns(_ alias: SQLIdentifier) -> SQL {
        """
        \(alias).id, \(alias).crm_key, \(alias).name_sealed, \(alias).phone_sealed, \(alias).id_number_sealed, \(alias).wechat_sealed, \
        \(alias).birthday
        """
    }

    /// Nil where the key was destroyed: nobody is recognised any more.
    init?(_ row: Row, keys: TenantKeys) throws {
        let id: UUID = try row[0]
        guard let wrapped = try row.getOptional(1, as: [UInt8].self), !wrapped.isEmpty else { return nil }
        let key = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }
        func text(_ column: Int, _ name: String) throws -> String? {
            guard let sealed = try row.getOptional(column, as: [UInt8].self), !sealed.isEmpty else { return nil }
            let place = AssociatedData(tenant: keys.tenant.uuid, table: Customer.resource.table, column: name, row: id)
            return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
        }
        self.id = id
        facts = PersonFacts(
            name: try text(2, "name_sealed"), phone: try text(3, "phone_sealed"), idNumber: try text(4, "id_number_sealed"),
            wechat: try text(5, "wechat_sealed"), birthday: try row.getOptional(6))
    }
}
