import Dispatch
import Testing

@testable import Platform

/// A store that does not answer holds up nobody who has given up.
@Suite struct BlobQueueTests {
    @Test("who is cancelled waits no longer, and what has begun goes on to its end", .timeLimit(.minutes(1)))
    func cancelled() async {
        let gate = DispatchSemaphore(value: 0)
        let (begun, beginning) = AsyncStream<Void>.makeStream()
        let (ended, end) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await BlobQueue.run {
                beginning.yield()
                gate.wait()
                end.yield()
            }
        }
        for await _ in begun { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.signal()
        for await _ in ended { break }
    }

    @Test("what nobody waits for is not begun, unless it is owed", .timeLimit(.minutes(1)))
    func owed() async {
        let (done, doing) = AsyncStream<String>.makeStream()
        let task = Task {
            // Cancelled before it asks.
            withUnsafeCurrentTask { $0?.cancel() }
            try? await BlobQueue.run { _ = doing.yield("not owed") }
            try? await BlobQueue.run(isOwed: true) { _ = doing.yield("owed") }
        }
        await task.value
        var first: String?
        for await word in done {
            first = word
            break
        }
        #expect(first == "owed")
    }
}
