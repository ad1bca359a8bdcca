public import HTTPTypes
public import JSON

/// One way in: what it is called, who may call it, what it takes and gives, and what it does.
///
/// An endpoint is a value in a table. The table routes to it, answers 405, prints the OpenAPI document, and is walked
/// by the tests that prove that every endpoint refuses the anonymous and the unpermitted.
public struct Endpoint: Sendable {
    /// Who may call it.
    public enum Access: Sendable, Hashable {
        /// Everybody; the handler sees no actor.
        case anonymous
        /// Everybody who signed in.
        case signedIn
        /// Everybody who holds the action somewhere; the handler narrows it to rows.
        case permitted(Action)
    }

    /// Whether a repeated request can be told from a new one.
    public enum Idempotency: Sendable, Hashable {
        /// An Idempotency-Key is ignored.
        case none
        /// An Idempotency-Key is honoured when there is one.
        case optional
        /// Without an Idempotency-Key the request is refused: it moves money, stock or a booking.
        case required
    }

    public let method: HTTPRequest.Method
    /// The route template, for example `/v1/customers/{id}`.
    public let path: String
    public let access: Access
    /// The heading under which the documentation lists it.
    public let tag: String
    public let summary: LocalizedText
    public let query: [QueryParameter]
    public let input: Schema?
    /// Whether a request without a body is refused; otherwise it means the same as `{}`.
    public let requiresInput: Bool
    public let output: Schema?
    /// The status of a success.
    public let status: HTTPResponse.Status
    public let idempotency: Idempotency
    /// Whether If-Match must name the version that the caller saw (428 without).
    public let requiresVersion: Bool
    /// Failures of its own, besides those that every endpoint can answer with.
    public let failures: [FailureCode]
    /// The most bytes of a body that is a file and taken as it comes; nil where bodies are JSON.
    let uploadLimit: Int?
    /// The name of the operation in generated clients; derived from method and path unless given.
    public let operationID: String
    let handler: @Sendable (Call) async throws -> Reply
    /// The built-in OpenAPI document reads the rights of whoever signed in and answers the anonymous too.
    var welcomesAnonymous = false
    /// A key for programs is let in where an action is asked for, and here; whatever else a person who signed in may do is about
    /// himself, his password and his sessions.
    var welcomesKeys = false
    /// Pages for people are no part of the API's description.
    var isDescribed = true
    /// It may work as long as its connection may stay silent: what it makes is as large as what there is of a person.
    public var takesLong = false
    /// What a success may be instead of JSON, where the query asks for it: media types of texts.
    var otherOutputs: [String] = []

    /// An endpoint; see the properties.
    public init(
        _ method: HTTPRequest.Method, _ path: String, access: Access, tag: String, summary: LocalizedText,
        query: [QueryParameter] = [], input: Schema? = nil, requiresInput: Bool = true, output: Schema? = nil,
        status: HTTPResponse.Status = .ok,
        idempotency: Idempotency = .none, requiresVersion: Bool = false, failures: [FailureCode] = [],
        operationID: String? = nil, handler: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.tag = tag
        self.summary = summary
        self.query = query
        self.input = input
        self.requiresInput = requiresInput
        self.output = output
        self.status = status
        self.idempotency = idempotency
        self.requiresVersion = requiresVersion
        self.failures = failures
        self.operationID = operationID ?? Endpoint.derivedID(method, path)
        uploadLimit = nil
        self.handler = handler
    }

    /// An endpoint that a file is posted to: the body is the file, and the handler takes it from ``Call/upload``.
    public init(
        uploading path: String, access: Access, tag: String, summary: LocalizedText, query: [QueryParameter] = [], limit: Int,
        output: Schema?, status: HTTPResponse.Status = .created, idempotency: Idempotency = .none, failures: [FailureCode] = [],
        handler: @escaping @Sendable (Call) async throws -> Reply
    ) {
        method = .post
        self.path = path
        self.access = access
        self.tag = tag
        self.summary = summary
        self.query = query
        input = nil
        requiresInput = true
        self.output = output
        self.status = status
        self.idempotency = idempotency
        requiresVersion = false
        self.failures = failures
        operationID = Endpoint.derivedID(.post, path)
        uploadLimit = limit
        self.handler = handler
    }

    /// `GET /v1/customers/{id}/cards` becomes `getCustomersByIdCards`.
    private static func derivedID(_ method: HTTPRequest.Method, _ path: String) -> String {
        var name = method.rawValue.lowercased()
        for segment in path.split(separator: "/") where segment != "v1" {
            if segment.first == "{" {
                name += "By" + capitalized(segment.dropFirst().dropLast())
            } else {
                for word in segment.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
                    name += capitalized(word)
                }
            }
        }
        return name
    }

    private static func capitalized(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}

/// One parameter of the query string, as the documentation shows it.
public struct QueryParameter: Sendable {
    public let name: String
    public let summary: LocalizedText
    /// A JSON schema of the decoded value, for one reader.
    let schema: @Sendable (Rights) -> JSONValue
    public let required: Bool
    /// Whether somebody with these rights may use it; a parameter about a field that he does not hold is absent for him.
    let isShown: @Sendable (Rights) -> Bool

    /// A parameter; text and optional unless said otherwise.
    public init(
        _ name: String, summary: LocalizedText, schema: JSONValue = ["type": "string"], required: Bool = false
    ) {
        self.init(name, summary: summary, required: required) { _ in
            true
        } schema: { _ in
            schema
        }
    }

    /// A parameter that depends on who reads of it.
    init(
        _ name: String, summary: LocalizedText, required: Bool = false, isShown: @escaping @Sendable (Rights) -> Bool,
        schema: @escaping @Sendable (Rights) -> JSONValue
    ) {
        self.name = name
        self.summary = summary
        self.required = required
        self.isShown = isShown
        self.schema = schema
    }
}
