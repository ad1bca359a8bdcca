internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Adds a field to the tenant's customers.
public struct DefineCustomField: Sendable {
    /// Classes that a field may have: what is open or secret is no field of a person.
    static let classes: [Classification] = [.internal, .identity, .contact, .medical, .commercial]

    private let code: String
    private let kind: CustomField.Kind
    private let classification: Classification
    private let isSealed: Bool
    private let isRequired: Bool
    private let isInLists: Bool
    private let choices: [String]
    private let names: (zh: String, en: String)
    private let period: (from: LocalDate?, until: LocalDate?)
    private let position: Int32

    /// Reads a definition. Free text at length, and text that tells how to reach somebody or what he suffers from, is sealed, asked for
    /// or not.
    public init(reading payload: PayloadReader) {
        code = payload.requiredText("code", max: 40)
        if !code.isEmpty, !CustomField.isCode(code) { payload.refuse("code", "pattern") }
        let kind = CustomField.Kind(rawValue: payload.requiredChoice("kind", of: CustomField.Kind.allCases.map(\.rawValue))) ?? .text
        self.kind = kind
        let words = DefineCustomField.classes.map(\.rawValue)
        classification = Classification(rawValue: payload.requiredChoice("class", of: words)) ?? .medical
        let asked = payload.boolean("sealed") ?? false
        if asked, !kind.canBeSealed { payload.refuse("sealed", "not_allowed") }
        isSealed = asked && kind.canBeSealed || kind == .longText || kind == .text && classification.isAuditedOnRead
        isRequired = payload.boolean("required") ?? false
        isInLists = payload.boolean("inLists") ?? false
        choices = DefineCustomField.choices(payload)
        let takesChoices = kind == .choice || kind == .choices
        if takesChoices, choices.isEmpty, !payload.has("choices") { payload.refuse("choices", "required") }
        if !takesChoices, !choices.isEmpty { payload.refuse("choices", "not_allowed") }
        names = (payload.requiredText("nameZh", max: 60), payload.requiredText("nameEn", max: 60))
        period = (
            payload.date("validFrom").flatMap { LocalDate($0) }, payload.date("validUntil").flatMap { LocalDate($0) }
        )
        if let from = period.from, let until = period.until, until < from { payload.refuse("validUntil", "range") }
        position = Int32(clamping: payload.integer("position", in: 0...10_000) ?? 0)
    }

    /// The words of a choice, each once; a comma separates words in a filter.
    static func choices(_ payload: PayloadReader) -> [String] {
        let words = payload.texts("choices", max: 100, maxLength: 60)
        if payload.has("choices"), words.isEmpty { payload.refuse("choices", "required") }
        if Set(words).count != words.count || words.contains(where: { $0.contains(",") }) { payload.refuse("choices", "pattern") }
        return words
    }

    /// - Throws: `custom_field.code_known` for a code that was given already, also to one that is archived; `custom_field.too_many`.
    public func run(
        _ id: ID<CustomField>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> CustomFieldDefinition {
        try CustomFieldDefinition.requireRoom(of: actor.tenant, in: tx)
        tx.enqueue(
            """
            insert into app.custom_field (tenant_id, id, code, kind, class, sealed, is_required, is_in_lists, choices, name_zh, name_en,
              valid_from, valid_until, position, created_at, updated_at)
            values (\(actor.tenant), \(id), \(code), \(kind.rawValue), \(classification.rawValue), \(isSealed), \(isRequired),
              \(isInLists), \(choices), \(names.zh), \(names.en), \(value: period.from), \(value: period.until), \(position), \(now), \(now))
            """)
        AccessNews.publish(actor.tenant, in: tx)
        let body: JSONValue = [
            "code": .string(code), "kind": .string(kind.rawValue), "class": .string(classification.rawValue), "sealed": .boolean(isSealed),
            "required": .boolean(isRequired),
        ]
        try AuditTrail.record(
            AuditEvent(.manageCustomField, on: "custom_field", id.uuid, purpose: "defined", body: body), as: actor, keys: keys, at: now,
            in: tx)
        guard let row = try tx.execute(CustomFieldDefinition.one(id, of: actor.tenant)).first else { throw Failure(.notFound) }
        return try CustomFieldDefinition(row)
    }
}
