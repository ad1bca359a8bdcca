internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Moves an appointment, makes it longer or shorter, gives it other people, rooms, devices or services, or says something else of it.
struct ChangeVisit: Sendable {
    let id: UUID
    let wish: AppointmentWish

    private var moves: Bool { wish.startsAt != nil || wish.services != nil || wish.resources != nil || wish.minutes != nil }

    /// - Throws: `resource.not_found`, `resource.stale`, `appointment.state`; `request.invalid`; `appointment.concerns`,
    ///   `appointment.not_free`.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let old = try StandingAppointment(id, version: version, action: .changeAppointment, as: actor, keys: keys, at: now, in: tx)
        let isOpen = [.held, .booked, .confirmed].contains(old.state)
        guard old.state.holdsTime, isOpen || wish.services == nil else { throw old.wrongState }
        let start = wish.startsAt ?? old.start
        try check(old, start, as: actor, at: now)
        var assignments: [SQL] = []
        var body: JSONValue?
        var purpose: String?
        if moves {
            let services = wish.services ?? old.services
            let plan = try VisitPlan(
                services, minutes: wish.minutes ?? (services == old.services ? old.minutes : nil), isStrict: wish.minutes != nil,
                booked: old.services, tenant: actor.tenant, in: tx)
            if let customer = old.customer, start != old.start || services != old.services {
                try VisitSafety(customer: customer, appointment: id, plan: plan, start: start)
                    .check(despite: wish.despite, in: old.branch, as: actor, at: now, in: tx)
            }
            let wanted = wish.resources.map { Set($0) } ?? (services == old.services ? old.resources : [])
            let claimed = try ClaimVisit(
                appointment: id, branch: old.branch, plan: plan, start: start, customer: old.customer, wanted: wanted,
                overbook: ClaimVisit.Overbooking(wish.overbook, keys: keys)
            ).run(as: actor, at: now, in: tx)
            tx.enqueue(AppointmentQueries.clearItems(of: id, tenant: actor.tenant))
            BookVisit.write(plan, claimed, of: id, in: old.branch, at: start, tenant: actor.tenant, in: tx)
            let end = start.advanced(by: .seconds(plan.length))
            assignments = ["starts_at = \(start)", "ends_at = \(end)", "is_overbooked = \(claimed.isOverbooked)"]
            body = ["from": Self.body(old), "to": BookVisit.body(plan, claimed, start, wish)]
            purpose = wish.purpose(isOverbooked: claimed.isOverbooked)
        }
        if let remark = wish.remark { assignments.append("remark_sealed = \(try sealed(remark, old, keys))") }
        guard !assignments.isEmpty else { return }
        tx.enqueue(
            """
            update app.appointment set \(assignments.joined(separator: ", ")), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if old.state != .held {
            let deposit = StandingDeposit(old)
            if start != old.start { deposit.move(to: start, as: actor, at: now, in: tx) }
            if let services = wish.services, services != old.services {
                try deposit.decide(services, from: start, as: actor, keys: keys, at: now, in: tx)
            }
        }
        if let customer = old.customer, old.state != .held {
            try BookVisit.tell(
                start == old.start ? "changed" : "moved", .appointmentChanged, id, of: customer, home: old.home, as: actor, at: now, in: tx)
        }
        if moves { try Waitlist.fill(old.branch, at: old.start, as: actor, at: now, in: tx) }
        if start != old.start, [.booked, .confirmed].contains(old.state) {
            try BookVisit.remind(id, of: start, as: actor, at: now, in: tx)
        }
        if moves, old.state != .held, let customer = old.customer {
            try AppointmentPeople.write(of: id, for: customer, as: actor, at: now, in: tx)
        }
        try AuditTrail.record(
            AuditEvent(
                .changeAppointment, on: Appointment.resource.name, id, branch: old.branch, customer: old.customer,
                fields: (moves ? ["appointment.startsAt"] : []) + (wish.remark == nil ? [] : ["appointment.remark"]),
                purpose: purpose, body: body),
            as: actor, keys: keys, customerKey: old.row.crm, at: now, in: tx)
    }

    private func check(_ old: StandingAppointment, _ start: Instant, as actor: Actor, at now: Instant) throws {
        var violations: [Violation] = []
        if start != old.start,
            start < now.advanced(by: .seconds(-86_400)) || start > now.advanced(by: .seconds(400 * 86_400))
        {
            violations.append(Violation(pointer: "/startsAt", code: "range"))
        }
        if wish.overbook != nil, actor.rights.grantedReach(of: .overbook)?.contains(old.branch) != true {
            violations.append(Violation(pointer: "/overbook", code: "not_allowed"))
        }
        if wish.remark != nil {
            let view = actor.rights.view(of: Appointment.resource)
            let writes = Appointment.resource.position(of: "remark").map { view.right(on: $0, in: old.row.bits).allowsWriting } ?? false
            if !writes {
                violations.append(Violation(pointer: "/remark", code: "unknown_field"))
            } else if old.row.crm == nil || old.row.isHidden {
                // Nobody's yet, or somebody's whom he does not see.
                violations.append(Violation(pointer: "/remark", code: "not_allowed"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    private func sealed(_ remark: String?, _ old: StandingAppointment, _ keys: TenantKeys) throws -> SQL {
        let resource = Appointment.resource
        guard let remark, let field = resource.field("remark") else { return "null" }
        return try ResourceWriter(resource, keys: keys)
            .parameter(.text(remark), for: field, row: id, crm: old.row.crm, medical: old.row.medical)
    }

    static func body(_ old: StandingAppointment) -> JSONValue {
        func ids(_ ids: [UUID]) -> JSONValue { .array(ids.map { .string($0.uuidString.lowercased()) }) }
        return [
            "startsAt": .string(old.start.description), "endsAt": .string(old.end.description), "serviceIds": ids(old.services),
            "resourceIds": ids(old.resources.sorted()),
        ]
    }
}
