internal import FoundationEssentials
public import Postgres

/// Where the value of a field stands that has no column in its resource's own table: the row of a side table for the row and the field.
struct SideCell: Sendable, Hashable {
    let table: SQLIdentifier
    let field: UUID
    /// Whether there may be several rows: the value is their list.
    let isList: Bool

    /// The id of a row of the sealed table, which its cell is bound to: made of both ids, so nobody else's cell and no other field's opens
    /// there.
    static func row(of object: UUID, field: UUID) -> UUID {
        var bytes = object.uuid
        withUnsafeMutableBytes(of: &bytes) { bytes in
            withUnsafeBytes(of: field.uuid) { other in
                for index in bytes.indices { bytes[index] ^= other[index] }
            }
        }
        return UUID(uuid: bytes)
    }

    /// The value as an expression of a statement whose row is `t`.
    func expression(_ column: SQLIdentifier) -> SQL {
        let value: SQL = isList ? "array_agg(v.\(column) order by v.\(column))" : "v.\(column)"
        return "(select \(value) from \(table) v where \(row("v")))"
    }

    /// A condition on the value; of a list, that it holds for one of its words.
    func condition(_ make: (SQL) -> SQL) -> SQL {
        "exists (select 1 from \(table) v where \(row("v")) and \(make("v.value")))"
    }

    /// A join for an order by the value; the row is `side`.
    var join: SQL { " left join \(table) side on \(row("side"))" }

    private func row(_ alias: SQLIdentifier) -> SQL {
        "\(alias).tenant_id = t.tenant_id and \(alias).customer_id = t.id and \(alias).field_id = \(field)"
    }
}

extension Field {
    /// Where the value stands, for one that has no column in the resource's own table.
    var side: SideCell? {
        custom.map { SideCell(table: $0.table, field: $0.id, isList: $0.kind == .choices) }
    }

    /// The stored value as an expression of a statement whose row is `t`; what is sealed as it is sealed.
    public var stored: SQL { side?.expression(column) ?? "t.\(column)" }

    /// A condition on the stored value, which is not sealed, over a statement whose row is `t`; of several words, that it holds for one.
    public func holds(_ make: (SQL) -> SQL) -> SQL { side?.condition(make) ?? make("t.\(column)") }

    /// What a sealed cell of a row is bound to.
    func cell(of row: UUID, in table: String) -> (table: String, row: UUID) {
        guard let custom else { return (table, row) }
        return (CustomField.sealedTable.name, SideCell.row(of: row, field: custom.id))
    }
}
