internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A definition as it stands, archived or not, with what only those who manage definitions see.
public struct CustomFieldDefinition: Sendable {
    /// Definitions of a tenant at the most, archived ones too: every read of rights reads them.
    static let most = 200

    let version: Int64
    let json: JSONValue

    private static let columns: SQL = """
        select id, code, kind, class, sealed, is_required, is_in_lists, choices, name_zh, name_en, valid_from, valid_until, position,
          is_archived, version from app.custom_field
        """

    /// Every one, those in use first, in their order.
    static func all(of tenant: ID<Tenant>) -> SQL {
        "\(columns) where tenant_id = \(tenant) order by is_archived, position, id"
    }

    static func one(_ id: ID<CustomField>, of tenant: ID<Tenant>) -> SQL {
        "\(columns) where tenant_id = \(tenant) and id = \(id)"
    }

    init(_ row: Row) throws {
        version = try row[14]
        let id: ID<CustomField> = try row[0]
        func day(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: LocalDate.self).map { .string($0.description) } ?? .null
        }
        json = [
            "id": .string(id.description), "code": .string(try row[1]), "kind": .string(try row[2]),
            "class": .string(try row[3]), "sealed": .boolean(try row[4]), "required": .boolean(try row[5]), "inLists": .boolean(try row[6]),
            "choices": .array(try row.get(7, as: [String].self).map { .string($0) }), "nameZh": .string(try row[8]),
            "nameEn": .string(try row[9]), "validFrom": try day(10), "validUntil": try day(11),
            "position": .integer(Int64(try row.get(12, as: Int32.self))), "archived": .boolean(try row[13]),
            "version": .integer(version),
        ]
    }

    /// - Throws: `custom_field.too_many` where one more would count than may.
    static func requireRoom(of tenant: ID<Tenant>, in tx: Transaction) throws {
        // One at a time: two that are counted side by side would both find room.
        tx.enqueue("select 1 from app.tenant_setting s where s.tenant_id = \(tenant) for no key update")
        let row = try tx.execute(
            "select count(*) filter (where not is_archived), count(*) from app.custom_field where tenant_id = \(tenant)")[0]
        guard try row.get(0, as: Int64.self) < Int64(CustomField.most), try row.get(1, as: Int64.self) < Int64(most) else {
            throw Failure(.customFieldsTooMany)
        }
    }
}
