public import HTTPTypes
internal import NIOHTTP1

/// One request as the edge takes it: from a connection, or made by hand.
public struct IncomingRequest: Sendable {
    let head: HTTPRequest
    let peer: NetworkAddress?
    let body: Body

    enum Body: Sendable {
        case whole([UInt8])
        case arriving(ArrivingBody)
    }

    /// A request with a body that is here already.
    public init(_ head: HTTPRequest, body: [UInt8] = [], from peer: NetworkAddress?) {
        self.init(head, .whole(body), from: peer)
    }

    init(_ head: HTTPRequest, _ body: Body, from peer: NetworkAddress?) {
        self.head = head
        self.peer = peer
        self.body = body
    }

    /// The whole body. How fast it must come is the connection's business.
    ///
    /// Throws `Failure(.tooLarge)` as soon as that is certain, and `.malformedRequest` when the body is cut short.
    func readBody(limit: Int) async throws -> [UInt8] {
        var expected: Int?
        if let text = head.headerFields[.contentLength] {
            guard let length = Int(text), length >= 0 else { throw Failure(.malformedRequest) }
            guard length <= limit else { throw Failure(.tooLarge) }
            expected = length
        } else if head.headerFields[.transferEncoding] == nil {
            return []
        }
        if expected == 0 { return [] }
        let bytes: [UInt8]
        switch body {
        case .whole(let whole): bytes = whole
        case .arriving(let arriving): bytes = try await arriving.collect()
        }
        guard bytes.count <= limit else { throw Failure(.tooLarge) }
        if let expected, bytes.count != expected { throw Failure(.malformedRequest) }
        return bytes
    }

    /// The body as it comes, at most `limit` bytes of it.
    ///
    /// Throws `Failure(.tooLarge)` where its length says so beforehand.
    func streamBody(limit: Int) throws -> UploadStream {
        if let text = head.headerFields[.contentLength] {
            guard let length = Int(text), length >= 0 else { throw Failure(.malformedRequest) }
            guard length <= limit else { throw Failure(.tooLarge) }
        }
        switch body {
        case .whole(let whole):
            guard whole.count <= limit else { throw Failure(.tooLarge) }
            return UploadStream(whole)
        case .arriving(let arriving):
            arriving.stream(limit: limit)
            return UploadStream(arriving)
        }
    }
}

extension HTTPRequest {
    /// The head as it was parsed; nil when its method is no token. A target in absolute form (RFC 9112 §3.2.2) counts by its path.
    init?(_ head: HTTPRequestHead) {
        guard let method = Method(head.method) else { return nil }
        var fields = HTTPFields()
        fields.reserveCapacity(head.headers.count)
        var authority: String?
        for (name, value) in head.headers {
            guard let name = HTTPField.Name(name) else { return nil }
            if name == HTTPRequest.host, authority == nil {
                authority = value
            } else {
                fields.append(HTTPField(name: name, value: value))
            }
        }
        self.init(
            method: method, scheme: "http", authority: authority, path: HTTPRequest.path(of: head.uri), headerFields: fields)
    }

    private static let host = HTTPField.Name.headerName("Host")

    private static func path(of target: String) -> String {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        for scheme in ["http://", "https://"] where target.prefix(scheme.utf8.count).lowercased() == scheme {
            let rest = target.dropFirst(scheme.utf8.count)
            guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
            return rest[end] == "/" ? String(rest[end...]) : "/" + rest[end...]
        }
        return target
    }
}

extension HTTPRequest.Method {
    /// The usual ones without a look at their letters.
    fileprivate init?(_ method: HTTPMethod) {
        switch method {
        case .GET: self = .get
        case .HEAD: self = .head
        case .POST: self = .post
        case .PUT: self = .put
        case .PATCH: self = .patch
        case .DELETE: self = .delete
        default:
            guard let method = HTTPRequest.Method(rawValue: method.rawValue) else { return nil }
            self = method
        }
    }
}
