internal import Dispatch

/// Where blobs are read and written, and their pieces sealed: threads of their own, since a disk may take its time.
enum BlobQueue {
    private static let queue = DispatchQueue(label: "peony.blobs", attributes: .concurrent)

    /// Runs blocking work away from the event loops.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
