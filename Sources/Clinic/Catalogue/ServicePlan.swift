internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A service's time in pieces, and what each piece needs: numbing, treatment, observation, each with its own people, rooms and devices.
struct ServicePlan: RecordPart {
    /// One piece of it. Each follows the one before it without a gap.
    struct Segment: Sendable, Hashable {
        let name: String
        let minutes: Int32
        let needs: [Need]
    }

    /// One resource that a segment takes, of any of its alternatives.
    struct Need: Sendable, Hashable {
        /// Needs of one bond in several segments are met by the same resource.
        let bond: Int32?
        let alternatives: [Alternative]
    }

    /// Any resource of a kind that has all of these tags, or one that is named. Buffers are the larger of these and the resource's own.
    struct Alternative: Sendable, Hashable {
        let kind: String
        let tags: [String]
        let resource: UUID?
        let bufferBefore: Int32
        let bufferAfter: Int32
    }

    static let record = HouseRecord.services
    static let segment = "plan"
    static let chinese = "分段与所需资源"
    static let english = "segments and what they need"

    /// Segments of a service, needs of a segment, and alternatives of a need at the most.
    private static let most = 12
    /// Minutes of a service at the most.
    private static let longest: Int32 = 720

    let segments: [Segment]

    init(reading payload: PayloadReader) {
        if !payload.has("segments") { payload.refuse("segments", "required") }
        segments = payload.objects("segments", max: Self.most).map { segment in
            Segment(
                name: segment.requiredText("name", max: 30), minutes: Int32(clamping: segment.requiredInteger("minutes", in: 5...720)),
                needs: segment.objects("needs", max: Self.most).map(Self.need))
        }
        if segments.reduce(0, { $0 + $1.minutes }) > Self.longest { payload.refuse("segments", "range", limit: "5...\(Self.longest)") }
        var kinds: [Int32: Set<String>] = [:]
        for (index, segment) in segments.enumerated() {
            let bonds = segment.needs.compactMap(\.bond)
            if Set(bonds).count < bonds.count { payload.refuse("segments", at: index, "duplicate") }
            for need in segment.needs {
                guard let bond = need.bond else { continue }
                let offered = Set(need.alternatives.map(\.kind))
                // One resource meets them all, so each has to take what the others take.
                if kinds[bond, default: offered] != offered { payload.refuse("segments", at: index, "not_allowed") }
                kinds[bond] = offered
            }
        }
    }

    private static func need(_ payload: PayloadReader) -> Need {
        let alternatives = payload.objects("alternatives", max: most).map { one in
            Alternative(
                kind: one.requiredChoice("kind", of: Bookable.kinds),
                tags: Set(one.texts("tags", max: 8, maxLength: 40)).sorted(), resource: one.uuid("resourceId"),
                bufferBefore: Int32(clamping: one.integer("bufferBefore", in: 0...240) ?? 0),
                bufferAfter: Int32(clamping: one.integer("bufferAfter", in: 0...240) ?? 0))
        }
        if alternatives.isEmpty { payload.refuse("alternatives", "required") }
        return Need(bond: payload.integer("bond", in: 1...12).map { Int32(clamping: $0) }, alternatives: alternatives)
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        let named = Set(segments.flatMap(\.needs).flatMap(\.alternatives).compactMap(\.resource))
        guard !named.isEmpty else { return [] }
        let rows = try tx.execute(CatalogueQueries.kinds(of: named.sorted(), tenant: actor.tenant))
        var kinds: [UUID: String] = [:]
        for row in rows where try row.get(2, as: String.self) != "retired" { kinds[try row[0]] = try row.get(1, as: String.self) }
        var violations: [Violation] = []
        for (place, segment) in segments.enumerated() {
            for (number, need) in segment.needs.enumerated() {
                for (index, one) in need.alternatives.enumerated() {
                    guard let resource = one.resource, kinds[resource] != one.kind else { continue }
                    violations.append(
                        Violation(pointer: "/segments/\(place)/needs/\(number)/alternatives/\(index)/resourceId", code: "not_allowed"))
                }
            }
        }
        return violations
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        [
            "delete from app.service_need where tenant_id = \(tenant) and service_id = \(id)",
            "delete from app.service_segment where tenant_id = \(tenant) and service_id = \(id)",
        ]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        for (place, segment) in segments.enumerated() {
            let position = Int32(place + 1)
            tx.enqueue(
                """
                insert into app.service_segment (tenant_id, service_id, position, name, minutes)
                values (\(tenant), \(id), \(position), \(segment.name), \(segment.minutes))
                """)
            for (number, need) in segment.needs.enumerated() {
                for (index, one) in need.alternatives.enumerated() {
                    tx.enqueue(
                        """
                        insert into app.service_need (tenant_id, service_id, position, need, alternative, bond, kind, tags, resource_id,
                          buffer_before, buffer_after)
                        values (\(tenant), \(id), \(position), \(Int32(number + 1)), \(Int32(index + 1)), \(value: need.bond), \(one.kind),
                          \(one.tags), \(value: one.resource), \(one.bufferBefore), \(one.bufferAfter))
                        """)
                }
            }
        }
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] {
        [CatalogueQueries.segments(of: id, tenant: tenant), CatalogueQueries.needs(of: id, tenant: tenant)]
    }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        ["segments": .array(try segments(rows).map(\.json))]
    }

    /// What ``statements(of:tenant:)`` gave.
    static func segments(_ rows: [Rows]) throws -> [Segment] {
        var needs: [Int32: [Int32: Need]] = [:]
        for row in rows[1] {
            let (position, number): (Int32, Int32) = (try row[0], try row[1])
            let one = Alternative(
                kind: try row[4], tags: try row[5], resource: try row.getOptional(6), bufferBefore: try row[7], bufferAfter: try row[8])
            let before = needs[position]?[number]?.alternatives ?? []
            needs[position, default: [:]][number] = Need(bond: try row.getOptional(3), alternatives: before + [one])
        }
        return try rows[0].map { row in
            let own = needs[try row.get(0, as: Int32.self)] ?? [:]
            return Segment(
                name: try row[1], minutes: try row[2], needs: own.sorted { $0.key < $1.key }.map(\.value))
        }
    }
}

extension ServicePlan.Segment {
    fileprivate var json: JSONValue {
        ["name": .string(name), "minutes": .integer(Int64(minutes)), "needs": .array(needs.map(\.json))]
    }
}

extension ServicePlan.Need {
    fileprivate var json: JSONValue {
        let bond: JSONValue = self.bond.map { .integer(Int64($0)) } ?? .null
        return ["bond": bond, "alternatives": .array(alternatives.map(\.json))]
    }
}

extension ServicePlan.Alternative {
    fileprivate var json: JSONValue {
        let resource: JSONValue = self.resource.map { .string($0.uuidString.lowercased()) } ?? .null
        return [
            "kind": .string(kind), "tags": .array(tags.map { .string($0) }), "resourceId": resource,
            "bufferBefore": .integer(Int64(bufferBefore)), "bufferAfter": .integer(Int64(bufferAfter)),
        ]
    }
}

extension ServicePlan {
    private static let minutes: JSONValue = ["type": "integer", "minimum": 0, "maximum": 240]
    private static let alternative: JSONValue = [
        "type": "object", "required": ["kind"], "additionalProperties": false,
        "properties": [
            "kind": ["type": "string", "enum": .array(Bookable.kinds.map { .string($0) })],
            "tags": ["type": "array", "maxItems": 8, "items": ["type": "string", "maxLength": 40]],
            "resourceId": ["type": ["string", "null"], "format": "uuid"], "bufferBefore": minutes, "bufferAfter": minutes,
        ],
    ]
    private static let need: JSONValue = [
        "type": "object", "required": ["alternatives"], "additionalProperties": false,
        "properties": [
            "bond": ["type": ["integer", "null"], "minimum": 1, "maximum": 12],
            "alternatives": ["type": "array", "minItems": 1, "maxItems": 12, "items": alternative],
        ],
    ]

    static let members: [(String, JSONValue)] = [
        (
            "segments",
            [
                "type": "array", "maxItems": 12,
                "items": [
                    "type": "object", "required": ["name", "minutes"], "additionalProperties": false,
                    "properties": [
                        "name": ["type": "string", "minLength": 1, "maxLength": 30],
                        "minutes": ["type": "integer", "minimum": 5, "maximum": 720],
                        "needs": ["type": "array", "maxItems": 12, "items": need],
                    ],
                ],
            ]
        )
    ]
}
