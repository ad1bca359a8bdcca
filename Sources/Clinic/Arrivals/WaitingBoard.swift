internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Who is in a branch on a day, where each of them is, and how long each step has taken.
struct WaitingBoard: Sendable {
    let branch: ID<Unit>
    private let day: LocalDate?

    /// The most that are shown.
    private static let most: Int64 = 500
    /// What of a customer a board shows: nothing that would be an event to read.
    private static let shown = ["id", "number", "name", "sex", "level", "layer", "ownerId", "restriction"]

    /// Reads `day`, today without it.
    init(of branch: ID<Unit>, _ query: Query) throws {
        self.branch = branch
        var (day, violations): (LocalDate?, [Violation]) = (nil, [])
        for (name, value) in query.all {
            if name == "day" {
                day = LocalDate(value)
                if day == nil { violations.append(Violation(pointer: "/day", code: "pattern")) }
            } else {
                violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.day = day
    }

    /// - Throws: `resource.not_found` for a branch whose visits the actor does not see.
    func read(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        guard actor.rights.grantedReach(of: .readVisit)?.contains(branch) == true else { throw Failure(.notFound) }
        let tenant = actor.tenant
        let found = try tx.execute(all: [
            CatalogueQueries.branches([branch.uuid], tenant: tenant),
            "select \(VisitQueries.today(at: now, in: actor.rights.timeZone))",
        ])
        guard !found[0].isEmpty else { throw Failure(.notFound) }
        let day = try self.day ?? found[1][0].get(0, as: LocalDate.self)
        let visits = Selection(wholeOf: Visit.resource, for: actor, at: now)
        let customer = visits.width
        let rows = try tx.execute(
            """
            select \(visits.list), t.customer_id, t.appointment_id from \(Visit.resource.source) where t.tenant_id = \(tenant) and t.unit_id = \(branch)
            and t.visited_on = \(day) and t.state is not null
            and not exists (select 1 from app.visit_fact w where w.tenant_id = t.tenant_id and w.withdraws_id = t.id)
            and \(visits.view.condition(visits.view.bits(allowing: .readVisit), for: actor, at: now))
            order by t.arrived_at, t.id limit \(Self.most)
            """)
        let ids = try rows.map { try $0.get(0, as: UUID.self) }
        let people = Array(Set(try rows.map { try $0.get(customer, as: UUID.self) })).sorted()
        let resource = Customer.resource
        let names = Selection(
            actor.rights.view(of: resource), fields: Self.shown.compactMap { resource.position(of: $0) }, for: actor, at: now)
        let more = try tx.execute(all: [
            VisitQueries.seconds(of: ids, tenant: tenant, at: now),
            """
            select \(names.list) from \(resource.source) where t.tenant_id = \(tenant) and t.id = any (\(people))
            and \(names.view.condition(names.view.bits(allowing: .readCustomer), for: actor, at: now))
            """,
        ])
        try EmergencyReads.record(rows, visits, as: actor, keys: keys, at: now, in: tx)
        try EmergencyReads.record(more[1], names, as: actor, keys: keys, at: now, in: tx)
        var seconds: [UUID: JSONObject] = [:]
        for row in more[0] {
            let (visit, step): (UUID, String) = (try row[0], try row[1])
            seconds[visit, default: [:]][step] = .integer(try row[2])
        }
        let encoder = ResourceEncoder(names, keys: keys)
        var known: [UUID: JSONValue] = [:]
        for row in more[1] {
            let id: UUID = try row[0]
            known[id] = try JSONParser.parse(encoder.object(row))
        }
        let whole = ResourceEncoder(visits, keys: keys)
        var whose: [UUID: UUID] = [:]
        for row in rows {
            let person: UUID = try row[customer]
            if let booking: UUID = try row.getOptional(customer + 1), known[person] != nil { whose[booking] = person }
        }
        let booked = Array(whose.keys).sorted()
        let papers = try booked.isEmpty ? nil : VisitPapers(of: booked, for: whose, as: actor, at: now, in: tx)
        let data = try rows.map { row -> JSONValue in
            var object: JSONObject = [
                "visit": try JSONParser.parse(whole.object(row)), "customer": try known[row.get(customer, as: UUID.self)] ?? .null,
                "seconds": .object(try seconds[row.get(0, as: UUID.self)] ?? [:]),
            ]
            if let booking: UUID = try row.getOptional(customer + 1), whose[booking] != nil { papers?.tell(of: booking, in: &object) }
            return .object(object)
        }
        return [
            "branchId": .string(branch.description), "day": .string(day.description), "asOf": .string(now.description),
            "data": .array(data),
        ]
    }

    /// A board's shape in the API.
    static let schema = Schema(name: "WaitingBoard") { rights in
        let members = VisitPapers.members
        let (forms, consents) = (members[0].1, members[1].1)
        return [
            "type": "object", "required": ["branchId", "day", "asOf", "data"],
            "properties": [
                "branchId": ["type": "string", "format": "uuid"], "day": ["type": "string", "format": "date"],
                "asOf": ["type": "string", "format": "date-time"],
                "data": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["visit", "customer", "seconds"],
                        "properties": [
                            "requiredForms": forms, "missingConsents": consents,
                            "visit": Visit.resource.schema(.output).render(rights),
                            "customer": ["type": ["object", "null"], "description": "As far as the reader sees him: name, number, level"],
                            "seconds": [
                                "type": "object", "description": "Seconds spent in each step so far, the present one up to asOf",
                                "additionalProperties": ["type": "integer"],
                            ],
                        ],
                    ],
                ],
            ],
        ]
    }
}
