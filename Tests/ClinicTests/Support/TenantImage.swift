import Foundation
import JSON
import Postgres
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Every row of every table of a tenant, sealed cells opened: for comparing whole databases before and after.
struct TenantImage: Equatable {
    /// `table` → one line a row, sorted.
    private(set) var tables: [String: [String]] = [:]

    /// Tables that only tell what happened, and columns that only count it.
    static let told: Set<String> = [
        "app.customer_merge", "app.customer_merge_row", "app.duplicate_due", "app.duplicate_pair", "app.job", "app.job_effect",
        "app.idempotency", "app.session", "app.number_block", "app.webhook_delivery",
    ]

    /// Reads past every wall. Columns named `version`, `access_version` and `updated_at` are left out: they only go forward.
    static func read(of clinic: Clinic) async throws -> TenantImage {
        let keys = try await clinic.house.deployment.keys.keys(of: clinic.tenant)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let customers = try connection.execute(
            "select id, crm_key, medical_key from app.customer where tenant_id = \(clinic.tenant)")
        var opened: [UUID: [KeySlot: SealingKey]] = [:]
        for row in customers {
            let id: UUID = try row[0]
            for (slot, column) in [(KeySlot.crm, 1), (.medical, 2)] {
                guard let wrapped = try row.getOptional(column, as: [UInt8].self) else { continue }
                opened[id, default: [:]][slot] = try wrapped.withUnsafeBytes { try keys.customerKey(slot, wrapped: $0, customer: id) }
            }
        }
        var image = TenantImage()
        let names: [String] = try connection.execute(
            """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition
            and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') order by 1
            """
        ).map { try $0[0] }
        for table in names where !told.contains(table) {
            let cells = Composition.rotations.cells.filter { $0.table == table }
            let sealed = cells.map { "'\($0.column.name)'" }.joined(separator: ",")
            let hidden = "array['version', 'updated_at', 'access_version'" + (sealed.isEmpty ? "" : "," + sealed) + "]"
            let more = cells.isEmpty ? "" : ", x.id, x.\(cells[0].customer.name)" + cells.map { ", x.\($0.column.name)" }.joined()
            let rows = try connection.execute(
                SQL(trustedText: "select (to_jsonb(x) - \(hidden))::text\(more) from \(table) x where x.tenant_id = '\(clinic.tenant)'"))
            image.tables[table] = try rows.map { row in
                var line: String = try row[0]
                for (index, cell) in cells.enumerated() {
                    guard let bytes = try row.getOptional(3 + index, as: [UInt8].self), !bytes.isEmpty else { continue }
                    let id: UUID = try row[1]
                    let customer: UUID? = try row.getOptional(2)
                    let place = AssociatedData(tenant: clinic.tenant.uuid, table: table, column: cell.column.name, row: id)
                    let plain = try customer.flatMap { opened[$0] }?[cell.slot]?.open(bytes, for: place)
                    line += " \(cell.column.name)=" + (plain.map { String(decoding: $0, as: UTF8.self) } ?? "?")
                }
                return line
            }.filter { !$0.contains(#""kind": "merged""#) && !$0.contains(#""kind": "merge_undone""#) }.sorted()
        }
        return image
    }

    /// What differs, for a reader.
    func differences(to other: TenantImage) -> [String] {
        Set(tables.keys).union(other.tables.keys).sorted().flatMap { table -> [String] in
            let (mine, theirs) = (Set(tables[table] ?? []), Set(other.tables[table] ?? []))
            return mine.subtracting(theirs).sorted().map { "- \(table) \($0)" }
                + theirs.subtracting(mine).sorted().map { "+ \(table) \($0)" }
        }
    }
}
