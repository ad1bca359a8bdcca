public import FoundationEssentials
public import JSON
public import Postgres
internal import Vault

/// A value on its way in: checked against its field, not yet sealed.
public enum FieldValue: Sendable, Hashable {
    case null
    case text(String)
    case integer(Int64)
    case id(UUID)
    case date(LocalDate)
    /// In the order of their spelling, each once.
    case words([String])

    /// The value whose ``text`` this is; text where it is none of the field's type.
    public init(text: String, of field: Field) {
        switch field.type {
        case .id: self = UUID(uuidString: text).map(FieldValue.id) ?? .text(text)
        case .date: self = LocalDate(text).map(FieldValue.date) ?? .text(text)
        case .integer: self = Int64(text).map(FieldValue.integer) ?? .text(text)
        case .choices: self = .words(text.split(separator: ",").map(String.init))
        case .text, .phone, .idNumber, .choice, .instant, .words, .ids: self = .text(text)
        }
    }

    /// The text that a sealed cell holds; nil for NULL.
    public var text: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .integer(let number): String(number)
        case .id(let id): id.uuidString.lowercased()
        case .date(let date): date.description
        case .words(let words): words.joined(separator: ",")
        }
    }

    /// A bound parameter for a column that is not sealed.
    public var parameter: SQL {
        switch self {
        case .null: "null"
        case .text(let text): "\(text)"
        case .integer(let number): "\(number)"
        case .id(let id): "\(id)"
        case .date(let date): "\(date)"
        case .words(let words): "\(words)"
        }
    }
}

/// What a request sets: fields of a resource with their new values, in the field table's order.
public struct FieldChanges: Sendable {
    public let resource: Resource
    public private(set) var values: [Int: FieldValue] = [:]

    /// Changes to fill in by hand.
    public init(_ resource: Resource) {
        self.resource = resource
    }

    /// Positions of the fields set, in the field table's order.
    public var fields: [Int] { values.keys.sorted() }

    /// The value of a field by name; nil when the request does not name it.
    public subscript(_ name: String) -> FieldValue? {
        get { resource.position(of: name).flatMap { values[$0] } }
        set { if let index = resource.position(of: name) { values[index] = newValue } }
    }

    /// The fields that are written to a row: those that become another value, and those that the actor does not read there in
    /// clear. Were such a field left alone when the value is the same, the version would tell him what he guessed.
    public func written(to row: LockedRow, in view: ResourceView) -> [Int] {
        fields.filter { values[$0] != row.values[$0] || view.right(on: $0, in: row.bits).level < .read }
    }

    /// Reads a request. Fields that the person may write nowhere are refused in the same words as fields that do not exist.
    ///
    /// - Parameter creating: creation takes `creation` fields and wants `required` ones; a change takes neither.
    public init(reading payload: PayloadReader, of view: ResourceView, creating: Bool) {
        resource = view.resource
        let isGrouped = resource.fields.indices.contains { resource.fields[$0].group != nil && view.bits(writing: $0) != 0 }
        let grouped = isGrouped ? payload.object(CustomField.group) : nil
        if creating, isGrouped, !payload.has(CustomField.group) {
            let wants = resource.fields.indices.contains {
                resource.fields[$0].group != nil && resource.fields[$0].writing == .required && view.bits(writing: $0) != 0
            }
            if wants { payload.refuse(CustomField.group, "required") }
        }
        for (index, field) in resource.fields.enumerated() {
            if field.group != nil, grouped == nil { continue }
            let source = field.group == nil ? payload : grouped ?? payload
            switch field.writing {
            case .server: continue
            case .creation: if !creating { continue }
            case .free, .required: break
            }
            guard view.bits(writing: index) != 0 else { continue }
            if !creating, !source.has(field.member) { continue }
            if let value = FieldChanges.read(field, source, creating: creating) { values[index] = value }
        }
    }

    /// The fields of a new object from a request's body; throws with every violation.
    public static func creating(_ resource: Resource, from call: Call) throws -> FieldChanges {
        try from(call, resource, creating: true)
    }

    /// The fields that a request's body changes; throws with every violation.
    public static func changing(_ resource: Resource, from call: Call) throws -> FieldChanges {
        try from(call, resource, creating: false)
    }

    private static func from(_ call: Call, _ resource: Resource, creating: Bool) throws -> FieldChanges {
        let payload = try call.payload()
        let changes = FieldChanges(reading: payload, of: try call.requireActor().rights.view(of: resource), creating: creating)
        try payload.finish()
        return changes
    }

    /// A number as people here write it: mainland mobiles without the country code, all others in E.164.
    private static func readable(_ phone: String) -> String {
        phone.hasPrefix("+861") && phone.utf8.count == 14 ? String(phone.dropFirst(3)) : phone
    }

    /// The most words of a list, and the most characters of one.
    static let mostWords = 24
    static let longestWord = 40

    /// A list of words, each once, in the order of their spelling; null empties it.
    private static func words(_ name: String, _ payload: PayloadReader, required: Bool) -> FieldValue? {
        let words = payload.texts(name, max: mostWords, maxLength: longestWord)
        // Filters and the audit's differences write a list with commas.
        for (index, word) in words.enumerated() where word.utf8.contains(UInt8(ascii: ",")) { payload.refuse(name, at: index, "pattern") }
        if required, words.isEmpty { payload.refuse(name, "required") }
        return .words(Set(words).sorted())
    }

    private static func read(_ field: Field, _ payload: PayloadReader, creating: Bool) -> FieldValue? {
        let required = field.writing == .required
        let name = field.member
        guard payload.has(name) else {
            if required { payload.refuse(name, "required") }
            return nil
        }
        if case .words = field.type, field.classification <= .internal { return words(name, payload, required: required) }
        if payload.isNull(name) {
            if required { payload.refuse(name, "required") }
            return creating ? nil : .null
        }
        // A masked value sent back would destroy the real one.
        if field.classification > .internal, case .string(let text)? = payload.value(name), field.mask.couldHaveMade(text) {
            payload.refuse(name, "masked_value")
            return nil
        }
        switch field.type {
        case .id:
            return payload.uuid(name).map(FieldValue.id)
        case .text(let max):
            return payload.text(name, max: max).map(FieldValue.text)
        case .phone:
            guard let text = payload.numberText(name, max: 40) else { return nil }
            guard let phone = PhoneNormalizer.normalize(text) else {
                payload.refuse(name, "pattern")
                return nil
            }
            return .text(FieldChanges.readable(phone))
        case .idNumber:
            guard let text = payload.text(name, min: 4, max: 32) else { return nil }
            guard let number = IdentityNumber(text) else {
                payload.refuse(name, "pattern")
                return nil
            }
            return .text(number.text)
        case .choice(let words):
            return payload.choice(name, of: words).map(FieldValue.text)
        case .integer:
            // JSON's own exact range, for what may be below zero.
            let range: ClosedRange<Int64> =
                field.custom?.kind == .number ? -9_007_199_254_740_991...9_007_199_254_740_991 : 0...Int64.max
            return payload.integer(name, in: range).map(FieldValue.integer)
        case .date:
            return payload.date(name).flatMap { LocalDate($0) }.map(FieldValue.date)
        case .choices(let known):
            let words = payload.texts(name, max: known.count, maxLength: 60)
            if !words.allSatisfy(known.contains) { payload.refuse(name, "choice") }
            return words.isEmpty ? (required ? nil : .null) : .words(Set(words).sorted())
        case .instant, .words, .ids:
            payload.refuse(name, "not_allowed")
            return nil
        }
    }
}
