internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What a plan proposes: up to three options, each with its items. Read from a request, priced by the branch's price book, written as rows.
struct PlanDraft: Sendable {
    /// One item as it came.
    private struct Item: Sendable {
        let option: String
        let position: Int64
        let pointer: String
        let values: FieldChanges

        func integer(_ name: String) -> Int64? { if case .integer(let number)? = values[name] { number } else { nil } }
        var service: UUID? { if case .id(let id)? = values["serviceId"] { id } else { nil } }
    }

    private let items: [Item]

    /// Items of an option at most.
    static let most = 40

    /// Reads `{"options": [{"code", "items": [{"serviceId", "sessions"?, "priceFen"?, "sites"?, "dosage"?, "timing"?, "risk"?}]}]}`.
    init(reading payload: PayloadReader, as actor: Actor) {
        let view = actor.rights.view(of: PlanItem.resource)
        if !payload.has("options") { payload.refuse("options", "required") }
        var items: [Item] = []
        var codes: Set<String> = []
        for (index, option) in payload.objects("options", max: TreatmentPlan.options.count).enumerated() {
            let code = option.requiredChoice("code", of: TreatmentPlan.options)
            if !codes.insert(code).inserted { option.refuse("code", "duplicate") }
            if !option.has("items") { option.refuse("items", "required") }
            for (place, item) in option.objects("items", max: PlanDraft.most).enumerated() {
                let one = Item(
                    option: code, position: Int64(place) + 1, pointer: "/options/\(index)/items/\(place)",
                    values: FieldChanges(reading: item, of: view, creating: true))
                if let sessions = one.integer("sessions"), !(1...99).contains(sessions) {
                    item.refuse("sessions", "range", limit: "1...99")
                }
                items.append(one)
            }
        }
        self.items = items
    }

    /// Writes the items of a plan in place of those that it had.
    ///
    /// - Throws: `request.invalid` for a service that is not there, and for a price above the list's; `access.denied` where the actor may not
    ///   write a field of this customer's plans.
    func write(
        to plan: UUID, version: Int64, of talk: LockedConsultation, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = PlanItem.resource
        let prices = try prices(in: talk.place, as: actor, at: now, in: tx)
        var violations: [Violation] = []
        tx.enqueue(
            """
            update app.plan_item set gone_in = \(version) where tenant_id = \(actor.tenant) and plan_id = \(plan) and gone_in is null
            """)
        let writer = ResourceWriter(resource, keys: keys)
        var used: Set<Int> = []
        var statements: [SQL] = []
        for item in items {
            guard let service = item.service, let price = prices[service] else {
                violations.append(Violation(pointer: item.pointer + "/serviceId", code: "not_allowed"))
                continue
            }
            let sessions = item.integer("sessions") ?? 1
            let (list, overflow) = price.fen.multipliedReportingOverflow(by: sessions)
            guard !overflow else {
                violations.append(Violation(pointer: item.pointer + "/sessions", code: "range"))
                continue
            }
            let asked = item.integer("priceFen") ?? list
            guard asked <= list else {
                violations.append(Violation(pointer: item.pointer + "/priceFen", code: "range", limit: "0...\(list)"))
                continue
            }
            used.formUnion(item.values.fields)
            let row = ID<PlanItem>.new(at: now)
            let texts = try ["sites", "dosage", "timing", "risk"].compactMap { resource.position(of: $0) }.map {
                index -> (SQLIdentifier, SQL) in
                let value = item.values.values[index] ?? .null
                let field = resource.fields[index]
                return (field.column, try writer.parameter(value, for: field, row: row.uuid, crm: talk.row.crm, medical: talk.row.medical))
            }
            statements.append(
                """
                insert into app.plan_item (tenant_id, id, plan_id, customer_id, branch_id, option, position, service_id, department, sessions,
                  list_fen, price_fen, created_at, \(texts.map { SQL($0.0) }.joined(separator: ", ")))
                values (\(actor.tenant), \(row), \(plan), \(talk.customer), \(talk.home), \(item.option), \(item.position), \(service),
                  \(value: price.department), \(sessions), \(list), \(asked), \(now), \(texts.map(\.1).joined(separator: ", ")))
                """)
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        for statement in statements { tx.enqueue(statement) }
        let view = actor.rights.view(of: resource)
        let nothing = Selection(view, fields: [], for: actor, at: now)
        let rows = try tx.execute(
            "select \(nothing.list) from \(resource.source) where t.tenant_id = \(actor.tenant) and t.plan_id = \(plan) and t.gone_in is null"
        )
        for row in rows {
            let bits = try nothing.bits(of: row)
            guard used.allSatisfy({ view.right(on: $0, in: bits).allowsWriting }) else { throw Failure(.forbidden) }
        }
    }

    /// What the services cost in the branch today, and whose they are.
    private func prices(
        in place: ID<Unit>, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> [UUID: (fen: Int64, department: String?)] {
        let services = Array(Set(items.compactMap(\.service))).sorted()
        guard !services.isEmpty else { return [:] }
        let today: LocalDate = try tx.execute("select \(CatalogueQueries.day(of: now, tenant: actor.tenant))")[0][0]
        let found = try tx.execute(all: [
            CatalogueQueries.prices(of: services, in: place.uuid, on: today, tenant: actor.tenant),
            """
            select s.id, s.department from app.service s where s.tenant_id = \(actor.tenant) and s.id = any (\(services))
            and s.state = 'active'
            """,
        ])
        var departments: [UUID: String?] = [:]
        for row in found[1] { departments.updateValue(try row.getOptional(1), forKey: try row[0]) }
        var prices: [UUID: (fen: Int64, department: String?)] = [:]
        for row in found[0] {
            let service: UUID = try row[0]
            if let department = departments[service] { prices[service] = (try row[1], department) }
        }
        return prices
    }
}
