internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import ServiceLifecycle

/// What Hummingbird's server does with a connection that it accepted: NIO's parser, and behind it ours.
struct EdgeChannel: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        fileprivate let connection: NIOLoopBound<EdgeConnection>
    }

    let limits: EdgeLimits
    /// The certificate with which it speaks TLS; nil for plain connections.
    let tls: TLSIdentity?
    let respond: EdgeConnection.Responder
    let refuse: @Sendable (Failure) -> Answer

    /// A server of such connections on one address.
    ///
    /// - Parameter onListening: told the port once it accepts.
    func service(
        _ host: String, _ port: Int, logger: Logger, onListening: @escaping @Sendable (Int) async -> Void
    ) -> any Service {
        // Hummingbird's own records would print requests; ours says what is worth saying.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        return server(
            configuration: ServerConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var bounds = NIOHTTPDecoderLimitConfiguration()
            // The address counts as one field, and all together; the edge counts each by itself again.
            bounds.maxHeaderFieldSize = max(limits.headerBytes, limits.uriBytes)
            bounds.maxHeaderListSize = limits.headerBytes + limits.uriBytes
            bounds.maxHeaderFieldCount = limits.headerCount
            let connection = EdgeConnection(limits, on: channel.eventLoop, respond: respond, refuse: refuse)
            if let tls {
                try channel.pipeline.syncOperations.addHandler(TLSHandler(tls, handshakeDeadline: limits.headerDeadline))
            }
            try channel.pipeline.syncOperations.addHandlers(
                FirstByte(of: connection),
                ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: bounds)),
                connection)
            return Value(channel: channel, connection: NIOLoopBound(connection, eventLoop: channel.eventLoop))
        }
    }

    /// Lasts as long as the connection; cancelled when the server's time to stop is over.
    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.eventLoop.execute { value.connection.value.abandon() }
        }
    }
}

/// Stands in front of the parser and tells the connection behind it when a request begins; the parser tells that only at the
/// head's end, and a head may drip.
private final class FirstByte: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: EdgeConnection

    init(of connection: EdgeConnection) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesArrived()
        context.fireChannelRead(data)
    }
}
