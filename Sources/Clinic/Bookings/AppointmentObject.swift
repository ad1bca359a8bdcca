internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// An appointment as the API shows it: its fields by the field table, and the pieces that it is made of.
enum AppointmentObject {
    /// Those of some appointments that the actor sees, in the order of their beginnings.
    static func read(
        _ ids: [UUID], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> [JSONValue] {
        try read(where: "t.id = any (\(ids))", limit: ids.count, as: actor, keys: keys, at: now, in: tx).objects
    }

    /// Those that meet a condition, and the customers among them whom the actor sees.
    static func read(
        where condition: SQL, limit: Int, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> (objects: [JSONValue], customers: Set<UUID>) {
        let selection = Selection(wholeOf: Appointment.resource, for: actor, at: now)
        let view = selection.view
        let rows = try tx.execute(
            """
            select \(selection.list), t.customer_id from \(view.resource.source) where t.tenant_id = \(actor.tenant) and \(condition)
            and \(view.condition(view.bits(allowing: .readAppointment), for: actor, at: now))
            order by t.starts_at, t.id limit \(limit)
            """)
        let encoder = ResourceEncoder(selection, keys: keys)
        var whose: [UUID: UUID] = [:]
        let found = try rows.map { row -> (id: UUID, object: JSONValue) in
            let id: ID<Appointment> = try selection.id(of: row)
            if try !selection.isHidden(row), let customer: UUID = try row.getOptional(selection.width) { whose[id.uuid] = customer }
            return (id.uuid, try JSONParser.parse(encoder.object(row)))
        }
        var pieces: [UUID: [JSONValue]] = [:]
        var overbooked: Set<UUID> = []
        if !found.isEmpty {
            for row in try tx.execute(AppointmentQueries.items(of: found.map(\.id), tenant: actor.tenant)) {
                let id: UUID = try row[0]
                if try row.get(1, as: Bool.self) { overbooked.insert(id) }
                pieces[id, default: []].append(try piece(row))
            }
        }
        let papers = try VisitPapers(of: found.map(\.id), for: whose, as: actor, at: now, in: tx)
        // Whoever sees what is asked for sees on which terms.
        let asked = found.filter { ($0.object["depositFen"]?.integer ?? 0) > 0 }.map(\.id)
        var terms: [UUID: [JSONValue]] = [:]
        if !asked.isEmpty {
            for row in try tx.execute(AppointmentQueries.depositTerms(of: asked, tenant: actor.tenant)) {
                terms[try row[0], default: []].append(try term(row))
            }
        }
        let objects = found.map { id, value -> JSONValue in
            guard var object = value.object else { return value }
            object["isOverbooked"] = .boolean(overbooked.contains(id))
            object["segments"] = .array(pieces[id] ?? [])
            object["depositTerms"] = .array(terms[id] ?? [])
            papers.tell(of: id, in: &object)
            return .object(object)
        }
        return (objects, Set(whose.values))
    }

    private static func term(_ row: Row) throws -> JSONValue {
        let (service, since, until): (UUID, LocalDate, Instant) = (try row[1], try row[2], try row[5])
        return [
            "serviceId": .string(service.uuidString.lowercased()), "since": .string(since.description),
            "ruleVersion": .integer(try row[3]), "depositFen": .integer(try row[4]), "freeUntil": .string(until.description),
            "latePercent": .integer(Int64(try row.get(6, as: Int32.self))),
            "noShowPercent": .integer(Int64(try row.get(7, as: Int32.self))),
        ]
    }

    private static func piece(_ row: Row) throws -> JSONValue {
        let (from, until): (Instant, Instant) = (try row[5], try row[6])
        return [
            "position": .integer(Int64(try row.get(2, as: Int32.self))),
            "serviceId": .string(try row.get(3, as: UUID.self).uuidString.lowercased()), "name": .string(try row[4]),
            "startsAt": .string(from.description), "endsAt": .string(until.description),
            "resourceIds": .array(try row.get(7, as: [UUID].self).map { .string($0.uuidString.lowercased()) }),
        ]
    }
}

/// What a calendar draws of a branch: its appointments of some days, and their customers as the reader sees them.
struct CalendarQuestion: Sendable {
    let branch: ID<Unit>
    private let first: LocalDate
    private let last: LocalDate
    private let resource: UUID?
    private let showsEnded: Bool

    private static let longest: Int32 = 14
    private static let most = 3_000
    /// What a block says of its customer.
    private static let shown = ["id", "number", "code", "name", "level", "sex", "ownerId", "homeBranchId"]

    /// Reads `from`, `to`, and where given `resource`, `ended`.
    init(in branch: ID<Unit>, _ query: Query) throws {
        var violations: [Violation] = []
        var (first, last, resource, ended): (LocalDate?, LocalDate?, UUID?, Bool) = (nil, nil, nil, false)
        for (name, value) in query.all {
            switch name {
            case "from": first = LocalDate(value)
            case "to": last = LocalDate(value)
            case "resource":
                resource = ID<Never>(value)?.uuid
                if resource == nil { violations.append(Violation(pointer: "/resource", code: "pattern")) }
            case "ended":
                ended = value == "true"
                if value != "true" && value != "false" {
                    violations.append(Violation(pointer: "/ended", code: "choice", limit: "true, false"))
                }
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        for (name, day) in [("from", first), ("to", last)] where day == nil {
            violations.append(Violation(pointer: "/" + name, code: query.first(name) == nil ? "required" : "pattern"))
        }
        if let first, let last, last < first || last.daysSince1970 - first.daysSince1970 >= Self.longest {
            violations.append(Violation(pointer: "/to", code: "range", limit: "\(Self.longest)"))
        }
        guard violations.isEmpty, let first, let last else { throw Failure.invalid(violations) }
        self.branch = branch
        self.first = first
        self.last = last
        self.resource = resource
        showsEnded = ended
    }

    /// - Throws: `resource.not_found` for what is no branch.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let bounds = try tx.execute(all: [
            CatalogueQueries.branches([branch.uuid], tenant: actor.tenant),
            """
            select \(first)::timestamp at time zone z.time_zone, (\(last) + 1)::timestamp at time zone z.time_zone
            from app.tenant_setting z where z.tenant_id = \(actor.tenant)
            """,
        ])
        guard !bounds[0].isEmpty, let row = bounds[1].first else { throw Failure(.notFound) }
        let (from, until): (Instant, Instant) = (try row[0], try row[1])
        // No appointment is longer than a day: those that reach in are found by where they begin.
        var condition: SQL = """
            t.branch_id = \(branch) and t.starts_at >= \(from.advanced(by: .seconds(-86_400))) and t.starts_at < \(until)
            and t.ends_at > \(from)
            """
        condition.append(
            showsEnded
                ? " and not (t.state = 'cancelled' and t.customer_id is null)" : " and t.state not in ('cancelled', 'no_show')")
        if let resource {
            condition.append(
                """
                 and exists (select 1 from app.appointment_item i where i.tenant_id = t.tenant_id and i.appointment_id = t.id
                and \(resource) = any (i.resource_ids))
                """)
        }
        let (objects, visible) = try AppointmentObject.read(
            where: condition, limit: Self.most + 1, as: actor, keys: keys, at: now, in: tx)
        return [
            "data": .array(Array(objects.prefix(Self.most))),
            "customers": .array(try people(visible, as: actor, keys: keys, at: now, in: tx)),
            "isComplete": .boolean(objects.count <= Self.most),
        ]
    }

    private func people(
        _ ids: Set<UUID>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> [JSONValue] {
        guard !ids.isEmpty else { return [] }
        let resource = Customer.resource
        let view = actor.rights.view(of: resource)
        let fields = Self.shown.compactMap { resource.position(of: $0) }
        let selection = Selection(view, fields: fields, for: actor, at: now)
        let rows = try tx.execute(
            """
            select \(selection.list) from \(resource.source) where t.tenant_id = \(actor.tenant)
            and t.id = any (\(ids.sorted()))
            and \(view.condition(view.bits(allowing: .readCustomer), for: actor, at: now)) order by t.id
            """)
        for event in try selection.readEvents(of: rows, .readCustomer) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
        let encoder = ResourceEncoder(selection, keys: keys)
        return try rows.map { try JSONParser.parse(encoder.object($0)) }
    }
}
