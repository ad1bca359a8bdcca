internal import HTTPTypes
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
            channel(tls: nil) { request, _ in await self.administer(request) }
                .service(configuration.adminHost, configuration.adminPort, logger: logger) { await onListening(.admin, $0) },
            channel(tls: configuration.tls) { request, executor in await self.respond(to: request, on: executor) }
                .service(configuration.host, configuration.port, logger: logger) { await onListening(.api, $0) },
            // Last to start, so it is the first that learns of a stop.
            ReadinessSwitch(readiness: readiness),
        ]
    }

    /// Bounds a stop: requests finish within `drain`, and the process is gone at `exit` whatever they do.
    public func limitShutdown(of group: inout ServiceGroupConfiguration) {
        group.maximumGracefulShutdownDuration = configuration.limits.drain
        group.maximumCancellationDuration = configuration.limits.exit - configuration.limits.drain
    }

    private func channel(tls: TLSIdentity?, _ respond: @escaping EdgeConnection.Responder) -> EdgeChannel {
        EdgeChannel(limits: configuration.limits, tls: tls, respond: respond) { self.connectionRefusal($0) }
    }

    /// Answers the admin listener.
    public func administer(_ request: IncomingRequest) async -> Answer {
        let now = clock.now()
        let id = ID<Request>.new(at: now)
        let method = request.head.method
        let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
        let reply: Reply
        switch (method, path) {
        case (.get, "/health"), (.head, "/health"): reply = .text("ok\n")
        case (.get, "/ready"), (.head, "/ready"): reply = await readinessReply(id)
        case (.get, "/metrics"):
            reply = .bytes(Array(metrics.text.utf8), contentType: "text/plain; version=0.0.4; charset=utf-8")
        case (_, "/health"), (_, "/ready"), (_, "/metrics"): reply = problem(Failure(.methodNotAllowed), id, path)
        default: reply = problem(Failure(.notFound), id, nil)
        }
        return Answer(reply: reply, request: id, now: now, isHead: method == .head)
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
