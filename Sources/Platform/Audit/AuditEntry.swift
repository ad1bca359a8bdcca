public import FoundationEssentials
public import JSON
internal import Postgres

/// An event as a reader of the trail gets it; its body stays sealed until somebody asks for that one event.
public struct AuditEntry: Sendable {
    let record: AuditRecord
    /// The batch that covers it; nil for a second after it was written.
    public let batch: Int64?
    let sealedBody: [UInt8]?

    /// The event's id.
    public var id: UUID { record.id }
    /// When it happened.
    public var at: Instant { record.at }

    /// The columns that `init(_:tenant:)` reads, of a table with the alias `e`.
    static let columns: SQL = "\(AuditRecord.columns), e.batch"

    init(_ row: Row, tenant: UUID) throws(PostgresError) {
        record = try AuditRecord(row, from: 0, tenant: tenant)
        batch = try row.getOptional(AuditRecord.columnCount)
        sealedBody = AuditRecord.columnCount + 1 < row.count ? try row.getOptional(AuditRecord.columnCount + 1) : nil
    }

    init(_ record: AuditRecord, batch: Int64?, sealedBody: [UInt8]?) {
        self.record = record
        self.batch = batch
        self.sealedBody = sealedBody
    }

    /// Writes the event as an object.
    ///
    /// - Parameters:
    ///   - keys: the tenant's, which open why somebody did it.
    ///   - extra: adds members of the endpoint's own.
    public func write(to json: inout JSONWriter, keys: TenantKeys, extra: (inout JSONWriter) -> Void = { _ in }) {
        json.beginObject()
        json.key("id")
        json.uuid(record.id)
        json.key("at")
        json.string(record.at.description)
        json.member("actorId", record.actor)
        json.member("actorName", record.actorName)
        json.member("sessionId", record.session)
        json.member("requestId", record.request)
        json.member("address", record.address)
        json.member("action", record.action)
        json.member("objectType", record.objectType)
        json.member("objectId", record.object)
        json.member("branchId", record.branch)
        json.member("customerId", record.customer)
        json.key("fields")
        json.beginArray()
        for field in record.fields { json.string(field) }
        json.endArray()
        json.member("purpose", AuditReason.open(record.purpose, of: record.id, keys: keys))
        json.member("outcome", record.outcome)
        json.member("rowCount", record.rowCount.map(Int64.init))
        json.key("sealed")
        json.boolean(batch != nil)
        json.member("batch", batch)
        extra(&json)
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: StaticString, _ value: UUID?) {
        key(name)
        if let value { uuid(value) } else { null() }
    }

    fileprivate mutating func member(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func member(_ name: StaticString, _ value: Int64?) {
        key(name)
        if let value { integer(value) } else { null() }
    }
}
