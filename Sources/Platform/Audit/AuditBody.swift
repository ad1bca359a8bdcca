internal import FoundationEssentials
internal import JSON
internal import Vault

/// The sealed body of an event. A leading byte tells the key: bodies with a customer's values are sealed under the
/// customer's key, so that erasing the customer erases them, while the chain over their bytes still proves.
enum AuditBody {
    private static let underTenantKey: UInt8 = 1
    private static let underCustomerKey: UInt8 = 2
    private static let label = TenantKeys.auditLabel

    /// Seals under the customer's key when there is one, else under the tenant's.
    static func seal(_ body: JSONValue, of event: UUID, keys: TenantKeys, customerKey: SealingKey?) throws -> [UInt8] {
        let key = customerKey ?? keys.sealing(label)
        let marker = customerKey == nil ? underTenantKey : underCustomerKey
        return [marker] + (try key.seal(body.serialized, for: place(event, keys)))
    }

    /// Whether the customer's key is needed.
    static func isUnderCustomerKey(_ sealed: [UInt8]) -> Bool { sealed.first == underCustomerKey }

    /// Opens a body; throws `VaultError` or `JSONError` when it is not one, or its key is not here.
    static func open(_ sealed: [UInt8], of event: UUID, keys: TenantKeys, customerKey: SealingKey?) throws -> JSONValue {
        let envelope = Array(sealed.dropFirst())
        let key: SealingKey
        if isUnderCustomerKey(sealed) {
            guard let customerKey else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
            key = customerKey
        } else {
            key = try keys.sealing(label, version: Envelope(parsing: envelope).keyVersion)
        }
        return try JSONParser.parse(key.open(envelope, for: place(event, keys)))
    }

    private static func place(_ event: UUID, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: "audit.event", column: "body", row: event)
    }
}
