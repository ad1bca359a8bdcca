internal import FoundationEssentials
public import Platform
public import Postgres
internal import Vault

/// A lead of whom everything is known beforehand, as a demonstration brings him.
public struct NewLead: Sendable {
    public let id: ID<Lead>
    public let number: Int64
    public let branch: ID<Unit>
    /// One of ``Lead/states``.
    public let state: String
    public let owner: ID<User>?
    /// One of ``Customer/sourceChannels``.
    public let source: String
    public let createdAt: Instant
    public var medium: String?
    public var campaign: String?
    public var name: String?
    public var phone: String?
    public var wechat: String?
    public var remark: String?
    public var contactedAt: Instant?
    public var protectedUntil: Instant?
    /// One of ``Lead/lostReasons``.
    public var lostReason: String?
    public var closedAt: Instant?
    /// When the owner has to call again, and the task's id.
    public var callBack: (id: ID<WorkTask>, at: Instant)?

    public init(
        id: ID<Lead>, number: Int64, branch: ID<Unit>, state: String, owner: ID<User>?, source: String, createdAt: Instant
    ) {
        self.id = id
        self.number = number
        self.branch = branch
        self.state = state
        self.owner = owner
        self.source = source
        self.createdAt = createdAt
    }
}

/// Leads that are written together, with their touches, tokens, owners and tasks.
public struct LeadBatch: Sendable {
    private struct Cells: Sendable {
        let key: [UInt8]
        let name: [UInt8]?
        let phone: [UInt8]?
        let wechat: [UInt8]?
        let remark: [UInt8]?
    }

    private let leads: [NewLead]
    private let cells: [Cells]
    private let tokens: [(lead: UUID, tokens: [LeadTokens])]

    /// Seals them.
    public init(_ leads: [NewLead], keys: TenantKeys) throws {
        self.leads = leads
        var cells: [Cells] = []
        var tokens: [(lead: UUID, tokens: [LeadTokens])] = []
        for lead in leads {
            let crm = try keys.newCustomerKey(.crm, customer: lead.id.uuid)
            func seal(_ text: String?, _ column: String) throws -> [UInt8]? {
                let place = AssociatedData(tenant: keys.tenant.uuid, table: Lead.resource.table, column: column, row: lead.id.uuid)
                return try text.map { try crm.key.seal(Array($0.utf8), for: place) }
            }
            cells.append(
                Cells(
                    key: crm.wrapped, name: try seal(lead.name, "name_sealed"), phone: try seal(lead.phone, "phone_sealed"),
                    wechat: try seal(lead.wechat, "wechat_sealed"), remark: try seal(lead.remark, "remark_sealed")))
            tokens.append((lead.id.uuid, LeadTokens.all(phone: lead.phone, wechat: lead.wechat, keys: keys)))
        }
        self.cells = cells
        self.tokens = tokens
    }

    /// Writes them, in the system's context.
    public func enqueue(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard !leads.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.lead (tenant_id, id, number, branch_id, state, owner_id, source_channel, medium, campaign, name_sealed, phone_sealed,
              wechat_sealed, remark_sealed, crm_key, assigned_at, contacted_at, protected_until, lost_reason, closed_at, touched_at, created_at,
              updated_at)
            select \(actor.tenant), x.id, x.number, x.branch, x.state, x.owner, x.source, x.medium, x.campaign, x.name, x.phone, x.wechat, x.remark,
              x.key, case when x.owner is not null then x.at end, x.contacted, x.protected, x.lost, x.closed, x.at, x.at, x.at
            from unnest(\(leads.map(\.id.uuid)), \(leads.map(\.number)), \(leads.map(\.branch.uuid)), \(leads.map(\.state)),
              \(leads.map { $0.owner?.uuid }), \(leads.map(\.source)), \(leads.map(\.medium)), \(leads.map(\.campaign)), \(cells.map(\.name)),
              \(cells.map(\.phone)), \(cells.map(\.wechat)), \(cells.map(\.remark)), \(cells.map(\.key)), \(leads.map(\.createdAt)),
              \(leads.map(\.contactedAt)), \(leads.map(\.protectedUntil)), \(leads.map(\.lostReason)), \(leads.map(\.closedAt)))
              as x (id, number, branch, state, owner, source, medium, campaign, name, phone, wechat, remark, key, at, contacted, protected, lost,
                closed)
            """)
        for (lead, tokens) in tokens {
            for one in tokens { one.enqueue(for: lead, of: actor.tenant, in: tx) }
        }
        // A touch and an owner for each; their ids are made of the lead's, which no other table uses.
        tx.enqueue(
            """
            insert into app.lead_touch (tenant_id, id, branch_id, lead_id, source_channel, medium, campaign, at)
            select l.tenant_id, l.id, l.branch_id, l.id, l.source_channel, l.medium, l.campaign, l.created_at from app.lead l
            where l.tenant_id = \(actor.tenant) and l.id = any (\(leads.map(\.id.uuid)))
            """)
        tx.enqueue(
            """
            insert into app.lead_assignment (tenant_id, id, branch_id, lead_id, user_id, how, at)
            select l.tenant_id, l.id, l.branch_id, l.id, l.owner_id, case when l.owner_id is null then 'pool' else 'hand' end, l.created_at
            from app.lead l where l.tenant_id = \(actor.tenant) and l.id = any (\(leads.map(\.id.uuid)))
            """)
        for lead in leads {
            guard let task = lead.callBack, let owner = lead.owner else { continue }
            tx.enqueue(
                TaskQueries.insert(
                    NewTask(
                        id: task.id.uuid, branch: lead.branch.uuid, assignee: owner.uuid, kind: "call_back", lead: lead.id.uuid,
                        dueAt: task.at),
                    tenant: actor.tenant, at: lead.createdAt))
        }
        try AuditTrail.record(
            AuditEvent(.createLead, on: Lead.resource.name, rowCount: leads.count), as: actor, keys: keys, at: now, in: tx)
    }
}
