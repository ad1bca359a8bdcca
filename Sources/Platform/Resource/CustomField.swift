public import FoundationEssentials
public import Postgres

/// A field of a customer that a tenant has added for itself: a field like those of the program in every respect, whose values stand in a
/// side table of their type.
public struct CustomField: Sendable, Hashable {
    /// What a value is.
    public enum Kind: String, Sendable, CaseIterable {
        case text
        /// Always sealed.
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
        /// A file that somebody brought, kept with the customer.
        case file

        /// Whether the value may be sealed: what names another row must be found by it, and of several words each is a row.
        public var canBeSealed: Bool {
            switch self {
            case .text, .longText, .number, .money, .date, .choice: true
            case .choices, .customer, .person, .file: false
            }
        }

        /// The table of its values, clear ones.
        public var table: SQLIdentifier {
            switch self {
            case .text, .longText: "app.custom_text"
            case .number, .money: "app.custom_number"
            case .date: "app.custom_date"
            case .choice, .choices: "app.custom_choice"
            case .customer: "app.custom_customer"
            case .person: "app.custom_person"
            case .file: "app.custom_file"
            }
        }

        /// What may be done with clear values. Words of a choice have no order that means anything.
        fileprivate var uses: FieldUses {
            switch self {
            case .text, .number, .money, .date: [.filter, .sort, .export]
            case .longText: [.export]
            case .choice, .person: [.filter, .group, .export]
            case .choices, .customer: [.filter, .export]
            case .file: []
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
    public static let sealedTable: SQLIdentifier = "app.custom_sealed"
    /// At most so many count at a time.
    public static let most = 60

    /// `custom.code`, as in filters and roles.
    public var name: String { CustomField.group + "." + code }

    /// `customer.custom.code`, as in roles and the audit.
    public var target: String { CustomField.resource + "." + name }

    /// The key slot of a sealed one: what is medical goes with the medical record.
    public var slot: KeySlot? { isSealed ? (classification == .medical ? .medical : .crm) : nil }

    /// The id of the row that holds a sealed value of an object: what its cell is bound to.
    public func cell(of object: UUID) -> UUID { CustomField.cell(of: object, field: id) }

    /// The same for a field by its id.
    public static func cell(of object: UUID, field: UUID) -> UUID { SideCell.row(of: object, field: field) }

    /// The table of its values.
    public var table: SQLIdentifier { isSealed ? CustomField.sealedTable : kind.table }

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
            case .file: .id(of: "file")
            }
        var uses = isSealed ? FieldUses.export : kind.uses
        if isSealed || classification.isAuditedOnRead { uses.formUnion(.reveal) }
        let column: SQLIdentifier =
            switch slot {
            case nil: "value"
            case .crm: "crm_sealed"
            case .medical: "medical_sealed"
            }
        return Field(
            name, column, type, classification, sealed: slot, mask: kind == .date ? .date : .presence,
            writing: isRequired ? .required : .free, uses: uses, inLists: isInLists, label: label, custom: self)
    }
}

extension Resource {
    /// The resource with a tenant's own fields behind its own; positions of its own stay.
    public func extended(by custom: [CustomField]) -> Resource {
        fields.allSatisfy(\.isOwnColumn) ? extended(behind: custom) : self
    }

    /// The resource with more fields of the tenant's own behind those that it has.
    public func extended(behind custom: [CustomField]) -> Resource {
        guard name == CustomField.resource, !custom.isEmpty else { return self }
        return Resource(
            name: name, table: table, tableIdentifier: tableIdentifier, source: source, scope: scope, naming: naming, keyHolder: keyHolder,
            houseKey: houseKey, isVersioned: isVersioned, read: read, defaultSort: defaultSort, fields: fields + custom.map(\.field))
    }
}

extension Rights {
    /// A resource with the fields that the tenant has added to it.
    public func extended(_ resource: Resource) -> Resource {
        resource.name == CustomField.resource && !customFields.isEmpty ? view(of: resource).resource : resource
    }
}

extension PermissionCatalog {
    /// The catalog with the fields that a tenant has added to customers: what rights on them mean is known then.
    func extended(by custom: [CustomField]) -> PermissionCatalog {
        guard !custom.isEmpty else { return self }
        var catalog = self
        for field in custom { catalog.fieldClasses[field.target] = field.classification }
        catalog.resources = resources.map { $0.extended(by: custom) }
        return catalog
    }
}
