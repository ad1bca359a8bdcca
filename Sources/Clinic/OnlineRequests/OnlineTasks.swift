internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Tasks that requests make: what a person has to do until when. In the system's context, since whose they are is asked for across rights.
enum OnlineTasks {
    /// What a task is called; of the person it says nothing.
    enum Title: String, Sendable {
        case late
        case contact

        /// In the language of the tenant.
        func text(_ number: Int64, isChinese: Bool) -> String {
            switch self {
            case .late: isChinese ? "网上预约待预审，编号 \(number)" : "Online request to review: \(number)"
            case .contact: isChinese ? "网上预约，请联系客户，编号 \(number)" : "Online request, please call: \(number)"
            }
        }
    }

    /// A task for the branch's doctor in charge: the first of its doctors who may review; nobody where there is none.
    static func doctor(
        of request: UUID, in branch: ID<Unit>, due: Instant, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        for row in try tx.execute(OnlineRequestQueries.doctors(of: branch.uuid, tenant: actor.tenant)) {
            let user: UUID = try row[0]
            let rights = try RightsLoader.load(ID(user), of: actor.tenant, at: now, in: tx).rights
            guard rights.grantedReach(of: .reviewOnlineRequest)?.contains(branch) == true else { continue }
            try insert(.late, "other", of: request, in: branch, for: user, due: due, as: actor, keys: keys, at: now, in: tx)
            return
        }
    }

    /// A task for whoever looks after the person, or for the desk of the branch.
    static func desk(
        of request: UUID, in branch: ID<Unit>, lead: UUID?, customer: UUID?, due: Instant, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws {
        var found = try tx.execute(OnlineRequestQueries.owner(lead: lead, customer: customer, tenant: actor.tenant))
        if found.isEmpty { found = try tx.execute(OnlineRequestQueries.desk(of: branch.uuid, at: now, tenant: actor.tenant)) }
        guard let row = found.first else { return }
        try insert(.contact, "call_back", of: request, in: branch, for: try row[0], due: due, as: actor, keys: keys, at: now, in: tx)
    }

    /// Ends what was to be done about a request so far: whoever acts on it has seen to that, or nobody need any more.
    static func settle(_ request: UUID, as state: String = "done", by actor: Actor, at now: Instant, in tx: Transaction) throws {
        try tx.asSystem(for: actor) {
            let rows = try tx.execute(
                """
                update app.task set state = \(state), closed_at = \(now), closed_by = \(value: actor.user), version = version + 1,
                  updated_at = \(now)
                where tenant_id = \(actor.tenant) and request_id = \(request) and state = 'open' returning assignee_id
                """)
            for row in rows { Change.tell("task", to: ID(try row.get(0, as: UUID.self)), of: actor.tenant, in: tx) }
        }
    }

    private static func insert(
        _ title: Title, _ kind: String, of request: UUID, in branch: ID<Unit>, for user: UUID, due: Instant, as actor: Actor,
        keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let rows = try tx.execute(
            """
            select r.number, z.locale = 'zh' from app.online_request r join app.tenant_setting z on z.tenant_id = r.tenant_id
            where r.tenant_id = \(actor.tenant) and r.id = \(request)
            """)
        guard let row = rows.first else { return }
        let id = ID<WorkTask>.new(at: now).uuid
        let text = title.text(try row[0], isChinese: try row[1])
        let cell = try TaskTexts(lead: nil, request: request, customer: nil, keys: keys, in: tx).cell(text, TaskTexts.title, of: id)
        // It names the request alone. Whose that turned out to be its page tells, to whoever sees him; a task that named him would say to
        // everybody else that there is somebody whom he does not see.
        tx.enqueue(
            """
            insert into app.task (tenant_id, id, branch_id, assignee_id, kind, title_sealed, request_id, due_at, created_at, updated_at)
            values (\(actor.tenant), \(id), \(branch), \(user), \(kind), \(cell), \(request), \(max(due, now)), \(now), \(now))
            """)
        Change.tell("task", to: ID(user), of: actor.tenant, in: tx)
    }
}
