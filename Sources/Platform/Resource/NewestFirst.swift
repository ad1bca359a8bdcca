public import FoundationEssentials
public import JSON
public import Postgres

/// `limit`, `cursor` and one choice, for lists of things that are read by their ids, newest first.
public struct NewestFirst: Sendable {
    public let limit: Int
    /// What the endpoint's own parameter says; nil when it is absent.
    public let choice: String?
    /// The id of the last thing of the page before; nil at the beginning.
    public let before: UUID?

    private let keys: TenantKeys
    private let user: ID<User>
    private let list: String

    /// Reads a query; throws `request.invalid` with every violation.
    public init(_ call: Call, list: String, keys: TenantKeys, parameter: String, of choices: [String]) throws {
        guard let user = try call.requireActor().user else { throw Failure(.unauthenticated) }
        var violations: [Violation] = []
        var (limit, choice, cursor) = (50, String?.none, String?.none)
        for (name, value) in call.query.all {
            switch name {
            case "limit":
                if let number = Int(value), (1...ListQuery.maximumLimit).contains(number) {
                    limit = number
                } else {
                    violations.append(Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                }
            case "cursor": cursor = value
            case parameter where choices.contains(value): choice = value
            case parameter:
                violations.append(Violation(pointer: "/" + parameter, code: "choice", limit: choices.joined(separator: ",")))
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.limit = limit
        self.choice = choice
        self.list = list + "|" + (choice ?? "")
        self.keys = keys
        self.user = user
        let fingerprint = self.list
        before = try cursor.map { try Cursor(opening: $0, keys: keys, user: user, query: fingerprint).id }
    }

    /// `{"data": […], "page": {"next": …}}` of rows of which the first column is the id, one more than a page.
    public func page(_ rows: Rows, _ json: (Row) throws -> JSONValue) throws -> Reply {
        let shown = Array(rows.prefix(limit))
        let next = try rows.count > limit ? shown.last.map { try $0.get(0, as: UUID.self) } : nil
        let cursor = try next.map { try Cursor(value: nil, id: $0).sealed(keys: keys, user: user, query: list) }
        return .json(
            (["data": .array(try shown.map(json)), "page": ["next": cursor.map { .string($0) } ?? .null]] as JSONValue).serialized)
    }

    /// The parameters for the documentation.
    public static func parameters(_ name: String, _ summary: LocalizedText, of choices: [String]) -> [QueryParameter] {
        [
            QueryParameter(name, summary: summary, schema: ["type": "string", "enum": .array(choices.map { .string($0) })]),
            QueryParameter(
                "limit", summary: LocalizedText("每页条数", "Rows a page"),
                schema: ["type": "integer", "minimum": 1, "maximum": .integer(Int64(ListQuery.maximumLimit)), "default": 50]),
            QueryParameter("cursor", summary: LocalizedText("上一页给出的位置", "Where the page before ended")),
        ]
    }
}
