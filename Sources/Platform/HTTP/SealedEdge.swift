internal import HTTPTypes
internal import JSON
public import Logging
public import ServiceLifecycle
public import Vault

/// The edge of a server that waits for the shares of its root key: alive, not ready (`sealed`), and refusing everything else. Shares
/// come by `POST /unseal` on the admin port, from this machine only.
public final class SealedEdge: Sendable {
    private let configuration: EdgeConfiguration
    private let shares: RootShares
    private let clock: any WallClock
    private let logger: Logger

    private static let largestShare = 1 << 10

    public init(_ configuration: EdgeConfiguration, shares: RootShares, clock: any WallClock = SystemClock(), logger: Logger) {
        self.configuration = configuration
        self.shares = shares
        self.clock = clock
        self.logger = logger
    }

    /// The two listeners.
    ///
    /// - Parameters:
    ///   - onListening: told the port of each once it accepts.
    ///   - onComplete: told when enough shares are there.
    public func services(
        onListening: @escaping @Sendable (Edge.Listener, Int) async -> Void = { _, _ in },
        onComplete: @escaping @Sendable () async -> Void
    ) -> [any Service] {
        [
            channel { request, _ in
                let answer = await self.administer(request)
                if self.shares.progress.isComplete { await onComplete() }
                return answer
            }
            .service(configuration.adminHost, configuration.adminPort, logger: logger) { await onListening(.admin, $0) },
            channel { request, _ in self.respond(to: request) }
                .service(configuration.host, configuration.port, logger: logger) { await onListening(.api, $0) },
        ]
    }

    private func channel(_ respond: @escaping EdgeConnection.Responder) -> EdgeChannel {
        EdgeChannel(limits: configuration.limits, tls: nil, respond: respond) { self.answer(self.problem($0), isHead: false) }
    }

    /// Answers the API's listener.
    public func respond(to request: IncomingRequest) -> Answer {
        let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
        let method = request.head.method
        let isHealth = path == "/health" && (method == .get || method == .head)
        return answer(isHealth ? .text("ok\n") : problem(Failure(notReady: ["sealed"])), isHead: method == .head)
    }

    /// Answers the admin listener.
    public func administer(_ request: IncomingRequest) async -> Answer {
        guard request.head.method == .post, request.head.path == "/unseal" else { return respond(to: request) }
        guard request.peer?.isLoopback == true else { return answer(problem(Failure(.forbidden)), isHead: false) }
        guard let body = try? await request.readBody(limit: Self.largestShare) else {
            return answer(problem(Failure(.tooLarge)), isHead: false)
        }
        return answer(take(String(decoding: body, as: UTF8.self)), isHead: false)
    }

    private func take(_ line: String) -> Reply {
        do throws(VaultError) {
            let progress = try shares.add(RootShare(parsing: line))
            logger.notice("a share of the root key was given", metadata: ["count": "\(progress.given)"])
            let body: JSONValue = [
                "given": .integer(Int64(progress.given)), "threshold": progress.threshold.map { .integer(Int64($0)) } ?? .null,
                "sealed": .boolean(!progress.isComplete),
            ]
            return .json(body.serialized)
        } catch {
            // Its words are the program's own; none of the share is in them.
            logger.warning("a share of the root key was refused", metadata: ["kind": "\(error.kind.rawValue)"])
            return problem(Failure(.shareRefused, detail: LocalizedText(error.detail, error.detail)))
        }
    }

    private func problem(_ failure: Failure) -> Reply {
        Problem(
            failure: failure, language: configuration.defaultLanguage, request: .new(at: clock.now()), instance: nil,
            texts: ViolationTexts(adding: [:])
        ).reply
    }

    private func answer(_ reply: Reply, isHead: Bool) -> Answer {
        let now = clock.now()
        return Answer(reply: reply, request: .new(at: now), now: now, isHead: isHead)
    }
}

extension FailureCode {
    /// Not a share, a share of another key, one that was given before, or shares that do not make the key.
    public static let shareRefused = FailureCode("root_key.share_refused", .invalid, "密钥分片无效", "The share was refused")
}
