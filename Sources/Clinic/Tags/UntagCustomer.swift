internal import FoundationEssentials
public import Platform
public import Postgres

/// Takes a tag from a customer. That he had it stays known.
public struct UntagCustomer: Sendable {
    public let customer: ID<Customer>
    public let tag: ID<Tag>

    public init(_ customer: ID<Customer>, _ tag: ID<Tag>) {
        self.customer = customer
        self.tag = tag
    }

    /// Ends it; where he does not have it nothing happens.
    ///
    /// - Throws: `resource.not_found`, `access.denied`, `tag.not_manual`, as giving does.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let (row, branch) = try TagCustomer.lock(customer, as: actor, keys: keys, at: now, in: tx)
        guard let definition = try tx.execute(TagQueries.tag(tag, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        guard try Tag(definition).kind == .manual else { throw Failure(.tagNotManual) }
        let held = try tx.execute(TagQueries.held(by: customer.uuid, at: now, tenant: actor.tenant)).filter {
            try $0.get(1, as: UUID.self) == tag.uuid
        }
        let ids = try held.map { try $0.get(0, as: UUID.self) }
        guard let last = ids.last else { return }
        tx.enqueue(TagQueries.end(ids, .removed, by: actor.user, at: now, tenant: actor.tenant))
        try TagCustomer.tell(
            .untagCustomer, kind: "untagged", customer, row: last, branch: branch, key: row, from: [tag.uuid], to: [], as: actor,
            keys: keys,
            at: now, in: tx)
    }
}
