internal import FoundationEssentials
internal import JSON
internal import Postgres

/// The webhooks' statements; no rules here.
enum WebhookQueries {
    /// One statement without a round trip: a job where somebody listens, and the news of it; otherwise nothing.
    static func fanOut(_ event: WebhookEvent, job: ID<Job>, actor: Actor, at now: Instant) -> SQL {
        let payload = String(decoding: event.payload(at: now).serialized, as: UTF8.self)
        return """
            with told as (
              insert into app.job (tenant_id, id, ordinal, kind, subject_id, payload, order_key, state, due_at, created_at, created_by,
                request_id)
              select \(actor.tenant), \(job), nextval('app.job_ordinal'), \(WebhookJobs.fanOut), \(event.object), \(payload)::jsonb,
                \(event.order), 'waiting', \(now), \(now), \(value: actor.user), \(actor.request)
              where exists (select 1 from app.webhook w where w.tenant_id = \(actor.tenant) and w.state = 'active'
                and \(event.type.code) = any (w.event_types))
              returning tenant_id)
            select pg_notify('peony_jobs', told.tenant_id::text) from told
            """
    }

    // MARK: - Subscriptions

    private static let columns: SQL = """
        w.id, w.name, w.url, w.event_types, w.state, w.pause_reason, w.failing_since, w.version, w.created_at, w.created_by, w.updated_at
        """

    static func list(of tenant: ID<Tenant>) -> SQL {
        "select \(columns) from app.webhook w where w.tenant_id = \(tenant) order by w.id"
    }

    static func get(_ id: ID<Webhook>, of tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return "select \(columns) from app.webhook w where w.tenant_id = \(tenant) and w.id = \(id)\(lock)"
    }

    static func count(of tenant: ID<Tenant>) -> SQL {
        "select count(*) from app.webhook where tenant_id = \(tenant)"
    }

    static func insert(_ webhook: Webhook, sealedSecret: [UInt8], tenant: ID<Tenant>) -> SQL {
        """
        insert into app.webhook (tenant_id, id, name, url, event_types, secret_sealed, state, pause_reason, version, created_at, created_by,
          updated_at)
        values (\(tenant), \(webhook.id), \(webhook.name), \(webhook.url), \(webhook.eventTypes), \(sealedSecret), \(webhook.state.rawValue),
          \(value: webhook.pauseReason), 1, \(webhook.createdAt), \(value: webhook.createdBy), \(webhook.updatedAt))
        """
    }

    static func update(_ webhook: Webhook, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.webhook set name = \(webhook.name), url = \(webhook.url), event_types = \(webhook.eventTypes),
          state = \(webhook.state.rawValue), pause_reason = \(value: webhook.pauseReason), failing_since = \(value: webhook.failingSince),
          version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and id = \(webhook.id)
        """
    }

    static func setSecret(_ sealed: [UInt8], of id: ID<Webhook>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.webhook set secret_sealed = \(sealed), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func delete(_ id: ID<Webhook>, tenant: ID<Tenant>) -> SQL {
        "delete from app.webhook where tenant_id = \(tenant) and id = \(id)"
    }

    static func listening(to type: String, of tenant: ID<Tenant>) -> SQL {
        """
        select id from app.webhook where tenant_id = \(tenant) and state = 'active' and \(type) = any (event_types) order by id
        """
    }

    // MARK: - Deliveries

    private static let deliveryColumns: SQL = """
        d.id, d.webhook_id, d.event_id, d.event_type, d.object_type, d.object_id, d.fields, d.occurred_at, d.state, d.attempts, d.status,
        d.error, d.milliseconds, d.attempted_at, d.created_at
        """

    static func insert(_ delivery: WebhookDelivery, tenant: ID<Tenant>) -> SQL {
        """
        insert into app.webhook_delivery (tenant_id, id, webhook_id, event_id, event_type, object_type, object_id, fields, occurred_at, state,
          created_at)
        values (\(tenant), \(delivery.id), \(delivery.webhook), \(delivery.event), \(delivery.eventType), \(delivery.objectType),
          \(delivery.object), \(delivery.fields), \(delivery.occurredAt), 'pending', \(delivery.createdAt))
        """
    }

    /// A delivery with its subscription's URL, secret and state behind it.
    static func toDeliver(_ id: UUID, of tenant: ID<Tenant>) -> SQL {
        """
        select \(deliveryColumns), w.url, w.secret_sealed, w.state from app.webhook_delivery d
        join app.webhook w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
        where d.tenant_id = \(tenant) and d.id = \(id)
        """
    }

    static func deliveries(
        of webhook: ID<Webhook>, tenant: ID<Tenant>, states: [String]?, before last: UUID?, limit: Int
    ) -> SQL {
        var condition: SQL = "d.webhook_id = \(webhook)"
        if let states { condition.append(" and d.state = any (\(states))") }
        if let last { condition.append(" and d.id < \(last)") }
        return """
            select \(deliveryColumns) from app.webhook_delivery d where d.tenant_id = \(tenant) and \(condition) order by d.id desc limit \(limit)
            """
    }

    static func delivery(_ id: ID<WebhookDelivery>, of webhook: ID<Webhook>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return """
            select \(deliveryColumns) from app.webhook_delivery d
            where d.tenant_id = \(tenant) and d.webhook_id = \(webhook) and d.id = \(id)\(lock)
            """
    }

    static func settle(
        _ id: UUID, of tenant: ID<Tenant>, state: WebhookDelivery.State, status: Int?, error: String?, took: Duration, at now: Instant
    ) -> SQL {
        """
        update app.webhook_delivery set state = \(state.rawValue), attempts = attempts + 1, status = \(value: status.map { Int32(clamping: $0) }),
          error = \(value: error), milliseconds = \(Int32(clamping: took.microseconds / 1000)), attempted_at = \(now)
        where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func setPending(_ id: ID<WebhookDelivery>, tenant: ID<Tenant>) -> SQL {
        """
        update app.webhook_delivery set state = 'pending' where tenant_id = \(tenant) and id = \(id)
        """
    }

    static func succeeded(_ id: ID<Webhook>, of tenant: ID<Tenant>) -> SQL {
        """
        update app.webhook set failing_since = null where tenant_id = \(tenant) and id = \(id) and failing_since is not null
        """
    }

    static func failed(_ id: ID<Webhook>, of tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.webhook set failing_since = coalesce(failing_since, \(now)) where tenant_id = \(tenant) and id = \(id) and state = 'active'
        returning failing_since
        """
    }

    static func pause(_ id: ID<Webhook>, of tenant: ID<Tenant>, reason: String, at now: Instant) -> SQL {
        """
        update app.webhook set state = 'paused', pause_reason = \(reason), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and id = \(id) and state = 'active'
        """
    }

    static func cleanUp(of tenant: ID<Tenant>, before: Instant, limit: Int) -> SQL {
        """
        delete from app.webhook_delivery where tenant_id = \(tenant) and id in (
          select d.id from app.webhook_delivery d where d.tenant_id = \(tenant) and d.created_at < \(before) and d.state <> 'pending'
          limit \(limit))
        """
    }
}
