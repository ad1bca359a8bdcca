internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// The job that does actions on many customers.
public enum BulkJobs {
    static let code = "customer.bulk"

    public static func kinds(_ deployment: Deployment) -> [JobKind] {
        [JobKind(code) { run in try await RunBulkAction(run).run() }]
    }
}

/// One run: batch after batch, each row as the person who asked, with the rights that he has now. A row that is refused says why and keeps
/// nobody else waiting.
struct RunBulkAction {
    private static let size: Int64 = 50

    private let job: JobRun

    init(_ job: JobRun) {
        self.job = job
    }

    private struct Head: Sendable {
        let id: ID<BulkAction>
        let user: ID<User>
        let subject: UUID?
        let reason: String?
        let isUndo: Bool
        let total: Int32
    }

    func run() async throws {
        guard let subject = job.subject, let head = try await begin(ID(subject)) else { return }
        let keys = try await job.deployment.keys.keys(of: job.tenant)
        var done: Int64 = 0
        while true {
            // Rights end within a batch.
            guard let person = try await job.person(head.user) else { return try await fail(head, "user.state") }
            let now = job.now()
            let count = try await job.write(as: person) { tx in
                try RunBulkAction.batch(head, as: person, keys: keys, at: now, in: tx)
            }
            if count == 0 { break }
            done += count
            try await job.progress(done: done, total: Int64(head.total))
        }
    }

    private func begin(_ id: ID<BulkAction>) async throws -> Head? {
        let tenant = job.tenant
        return try await job.write { tx -> Head? in
            tx.enqueue("update app.bulk_action set state = 'running' where tenant_id = \(tenant) and id = \(id) and state = 'waiting'")
            let rows = try tx.execute(
                """
                select b.created_by, b.subject_id, b.reason, b.undoes_id is not null, b.total from app.bulk_action b
                where b.tenant_id = \(tenant) and b.id = \(id) and b.state = 'running'
                """)
            guard let row = rows.first else { return nil }
            return Head(
                id: id, user: try row[0], subject: try row.getOptional(1), reason: try row.getOptional(2), isUndo: try row[3],
                total: try row[4])
        }
    }

    private func fail(_ head: Head, _ word: String) async throws {
        let (tenant, now) = (job.tenant, job.now())
        try await job.write { tx in
            tx.enqueue(
                """
                update app.bulk_action set state = 'failed', error = \(word), finished_at = \(now), version = version + 1
                where tenant_id = \(tenant) and id = \(head.id)
                """)
        }
    }

    /// Up to so many rows; 0 at the end, or when the action was cancelled.
    private static func batch(_ head: Head, as person: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Int64 {
        let state = try tx.execute(
            "select b.state from app.bulk_action b where b.tenant_id = \(person.tenant) and b.id = \(head.id) for update"
        ).first?.get(0, as: String.self)
        guard state == "running" else { return 0 }
        let rows = try tx.execute(
            """
            select r.position, r.lane, r.object_id, r.to_id, r.word, r.before::text from app.bulk_action_row r
            where r.tenant_id = \(person.tenant) and r.action_id = \(head.id) and r.outcome = 'waiting' order by r.position
            limit \(RunBulkAction.size)
            """)
        guard !rows.isEmpty else {
            tx.enqueue(
                """
                update app.bulk_action set state = 'done', finished_at = \(now), version = version + 1
                where tenant_id = \(person.tenant) and id = \(head.id)
                """)
            return 0
        }
        var refused: Int32 = 0
        for row in rows {
            let before = try row.getOptional(5, as: String.self).map { try JSONParser.parse(Array($0.utf8)) }
            let step = WorkLane.Context(
                object: try row[2], to: try row.getOptional(3), word: try row.getOptional(4), before: before, from: head.subject,
                reason: head.reason, actor: person, keys: keys, now: now)
            let (outcome, code, found) = try take(step, lane: try row[1], isUndo: head.isUndo, in: tx)
            if outcome == "refused" { refused += 1 }
            let text = found.map { String(decoding: $0.serialized, as: UTF8.self) }
            tx.enqueue(
                """
                update app.bulk_action_row set outcome = \(outcome), code = \(code), before = coalesce(\(text)::text::jsonb, before)
                where tenant_id = \(person.tenant) and action_id = \(head.id) and position = \(try row.get(0, as: Int32.self))
                """)
        }
        tx.enqueue(
            """
            update app.bulk_action set done_count = done_count + \(Int32(clamping: rows.count)), refused_count = refused_count + \(refused)
            where tenant_id = \(person.tenant) and id = \(head.id)
            """)
        return Int64(rows.count)
    }

    private static func take(
        _ step: WorkLane.Context, lane: String, isUndo: Bool, in tx: Transaction
    ) throws -> (outcome: String, code: String?, before: JSONValue?) {
        guard let lane = WorkLane.all.first(where: { $0.code == lane }) else { return ("refused", "bulk.lane", nil) }
        do {
            switch try tx.savepoint({ try isUndo ? lane.undo(step, tx) : lane.apply(step, tx) }) {
            case .done(let before): return ("done", nil, isUndo ? nil : before)
            case .unchanged(let word): return ("unchanged", word, nil)
            }
        } catch let failure as Failure {
            return ("refused", failure.code.code, nil)
        }
    }
}
