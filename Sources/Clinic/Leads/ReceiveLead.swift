internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Takes a sheet down. Whoever is known in the branch, or seen elsewhere by the one who takes it down, is touched once more and gets no twin:
/// his lead, or his file. Of other branches' people nobody learns anything: the sheet becomes a lead of its own like anybody's, and the
/// person's file is told of the touch where its own people see it.
struct ReceiveLead: Sendable {
    /// Who is to have a new lead.
    enum Keeping: String, CaseIterable, Sendable {
        case rules
        case me
        case pool
    }

    let id: UUID
    let touch: UUID
    let number: Int64
    private(set) var values: FieldChanges
    let keeping: Keeping

    init(_ values: FieldChanges, keeping: Keeping, number: Int64, at now: Instant) {
        self.values = values
        self.keeping = keeping
        self.number = number
        id = ID<Lead>.new(at: now).uuid
        touch = ID<LeadTouch>.new(at: now).uuid
    }

    /// What became of a sheet, as far as the one who took it down may know.
    struct Result: Sendable {
        let lead: UUID?
        let customer: UUID?
    }

    /// Fills in the branch where there is one only, and looks whether the fields are the actor's to write there.
    ///
    /// - Throws: `request.invalid` with every violation.
    mutating func complete(for actor: Actor) throws {
        let view = actor.rights.view(of: Lead.resource)
        var violations: [Violation] = []
        if values["branchId"] == nil {
            if case .branches(let branches)? = actor.rights.grantedReach(of: .createLead), branches.count == 1, let only = branches.first {
                values["branchId"] = .id(only.uuid)
            } else {
                violations.append(Violation(pointer: "/branchId", code: "required"))
            }
        }
        if values["sourceChannel"] == nil { violations.append(Violation(pointer: "/sourceChannel", code: "required")) }
        if values["phone"]?.text == nil, values["wechat"]?.text == nil { violations.append(Violation(pointer: "/phone", code: "required")) }
        if case .id(let branch)? = values["branchId"] {
            let bits = view.bits(branch: ID(branch), owner: nil, for: actor.user)
            if !bits.overlaps(view.bits(allowing: .createLead)) {
                violations.append(Violation(pointer: "/branchId", code: "not_allowed"))
            } else {
                for index in values.fields where view.resource.fields[index].name != "branchId" {
                    guard !view.right(on: index, in: bits).allowsWriting else { continue }
                    violations.append(Violation(pointer: view.resource.fields[index].pointer, code: "unknown_field"))
                }
            }
        }
        if keeping == .me, case .id(let branch)? = values["branchId"],
            actor.rights.grantedReach(of: .updateLead)?.contains(ID(branch)) != true
        {
            violations.append(Violation(pointer: "/keep", code: "not_allowed"))
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    private var branch: UUID { if case .id(let id)? = values["branchId"] { id } else { UUID() } }
    private var service: UUID? { if case .id(let id)? = values["serviceId"] { id } else { nil } }
    private var source: String { values["sourceChannel"]?.text ?? "other" }
    private var medium: String? { values["medium"]?.text }
    private var campaign: String? { values["campaign"]?.text }

    /// Writes it. From the end on the transaction is in the system's context.
    ///
    /// - Throws: `request.invalid` for a branch or a service that is not there.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Result {
        let references = try tx.execute(
            """
            select exists (select 1 from app.unit u where u.tenant_id = \(actor.tenant) and u.id = \(branch) and u.kind = 'branch' and u.state = 'open'),
              \(value: service)::uuid is null or exists (select 1 from app.service s where s.tenant_id = \(actor.tenant)
                and s.id = \(value: service) and s.state = 'active')
            """)[0]
        var violations: [Violation] = []
        if try !references.get(0, as: Bool.self) { violations.append(Violation(pointer: "/branchId", code: "not_allowed")) }
        if try !references.get(1, as: Bool.self) { violations.append(Violation(pointer: "/serviceId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        let tokens = LeadTokens(phone: values["phone"]?.text, wechat: values["wechat"]?.text, index: keys.indexes[0])
        try tokens.hold(of: actor.tenant, in: tx)
        let search = KnownLead(tokens: tokens, branch: branch, phone: values["phone"]?.text, keys: keys)
        let settings = try LeadSettings.read(of: actor.tenant, in: tx)
        let known = try search.run(as: actor, at: now, in: tx)
        // From here on as the system: who is known, at work or has how many is asked for across branches.
        tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        if let lead = known.lead, let row = try LeadRow(locking: lead, of: actor.tenant, in: tx) {
            // Where another branch has the lead, a customer of this one is not written into it.
            let attached = known.isCustomers && known.customer?.branch == row.branch ? known.customer : nil
            let person = try known.customer ?? search.hiddenCustomer(as: actor, in: tx)
            try again(row, attached, told: person, settings, as: actor, keys: keys, at: now, in: tx)
            return Result(lead: lead, customer: row.customer ?? known.customer?.id)
        }
        if let customer = known.customer, let owner = customer.owner {
            try meet(customer, owner: owner, settings, as: actor, keys: keys, at: now, in: tx)
            return Result(lead: nil, customer: customer.id)
        }
        let hidden = known.customer == nil ? try search.hiddenCustomer(as: actor, in: tx) : nil
        try make(known.customer, hidden: hidden, settings, as: actor, keys: keys, at: now, in: tx)
        return Result(lead: id, customer: known.customer?.id)
    }

    /// Nobody knew him: a lead is made and given.
    private func make(
        _ customer: KnownLead.Person?, hidden: KnownLead.Person?, _ settings: LeadSettings, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws {
        let resource = Lead.resource
        let crm = try keys.newCustomerKey(.crm, customer: id)
        let writer = ResourceWriter(resource, keys: keys)
        let columns = try values.fields.map { index -> (SQLIdentifier, SQL) in
            let field = resource.fields[index]
            return (field.column, try writer.parameter(values.values[index] ?? .null, for: field, row: id, crm: crm.key, medical: nil))
        }
        let names = columns.map { SQL($0.0) }.joined(separator: ", ")
        let bound = columns.map(\.1).joined(separator: ", ")
        tx.enqueue(
            """
            insert into app.lead (tenant_id, id, number, state, crm_key, customer_id, touched_at, created_by, created_at, updated_at, \(names))
            values (\(actor.tenant), \(id), \(number), 'new', \(crm.wrapped), \(value: customer?.id), \(now), \(value: actor.user), \(now), \(now),
              \(bound))
            """)
        for tokens in LeadTokens.all(phone: values["phone"]?.text, wechat: values["wechat"]?.text, keys: keys) {
            tokens.enqueue(for: id, of: actor.tenant, in: tx)
        }
        enqueueTouch(lead: id, customer: customer?.id ?? hidden?.id, as: actor, at: now, in: tx)
        for person in [customer, hidden].compactMap(\.self) { tell(person, as: actor, at: now, in: tx) }
        let fields = values.fields.map { resource.fields[$0] }
        WebhookEvent(.leadCreated, of: resource.name, id, fields: fields.map(\.name)).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createLead, on: resource.name, id, branch: ID(branch), customer: id, fields: fields.map(resource.qualified),
                links: fields.filter { $0.classification >= .identity }.map {
                    Release(object: id, customer: id, field: resource.qualified($0))
                }, body: writer.difference(from: [:], to: values.values)),
            as: actor, keys: keys, customerKey: crm.key, at: now, in: tx)
        let whom: GiveLead.Whom
        var how = "rule"
        switch keeping {
        case .rules: whom = .byRule(besides: [])
        case .me:
            whom = actor.user.map { .person($0.uuid) } ?? .pool
            how = "own"
        case .pool:
            whom = .pool
            how = "pool"
        }
        try GiveLead(
            new: id, branch: branch, service: service, source: source, campaign: campaign, customer: customer?.id, how: how
        ).run(whom, settings: settings, as: actor, keys: keys, at: now, in: tx)
    }

    /// A lead that is there: one touch more. It stays with its owner; nobody's, or one that was lost, is given anew.
    ///
    /// - Parameters:
    ///   - customer: whose the lead is from now on, where it is nobody's yet.
    ///   - told: who has the telephone number, be he attached or not: on his timeline his own people see the touch.
    private func again(
        _ row: LeadRow, _ customer: KnownLead.Person?, told: KnownLead.Person?, _ settings: LeadSettings, as actor: Actor, keys: TenantKeys,
        at now: Instant, in tx: Transaction
    ) throws {
        let cells = try row.opened(keys: keys)
        var filled: [(SQLIdentifier, SQL)] = []
        var names: [String] = []
        if let cells {
            for (name, column) in [("name", "name_sealed"), ("phone", "phone_sealed"), ("wechat", "wechat_sealed")]
                as [(String, SQLIdentifier)]
            {
                guard let text = values[name]?.text, try row.text(column.name, cells) == nil else { continue }
                filled.append((column, "\(try cells.seal(text, for: column.name))"))
                names.append(name)
            }
            // What was asked this time stands below what was asked before, as long as there is room.
            if let asked = values["remark"]?.text {
                let before = try row.text("remark_sealed", cells)
                let whole = before.map { $0 + "\n" + asked } ?? asked
                if whole.unicodeScalars.count <= 1_000 {
                    filled.append(("remark_sealed", "\(try cells.seal(whole, for: "remark_sealed"))"))
                    names.append("remark")
                }
            }
            // He is found by what stands in his sheet, and by nothing else.
            func new(_ name: String) -> String? { names.contains(name) ? values[name]?.text : nil }
            for tokens in LeadTokens.all(phone: new("phone"), wechat: new("wechat"), keys: keys) {
                tokens.enqueue(for: row.id, of: actor.tenant, in: tx)
            }
        }
        let assignments = filled.map { column, value -> SQL in "\(column) = \(value), " }.joined(separator: "")
        tx.enqueue(
            """
            update app.lead set \(assignments)touch_count = touch_count + 1, touched_at = \(now), customer_id = coalesce(customer_id, \(value: customer?.id)::uuid),
              version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(row.id)
            """)
        enqueueTouch(lead: row.id, customer: row.customer ?? told?.id, as: actor, at: now, in: tx)
        if let told { tell(told, as: actor, at: now, in: tx) }
        WebhookEvent(.leadChanged, of: Lead.resource.name, row.id, fields: ["touchCount"] + names).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createLead, on: Lead.resource.name, row.id, branch: ID(row.branch), customer: row.id, fields: names.map { "lead." + $0 },
                purpose: "touched"),
            as: actor, keys: keys, at: now, in: tx)
        let works: Bool =
            try row.owner.map { owner in
                try !tx.execute(
                    "select 1 from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = \(owner) and u.state = 'active'"
                ).isEmpty
            } ?? false
        let isProtected = row.protectedUntil.map { $0 > now } ?? false
        if let owner = row.owner, works, row.state != "lost" {
            let due = now.advanced(by: .seconds(60 * settings[LeadSettings.contactMinutes]))
            remind(owner, of: row.id, in: row.branch, customer: row.customer, until: due, as: actor, at: now, in: tx)
        } else if let owner = row.owner, works, isProtected {
            try GiveLead(row, how: "reopened", returns: 0).run(.person(owner), settings: settings, as: actor, keys: keys, at: now, in: tx)
        } else {
            try GiveLead(row, how: "rule", returns: 0).run(
                .byRule(besides: []), settings: settings, as: actor, keys: keys, at: now, in: tx)
        }
    }

    /// A customer with somebody who looks after him: he is told, and no lead is made.
    private func meet(
        _ customer: KnownLead.Person, owner: UUID, _ settings: LeadSettings, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        enqueueTouch(lead: nil, customer: customer.id, as: actor, at: now, in: tx)
        tell(customer, as: actor, at: now, in: tx)
        let due = now.advanced(by: .seconds(60 * settings[LeadSettings.contactMinutes]))
        tx.enqueue(
            TaskQueries.insert(
                NewTask(
                    id: ID<WorkTask>.new(at: now).uuid, branch: customer.branch, assignee: owner, kind: "touch", customer: customer.id,
                    dueAt: due),
                tenant: actor.tenant, at: now))
        Change.tell("task", to: ID(owner), of: actor.tenant, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createLead, on: LeadTouch.resource.name, touch, branch: ID(customer.branch), customer: customer.id, purpose: "touched"),
            as: actor, keys: keys, at: now, in: tx)
    }

    private func remind(
        _ owner: UUID, of lead: UUID, in branch: UUID, customer: UUID?, until due: Instant, as actor: Actor, at now: Instant,
        in tx: Transaction
    ) {
        // One reminder is enough, be it the first call that waits anyway.
        let task = NewTask(
            id: ID<WorkTask>.new(at: now).uuid, branch: branch, assignee: owner, kind: "touch", lead: lead, customer: customer, dueAt: due)
        tx.enqueue(
            """
            insert into app.task (tenant_id, id, branch_id, assignee_id, kind, lead_id, customer_id, due_at, created_at, updated_at)
            select \(actor.tenant), \(task.id), \(branch), \(owner), 'touch', \(lead), \(value: customer)::uuid, \(due), \(now), \(now)
            where not exists (select 1 from app.task t where t.tenant_id = \(actor.tenant) and t.lead_id = \(lead) and t.state = 'open'
              and t.kind in ('first_call', 'touch'))
            """)
        Change.tell("task", to: ID(owner), of: actor.tenant, in: tx)
    }

    private func enqueueTouch(lead: UUID?, customer: UUID?, as actor: Actor, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            LeadQueries.touch(
                touch, lead: lead, customer: customer, branch: branch, source: source, medium: medium, campaign: campaign, service: service,
                by: actor.user, tenant: actor.tenant, at: now))
    }

    /// On the customer's timeline, where his own people see it.
    private func tell(_ customer: KnownLead.Person, as actor: Actor, at now: Instant, in tx: Transaction) {
        tx.enqueue(
            CustomerQueries.timeline(
                customer.id, kind: "lead_touched", branch: customer.branch, objectType: LeadTouch.resource.name, object: touch, fields: [],
                actor: actor, at: now))
    }
}
