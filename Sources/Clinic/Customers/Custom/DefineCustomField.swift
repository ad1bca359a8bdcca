internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A definition as it is asked for.
struct CustomFieldDraft: Sendable {
    let code: String
    let kind: CustomField.Kind
    let classification: Classification
    let isSealed: Bool
    let isRequired: Bool
    let isInLists: Bool
    let choices: [String]
    let names: (zh: String, en: String)
    let period: (from: LocalDate?, until: LocalDate?)
    let position: Int32

    /// Classes that a field may have: what is open or secret is no field of a person.
    static let classes: [Classification] = [.internal, .identity, .contact, .medical, .commercial]

    /// Reads a new definition. Texts that tell how to reach somebody or what he suffers from are sealed, asked for or not.
    init(reading payload: PayloadReader) {
        code = payload.requiredText("code", max: 40)
        if !code.isEmpty, !CustomField.isCode(code) { payload.refuse("code", "pattern") }
        let kind = CustomField.Kind(rawValue: payload.requiredChoice("kind", of: CustomField.Kind.allCases.map(\.rawValue))) ?? .text
        self.kind = kind
        let words = CustomFieldDraft.classes.map(\.rawValue)
        classification = Classification(rawValue: payload.requiredChoice("class", of: words)) ?? .medical
        let asked = payload.boolean("sealed") ?? false
        if asked, !kind.canBeSealed { payload.refuse("sealed", "not_allowed") }
        isSealed = kind.canBeSealed && (asked || classification == .contact || classification == .medical)
        isRequired = payload.boolean("required") ?? false
        isInLists = payload.boolean("inLists") ?? false
        choices = CustomFieldDraft.choices(payload, kind)
        names = CustomFieldDraft.names(payload)
        period = CustomFieldDraft.period(payload)
        position = Int32(clamping: payload.integer("position", in: 0...10_000) ?? 0)
    }

    static func names(_ payload: PayloadReader) -> (zh: String, en: String) {
        (payload.requiredText("nameZh", max: 60), payload.requiredText("nameEn", max: 60))
    }

    static func choices(_ payload: PayloadReader, _ kind: CustomField.Kind) -> [String] {
        let words = payload.texts("choices", max: 100, maxLength: 60)
        let takesChoices = kind == .choice || kind == .choices
        if takesChoices, words.isEmpty { payload.refuse("choices", "required") }
        if !takesChoices, !words.isEmpty { payload.refuse("choices", "not_allowed") }
        // A comma separates words in a filter.
        if Set(words).count != words.count || words.contains(where: { $0.contains(",") }) { payload.refuse("choices", "pattern") }
        return words
    }

    static func period(_ payload: PayloadReader) -> (from: LocalDate?, until: LocalDate?) {
        let from = payload.date("validFrom").flatMap { LocalDate($0) }
        let until = payload.date("validUntil").flatMap { LocalDate($0) }
        if let from, let until, until < from { payload.refuse("validUntil", "range") }
        return (from, until)
    }
}

/// Adds a field to the tenant's customers.
struct DefineCustomField: Sendable {
    let id: ID<CustomField>
    let draft: CustomFieldDraft

    /// - Throws: `custom_field.code_known` for a code that was given already, also to one that is archived; `custom_field.too_many`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let count: Int64 = try tx.execute(
            "select count(*) from app.custom_field where tenant_id = \(actor.tenant) and not is_archived")[0][0]
        guard count < CustomField.most else { throw Failure(.customFieldsTooMany) }
        tx.enqueue(
            """
            insert into app.custom_field (tenant_id, id, code, kind, class, is_sealed, is_required, is_in_lists, choices, name_zh, name_en,
              valid_from, valid_until, position, created_at, updated_at)
            values (\(actor.tenant), \(id), \(draft.code), \(draft.kind.rawValue), \(draft.classification.rawValue), \(draft.isSealed),
              \(draft.isRequired), \(draft.isInLists), \(draft.choices), \(draft.names.zh), \(draft.names.en), \(value: draft.period.from),
              \(value: draft.period.until), \(draft.position), \(now), \(now))
            """)
        AccessNews.publish(actor.tenant, in: tx)
        let body: JSONValue = [
            "code": .string(draft.code), "kind": .string(draft.kind.rawValue), "class": .string(draft.classification.rawValue),
            "sealed": .boolean(draft.isSealed),
        ]
        try AuditTrail.record(
            AuditEvent(.manageCustomField, on: "custom_field", id.uuid, purpose: "defined", body: body), as: actor, keys: keys, at: now,
            in: tx)
    }
}

/// Changes what may change of a definition: names, order, choices, validity, whether it is required, listed or archived. Code, kind, class
/// and sealing stay: values and rights hang on them.
struct ChangeCustomField: Sendable {
    let id: ID<CustomField>
    let version: Int64

    /// - Throws: `resource.not_found`, `resource.stale`.
    func run(_ payload: PayloadReader, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        guard
            let row = try tx.execute(
                "select kind, version from app.custom_field where tenant_id = \(actor.tenant) and id = \(id) for update"
            ).first,
            let kind = CustomField.Kind(rawValue: try row.get(0, as: String.self))
        else { throw Failure(.notFound) }
        guard try row.get(1, as: Int64.self) == version else { throw Failure(.stale) }
        var assignments: [SQL] = []
        var names: [String] = []
        func set(_ name: String, _ assignment: SQL?) {
            guard payload.has(name), let assignment else { return }
            assignments.append(assignment)
            names.append(name)
        }
        set("nameZh", payload.text("nameZh", max: 60).map { "name_zh = \($0)" })
        set("nameEn", payload.text("nameEn", max: 60).map { "name_en = \($0)" })
        set("required", payload.boolean("required").map { "is_required = \($0)" })
        set("inLists", payload.boolean("inLists").map { "is_in_lists = \($0)" })
        set("archived", payload.boolean("archived").map { "is_archived = \($0)" })
        set("position", payload.integer("position", in: 0...10_000).map { "position = \(Int32(clamping: $0))" })
        if payload.has("choices") { set("choices", "choices = \(CustomFieldDraft.choices(payload, kind))") }
        let period = CustomFieldDraft.period(payload)
        set("validFrom", "valid_from = \(value: period.from)")
        set("validUntil", "valid_until = \(value: period.until)")
        try payload.finish()
        guard !assignments.isEmpty else { return }
        tx.enqueue(
            """
            update app.custom_field set \(assignments.joined(separator: ", ")), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        AccessNews.publish(actor.tenant, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .manageCustomField, on: "custom_field", id.uuid, purpose: "changed", body: ["changed": .array(names.map { .string($0) })]),
            as: actor, keys: keys, at: now, in: tx)
    }
}
