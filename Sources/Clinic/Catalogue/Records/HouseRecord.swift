internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A kind of thing that the chain or a branch works with (a service, a room, a shift's template): how it is written, by whom, and what has
/// to hold. From it come its endpoints, alike for every kind.
struct HouseRecord: Sendable {
    /// Whose rows are, and so how far a right to write them has to reach.
    enum Belonging: Sendable {
        /// The chain's: who writes holds the action for the whole of it, since every branch works with what he writes.
        case chain
        /// A branch's, by the field that names it.
        case branch(String)
        /// Of a branch, a region or the chain, by the field that names it; it counts for all below.
        case unit(String)
    }

    let resource: Resource
    /// Where they are: `/v1/services`.
    let path: String
    /// The heading in the API's description.
    let tag: String
    let chinese: String
    let english: String
    let plural: String
    /// What a repeated creation is recognised by.
    let operation: StaticString
    /// What one has to be allowed to write it.
    let write: Action
    let belonging: Belonging
    /// The most rows of a chain, or of a branch where they belong to one.
    let most: Int64
    /// Whether a row may be taken away; what may not is archived.
    var isRemovable = false
    /// Failures of its own, for its description.
    var failures: [FailureCode] = []
    /// Fields that have a value of their own when none is given, and are never emptied.
    var filled: [String] = []
    /// Bounds of whole numbers, by field.
    var ranges: [(field: String, range: ClosedRange<Int64>)] = []
    /// Texts of a form, by field.
    var patterns: [(field: String, matches: @Sendable (String) -> Bool)] = []
    /// Columns that the server sets whenever it is written.
    var stamps: @Sendable (RecordWork) -> [(SQLIdentifier, SQL)] = { _ in [] }
    /// What is wrong with the values as they would be. Throws what is no matter of one value.
    var check: @Sendable (RecordWork, Transaction) throws -> [Violation] = { _, _ in [] }

    /// What is wrong with values, whole numbers and texts first.
    func violations(_ work: RecordWork, in tx: Transaction) throws -> [Violation] {
        var violations = filled.filter { work.writes($0) && !work.has($0) }.map { Violation(pointer: "/" + $0, code: "required") }
        for (field, range) in ranges {
            guard let number = work.integer(field), !range.contains(number) else { continue }
            violations.append(Violation(pointer: "/" + field, code: "range", limit: "\(range.lowerBound)...\(range.upperBound)"))
        }
        for (field, matches) in patterns {
            guard let text = work.text(field), !matches(text) else { continue }
            violations.append(Violation(pointer: "/" + field, code: "pattern"))
        }
        return violations + (try check(work, tx))
    }

    /// Throws `access.denied` where somebody's right to write does not reach all that a row counts for.
    func requireReach(of unit: UUID?, as actor: Actor, in tx: Transaction) throws {
        if try !reaches(unit, as: actor, in: tx) { throw Failure(.forbidden) }
    }

    /// Whether somebody's right to write reaches all that a row counts for; false too for a unit that is not there.
    func reaches(_ unit: UUID?, as actor: Actor, in tx: Transaction) throws -> Bool {
        guard let reach = actor.rights.grantedReach(of: write) else { return false }
        switch belonging {
        case .chain:
            return reach == .everywhere
        case .branch:
            return try unit.map { try isOpen($0, ["branch"], as: actor, in: tx) && reach.contains(ID($0)) } ?? false
        case .unit:
            guard let unit, try isOpen(unit, ["chain", "region", "branch"], as: actor, in: tx) else { return false }
            if reach == .everywhere { return true }
            let tree = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
            guard ID(unit) != tree.root else { return false }
            return tree.subtree(of: ID(unit)).filter { tree.nodes[$0]?.kind == "branch" }.allSatisfy { reach.contains($0) }
        }
    }

    /// The field that names the unit of a row; nil where rows are the chain's.
    var unitField: String? {
        switch belonging {
        case .chain: nil
        case .branch(let field), .unit(let field): field
        }
    }

    private func isOpen(_ unit: UUID, _ kinds: [String], as actor: Actor, in tx: Transaction) throws -> Bool {
        try !tx.execute(
            """
            select 1 from app.unit where tenant_id = \(actor.tenant) and id = \(unit) and kind = any (\(kinds)) and state = 'open'
            """
        ).isEmpty
    }
}

/// One creation or change of a record: the values as they will be.
struct RecordWork: Sendable {
    let resource: Resource
    let id: UUID
    /// Whether it is made by this.
    let isNew: Bool
    /// By position; of a change also what stays.
    let values: [Int: FieldValue]
    /// Positions of what is written.
    let written: Set<Int>
    let actor: Actor
    let now: Instant

    private func value(_ field: String) -> FieldValue? { resource.position(of: field).flatMap { values[$0] } }

    /// Whether a field is written by this.
    func writes(_ field: String) -> Bool { resource.position(of: field).map(written.contains) ?? false }

    func uuid(_ field: String) -> UUID? {
        if case .id(let id)? = value(field) { id } else { nil }
    }

    func text(_ field: String) -> String? {
        if case .text(let text)? = value(field) { text } else { nil }
    }

    func integer(_ field: String) -> Int64? {
        if case .integer(let number)? = value(field) { number } else { nil }
    }

    func date(_ field: String) -> LocalDate? {
        if case .date(let date)? = value(field) { date } else { nil }
    }

    func words(_ field: String) -> [String] {
        if case .words(let words)? = value(field) { words } else { [] }
    }

    /// Whether a field has a value.
    func has(_ field: String) -> Bool { value(field).map { $0 != .null } ?? false }

    /// A violation where a field that is written names a row that is not there for the actor, or not any more.
    ///
    /// - Parameter condition: what has to hold of the row beside being there.
    func unknown(_ field: String, in table: SQLIdentifier, where condition: SQL = "true", _ tx: Transaction) throws -> [Violation] {
        guard writes(field), let id = uuid(field) else { return [] }
        let rows = try tx.execute("select 1 from \(table) where tenant_id = \(actor.tenant) and id = \(id) and \(condition)")
        return rows.isEmpty ? [Violation(pointer: "/" + field, code: "not_allowed")] : []
    }
}

extension Resource {
    /// The field table of something that the chain, or a branch of it, works with: id, its own fields, times and version.
    static func house(
        _ name: String, table: String, _ identifier: SQLIdentifier, branch: SQLIdentifier? = nil, houseKey: String? = nil,
        read: Action? = nil, fields: [Field]
    ) -> Resource {
        Resource(
            name: name, table: table, tableIdentifier: identifier, source: "\(identifier) t", scope: Scope(ofTheHouse: "t", branch: branch),
            houseKey: houseKey, read: read, defaultSort: "createdAt",
            fields: [Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id"))] + fields + [
                Field(
                    "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                    label: LocalizedText("建立时间", "Created at")),
                Field(
                    "updatedAt", "updated_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                    label: LocalizedText("更新时间", "Updated at")),
                Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
            ])
    }
}
