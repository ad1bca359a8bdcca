public import FoundationEssentials
public import JSON
internal import Postgres

/// A rotation of a tenant's keys: begun by a person, done by a job while requests go on, resumed where it was killed.
public struct KeyRotation: Sendable {
    /// What is replaced.
    public enum Kind: String, Sendable, CaseIterable {
        /// The key that wraps customers' keys and gives the tenant's own secrets theirs.
        case data
        /// The key that makes search tokens.
        case index
        /// The two keys of every customer.
        case customer
    }

    /// What is being done.
    enum Phase: String, Sendable {
        /// Waiting until no server works with what was before.
        case settle
        /// Through all customers, once.
        case walk
        /// Waiting again: what the walk has replaced may still be in a transaction's hands.
        case drain
        /// Taking away what is old.
        case sweep
        case done
    }

    /// Longer than any server keeps keys without looking (30 s), a request may work (15 s) and a write may take (10 s) together.
    static let settling: Duration = .seconds(60)
    /// Customers a second, unless said otherwise.
    public static let standardPace: Int32 = 200
    /// Code of the job.
    static let job = "keys.rotation"

    public let id: UUID
    public let kind: Kind
    public let isDone: Bool
    let phase: Phase
    let phaseSince: Instant
    let from: Int32?
    let to: Int32?
    let position: UUID?
    let done: Int64
    let total: Int64
    let perSecond: Int32
    let createdAt: Instant
    let updatedAt: Instant
    let finishedAt: Instant?

    /// The columns of ``init(_:)``, of the table without an alias.
    static let columns: SQL = """
        id, kind, state = 'done', phase, phase_since, from_version, to_version, position, done_count, total_count, per_second, created_at,
        updated_at, finished_at
        """

    init(_ row: Row) throws {
        id = try row[0]
        guard let kind = Kind(rawValue: try row[1]), let phase = Phase(rawValue: try row[3]) else { throw Failure(.internalError) }
        self.kind = kind
        isDone = try row[2]
        self.phase = phase
        phaseSince = try row[4]
        from = try row.getOptional(5)
        to = try row.getOptional(6)
        position = try row.getOptional(7)
        done = try row[8]
        total = try row[9]
        perSecond = try row[10]
        createdAt = try row[11]
        updatedAt = try row[12]
        finishedAt = try row.getOptional(13)
    }

    /// A tenant's rotations, newest first.
    static func list(of tenant: ID<Tenant>, in tx: Transaction) throws -> [KeyRotation] {
        try tx.execute("select \(columns) from app.key_rotation where tenant_id = \(tenant) order by created_at desc, id desc limit 20")
            .map(KeyRotation.init)
    }

    /// One of them; `resource.not_found` when there is none. With `locking` it stays as it is until COMMIT.
    static func find(_ id: UUID, of tenant: ID<Tenant>, locking: Bool = false, in tx: Transaction) throws -> KeyRotation {
        let lock: SQL = locking ? "for update" : ""
        let rows = try tx.execute("select \(columns) from app.key_rotation where tenant_id = \(tenant) and id = \(id) \(lock)")
        guard let row = rows.first else { throw Failure(.notFound) }
        return try KeyRotation(row)
    }

    /// Goes on to another phase, from its beginning.
    func enter(_ phase: Phase, at now: Instant, of tenant: ID<Tenant>, in tx: Transaction) {
        let isDone = phase == .done
        tx.enqueue(
            """
            update app.key_rotation set phase = \(phase.rawValue), phase_since = \(now), position = null, updated_at = \(now),
              state = \(isDone ? "done" : "running"), finished_at = \(value: isDone ? now : nil)
            where tenant_id = \(tenant) and id = \(id)
            """)
    }

    /// Notes how far the phase has come.
    func advance(to position: UUID?, by count: Int, at now: Instant, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue(
            """
            update app.key_rotation set position = \(value: position), done_count = done_count + \(Int64(count)),
              total_count = greatest(total_count, done_count + \(Int64(count))), updated_at = \(now)
            where tenant_id = \(tenant) and id = \(id)
            """)
    }

    /// One line for an operator: kind, phase, how far, since when.
    public var line: String {
        let versions = to.map { "v\(from ?? 0)→v\($0)\t" } ?? ""
        return "\(kind.rawValue)\t\(versions)\(phase.rawValue)\t\(done)/\(total)\t\(createdAt)"
    }

    /// `{id, kind, state, phase, fromVersion, toVersion, done, total, perSecond, createdAt, updatedAt, finishedAt}`.
    public var json: JSONValue {
        func number(_ value: Int32?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
        return [
            "id": .string(id.uuidString.lowercased()), "kind": .string(kind.rawValue), "state": .string(isDone ? "done" : "running"),
            "phase": .string(phase.rawValue), "fromVersion": number(from), "toVersion": number(to), "done": .integer(done),
            "total": .integer(total), "perSecond": .integer(Int64(perSecond)), "createdAt": .string(createdAt.description),
            "updatedAt": .string(updatedAt.description), "finishedAt": .text(finishedAt?.description),
        ]
    }
}
