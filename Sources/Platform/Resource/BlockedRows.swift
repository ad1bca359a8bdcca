internal import FoundationEssentials
internal import Postgres

/// Rows of customers whose processing is restricted: hidden by the policy `unblocked`, so that no statement shows them, and told apart
/// from what is not there where somebody asks for one by its id.
enum BlockedRows {
    /// Throws `customer.merged` for one that leads to another customer, and `customer.processing_restricted` when the actor would reach the row if its customer were not restricted. Whoever was erased
    /// is not there, like one who never was.
    static func check(
        _ id: UUID, of resource: Resource, allowing action: Action, _ view: ResourceView, for actor: Actor, at now: Instant,
        in tx: Transaction
    ) throws {
        guard let customer = resource.scope.customer, actor.kind == .person else { return }
        try MergedRows.check(id, of: resource, allowing: action, view, for: actor, at: now, in: tx)
        let found = try tx.execute(all: [
            "select set_config('app.sees_blocked', 'true', true)",
            """
            select 1 from \(resource.source) join app.customer held on held.tenant_id = t.tenant_id
            and held.id = \(resource.scope.alias).\(customer) and held.erased_at is null and held.restricted_at is not null
            where t.tenant_id = \(actor.tenant) and t.id = \(id)
            and \(view.condition(view.bits(allowing: action), for: actor, at: now))
            """,
            "select set_config('app.sees_blocked', '', true)",
        ])[1]
        if !found.isEmpty { throw Failure(.processingRestricted) }
    }
}
