internal import FoundationEssentials
public import Platform
public import Postgres

/// Says that a visit was none. What stood there stays, with the row that withdraws it.
public struct WithdrawVisit: Sendable {
    public let id: ID<Visit>

    public init(_ id: ID<Visit>) { self.id = id }

    /// Withdraws it; repeated, nothing happens.
    ///
    /// - Throws: `resource.not_found` where it is not the actor's to withdraw, and for a row that withdraws.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = Visit.resource
        let fields = ["customerId", "withdrawsId", "branchId"].compactMap { resource.position(of: $0) }
        guard fields.count == 3,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: .recordVisit, view: actor.rights.view(of: resource), for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]], row.values[fields[1]] == .null,
            case .id(let place)? = row.values[fields[2]], let home = row.branch
        else { throw Failure(.notFound) }
        guard try VisitFact.withdraw(id, of: ID(customer), home: home, as: actor, at: now, in: tx) else { return }
        // Where he was, as with everything else that happens to a visit: its board hears of it.
        try AuditTrail.record(
            AuditEvent(.withdrawVisit, on: resource.name, id.uuid, branch: ID(place), customer: customer, fields: ["visit.visitedOn"]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
