internal import Synchronization

/// How far the sealing of the audit trail is behind, as one server last saw it. Every server looks, leader or not.
public final class SealingBacklog: Sendable {
    private struct State {
        var count = 0
        var oldest: Instant?
        var failures = 0
        var looked: ContinuousClock.Instant?
    }

    /// Counting takes a look at every unsealed event, so not each round does it.
    private static let interval: Duration = .seconds(5)
    private let state = Mutex(State())

    init() {}

    /// Whether the last look is old.
    var isDue: Bool {
        state.withLock { state in
            state.looked.map { $0.duration(to: .now) >= SealingBacklog.interval } ?? true
        }
    }

    func note(_ unsealed: (count: Int, oldest: Instant?)) {
        state.withLock { state in
            state.count = unsealed.count
            state.oldest = unsealed.oldest
            state.looked = .now
        }
    }

    func noteFailure() { state.withLock { $0.failures += 1 } }

    /// `peony_audit_unsealed_events`, the age of the oldest, and `peony_audit_sealing_failures`.
    public func register(in metrics: Metrics, clock: any WallClock) {
        metrics.gauge("peony_audit_unsealed_events", help: "Audit events that no batch covers yet, counted up to 100,000.") {
            Double(self.state.withLock { $0.count })
        }
        metrics.gauge("peony_audit_unsealed_seconds", help: "Age of the oldest audit event that no batch covers yet.") {
            let oldest = self.state.withLock { $0.oldest }
            let age = oldest.map { clock.now().since($0).components.seconds } ?? 0
            return Double(max(0, age))
        }
        metrics.gauge("peony_audit_sealing_failures", help: "Rounds of sealing that failed since the start.") {
            Double(self.state.withLock { $0.failures })
        }
    }
}
