internal import FoundationEssentials
internal import Postgres

/// The wrapped keys of customers, as rotations walk through them. Always in the order of their ids, so that two walks cannot wait for
/// each other.
enum CustomerKeyQueries {
    /// The tables whose rows have keys of their own: customers, and leads and online requests, who are nobody's customers yet.
    private static let holders: [SQLIdentifier] = ["app.customer", "app.lead", "app.online_request"]

    /// A holder's keys as they are stored; nil for one that is not there.
    typealias Keys = (customer: UUID, crm: [UInt8]?, medical: [UInt8]?)

    /// Up to `limit` holders after a position, locked. A key that was destroyed is nil.
    static func batch(after position: UUID?, limit: Int, of tenant: ID<Tenant>, in tx: Transaction) throws -> [Keys] {
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        let results = try tx.execute(
            all: holders.map { holder -> SQL in
                """
                select id, crm_key, medical_key from \(holder) where tenant_id = \(tenant) \(start)
                order by id limit \(Int64(limit)) for update
                """
            })
        let found = try results.flatMap { try $0.map(keys) }
        return Array(found.sorted { $0.customer < $1.customer }.prefix(limit))
    }

    /// The keys of these holders.
    static func found(_ ids: [UUID], of tenant: ID<Tenant>, in tx: Transaction) throws -> [Keys] {
        guard !ids.isEmpty else { return [] }
        let results = try tx.execute(
            all: holders.map { holder -> SQL in
                "select id, crm_key, medical_key from \(holder) where tenant_id = \(tenant) and id = any (\(ids))"
            })
        return try results.flatMap { try $0.map(keys) }
    }

    /// The `crm` key of whom a column names, as a column of a statement; NULL for nobody's.
    static func crm(of holder: SQL, in tenant: ID<Tenant>) -> SQL {
        let each = holders.map { table -> SQL in
            "(select h.crm_key from \(table) h where h.tenant_id = \(tenant) and h.id = \(holder))"
        }
        return "coalesce(\(each.joined(separator: ", ")))"
    }

    /// The ids of up to `limit` holders after a position.
    static func ids(after position: UUID?, limit: Int, of tenant: ID<Tenant>) -> SQL {
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        let each = holders.map { holder -> SQL in
            "(select id from \(holder) where tenant_id = \(tenant) \(start) order by id limit \(Int64(limit)))"
        }
        return "select x.id from (\(each.joined(separator: " union all "))) x order by x.id limit \(Int64(limit))"
    }

    /// Writes keys; nil leaves a key as it is.
    static func enqueueUpdate(_ keys: [Keys], of tenant: ID<Tenant>, in tx: Transaction) {
        for holder in holders {
            tx.enqueue(
                """
                update \(holder) c set crm_key = coalesce(x.crm, c.crm_key), medical_key = coalesce(x.medical, c.medical_key)
                from unnest(\(keys.map(\.customer)), \(keys.map(\.crm)), \(keys.map(\.medical))) as x (id, crm, medical)
                where c.tenant_id = \(tenant) and c.id = x.id
                """)
        }
    }

    /// How many holders have a key under a version of the data key.
    static func count(under version: UInt32, of tenant: ID<Tenant>) -> SQL {
        let mark = EnvelopeMark.version(version)
        let each = holders.map { holder -> SQL in
            """
            (select count(*) from \(holder) where tenant_id = \(tenant)
            and (substring(crm_key from 3 for 4) = \(mark) or substring(medical_key from 3 for 4) = \(mark)))
            """
        }
        return "select \(each.joined(separator: " + "))"
    }

    private static func keys(_ row: Row) throws -> Keys {
        func bytes(_ column: Int) throws -> [UInt8]? {
            try row.getOptional(column, as: [UInt8].self).flatMap { $0.isEmpty ? nil : $0 }
        }
        return (try row[0], try bytes(1), try bytes(2))
    }
}
