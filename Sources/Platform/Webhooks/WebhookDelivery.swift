internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// One event on its way to one receiver.
public struct WebhookDelivery: Sendable {
    enum State: String, Sendable, CaseIterable {
        case pending
        case delivered
        case failed
    }

    /// Also the receiver's key to tell a repeat from something new.
    let id: ID<WebhookDelivery>
    let webhook: ID<Webhook>
    /// The same for all receivers of one event.
    let event: UUID
    let eventType: String
    let objectType: String
    let object: UUID
    let fields: [String]
    let occurredAt: Instant
    var state = State.pending
    var attempts: Int32 = 0
    var status: Int32?
    var error: String?
    var milliseconds: Int32?
    var attemptedAt: Instant?
    let createdAt: Instant

    init(to webhook: ID<Webhook>, of event: UUID, _ told: WebhookEvent, occurredAt: Instant, at now: Instant) {
        id = .new(at: now)
        self.webhook = webhook
        self.event = event
        eventType = told.type.code
        objectType = told.objectType
        object = told.object
        fields = told.fields
        self.occurredAt = occurredAt
        createdAt = now
    }

    init(_ row: Row) throws {
        id = try row[0]
        webhook = try row[1]
        event = try row[2]
        eventType = try row[3]
        objectType = try row[4]
        object = try row[5]
        fields = try row[6]
        occurredAt = try row[7]
        state = try State(rawValue: row[8]) ?? .failed
        attempts = try row[9]
        status = try row.getOptional(10)
        error = try row.getOptional(11)
        milliseconds = try row.getOptional(12)
        attemptedAt = try row.getOptional(13)
        createdAt = try row[14]
    }

    /// Deliveries to one receiver about one object go one after the other.
    var order: String { "webhook/\(webhook)/\(ID<WebhookDelivery>(object))" }

    /// What is sent: ids, a link and names of fields. Written anew for each attempt, and each time the same.
    var body: [UInt8] {
        let object: JSONValue = [
            "type": .string(objectType), "id": .string(ID<WebhookDelivery>(self.object).description),
            "href": .string("/v1/\(objectType)s/\(ID<WebhookDelivery>(self.object))"),
        ]
        let body: JSONValue = [
            "id": .string(ID<WebhookDelivery>(event).description), "type": .string(eventType),
            "occurredAt": .string(occurredAt.description),
            "object": object, "fields": .array(fields.map { .string($0) }),
        ]
        return body.serialized
    }

    /// The delivery as the log shows it.
    var json: JSONValue {
        [
            "id": .string(id.description), "eventId": .string(ID<WebhookDelivery>(event).description), "eventType": .string(eventType),
            "objectType": .string(objectType), "objectId": .string(ID<WebhookDelivery>(object).description),
            "occurredAt": .string(occurredAt.description), "state": .string(state.rawValue), "attempts": .integer(Int64(attempts)),
            "status": status.map { .integer(Int64($0)) } ?? .null, "error": .text(error),
            "milliseconds": milliseconds.map { .integer(Int64($0)) } ?? .null, "attemptedAt": .text(attemptedAt?.description),
            "createdAt": .string(createdAt.description),
        ]
    }
}

/// What proves to the receiver who sent a body, and when: HMAC-SHA256 with the subscription's secret over `TIME.BODY`.
enum WebhookSignature {
    /// `t=1795000000,v1=HEX`
    static func header(secret: [UInt8], at now: Instant, body: [UInt8]) -> String {
        let time = String(now.unixSeconds)
        let mac = Digest.hmacSHA256(key: secret, Array(time.utf8) + [UInt8(ascii: ".")] + body)
        return "t=\(time),v1=\(Hex.encode(mac))"
    }
}
