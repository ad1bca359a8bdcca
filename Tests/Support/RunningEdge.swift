public import Logging
public import Platform
internal import ServiceLifecycle

/// An edge on real sockets of 127.0.0.1, for as long as a body runs.
public enum RunningEdge {
    /// Starts the edge's services, runs the body with the ports, and shuts down; the body may do that earlier.
    public static func run<Result: Sendable>(
        _ edge: Edge, logger: Logger,
        _ body:
            @escaping @Sendable (_ port: Int, _ adminPort: Int, _ stop: @escaping @Sendable () async -> Void)
            async throws -> Result
    ) async throws -> Result {
        let (ports, listening) = AsyncStream<(Edge.Listener, Int)>.makeStream()
        let services = edge.services { listener, port in listening.yield((listener, port)) }
        var configuration = ServiceGroupConfiguration(services: services, logger: logger)
        edge.limitShutdown(of: &configuration)
        let group = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                var api: Int?
                var admin: Int?
                for await (listener, port) in ports {
                    switch listener {
                    case .api: api = port
                    case .admin: admin = port
                    }
                    if api != nil, admin != nil { break }
                }
                let result = try await body(api ?? 0, admin ?? 0) { await group.triggerGracefulShutdown() }
                await group.triggerGracefulShutdown()
                return result
            }
            var result: Result?
            for try await value in tasks { result = value ?? result }
            guard let result else { throw CancellationError() }
            return result
        }
    }
}
