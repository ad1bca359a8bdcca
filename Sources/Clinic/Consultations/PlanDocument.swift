internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A plan as one object: the version, its options with their items, the opinions of those who were asked. What it shows in clear is an event.
struct PlanDocument {
    let json: JSONValue
    let version: Int64

    /// - Throws: `resource.not_found` where the plan is not the actor's to see.
    init(_ id: ID<TreatmentPlan>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        func selection(_ resource: Resource) -> Selection { Selection(wholeOf: resource, for: actor, at: now) }
        let (plan, items, opinions) = (
            selection(TreatmentPlan.resource), selection(PlanItem.resource), selection(PlanOpinion.resource)
        )
        func part(_ selection: Selection, _ narrowing: SQL, _ order: SQL) -> SQL {
            let view = selection.view
            return """
                select \(selection.list) from \(view.resource.source) where t.tenant_id = \(actor.tenant) and t.plan_id = \(id) and \(narrowing)
                and \(view.condition(view.bits(allowing: .readPlan), for: actor, at: now)) order by \(order)
                """
        }
        let found = try tx.execute(all: [
            ResourceQueries.get(id, plan, action: .readPlan, for: actor, at: now),
            part(items, "t.gone_in is null", "t.option, t.position"), part(opinions, "t.ended_at is null", "t.invited_at, t.id"),
        ])
        guard let row = found[0].first else { throw Failure(.notFound) }
        for (rows, selection) in zip(found, [plan, items, opinions]) {
            try ConsultationRecord.released(rows, selection, .readPlan, object: id.uuid, as: actor, keys: keys, at: now, in: tx)
        }
        func shown(_ rows: Rows, _ selection: Selection) throws -> [JSONValue] {
            let encoder = ResourceEncoder(selection, keys: keys)
            return try rows.map { try JSONParser.parse(encoder.object($0)) }
        }
        guard var object = try JSONParser.parse(ResourceEncoder(plan, keys: keys).object(row)).object else { throw Failure(.internalError) }
        let lines = try shown(found[1], items)
        let known = try PlanOptions(of: id, tenant: actor.tenant, in: tx)
        object["options"] = .array(
            known.codes.sorted().map { code -> JSONValue in
                let own = lines.filter { $0["option"]?.string == code }
                return [
                    "code": .string(code), "listFen": .integer(own.reduce(0) { $0 &+ ($1["listFen"]?.integer ?? 0) }),
                    "priceFen": .integer(known.fen(of: code) ?? 0), "needsReview": .boolean(known.needsReview(code)), "items": .array(own),
                ]
            })
        object["opinions"] = .array(try shown(found[2], opinions))
        json = .object(object)
        version = try plan.version(of: row)
    }

    /// Its shape in the API.
    static let schema = Schema(name: "TreatmentPlanDocument") { rights in
        let plan = TreatmentPlan.resource.schema(.output).render(rights)
        guard var object = plan.object, var properties = object["properties"]?.object else { return plan }
        properties["options"] = [
            "type": "array",
            "items": [
                "type": "object", "required": ["code", "listFen", "priceFen", "needsReview", "items"],
                "properties": [
                    "code": ["type": "string"], "listFen": ["type": "integer"], "priceFen": ["type": "integer"],
                    "needsReview": ["type": "boolean", "description": "Of several departments: accepted after a joint consultation only"],
                    "items": ["type": "array", "items": PlanItem.resource.schema(.output).render(rights)],
                ],
            ],
        ]
        properties["opinions"] = ["type": "array", "items": PlanOpinion.resource.schema(.output).render(rights)]
        object["properties"] = .object(properties)
        return .object(object)
    }
}
