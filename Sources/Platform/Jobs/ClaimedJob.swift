internal import FoundationEssentials
internal import JSON
internal import Postgres

/// A job in the hands of a runner.
struct ClaimedJob: Sendable {
    let tenant: ID<Tenant>
    let id: ID<Job>
    let kind: String
    let subject: UUID?
    let payload: JSONValue
    let cursor: JSONValue?
    let attempt: Int
    /// Names this claim; a later one has a higher number.
    let fence: Int64

    /// Reads `id, kind, subject_id, payload, cursor_at, attempt, fence`.
    init(_ row: Row, of tenant: ID<Tenant>) throws {
        self.tenant = tenant
        id = try row[0]
        kind = try row[1]
        subject = try row.getOptional(2)
        payload = try JSONParser.parse(Array(try row.get(3, as: String.self).utf8))
        cursor = try row.getOptional(4, as: String.self).map { try JSONParser.parse(Array($0.utf8)) }
        attempt = Int(try row.get(5, as: Int32.self))
        fence = try row[6]
    }
}

/// What becomes of a job after a run.
enum JobSettlement: Sendable {
    case done
    case cancelled
    case dead(error: String)
    /// Again later; a failed attempt.
    case retried(at: Instant, error: String)
    /// Again later, as if this run had not been.
    case givenBack(at: Instant)
}
