internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Restricts the processing of a customer's data to keeping it, or ends promotion; and lifts that again.
struct LimitProcessing {
    /// What is limited.
    enum Limit {
        /// Nothing but storage: absent from lists and searches, 423 by id.
        case restriction
        /// No promotion, whatever was agreed to.
        case objection
    }

    let request: OpenDataRequest
    let limit: Limit

    init(_ request: OpenDataRequest, _ limit: Limit) {
        self.request = request
        self.limit = limit
    }

    func begin(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        if limit == .objection {
            let marketing = ConsentPurpose.marketing.map(\.rawValue)
            for open in try tx.execute(ConsentQueries.given(request.customer, purposes: marketing, tenant: actor.tenant)) {
                tx.enqueue(
                    ConsentQueries.end(
                        try open[0], as: "withdrawn", by: actor.user, channel: "other", reason: nil, tenant: actor.tenant, at: now))
            }
        }
        tx.enqueue(
            CustomerQueries.timeline(
                request.customer, kind: limit == .restriction ? "restricted" : "objected", branch: request.branch,
                objectType: DataRequest.resource.name, object: request.id, fields: [], actor: actor, at: now))
        try set(now, limit == .restriction ? .restrictCustomer : .objectCustomer, as: actor, keys: keys, at: now, in: tx)
    }

    /// Lifts it, unless another request keeps it up.
    func lift(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let kind: DataRequestKind = limit == .restriction ? .restrict : .object
        let others: Int64 = try tx.execute(
            """
            select count(*) from app.data_request r where r.tenant_id = \(actor.tenant) and r.customer_id = \(request.customer)
            and r.kind = \(kind.rawValue) and r.state = 'completed' and r.lifted_at is null and r.id <> \(request.id)
            """)[0][0]
        tx.enqueue(
            """
            update app.data_request set lifted_at = \(now), lifted_by = \(value: actor.user), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(request.id)
            """)
        if others == 0 { try set(nil, .liftDataRequest, as: actor, keys: keys, at: now, in: tx) }
    }

    private func set(
        _ time: Instant?, _ action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let column: SQLIdentifier = limit == .restriction ? "restricted_at" : "objected_at"
        // The first one counts: a second request does not make it younger.
        let value: SQL = time.map { time -> SQL in "coalesce(\(column), \(time))" } ?? "null"
        tx.enqueue(
            """
            update app.customer set \(column) = \(value), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(request.customer)
            """)
        try AuditTrail.record(
            AuditEvent(action, on: Customer.resource.name, request.customer, branch: ID(request.branch), customer: request.customer),
            as: actor, keys: keys, at: now, in: tx)
    }
}
