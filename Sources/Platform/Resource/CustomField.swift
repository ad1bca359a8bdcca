public import FoundationEssentials
internal import JSON
public import Postgres

/// A field of a customer that a tenant has added for itself: a field like those of the program in every respect, whose values stand in a
/// side table of their type.
public struct CustomField: Sendable, Hashable {
    /// What a value is.
    public enum Kind: String, Sendable, CaseIterable {
        case text
        case longText = "long_text"
        case number
        /// Fen.
        case money
        case date
        case choice
        case choices
        /// Another customer.
        case customer
        /// Somebody who works here.
        case person

        /// Whether the value may be sealed.
        public var canBeSealed: Bool { self == .text || self == .longText }

        /// The table of its values, clear ones.
        public var table: SQLIdentifier {
            switch self {
            case .text, .longText: "app.custom_text"
            case .number, .money: "app.custom_number"
            case .date: "app.custom_date"
            case .choice, .choices: "app.custom_choice"
            case .customer, .person: "app.custom_reference"
            }
        }
    }

    public let id: UUID
    /// The word in the API, below `custom`.
    public let code: String
    public let kind: Kind
    public let classification: Classification
    public let isSealed: Bool
    public let isRequired: Bool
    /// Whether lists show it without being asked.
    public let isInLists: Bool
    /// The words of a choice.
    public let choices: [String]
    public let label: LocalizedText

    public init(
        id: UUID, code: String, kind: Kind, classification: Classification, isSealed: Bool, isRequired: Bool, isInLists: Bool,
        choices: [String], label: LocalizedText
    ) {
        self.id = id
        self.code = code
        self.kind = kind
        self.classification = classification
        self.isSealed = isSealed
        self.isRequired = isRequired
        self.isInLists = isInLists
        self.choices = choices
        self.label = label
    }

    /// The resource that such fields belong to.
    public static let resource = "customer"
    /// The member of the object that holds their values.
    public static let group = "custom"
    /// The table of sealed values: a column for each key slot.
    public static let sealedTable = "app.custom_sealed"
    /// At most so many count at a time.
    public static let most = 60

    /// `custom.code`, as in filters and roles.
    public var name: String { CustomField.group + "." + code }

    /// The key slot of a sealed one: what is medical goes with the medical record.
    public var slot: KeySlot? { isSealed ? (classification == .medical ? .medical : .crm) : nil }

    /// Whether a target of a role's right has the form of one; whether there is such a field depends on the tenant.
    static func isTarget(_ target: String) -> Bool {
        let prefix = resource + "." + group + "."
        return target.hasPrefix(prefix) && isCode(target.dropFirst(prefix.count))
    }

    /// `[a-z][A-Za-z0-9_]{0,39}`
    public static func isCode(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        guard (1...40).contains(bytes.count), let first = bytes.first, (0x61...0x7a).contains(first) else { return false }
        return bytes.allSatisfy { (0x61...0x7a).contains($0) || (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
    }

    /// The field of the resource.
    var field: Field {
        let type: FieldType =
            switch kind {
            case .text: .text(max: 200)
            case .longText: .text(max: 4000)
            case .number, .money: .integer
            case .date: .date
            case .choice: .choice(choices)
            case .choices: .choices(choices)
            case .customer: .id(of: "customer")
            case .person: .id(of: "user")
            }
        var uses: FieldUses = [.filter, .export]
        if isSealed { uses = [.export, .reveal] }
        return Field(
            name, slot == .medical ? "medical_sealed" : slot == .crm ? "crm_sealed" : "value", type, classification, sealed: slot,
            mask: kind == .date ? .date : .presence, writing: isRequired ? .required : .free, uses: uses, inLists: isInLists, label: label,
            side: SideCell(
                table: isSealed ? "app.custom_sealed" : kind.table, field: id, isList: kind == .choices, allowsNegative: kind == .number))
    }
}

/// Where the value of a field stands that has no column in its resource's own table: the row of a side table for the row and the field.
public struct SideCell: Sendable, Hashable {
    let table: SQLIdentifier
    let field: UUID
    /// Whether there may be several rows: the value is their list.
    let isList: Bool
    let allowsNegative: Bool

    /// The id of a row of the sealed table, which its cell is bound to: made of both ids, so nobody else's cell and no other field's opens there.
    public static func row(of object: UUID, field: UUID) -> UUID {
        var bytes = object.uuid
        withUnsafeMutableBytes(of: &bytes) { bytes in
            withUnsafeBytes(of: field.uuid) { other in
                for index in bytes.indices { bytes[index] ^= other[index] }
            }
        }
        return UUID(uuid: bytes)
    }

    /// The value as an expression of a statement whose row is `t`.
    func expression(_ column: SQLIdentifier) -> SQL {
        let value: SQL = isList ? "array_agg(v.\(column) order by v.\(column))" : "v.\(column)"
        return """
            (select \(value) from \(table) v where v.tenant_id = t.tenant_id and v.customer_id = t.id and v.field_id = \(field))
            """
    }

    /// A condition on the value.
    func condition(_ column: SQLIdentifier, _ make: (SQL) -> SQL) -> SQL {
        """
        exists (select 1 from \(table) v where v.tenant_id = t.tenant_id and v.customer_id = t.id and v.field_id = \(field) \
        and \(make("v.\(column)")))
        """
    }
}

extension Field {
    /// The stored value as an expression of a statement whose row is `t`.
    var stored: SQL { side?.expression(column) ?? "t.\(column)" }

    /// A condition on the stored value.
    func condition(_ make: (SQL) -> SQL) -> SQL { side?.condition(column, make) ?? make("t.\(column)") }

    /// What a sealed cell of a row is bound to.
    func cell(of row: UUID, in table: String) -> (table: String, row: UUID) {
        guard let side else { return (table, row) }
        return (CustomField.sealedTable, SideCell.row(of: row, field: side.field))
    }
}

extension Resource {
    /// The resource with a tenant's own fields behind its own; positions of its own stay.
    func extended(by custom: [CustomField]) -> Resource {
        guard name == CustomField.resource, !custom.isEmpty, fields.allSatisfy({ $0.isOwnColumn }) else { return self }
        return Resource(
            name: name, table: table, tableIdentifier: tableIdentifier, source: source, scope: scope, keyHolder: keyHolder,
            isVersioned: isVersioned, read: read, defaultSort: defaultSort, fields: fields + custom.map(\.field))
    }
}

extension Rights {
    /// A resource with the fields that the tenant has added to it.
    public func extended(_ resource: Resource) -> Resource {
        resource.name == CustomField.resource && !customFields.isEmpty ? view(of: resource).resource : resource
    }
}

/// Statements about a tenant's own fields.
public enum CustomFieldQueries {
    /// Those that count on a day of the tenant's calendar, in their order; and, where one begins or ends later, when the next day begins.
    static func current(of tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select f.id, f.code, f.kind, f.class, f.is_sealed, f.is_required, f.is_in_lists, f.choices, f.name_zh, f.name_en,
          (f.valid_from is null or f.valid_from <= today.day) and (f.valid_until is null or f.valid_until >= today.day),
          case when f.valid_from > today.day or f.valid_until >= today.day then (today.day + 1)::timestamp at time zone today.zone end
        from app.custom_field f, (select (\(now)::timestamptz at time zone s.time_zone)::date as day, s.time_zone as zone
          from app.tenant_setting s where s.tenant_id = \(tenant)) today
        where f.tenant_id = \(tenant) and not f.is_archived order by f.position, f.id limit \(CustomField.most)
        """
    }
}

extension CustomField {
    /// The fields of a tenant that count now.
    public static func current(of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> [CustomField] {
        try tx.execute(CustomFieldQueries.current(of: tenant, at: now)).compactMap { row in
            try row.get(10, as: Bool.self) ? try CustomField(row) : nil
        }
    }

    /// Reads the first columns of ``CustomFieldQueries/current(of:at:)``; nil for a kind or class that the program does not know.
    public init?(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.get(2, as: String.self)),
            let classification = Classification(rawValue: try row.get(3, as: String.self))
        else { return nil }
        self.init(
            id: try row[0], code: try row[1], kind: kind, classification: classification, isSealed: try row[4], isRequired: try row[5],
            isInLists: try row[6], choices: try row[7],
            label: LocalizedText(try row.get(8, as: String.self), try row.get(9, as: String.self)))
    }
}
