public import Platform
internal import Synchronization

/// A clock that moves only when a test says so, as wall time and as time that never steps.
public final class ManualClock: WallClock {
    private let elapsed = Mutex(Duration.zero)
    private let start: Instant
    private let origin = ContinuousClock.now
    private let isShared: Bool

    /// A clock that stands at an instant.
    /// - Parameter isShared: whether tests that run at one time read it, none of which may then move it.
    public init(at start: Instant = Instant(unixSeconds: 1_795_000_000), isShared: Bool = false) {
        self.start = start
        self.isShared = isShared
    }

    /// Moves it.
    public func advance(by duration: Duration) {
        precondition(!isShared, "other tests read this clock: whoever lets time pass needs one of his own")
        elapsed.withLock { $0 += duration }
    }

    public func now() -> Instant { start.advanced(by: elapsed.withLock { $0 }) }

    /// The same for deadlines.
    public var monotonic: ContinuousClock.Instant { origin.advanced(by: elapsed.withLock { $0 }) }
}
