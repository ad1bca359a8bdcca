internal import HTTPTypes
public import JSON

/// One request as a handler sees it.
public struct Call: Sendable {
    /// One id for everything that the request does; the answer and the log carry it too.
    public let request: ID<Request>
    /// The server's time when the request came.
    public let now: Instant
    /// The reader's language.
    public let language: Language
    /// The caller's address; forwarded headers count only from trusted proxies.
    public let address: String?
    /// Whether the caller's own connection was encrypted, as far as a trusted proxy tells.
    public let isSecure: Bool
    /// Who is acting; nil only at anonymous endpoints.
    public let actor: Actor?
    /// The session behind the actor.
    public let session: AuthenticatedSession?
    /// The query string.
    public let query: Query
    /// The body as it came; empty when there was none, or where it is an upload.
    public let body: [UInt8]
    /// The body as it comes, at endpoints that take files.
    public var upload: UploadStream?
    /// The Idempotency-Key, where the endpoint takes one: 8 to 128 visible ASCII characters.
    public let idempotencyKey: String?
    /// The version that the caller saw, from If-Match.
    public let expectedVersion: Int64?

    let headers: HTTPFields
    let parameters: [(name: String, value: String)]

    /// The User-Agent header.
    public var userAgent: String? { headers[.userAgent] }

    /// The actor, or `Failure(.unauthenticated)`.
    public func requireActor() throws -> Actor {
        guard let actor else { throw Failure(.unauthenticated) }
        return actor
    }

    /// A parameter of the path, decoded.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// An identifier in the path. A malformed one names nothing, so it is not found like any other.
    public func id<Entity>(_ name: String) throws -> ID<Entity> {
        guard let id = parameter(name).flatMap({ ID<Entity>($0) }) else { throw Failure(.notFound) }
        return id
    }

    /// The body as a JSON value. Throws `Failure(.unsupportedMediaType)` and `JSONError`, which never echoes the input.
    public func json() throws -> JSONValue {
        guard let type = headers[.contentType], MediaType.isJSON(type) else { throw Failure(.unsupportedMediaType) }
        return try JSONParser.parse(body)
    }

    /// A reader of the body's members. Throws as `json()` does.
    public func payload() throws -> PayloadReader {
        try PayloadReader(json())
    }
}

enum MediaType {
    /// Whether it is `application/json` or another JSON type (`+json`), in UTF-8 when it names a character set.
    static func isJSON(_ header: String) -> Bool {
        if header == "application/json" { return true }
        let parts = header.split(separator: ";", omittingEmptySubsequences: false)
        guard let type = parts.first?.trimmed.lowercased(), type.hasPrefix("application/") else { return false }
        guard type == "application/json" || type.hasSuffix("+json") else { return false }
        return parts.dropFirst().allSatisfy { parameter in
            let text = parameter.trimmed.lowercased()
            return !text.hasPrefix("charset=") || text == "charset=utf-8" || text == "charset=\"utf-8\""
        }
    }
}
