public import FoundationEssentials
public import Postgres

/// The columns of a SELECT for some fields of a resource as one person may see them. A column that he may not read is not
/// there; one that he may read in some rows only is NULL in the others, by SQL.
public struct Selection: Sendable {
    /// What happens to a selected field, before a row's own bits are known.
    struct Column: Sendable {
        let field: Int
        /// Position in the result.
        let position: Int
    }

    public let view: ResourceView
    private(set) var columns: [Column]
    /// The SELECT list.
    public private(set) var list: SQL
    let keyColumns: (crm: Int?, medical: Int?, holder: Int?)
    /// Position of whether the row's customer is not shown, where objects say so.
    let hiddenColumn: Int?
    /// Position of the row's branch, where reading may be an event.
    private let branchColumn: Int?
    /// Whether any selected C3 or C4 field could leave in clear: then the read is an event of the audit trail.
    public let mayReleaseInClear: Bool

    // The leading columns of every selection.
    static let idColumn = 0
    static let bitsColumn = 1
    static let versionColumn = 2

    /// Selects the named fields, those among them that the person holds in any row.
    public init(_ view: ResourceView, fields: [Int], for actor: Actor, at now: Instant) {
        self.view = view
        let resource = view.resource
        var list: [SQL] = ["t.id", view.bitsColumn(for: actor, at: now), resource.isVersioned ? "t.version" : "0::int8"]
        var columns: [Column] = []
        var slots: Set<KeySlot> = []
        var releases = false
        let shown = view.shown(for: actor, at: now)
        for index in fields where resource.fields[index].derivation == nil {
            let field = resource.fields[index]
            let seen = view.bits(of: index, atLeast: .masked)
            guard seen != 0 else { continue }
            let clear = view.bits(of: index, atLeast: .read)
            // Where only the presence is shown, only the presence is asked for.
            let stored = field.stored
            let value: SQL =
                if field.sealing != nil, clear == 0, !field.mask.needsValue {
                    "case when \(stored) is null then null else ''::bytea end"
                } else {
                    stored
                }
            columns.append(Column(field: index, position: list.count))
            list.append(Selection.guarded(value, of: index, in: view, shown, for: actor, at: now))
            if let slot = field.sealing { slots.insert(slot) }
            if clear != 0, field.classification.isAuditedOnRead { releases = true }
        }
        var crm: Int?
        var medical: Int?
        var holder: Int?
        if let keys = resource.keyHolder, !slots.isEmpty {
            holder = list.count
            list.append("\(keys.alias).\(keys.id)")
            if slots.contains(.crm) {
                crm = list.count
                list.append("\(keys.alias).crm_key")
            }
            if slots.contains(.medical) {
                medical = list.count
                list.append("\(keys.alias).medical_key")
            }
        }
        branchColumn = releases ? list.count : nil
        if releases { list.append(resource.scope.branchValue) }
        if let shown, resource.naming?.isTold == true {
            hiddenColumn = list.count
            list.append("\(shown) is not true")
        } else {
            hiddenColumn = nil
        }
        self.columns = columns
        self.list = list.joined(separator: ", ")
        keyColumns = (crm, medical, holder)
        width = list.count
        mayReleaseInClear = releases
        select(derived: fields, for: actor, at: now)
    }

    /// Selects fields besides whose values depend on the moment: what is kept of a selection has none of them.
    mutating func select(derived fields: [Int], for actor: Actor, at now: Instant) {
        for index in fields {
            guard let derivation = view.resource.fields[index].derivation, view.bits(of: index, atLeast: .masked) != 0 else { continue }
            let shown = view.shown(asking: [index], for: actor, at: now)
            columns.append(Column(field: index, position: width))
            list.append(", \(Selection.guarded(derivation.value(now), of: index, in: view, shown, for: actor, at: now))")
            width += 1
        }
    }

    /// A field's value, and NULL in rows where the person does not hold the field, or does not see the customer of whom it tells.
    ///
    /// - Parameter shown: where that customer is seen.
    private static func guarded(
        _ value: SQL, of field: Int, in view: ResourceView, _ shown: SQL?, for actor: Actor, at now: Instant
    ) -> SQL {
        var conditions: [SQL] = []
        let seen = view.bits(of: field, atLeast: .masked)
        if seen != view.all {
            let wherever = view.rows(seen, for: actor, at: now)
            if wherever.text != "true" { conditions.append(wherever) }
        }
        if view.resource.fields[field].isOfCustomer { conditions.append(shown ?? "false") }
        return conditions.isEmpty ? value : "case when \(conditions.joined(separator: " and ")) then \(value) end"
    }

    /// Adds a column of a statement's own behind the fields; its position. Whatever it shows is not guarded by rights.
    mutating func append(_ column: SQL) -> Int {
        list.append(", \(column)")
        width += 1
        return width - 1
    }

    /// Selects every field that the person holds.
    public init(wholeOf resource: Resource, for actor: Actor, at now: Instant) {
        let whole = actor.rights.extended(resource)
        self = actor.rights.selection(of: Array(whole.fields.indices), from: whole, for: actor, at: now)
    }

    /// The fields that are shown in clear and are not empty in these rows: what the audit trail links to.
    public func releases(in rows: some Sequence<Row>) throws -> [Release] {
        guard mayReleaseInClear, let branchColumn else { return [] }
        var releases: [Release] = []
        for row in rows {
            let bits: Int64 = try row[Selection.bitsColumn]
            for column in columns where !row.isNull(column.position) {
                let field = view.resource.fields[column.field]
                guard field.classification.isAuditedOnRead, view.right(on: column.field, in: bits).level >= .read else { continue }
                let object: UUID = try row[Selection.idColumn]
                let customer: UUID? = try keyColumns.holder.flatMap { try row.getOptional($0) }
                releases.append(
                    Release(
                        object: object, customer: customer, field: view.resource.qualified(field), branch: try row.getOptional(branchColumn)
                    ))
            }
        }
        return releases
    }

    /// The events of a read that released values in clear: one for each branch that the rows lie in, so that whoever asks for a
    /// branch's events finds them. None where nothing was released.
    ///
    /// - Parameter object: the one that was asked for; nil for a list.
    public func readEvents(of rows: some Sequence<Row>, _ action: Action, object: UUID? = nil) throws -> [AuditEvent] {
        let released = Dictionary(grouping: try releases(in: rows)) { $0.branch }
        return released.sorted { ($0.key?.description ?? "") < ($1.key?.description ?? "") }.map { branch, releases in
            let customers = Set(releases.compactMap(\.customer))
            return AuditEvent(
                action, on: view.resource.name, object, branch: branch, customer: customers.count == 1 ? customers.first : nil,
                fields: Set(releases.map(\.field)).sorted(), rowCount: Set(releases.map(\.object)).count, links: releases)
        }
    }

    /// The row's id.
    public func id<Entity>(of row: Row) throws -> ID<Entity> { try row[Selection.idColumn] }

    /// The portions of the reader's rights that the row lies in.
    public func bits(of row: Row) throws -> ResourceView.Bits { try row[Selection.bitsColumn] }

    /// Whether the row is about a customer whom the reader does not see; false of rows that do not say so.
    public func isHidden(_ row: Row) throws -> Bool { try hiddenColumn.map { try row.get($0, as: Bool.self) } ?? false }

    /// The row's version, for its ETag.
    public func version(of row: Row) throws -> Int64 { try row[Selection.versionColumn] }

    /// How many columns the selection has; a statement may add its own behind them.
    public private(set) var width: Int
}

/// One field of one object that leaves the server in clear.
public struct Release: Sendable, Hashable {
    public let object: UUID
    public let customer: UUID?
    /// `resource.field`.
    public let field: String
    /// The branch that the object lies in, where that is known.
    public let branch: ID<Unit>?

    public init(object: UUID, customer: UUID?, field: String, branch: ID<Unit>? = nil) {
        self.object = object
        self.customer = customer
        self.field = field
        self.branch = branch
    }
}
