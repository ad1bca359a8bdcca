internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What a package is made of: services, how often each, and which of it is given as a gift.
struct PackageLines: RecordPart {
    struct Line: Sendable, Hashable {
        let service: UUID
        let sessions: Int32
        let isGift: Bool
    }

    static let record = HouseRecord.packages
    static let segment = "lines"
    static let chinese = "明细"
    static let english = "lines"

    private static let most = 40

    let lines: [Line]

    init(reading payload: PayloadReader) {
        if !payload.has("lines") { payload.refuse("lines", "required") }
        let read = payload.objects("lines", max: Self.most).map { line in
            Line(
                service: line.requiredUUID("serviceId"), sessions: Int32(clamping: line.requiredInteger("sessions", in: 1...100)),
                isGift: line.boolean("gift") ?? false)
        }
        for (index, line) in read.enumerated()
        where read[..<index].contains(where: { $0.service == line.service && $0.isGift == line.isGift }) {
            payload.refuse("lines", at: index, "duplicate")
        }
        lines = read
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        let named = Set(lines.map(\.service)).sorted()
        guard !named.isEmpty else { return [] }
        let known = Set(try tx.execute(CatalogueQueries.activeServices(named, tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        return lines.enumerated().compactMap { index, line in
            known.contains(line.service) ? nil : Violation(pointer: "/lines/\(index)/serviceId", code: "not_allowed")
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.service_package_line where tenant_id = \(tenant) and package_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        for (index, line) in lines.enumerated() {
            tx.enqueue(
                """
                insert into app.service_package_line (tenant_id, package_id, position, service_id, sessions, gift)
                values (\(tenant), \(id), \(Int32(index + 1)), \(line.service), \(line.sessions), \(line.isGift))
                """)
        }
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] { [CatalogueQueries.lines(of: id, tenant: tenant)] }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        let lines = try rows[0].map { row -> JSONValue in
            [
                "serviceId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()),
                "sessions": .integer(Int64(try row.get(1, as: Int32.self))), "gift": .boolean(try row[2]),
            ]
        }
        return ["lines": .array(lines)]
    }

    static let members: [(String, JSONValue)] = [
        (
            "lines",
            [
                "type": "array", "maxItems": 40,
                "items": [
                    "type": "object", "required": ["serviceId", "sessions"], "additionalProperties": false,
                    "properties": [
                        "serviceId": ["type": "string", "format": "uuid"], "sessions": ["type": "integer", "minimum": 1, "maximum": 100],
                        "gift": ["type": "boolean"],
                    ],
                ],
            ]
        )
    ]
}
