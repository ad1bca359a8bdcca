internal import FoundationEssentials
internal import JSON
internal import Postgres

/// The jobs' statements; no rules here.
enum JobQueries {
    private static func json(_ value: JSONValue?) -> String? { value.map { String(decoding: $0.serialized, as: UTF8.self) } }

    static func insert(
        _ id: ID<Job>, kind: String, subject: UUID?, payload: JSONValue, dueAt: Instant, key: String?, order: String?, actor: Actor,
        at now: Instant
    ) -> SQL {
        let conflict: SQL = key == nil ? "" : " on conflict (tenant_id, kind, key) where key is not null and state = 'waiting' do nothing"
        return """
            insert into app.job (tenant_id, id, ordinal, kind, subject_id, payload, key, order_key, state, due_at, created_at, created_by,
              key_id, request_id)
            values (\(actor.tenant), \(id), nextval('app.job_ordinal'), \(kind), \(value: subject), \(value: json(payload))::jsonb,
              \(value: key), \(value: order), 'waiting', \(dueAt), \(now), \(value: actor.user),
              \(value: actor.key?.id), \(actor.request))\(conflict)
            """
    }

    /// The job that waits under a key, which nobody claims before COMMIT: one that ran meanwhile would not have seen what is written here.
    static func waiting(_ kind: String, key: String, tenant: ID<Tenant>) -> SQL {
        """
        select id from app.job where tenant_id = \(tenant) and kind = \(kind) and key = \(key) and state = 'waiting' for key share
        """
    }

    static func moveWaiting(_ kind: String, key: String, to due: Instant, tenant: ID<Tenant>) -> SQL {
        """
        update app.job set due_at = \(due) where tenant_id = \(tenant) and kind = \(kind) and key = \(key) and state = 'waiting'
        """
    }

    static func cancelWaiting(_ kind: String, key: String, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.job set state = 'cancelled', finished_at = \(now)
        where tenant_id = \(tenant) and kind = \(kind) and key = \(key) and state = 'waiting'
        """
    }

    // MARK: - Claiming

    /// Takes one job: first one whose lease ran out, else the one that is due longest and whose order lets it. Two statements' worth
    /// of look-ups in one, so that each stops at its index's first row; `skip locked` lets many servers claim at once.
    static func claim(of tenant: ID<Tenant>, at now: Instant, lease: Duration) -> SQL {
        let isNext: SQL = """
            (j.order_key is null or not exists (select 1 from app.job e where e.tenant_id = j.tenant_id and e.order_key = j.order_key
              and e.state in ('waiting', 'running') and e.ordinal < j.ordinal))
            """
        return """
            with expired as (
              select j.id from app.job j where j.tenant_id = \(tenant) and j.state = 'running' and j.lease_until < statement_timestamp()
              order by j.lease_until limit 1 for update of j skip locked),
            due as (
              select j.id from app.job j where j.tenant_id = \(tenant) and j.state = 'waiting' and j.due_at <= \(now)
              and not exists (select 1 from expired) and \(isNext)
              order by j.due_at, j.ordinal limit 1 for update of j skip locked)
            update app.job t set state = 'running', attempt = t.attempt + 1, fence = t.fence + 1, started_at = \(now),
              lease_until = statement_timestamp() + \(lease.microseconds) * interval '1 microsecond'
            where t.tenant_id = \(tenant) and t.id = (select c.id from (select id from expired union all select id from due) c limit 1)
            returning t.id, t.kind, t.subject_id, t.payload::text, t.cursor_at::text, t.attempt, t.fence
            """
    }

    /// When the next job that is not due yet will be.
    static func nextDue(of tenant: ID<Tenant>, after now: Instant) -> SQL {
        """
        select due_at from app.job where tenant_id = \(tenant) and state = 'waiting' and due_at > \(now)
        order by due_at limit 1
        """
    }

    static func horizon(at now: Instant) -> SQL {
        "select tenant_id, next_at, waiting, running, dead, oldest_at from app.job_horizon(\(now))"
    }

    // MARK: - While it runs

    /// Longer lease; keeps a progress where there is one. No row: the lease is lost.
    static func beat(_ job: ClaimedJob, lease: Duration, done: Int64? = nil, total: Int64? = nil, cursor: JSONValue? = nil) -> SQL {
        """
        update app.job set lease_until = statement_timestamp() + \(lease.microseconds) * interval '1 microsecond',
          done_count = coalesce(\(value: done), done_count), total_count = coalesce(\(value: total), total_count),
          cursor_at = coalesce(\(value: json(cursor))::jsonb, cursor_at)
        where tenant_id = \(job.tenant) and id = \(job.id) and fence = \(job.fence) and state = 'running'
        returning cancel_requested
        """
    }

    /// Holds the lease until COMMIT: nobody can claim the row meanwhile. No row: it is lost.
    static func hold(_ job: ClaimedJob) -> SQL {
        """
        select cancel_requested from app.job
        where tenant_id = \(job.tenant) and id = \(job.id) and fence = \(job.fence) and state = 'running' for share
        """
    }

    static func effect(_ name: String, of job: ClaimedJob, at now: Instant) -> SQL {
        """
        insert into app.job_effect (tenant_id, job_id, name, at) values (\(job.tenant), \(job.id), \(name), \(now))
        on conflict do nothing
        """
    }

    // MARK: - Settling

    /// Ends a run. No row: the lease is lost, or, for what would wait again, another job waits under its key.
    static func settle(_ job: ClaimedJob, _ settlement: JobSettlement, at now: Instant) -> SQL {
        let mine: SQL = "t.id = \(job.id) and t.fence = \(job.fence) and t.state = 'running'"
        let alone: SQL = """
            not exists (select 1 from app.job o where o.tenant_id = t.tenant_id and o.kind = t.kind and o.key = t.key and o.state = 'waiting')
            """
        switch settlement {
        case .done:
            return """
                update app.job t set state = 'done', finished_at = \(now), lease_until = null, error = null
                where t.tenant_id = \(job.tenant) and \(mine)
                """
        case .cancelled:
            return """
                update app.job t set state = 'cancelled', finished_at = \(now), lease_until = null
                where t.tenant_id = \(job.tenant) and \(mine)
                """
        case .dead(let error):
            return """
                update app.job t set state = 'dead', finished_at = \(now), lease_until = null, error = \(error)
                where t.tenant_id = \(job.tenant) and \(mine)
                """
        case .retried(let due, let error):
            return """
                update app.job t set state = 'waiting', due_at = \(due), lease_until = null, error = \(error)
                where t.tenant_id = \(job.tenant) and \(mine) and \(alone)
                """
        case .givenBack(let due):
            return """
                update app.job t set state = 'waiting', due_at = \(due), lease_until = null, attempt = t.attempt - 1
                where t.tenant_id = \(job.tenant) and \(mine) and \(alone)
                """
        }
    }

    /// Ends a run whose work another job, that waits under the same key, will do anyway.
    static func supersede(_ job: ClaimedJob, at now: Instant) -> SQL {
        """
        update app.job set state = 'cancelled', finished_at = \(now), lease_until = null, error = 'superseded'
        where tenant_id = \(job.tenant) and id = \(job.id) and fence = \(job.fence) and state = 'running'
        """
    }

    // MARK: - By hand

    private static let columns: SQL = """
        j.id, j.kind, j.state, j.subject_id, j.attempt, j.due_at, j.done_count, j.total_count, j.error, j.cancel_requested, j.created_at,
        j.created_by, j.started_at, j.finished_at
        """

    static func list(of tenant: ID<Tenant>, states: [String]?, kind: String?, before last: UUID?, limit: Int) -> SQL {
        var condition: SQL = "j.tenant_id = \(tenant)"
        if let states { condition.append(" and j.state = any (\(states))") }
        if let kind { condition.append(" and j.kind = \(kind)") }
        if let last { condition.append(" and j.id < \(last)") }
        return "select \(columns) from app.job j where j.tenant_id = \(tenant) and \(condition) order by j.id desc limit \(limit)"
    }

    static func get(_ id: ID<Job>, of tenant: ID<Tenant>) -> SQL {
        "select \(columns) from app.job j where j.tenant_id = \(tenant) and j.id = \(id)"
    }

    static func lockState(of id: ID<Job>, tenant: ID<Tenant>) -> SQL {
        "select kind, state from app.job where tenant_id = \(tenant) and id = \(id) for update"
    }

    static func cancelWaiting(_ id: ID<Job>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.job set state = 'cancelled', finished_at = \(now), cancel_requested = true
        where tenant_id = \(tenant) and id = \(id) and state = 'waiting'
        """
    }

    static func requestCancellation(_ id: ID<Job>, tenant: ID<Tenant>) -> SQL {
        "update app.job set cancel_requested = true where tenant_id = \(tenant) and id = \(id) and state = 'running'"
    }

    static func makeDue(_ id: ID<Job>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        "update app.job set due_at = least(due_at, \(now)) where tenant_id = \(tenant) and id = \(id) and state = 'waiting'"
    }

    /// As if it were new, behind everything that waits; the cursor stays, so it goes on where it came to. No row: another one waits
    /// under its key.
    static func replay(_ id: ID<Job>, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.job t set state = 'waiting', due_at = \(now), attempt = 0, ordinal = nextval('app.job_ordinal'), finished_at = null,
          cancel_requested = false
        where t.tenant_id = \(tenant) and t.id = \(id) and t.state in ('dead', 'cancelled')
          and not exists (select 1 from app.job o where o.tenant_id = t.tenant_id and o.kind = t.kind and o.key = t.key and o.state = 'waiting')
        """
    }

    // MARK: - Schedules

    static func schedulesDue(_ schedules: [Schedule], at now: Instant) -> SQL {
        """
        select tenant_id, kind, due_at, is_first from app.job_schedules_due(\(now), \(schedules.map(\.kind)), \(schedules.map(\.interval)),
          \(schedules.map(\.minuteOfDay)), \(schedules.map(\.isOfDeployment)))
        """
    }

    /// The first firing of a schedule writes its row, a later one moves it on; either touches one row for one server only.
    static func firstFiring(_ kind: String, of tenant: ID<Tenant>, at due: Instant) -> SQL {
        """
        insert into app.job_schedule (tenant_id, kind, last_at) values (\(tenant), \(kind), \(due)) on conflict do nothing
        """
    }

    static func firing(_ kind: String, of tenant: ID<Tenant>, at due: Instant) -> SQL {
        """
        update app.job_schedule set last_at = \(due) where tenant_id = \(tenant) and kind = \(kind) and last_at < \(due)
        """
    }
}
