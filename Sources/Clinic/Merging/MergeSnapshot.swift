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
    ]

    /// By field.
    var values: [Int: FieldValue] = [:]

    /// Seals the values of one key's fields; nil where there are none.
    func sealed(_ slot: KeySlot, merge: UUID, of tenant: ID<Tenant>, with key: SealingKey?) throws -> [UInt8]? {
        var object = JSONObject()
        for index in values.keys.sorted() where MergeSnapshot.slot(of: index) == slot {
            object[Customer.resource.fields[index].name] = values[index]?.text.map { .string($0) } ?? .null
        }
        if slot == .medical, object.members.isEmpty { return nil }
        guard let key else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
        return try key.seal(JSONValue.object(object).serialized, for: MergeSnapshot.place(slot, merge, tenant))
    }

    /// Opens what was sealed.
    init(opening sealed: [UInt8]?, medical: [UInt8]?, merge: UUID, of tenant: ID<Tenant>, crm: SealingKey?, medicalKey: SealingKey?) throws
    {
        for (slot, cell, key) in [(KeySlot.crm, sealed, crm), (.medical, medical, medicalKey)] {
            guard let cell else { continue }
            guard let key else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
            let object = try JSONParser.parse(try key.open(cell, for: MergeSnapshot.place(slot, merge, tenant))).object
            for member in object?.members ?? [] {
                guard let index = Customer.resource.position(of: member.name) else { continue }
                values[index] = MergeSnapshot.value(member.value.string, Customer.resource.fields[index])
            }
        }
    }

    init(_ values: [Int: FieldValue]) {
        self.values = values
    }

    private static func slot(of field: Int) -> KeySlot {
        Customer.resource.fields[field].sealing == .medical ? .medical : .crm
    }

    private static func place(_ slot: KeySlot, _ merge: UUID, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(
            tenant: tenant.uuid, table: table, column: slot == .crm ? "before_sealed" : "before_medical_sealed", row: merge)
    }

    private static func value(_ text: String?, _ field: Field) -> FieldValue {
        guard let text else { return .null }
        switch field.type {
        case .id: return UUID(uuidString: text).map(FieldValue.id) ?? .null
        case .date: return LocalDate(text).map(FieldValue.date) ?? .null
        case .integer: return Int64(text).map(FieldValue.integer) ?? .null
        case .text, .phone, .idNumber, .choice, .instant, .words, .ids: return .text(text)
        }
    }
}
