internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What has to be there before the treatment: the forms that the services of a visit want, and those of their consents that the customer has not
/// given. No reason not to book: a list for whoever receives him.
struct VisitPapers: Sendable {
    private let forms: [UUID: [String]]
    private let consents: [UUID: [String]]
    private let customers: [UUID: UUID]
    /// What customers whose consents the reader reads have agreed to, of what is asked for here. Of the others nothing is said.
    private let given: [UUID: Set<String>]

    /// - Parameter customers: whom the reader sees, by the appointment that is for them.
    init(of appointments: [UUID], for customers: [UUID: UUID], as actor: Actor, at now: Instant, in tx: Transaction) throws {
        var (forms, consents): ([UUID: [String]], [UUID: [String]]) = ([:], [:])
        for row in try tx.execute(Self.required(by: appointments, tenant: actor.tenant)) {
            let (appointment, kind, subject): (UUID, String, String) = (try row[0], try row[1], try row[2])
            if kind == "form" {
                forms[appointment, default: []].append(subject)
            } else {
                consents[appointment, default: []].append(subject)
            }
        }
        self.forms = forms
        self.consents = consents
        self.customers = customers
        let people = Set(consents.keys.compactMap { customers[$0] }).sorted()
        let purposes = Set(consents.values.joined()).sorted()
        // Who reads nobody's consents is told of nobody's.
        guard !people.isEmpty, let readable = ConsentCoverage.counted(for: actor, at: now) else {
            self.given = [:]
            return
        }
        var given: [UUID: Set<String>] = [:]
        for row in try tx.execute(Self.given(purposes, by: people, readable: readable, tenant: actor.tenant, at: now)) {
            let (customer, purpose, isGiven): (UUID, String, Bool) = (try row[0], try row[1], try row[2])
            if isGiven { given[customer, default: []].insert(purpose) } else { given[customer] = given[customer] ?? [] }
        }
        self.given = given
    }

    /// Writes the members of an object that is about an appointment.
    func tell(of appointment: UUID, in object: inout JSONObject) {
        object["requiredForms"] = .array((forms[appointment] ?? []).map { .string($0) })
        var missing: JSONValue = .null
        if let purposes = self.missing(of: appointment) { missing = .array(purposes.map { .string($0) }) }
        object["missingConsents"] = missing
    }

    /// Purposes; nil where the reader does not read this customer's consents.
    private func missing(of appointment: UUID) -> [String]? {
        guard let asked = consents[appointment] else { return [] }
        guard let customer = customers[appointment], let given = given[customer] else { return nil }
        return asked.filter { !given.contains($0) }
    }

    /// What the services of appointments that are not over want: appointment, kind, word.
    private static func required(by appointments: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        select distinct a.id, r.kind, r.subject from app.appointment a
        join app.appointment_item i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
        join app.service_rule r on r.tenant_id = i.tenant_id and r.service_id = i.service_id and r.effect = 'required'
        where a.tenant_id = \(tenant) and a.id = any (\(appointments)) and a.state in ('held', 'booked', 'confirmed', 'arrived', 'in_service')
        order by a.id, r.kind, r.subject
        """
    }

    /// Whether a purpose is allowed for each of these customers whose consents are read: customer, purpose, whether.
    private static func given(
        _ purposes: [String], by customers: [UUID], readable: SQL, tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        let marketing = ConsentPurpose.marketing.map(\.rawValue)
        let allowed = ConsentQueries.allows(
            purpose: "q.purpose", isMarketing: "(q.purpose = any (\(marketing)))", customer: "t.id", tenant: tenant, at: now)
        return """
            select t.id, q.purpose, \(allowed) from app.customer t
            cross join lateral (select t.id, t.home_branch_id, t.owner_id, t.restriction, t.birthday) as c
            cross join unnest(\(purposes)) as q (purpose)
            where t.tenant_id = \(tenant) and t.id = any (\(customers)) and \(readable)
            """
    }

    /// Its members, as JSON schemas.
    static let members: [(String, JSONValue)] = [
        ("requiredForms", ["type": "array", "items": ["type": "string"]]),
        (
            "missingConsents",
            ["type": ["array", "null"], "items": ["type": "string", "enum": .array(ConsentPurpose.words.map { .string($0) })]]
        ),
    ]
}
