internal import HTTPTypes
internal import Hummingbird
public import HummingbirdCore
internal import JSON
internal import Logging
internal import NIOCore
public import ServiceLifecycle

extension Edge {
    /// Which of the two listeners a port belongs to.
    public enum Listener: Sendable {
        /// The API.
        case api
        /// `/metrics`, `/health`, `/ready`.
        case admin
    }

    /// The services of the edge, in the order in which they start; they stop in the opposite order: readiness at once,
    /// then the API drains while metrics and readiness can still be asked for.
    ///
    /// - Parameter onListening: told the port of each listener once it accepts.
    public func services(
        onListening: @escaping @Sendable (Listener, Int) async -> Void = { _, _ in }
    ) -> [any Service] {
        [
            Ticker(edge: self),
            Application(
                responder: CallbackResponder { (request: HummingbirdCore.Request, _: PeerContext) in
                    await self.administer(request)
                },
                server: server(tls: nil), configuration: bind(configuration.adminHost, configuration.adminPort),
                onServerRunning: { await onListening(.admin, $0.localAddress?.port ?? 0) }, logger: quiet),
            Application(
                responder: CallbackResponder { (request: HummingbirdCore.Request, context: PeerContext) in
                    await self.respond(to: request, from: context.peer)
                },
                server: server(tls: configuration.tls), configuration: bind(configuration.host, configuration.port),
                onServerRunning: { await onListening(.api, $0.localAddress?.port ?? 0) }, logger: quiet),
            // Last to start, so it is the first that learns of a stop.
            ReadinessSwitch(readiness: readiness),
        ]
    }

    /// Bounds a stop: requests finish within `drain`, and the process is gone at `exit` whatever they do.
    public func limitShutdown(of group: inout ServiceGroupConfiguration) {
        group.maximumGracefulShutdownDuration = configuration.limits.drain
        group.maximumCancellationDuration = configuration.limits.exit - configuration.limits.drain
    }

    private func bind(_ host: String, _ port: Int) -> ApplicationConfiguration {
        ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil)
    }

    private func server(tls: TLSIdentity?) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            EdgeChannel(responder, self.configuration.limits, tls: tls) { self.connectionRefusal($0) }
        }
    }

    /// Hummingbird's own records would print requests; ours says what is worth saying.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }

    /// Answers the admin listener.
    public func administer(_ request: HummingbirdCore.Request) async -> Response {
        let id = ID<Request>.new(at: clock.now())
        let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
        let reply: Reply
        switch (request.method, path) {
        case (.get, "/health"), (.head, "/health"): reply = .text("ok\n")
        case (.get, "/ready"), (.head, "/ready"): reply = await readinessReply(id)
        case (.get, "/metrics"):
            reply = .bytes(Array(metrics.text.utf8), contentType: "text/plain; version=0.0.4; charset=utf-8")
        case (_, "/health"), (_, "/ready"), (_, "/metrics"): reply = problem(Failure(.methodNotAllowed), id, path)
        default: reply = problem(Failure(.notFound), id, nil)
        }
        return response(reply, id, isHead: request.method == .head)
    }

    private func readinessReply(_ id: ID<Request>) async -> Reply {
        let failed = await readiness.failures()
        guard !failed.isEmpty else { return .text("ready\n") }
        return problem(Failure(notReady: failed), id, "/ready")
    }

    private func problem(_ failure: Failure, _ id: ID<Request>, _ path: String?) -> Reply {
        var reply = Problem(
            failure: failure, language: configuration.defaultLanguage, request: id, instance: path, texts: texts
        ).reply
        if failure.code == .methodNotAllowed { reply.headers.append(HTTPField(name: .allow, value: "GET, HEAD")) }
        return reply
    }
}

/// The peer of a connection: all that the edge needs of Hummingbird's context.
struct PeerContext: InitializableFromSource {
    let peer: NetworkAddress?

    init(source: ApplicationRequestContextSource) {
        peer = NetworkAddress(source.channel.remoteAddress)
    }
}

/// Moves the hand of the edge's clock.
private struct Ticker: Service {
    let edge: Edge

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .milliseconds(100))
                edge.tick()
            }
        }
        edge.tick()
    }
}

/// Turns readiness off the moment the server is asked to stop.
private struct ReadinessSwitch: Service {
    let readiness: Readiness

    func run() async throws {
        try await gracefulShutdown()
        readiness.stop()
    }
}
