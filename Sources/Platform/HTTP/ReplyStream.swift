/// A body that is written as it comes; the end of the connection is its end.
public struct ReplyStream: Sendable {
    /// The pieces. Whoever writes them asks for the next one when the last has left, and no more when the caller left.
    public let pieces: AsyncStream<[UInt8]>
    /// Bytes of all pieces together, which the head says before. Nil where nobody knows: then it goes on until its source ends or the
    /// caller leaves, and a caller who does not read is let go.
    public let length: Int64?

    /// What comes when it comes.
    public init(_ pieces: AsyncStream<[UInt8]>) {
        self.pieces = pieces
        length = nil
    }

    /// So many bytes, read piece by piece while they leave. A source that fails ends the connection before its length is reached, so that
    /// nobody takes a part for the whole.
    ///
    /// - Parameter next: the next bytes; nil after the last.
    public init(length: Int64, from next: @escaping @Sendable () async throws -> [UInt8]?) {
        self.length = length
        pieces = AsyncStream {
            do { return try await next() } catch { return nil }
        }
    }
}
