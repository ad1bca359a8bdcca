internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Somebody else's server on 127.0.0.1, as a webhook sees it: keeps what it is sent and answers what a test says.
public final class Receiver: Sendable {
    /// One request as it came.
    public struct Message: Sendable {
        public let path: String
        /// Names in lower case.
        public let headers: [String: String]
        public let body: String
    }

    public let port: Int
    private let kept: Mutex<[Message]>
    private let channel: any Channel
    private let serving: Task<Void, Never>

    /// Everything received so far, in order.
    public var messages: [Message] { kept.withLock { $0 } }

    /// Listens; `answer` is asked for the whole answer to each message, given how many came before. Empty ends the connection.
    public static func open(
        _ answer: @escaping @Sendable (Message, Int) -> String = { _, _ in "HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n" }
    ) async throws -> Receiver {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return Receiver(server, answer)
    }

    private init(
        _ server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>, _ answer: @escaping @Sendable (Message, Int) -> String
    ) {
        channel = server.channel
        port = server.channel.localAddress?.port ?? 0
        kept = Mutex([])
        let (sink, received) = AsyncStream<NIOAsyncChannel<ByteBuffer, ByteBuffer>>.makeStream()
        serving = Task {
            // The end of the listener, with or without an error, is the end of the receiver.
            try? await server.executeThenClose { inbound in
                for try await connection in inbound { received.yield(connection) }
            }
            received.finish()
        }
        Task { [weak self] in
            await withDiscardingTaskGroup { group in
                for await connection in sink {
                    group.addTask { [weak self] in try? await self?.serve(connection, answer) }
                }
            }
        }
    }

    /// Listens no more.
    public func close() async {
        serving.cancel()
        try? await channel.close()
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ answer: @escaping @Sendable (Message, Int) -> String)
        async throws
    {
        try await connection.executeThenClose { inbound, outbound in
            var text = ""
            for try await buffer in inbound {
                text += String(buffer: buffer)
                guard let message = Receiver.read(text) else { continue }
                let before = self.kept.withLock { kept in
                    kept.append(message)
                    return kept.count - 1
                }
                let reply = answer(message, before)
                if !reply.isEmpty { try await outbound.write(ByteBuffer(string: reply)) }
                return
            }
        }
    }

    /// A message once it is whole.
    private static func read(_ text: String) -> Message? {
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let end = lines.firstIndex(of: ""), let start = lines.first else { return nil }
        var headers: [String: String] = [:]
        for line in lines[1..<end] {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        let body = lines[(end + 1)...].joined(separator: "\r\n")
        guard let length = headers["content-length"].flatMap({ Int($0) }), body.utf8.count >= length else { return nil }
        let words = start.split(separator: " ")
        return Message(path: words.count > 1 ? String(words[1]) : "", headers: headers, body: body)
    }
}
