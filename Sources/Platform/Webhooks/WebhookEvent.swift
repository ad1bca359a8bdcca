public import FoundationEssentials
internal import JSON
public import Postgres

/// A kind of event that a webhook can be told of. Features declare theirs.
public struct EventType: Sendable, Hashable {
    /// `object.what_happened`, stable for ever.
    public let code: String
    public let name: LocalizedText

    public init(_ code: String, _ chinese: String, _ english: String) {
        self.code = code
        name = LocalizedText(chinese, english)
    }

    /// Sent by a webhook's test.
    public static let test = EventType("webhook.test", "测试", "A test")
}

/// Something that happened, as other systems are told of it: which object, and which of its fields. Never a value: whoever gets the
/// message asks the API for what he may read.
public struct WebhookEvent: Sendable {
    public let type: EventType
    /// The kind of object, for example `customer`.
    public let objectType: String
    public let object: UUID
    /// Names of the fields that changed.
    public let fields: [String]

    public init(_ type: EventType, of objectType: String, _ object: UUID, fields: [String] = []) {
        self.type = type
        self.objectType = objectType
        self.object = object
        self.fields = fields
    }

    /// Tells of it at COMMIT, with the next flight of the transaction. Where no webhook listens it writes nothing.
    ///
    /// Call it while the object is locked: events of one object are delivered in the order of these calls.
    public func tell(as actor: Actor, at now: Instant, in tx: Transaction) {
        tx.enqueue(WebhookQueries.fanOut(self, job: ID<Job>.new(at: now), actor: actor, at: now))
    }

    /// The payload of the job that finds out who is told.
    func payload(at now: Instant) -> JSONValue {
        [
            "type": .string(type.code), "objectType": .string(objectType), "at": .string(now.description),
            "fields": .array(fields.map { .string($0) }),
        ]
    }

    /// Events of one object stay in order.
    var order: String { "webhook/\(objectType)/\(ID<Job>(object))" }
}
