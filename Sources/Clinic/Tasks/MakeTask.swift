internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Makes a task, for oneself or for somebody of a team that one oversees; about a customer, a lead, or nobody.
struct MakeTask: Sendable {
    let id: UUID
    private let leads: Resource
    private let assignee: UUID?
    private let branch: UUID?
    private let kind: String
    private let title: String
    private let lead: UUID?
    private let customer: UUID?
    private let dueAt: Instant

    /// Reads `{"title", "dueAt", "kind"?, "assigneeId"?, "branchId"?, "leadId"?, "customerId"?}`.
    ///
    /// - Parameter leads: what leads are, which make tasks themselves.
    init(_ id: UUID, leads: Resource, reading payload: PayloadReader) {
        self.id = id
        self.leads = leads
        title = payload.requiredText("title", max: 200)
        dueAt = payload.requiredTime("dueAt")
        kind = payload.choice("kind", of: WorkTask.made) ?? "other"
        assignee = payload.uuid("assigneeId")
        branch = payload.uuid("branchId")
        lead = payload.uuid("leadId")
        customer = payload.uuid("customerId")
        if lead != nil, customer != nil { payload.refuse("customerId", "not_allowed") }
    }

    /// - Throws: `request.invalid` with every violation: what is named and not the actor's to see is `not_allowed`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard let user = actor.user else { throw Failure(.forbidden) }
        var violations: [Violation] = []
        var place = branch
        var about = customer
        if let lead {
            let view = actor.rights.view(of: leads)
            let rows = try tx.execute(
                """
                select t.branch_id, t.customer_id, t.crm_key is not null from \(leads.source) where t.tenant_id = \(actor.tenant) and t.id = \(lead)
                and \(view.condition(view.bits(allowing: leads.read), for: actor, at: now))
                """)
            // Who was erased is nobody any more about whom something could be written.
            if let row = rows.first, try row.get(2, as: Bool.self) {
                (place, about) = (try row[0], try row.getOptional(1))
            } else {
                violations.append(Violation(pointer: "/leadId", code: "not_allowed"))
            }
        }
        if let customer {
            let view = actor.rights.view(of: Customer.resource)
            let rows = try tx.execute(
                """
                select t.home_branch_id from \(Customer.resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(customer)
                and \(view.condition(view.bits(allowing: .readCustomer), for: actor, at: now))
                """)
            if let row = rows.first {
                place = try row[0]
            } else {
                violations.append(Violation(pointer: "/customerId", code: "not_allowed"))
            }
        }
        let reach = actor.rights.grantedReach(of: .createTask)
        if place == nil, case .branches(let branches)? = reach, branches.count == 1 { place = branches.first?.uuid }
        let whose = assignee ?? user.uuid
        if let place {
            let isOpen = try !tx.execute(
                "select 1 from app.unit u where u.tenant_id = \(actor.tenant) and u.id = \(place) and u.kind = 'branch' and u.state = 'open'"
            ).isEmpty
            if !isOpen || reach?.contains(ID(place)) != true {
                violations.append(
                    Violation(pointer: lead != nil ? "/leadId" : customer != nil ? "/customerId" : "/branchId", code: "not_allowed"))
            } else if whose != user.uuid {
                let isPossible = try TaskReach.oversees(place, actor) && TaskReach.isPossible(whose, in: place, as: actor, at: now, in: tx)
                if !isPossible { violations.append(Violation(pointer: "/assigneeId", code: "not_allowed")) }
            }
        } else if violations.isEmpty {
            violations.append(Violation(pointer: "/branchId", code: "required"))
        }
        guard violations.isEmpty, let place else { throw Failure.invalid(violations) }
        let texts = try TaskTexts(lead: lead, request: nil, customer: about, keys: keys, in: tx)
        tx.enqueue(
            TaskQueries.insert(
                NewTask(
                    id: id, branch: place, assignee: whose, kind: kind, title: try texts.cell(title, TaskTexts.title, of: id), lead: lead,
                    customer: about, dueAt: dueAt, by: user),
                tenant: actor.tenant, at: now))
        Change.tell("task", to: ID(whose), of: actor.tenant, in: tx)
        WebhookEvent(.taskCreated, of: WorkTask.resource.name, id).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createTask, on: WorkTask.resource.name, id, branch: ID(place), fields: ["task.title", "task.dueAt"],
                body: ["assignee": .string(whose.uuidString.lowercased()), "dueAt": .string(dueAt.description)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
