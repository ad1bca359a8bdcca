internal import FoundationEssentials
public import JSON
public import Postgres
internal import Vault

/// Writes rows as JSON through the field table: bytes in, bytes out, opened and masked on the way.
public struct ResourceEncoder: Sendable {
    private let selection: Selection
    private let keys: TenantKeys
    /// Of lists of words, only these are shown; nil shows all.
    private let words: Set<String>?

    /// An encoder for rows of this selection.
    public init(_ selection: Selection, keys: TenantKeys, words: Set<String>? = nil) {
        self.selection = selection
        self.keys = keys
        self.words = words
    }

    /// One row as an object. A masked value stands under its own key and is named in `masked`; a forbidden field is absent.
    ///
    /// - Parameter extra: adds members of the endpoint's own, after the fields.
    public func write(_ row: Row, to json: inout JSONWriter, extra: (inout JSONWriter) -> Void = { _ in }) throws {
        let bits: Int64 = try row[Selection.bitsColumn]
        let view = selection.view
        let opened = try CustomerKeys(row: row, columns: selection.keyColumns, keys: keys)
        var masked: [Int] = []
        json.beginObject()
        for column in selection.columns {
            let field = view.resource.fields[column.field]
            let level = view.right(on: column.field, in: bits).level
            guard level >= .masked else { continue }
            json.key(field.key)
            if row.isNull(column.position) {
                json.null()
                continue
            }
            let clear = level >= .read || field.classification <= .internal
            if !clear { masked.append(column.field) }
            if clear, field.sealing == nil {
                try writeStored(row, column.position, field, to: &json)
            } else if !clear, !field.mask.needsValue {
                json.string(field.mask.apply(""))
            } else if let slot = field.sealing {
                let key = try opened.key(slot)
                let id: UUID = try row[Selection.idColumn]
                let place = AssociatedData(tenant: keys.tenant.uuid, table: view.resource.table, column: field.column.name, row: id)
                try row.withBytes(column.position) { bytes in
                    guard let bytes else { return json.null() }
                    try key.withOpened(bytes, for: place) { plain in
                        if clear {
                            json.string(utf8: plain)
                        } else {
                            json.string(field.mask.apply(String(decoding: plain, as: UTF8.self)))
                        }
                    }
                }
            } else {
                json.string(field.mask.apply(try row.get(column.position, as: String.self)))
            }
        }
        if !masked.isEmpty {
            json.key("masked")
            json.beginArray()
            for index in masked { json.string(view.resource.fields[index].name) }
            json.endArray()
        }
        extra(&json)
        json.endObject()
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
        json.beginArray()
        for row in rows { try write(row, to: &json) }
        json.endArray()
        json.key("page")
        json.beginObject()
        json.key("next")
        if let next { json.string(next) } else { json.null() }
        json.endObject()
        json.endObject()
        return json.finish()
    }

    private func writeStored(_ row: Row, _ position: Int, _ field: Field, to json: inout JSONWriter) throws {
        switch field.type {
        case .id:
            row.withBytes(position) { bytes in
                if let bytes { json.uuid(bytes: bytes) } else { json.null() }
            }
        case .text, .phone, .idNumber, .choice:
            row.withBytes(position) { bytes in
                if let bytes { json.string(utf8: bytes) } else { json.null() }
            }
        case .integer:
            json.integer(try row.get(position, as: Int64.self))
        case .date:
            json.string(try row.get(position, as: LocalDate.self).description)
        case .instant:
            json.string(try row.get(position, as: Instant.self).description)
        case .words:
            json.beginArray()
            for word in try row.get(position, as: [String].self) where words?.contains(word) ?? true {
                json.string(word)
            }
            json.endArray()
        }
    }
}

/// The two keys of the customer that a row belongs to, unwrapped when first needed.
struct CustomerKeys {
    private let row: Row
    private let columns: (crm: Int?, medical: Int?, holder: Int?)
    private let keys: TenantKeys
    private let customer: UUID?

    init(row: Row, columns: (crm: Int?, medical: Int?, holder: Int?), keys: TenantKeys) throws {
        self.row = row
        self.columns = columns
        self.keys = keys
        customer = try columns.holder.map { try row[$0] }
    }

    func key(_ slot: KeySlot) throws -> SealingKey {
        guard let customer, let column = slot == .crm ? columns.crm : columns.medical else {
            throw VaultError(.unknownKeyVersion, "the row carries no key")
        }
        return try row.withBytes(column) { bytes in
            guard let bytes else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
            return try keys.customerKey(slot, wrapped: bytes, customer: customer)
        }
    }
}
