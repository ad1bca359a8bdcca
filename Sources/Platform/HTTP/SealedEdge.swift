internal import HTTPTypes
internal import Hummingbird
public import HummingbirdCore
internal import JSON
public import Logging
internal import NIOCore
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
            Application(
                responder: CallbackResponder { (request: HummingbirdCore.Request, context: PeerContext) in
                    let answer = await self.administer(request, from: context.peer)
                    if self.shares.progress.isComplete { await onComplete() }
                    return answer
                },
                server: server, configuration: bind(configuration.adminHost, configuration.adminPort),
                onServerRunning: { await onListening(.admin, $0.localAddress?.port ?? 0) }, logger: quiet),
            Application(
                responder: CallbackResponder { (request: HummingbirdCore.Request, _: PeerContext) in self.respond(to: request) },
                server: server, configuration: bind(configuration.host, configuration.port),
                onServerRunning: { await onListening(.api, $0.localAddress?.port ?? 0) }, logger: quiet),
        ]
    }

    /// Answers the API's listener.
    public func respond(to request: HummingbirdCore.Request) -> Response {
        let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
        let isHealth = path == "/health" && (request.method == .get || request.method == .head)
        return response(isHealth ? .text("ok\n") : problem(Failure(notReady: ["sealed"])), isHead: request.method == .head)
    }

    /// Answers the admin listener.
    public func administer(_ request: HummingbirdCore.Request, from peer: NetworkAddress?) async -> Response {
        guard request.method == .post, request.head.path == "/unseal" else { return respond(to: request) }
        guard peer?.isLoopback == true else { return response(problem(Failure(.forbidden)), isHead: false) }
        guard let body = try? await request.body.collect(upTo: Self.largestShare) else {
            return response(problem(Failure(.tooLarge)), isHead: false)
        }
        return response(take(String(buffer: body)), isHead: false)
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

    private func response(_ reply: Reply, isHead: Bool) -> Response {
        var headers = SecurityHeaders.api
        for field in reply.headers { headers.append(field) }
        if let type = reply.contentType { headers.append(HTTPField(name: .contentType, value: type)) }
        headers.append(HTTPField(name: .contentLength, value: String(reply.body.count)))
        let body = isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        return Response(status: reply.status, headers: headers, body: body)
    }

    private var server: HTTPServerBuilder {
        HTTPServerBuilder { responder in
            EdgeChannel(responder, self.configuration.limits) { failure in
                var reply = self.problem(failure)
                reply.headers.append(HTTPField(name: .connection, value: "close"))
                return (self.response(reply, isHead: true).head, ByteBuffer(bytes: reply.body))
            }
        }
    }

    private func bind(_ host: String, _ port: Int) -> ApplicationConfiguration {
        ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil)
    }

    /// Hummingbird's own records would print requests.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}

extension FailureCode {
    /// Not a share, a share of another key, one that was given before, or shares that do not make the key.
    public static let shareRefused = FailureCode("root_key.share_refused", .invalid, "密钥分片无效", "The share was refused")
}
