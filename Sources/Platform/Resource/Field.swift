internal import JSON
public import Postgres

/// What a field's values are. Decides how they are read, checked, written and described.
public enum FieldType: Sendable, Hashable {
    /// A UUID; `of` names the resource that it points to, nil for the row's own id.
    case id(of: String?)
    /// Text up to a length in Unicode scalars.
    case text(max: Int)
    /// A telephone number; mainland mobiles as eleven digits, all others in E.164.
    case phone
    /// A mainland resident identity number (18 characters with its check digit) or another document's number.
    case idNumber
    /// One of a few words.
    case choice([String])
    /// A whole number.
    case integer
    /// A calendar day.
    case date
    /// A point in time.
    case instant
    /// A list of words, for example names of fields.
    case words
}

/// Which of a customer's two keys seals a cell. Erasure destroys `crm` at once and keeps `medical` as long as the law asks.
public enum KeySlot: Sendable, Hashable {
    case crm
    case medical
}

/// What a masked value looks like. Works on graphemes, so that no half of a character is left over.
public enum Mask: Sendable, Hashable {
    /// `张*`: the first character, whatever the length.
    case firstCharacter
    /// `138****8000`.
    case phone
    /// `3***X`: the first and the last character.
    case ends
    /// `***`: only that there is something. Needs no key.
    case presence
    /// `****-**-**`. Needs no key.
    case date

    /// Whether the clear value is needed to make it.
    var needsValue: Bool {
        switch self {
        case .firstCharacter, .phone, .ends: true
        case .presence, .date: false
        }
    }

    /// Whether a text looks like a masked value that was sent back.
    func couldHaveMade(_ text: String) -> Bool {
        switch self {
        case .firstCharacter: text.count == 2 && text.hasSuffix("*")
        case .phone: text.contains("****")
        case .ends: text == "***" || text.count == 5 && text.dropFirst().dropLast() == "***"
        case .presence: text == "***"
        case .date: text.contains("*")
        }
    }

    /// The masked form of a clear value.
    public func apply(_ value: String) -> String {
        switch self {
        case .firstCharacter: value.prefix(1) + "*"
        case .ends: value.count < 3 ? "***" : value.prefix(1) + "***" + value.suffix(1)
        case .presence: "***"
        case .date: "****-**-**"
        case .phone:
            {
                let national = value.hasPrefix("+86") ? value.dropFirst(3) : value[...]
                return national.count < 8 ? "****" : national.prefix(3) + "****" + national.suffix(4)
            }()
        }
    }
}

/// One field of a resource. The table of these gives the SELECT list, the decoder, the JSON, the allow-list for filter, sort and
/// group, the field mask, the audit difference and the OpenAPI schema: a field that exists in one of them exists in all.
public struct Field: Sendable {
    /// How a value comes to be.
    public enum Writing: Sendable, Hashable {
        /// Set by the server only.
        case server
        /// May be given on creation, never changed.
        case creation
        /// May be given and changed.
        case free
        /// Must be given, may be changed, never emptied.
        case required
    }

    /// The name in JSON.
    public let name: String
    /// The column that holds it.
    public let column: SQLIdentifier
    public let type: FieldType
    public let classification: Classification
    /// The key slot, for a sealed column (bytea).
    public let sealing: KeySlot?
    public let mask: Mask
    public let writing: Writing
    /// What is technically possible; a role's uses are cut to these.
    public let uses: FieldUses
    /// Part of a list's row when no `fields=` is given.
    public let inLists: Bool
    /// For people: labels of forms and headers.
    public let label: LocalizedText

    let key: JSONKey

    /// Declares a field.
    public init(
        _ name: String, _ column: SQLIdentifier, _ type: FieldType, _ classification: Classification, sealed sealing: KeySlot? = nil,
        mask: Mask = .presence, writing: Writing = .free, uses: FieldUses = [], inLists: Bool = true, label: LocalizedText
    ) {
        self.name = name
        self.column = column
        self.type = type
        self.classification = classification
        self.sealing = sealing
        self.mask = mask
        self.writing = writing
        // A sealed field is never sortable or groupable: the database holds nothing that could be ordered.
        self.uses = sealing == nil ? uses : uses.subtracting([.sort, .group])
        self.inLists = inLists
        self.label = label
        key = JSONKey(name)
    }
}
