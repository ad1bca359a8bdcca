internal import FoundationEssentials
public import Platform
public import Postgres

/// Ends a restriction or an objection at the wish of the one who asked for it.
public struct LiftDataRequest: Sendable {
    let id: ID<DataRequest>

    public init(_ id: ID<DataRequest>) {
        self.id = id
    }

    /// - Throws: `resource.not_found`; `data_request.not_liftable` when there is nothing that holds; `customer.erased`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx)
        guard request.state == .completed, !request.isLifted, request.kind == .restrict || request.kind == .object else {
            throw Failure(.requestNotLiftable)
        }
        guard request.erasedAt == nil else { throw Failure(.customerErased) }
        try LimitProcessing(request, request.kind == .restrict ? .restriction : .objection)
            .lift(as: actor, keys: keys, at: now, in: tx)
    }
}
