internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A customer has come: makes the visit, says what it is, and hands it to somebody.
struct CheckIn: Sendable {
    let id: ID<Visit>
    private let customer: ID<Customer>?
    private let code: String?
    private let place: ID<Unit>
    private let type: VisitType?
    private let consultant: ID<User>?
    private let strategy: TriageStrategy?
    private let isByHand: Bool
    private let appointment: UUID?

    /// Reads `{"customerId" | "code", "branchId", "type"?, "consultantId"?, "strategy"?, "appointmentId"?}`.
    init(_ id: ID<Visit>, reading payload: PayloadReader) {
        self.id = id
        customer = payload.uuid("customerId").map { ID($0) }
        code = payload.text("code", max: 1_024)
        if customer == nil, code == nil, !payload.has("customerId"), !payload.has("code") { payload.refuse("customerId", "required") }
        if customer != nil, code != nil { payload.refuse("code", "not_allowed") }
        place = ID(payload.requiredUUID("branchId"))
        type = payload.choice("type", of: VisitType.allCases.map(\.rawValue)).flatMap { VisitType(rawValue: $0) }
        consultant = payload.uuid("consultantId").map { ID($0) }
        let word = payload.choice("strategy", of: TriageStrategy.allCases.map(\.rawValue) + [TriageStrategy.byHand])
        strategy = word.flatMap { TriageStrategy(rawValue: $0) }
        isByHand = word == TriageStrategy.byHand
        appointment = payload.uuid("appointmentId")
        if consultant != nil, word != nil { payload.refuse("strategy", "not_allowed") }
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to check in; `request.invalid` for a branch, a person, a code
    ///   or an appointment that is none; `visit.code_ended`; `visit.there` with the visit that has not ended; `customer.care_needs_approval` where he is closed to the
    ///   person named.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        guard actor.user != nil else { throw Failure(.forbidden) }
        guard let named = try customer ?? opened(keys: keys, at: now) else {
            throw Failure.invalid([Violation(pointer: "/code", code: "pattern")])
        }
        _ = try VisitingCustomer(named, .recordVisit, locking: false, as: actor, keys: keys, at: now, in: tx)
        let tenant = actor.tenant
        let known = try tx.execute(all: [
            "select \(VisitQueries.today(at: now, in: actor.rights.timeZone))",
            CustomerQueries.references(branch: place.uuid, owner: nil, tenant: tenant),
        ])
        let today: LocalDate = try known[0][0][0]
        guard try known[1][0].get(0, as: Bool.self), actor.rights.grantedReach(of: .recordVisit)?.contains(place) == true else {
            throw Failure.invalid([Violation(pointer: "/branchId", code: "not_allowed")])
        }
        // Who moves an appointment on holds it first, and then writes of the customer: so does who receives him.
        let booked = try BookedArrival(appointment, of: named, at: place, on: today, as: actor, in: tx)
        let about = try VisitingCustomer(named, .recordVisit, as: actor, keys: keys, at: now, in: tx)
        let past = try tx.execute(all: [
            VisitQueries.open(about.id, at: place, on: today, tenant: tenant),
            VisitQueries.history(of: about.id, before: today, tenant: tenant),
        ])
        if let there = try past[0].first.map({ try $0.get(0, as: ID<Visit>.self) }) {
            throw Failure(.visitThere, extra: ["visitId": .string(there.description)])
        }
        let type =
            try type
            ?? VisitType.derived(
                wasThere: past[1][0].get(0, as: Bool.self), wasAgreed: past[1][0].get(1, as: Bool.self),
                treatedDaysAgo: past[1][0].getOptional(2))
        // What the booking says by itself when he has come is said here already, unless somebody received him there before.
        let origin = booked?.isStanding == true ? booked?.id : nil
        try VisitFact(
            id, of: about.id, home: about.home, at: place, on: today, .arrival, from: origin == nil ? .checkIn : .appointment,
            origin: origin
        ).write(as: actor, at: now, in: tx)
        try booked?.receive(as: actor, keys: keys, at: now, in: tx)
        if let booked { try LeadCourse.arrive(for: booked.id, as: actor, keys: keys, at: now, in: tx) }
        let choice = try choose(for: about, booked, on: today, as: actor, at: now, in: tx)
        // Who came is registered; whom he was handed to makes him triaged.
        tx.enqueue(
            VisitQueries.begin(
                id, type, choice == nil ? .registered : .triaged, consultant: choice?.user, by: choice?.strategy, appointment: booked?.id,
                tenant: tenant, at: now))
        tx.enqueue(VisitStepRecord.note(of: id, as: actor, at: now))
        try VisitRecord.write(
            .recordVisit, id, about, at: place, purpose: "checked_in",
            ["type": .string(type.rawValue), "consultantId": choice.map { .string($0.user.description) } ?? .null], as: actor, keys: keys,
            at: now, in: tx)
        return try VisitRecord.row(id, selection, as: actor, at: now, in: tx)
    }

    private func opened(keys: TenantKeys, at now: Instant) throws -> ID<Customer>? {
        guard let code = code.flatMap({ CheckInCode(opening: $0, keys: keys) }) else { return nil }
        guard code.until > now else { throw Failure(.visitCodeEnded) }
        return code.customer
    }

    private func choose(
        for about: VisitingCustomer, _ booked: BookedArrival?, on today: LocalDate, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> (user: ID<User>, strategy: String)? {
        if let consultant {
            try VisitPeople.require(consultant, at: place, VisitPeople.consulting, pointer: "/consultantId", as: actor, at: now, in: tx)
            guard try about.open(to: consultant, isClinical: false, as: actor, at: now, in: tx) else { throw Failure(.careNeedsApproval) }
            return (consultant, TriageStrategy.person)
        }
        guard !isByHand else { return nil }
        // Whom the booking names was agreed with the customer: no turn is spent on that either.
        if strategy == nil, let agreed = try booked?.consultant(at: place, as: actor, at: now, in: tx),
            try about.open(to: agreed, isClinical: false, as: actor, at: now, in: tx)
        {
            return (agreed, TriageStrategy.person)
        }
        let triage = Triage(place: place, today: today, owner: about.owner, now: now)
        // No turn is spent on whom those alone may see who care for him.
        guard let choice = try triage.choose(about.canBeHanded ? strategy : .own, as: actor, in: tx),
            try about.open(to: choice.user, isClinical: false, as: actor, at: now, in: tx)
        else { return nil }
        return (choice.user, choice.strategy.rawValue)
    }
}

extension VisitFact.Source {
    /// Somebody was checked in.
    static let checkIn = VisitFact.Source("check_in")
}

/// Whom a visit can be handed to.
enum VisitPeople {
    /// What those who talk with customers are in the catalogue, and those who treat.
    static let consulting = ["consultant", "doctor", "therapist"]
    static let treating = ["doctor", "nurse", "therapist"]

    /// - Throws: `request.invalid` for somebody who is none of the branch's, or sees no visits there.
    static func require(
        _ user: ID<User>, at place: ID<Unit>, _ kinds: [String], pointer: String, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        let people = try tx.execute(VisitQueries.people(of: place, kinds: kinds, holding: .readVisit, tenant: actor.tenant, at: now))
        guard try people.contains(where: { try $0.get(0, as: ID<User>.self) == user }) else {
            throw Failure.invalid([Violation(pointer: pointer, code: "not_allowed")])
        }
    }
}

/// What every change of a visit leaves behind.
enum VisitRecord {
    /// Timeline and audit; the event is filed under the branch where the customer is.
    static func write(
        _ action: Action, _ id: ID<Visit>, _ about: VisitingCustomer, at place: ID<Unit>, purpose: String, reason: String? = nil,
        timeline: String? = nil,
        _ body: JSONObject, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = Visit.resource
        if let timeline {
            tx.enqueue(
                CustomerQueries.timeline(
                    about.id.uuid, kind: timeline, branch: about.home.uuid, objectType: resource.name, object: id.uuid, fields: [],
                    actor: actor, at: now))
        }
        try AuditTrail.record(
            AuditEvent(
                action, on: resource.name, id.uuid, branch: place, customer: about.id.uuid,
                fields: body.members.filter { resource.position(of: $0.name) != nil }.map { resource.name + "." + $0.name },
                purpose: purpose, reason: reason, body: .object(body)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
    }

    /// The row as it is now, as the actor sees it.
    static func row(_ id: ID<Visit>, _ selection: Selection, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Row {
        guard let row = try tx.execute(ResourceQueries.get(id, selection, action: .readVisit, for: actor, at: now)).first else {
            throw Failure(.forbidden)
        }
        return row
    }
}
