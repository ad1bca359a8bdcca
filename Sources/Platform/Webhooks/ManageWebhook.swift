internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What a system administrator does with subscriptions. Each leaves an event in the audit trail; none of them shows a secret but those
/// that make one.
enum ManageWebhook {
    /// Adds a subscription; returns it and its secret, which is never shown again.
    ///
    /// - Throws: `webhook.limit`.
    static func create(
        _ content: WebhookContent, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> (webhook: Webhook, secret: String) {
        let count: Int64 = try tx.execute(WebhookQueries.count(of: actor.tenant))[0][0]
        guard count < Int64(Webhook.maximumCount) else { throw Failure(.webhookLimit) }
        let webhook = Webhook(.new(at: now), content, by: actor.user, at: now)
        let secret = WebhookSecret.new()
        tx.enqueue(
            WebhookQueries.insert(webhook, sealedSecret: try WebhookSecret.seal(secret, of: webhook.id, keys: keys), tenant: actor.tenant))
        try record(nil, webhook, as: actor, keys: keys, at: now, in: tx)
        return (webhook, secret)
    }

    /// Changes what the content names; activating forgets that it was failing.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`.
    static func change(
        _ id: ID<Webhook>, _ content: WebhookContent, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Webhook {
        let old = try locked(id, as: actor, in: tx)
        guard old.version == version else { throw Failure(.stale) }
        var new = old
        if let name = content.name { new.name = name }
        if let url = content.url { new.url = url }
        if let types = content.eventTypes { new.eventTypes = types }
        if let active = content.active, active != (old.state == .active) {
            new.state = active ? .active : .paused
            new.pauseReason = active ? nil : "person"
        }
        if new.state == .active, old.state != .active || new.url != old.url { new.failingSince = nil }
        if try record(old, new, as: actor, keys: keys, at: now, in: tx) {
            tx.enqueue(WebhookQueries.update(new, tenant: actor.tenant, at: now))
        }
        return try found(WebhookQueries.get(id, of: actor.tenant), in: tx)
    }

    /// A new secret in place of the old one, at once.
    static func renewSecret(_ id: ID<Webhook>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> String {
        _ = try locked(id, as: actor, in: tx)
        let secret = WebhookSecret.new()
        tx.enqueue(WebhookQueries.setSecret(try WebhookSecret.seal(secret, of: id, keys: keys), of: id, tenant: actor.tenant, at: now))
        try AuditTrail.record(
            AuditEvent(.manageWebhook, on: "webhook", id.uuid, fields: ["webhook.secret"]), as: actor, keys: keys, at: now, in: tx)
        return secret
    }

    /// Removes a subscription with its log; what is still on its way is not sent.
    static func remove(_ id: ID<Webhook>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try locked(id, as: actor, in: tx)
        tx.enqueue(WebhookQueries.delete(id, tenant: actor.tenant))
        try AuditTrail.record(
            AuditEvent(
                .manageWebhook, on: "webhook", id.uuid,
                changes: [ValueChange("name", from: .string(old.name), to: .null), ValueChange("url", from: .string(old.url), to: .null)]),
            as: actor, keys: keys, at: now, in: tx)
    }

    /// Sends a message of the type `webhook.test`, also to a subscription that is paused; it is tried once.
    static func test(_ id: ID<Webhook>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> WebhookDelivery {
        _ = try locked(id, as: actor, in: tx)
        let event = WebhookEvent(.test, of: "webhook", id.uuid)
        let delivery = WebhookDelivery(to: id, of: ID<Job>.new(at: now).uuid, event, occurredAt: now, at: now)
        try WebhookJobs.send(delivery, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(.manageWebhook, on: "webhook", id.uuid, body: ["verb": "test"]), as: actor, keys: keys, at: now, in: tx)
        return delivery
    }

    /// Sends a delivery again that is over, whatever came of it; the receiver sees the same id.
    ///
    /// - Throws: `resource.not_found`, `webhook.delivery_pending`.
    static func replay(
        _ id: ID<WebhookDelivery>, of webhook: ID<Webhook>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> WebhookDelivery {
        let statement = WebhookQueries.delivery(id, of: webhook, tenant: actor.tenant, locking: true)
        guard let row = try tx.execute(statement).first else { throw Failure(.notFound) }
        var delivery = try WebhookDelivery(row)
        guard delivery.state != .pending else { throw Failure(.deliveryPending) }
        delivery.state = .pending
        tx.enqueue(WebhookQueries.setPending(id, tenant: actor.tenant))
        try Outbox.enqueue(WebhookJobs.deliver, subject: id.uuid, at: now, order: delivery.order, as: actor, in: tx)
        try AuditTrail.record(
            AuditEvent(.manageWebhook, on: "webhook", webhook.uuid, body: ["verb": "replay", "delivery": .string(id.description)]),
            as: actor, keys: keys, at: now, in: tx)
        return delivery
    }

    private static func locked(_ id: ID<Webhook>, as actor: Actor, in tx: Transaction) throws -> Webhook {
        try found(WebhookQueries.get(id, of: actor.tenant, locking: true), in: tx)
    }

    private static func found(_ statement: SQL, in tx: Transaction) throws -> Webhook {
        guard let row = try tx.execute(statement).first else { throw Failure(.notFound) }
        return try Webhook(row)
    }

    /// False when nothing changed.
    @discardableResult
    private static func record(
        _ old: Webhook?, _ new: Webhook, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let changes = ["name", "url", "eventTypes", "active"].compactMap { field -> ValueChange? in
            let (from, to) = (old?.json[field] ?? .null, new.json[field] ?? .null)
            return from == to ? nil : ValueChange(field, from: from, to: to)
        }
        guard !changes.isEmpty else { return false }
        try AuditTrail.record(
            AuditEvent(.manageWebhook, on: "webhook", new.id.uuid, changes: changes), as: actor, keys: keys, at: now, in: tx)
        return true
    }
}
