internal import FoundationEssentials
public import Postgres
public import Vault

/// Writes events in the transaction of what they tell about: both happen or neither.
public enum AuditTrail {
    /// Records an event, with the next flight of the transaction: it costs no round trip of its own.
    ///
    /// Each of `event.fields` of the event's object is linked too. When the event is about a customer, pass the
    /// customer's `crm` key: the body is sealed under it and ends with it. Throws when the body cannot be sealed, and
    /// the transaction fails when the event cannot be written: nothing happens unaudited.
    ///
    /// - Returns: the event's id.
    @discardableResult
    public static func record(
        _ event: AuditEvent, as actor: Actor, keys: TenantKeys, customerKey: SealingKey? = nil, at now: Instant,
        in tx: Transaction
    ) throws -> ID<AuditEvent> {
        guard keys.tenant == actor.tenant else { throw Failure(.internalError) }
        let id = ID<AuditEvent>.new(at: now)
        let body = try event.body.map {
            try AuditBody.seal($0, of: id.uuid, keys: keys, customerKey: event.customer == nil ? nil : customerKey)
        }
        let reason = try event.reason.map { try AuditReason.seal($0, of: id.uuid, keys: keys) }
        let record = AuditRecord(event, as: actor, id: id.uuid, at: now, sealedBody: body, sealedReason: reason)
        tx.enqueue(
            """
            insert into audit.event (tenant_id, at, id, actor_id, actor_name, session_id, request_id, address, action,
              object_type, object_id, branch_id, customer_id, fields, purpose, outcome, row_count, body, leaf)
            values (\(record.tenant), \(record.at), \(record.id), \(record.actor), \(record.actorName),
              \(record.session), \(record.request), \(record.address), \(record.action), \(record.objectType), \(record.object),
              \(record.branch), \(record.customer), \(record.fields), \(record.purpose), \(record.outcome),
              \(record.rowCount), \(body), \(record.leaf))
            """)
        if !record.links.isEmpty {
            tx.enqueue(
                """
                insert into audit.event_link (tenant_id, at, event_id, object_type, object_id, customer_id, field)
                select \(record.tenant), \(record.at), \(record.id), u.object_type, u.object_id, u.customer_id, u.field
                from unnest(\(record.links.map(\.objectType)), \(record.links.map(\.object)),
                  \(record.links.map(\.customer)), \(record.links.map(\.field)))
                  u (object_type, object_id, customer_id, field)
                """)
        }
        let tenant = record.tenant
        let changes = Change.all(in: event, of: actor.tenant)
        tx.afterCommit {
            AuditJournal.process.acknowledge(id.uuid, of: tenant)
            ChangeBoard.process.note(changes)
        }
        return id
    }

    /// Records a refusal in a transaction of its own, since what was refused leaves none.
    public static func recordDenied(
        _ event: AuditEvent, as actor: Actor, keys: TenantKeys, at now: Instant, in database: Database
    ) async throws {
        var denied = event
        denied.outcome = .denied
        try await database.write(as: actor) { [denied] tx in
            _ = try record(denied, as: actor, keys: keys, at: now, in: tx)
        }
    }
}
