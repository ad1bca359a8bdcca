internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Something that is done to many customers, one by one, by a job.
public enum BulkAction {
    /// What can be done to chosen customers, and the customer's field that it sets.
    static let kinds: [String: String] = [
        "set_owner": "ownerId", "set_level": "level", "set_tag": "tags", "remove_tag": "tags",
    ]
    static let states = ["waiting", "running", "done", "cancelled", "failed"]
    static let outcomes = ["waiting", "done", "unchanged", "refused", "cancelled"]
    /// Customers of one action.
    static let most = 50_000

    static let columns: SQL = """
        b.id, b.kind, b.subject_id, b.undoes_id, b.reason, b.state, b.total, b.done_count, b.refused_count, b.created_at, b.created_by, \
        b.finished_at, b.error, b.version, b.parameters::text, \
        (select u.id from app.bulk_action u where u.tenant_id = b.tenant_id and u.undoes_id = b.id)
        """

    /// `{id, kind, subjectId, undoesId, undoneBy, reason, state, total, done, refused, createdAt, createdBy, finishedAt, error, version,
    /// plan}`.
    static func json(_ row: Row) throws -> JSONValue {
        func id(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        }
        func time(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: Instant.self).map { .string($0.description) } ?? .null
        }
        func text(_ column: Int) throws -> JSONValue { try row.getOptional(column, as: String.self).map { .string($0) } ?? .null }
        func count(_ column: Int) throws -> JSONValue { .integer(Int64(try row.get(column, as: Int32.self))) }
        var json: JSONObject = ["id": try id(0), "kind": try text(1), "subjectId": try id(2), "undoesId": try id(3), "reason": try text(4)]
        json["undoneBy"] = try id(15)
        json["state"] = try text(5)
        json["total"] = try count(6)
        json["done"] = try count(7)
        json["refused"] = try count(8)
        json["createdAt"] = try time(9)
        json["createdBy"] = try id(10)
        json["finishedAt"] = try time(11)
        json["error"] = try text(12)
        json["version"] = .integer(try row[13])
        json["plan"] = try JSONParser.parse(Array(try row.get(14, as: String.self).utf8))
        return .object(json)
    }

    /// Whose an action is, and where it stands; the row is locked. Nil where it is somebody else's.
    static func lock(_ id: ID<BulkAction>, of actor: Actor, in tx: Transaction) throws -> (state: String, version: Int64, kind: String)? {
        try tx.execute(
            """
            select b.state, b.version, b.kind from app.bulk_action b where b.tenant_id = \(actor.tenant) and b.id = \(id)
            and b.created_by = \(actor.user) for update
            """
        ).first.map { (try $0[0], try $0[1], try $0[2]) }
    }
}

/// What is to be done with one object of an action.
struct BulkStep {
    let lane: String
    let object: UUID
    let to: UUID?
    let word: String?
}
