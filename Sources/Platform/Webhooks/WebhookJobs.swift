internal import FoundationEssentials
internal import JSON
internal import Postgres

/// The jobs behind webhooks: one finds out who is told of an event, one tells one receiver, one clears the log.
public enum WebhookJobs {
    static let fanOut = "webhook.fan_out"
    static let deliver = "webhook.deliver"
    static let cleanUp = "webhook.clean_up"

    /// How long the log of deliveries is kept.
    static let logStays: Duration = .seconds(30 * 86_400)
    private static let batch = 1_000

    /// The kinds; deliveries go out through `client`.
    public static func kinds(_ deployment: Deployment, client: OutboundClient) -> [JobKind] {
        [
            JobKind(fanOut) { try await spread($0) },
            // Twelve attempts over most of a day: a receiver may be repaired overnight.
            JobKind(
                deliver, maximumAttempts: DeliverWebhook.maximumAttempts,
                backoff: Backoff(first: .seconds(30), longest: .seconds(6 * 3_600))
            ) {
                try await DeliverWebhook(client: client).run($0)
            },
            JobKind(cleanUp) { try await clear($0) },
        ]
    }

    public static let schedules = [Schedule(cleanUp, dailyAt: LocalTime(hour: 3, minute: 40))]

    /// Writes a delivery and its job for every subscription that listens now.
    private static func spread(_ run: JobRun) async throws {
        guard let object = run.subject, let code = run.payload["type"]?.string, let objectType = run.payload["objectType"]?.string,
            let occurredAt = run.payload["at"]?.string.flatMap({ Instant($0) })
        else { throw JobFailure(permanent: "malformed_event") }
        let fields = (run.payload["fields"]?.array ?? []).compactMap(\.string)
        let event = WebhookEvent(EventType(code, code, code), of: objectType, object, fields: fields)
        let now = run.now()
        try await run.write { tx in
            guard try run.once("spread", in: tx) else { return }
            for row in try tx.execute(WebhookQueries.listening(to: code, of: run.tenant)) {
                let delivery = WebhookDelivery(to: try row[0], of: run.id.uuid, event, occurredAt: occurredAt, at: now)
                try send(delivery, as: run.actor, at: now, in: tx)
            }
        }
    }

    /// Puts a new delivery on its way.
    static func send(_ delivery: WebhookDelivery, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        tx.enqueue(WebhookQueries.insert(delivery, tenant: actor.tenant))
        try Outbox.enqueue(deliver, subject: delivery.id.uuid, at: now, order: delivery.order, as: actor, in: tx)
    }

    private static func clear(_ run: JobRun) async throws {
        let before = run.now().advanced(by: .zero - logStays)
        var count = batch
        while count == batch {
            count = try await run.write { tx in
                try tx.execute(WebhookQueries.cleanUp(of: run.tenant, before: before, limit: batch)).affected
            }
        }
    }
}
