internal import JSON

/// `?filter[state]=dead,waiting&filter[kind]=platform.clean_up&limit=50&cursor=…`.
struct JobListQuery {
    let states: [String]?
    let kind: String?
    let limit: Int
    let cursor: String?

    static let known = ["waiting", "running", "done", "dead", "cancelled"]

    /// Reads the parameters; throws `request.invalid` with every violation.
    init(_ query: Query) throws {
        var violations: [Violation] = []
        var states: [String]?
        var kind: String?
        var limit = 50
        var cursor: String?
        for (name, value) in query.all {
            switch name {
            case "filter[state]":
                let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                if words.count > JobListQuery.known.count || !words.allSatisfy(JobListQuery.known.contains) {
                    violations.append(Violation(pointer: "/filter/state", code: "choice", limit: JobListQuery.known.joined(separator: ",")))
                }
                states = words
            case "filter[kind]":
                if value.isEmpty || value.utf8.count > 64 {
                    violations.append(Violation(pointer: "/filter/kind", code: "too_long", limit: "64"))
                }
                kind = value
            case "limit":
                guard let number = Int(value), (1...ListQuery.maximumLimit).contains(number) else {
                    violations.append(Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                    continue
                }
                limit = number
            case "cursor":
                cursor = value
            default:
                violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.states = states
        self.kind = kind
        self.limit = limit
        self.cursor = cursor
    }

    /// Tells this query from any other; a cursor is bound to it.
    var fingerprint: String { "jobs|\(states?.sorted().joined(separator: ",") ?? "*")|\(kind ?? "")" }
}
