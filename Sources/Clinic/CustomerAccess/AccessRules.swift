internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What the use cases of access share.
enum AccessRules {
    /// The customer where the actor may do this to him, locked, and his branch; `resource.not_found` otherwise.
    static func lock(
        _ customer: ID<Customer>, _ action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> (row: LockedRow, branch: ID<Unit>) {
        let resource = Customer.resource
        let fields = ["homeBranchId", "restriction"].compactMap { resource.position(of: $0) }
        let view = actor.rights.view(of: resource)
        guard
            let row = try ResourceWriter(resource, keys: keys).lock(
                customer.uuid, fields: fields, action: action, view: view, for: actor, at: now, in: tx),
            case .id(let branch)? = fields.first.flatMap({ row.values[$0] })
        else { throw Failure(.notFound) }
        return (row, ID(branch))
    }
}

extension PayloadReader {
    /// A point in time that must be given, lies after now, and not too far ahead; a placeholder is now.
    func instant(_ key: String, after now: Instant, atMost longest: Duration) -> Instant {
        let text = requiredText(key, max: 40)
        if text.isEmpty { return now }
        guard let instant = Instant(text) else {
            refuse(key, "pattern")
            return now
        }
        if instant <= now || instant > now.advanced(by: longest) { refuse(key, "range") }
        return instant
    }
}
