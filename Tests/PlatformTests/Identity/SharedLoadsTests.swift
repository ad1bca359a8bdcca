import Synchronization
import Testing

@testable import Platform

@Suite("Loads that are shared", .timeLimit(.minutes(10)))
struct SharedLoadsTests {
    private struct Trouble: Error {}

    /// A load that counts how often it began and ends when it is told to.
    private final class Slow: Sendable {
        private let count = Mutex(0)
        private let gate: AsyncStream<Void>
        private let opener: AsyncStream<Void>.Continuation

        init() {
            (gate, opener) = AsyncStream<Void>.makeStream()
        }

        var began: Int { count.withLock { $0 } }

        func load() async -> Int {
            let mine = count.withLock {
                $0 += 1
                return $0
            }
            for await _ in gate {}
            return mine
        }

        func end() { opener.finish() }
    }

    @Test("who comes while a load is under way gets its result; who comes later has one of his own")
    func oneLoad() async throws {
        let loads = SharedLoads<String, Int>()
        let slow = Slow()
        let first = Task { try await loads.value(for: "a") { await slow.load() } }
        while slow.began < 1 { await Task.yield() }
        let others = (0..<20).map { _ in Task { try await loads.value(for: "a") { await slow.load() } } }
        for _ in 0..<100 { await Task.yield() }
        #expect(slow.began == 1)
        // Another key waits for nobody.
        #expect(try await loads.value(for: "b") { 7 } == 7)
        slow.end()
        #expect(try await first.value == 1)
        for other in others { _ = try await other.value }
        let before = slow.began
        #expect(try await loads.value(for: "a") { await slow.load() } == before + 1)
    }

    @Test("an error reaches who waits, and the next one tries again")
    func failing() async throws {
        let loads = SharedLoads<String, Int>()
        await #expect(throws: Trouble.self) { try await loads.value(for: "a") { throw Trouble() } }
        #expect(try await loads.value(for: "a") { 1 } == 1)
    }

    @Test("whoever started it may go: the load goes on")
    func cancelled() async throws {
        let loads = SharedLoads<String, Int>()
        let slow = Slow()
        let first = Task { try await loads.value(for: "a") { await slow.load() } }
        while slow.began < 1 { await Task.yield() }
        first.cancel()
        slow.end()
        #expect(try await first.value == 1)
    }
}
