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
    /// A set of UUIDs, each naming one of a resource; only ever derived.
    case ids(of: String)
    /// Several of a few words.
    case choices([String])
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

extension Mask {
    /// Writes the masked form of a clear value. A list masks a hundred: where bytes tell what a character is (visible ASCII, and
    /// the common Chinese characters one after the other), no text is made.
    func write(_ plain: UnsafeRawBufferPointer, to json: inout JSONWriter) {
        guard let (head, stars, tail) = shape(of: plain) else {
            return json.string(apply(String(decoding: plain, as: UTF8.self)))
        }
        let count = head.count + stars + tail.count
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { text in
            for place in 0..<count {
                text[place] =
                    if place < head.count {
                        plain[head.lowerBound + place]
                    } else if place < head.count + stars {
                        UInt8(ascii: "*")
                    } else {
                        plain[tail.lowerBound + place - head.count - stars]
                    }
            }
            json.string(utf8: UnsafeRawBufferPointer(rebasing: text[..<count]))
        }
    }

    /// What is left of the value at its beginning and its end, and how many stars stand between.
    private func shape(of plain: UnsafeRawBufferPointer) -> (head: Range<Int>, stars: Int, tail: Range<Int>)? {
        let end = plain.count
        if self == .firstCharacter, let first = Mask.ideograph(plain, at: 0) {
            guard first == end || Mask.isVisible(plain[first]) || Mask.ideograph(plain, at: first) != nil else { return nil }
            return (0..<first, 1, end..<end)
        }
        guard plain.allSatisfy(Mask.isVisible) else { return nil }
        switch self {
        case .firstCharacter: return (0..<min(1, end), 1, end..<end)
        case .ends: return end < 3 ? (0..<0, 3, end..<end) : (0..<1, 3, (end - 1)..<end)
        case .phone:
            let start = plain.starts(with: "+86".utf8) ? 3 : 0
            return end - start < 8 ? (0..<0, 4, end..<end) : (start..<(start + 3), 4, (end - 4)..<end)
        case .presence, .date: return nil
        }
    }

    private static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7f }

    /// The end of a character of the block U+4E00 to U+9FFF, as far as its bytes show it.
    private static func ideograph(_ text: UnsafeRawBufferPointer, at start: Int) -> Int? {
        guard start + 3 <= text.count, (0xe4...0xe9).contains(text[start]), text[start] > 0xe4 || text[start + 1] >= 0xb8,
            text[start + 1] & 0xc0 == 0x80, text[start + 2] & 0xc0 == 0x80
        else { return nil }
        return start + 3
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
    /// The column that holds it; of a derived field a name in the SELECT list and nothing more.
    public let column: SQLIdentifier
    /// Where the value comes from when no column of the row holds it.
    public let derivation: Derivation?
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
    /// Tells of the customer whom its row names (``Resource/naming``): there only where the reader sees him.
    public let isOfCustomer: Bool
    /// For people: labels of forms and headers.
    public let label: LocalizedText
    /// What the tenant has said of it, for one that he has added: its values stand in a side table.
    public let custom: CustomField?

    /// The name in the object, or in the member that the field is grouped under.
    let member: String
    let key: JSONKey
    /// The whole name, as in `masked`.
    let fullKey: JSONKey
    /// Whether the value stands in a column of the resource's own table.
    public var isOwnColumn: Bool { custom == nil }
    /// Where a violation of a request says that the field is.
    public var pointer: String { custom == nil ? "/" + name : "/" + CustomField.group + "/" + member }
    /// The member that the field is grouped under; nil for a member of the object itself.
    var group: String? { custom == nil ? nil : CustomField.group }

    /// Declares a field.
    public init(
        _ name: String, _ column: SQLIdentifier, _ type: FieldType, _ classification: Classification, sealed sealing: KeySlot? = nil,
        mask: Mask = .presence, writing: Writing = .free, uses: FieldUses = [], inLists: Bool = true, ofCustomer: Bool = false,
        label: LocalizedText, derived derivation: Derivation? = nil, custom: CustomField? = nil
    ) {
        self.custom = custom
        self.name = name
        self.column = column
        self.derivation = derivation
        self.type = type
        self.classification = classification
        self.sealing = sealing
        self.mask = mask
        self.writing = derivation == nil ? writing : .server
        // A sealed field is never sortable or groupable: the database holds nothing that could be ordered. Of a derived one no index does.
        self.uses = sealing == nil && derivation == nil ? uses : uses.subtracting([.sort, .group])
        self.inLists = inLists
        isOfCustomer = ofCustomer
        self.label = label
        fullKey = JSONKey(name)
        member = custom == nil ? name : String(name.dropFirst(CustomField.group.count + 1))
        key = JSONKey(member)
    }

    /// The value in an object that the encoder wrote; nil where the field is not in it.
    func shown(in object: JSONValue) -> JSONValue? { group.map { object[$0]?[member] } ?? object[name] }

    /// The expression of the stored value, over the row `t`.
    func value(at now: Instant) -> SQL { derivation?.value(now) ?? stored }
}
