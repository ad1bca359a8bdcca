internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Who brings a table in, with what, and when.
struct CatalogueContext: Sendable {
    let actor: Actor
    let keys: TenantKeys
    let now: Instant
}

/// The records of a kind while a table is brought in: what is there, and what the table makes of it, each by the rules by which one is
/// written alone.
struct RecordRows {
    /// A record as it stands.
    struct Known {
        let id: UUID
        var version: Int64
        /// Neither archived nor retired.
        let isActive: Bool
        /// By position in the field table; of the fields that a table may say.
        var values: [Int: FieldValue]
    }

    let record: HouseRecord
    let context: CatalogueContext
    private let selection: Selection
    /// Positions of the fields that a table may say.
    private let fields: [Int]
    private(set) var known: [UUID: Known] = [:]

    init(_ record: HouseRecord, fields: [String], _ context: CatalogueContext) {
        self.record = record
        self.context = context
        selection = Selection(wholeOf: record.resource, for: context.actor, at: context.now)
        self.fields = fields.compactMap { record.resource.position(of: $0) }
    }

    /// Takes up what is there.
    ///
    /// - Parameter condition: about `t`.
    mutating func load(where condition: SQL = "true", isActive: SQL = "true", in tx: Transaction) throws -> [Known] {
        var list: [SQL] = ["t.id", "t.version", isActive]
        for index in fields { list.append("t.\(record.resource.fields[index].column)") }
        let rows = try tx.execute(
            """
            select \(list.joined(separator: ", ")) from \(record.resource.tableIdentifier) t
            where t.tenant_id = \(context.actor.tenant) and (\(condition)) order by t.id
            """)
        let loaded = try rows.map { row -> Known in
            var values: [Int: FieldValue] = [:]
            for (offset, index) in fields.enumerated() { values[index] = try value(row, 3 + offset, record.resource.fields[index]) }
            return Known(id: try row[0], version: try row[1], isActive: try row[2], values: values)
        }
        for one in loaded { known[one.id] = one }
        return loaded
    }

    private func value(_ row: Row, _ column: Int, _ field: Field) throws -> FieldValue {
        if row.isNull(column) { return .null }
        switch field.type {
        case .id: return .id(try row.get(column, as: UUID.self))
        case .integer: return .integer(try row.get(column, as: Int64.self))
        case .date: return .date(try row.get(column, as: LocalDate.self))
        case .words: return .words(try row.get(column, as: [String].self).sorted())
        case .text, .phone, .idNumber, .choice, .instant, .ids, .choices: return .text(try row.get(column, as: String.self))
        }
    }

    /// - Parameter values: as the body of a request has them.
    mutating func create(_ values: JSONObject, in tx: Transaction) throws -> Known {
        let changes = try Self.read(values, of: selection.view, creating: true)
        let id = ID<HouseRecord>.new(at: context.now).uuid
        _ = try CreateRecord(record: record, id: id, values: changes).run(
            as: context.actor, keys: context.keys, at: context.now, selection: selection, in: tx)
        let made = Known(id: id, version: 1, isActive: true, values: changes.values)
        known[id] = made
        return made
    }

    /// - Returns: the record as it is then, and whether it became another.
    mutating func change(_ old: Known, _ values: JSONObject, in tx: Transaction) throws -> (Known, Bool) {
        let changes = try Self.read(values, of: selection.view, creating: false)
        guard changes.values.contains(where: { (old.values[$0.key] ?? .null) != $0.value }) else { return (old, false) }
        let row = try ChangeRecord(record: record, id: old.id).run(
            changes, version: old.version, as: context.actor, keys: context.keys, at: context.now, selection: selection, in: tx)
        var next = old
        next.version = try selection.version(of: row)
        next.values.merge(changes.values) { _, new in new }
        known[old.id] = next
        return (next, true)
    }

    /// Says anew what belongs to a record; the record as it is then.
    mutating func replace<Part: RecordPart>(_: Part.Type, of old: Known, _ members: JSONObject, in tx: Transaction) throws -> Known {
        let payload = PayloadReader(.object(members))
        let part = Part(reading: payload)
        try Self.finish(payload)
        let (_, version) = try ReplaceRecordPart(id: old.id, part: part).run(
            version: old.version, as: context.actor, keys: context.keys, at: context.now, in: tx)
        var next = old
        next.version = version
        known[old.id] = next
        return next
    }

    /// A field of a record; nil where it has none.
    func value(_ field: String, of known: Known) -> FieldValue? {
        record.resource.position(of: field).flatMap { known.values[$0] }
    }

    /// A text of a record, by its field.
    func text(_ field: String, of known: Known) -> String? { value(field, of: known)?.text }

    /// - Throws: `request.invalid` with every violation.
    private static func read(_ values: JSONObject, of view: ResourceView, creating: Bool) throws -> FieldChanges {
        let payload = PayloadReader(.object(values))
        let changes = FieldChanges(reading: payload, of: view, creating: creating)
        try finish(payload)
        return changes
    }

    private static func finish(_ payload: PayloadReader) throws {
        do {
            try payload.finish()
        } catch {
            throw Failure.invalid(error.violations)
        }
    }
}

/// Records that a table names by their code, else by their name where the one with it has no other code.
struct CodedRows {
    private(set) var rows: RecordRows
    private var codes: [String: UUID] = [:]
    /// Of what is active: archived names are free.
    private var names: [String: UUID] = [:]
    private var seen: Set<UUID> = []

    init(_ record: HouseRecord, fields: [String] = ["code", "name"], _ context: CatalogueContext, in tx: Transaction) throws {
        rows = RecordRows(record, fields: fields, context)
        for known in try rows.load(isActive: "t.state = 'active'", in: tx) { index(known) }
    }

    /// What a cell names: by its code, archived or not, else by its name.
    func find(_ text: String) -> RecordRows.Known? {
        (codes[HalfWidth.folded(text).uppercased()] ?? names[text]).flatMap { rows.known[$0] }
    }

    /// The record that a row is about, nil for a new one, and what speaks against it.
    mutating func claim(_ values: JSONObject) -> (old: RecordRows.Known?, problems: [String]) {
        let (code, name) = (values["code"]?.string, values["name"]?.string)
        let old = record(code: code, name: name)
        if let old {
            guard seen.insert(old.id).inserted else { return (old, [":repeated"]) }
            // Names of what is archived are free: it is known by its code.
            guard old.isActive else { return (old, ["code:archived"]) }
        }
        if let name, let other = names[name], other != old?.id { return (old, ["name:duplicate"]) }
        return (old, [])
    }

    private func record(code: String?, name: String?) -> RecordRows.Known? {
        if let code, let id = codes[code] { return rows.known[id] }
        guard let name, let id = names[name], let known = rows.known[id] else { return nil }
        return code == nil || rows.text("code", of: known) == nil ? known : nil
    }

    mutating func create(_ values: JSONObject, in tx: Transaction) throws -> RecordRows.Known {
        let made = try rows.create(values, in: tx)
        seen.insert(made.id)
        index(made)
        return made
    }

    mutating func change(_ old: RecordRows.Known, _ values: JSONObject, in tx: Transaction) throws -> (RecordRows.Known, Bool) {
        let (next, isOther) = try rows.change(old, values, in: tx)
        if isOther {
            if let code = rows.text("code", of: old) { codes[code] = nil }
            if let name = rows.text("name", of: old), names[name] == old.id { names[name] = nil }
            index(next)
        }
        return (next, isOther)
    }

    mutating func replace<Part: RecordPart>(
        _ part: Part.Type, of old: RecordRows.Known, _ members: JSONObject, in tx: Transaction
    ) throws -> RecordRows.Known {
        try rows.replace(part, of: old, members, in: tx)
    }

    private mutating func index(_ known: RecordRows.Known) {
        if let code = rows.text("code", of: known) { codes[code] = known.id }
        if known.isActive, let name = rows.text("name", of: known) { names[name] = known.id }
    }
}
