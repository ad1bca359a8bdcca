internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The branches where a licence is registered. Without one its holder practises nowhere.
struct LicencePlaces: RecordPart {
    static let record = HouseRecord.licences
    static let segment = "places"
    static let chinese = "注册地点"
    static let english = "registered places"

    private static let most = 200

    let branches: [UUID]

    init(reading payload: PayloadReader) {
        if !payload.has("branchIds") { payload.refuse("branchIds", "required") }
        branches = payload.uuids("branchIds", max: Self.most)
        for (index, branch) in branches.enumerated() where branches[..<index].contains(branch) {
            payload.refuse("branchIds", at: index, "duplicate")
        }
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        guard !branches.isEmpty else { return [] }
        let known = Set(try tx.execute(CatalogueQueries.branches(branches, tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        return branches.enumerated().compactMap { index, branch in
            known.contains(branch) ? nil : Violation(pointer: "/branchIds/\(index)", code: "not_allowed")
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.licence_place where tenant_id = \(tenant) and licence_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        guard !branches.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.licence_place (tenant_id, licence_id, unit_id)
            select \(tenant), \(id), x.branch from unnest(\(branches)) as x (branch)
            """)
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] { [CatalogueQueries.places(of: id, tenant: tenant)] }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        ["branchIds": .array(try rows[0].map { .string(try $0.get(0, as: UUID.self).uuidString.lowercased()) })]
    }

    static let members: [(String, JSONValue)] = [
        ("branchIds", ["type": "array", "maxItems": 200, "items": ["type": "string", "format": "uuid"]])
    ]
}
