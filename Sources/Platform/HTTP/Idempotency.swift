public import FoundationEssentials
public import Postgres
internal import HTTPTypes
internal import JSON
internal import Vault

/// Repeats of a request that changes something: the effect happens once, the answer is the same.
///
/// The row that keeps an answer is written in the transaction of the effect, so there is never one without the other. A repeat
/// runs into that row (or into the effect itself, for example a phone that is taken now) and gets the kept answer.
public struct Idempotency: Sendable {
    /// How long an answer is kept at least; ``CleanUp`` removes it within an hour after.
    public static let lifetime: Duration = .seconds(72 * 3600)

    /// What kept answers are sealed under.
    static let label = "idempotency"

    private let deployment: Deployment

    public init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    /// What a write answers, and the object that it made, to be encoded anew when the caller's rights have changed since.
    public struct Outcome: Sendable {
        public let reply: Reply
        public let object: UUID?

        public init(_ reply: Reply, object: UUID? = nil) {
            self.reply = reply
            self.object = object
        }
    }

    /// Runs a write once for the call's Idempotency-Key; without a key it simply runs.
    ///
    /// - Parameters:
    ///   - endpoint: the operation's name; a key is good for one.
    ///   - content: what says as much as the body, where that is a file and was taken as it came.
    ///   - again: encodes the kept object for a caller whose rights have changed.
    /// - Throws: `idempotency.reused` when the key came with another body or for another object; whatever the write throws.
    public func write(
        _ endpoint: StaticString, _ call: Call, keys: TenantKeys, content: [UInt8] = [],
        again: @escaping @Sendable (UUID) async throws -> Reply,
        _ body: @escaping @Sendable (Transaction) throws -> Outcome
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let key = call.idempotencyKey, let user = actor.user else {
            return try await deployment.database.write(as: actor) { try body($0) }.reply
        }
        let place = Place(tenant: actor.tenant, user: user, key: key)
        let sealing = keys.sealing(Idempotency.label)
        func macs(under secret: SecretKey) -> (body: [UInt8], rights: [UInt8]) {
            (
                Digest.hmacSHA256(key: secret, Idempotency.what(endpoint, call, content)),
                Digest.hmacSHA256(key: secret, Array(String(actor.rights.fingerprint).utf8))
            )
        }
        let (bodyMAC, rightsMAC) = macs(under: sealing.key)
        do {
            return try await deployment.database.write(as: actor) { tx in
                let outcome = try body(tx)
                let answer = try sealing.seal(outcome.reply.kept, for: place.associatedData)
                tx.enqueue(
                    """
                    insert into app.idempotency (tenant_id, user_id, key, endpoint, body_mac, rights_mac, status, object_id,
                      answer_sealed, created_at)
                    values (\(place.tenant), \(place.user), \(place.key), \(endpoint.description), \(bodyMAC), \(rightsMAC),
                      \(Int32(outcome.reply.status.code)), \(value: outcome.object), \(answer), \(call.now))
                    """)
                return outcome.reply
            }
        } catch let error as PostgresError where error.sqlState == "55P03" {
            // The same key is being written by another request right now.
            throw Failure(.idempotencyInFlight, retryAfter: .seconds(1), cause: error)
        } catch {
            guard let kept = try await kept(place, actor: actor) else { throw error }
            // The data key may have been rotated since: then the row is of an older one.
            let version = try Envelope(parsing: kept.answer).keyVersion
            let (bodyMAC, rightsMAC) = try macs(under: keys.sealing(Idempotency.label, version: version).key)
            guard Digest.constantTimeEqual(kept.bodyMAC, bodyMAC) else { throw Failure(.idempotencyKeyReused) }
            if let object = kept.object, !Digest.constantTimeEqual(kept.rightsMAC, rightsMAC) { return try await again(object) }
            let plain = try sealing.open(kept.answer, for: place.associatedData)
            return try Reply(kept: plain)
        }
    }

    /// All that says what is to be done: the operation, the objects that the path names, the body. A body alone does not tell whose note
    /// it is.
    private static func what(_ endpoint: StaticString, _ call: Call, _ content: [UInt8]) -> [UInt8] {
        var bytes = Array(endpoint.description.utf8) + [0]
        for (_, value) in call.parameters { bytes += Array(value.lowercased().utf8) + [0] }
        return bytes + call.body + content
    }

    private struct Kept: Sendable {
        let bodyMAC: [UInt8]
        let rightsMAC: [UInt8]
        let object: UUID?
        let answer: [UInt8]
    }

    private struct Place: Sendable {
        let tenant: ID<Tenant>
        let user: ID<User>
        let key: String

        /// The user stands for the row: a key is the user's own.
        var associatedData: AssociatedData {
            AssociatedData(tenant: tenant.uuid, table: "app.idempotency", column: key, row: user.uuid)
        }
    }

    private func kept(_ place: Place, actor: Actor) async throws -> Kept? {
        let rows = try await deployment.database.fetch(
            as: actor,
            [
                """
                select body_mac, rights_mac, object_id, answer_sealed from app.idempotency
                where tenant_id = \(place.tenant) and user_id = \(place.user) and key = \(place.key)
                """
            ])[0]
        return try rows.first.map {
            Kept(bodyMAC: try $0[0], rightsMAC: try $0[1], object: try $0.getOptional(2), answer: try $0[3])
        }
    }
}

extension Reply {
    /// Status, ETag, Location, content type and body, as they are kept.
    fileprivate var kept: [UInt8] {
        let head: JSONValue = [
            .integer(Int64(status.code)), headers[.eTag].map { .string($0) } ?? .null, headers[.location].map { .string($0) } ?? .null,
            contentType.map { .string($0) } ?? .null,
        ]
        return head.serialized + [0x0a] + body
    }

    fileprivate init(kept: [UInt8]) throws {
        guard let end = kept.firstIndex(of: 0x0a) else { throw VaultError(.malformed, "a kept answer") }
        let head = try JSONParser.parse(kept[..<end])
        self.init(
            status: HTTPResponse.Status(code: Int(head[0]?.integer ?? 200)), body: Array(kept[(end + 1)...]), contentType: head[3]?.string)
        if let tag = head[1]?.string { headers[.eTag] = tag }
        if let location = head[2]?.string { headers[.location] = location }
    }
}
