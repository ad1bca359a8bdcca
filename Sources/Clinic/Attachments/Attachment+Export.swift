internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

extension Attachment {
    /// The contents of customers' files, for a tenant that leaves and for the customer himself. What an erased customer's key opened, nothing opens.
    public static let contents = ExportedContents(
        "attachment",
        join: """
            app.customer_attachment a on a.tenant_id = f.tenant_id and a.file_id = f.id and a.deleted_at is null
            join app.customer k on k.tenant_id = a.tenant_id and k.id = a.customer_id
            """,
        columns: "a.id, a.category, coalesce(a.crm_key_sealed, a.medical_key_sealed), k.id, k.crm_key, k.medical_key",
        belonging: { "a.customer_id = any (\($0))" }
    ) { row, first, keys in
        let id: UUID = try row[first]
        guard let category = Category(rawValue: try row.get(first + 1, as: String.self)),
            let half = try row.getOptional(first + 2, as: [UInt8].self),
            let wrapped = try row.getOptional(category.isMedical ? first + 5 : first + 4, as: [UInt8].self)
        else { return .gone }
        let customer: UUID = try row[first + 3]
        let key = try wrapped.withUnsafeBytes { try keys.customerKey(category.slot, wrapped: $0, customer: customer) }
        return .share(try SecretKey(bytes: key.open(half, for: place(of: id, category, in: keys.tenant))))
    }
}
