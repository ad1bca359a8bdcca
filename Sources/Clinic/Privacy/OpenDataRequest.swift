internal import FoundationEssentials
internal import Platform
internal import Postgres

/// A request that is being handled: locked, with what decides about the next step.
struct OpenDataRequest {
    let id: UUID
    let kind: DataRequestKind
    let state: DataRequest.State
    let customer: UUID
    let lock: LockedRow
    let isLifted: Bool
    let branch: UUID
    /// Since when the customer is erased; nil while he is not.
    let erasedAt: Instant?

    /// Locks the customer, then the request, so that two requests about one person take turns. The transaction reaches restricted customers
    /// from here on.
    ///
    /// - Throws: `resource.not_found` where the request is not the actor's to handle.
    init(_ id: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = DataRequest.resource
        let fields = ["kind", "state", "customerId", "liftedAt"].compactMap { resource.position(of: $0) }
        tx.enqueue(PrivacyQueries.reachBlocked)
        let writer = ResourceWriter(resource, keys: keys)
        let view = actor.rights.view(of: resource)
        func read(locking: Bool) throws -> LockedRow {
            let row = try writer.lock(
                id, fields: fields, action: .handleDataRequest, view: view, for: actor, at: now, locking: locking, in: tx)
            guard let row else { throw Failure(.notFound) }
            return row
        }
        guard case .id(let customer)? = try read(locking: false).values[fields[2]],
            let standing = try tx.execute(PrivacyQueries.standing(of: customer, tenant: actor.tenant)).first
        else { throw Failure(.notFound) }
        let lock = try read(locking: true)
        guard let kind = lock.values[fields[0]]?.text.flatMap({ DataRequestKind(rawValue: $0) }),
            let state = lock.values[fields[1]]?.text.flatMap({ DataRequest.State(rawValue: $0) })
        else { throw Failure(.internalError) }
        self.id = id
        self.kind = kind
        self.state = state
        self.customer = customer
        self.lock = lock
        isLifted = lock.values[fields[3]].map { $0 != .null } ?? false
        erasedAt = try standing.getOptional(0)
        branch = try standing[3]
    }

    /// Throws `data_request.settled` unless it is still open.
    func requireOpen() throws {
        guard state == .received || state == .verified else { throw Failure(.requestSettled) }
    }
}
