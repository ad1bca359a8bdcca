public import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Shows masked values in clear, for a purpose, within a daily quota, and never without a trace.
public struct RevealCustomer: Sendable {
    /// Of the customer, or of what belongs to him.
    public let id: UUID
    public let resource: Resource
    public let fields: [Int]
    public let purpose: String

    /// Reads `{fields, purpose}`. A field that the person may reveal nowhere is refused in the words of an unknown field.
    public init(_ id: UUID, of resource: Resource = Customer.resource, reading payload: PayloadReader, view: ResourceView) {
        self.id = id
        self.resource = view.resource
        var fields: [Int] = []
        let names = payload.texts("fields", max: 20, maxLength: 48)
        for (index, name) in names.enumerated() {
            guard let position = view.resource.position(of: name), view.bits(of: position, using: .reveal) != 0 else {
                payload.refuse("fields", at: index, "unknown_field")
                continue
            }
            if !fields.contains(position) { fields.append(position) }
        }
        if names.isEmpty { payload.refuse("fields", "required") }
        self.fields = fields
        purpose = payload.requiredText("purpose", min: 2, max: 200)
    }

    /// `{"fields": {…}, "remainingToday": n}`.
    ///
    /// - Throws: `resource.not_found` where the customer is not his to reveal; `customer.reveal_quota` when the day's are used up.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [UInt8] {
        let view = actor.rights.view(of: resource)
        let writer = ResourceWriter(resource, keys: keys)
        let owner = resource.position(of: "customerId")
        let needed = Set(fields).union([owner].compactMap(\.self)).sorted()
        guard let user = actor.user,
            let row = try writer.lock(id, fields: needed, action: .revealCustomer, view: view, for: actor, at: now, in: tx)
        else { throw Failure(.notFound) }
        let refused = fields.filter { !view.right(on: $0, in: row.bits).uses.contains(.reveal) }
        if !refused.isEmpty {
            throw Failure.invalid([Violation(pointer: "/fields", code: "unknown_field")])
        }
        let remaining = try RevealQuota.spend(Int32(fields.count), user, as: actor, keys: keys, at: now, in: tx)
        var customer = id
        if case .id(let holder)? = owner.flatMap({ row.values[$0] }) { customer = holder }
        let names = fields.map { resource.qualified(resource.fields[$0]) }
        try AuditTrail.record(
            AuditEvent(
                .revealCustomer, on: resource.name, id, branch: row.branch, customer: customer, fields: names, reason: purpose,
                rowCount: 1,
                links: names.map { Release(object: id, customer: customer, field: $0) }),
            as: actor, keys: keys, at: now, in: tx)
        var json = JSONWriter(reservingCapacity: 256)
        json.beginObject()
        json.key("fields")
        json.beginObject()
        for index in fields {
            json.key(resource.fields[index].name)
            if let text = row.values[index]?.text { json.string(text) } else { json.null() }
        }
        json.endObject()
        json.key("remainingToday")
        json.integer(remaining)
        json.endObject()
        return json.finish()
    }
}

extension RevealCustomer {
    /// The body of every endpoint that reveals.
    static let input = Schema.object(
        "CustomerReveal", required: ["fields", "purpose"],
        properties: [
            ("fields", ["type": "array", "minItems": 1, "items": ["type": "string"]]),
            ("purpose", ["type": "string", "minLength": 2, "maxLength": 200]),
        ])
    static let output = Schema.object(
        "CustomerRevealed", properties: [("fields", ["type": "object"]), ("remainingToday", ["type": "integer"])])
}

extension Action {
    /// Somebody has used four fifths of his day's reveals.
    public static let revealQuotaAlert = Action("alert.reveal_quota")
}
