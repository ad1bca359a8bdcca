internal import FoundationEssentials
internal import JSON

/// One field's value before and after, for the audit trail.
struct ValueChange {
    let field: String
    let from: JSONValue
    let to: JSONValue

    init(_ field: String, from: JSONValue, to: JSONValue) {
        self.field = field
        self.from = from
        self.to = to
    }
}

extension AuditEvent {
    /// An event about changed fields of an object, their values in its sealed body.
    init(_ action: Action, on objectType: String, _ object: UUID, branch: ID<Unit>? = nil, changes: [ValueChange]) {
        var values = JSONObject()
        for change in changes { values[objectType + "." + change.field] = ["from": change.from, "to": change.to] }
        self.init(
            action, on: objectType, object, branch: branch, fields: changes.map { objectType + "." + $0.field },
            body: ["changes": .object(values)])
    }
}
