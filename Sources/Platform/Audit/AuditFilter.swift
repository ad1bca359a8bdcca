public import FoundationEssentials
internal import JSON
internal import Vault

/// Which events somebody asks for: every condition that is set must hold.
public struct AuditFilter: Sendable, Hashable {
    /// Who acted.
    public var actor: UUID?
    /// Whom it was about: the event's own customer, or one whose value it touched or released.
    public var customer: UUID?
    /// A field that it touched or released, as `resource.field`.
    public var field: String?
    public var action: Action?
    public var outcome: AuditEvent.Outcome?
    public var branch: ID<Unit>?
    /// From this time on.
    public var from: Instant?
    /// Before this time.
    public var until: Instant?

    /// Every event.
    public init() {}

    /// Reads one parameter, `filter[actorId]`, `filter[at][gte]` and so on; false for a name that it does not know.
    mutating func read(_ name: String, _ value: String, _ violations: inout [Violation]) -> Bool {
        func set<Value>(_ target: inout Value?, _ value: Value?) {
            if value == nil { violations.append(Violation(pointer: "/" + name, code: "type")) }
            target = value
        }
        switch name {
        case "filter[actorId]": set(&actor, ID<User>(value)?.uuid)
        case "filter[customerId]": set(&customer, ID<Never>(value)?.uuid)
        case "filter[field]": set(&field, AuditFilter.word(value))
        case "filter[action]": set(&action, AuditFilter.word(value).map { Action(named: $0) })
        case "filter[outcome]": set(&outcome, AuditEvent.Outcome(rawValue: value))
        case "filter[branchId]": set(&branch, ID<Unit>(value))
        case "filter[at][gte]": set(&from, Instant(value))
        case "filter[at][lt]": set(&until, Instant(value))
        default: return false
        }
        return true
    }

    /// Fields and actions are short ASCII words; others name nothing.
    private static func word(_ text: String) -> String? {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } ? text : nil
    }

    /// The conditions as JSON: what the trail keeps of a search. There are ids and words in it, no values.
    var json: JSONValue {
        var object = JSONObject()
        if let actor { object["actorId"] = .string(ID<User>(actor).description) }
        if let customer { object["customerId"] = .string(ID<Never>(customer).description) }
        if let field { object["field"] = .string(field) }
        if let action { object["action"] = .string(action.name) }
        if let outcome { object["outcome"] = .string(outcome.rawValue) }
        if let branch { object["branchId"] = .string(branch.description) }
        if let from { object["from"] = .string(from.description) }
        if let until { object["until"] = .string(until.description) }
        return .object(object)
    }

    /// Tells this search from any other; a cursor is bound to it.
    var fingerprint: String { Hex.encode(Digest.sha256(Array("audit".utf8) + json.serialized)) }
}
