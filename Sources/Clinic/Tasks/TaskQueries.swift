internal import FoundationEssentials
internal import Platform
internal import Postgres

/// A task as it is written.
struct NewTask: Sendable {
    let id: UUID
    let branch: UUID
    let assignee: UUID
    let kind: String
    /// Sealed by ``TaskTexts``.
    var title: [UInt8]?
    var lead: UUID?
    var customer: UUID?
    let dueAt: Instant
    /// Nil for one that a rule makes.
    var by: ID<User>?
    /// What of the house it is about, where it ends.
    var record: TaskRecord?
}

/// Something of the house that ends on a day, and so many days before it.
struct TaskRecord: Sendable, Hashable {
    let id: UUID
    let until: LocalDate
    let days: Int64
}

/// The tasks' own statements; no rules here.
enum TaskQueries {
    /// A first call that is there already stays as it is.
    static func insert(_ task: NewTask, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        insert into app.task (tenant_id, id, branch_id, assignee_id, kind, title_sealed, lead_id, customer_id, due_at, created_by, record_id,
          record_until, record_days, created_at, updated_at)
        values (\(tenant), \(task.id), \(task.branch), \(task.assignee), \(task.kind), \(value: task.title), \(value: task.lead),
          \(value: task.customer), \(task.dueAt), \(value: task.by), \(value: task.record?.id), \(value: task.record?.until),
          \(value: task.record?.days), \(now), \(now))
        on conflict (tenant_id, lead_id) where kind = 'first_call' and state = 'open' do nothing
        """
    }

    /// Closes what is open of these kinds about a lead.
    static func close(_ kinds: [String], of lead: UUID, as state: String, by user: ID<User>?, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.task set state = \(state), closed_at = \(now), closed_by = \(value: user), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and lead_id = \(lead) and kind = any (\(kinds)) and state = 'open'
        """
    }

    /// Gives what is open about a lead to somebody.
    static func hand(_ lead: UUID, to user: UUID, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.task set assignee_id = \(user), version = version + 1, updated_at = \(now)
        where tenant_id = \(tenant) and lead_id = \(lead) and state = 'open' and assignee_id <> \(user)
        """
    }

    static func locked(_ id: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select t.branch_id, t.assignee_id, t.state, t.version, t.due_at, t.created_by, t.lead_id, t.request_id, t.customer_id from app.task t
        where t.tenant_id = \(tenant) and t.id = \(id) for update
        """
    }

    /// Takes away what is written in tasks; what stands there in clear from before the texts were sealed as well.
    static let emptied: SQL = """
        title = null, postpone_reason = null, outcome = null, title_sealed = null, postpone_reason_sealed = null, outcome_sealed = null
        """

    /// What was written about somebody who is erased.
    static func erase(_ customer: UUID, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.task t set \(emptied), version = version + 1, updated_at = \(now)
        where t.tenant_id = \(tenant) and (t.customer_id = \(customer) or t.lead_id in
          (select l.id from app.lead l where l.tenant_id = \(tenant) and l.customer_id = \(customer)))
        """
    }
}

/// Where somebody's list of tasks ends: his own, and those of the branches that he oversees.
enum TaskReach {
    /// As a condition on `app.task t`.
    static func condition(_ actor: Actor, view: String? = nil) throws -> SQL {
        guard let user = actor.user else { throw Failure(.forbidden) }
        let own: SQL = "t.assignee_id = \(user)"
        if view == "mine" { return own }
        switch actor.rights.grantedReach(of: .overseeTask) {
        case .everywhere?: return view == "team" ? "not (\(own))" : "true"
        case .branches(let branches)?:
            let ids = branches.map(\.uuid).sorted()
            return view == "team" ? "(t.branch_id = any (\(ids)) and not (\(own)))" : "(\(own) or t.branch_id = any (\(ids)))"
        case nil: return view == "team" ? "false" : own
        }
    }

    /// Whether somebody oversees the tasks of a branch.
    static func oversees(_ branch: UUID, _ actor: Actor) -> Bool {
        actor.rights.grantedReach(of: .overseeTask)?.contains(ID(branch)) == true
    }

    /// Whether somebody works here, and has tasks in a branch.
    static func isPossible(_ assignee: UUID, in branch: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let rows = try tx.execute(
            "select 1 from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = \(assignee) and u.state = 'active'")
        guard !rows.isEmpty else { return false }
        let rights = try RightsLoader.load(ID(assignee), of: actor.tenant, at: now, in: tx).rights
        return rights.grantedReach(of: .readTask)?.contains(ID(branch)) == true
    }
}
