internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// What is asked before a service: what speaks against it, what a doctor has to look at first, which forms and consents have to be there.
struct ServiceSafety: RecordPart {
    /// What a rule looks at.
    enum Kind: String, Sendable, CaseIterable {
        /// A medical warning of the customer, by its kind.
        case warning
        /// A question of the online form that was answered with yes, by its word.
        case answer
        /// The customer is younger than `measure` years.
        case ageBelow = "age_below"
        /// Another service was done less than `measure` days before.
        case afterService = "after_service"
        /// A form, by its word.
        case form
        /// A consent, by its purpose.
        case consent
    }

    /// What follows when it holds.
    enum Effect: String, Sendable, CaseIterable {
        /// It is not done.
        case contraindicated
        /// A doctor looks first.
        case needReview = "need_review"
        /// It has to be there.
        case required
    }

    struct Rule: Sendable, Hashable {
        let kind: Kind
        let effect: Effect
        let subject: String?
        let service: UUID?
        let measure: Int32?
    }

    static let record = HouseRecord.services
    static let segment = "safety"
    static let chinese = "禁忌与必备文书"
    static let english = "contraindications and required papers"

    /// Rules of a service at the most.
    private static let most = 40

    let rules: [Rule]

    init(reading payload: PayloadReader) {
        if !payload.has("rules") { payload.refuse("rules", "required") }
        let read = payload.objects("rules", max: Self.most).map(Self.rule)
        for (index, rule) in read.enumerated() where read[..<index].contains(rule) { payload.refuse("rules", at: index, "duplicate") }
        rules = read
    }

    private static func rule(_ payload: PayloadReader) -> Rule {
        let kind = Kind(rawValue: payload.requiredChoice("kind", of: Kind.allCases.map(\.rawValue))) ?? .warning
        let effect = Effect(rawValue: payload.requiredChoice("effect", of: Effect.allCases.map(\.rawValue))) ?? .needReview
        var (subject, service, measure): (String?, UUID?, Int32?) = (nil, nil, nil)
        switch kind {
        case .warning: subject = payload.requiredChoice("subject", of: CustomerWarning.kinds)
        case .consent: subject = payload.requiredChoice("subject", of: ConsentPurpose.allCases.map(\.rawValue))
        case .answer, .form:
            let word = payload.requiredText("subject", max: 40)
            if !word.isEmpty, !HouseRecord.isWord(word) { payload.refuse("subject", "pattern") }
            subject = word
        case .ageBelow: measure = Int32(clamping: payload.requiredInteger("measure", in: 1...120))
        case .afterService:
            service = payload.requiredUUID("serviceId")
            measure = Int32(clamping: payload.requiredInteger("measure", in: 1...3_650))
        }
        for (name, isMeant) in [("subject", subject != nil), ("serviceId", service != nil), ("measure", measure != nil)]
        where !isMeant && payload.has(name) && !payload.isNull(name) {
            payload.refuse(name, "not_allowed")
        }
        if (effect == .required) != (kind == .form || kind == .consent) { payload.refuse("effect", "not_allowed") }
        return Rule(kind: kind, effect: effect, subject: subject, service: service, measure: measure)
    }

    func violations(of id: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> [Violation] {
        let named = Set(rules.compactMap(\.service)).sorted()
        guard !named.isEmpty else { return [] }
        let known = Set(try tx.execute(CatalogueQueries.activeServices(named, tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        return rules.enumerated().compactMap { index, rule in
            guard let service = rule.service, !known.contains(service) else { return nil }
            return Violation(pointer: "/rules/\(index)/serviceId", code: "not_allowed")
        }
    }

    static func clear(_ id: UUID, tenant: ID<Tenant>) -> [SQL] {
        ["delete from app.service_rule where tenant_id = \(tenant) and service_id = \(id)"]
    }

    func store(_ id: UUID, tenant: ID<Tenant>, in tx: Transaction) {
        for (index, rule) in rules.enumerated() {
            tx.enqueue(
                """
                insert into app.service_rule (tenant_id, service_id, position, kind, effect, subject, other_service_id, measure)
                values (\(tenant), \(id), \(Int32(index + 1)), \(rule.kind.rawValue), \(rule.effect.rawValue), \(value: rule.subject),
                  \(value: rule.service), \(value: rule.measure))
                """)
        }
    }

    static func statements(of id: UUID, tenant: ID<Tenant>) -> [SQL] { [CatalogueQueries.rules(of: id, tenant: tenant)] }

    static func object(_ rows: [Rows]) throws -> JSONObject {
        let rules = try rows[0].map { row -> JSONValue in
            [
                "kind": .string(try row[0]), "effect": .string(try row[1]),
                "subject": try row.getOptional(2, as: String.self).map { .string($0) } ?? .null,
                "serviceId": try row.getOptional(3, as: UUID.self).map { .string($0.uuidString.lowercased()) } ?? .null,
                "measure": try row.getOptional(4, as: Int32.self).map { .integer(Int64($0)) } ?? .null,
            ]
        }
        return ["rules": .array(rules)]
    }

    static let members: [(String, JSONValue)] = [
        (
            "rules",
            [
                "type": "array", "maxItems": 40,
                "items": [
                    "type": "object", "required": ["kind", "effect"], "additionalProperties": false,
                    "properties": [
                        "kind": ["type": "string", "enum": .array(Kind.allCases.map { .string($0.rawValue) })],
                        "effect": ["type": "string", "enum": .array(Effect.allCases.map { .string($0.rawValue) })],
                        "subject": ["type": ["string", "null"], "maxLength": 40],
                        "serviceId": ["type": ["string", "null"], "format": "uuid"],
                        "measure": ["type": ["integer", "null"], "minimum": 1, "maximum": 3650],
                    ],
                ],
            ]
        )
    ]
}
