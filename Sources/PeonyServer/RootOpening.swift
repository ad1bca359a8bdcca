internal import Logging
internal import Platform
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals
internal import Vault

/// Opens the root key at the start of a server; where it comes in shares, the server waits for them sealed.
enum RootOpening {
    /// The root key; nil when the server was asked to stop while it waited.
    static func root(_ settings: Settings, logger: Logger, sink: LogSink) async throws -> RootKey? {
        let provider = try settings.rootProvider()
        guard let shares = provider as? RootShares else { return try provider.open() }
        logger.notice("sealed: waiting for shares of the root key", metadata: ["state": "sealed"])
        sink.flush()
        let edge = try SealedEdge(Composition.listeners(settings), shares: shares, logger: logger)
        let (unsealed, complete) = AsyncStream.makeStream(of: Void.self)
        let services = edge.services(
            onListening: { listener, port in
                logger.notice("listening", metadata: ["listener": "\(listener)", "port": "\(port)", "state": "sealed"])
                sink.flush()
            },
            onComplete: { complete.finish() })
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(2)
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { complete.finish() }
                try await group.run()
            }
            tasks.addTask {
                for await _ in unsealed {}
                // Whoever gave the last share gets his answer before the listeners close.
                await group.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
        guard shares.progress.isComplete else { return nil }
        logger.notice("unsealed")
        return try shares.open()
    }
}
