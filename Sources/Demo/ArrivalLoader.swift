internal import Clinic
internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Puts some of a branch's customers where they would be on the day on which the demo is loaded: in the waiting room, in a talk, at the
/// cashier's. Who, where and for how long is the seed's.
struct ArrivalLoader: Sendable {
    let plan: ChainPlan
    let deployment: Deployment

    /// What somebody came for, where he is, how far it has come, and the steps before with their minutes.
    private static let courses: [(type: VisitType, steps: [(VisitStep, VisitState, Int64)])] = [
        (.first, [(.waiting, .triaged, 6)]), (.return, [(.waiting, .triaged, 22)]),
        (.first, [(.waiting, .triaged, 9), (.consultation, .consulting, 31)]),
        (.repeatPurchase, [(.waiting, .triaged, 4), (.consultation, .planned, 40), (.cashier, .ordered, 12)]),
        (.repeatPurchase, [(.waiting, .triaged, 12), (.treatment, .triaged, 25)]),
        (.review, [(.waiting, .triaged, 3), (.treatment, .triaged, 35), (.observation, .treated, 15)]),
        (.return, [(.waiting, .triaged, 18), (.consultation, .noDeal, 50), (.left, .left, 20)]),
    ]

    private static let needs = ["想改善肤色不均与暗沉，预算两万以内。", "希望法令纹自然改善，担心术后明显。", "做过水光，想了解抗衰疗程。"]

    /// Writes them, unless somebody was checked in before, for chains with a director; false when nothing was done.
    func run() async throws -> Bool {
        guard ArchivePlan.keepers(of: plan) != nil else { return false }
        let (loader, tenant, now) = (self, plan.tenant, deployment.clock.now())
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: .new(at: now))
        return try await deployment.database.write(as: system, deadline: .seconds(60)) { tx in
            let known = try tx.execute("select 1 from app.visit_fact where tenant_id = \(tenant) and state is not null limit 1")
            guard known.isEmpty else { return false }
            var count = 0
            for (place, branch) in loader.plan.branches.enumerated() {
                count += try loader.write(branch.id, place, keys: keys, at: now, in: tx)
            }
            return count > 0
        }
    }

    private func write(
        _ branch: ID<Unit>, _ place: Int, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Int {
        let consultants = plan.members("consultant", in: place)
        guard !consultants.isEmpty else { return 0 }
        var dice = Dice(plan.seed, 7, UInt64(plan.ordinal), UInt64(place))
        let customers = try tx.execute(
            """
            select c.id, c.owner_id from app.customer c where c.tenant_id = \(plan.tenant) and c.home_branch_id = \(branch)
            and c.restriction is null and c.erased_at is null and c.merged_into is null and c.birthday < \(now)::timestamptz - interval '20 years'
            order by c.number limit \(Int64(Self.courses.count))
            """)
        for (row, course) in zip(customers, Self.courses) {
            let customer: ID<Customer> = try row[0]
            let consultant = try row.getOptional(1, as: ID<User>.self) ?? dice.pick(consultants)
            try write(customer, course.type, course.steps, to: consultant, in: branch, &dice, keys: keys, at: now, in: tx)
        }
        return customers.count
    }

    private func write(
        _ customer: ID<Customer>, _ type: VisitType, _ steps: [(VisitStep, VisitState, Int64)], to consultant: ID<User>,
        in branch: ID<Unit>, _ dice: inout Dice, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        guard let last = steps.last else { return }
        let tenant = plan.tenant
        let visit: ID<Visit> = dice.id(at: now)
        var since = now.advanced(by: .seconds(-60 * steps.reduce(0) { $0 + $1.2 }))
        let (arrived, reason) = (since, last.1 == .left ? "thinking" : String?.none)
        let (lastSince, left) = (now.advanced(by: .seconds(-60 * last.2)), last.1 == .left)
        tx.enqueue(
            """
            insert into app.visit_fact (tenant_id, id, customer_id, branch_id, unit_id, visited_on, kind, source, recorded_at, type, state, step,
              step_since, arrived_at, left_at, consultant_id, triaged_by, no_deal_reason)
            values (\(tenant), \(visit), \(customer), \(branch), \(branch), (\(now)::timestamptz at time zone 'Asia/Shanghai')::date, 'arrival',
              'check_in', \(arrived), \(type.rawValue), \(last.1.rawValue), \(last.0.rawValue), \(lastSince), \(arrived),
              \(value: left ? lastSince : nil), \(consultant), 'own', \(value: reason))
            """)
        for (index, step) in steps.enumerated() {
            tx.enqueue(
                """
                insert into app.visit_step (tenant_id, id, visit_id, position, customer_id, branch_id, step, state, since, consultant_id)
                values (\(tenant), \(dice.id(at: now) as ID<VisitStepRecord>), \(visit), \(Int64(index) + 1), \(customer), \(branch),
                  \(step.0.rawValue), \(step.1.rawValue), \(since), \(consultant))
                """)
            since = since.advanced(by: .seconds(60 * step.2))
        }
        guard steps.contains(where: { $0.0 == .consultation }) else { return }
        try talk(customer, visit, consultant, in: branch, reason: reason, &dice, keys: keys, at: now, in: tx)
    }

    private func talk(
        _ customer: ID<Customer>, _ visit: ID<Visit>, _ consultant: ID<User>, in branch: ID<Unit>, reason: String?, _ dice: inout Dice,
        keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let customers = Customer.resource
        let rights = try RightsLoader.load(consultant, of: plan.tenant, at: now, in: tx).rights
        let person = Actor(
            person: consultant, named: "consultant", of: plan.tenant, session: .new(at: now), rights: rights, request: .new(at: now),
            address: nil)
        guard
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: [], action: .readCustomer, view: rights.view(of: customers), for: person, at: now, in: tx),
            let field = Consultation.resource.field("needs")
        else { return }
        let id: ID<Consultation> = dice.id(at: now)
        let needs = try ResourceWriter(Consultation.resource, keys: keys).parameter(
            .text(dice.pick(Self.needs)), for: field, row: id.uuid, crm: about.crm, medical: about.medical)
        tx.enqueue(
            """
            insert into app.consultation (tenant_id, id, customer_id, branch_id, unit_id, visit_id, consultant_id, needs_sealed, outcome,
              no_deal_reason, closed_at, created_at, updated_at)
            values (\(plan.tenant), \(id), \(customer), \(branch), \(branch), \(visit), \(consultant), \(needs),
              \(value: reason == nil ? String?.none : "no_deal"), \(value: reason), \(value: reason == nil ? Instant?.none : now), \(now), \(now))
            """)
    }
}
