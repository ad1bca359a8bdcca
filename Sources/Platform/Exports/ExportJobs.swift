internal import FoundationEssentials
internal import Postgres

/// The exports' background work.
public enum ExportJobs {
    static let code = "export.run"
    private static let sweep = "export.sweep"
    /// How long an export waits for an approval.
    private static let patience: Duration = .seconds(7 * 86_400)

    /// What of exports is sealed under a tenant's key.
    public static let secrets: [TenantSecret] = (["order_sealed", "reason_sealed"] as [SQLIdentifier]).map {
        .column($0, of: "app.export", label: ExportRecord.label)
    }

    /// What stood in clear before.
    public static let clearTexts = [ClearText("reason", as: "reason_sealed", of: "app.export", houseKey: ExportRecord.label)]

    public static func kinds(_ lists: [ExportList]) -> [JobKind] {
        [
            JobKind(code, maximumAttempts: 5) { run in
                guard let subject = run.subject else { throw JobFailure(permanent: "payload") }
                try await RunExport(run: run, id: ID(subject), lists: lists)()
            },
            JobKind(sweep) { run in
                let (tenant, now) = (run.tenant, run.now())
                try await run.write { tx in
                    tx.enqueue(ExportQueries.lapse(askedBefore: now.advanced(by: .zero - patience), tenant: tenant, at: now))
                    tx.enqueue(ExportQueries.abandon(tenant: tenant, at: now))
                }
            },
        ]
    }

    public static let schedules = [Schedule(sweep, every: .seconds(3600), scope: .tenants)]

    static func enqueue(_ id: ID<Export>, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        try Outbox.enqueue(code, subject: id.uuid, at: now, as: actor, in: tx)
    }
}
