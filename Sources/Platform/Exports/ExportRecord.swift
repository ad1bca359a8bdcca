internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// What ids of exports name.
public enum Export {}

/// An export as it is stored.
struct ExportRecord: Sendable {
    enum State: String, Sendable, CaseIterable {
        /// For somebody else's approval.
        case waiting
        case approved, running, done, refused, cancelled, failed
        /// Nobody approved it in time.
        case lapsed
    }

    let id: ID<Export>
    let list: String
    let format: String
    let state: State
    let order: ExportOrder
    let reason: String
    let language: Language
    let reach: [UInt8]
    let expected: Int32
    let rows: Int32?
    let file: ID<StoredFile>?
    let error: String?
    let requestedBy: ID<User>
    let requestedAt: Instant
    let decidedBy: ID<User>?
    let decidedAt: Instant?
    let finishedAt: Instant?
    let expiresAt: Instant?
    let opened: Int32

    static let columns: SQL = """
        e.id, e.list, e.format, e.state, e.order_sealed, e.reason_sealed, e.language, e.reach, e.expected_rows, e.row_count, e.file_id, e.error,
          e.requested_by, e.requested_at, e.decided_by, e.decided_at, e.finished_at, e.expires_at, e.opened_count,
          e.reason
        """

    /// What orders are sealed under.
    static let label = "export"

    static func place(_ id: ID<Export>, _ tenant: ID<Tenant>, column: String = "order_sealed") -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: "app.export", column: column, row: id.uuid)
    }

    init(_ row: Row, keys: TenantKeys) throws {
        id = try row[0]
        list = try row[1]
        format = try row[2]
        state = State(rawValue: try row[3]) ?? .failed
        let sealed: [UInt8] = try row[4]
        let key = keys.sealing(ExportRecord.label)
        order = try ExportOrder(stored: try key.open(sealed, for: ExportRecord.place(id, keys.tenant)))
        // One of before stands there in clear until the job has come to it: the file's mark and the trail want it.
        if let why = try row.getOptional(5, as: [UInt8].self) {
            let place = ExportRecord.place(id, keys.tenant, column: "reason_sealed")
            reason = String(decoding: try key.open(why, for: place), as: UTF8.self)
        } else {
            reason = try row.getOptional(19) ?? ""
        }
        language = Language(rawValue: try row[6]) ?? .chinese
        reach = try row[7]
        expected = try row[8]
        rows = try row.getOptional(9)
        file = try row.getOptional(10)
        error = try row.getOptional(11)
        requestedBy = try row[12]
        requestedAt = try row[13]
        decidedBy = try row.getOptional(14)
        decidedAt = try row.getOptional(15)
        finishedAt = try row.getOptional(16)
        expiresAt = try row.getOptional(17)
        opened = try row[18]
    }

    /// As somebody sees it: whoever asked for it sees what he asked, everybody else the filters as far as he may read their fields.
    func json(for actor: Actor, among lists: [ExportList], at now: Instant) -> JSONValue {
        let isThere = state == .done && file != nil && (expiresAt.map { now < $0 } ?? false)
        let resource = lists.first { $0.resource.name == list }?.resource
        let view = requestedBy == actor.user ? nil : resource.map { actor.rights.view(of: $0) }
        return [
            "id": .string(id.description), "list": .string(list), "format": .string(format), "state": .string(state.rawValue),
            "filters": order.filters(for: view), "columns": .array(order.columns.map { .string($0) }),
            "chosen": .integer(Int64(order.ids.count)), "reason": .string(reason), "expectedRows": .integer(Int64(expected)),
            "rows": rows.map { .integer(Int64($0)) } ?? .null, "error": error.map { .string($0) } ?? .null,
            "available": .boolean(isThere), "requestedBy": .string(requestedBy.description),
            "requestedAt": .string(requestedAt.description),
            "decidedBy": decidedBy.map { .string($0.description) } ?? .null,
            "decidedAt": decidedAt.map { .string($0.description) } ?? .null,
            "finishedAt": finishedAt.map { .string($0.description) } ?? .null,
            "expiresAt": expiresAt.map { .string($0.description) } ?? .null,
            "opened": .integer(Int64(opened)),
        ]
    }
}
