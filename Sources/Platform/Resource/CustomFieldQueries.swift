internal import FoundationEssentials
public import Postgres

/// Statements about a tenant's own fields.
enum CustomFieldQueries {
    private static let columns: SQL = """
        f.id, f.code, f.kind, f.class, f.sealed, f.is_required, f.is_in_lists, f.choices, f.name_zh, f.name_en
        """

    /// Those that count on a day of the tenant's calendar, in their order; and, where one begins or ends later, when the next day begins.
    static func current(of tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        select \(columns),
          (f.valid_from is null or f.valid_from <= today.day) and (f.valid_until is null or f.valid_until >= today.day),
          case when f.valid_from > today.day or f.valid_until >= today.day then (today.day + 1)::timestamp at time zone today.zone end
        from app.custom_field f, (select (\(now)::timestamptz at time zone s.time_zone)::date as day, s.time_zone as zone
          from app.tenant_setting s where s.tenant_id = \(tenant)) today
        where f.tenant_id = \(tenant) and not f.is_archived order by f.position, f.id limit \(CustomField.most)
        """
    }

    /// Every one, whether it counts or not: those that count first.
    static func all(of tenant: ID<Tenant>) -> SQL {
        "select \(columns) from app.custom_field f where f.tenant_id = \(tenant) order by f.is_archived, f.position, f.id"
    }
}

extension CustomField {
    /// The fields of a tenant that count now.
    public static func current(of tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> [CustomField] {
        try tx.execute(CustomFieldQueries.current(of: tenant, at: now)).compactMap { row in
            try row.get(10, as: Bool.self) ? try CustomField(row) : nil
        }
    }

    /// Every field that a tenant has defined, archived ones and those of another time too: values of theirs are there.
    public static func all(of tenant: ID<Tenant>, in tx: Transaction) throws -> [CustomField] {
        try tx.execute(CustomFieldQueries.all(of: tenant)).compactMap { try CustomField($0) }
    }

    /// Reads the first columns of ``CustomFieldQueries``; nil for a kind or class that the program does not know.
    init?(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.get(2, as: String.self)),
            let classification = Classification(rawValue: try row.get(3, as: String.self))
        else { return nil }
        self.init(
            id: try row[0], code: try row[1], kind: kind, classification: classification, isSealed: try row[4], isRequired: try row[5],
            isInLists: try row[6], choices: try row[7],
            label: LocalizedText(try row.get(8, as: String.self), try row.get(9, as: String.self)))
    }
}
