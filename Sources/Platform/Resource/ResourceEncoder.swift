internal import FoundationEssentials
public import JSON
public import Postgres
internal import Vault

/// Writes rows as JSON through the field table: bytes in, bytes out, opened and masked on the way.
///
/// What is the same for every row (keys of the JSON, kinds, masks, slots) is laid out once, since a list asks for it
/// hundreds of times; what differs is a row's own rights, which are worked out once for each set of portions.
public struct ResourceEncoder: Sendable {
    /// One selected column, ready to be written. An object, because each row walks through all of them.
    private final class Cell: Sendable {
        let key: JSONKey
        let fullKey: JSONKey
        /// The member that it is grouped under.
        let group: String?
        /// The field that its sealed cells are bound to beside the row, for a value in a side table.
        let custom: UUID?
        let position: Int
        let shape: Shape
        let slot: KeySlot?
        let mask: Mask
        /// Internal values have no masked form: who sees them sees them.
        let isInternal: Bool
        let field: Int
        let column: String

        init(_ column: Selection.Column, _ field: Field) {
            key = field.key
            fullKey = field.fullKey
            group = field.group
            custom = field.custom?.id
            position = column.position
            shape = Shape(field.type)
            slot = field.sealing
            mask = field.mask
            isInternal = field.classification <= .internal
            self.field = column.field
            self.column = field.column.name
        }
    }

    /// How stored bytes become JSON.
    private enum Shape {
        case uuid, text, integer, date, instant, words, ids

        init(_ type: FieldType) {
            self =
                switch type {
                case .id: .uuid
                case .text, .phone, .idNumber, .choice: .text
                case .integer: .integer
                case .date: .date
                case .instant: .instant
                case .ids: .ids
                case .words, .choices: .words
                }
        }
    }

    /// The fields' levels in rows of the same portions, cell by cell.
    private struct Levels {
        let bits: ResourceView.Bits
        let levels: [FieldLevel]
    }

    private let view: ResourceView
    private let cells: [Cell]
    private let keyColumns: (crm: Int?, medical: Int?, holder: Int?)
    private let keys: TenantKeys
    /// What opens the cells of rows that are nobody's.
    private let house: SealingKey?
    /// Of lists of words, only these are shown; nil shows all.
    private let words: Set<String>?
    /// Position of whether the row's customer is not shown.
    private let hiddenColumn: Int?

    /// An encoder for rows of this selection.
    ///
    /// - Parameter tellingHidden: whether objects say that their customer is not shown: not where the reader is whoever he is.
    public init(_ selection: Selection, keys: TenantKeys, words: Set<String>? = nil, tellingHidden: Bool = true) {
        let fields = selection.view.resource.fields
        view = selection.view
        keyColumns = selection.keyColumns
        let all = selection.columns.map { Cell($0, fields[$0.field]) }
        // What is grouped stands together, behind the rest.
        cells = all.filter { $0.group == nil } + all.filter { $0.group != nil }
        self.keys = keys
        house = selection.view.resource.houseKey.map { keys.sealing($0) }
        self.words = words
        hiddenColumn = tellingHidden ? selection.hiddenColumn : nil
    }

    /// One row as an object. A masked value stands under its own key and is named in `masked`; a forbidden field is absent.
    public func write(_ row: Row, to json: inout JSONWriter) throws {
        try write(row, levels: levels(of: row, after: nil), to: &json)
    }

    /// One row alone.
    public func object(_ row: Row) throws -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1024)
        try write(row, to: &json)
        return json.finish()
    }

    /// A page: `{"data": […], "page": {"next": …}}`.
    public func page(_ rows: some Collection<Row>, next: String?) throws -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 512 * (rows.count + 1))
        json.beginObject()
        json.key("data")
        try write(rows, to: &json)
        json.key("page")
        json.beginObject()
        json.key("next")
        if let next { json.string(next) } else { json.null() }
        json.endObject()
        json.endObject()
        return json.finish()
    }

    /// Rows as an array.
    public func write(_ rows: some Collection<Row>, to json: inout JSONWriter) throws {
        var levels: Levels?
        json.beginArray()
        for row in rows {
            let own = try self.levels(of: row, after: levels)
            try write(row, levels: own, to: &json)
            levels = own
        }
        json.endArray()
    }

    /// The levels in a row; those of the row before when it lies in the same portions.
    private func levels(of row: Row, after previous: Levels?) throws -> Levels {
        let bits: Int64 = try row[Selection.bitsColumn]
        if let previous, previous.bits == bits { return previous }
        return Levels(bits: bits, levels: cells.map { view.right(on: $0.field, in: bits).level })
    }

    private func write(_ row: Row, levels: Levels, to json: inout JSONWriter) throws {
        var opened = try CustomerKeys(row: row, columns: keyColumns, keys: keys, house: house)
        let id: UUID = try row[Selection.idColumn]
        var hasMasked = false
        var group: String?
        json.beginObject()
        for (index, cell) in cells.enumerated() {
            let level = levels.levels[index]
            guard level >= .masked else { continue }
            if cell.group != group {
                if group != nil { json.endObject() }
                group = cell.group
                if let group {
                    json.key(group)
                    json.beginObject()
                }
            }
            json.key(cell.key)
            try row.withBytes(cell.position) { bytes in
                guard let bytes else { return cell.shape == .ids && level >= .read ? json.emptyArray() : json.null() }
                let isClear = level >= .read || cell.isInternal
                if !isClear { hasMasked = true }
                if isClear, cell.slot == nil {
                    try write(bytes, row, cell, to: &json)
                } else {
                    try writeGuarded(bytes, row, cell, isClear: isClear, id, &opened, to: &json)
                }
            }
        }
        if group != nil { json.endObject() }
        if let hiddenColumn {
            json.key("isHidden")
            json.boolean(try row.get(hiddenColumn, as: Bool.self))
        }
        if hasMasked {
            json.key("masked")
            json.beginArray()
            for (index, cell) in cells.enumerated() where levels.levels[index] == .masked && !cell.isInternal && !row.isNull(cell.position)
            {
                json.string(cell.fullKey)
            }
            json.endArray()
        }
        json.endObject()
    }

    /// A sealed value, or a masked one.
    private func writeGuarded(
        _ bytes: UnsafeRawBufferPointer, _ row: Row, _ cell: Cell, isClear: Bool, _ id: UUID, _ opened: inout CustomerKeys,
        to json: inout JSONWriter
    ) throws {
        if !isClear, !cell.mask.needsValue { return json.string(cell.mask.apply("")) }
        guard let slot = cell.slot else { return json.string(cell.mask.apply(try row.get(cell.position, as: String.self))) }
        // Whose key was destroyed has no values any more.
        guard let key = try opened.key(slot) else { return json.null() }
        let place =
            if let custom = cell.custom {
                AssociatedData(
                    tenant: keys.tenant.uuid, table: CustomField.sealedTable.name, column: cell.column,
                    row: SideCell.row(of: id, field: custom))
            } else {
                AssociatedData(tenant: keys.tenant.uuid, table: view.resource.table, column: cell.column, row: id)
            }
        try key.withOpened(bytes, for: place) { plain in
            guard isClear else { return cell.mask.write(plain, to: &json) }
            if cell.shape == .integer, let number = Int64(String(decoding: plain, as: UTF8.self)) {
                json.integer(number)
            } else {
                json.string(utf8: plain)
            }
        }
    }

    /// A clear value.
    private func write(_ bytes: UnsafeRawBufferPointer, _ row: Row, _ cell: Cell, to json: inout JSONWriter) throws {
        switch cell.shape {
        case .uuid: json.uuid(bytes: bytes)
        case .text: json.string(utf8: bytes)
        case .integer: json.integer(try row.get(cell.position, as: Int64.self))
        case .date: try row.get(cell.position, as: LocalDate.self).withText { json.string(utf8: $0) }
        case .instant: try row.get(cell.position, as: Instant.self).withText { json.string(utf8: $0) }
        case .words:
            json.beginArray()
            for word in try row.get(cell.position, as: [String].self) where words?.contains(word) ?? true {
                json.string(word)
            }
            json.endArray()
        case .ids:
            json.beginArray()
            for id in try row.get(cell.position, as: [UUID].self) { json.uuid(id) }
            json.endArray()
        }
    }
}

extension JSONWriter {
    /// `[]`.
    fileprivate mutating func emptyArray() {
        beginArray()
        endArray()
    }
}

/// The two keys of the customer that a row belongs to, unwrapped when first needed.
struct CustomerKeys {
    private let row: Row
    private let columns: (crm: Int?, medical: Int?, holder: Int?)
    private let keys: TenantKeys
    private let customer: UUID?
    private let house: SealingKey?
    private var last: (slot: KeySlot, key: SealingKey?)?

    /// - Parameter house: what opens a row that is nobody's.
    init(row: Row, columns: (crm: Int?, medical: Int?, holder: Int?), keys: TenantKeys, house: SealingKey?) throws {
        self.house = house
        self.row = row
        self.columns = columns
        self.keys = keys
        customer = try columns.holder.flatMap { try row.getOptional($0) }
    }

    /// Nil when it was destroyed, or is not to be used.
    mutating func key(_ slot: KeySlot) throws -> SealingKey? {
        if let last, last.slot == slot { return last.key }
        let key = try unwrap(slot)
        last = (slot, key)
        return key
    }

    private func unwrap(_ slot: KeySlot) throws -> SealingKey? {
        guard let customer else { return house }
        guard let column = slot == .crm ? columns.crm : columns.medical else {
            throw VaultError(.unknownKeyVersion, "the row carries no key")
        }
        return try row.withBytes(column) { bytes in
            try bytes.map { try keys.customerKey(slot, wrapped: $0, customer: customer) }
        }
    }
}
