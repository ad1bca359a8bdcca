internal import HTTPTypes

/// Every endpoint of the server.
public struct EndpointTable: Sendable {
    /// Why a table is refused.
    public enum TableError: Error, Sendable, Hashable {
        /// Two endpoints with the same method and path.
        case duplicate(String)
        /// Two endpoints with the same operation id.
        case duplicateOperation(String)
        /// The path does not begin with a slash, ends with one, or has a malformed or repeated parameter.
        case malformedPath(String)
    }

    /// In the order in which they were given.
    public let all: [Endpoint]
    let tree: RouteTree
    /// The parameters' names of each endpoint, in the order of its template.
    let parameterNames: [[String]]

    /// A table; duplicates and malformed paths are refused.
    public init(_ endpoints: [Endpoint]) throws {
        var tree = RouteTree()
        var names: [[String]] = []
        var operations: Set<String> = []
        for (position, endpoint) in endpoints.enumerated() {
            guard let parameters = EndpointTable.parameters(of: endpoint.path) else {
                throw TableError.malformedPath(endpoint.path)
            }
            guard tree.insert(endpoint.method, endpoint.path, position: position) else {
                throw TableError.duplicate("\(endpoint.method) \(endpoint.path)")
            }
            guard operations.insert(endpoint.operationID).inserted else {
                throw TableError.duplicateOperation(endpoint.operationID)
            }
            names.append(parameters)
        }
        all = endpoints
        self.tree = tree
        parameterNames = names
    }

    /// The names in a template; nil when it is malformed.
    static func parameters(of path: String) -> [String]? {
        guard path.first == "/", path == "/" || path.last != "/", path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else {
            return nil
        }
        var names: [String] = []
        for segment in path.split(separator: "/") where segment.contains("{") || segment.contains("}") {
            guard segment.first == "{", segment.last == "}", segment.utf8.count > 2 else { return nil }
            let name = String(segment.dropFirst().dropLast())
            guard !name.contains("{"), !name.contains("}"), !names.contains(name) else { return nil }
            names.append(name)
        }
        return names
    }
}
