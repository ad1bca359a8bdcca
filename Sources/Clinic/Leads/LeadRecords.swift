internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension HouseRecord {
    /// The rules that give leads out. A rule counts for its unit and all below, so it is written by whoever's right reaches all of that.
    static let leadRules = HouseRecord(
        resource: LeadRule.resource, path: "/v1/lead-rules", tag: "leads", chinese: "线索分配规则", english: "rule of leads",
        plural: "rules of leads", operation: "createLeadRule", write: .manageLeadRule, belonging: .unit("unitId"), most: 500,
        failures: [.leadRuleNameTaken], filled: ["roster", "position", "state"],
        ranges: [("contactMinutes", 1...10_080), ("position", 0...9_999)],
        check: { work, tx in
            var violations = try work.unknown("serviceId", in: "app.service", where: "state = 'active'", tx)
            violations += try work.unknown("categoryId", in: "app.service_category", where: "state = 'active'", tx)
            if work.isNew, !work.writes("unitId") { violations.append(Violation(pointer: "/unitId", code: "required")) }
            let basis = work.text("basis")
            if work.has("serviceId"), work.has("categoryId") { violations.append(Violation(pointer: "/categoryId", code: "not_allowed")) }
            if basis == "project", !work.has("serviceId"), !work.has("categoryId") {
                violations.append(Violation(pointer: "/serviceId", code: "required"))
            }
            if basis == "source", !work.has("sourceChannel") { violations.append(Violation(pointer: "/sourceChannel", code: "required")) }
            // A region's rule is of a region, or of the chain; a branch's of a branch.
            let kinds: [String] = basis == "region" ? ["chain", "region"] : basis == "branch" ? ["branch"] : ["chain", "region", "branch"]
            if let unit = work.uuid("unitId") {
                let rows = try tx.execute(
                    "select 1 from app.unit where tenant_id = \(work.actor.tenant) and id = \(unit) and kind = any (\(kinds))")
                if rows.isEmpty { violations.append(Violation(pointer: "/unitId", code: "not_allowed")) }
            }
            return violations
        })
}

/// Who gets leads by a rule, in order, each with his weight and the most of a day.
struct LeadRuleMembers: RecordPart {
    static let record = HouseRecord.leadRules
    static let segment = "members"
    static let chinese = "成员"
    static let english = "members"

    private static let most = 100

    struct Member: Sendable, Equatable {
        let user: UUID
        let weight: Int32
        let dailyCap: Int32?
    }

    let members: [Member]

    init(reading payload: PayloadReader) {
        if !payload.has("members") { payload.refuse("members", "required") }
        var members: [Member] = []
        for entry in payload.objects("members", max: Self.most) {
            let user = entry.requiredUUID("userId")
            if members.contains(where: { $0.user == user }) { entry.refuse("userId", "duplicate") }
            members.append(
                Member(
                    user: user, weight: Int32(entry.integer("weight", in: 1...100) ?? 1),
                    dailyCap: entry.integer("dailyCap", in: 1...1_000).map { Int32($0) }))
        }
        self.members = members
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        guard !members.isEmpty else { return [] }
        let known = Set(
            try tx.execute(
                """
                select u.id from app.user_account u where u.tenant_id = \(actor.tenant) and u.id = any (\(members.map(\.user)))
                and u.state in ('invited', 'active')
                """
            ).map { try $0.get(0, as: UUID.self) })
        return members.enumerated().compactMap { index, member in
            known.contains(member.user) ? nil : Violation(pointer: "/members/\(index)/userId", code: "not_allowed")
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.lead_rule_member where tenant_id = \(tenant) and rule_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        guard !members.isEmpty else { return }
        let positions = members.indices.map { Int32($0) + 1 }
        tx.enqueue(
            """
            insert into app.lead_rule_member (tenant_id, rule_id, user_id, position, weight, daily_cap)
            select \(tenant), \(id), x.person, x.position, x.weight, x.cap
            from unnest(\(members.map(\.user)), \(positions), \(members.map(\.weight)), \(members.map(\.dailyCap))) as x (person, position, weight, cap)
            """)
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] {
        [
            """
            select m.user_id, m.weight, m.daily_cap from app.lead_rule_member m where m.tenant_id = \(tenant) and m.rule_id = \(id)
            order by m.position
            """
        ]
    }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        [
            "members": .array(
                try rows[0].map { row in
                    [
                        "userId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()),
                        "weight": .integer(Int64(try row.get(1, as: Int32.self))),
                        "dailyCap": try row.getOptional(2, as: Int32.self).map { .integer(Int64($0)) } ?? .null,
                    ]
                })
        ]
    }

    static let members: [(String, JSONValue)] = [
        (
            "members",
            [
                "type": "array", "maxItems": 100,
                "items": [
                    "type": "object", "required": ["userId"],
                    "properties": [
                        "userId": ["type": "string", "format": "uuid"],
                        "weight": ["type": "integer", "minimum": 1, "maximum": 100],
                        "dailyCap": ["type": ["integer", "null"], "minimum": 1, "maximum": 1000],
                    ],
                ],
            ]
        )
    ]
}
