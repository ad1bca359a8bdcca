internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Gives a lane of a customer to somebody, or to nobody. The lane `consultant` is the owner, who is a field of the customer.
struct SetLane: Sendable {
    let customer: ID<Customer>
    let lane: String
    let user: UUID?
    /// Whether it goes back to whom it was taken from, also where that one has left since.
    var isReturned = false

    /// Lanes that are set here.
    static let lanes = CustomerLane.lanes.filter { $0 != "consultant" }

    /// - Throws: `resource.not_found` where the customer is not the actor's to change; `not_allowed` at `/userId` for somebody who is not
    ///   active here.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let writer = ResourceWriter(Customer.resource, keys: keys)
        let view = actor.rights.view(of: Customer.resource)
        guard
            let row = try writer.lock(customer.uuid, fields: [], action: .updateCustomer, view: view, for: actor, at: now, in: tx),
            let branch = row.branch
        else { throw Failure(.notFound) }
        let references = try tx.execute(CustomerQueries.references(branch: nil, owner: user, tenant: actor.tenant))
        guard try isReturned || references[0].get(1, as: Bool.self) else {
            throw Failure.invalid([Violation(pointer: "/userId", code: "not_allowed")])
        }
        let current = try tx.execute(
            """
            select user_id from app.customer_lane where tenant_id = \(actor.tenant) and customer_id = \(customer) and lane = \(lane)
            and until is null
            """
        ).first.map { try $0.get(0, as: UUID.self) }
        guard current != user else { return }
        for statement in CustomerHistory.lane(lane, of: customer.uuid, branch: branch.uuid, to: user, as: actor, at: now) {
            tx.enqueue(statement)
        }
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: "lane_changed", branch: branch.uuid, objectType: "user", object: user ?? current ?? customer.uuid,
                fields: [], actor: actor, at: now))
        func text(_ id: UUID?) -> JSONValue { id.map { .string($0.uuidString.lowercased()) } ?? .null }
        try AuditTrail.record(
            AuditEvent(
                .updateCustomer, on: Customer.resource.name, customer.uuid, branch: branch, customer: customer.uuid,
                body: ["lane": .string(lane), "from": text(current), "to": text(user)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
