internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A TCP connection to 127.0.0.1 that sends exactly the bytes it is told to.
public struct RawConnection: Sendable {
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let chunks: AsyncStream<String>
    private let received = Received()

    private final class Received: Sendable {
        let text = Mutex("")
    }

    /// Connects, runs the body and closes.
    public static func open<Result: Sendable>(
        port: Int, _ body: @escaping @Sendable (RawConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let (chunks, arrived) = AsyncStream<String>.makeStream()
            let pump = Task {
                // An end with an error is an end: the tests judge what came before it.
                do { for try await buffer in inbound { arrived.yield(String(buffer: buffer)) } } catch {}
                arrived.finish()
            }
            defer { pump.cancel() }
            return try await body(RawConnection(outbound: outbound, chunks: chunks))
        }
    }

    /// Connects and sends a text; nothing of the answer is read while the body runs.
    public static func deaf(port: Int, sending text: String, _ body: () async throws -> Void) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false).connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await body()
        // The other side may have closed it.
        try? await channel.close()
    }

    /// Sends text as it is.
    public func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Sends bytes as they are.
    public func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Ends this side; the other may still answer.
    public func finish() {
        outbound.finish()
    }

    /// Everything that came until the other side ended the connection.
    public func readToEnd() async -> String {
        for await chunk in chunks { received.text.withLock { $0 += chunk } }
        return received.text.withLock { $0 }
    }

    /// What has come once it contains a text, or all there was when the connection ends before that.
    public func read(until mark: String) async -> String {
        var text = received.text.withLock { $0 }
        guard !text.contains(mark) else { return text }
        for await chunk in chunks {
            text = received.text.withLock { text in
                text += chunk
                return text
            }
            if text.contains(mark) { break }
        }
        return text
    }
}
