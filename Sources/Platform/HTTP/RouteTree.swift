internal import HTTPTypes

/// Finds the endpoint of a path segment by segment. A literal segment goes before a parameter.
struct RouteTree: Sendable {
    /// What a path leads to.
    enum Match {
        /// An endpoint by its position, and the path's parameters, still encoded, in the order of the template.
        case endpoint(Int, parameters: [ArraySlice<UInt8>])
        /// The path exists, the method does not; these do.
        case otherMethods([HTTPRequest.Method])
        case nothing
    }

    private struct Node {
        var literals: [(segment: [UInt8], node: Int)] = []
        var parameter: Int?
        var endpoints: [(method: HTTPRequest.Method, position: Int)] = []
    }

    private var nodes = [Node()]

    /// Adds an endpoint; false when there is one with that method at an equivalent path.
    mutating func insert(_ method: HTTPRequest.Method, _ path: String, position: Int) -> Bool {
        var current = 0
        for segment in Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst()
        {
            if segment.first == UInt8(ascii: "{") {
                if let next = nodes[current].parameter {
                    current = next
                } else {
                    nodes.append(Node())
                    nodes[current].parameter = nodes.count - 1
                    current = nodes.count - 1
                }
            } else if let next = nodes[current].literals.first(where: { $0.segment.elementsEqual(segment) }) {
                current = next.node
            } else {
                nodes.append(Node())
                nodes[current].literals.append((Array(segment), nodes.count - 1))
                current = nodes.count - 1
            }
        }
        guard !nodes[current].endpoints.contains(where: { $0.method == method }) else { return false }
        nodes[current].endpoints.append((method, position))
        return true
    }

    /// Finds the endpoint of a path; HEAD goes where GET goes.
    func match(_ method: HTTPRequest.Method, _ path: [UInt8]) -> Match {
        guard path.first == UInt8(ascii: "/") else { return .nothing }
        var parameters: [ArraySlice<UInt8>] = []
        guard let found = walk(from: 0, path[1...], &parameters) else { return .nothing }
        let endpoints = nodes[found].endpoints
        let wanted: HTTPRequest.Method = method == .head ? .get : method
        if let endpoint = endpoints.first(where: { $0.method == wanted }) {
            return .endpoint(endpoint.position, parameters: parameters)
        }
        var methods = endpoints.map(\.method)
        if methods.contains(.get) { methods.append(.head) }
        return .otherMethods(methods)
    }

    private func walk(from node: Int, _ rest: ArraySlice<UInt8>, _ parameters: inout [ArraySlice<UInt8>]) -> Int? {
        let slash = rest.firstIndex(of: UInt8(ascii: "/"))
        let segment = rest[..<(slash ?? rest.endIndex)]
        func follow(_ next: Int) -> Int? {
            guard let slash else { return nodes[next].endpoints.isEmpty ? nil : next }
            return walk(from: next, rest[(slash + 1)...], &parameters)
        }
        for literal in nodes[node].literals where literal.segment.count == segment.count {
            guard literal.segment.elementsEqual(segment) else { continue }
            if let found = follow(literal.node) { return found }
        }
        guard let parameter = nodes[node].parameter, !segment.isEmpty else { return nil }
        parameters.append(segment)
        if let found = follow(parameter) { return found }
        parameters.removeLast()
        return nil
    }
}
