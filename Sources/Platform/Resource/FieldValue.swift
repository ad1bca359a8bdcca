public import FoundationEssentials
public import JSON
internal import Postgres
internal import Vault

/// A value on its way in: checked against its field, not yet sealed.
public enum FieldValue: Sendable, Hashable {
    case null
    case text(String)
    case integer(Int64)
    case id(UUID)
    case date(LocalDate)

    /// The text that a sealed cell holds; nil for NULL.
    public var text: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .integer(let number): String(number)
        case .id(let id): id.uuidString.lowercased()
        case .date(let date): date.description
        }
    }

    /// A bound parameter for a column that is not sealed.
    var parameter: SQL {
        switch self {
        case .null: "null"
        case .text(let text): "\(text)"
        case .integer(let number): "\(number)"
        case .id(let id): "\(id)"
        case .date(let date): "\(date)"
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
        for (index, field) in resource.fields.enumerated() {
            switch field.writing {
            case .server: continue
            case .creation: if !creating { continue }
            case .free, .required: break
            }
            guard view.bits(writing: index) != 0 else { continue }
            if !creating, !payload.has(field.name) { continue }
            if let value = FieldChanges.read(field, payload, creating: creating) { values[index] = value }
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

    private static func read(_ field: Field, _ payload: PayloadReader, creating: Bool) -> FieldValue? {
        let required = field.writing == .required
        guard payload.has(field.name) else {
            if required { payload.refuse(field.name, "required") }
            return nil
        }
        if payload.isNull(field.name) {
            if required { payload.refuse(field.name, "required") }
            return creating ? nil : .null
        }
        // A masked value sent back would destroy the real one.
        if field.classification > .internal, case .string(let text)? = payload.value(field.name), field.mask.couldHaveMade(text) {
            payload.refuse(field.name, "masked_value")
            return nil
        }
        switch field.type {
        case .id:
            return payload.uuid(field.name).map(FieldValue.id)
        case .text(let max):
            return payload.text(field.name, max: max).map(FieldValue.text)
        case .phone:
            guard let text = payload.numberText(field.name, max: 40) else { return nil }
            guard let phone = PhoneNormalizer.normalize(text) else {
                payload.refuse(field.name, "pattern")
                return nil
            }
            return .text(FieldChanges.readable(phone))
        case .idNumber:
            guard let text = payload.text(field.name, min: 4, max: 32) else { return nil }
            guard let number = IdentityNumber(text) else {
                payload.refuse(field.name, "pattern")
                return nil
            }
            return .text(number.text)
        case .choice(let words):
            return payload.choice(field.name, of: words).map(FieldValue.text)
        case .integer:
            return payload.integer(field.name, in: 0...Int64.max).map(FieldValue.integer)
        case .date:
            return payload.date(field.name).flatMap { LocalDate($0) }.map(FieldValue.date)
        case .instant, .words, .ids:
            payload.refuse(field.name, "not_allowed")
            return nil
        }
    }
}
