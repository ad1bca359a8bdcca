internal import FoundationEssentials
internal import JSON
internal import Logging
internal import Postgres

/// Tells one receiver of one event, and writes down how that went.
struct DeliverWebhook: Sendable {
    static let maximumAttempts = 12
    /// After failing for so long without one success a subscription pauses by itself.
    static let patience: Duration = .seconds(3 * 86_400)

    let client: OutboundClient

    /// Why an attempt failed; the job is tried again.
    private struct NotDelivered: Error {}

    /// - Throws: when the receiver did not take it, so that the job returns; ``JobInterruption``.
    func run(_ run: JobRun) async throws {
        guard let id = run.subject else { throw JobFailure(permanent: "malformed_delivery") }
        let rows = try await run.deployment.database.fetch(as: run.actor, [WebhookQueries.toDeliver(id, of: run.tenant)])[0]
        // The subscription was removed, and its log with it.
        guard let row = rows.first else { return }
        let delivery = try WebhookDelivery(row)
        guard delivery.state == .pending else { return }
        let isActive = try row.get(17, as: String.self) == Webhook.State.active.rawValue
        guard isActive || delivery.eventType == EventType.test.code else {
            return try await settle(delivery, .failed, nil, "paused", .zero, run)
        }
        guard let url = OutboundURL(try row[15]) else { return try await settle(delivery, .failed, nil, "url", .zero, run) }
        let keys = try await run.deployment.keys.keys(of: run.tenant)
        let secret = try WebhookSecret.open(try row[16], of: delivery.webhook, keys: keys)
        let began = ContinuousClock.now
        let outcome = await post(delivery, to: url, secret: secret, attempt: run.attempt, at: run.now())
        let took = began.duration(to: .now)
        if let status = outcome.status, (200..<300).contains(status) {
            return try await settle(delivery, .delivered, status, nil, took, run)
        }
        let isLast = run.attempt >= DeliverWebhook.maximumAttempts || delivery.eventType == EventType.test.code || outcome.status == 410
        let error = outcome.error ?? (outcome.status.map { (300..<400).contains($0) ? "redirect" : "status" } ?? "no_answer")
        try await settle(delivery, isLast ? .failed : .pending, outcome.status, error, took, run)
        if !isLast { throw NotDelivered() }
        // A test tells its result in the log and is nobody's dead letter.
        if delivery.eventType != EventType.test.code { throw JobFailure(permanent: "webhook_not_delivered") }
    }

    private func post(
        _ delivery: WebhookDelivery, to url: OutboundURL, secret: [UInt8], attempt: Int, at now: Instant
    ) async -> (status: Int?, error: String?) {
        let body = delivery.body
        let headers = [
            ("content-type", "application/json"), ("user-agent", "Peony-Webhook/1"), ("peony-delivery", delivery.id.description),
            ("peony-event", delivery.eventType), ("peony-attempt", String(attempt)),
            ("peony-signature", WebhookSignature.header(secret: secret, at: now, body: body)),
        ]
        do {
            return (try await client.post(url, headers: headers, body: body), nil)
        } catch let error as OutboundError {
            return (nil, error.rawValue)
        } catch {
            return (nil, OutboundError.unreachable.rawValue)
        }
    }

    /// Writes the attempt into the log, and what it says about the subscription.
    private func settle(
        _ delivery: WebhookDelivery, _ state: WebhookDelivery.State, _ status: Int?, _ error: String?, _ took: Duration, _ run: JobRun
    ) async throws {
        let now = run.now()
        let keys = try await run.deployment.keys.keys(of: run.tenant)
        try await run.write { tx in
            tx.enqueue(
                WebhookQueries.settle(delivery.id.uuid, of: run.tenant, state: state, status: status, error: error, took: took, at: now))
            if state == .delivered {
                tx.enqueue(WebhookQueries.succeeded(delivery.webhook, of: run.tenant))
            } else if status != nil || took > .zero {
                let failing = try tx.execute(WebhookQueries.failed(delivery.webhook, of: run.tenant, at: now)).first
                guard let since = try failing?.get(0, as: Instant.self) else { return }
                let isGone = status == 410
                guard isGone || now.since(since) >= DeliverWebhook.patience else { return }
                let reason = isGone ? "gone" : "failing"
                guard try tx.execute(WebhookQueries.pause(delivery.webhook, of: run.tenant, reason: reason, at: now)).affected == 1 else {
                    return
                }
                try AuditTrail.record(
                    AuditEvent(
                        .manageWebhook, on: "webhook", delivery.webhook.uuid,
                        changes: [
                            ValueChange("active", from: true, to: false), ValueChange("pauseReason", from: .null, to: .string(reason)),
                        ]),
                    as: run.actor, keys: keys, at: now, in: tx)
            }
        }
    }
}
