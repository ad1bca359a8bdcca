internal import JSON

/// `?filter[state]=active,invited&filter[name]=王&limit=50&cursor=…`.
struct UserListQuery {
    let states: [String]?
    let prefix: String?
    let limit: Int
    let cursor: String?

    static let known = ["invited", "active", "suspended", "left"]

    /// Reads the parameters; throws `request.invalid` with every violation.
    init(_ query: Query) throws {
        var violations: [Violation] = []
        var states: [String]?
        var prefix: String?
        var limit = 50
        var cursor: String?
        for (name, value) in query.all {
            switch name {
            case "filter[state]":
                let words = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                if words.count > 4 || !words.allSatisfy(UserListQuery.known.contains) {
                    violations.append(
                        Violation(
                            pointer: "/filter/state", code: "choice", limit: UserListQuery.known.joined(separator: ","))
                    )
                }
                states = words
            case "filter[name]":
                if value.isEmpty || value.utf8.count > 200 {
                    violations.append(Violation(pointer: "/filter/name", code: "too_long", limit: "64"))
                }
                prefix = value
            case "limit":
                guard let number = Int(value), (1...ListQuery.maximumLimit).contains(number) else {
                    violations.append(
                        Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
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
        self.prefix = prefix
        self.limit = limit
        self.cursor = cursor
    }

    /// Tells this query from any other; a cursor is bound to it.
    var fingerprint: String { "users|\(states?.sorted().joined(separator: ",") ?? "*")|\(prefix ?? "")" }
}
