public import HTTPTypes
public import JSON
public import Platform

/// Calls an edge without a socket: what goes in is a request, what comes out is the whole answer.
public struct InProcessClient: Sendable {
    /// An answer, read in full.
    public struct Answer: Sendable {
        public let status: Int
        public let headers: HTTPFields
        public let body: [UInt8]

        /// What an edge answered; a body that comes in pieces is given apart.
        public init(_ answer: Platform.Answer, body: [UInt8]? = nil) {
            status = answer.status.code
            headers = answer.headers
            self.body = body ?? answer.body
        }

        /// The body as text.
        public var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as JSON; `.null` when it is none.
        public var json: JSONValue { (try? JSONParser.parse(body, limits: JSONLimits(values: 200_000))) ?? .null }

        /// The failure's code in a problem document.
        public var code: String? { json["code"]?.string }
    }

    public let edge: Edge
    /// The peer that requests come from.
    public var peer: NetworkAddress?
    /// Sent as bearer token when set.
    public var token: String?

    /// A client of an edge.
    public init(_ edge: Edge, token: String? = nil, peer: String = "192.0.2.1") {
        self.edge = edge
        self.token = token
        self.peer = NetworkAddress(peer)
    }

    /// Sends a request; a body is JSON unless a header says otherwise.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async -> Answer {
        let request = InProcessClient.request(method, path, allHeaders(headers, body), body, from: peer)
        let answer = await edge.respond(to: request)
        guard let stream = answer.stream, stream.length != nil else { return Answer(answer) }
        var whole: [UInt8] = []
        for await piece in stream.pieces { whole += piece }
        return Answer(answer, body: whole)
    }

    /// Sends a body given as text.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)] = [], text: String
    ) async -> Answer {
        await send(method, path, headers: headers, body: Array(text.utf8))
    }

    /// Asks for a stream: what it says, piece by piece, or nil where the answer is none.
    public func open(_ path: String) async -> (answer: Answer, pieces: AsyncStream<[UInt8]>?) {
        let request = InProcessClient.request(.get, path, allHeaders([], nil), nil, from: peer)
        let answer = await edge.respond(to: request)
        return (Answer(answer), answer.stream?.pieces)
    }

    /// Asks the admin listener.
    public func administer(_ method: HTTPRequest.Method, _ path: String) async -> Answer {
        Answer(await edge.administer(InProcessClient.request(method, path, [], nil, from: peer)))
    }

    private func allHeaders(_ headers: [(String, String)], _ body: [UInt8]?) -> [(String, String)] {
        var all = headers
        func has(_ name: String) -> Bool { all.contains { $0.0.lowercased() == name } }
        if let token, !has("authorization") { all.append(("Authorization", "Bearer " + token)) }
        if let body {
            if !has("content-type") { all.append(("Content-Type", "application/json")) }
            if !has("content-length") { all.append(("Content-Length", String(body.count))) }
        }
        return all
    }

    private static func request(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [(String, String)], _ body: [UInt8]?, from peer: NetworkAddress?
    ) -> IncomingRequest {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        let head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
        return IncomingRequest(head, body: body ?? [], from: peer)
    }
}
