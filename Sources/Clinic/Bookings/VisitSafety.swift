internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What speaks against a visit medically: warnings that stand for the customer on its day, the services' own rules, too short an interval.
/// Asked as the system: a gate closes also for who may not read why.
struct VisitSafety: Sendable {
    enum Severity: String, Sendable {
        /// Only who holds the right to it goes on.
        case stop
        /// Whoever books goes on, and says why.
        case caution
    }

    /// One reason.
    struct Concern: Sendable {
        let kind: String
        let severity: Severity
        let service: UUID?
        /// From when on it would not be one any more.
        var until: LocalDate?

        /// Which warning it is stays unsaid: that is read, and recorded, with the customer's warnings.
        var json: JSONValue {
            [
                "kind": .string(kind), "severity": .string(severity.rawValue),
                "serviceId": service.map { .string($0.uuidString.lowercased()) } ?? .null,
                "warning": .null,
                "until": until.map { .string($0.description) } ?? .null,
            ]
        }
    }

    let customer: UUID
    /// The appointment itself, which is no reason against itself.
    let appointment: UUID
    let plan: VisitPlan
    let start: Instant
    /// Position in a bundle, for what is told.
    var booking: Int?

    /// Holds the visit to it.
    ///
    /// - Parameter despite: why somebody goes on all the same.
    /// - Throws: `appointment.concerns` with every one.
    func check(despite: String?, in branch: ID<Unit>, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let concerns = try tx.asSystem(for: actor) { try found(as: actor, in: tx) }
        guard !concerns.isEmpty else { return }
        let stops = concerns.contains { $0.severity == .stop }
        let overrules = actor.rights.grantedReach(of: .overruleWarning)?.contains(branch) == true
        if despite != nil, !stops || overrules { return }
        var extra: [String: JSONValue] = ["concerns": .array(concerns.map(\.json))]
        if let booking { extra["booking"] = .integer(Int64(booking)) }
        throw Failure(.appointmentConcerns, extra: extra)
    }

    private func found(as actor: Actor, in tx: Transaction) throws -> [Concern] {
        let services = Set(plan.services).sorted()
        let answers = try tx.execute(all: [
            Self.rules(of: services, tenant: actor.tenant), Self.least(of: services, tenant: actor.tenant),
            Self.age(of: customer, at: start, tenant: actor.tenant),
            Self.history(of: customer, except: appointment, around: start, tenant: actor.tenant),
        ])
        let warnings = try MedicalWarnings.standing(for: customer, at: start, as: actor, in: tx)
        var concerns: [Concern] = []
        if !plan.medical.isEmpty {
            for warning in warnings where warning.severity != "note" {
                concerns.append(
                    Concern(
                        kind: "warning", severity: warning.severity == "stop" ? .stop : .caution, service: nil, until: warning.until))
            }
        }
        let age: Int32? = try answers[2].first?.getOptional(0)
        var others: [UUID: [(days: Int32, day: LocalDate)]] = [:]
        for row in answers[3] { others[try row[0], default: []].append((try row[1], try row[2])) }
        func tooNear(_ other: UUID, to service: UUID, within days: Int32, _ severity: Severity) -> Concern? {
            guard let near = others[other]?.filter({ abs($0.days) < days }).max(by: { $0.day < $1.day }) else { return nil }
            return Concern(
                kind: "interval", severity: severity, service: service, until: LocalDate(daysSince1970: near.day.daysSince1970 + days))
        }
        for row in answers[0] {
            let (service, kind): (UUID, String) = (try row[0], try row[1])
            let severity: Severity = try row.get(2, as: String.self) == "contraindicated" ? .stop : .caution
            let measure: Int32 = try row.getOptional(5) ?? 0
            switch kind {
            case "warning":
                let subject: String? = try row.getOptional(3)
                if let warning = warnings.first(where: { $0.kind == subject }) {
                    concerns.append(Concern(kind: "warning", severity: severity, service: service, until: warning.until))
                }
            case "age_below":
                if let age, age < measure { concerns.append(Concern(kind: "age", severity: severity, service: service)) }
            case "after_service":
                if let other: UUID = try row.getOptional(4), let concern = tooNear(other, to: service, within: measure, severity) {
                    concerns.append(concern)
                }
            default: break
            }
        }
        for row in answers[1] {
            let service: UUID = try row[0]
            let days = Int32(clamping: try row.get(1, as: Int64.self))
            if let concern = tooNear(service, to: service, within: days, .stop) { concerns.append(concern) }
        }
        return concerns
    }

    /// Rules of services about their customers; forms, consents and answers are asked for later.
    private static func rules(of services: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select r.service_id, r.kind, r.effect, r.subject, r.other_service_id, r.measure from app.service_rule r
        where r.tenant_id = \(tenant) and r.service_id = any (\(services)) and r.kind in ('warning', 'age_below', 'after_service')
        order by r.service_id, r.position
        """
    }

    private static func least(of services: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select s.id, s.least_days from app.service s where s.tenant_id = \(tenant) and s.id = any (\(services)) and s.least_days > 0
        """
    }

    /// Whole years on a day; nothing where no birthday is known.
    private static func age(of customer: UUID, at moment: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select extract(year from age((\(moment)::timestamptz at time zone z.time_zone)::date, c.birthday))::int4
        from app.customer c join app.tenant_setting z on z.tenant_id = \(tenant)
        where c.tenant_id = \(tenant) and c.id = \(customer) and c.birthday is not null
        """
    }

    /// What else the customer had or will have: service, days from the moment's day, day.
    private static func history(of customer: UUID, except appointment: UUID, around moment: Instant, tenant: ID<Tenant>) -> SQL {
        let states = Appointment.State.allCases.filter { ![.held, .cancelled, .noShow].contains($0) }.map(\.rawValue)
        return """
            select distinct i.service_id, d.day - (\(moment)::timestamptz at time zone z.time_zone)::date, d.day
            from app.appointment a join app.appointment_item i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
            join app.tenant_setting z on z.tenant_id = a.tenant_id
            cross join lateral (select (i.starts_at at time zone z.time_zone)::date as day) d
            where a.tenant_id = \(tenant) and a.customer_id = \(customer) and a.state = any (\(states)) and a.id <> \(appointment)
            """
    }
}
