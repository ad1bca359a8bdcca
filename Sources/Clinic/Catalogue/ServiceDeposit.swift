internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What a service asks for so that a time is kept (订金): how much, until when it is paid, until when a cancellation costs nothing, and what is
/// kept of it otherwise. Each rule holds from its day on, until the next.
struct ServiceDeposit: RecordPart {
    enum Kind: String, Sendable, CaseIterable {
        /// From that day on it asks for nothing.
        case nothing = "none"
        case amount
        /// Of the price that the branch takes.
        case share
    }

    struct Rule: Sendable, Hashable {
        let since: LocalDate
        let kind: Kind
        let amount: Int64?
        let percent: Int32?
        /// From the booking on.
        let payHours: Int32
        /// Before the visit begins.
        let freeHours: Int32
        let latePercent: Int32
        let noShowPercent: Int32
    }

    static let record = HouseRecord.services
    static let segment = "deposit"
    static let chinese = "订金规则"
    static let english = "deposit rules"

    /// Rules of a service at the most.
    private static let most = 100
    private static let hours: ClosedRange<Int64> = 0...720
    private static let share: ClosedRange<Int64> = 0...100

    let rules: [Rule]

    init(reading payload: PayloadReader) {
        if !payload.has("rules") { payload.refuse("rules", "required") }
        let read = payload.objects("rules", max: Self.most).map(Self.rule)
        for (index, rule) in read.enumerated() where read[..<index].contains(where: { $0.since == rule.since }) {
            payload.refuse("rules", at: index, "duplicate")
        }
        rules = read
    }

    /// What is not said is as the trade has it: a day to pay, free until a day before, half of it after that, all of it for a no-show.
    private static func rule(_ payload: PayloadReader) -> Rule {
        let kind = Kind(rawValue: payload.requiredChoice("kind", of: Kind.allCases.map(\.rawValue))) ?? .nothing
        let amount = kind == .amount ? payload.requiredInteger("amountFen", in: 1...100_000_000_000) : nil
        let percent = kind == .share ? Int32(clamping: payload.requiredInteger("percent", in: 1...100)) : nil
        for (name, isMeant) in [("amountFen", amount != nil), ("percent", percent != nil)]
        where !isMeant && payload.has(name) && !payload.isNull(name) {
            payload.refuse(name, "not_allowed")
        }
        return Rule(
            since: LocalDate(payload.requiredDate("since")) ?? LocalDate(daysSince1970: 0), kind: kind, amount: amount, percent: percent,
            payHours: Int32(clamping: payload.integer("payHours", in: hours) ?? 24),
            freeHours: Int32(clamping: payload.integer("freeHours", in: hours) ?? 24),
            latePercent: Int32(clamping: payload.integer("latePercent", in: share) ?? 50),
            noShowPercent: Int32(clamping: payload.integer("noShowPercent", in: share) ?? 100))
    }

    /// What has begun was booked by: it stays as it is. Today's is still being said.
    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        let today: LocalDate = try tx.execute("select \(CatalogueQueries.day(of: now, tenant: actor.tenant))")[0][0]
        let begun = try Self.rules(of: tx.execute(all: Self.statements(of: id, tenant: actor.tenant))[0]).filter { $0.since < today }
        var violations = rules.enumerated().compactMap { index, rule -> Violation? in
            guard rule.since < today, !begun.contains(rule) else { return nil }
            let isKnown = begun.contains { $0.since == rule.since }
            return Violation(pointer: "/rules/\(index)" + (isKnown ? "" : "/since"), code: isKnown ? "not_allowed" : "range")
        }
        if begun.contains(where: { old in !rules.contains { $0.since == old.since } }) {
            violations.append(Violation(pointer: "/rules", code: "not_allowed"))
        }
        return violations
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.service_deposit where tenant_id = \(tenant) and service_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        for rule in rules {
            tx.enqueue(
                """
                insert into app.service_deposit (tenant_id, service_id, since_on, kind, amount_fen, percent, pay_hours, free_hours, late_percent,
                  no_show_percent)
                values (\(tenant), \(id), \(rule.since), \(rule.kind.rawValue), \(value: rule.amount), \(value: rule.percent),
                  \(rule.payHours), \(rule.freeHours), \(rule.latePercent), \(rule.noShowPercent))
                """)
        }
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] {
        [
            """
            select d.since_on, d.kind, d.amount_fen, d.percent, d.pay_hours, d.free_hours, d.late_percent, d.no_show_percent
            from app.service_deposit d where d.tenant_id = \(tenant) and d.service_id = \(id) order by d.since_on
            """
        ]
    }

    private static func rules(of rows: Rows) throws -> [Rule] {
        try rows.map { row in
            Rule(
                since: try row[0], kind: Kind(rawValue: try row[1]) ?? .nothing, amount: try row.getOptional(2),
                percent: try row.getOptional(3),
                payHours: try row[4], freeHours: try row[5], latePercent: try row[6], noShowPercent: try row[7])
        }
    }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        let rules = try Self.rules(of: rows[0]).map { rule -> JSONValue in
            let amount: JSONValue = rule.amount.map { .integer($0) } ?? .null
            let percent: JSONValue = rule.percent.map { .integer(Int64($0)) } ?? .null
            return [
                "since": .string(rule.since.description), "kind": .string(rule.kind.rawValue), "amountFen": amount, "percent": percent,
                "payHours": .integer(Int64(rule.payHours)), "freeHours": .integer(Int64(rule.freeHours)),
                "latePercent": .integer(Int64(rule.latePercent)), "noShowPercent": .integer(Int64(rule.noShowPercent)),
            ]
        }
        return ["rules": .array(rules)]
    }

    private static let hoursSchema: JSONValue = ["type": "integer", "minimum": 0, "maximum": 720]
    private static let shareSchema: JSONValue = ["type": "integer", "minimum": 0, "maximum": 100]
    static let members: [(String, JSONValue)] = [
        (
            "rules",
            [
                "type": "array", "maxItems": 100,
                "items": [
                    "type": "object", "required": ["since", "kind"], "additionalProperties": false,
                    "properties": [
                        "since": ["type": "string", "format": "date"],
                        "kind": ["type": "string", "enum": .array(Kind.allCases.map { .string($0.rawValue) })],
                        "amountFen": ["type": ["integer", "null"], "minimum": 1, "maximum": 100_000_000_000],
                        "percent": ["type": ["integer", "null"], "minimum": 1, "maximum": 100],
                        "payHours": hoursSchema, "freeHours": hoursSchema, "latePercent": shareSchema, "noShowPercent": shareSchema,
                    ],
                ],
            ]
        )
    ]
}
