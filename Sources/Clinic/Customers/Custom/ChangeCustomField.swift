internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Changes what may change of a definition: names, order, choices, validity, whether it is required, listed or archived. Code, kind, class
/// and sealing stay: values and rights hang on them.
struct ChangeCustomField: Sendable {
    /// What is set, by the member that sets it.
    private var assignments: [(name: String, sql: SQL)] = []
    private let choices: [String]?
    private let archives: Bool?
    private var from: (isSet: Bool, day: LocalDate?)
    private var until: (isSet: Bool, day: LocalDate?)

    /// Reads what a request names and nothing else.
    init(reading payload: PayloadReader) {
        choices = payload.has("choices") ? DefineCustomField.choices(payload) : nil
        archives = payload.boolean("archived")
        from = (payload.has("validFrom"), payload.date("validFrom").flatMap { LocalDate($0) })
        until = (payload.has("validUntil"), payload.date("validUntil").flatMap { LocalDate($0) })
        let changes: [(String, SQL?)] = [
            ("nameZh", payload.has("nameZh") ? "name_zh = \(payload.requiredText("nameZh", max: 60))" : nil),
            ("nameEn", payload.has("nameEn") ? "name_en = \(payload.requiredText("nameEn", max: 60))" : nil),
            ("required", payload.boolean("required").map { "is_required = \($0)" }),
            ("inLists", payload.boolean("inLists").map { "is_in_lists = \($0)" }),
            ("position", payload.integer("position", in: 0...10_000).map { "position = \(Int32(clamping: $0))" }),
            ("choices", choices.map { "choices = \($0)" }),
            ("archived", archives.map { "is_archived = \($0)" }),
            ("validFrom", from.isSet ? "valid_from = \(value: from.day)" : nil),
            ("validUntil", until.isSet ? "valid_until = \(value: until.day)" : nil),
        ]
        for (name, sql) in changes { if let sql { assignments.append((name, sql)) } }
    }

    /// - Throws: `resource.not_found`, `resource.stale`; `custom_field.too_many` where an archived one comes back among too many;
    ///   violations for choices of a field that has none, and for an end before the beginning.
    func run(
        _ id: ID<CustomField>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> CustomFieldDefinition {
        guard
            let row = try tx.execute(
                """
                select kind, version, valid_from, valid_until, is_archived from app.custom_field
                where tenant_id = \(actor.tenant) and id = \(id) for update
                """
            ).first
        else { throw Failure(.notFound) }
        guard try row.get(1, as: Int64.self) == version else { throw Failure(.stale) }
        try check(row)
        if archives == false, try row.get(4, as: Bool.self) { try CustomFieldDefinition.requireRoom(of: actor.tenant, in: tx) }
        if !assignments.isEmpty {
            tx.enqueue(
                """
                update app.custom_field set \(assignments.map(\.sql).joined(separator: ", ")), version = version + 1, updated_at = \(now)
                where tenant_id = \(actor.tenant) and id = \(id)
                """)
            AccessNews.publish(actor.tenant, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .manageCustomField, on: "custom_field", id.uuid, purpose: "changed",
                    body: ["changed": .array(assignments.map { .string($0.name) }), "archived": archives.map { .boolean($0) } ?? .null]),
                as: actor, keys: keys, at: now, in: tx)
        }
        guard let fresh = try tx.execute(CustomFieldDefinition.one(id, of: actor.tenant)).first else { throw Failure(.notFound) }
        return try CustomFieldDefinition(fresh)
    }

    private func check(_ row: Row) throws {
        var violations: [Violation] = []
        let kind = CustomField.Kind(rawValue: try row[0])
        if choices != nil, kind != .choice, kind != .choices { violations.append(Violation(pointer: "/choices", code: "not_allowed")) }
        let begin = from.isSet ? from.day : try row.getOptional(2, as: LocalDate.self)
        let end = until.isSet ? until.day : try row.getOptional(3, as: LocalDate.self)
        if let begin, let end, end < begin { violations.append(Violation(pointer: "/validUntil", code: "range")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }
}
