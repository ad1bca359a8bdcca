internal import FoundationEssentials
internal import JSON
internal import Vault

// The lines of an export: batches and events as JSON, from which the same leaves and heads are computed as from the database.

extension AuditBatch {
    /// `{"batch": {…}}`.
    var line: JSONValue {
        [
            "batch": [
                "number": .integer(number), "events": .integer(Int64(count)), "firstAt": .integer(firstAt.microseconds),
                "lastAt": .integer(lastAt.microseconds), "root": .string(Hex.encode(root)), "content": .string(Hex.encode(content)),
                "previous": .string(Hex.encode(previous)), "head": .string(Hex.encode(head)), "restored": .boolean(isRestored),
            ]
        ]
    }

    /// Reads the object under `batch`; nil when a member is missing or of another kind.
    init?(line object: JSONValue) {
        func bytes(_ name: String) -> [UInt8]? { object[name]?.string.flatMap(Hex.decode) }
        guard let number = object["number"]?.integer, let count = object["events"]?.integer,
            let firstAt = object["firstAt"]?.integer, let lastAt = object["lastAt"]?.integer, let root = bytes("root"),
            let content = bytes("content"), let previous = bytes("previous"), let head = bytes("head"),
            let isRestored = object["restored"]?.boolean
        else { return nil }
        self.init(
            number: number, count: Int(clamping: count), firstAt: Instant(microseconds: firstAt),
            lastAt: Instant(microseconds: lastAt), root: root, content: content, previous: previous, head: head,
            isRestored: isRestored)
    }
}

extension AuditChain.Event {
    /// `{"event": {…}}`, with the sealed body beside the columns; the batch only where batches are not in the file's order.
    static func line(_ entry: AuditBatch.Entry, _ record: AuditRecord, batch: Int64?, body: [UInt8]?) -> JSONValue {
        func id(_ value: UUID?) -> JSONValue { value.map { .string(ID<Never>($0).description) } ?? .null }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        return [
            "event": [
                "xid": .string(String(entry.xid.value)), "leaf": .string(Hex.encode(entry.leaf)),
                "batch": batch.map { .integer($0) } ?? .null, "at": .integer(record.at.microseconds), "id": id(record.id),
                "actor": id(record.actor), "actorName": text(record.actorName), "session": id(record.session),
                "request": id(record.request), "address": text(record.address), "action": .string(record.action),
                "objectType": .string(record.objectType), "object": id(record.object), "branch": id(record.branch),
                "customer": id(record.customer), "fields": .array(record.fields.map { .string($0) }),
                "purpose": text(record.purpose), "outcome": .string(record.outcome),
                "rowCount": record.rowCount.map { .integer(Int64($0)) } ?? .null,
                "bodyHash": record.bodyHash.map { .string(Hex.encode($0)) } ?? .null,
                "body": body.map { .string(Base64URL.encode($0)) } ?? .null,
                "links": .array(
                    record.links.map { .array([.string($0.objectType), id($0.object), id($0.customer), .string($0.field)]) }),
            ]
        ]
    }

    /// Reads the object under `event`; nil when it is not one.
    init?(line object: JSONValue, tenant: UUID) {
        guard let xid = object["xid"]?.string.flatMap({ UInt64($0) }), let at = object["at"]?.integer,
            let id = object["id"]?.string.flatMap({ ID<Never>($0) })?.uuid,
            let leaf = object["leaf"]?.string.flatMap(Hex.decode)
        else { return nil }
        entry = AuditBatch.Entry(xid: TransactionID(value: xid), at: Instant(microseconds: at), id: id, leaf: leaf)
        record = AuditRecord(line: object, tenant: tenant, at: entry.at, id: id)
    }

    /// The batch that the line names.
    static func batch(of object: JSONValue) -> Int64? { object["batch"]?.integer }
}

extension AuditRecord {
    /// The columns of an export's line; nil when one is missing or of another kind, so that the event counts as edited.
    fileprivate init?(line object: JSONValue, tenant: UUID, at: Instant, id: UUID) {
        var isGood = true
        func uuid(_ name: String) -> UUID? {
            guard let value = object[name], !value.isNull else { return nil }
            let id = value.string.flatMap { ID<Never>($0) }?.uuid
            isGood = isGood && id != nil
            return id
        }
        func text(_ name: String) -> String? {
            guard let value = object[name], !value.isNull else { return nil }
            isGood = isGood && value.string != nil
            return value.string
        }
        self.init(
            tenant: tenant, at: at, id: id, actor: uuid("actor"), actorName: text("actorName"), session: uuid("session"),
            request: uuid("request") ?? tenant, address: text("address"), action: text("action") ?? "",
            objectType: text("objectType") ?? "", object: uuid("object"), branch: uuid("branch"), customer: uuid("customer"),
            fields: object["fields"]?.array?.compactMap(\.string) ?? [], purpose: text("purpose"), outcome: text("outcome") ?? "",
            rowCount: object["rowCount"]?.integer.map { Int32(clamping: $0) },
            // A body that is there must be the one that was hashed.
            bodyHash: text("body").map { Base64URL.decode($0).map { Digest.sha256($0) } ?? [] } ?? text("bodyHash").flatMap(Hex.decode),
            links: object["links"]?.array?.compactMap { Link(line: $0) } ?? [])
        guard isGood, object["links"]?.array?.count == links.count else { return nil }
    }
}

extension AuditRecord.Link {
    fileprivate init?(line: JSONValue) {
        guard let parts = line.array, parts.count == 4, let type = parts[0].string, let field = parts[3].string,
            let object = parts[1].string.flatMap({ ID<Never>($0) })?.uuid
        else { return nil }
        let customer = parts[2].string.flatMap { ID<Never>($0) }?.uuid
        guard customer != nil || parts[2].isNull else { return nil }
        self.init(objectType: type, object: object, customer: customer, field: field)
    }
}
