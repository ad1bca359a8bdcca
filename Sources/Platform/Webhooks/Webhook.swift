internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// A subscription: where a tenant wants to be told of what happens in it.
public struct Webhook: Sendable {
    enum State: String, Sendable, CaseIterable {
        case active
        case paused
    }

    let id: ID<Webhook>
    var name: String
    var url: String
    var eventTypes: [String]
    var state: State
    /// `person`, `failing` or `gone`.
    var pauseReason: String?
    var failingSince: Instant?
    let version: Int64
    let createdAt: Instant
    let createdBy: ID<User>?
    let updatedAt: Instant

    /// How many a tenant may have.
    static let maximumCount = 50

    init(_ row: Row) throws {
        id = try row[0]
        name = try row[1]
        url = try row[2]
        eventTypes = try row[3]
        state = try State(rawValue: row[4]) ?? .paused
        pauseReason = try row.getOptional(5)
        failingSince = try row.getOptional(6)
        version = try row[7]
        createdAt = try row[8]
        createdBy = try row.getOptional(9)
        updatedAt = try row[10]
    }

    init(_ id: ID<Webhook>, _ content: WebhookContent, by user: ID<User>?, at now: Instant) {
        self.id = id
        name = content.name ?? ""
        url = content.url ?? ""
        eventTypes = content.eventTypes ?? []
        state = content.active == false ? .paused : .active
        pauseReason = content.active == false ? "person" : nil
        version = 1
        createdAt = now
        createdBy = user
        updatedAt = now
    }

    /// `{id, name, url, eventTypes, active, pauseReason, failingSince, version, createdAt, createdBy, updatedAt}`; never the secret.
    var json: JSONValue {
        [
            "id": .string(id.description), "name": .string(name), "url": .string(url),
            "eventTypes": .array(eventTypes.map { .string($0) }), "active": .boolean(state == .active), "pauseReason": .text(pauseReason),
            "failingSince": .text(failingSince?.description), "version": .integer(version), "createdAt": .string(createdAt.description),
            "createdBy": .text(createdBy?.description), "updatedAt": .string(updatedAt.description),
        ]
    }
}

/// What a request says of a subscription.
struct WebhookContent: Sendable {
    var name: String?
    var url: String?
    var eventTypes: [String]?
    var active: Bool?

    /// Reads the members that are there; whoever creates needs the first three. Every violation is noted in the reader.
    init(reading payload: PayloadReader, creating: Bool, types: [EventType], guard addressGuard: AddressGuard) {
        name = creating ? payload.requiredText("name", max: 80) : payload.text("name", max: 80)
        url =
            creating
            ? payload.requiredText("url", max: OutboundURL.maximumLength) : payload.text("url", max: OutboundURL.maximumLength)
        if let url, !url.isEmpty {
            if let read = OutboundURL(url) {
                // Names are looked up when something is sent; what is written as an address can be judged now.
                if let address = read.literalAddress, !addressGuard.allows(address) { payload.refuse("url", "not_allowed") }
            } else {
                payload.refuse("url", "pattern")
            }
        }
        if creating || payload.has("eventTypes") {
            let words = payload.texts("eventTypes", max: 50, maxLength: 64)
            let known = Set(types.map(\.code))
            for (index, word) in words.enumerated() where !known.contains(word) { payload.refuse("eventTypes", at: index, "choice") }
            if words.isEmpty { payload.refuse("eventTypes", "required") }
            eventTypes = Set(words).sorted()
        }
        active = payload.boolean("active")
    }
}

/// The secret that a receiver checks signatures with: shown once, kept sealed under a key of the tenant, bound to its subscription.
enum WebhookSecret {
    /// `whsec_` and 32 random bytes.
    static func new() -> String { "whsec_" + Base64URL.encode(Random.bytes(32)) }

    static func seal(_ secret: String, of webhook: ID<Webhook>, keys: TenantKeys) throws -> [UInt8] {
        try keys.sealing("webhook").seal(Array(secret.utf8), for: place(webhook, keys))
    }

    /// Opens it, also one that was sealed under an older key of the tenant.
    static func open(_ sealed: [UInt8], of webhook: ID<Webhook>, keys: TenantKeys) throws -> [UInt8] {
        let version = try Envelope(parsing: sealed).keyVersion
        return try keys.sealing("webhook", version: version).open(sealed, for: place(webhook, keys))
    }

    private static func place(_ webhook: ID<Webhook>, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: "app.webhook", column: "secret_sealed", row: webhook.uuid)
    }
}
