internal import FoundationEssentials
internal import Postgres

/// The wrapped keys of customers, as rotations walk through them. Always in the order of their ids, so that two walks cannot wait for
/// each other.
enum CustomerKeyQueries {
    /// Up to `limit` customers after a position, locked: id, crm key, medical key. A key that was destroyed is null or empty.
    static func batch(after position: UUID?, limit: Int, of tenant: ID<Tenant>) -> SQL {
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        return """
            select id, crm_key, medical_key from app.customer where tenant_id = \(tenant) \(start)
            order by id limit \(Int64(limit)) for update
            """
    }

    /// The ids of up to `limit` customers after a position.
    static func ids(after position: UUID?, limit: Int, of tenant: ID<Tenant>) -> SQL {
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        return "select id from app.customer where tenant_id = \(tenant) \(start) order by id limit \(Int64(limit))"
    }

    /// Writes keys; nil leaves a key as it is.
    static func update(_ keys: [(customer: UUID, crm: [UInt8]?, medical: [UInt8]?)], of tenant: ID<Tenant>) -> SQL {
        """
        update app.customer c set crm_key = coalesce(x.crm, c.crm_key), medical_key = coalesce(x.medical, c.medical_key)
        from unnest(\(keys.map(\.customer)), \(keys.map(\.crm)), \(keys.map(\.medical))) as x (id, crm, medical)
        where c.tenant_id = \(tenant) and c.id = x.id
        """
    }

    /// How many customers have a key under a version of the data key.
    static func count(under version: UInt32, of tenant: ID<Tenant>) -> SQL {
        let mark = EnvelopeMark.version(version)
        return """
            select count(*) from app.customer where tenant_id = \(tenant)
            and (substring(crm_key from 3 for 4) = \(mark) or substring(medical_key from 3 for 4) = \(mark))
            """
    }

    /// A customer's row: `nil` for a key that is not there.
    static func keys(_ row: Row) throws -> (customer: UUID, crm: [UInt8]?, medical: [UInt8]?) {
        func bytes(_ column: Int) throws -> [UInt8]? {
            try row.getOptional(column, as: [UInt8].self).flatMap { $0.isEmpty ? nil : $0 }
        }
        return (try row[0], try bytes(1), try bytes(2))
    }
}
