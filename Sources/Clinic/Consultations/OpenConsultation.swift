internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Begins the record of a talk with a customer. One of a visit brings the visit into the talk.
struct OpenConsultation: Sendable {
    let id: ID<Consultation>
    let customer: ID<Customer>
    private let visit: ID<Visit>?
    private let branch: ID<Unit>?
    private let values: FieldChanges

    /// Reads the record's fields, `visitId` and `branchId`.
    init(_ id: ID<Consultation>, of customer: ID<Customer>, reading payload: PayloadReader, as actor: Actor) {
        self.id = id
        self.customer = customer
        visit = payload.uuid("visitId").map { ID($0) }
        branch = payload.uuid("branchId").map { ID($0) }
        if visit != nil, branch != nil { payload.refuse("branchId", "not_allowed") }
        values = FieldChanges(reading: payload, of: actor.rights.view(of: Consultation.resource), creating: true)
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to consult; `request.invalid` for a visit of somebody else, or one that
    ///   has ended, and for a branch that is none; `consultation.there`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        // Whoever moves a visit on holds it first, and then the customer.
        let there = try visit.flatMap { try ConsultedVisit.locked($0, as: actor, keys: keys, at: now, in: tx) }
        let customers = ResourceWriter(Customer.resource, keys: keys)
        guard let user = actor.user,
            let about = try customers.lock(
                customer.uuid, fields: [], action: .createConsultation, view: actor.rights.view(of: Customer.resource), for: actor, at: now,
                in: tx),
            let home = about.branch
        else { throw Failure(.notFound) }
        let place = try place(home: home, there, as: actor, keys: keys, at: now, in: tx)
        let resource = Consultation.resource
        let writer = ResourceWriter(resource, keys: keys)
        let columns = try values.fields.map { index -> (SQLIdentifier, SQL) in
            let field = resource.fields[index]
            let value = values.values[index] ?? .null
            return (field.column, try writer.parameter(value, for: field, row: id.uuid, crm: about.crm, medical: about.medical))
        }
        let names = columns.map { ", \($0.0)" as SQL }.joined(separator: "")
        let bound = columns.map { ", \($0.1)" as SQL }.joined(separator: "")
        tx.enqueue(
            """
            insert into app.consultation (tenant_id, id, customer_id, branch_id, unit_id, visit_id, consultant_id, created_at, updated_at\(names))
            values (\(actor.tenant), \(id), \(customer), \(home), \(place), \(value: visit), \(user), \(now), \(now)\(bound))
            """)
        let row = try ConsultationRecord.row(id, selection, action: .readConsultation, as: actor, keys: keys, at: now, in: tx)
        let bits = try selection.bits(of: row)
        guard values.fields.allSatisfy({ selection.view.right(on: $0, in: bits).allowsWriting }) else { throw Failure(.forbidden) }
        try ConsultationRecord(customer: customer.uuid, home: home, crm: about.crm, actor: actor, keys: keys, now: now).write(
            .createConsultation, on: resource, id.uuid, values.fields, timeline: "consulted",
            body: writer.difference(from: [:], to: values.values), in: tx)
        return row
    }

    /// Where the talk is, having brought the visit into it.
    private func place(
        home: ID<Unit>, _ found: LockedVisit?, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> ID<Unit> {
        if let branch {
            let known = try tx.execute(CustomerQueries.references(branch: branch.uuid, owner: nil, tenant: actor.tenant))
            guard try known[0].get(0, as: Bool.self), actor.rights.grantedReach(of: .createConsultation)?.contains(branch) == true else {
                throw Failure.invalid([Violation(pointer: "/branchId", code: "not_allowed")])
            }
            return branch
        }
        guard let visit else { return home }
        guard var there = found, there.about.id == customer else {
            throw Failure.invalid([Violation(pointer: "/visitId", code: "not_allowed")])
        }
        let others = try tx.execute(
            "select 1 from app.consultation k where k.tenant_id = \(actor.tenant) and k.visit_id = \(visit)")
        guard others.isEmpty else { throw Failure(.consultationThere) }
        if there.state == .registered { there.becomeIfPossible(.triaged) }
        there.becomeIfPossible(.consulting)
        let changes: [SQL] = there.step == .consultation ? [] : ["step = 'consultation'", "step_since = \(now)"]
        there.write(changes, as: actor, at: now, in: tx)
        try VisitRecord.write(
            .moveVisit, visit, there.about, at: there.place, purpose: "consultation", ["state": .string(there.state.rawValue)], as: actor,
            keys: keys, at: now, in: tx)
        return there.place
    }
}
