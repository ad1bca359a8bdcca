internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Hummingbird's HTTP/1.1 channel with a guard in its pipeline.
struct EdgeChannel: ServerChildChannel {
    private let responder: HTTPChannelHandler.Responder
    private let limits: EdgeLimits
    private let tls: TLSIdentity?
    private let refusal: @Sendable (Failure) -> (head: HTTPResponse, body: ByteBuffer)

    init(
        _ responder: @escaping HTTPChannelHandler.Responder, _ limits: EdgeLimits, tls: TLSIdentity? = nil,
        refusal: @escaping @Sendable (Failure) -> (head: HTTPResponse, body: ByteBuffer)
    ) {
        self.responder = responder
        self.limits = limits
        self.tls = tls
        self.refusal = refusal
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            if let tls {
                try channel.pipeline.syncOperations.addHandler(TLSHandler(tls, handshakeDeadline: limits.headerDeadline))
            }
            try channel.pipeline.syncOperations.addHandler(FirstByte())
        }
        .flatMap { http.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }

    private var http: HTTP1Channel {
        HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [ConnectionGuard(limits, refusal: refusal)],
                httpDecoderConfiguration: .init(
                    // The address counts as one field, and all together; the edge counts each by itself again.
                    maxHeaderFieldSize: max(limits.headerBytes, limits.uriBytes),
                    maxHeaderListSize: limits.headerBytes + limits.uriBytes,
                    maxHeaderFieldCount: limits.headerCount)))
    }
}
