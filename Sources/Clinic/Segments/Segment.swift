internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// What a segment's id names: a condition under a name, asked anew whenever somebody looks.
public struct Segment: Sendable {
    /// Segments of a chain at the most, archived ones too.
    static let most = 500

    public let id: ID<Segment>
    let name: String
    /// Nil where it can no longer be read.
    let condition: Predicate?
    let createdBy: ID<User>
    let createdAt: Instant
    let isArchived: Bool
    public let version: Int64

    static let columns: SQL = "s.id, s.name, s.condition::text, s.created_by, s.created_at, s.archived_at, s.version"

    init(_ row: Row, by criteria: Criteria) throws {
        id = try row[0]
        name = try row[1]
        condition = Predicate(stored: try JSONParser.parse(Array(try row.get(2, as: String.self).utf8)), by: criteria)
        createdBy = try row[3]
        createdAt = try row[4]
        isArchived = !row.isNull(5)
        version = try row[6]
    }

    /// As somebody may see it: the condition only where he may ask it himself.
    func json(for actor: Actor) -> JSONValue {
        let isUsable = condition.map { Segmentation.mayAsk($0, actor) } ?? false
        return [
            "id": .string(id.description), "name": .string(name), "usable": .boolean(isUsable),
            "condition": isUsable ? condition?.json ?? .null : .null, "createdBy": .string(createdBy.description),
            "createdAt": .string(createdAt.description), "archived": .boolean(isArchived), "version": .integer(version),
        ]
    }
}

/// Statements about segments.
enum SegmentQueries {
    static func segments(tenant: ID<Tenant>) -> SQL {
        "select \(Segment.columns) from app.segment s where s.tenant_id = \(tenant) order by s.created_at desc, s.id"
    }

    static func segment(_ id: ID<Segment>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return "select \(Segment.columns) from app.segment s where s.tenant_id = \(tenant) and s.id = \(id)\(lock)"
    }

    static func number(tenant: ID<Tenant>) -> SQL { "select count(*) from app.segment s where s.tenant_id = \(tenant)" }

    /// How many customers a condition, with everything that narrows it, holds for.
    static func count(_ condition: SQL, tenant: ID<Tenant>) -> SQL {
        "select count(*) from app.customer t where t.tenant_id = \(tenant) and \(condition)"
    }

    /// A day's numbers, branch by branch, once. Restricted customers and minors are not in them: few people see them.
    static func snapshot(_ id: ID<Segment>, _ condition: SQL, at moment: Moment, tenant: ID<Tenant>) -> SQL {
        """
        insert into app.segment_snapshot (tenant_id, segment_id, taken_on, unit_id, members)
        select \(tenant), \(id), \(moment.today), t.home_branch_id, count(*) from app.customer t
        where t.tenant_id = \(tenant) and t.erased_at is null and t.restricted_at is null and t.restriction is null
        and (t.birthday is null or t.birthday <= \(Minority.newestAdult(in: moment.timeZone, at: moment.now))) and \(condition)
        group by t.home_branch_id
        on conflict do nothing
        """
    }

    /// The days of a segment with the sums over some branches, newest first; over all without.
    static func snapshots(_ id: ID<Segment>, branches: [UUID]?, limit: Int, tenant: ID<Tenant>) -> SQL {
        let within: SQL = branches.map { branches -> SQL in "and s.unit_id = any (\(branches))" } ?? ""
        return """
            select s.taken_on, sum(s.members)::int8 from app.segment_snapshot s
            where s.tenant_id = \(tenant) and s.segment_id = \(id) \(within) group by s.taken_on order by s.taken_on desc limit \(limit)
            """
    }
}
