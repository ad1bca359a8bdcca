internal import FoundationEssentials
public import Platform
internal import Postgres

/// What happens to requests by themselves: somebody finds out whose one is, one becomes late, what nobody became anything of is forgotten.
public enum OnlineRequestJobs {
    /// Its subject is the request.
    static let meet = "online_requests.meet"
    static let clock = "online_requests.clock"
    static let forget = "online_requests.forget"

    /// Requests of one transaction.
    private static let batch = 100

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        let numbers = NumberBlocks(database: deployment.database)
        return [
            JobKind(meet) { run in try await MeetRequester(job: run, numbers: numbers).run() },
            JobKind(clock) { run in
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                let ids = try await run.deployment.database.fetch(
                    as: actor, [OnlineRequestQueries.late(at: now, limit: batch, tenant: tenant)])[0].map { try $0.get(0, as: UUID.self) }
                guard !ids.isEmpty else { return }
                let keys = try await run.deployment.keys.keys(of: tenant)
                for id in ids { try await run.write { tx in try late(id, as: actor, keys: keys, at: now, in: tx) } }
            },
            JobKind(forget) { run in
                let (tenant, actor, now) = (run.tenant, run.actor, run.now())
                let keys = try await run.deployment.keys.keys(of: tenant)
                let secret = run.deployment.keys.erasureSecret
                var done: Int64 = 0
                while true {
                    let count = try await run.write { tx in
                        let requests = try OnlineRequestErasure.forgotten(at: now, limit: batch, tenant: tenant, in: tx)
                        try OnlineRequestErasure.run(requests, of: tenant, secret: secret, at: now, in: tx)
                        if !requests.isEmpty {
                            try AuditTrail.record(
                                AuditEvent(
                                    .forgetOnlineRequests, on: OnlineRequest.resource.name, purpose: "retention ended",
                                    rowCount: requests.count),
                                as: actor, keys: keys, at: now, in: tx)
                        }
                        return requests.count
                    }
                    done += Int64(count)
                    if count < batch { break }
                    try await run.progress(done: done)
                }
            },
        ]
    }

    public static let schedules = [Schedule(clock, every: .seconds(120)), Schedule(forget, every: .seconds(86_400))]

    /// One request, if it is still waiting: the doctor in charge, or the desk, gets a task.
    private static func late(_ id: UUID, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.execute(
            """
            update app.online_request set overdue_at = \(now), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id) and overdue_at is null and due_at <= \(now)
            and state in ('auto_ok', 'need_review', 'contraindicated')
            returning branch_id, state, lead_id, customer_id
            """)
        guard let row = rows.first else { return }
        let branch: ID<Unit> = try row[0]
        if try row.get(1, as: String.self) == OnlineRequest.State.autoOK.rawValue {
            try OnlineTasks.desk(
                of: id, in: branch, lead: try row.getOptional(2), customer: try row.getOptional(3), due: now, as: actor, keys: keys,
                at: now, in: tx)
        } else {
            try OnlineTasks.doctor(of: id, in: branch, due: now, as: actor, keys: keys, at: now, in: tx)
        }
        try AuditTrail.record(
            AuditEvent(
                .updateOnlineRequest, on: OnlineRequest.resource.name, id, branch: branch, customer: id,
                fields: ["online_request.overdueAt"], purpose: "late"),
            as: actor, keys: keys, at: now, in: tx)
    }
}

extension Action {
    /// The keys of requests went that nobody became anything of: a word of the audit trail.
    static let forgetOnlineRequests = Action("forget.online_request")
}
