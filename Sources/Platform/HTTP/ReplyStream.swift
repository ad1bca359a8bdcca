/// A body that is written as it comes and ends when its source does, or the caller leaves: no length, the end of the connection is its end.
public struct ReplyStream: Sendable {
    /// The pieces, each sent at once. Cancelled when the caller left.
    public let pieces: AsyncStream<[UInt8]>

    public init(_ pieces: AsyncStream<[UInt8]>) {
        self.pieces = pieces
    }
}
