internal import Synchronization

/// How often something may happen: a steady rate and how much may come at once.
public struct RateLimit: Sendable, Hashable {
    public var perMinute: Int
    public var burst: Int

    /// A limit; both numbers at least 1.
    public init(perMinute: Int, burst: Int) {
        self.perMinute = max(1, perMinute)
        self.burst = max(1, burst)
    }
}

/// Token buckets by key. Bounded: when there are too many keys, full buckets are forgotten, and when none is full the
/// newcomers share one bucket, so that a flood of addresses costs no memory.
public final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        /// In micro-tokens, so that a rate of one a minute still gains something every microsecond.
        var tokens: Int64
        var updated: Instant
    }

    private struct State {
        var buckets: [Key: Bucket] = [:]
        var shared: Bucket?
    }

    private let limit: RateLimit
    private let capacity: Int
    private let state = Mutex(State())

    /// Buckets that begin full.
    ///
    /// - Parameter capacity: how many keys are told apart.
    public init(_ limit: RateLimit, capacity: Int = 65_536) {
        self.limit = limit
        self.capacity = capacity
    }

    /// Takes a token; nil when there was one, otherwise how long until there is one. A key may have a rate of its own.
    public func take(_ key: Key, at now: Instant, perMinute: Int? = nil) -> Duration? {
        let rate = Int64(max(1, min(perMinute ?? limit.perMinute, 60_000_000)))
        let full = Int64(min(limit.burst, 1_000_000_000)) * 1_000_000
        return state.withLock { state in
            if let bucket = state.buckets[key] {
                let (updated, wait) = RateLimiter.spend(bucket, rate, full, now)
                state.buckets[key] = updated
                return wait
            }
            if state.buckets.count >= capacity { forget(full, now, &state) }
            guard state.buckets.count < capacity else {
                let (updated, wait) = RateLimiter.spend(
                    state.shared ?? Bucket(tokens: full, updated: now), rate, full, now)
                state.shared = updated
                return wait
            }
            state.buckets[key] = Bucket(tokens: full - 1_000_000, updated: now)
            return nil
        }
    }

    /// How many keys are remembered.
    var count: Int { state.withLock { $0.buckets.count } }

    private func forget(_ full: Int64, _ now: Instant, _ state: inout State) {
        let rate = Int64(limit.perMinute)
        state.buckets = state.buckets.filter { RateLimiter.refilled($0.value, rate, full, now).tokens < full }
    }

    private static func refilled(_ bucket: Bucket, _ rate: Int64, _ full: Int64, _ now: Instant) -> Bucket {
        // A clock that steps back gains nothing; an hour fills every bucket that matters and cannot overflow.
        let elapsed = min(max(0, now.since(bucket.updated).microseconds), 3_600_000_000)
        let (gained, overflow) = elapsed.multipliedReportingOverflow(by: rate)
        return Bucket(tokens: overflow ? full : min(full, bucket.tokens + gained / 60), updated: now)
    }

    private static func spend(
        _ bucket: Bucket, _ rate: Int64, _ full: Int64, _ now: Instant
    ) -> (Bucket, Duration?) {
        var bucket = refilled(bucket, rate, full, now)
        if bucket.tokens >= 1_000_000 {
            bucket.tokens -= 1_000_000
            return (bucket, nil)
        }
        return (bucket, .microseconds(((1_000_000 - bucket.tokens) * 60 + rate - 1) / rate))
    }
}
