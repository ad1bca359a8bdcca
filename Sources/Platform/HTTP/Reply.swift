public import HTTPTypes

/// What a handler answers.
public struct Reply: Sendable {
    public var status: HTTPResponse.Status
    /// Headers besides those that every answer has.
    public var headers: HTTPFields
    public var body: [UInt8]
    /// What follows instead of `body`, as it comes.
    public var stream: ReplyStream?
    /// Nil only without a body.
    public var contentType: String?

    /// An answer; the statics below say most of them shorter.
    public init(
        status: HTTPResponse.Status = .ok, headers: HTTPFields = HTTPFields(), body: [UInt8] = [],
        contentType: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.contentType = contentType
    }

    /// A body that comes in pieces.
    public init(stream: ReplyStream, contentType: String) {
        self.init(contentType: contentType)
        self.stream = stream
    }

    /// JSON that is written already. A version becomes the ETag `"7"`, which If-Match repeats.
    public static func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, version: Int64? = nil, location: String? = nil
    ) -> Reply {
        var reply = Reply(status: status, body: bytes, contentType: "application/json")
        if let version { reply.headers.append(HTTPField(name: .eTag, value: "\"\(version)\"")) }
        if let location { reply.headers.append(HTTPField(name: .location, value: location)) }
        return reply
    }

    /// 204 without a body.
    public static let noContent = Reply(status: .noContent)

    /// A page. Only for text that the server wrote itself.
    public static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, body: Array(text.utf8), contentType: "text/html; charset=utf-8")
    }

    /// Plain text.
    public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, body: Array(text.utf8), contentType: "text/plain; charset=utf-8")
    }

    /// Bytes of a type.
    public static func bytes(_ bytes: [UInt8], contentType: String, status: HTTPResponse.Status = .ok) -> Reply {
        Reply(status: status, body: bytes, contentType: contentType)
    }
}
