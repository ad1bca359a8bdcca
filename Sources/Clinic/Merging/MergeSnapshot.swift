internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres
internal import Vault

/// The target's values before a merge, of the fields that it changed: JSON under his own keys, medical ones apart, in the merge's row.
public struct MergeSnapshot {
    static let table = "app.customer_merge"

    /// The cells, for the rotation of keys.
    public static let cells: [SealedColumn] = [
        SealedColumn(
            table: table, tableIdentifier: "app.customer_merge", column: "before_sealed", customer: "target_id", slot: .crm),
        SealedColumn(
            table: table, tableIdentifier: "app.customer_merge", column: "before_medical_sealed", customer: "target_id", slot: .medical),
        SealedColumn(CustomerMerge.reason, of: "target_id"), SealedColumn(CustomerMerge.undoReason, of: "target_id"),
    ]

    private let resource: Resource
    /// By field.
    private(set) var values: [Int: FieldValue] = [:]

    /// Seals the values of one key's fields; nil where there are none.
    func sealed(_ slot: KeySlot, merge: UUID, of tenant: ID<Tenant>, with key: SealingKey?) throws -> [UInt8]? {
        var object = JSONObject()
        for index in values.keys.sorted() where MergeSnapshot.slot(of: resource.fields[index]) == slot {
            object[resource.fields[index].name] = values[index]?.text.map { .string($0) } ?? .null
        }
        if slot == .medical, object.members.isEmpty { return nil }
        guard let key else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
        return try key.seal(JSONValue.object(object).serialized, for: MergeSnapshot.place(slot, merge, tenant))
    }

    /// Opens what was sealed.
    init(
        opening sealed: [UInt8]?, medical: [UInt8]?, merge: UUID, of tenant: ID<Tenant>, resource: Resource, crm: SealingKey?,
        medicalKey: SealingKey?
    ) throws {
        self.resource = resource
        for (slot, cell, key) in [(KeySlot.crm, sealed, crm), (.medical, medical, medicalKey)] {
            guard let cell else { continue }
            guard let key else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
            let object = try JSONParser.parse(try key.open(cell, for: MergeSnapshot.place(slot, merge, tenant))).object
            for member in object?.members ?? [] {
                guard let index = resource.position(of: member.name) else { continue }
                values[index] = member.value.string.map { FieldValue(text: $0, of: resource.fields[index]) } ?? .null
            }
        }
    }

    init(_ values: [Int: FieldValue], of resource: Resource) {
        self.values = values
        self.resource = resource
    }

    private static func slot(of field: Field) -> KeySlot {
        field.sealing == .medical || field.custom?.classification == .medical ? .medical : .crm
    }

    private static func place(_ slot: KeySlot, _ merge: UUID, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(
            tenant: tenant.uuid, table: table, column: slot == .crm ? "before_sealed" : "before_medical_sealed", row: merge)
    }
}
