internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Notes how it was made sure that the one who asks is the one whose data it is, or may speak for him.
public struct CheckIdentity: Sendable {
    let id: ID<DataRequest>
    let method: String

    /// Reads `{method}`.
    public init(_ id: ID<DataRequest>, reading payload: PayloadReader) {
        self.id = id
        method = payload.requiredChoice("method", of: DataRequest.identityMethods)
    }

    /// - Throws: `resource.not_found`, `data_request.settled`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx)
        try request.requireOpen()
        tx.enqueue(
            """
            update app.data_request set state = 'verified', identity_method = \(method), identity_checked_at = \(now),
              identity_checked_by = \(value: actor.user), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        try AuditTrail.record(
            AuditEvent(
                .handleDataRequest, on: DataRequest.resource.name, id.uuid, branch: ID(request.branch), customer: request.customer,
                purpose: request.kind.rawValue, body: ["step": "identity", "method": .string(method)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
