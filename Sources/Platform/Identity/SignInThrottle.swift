internal import Synchronization

/// Failed sign-ins by address, and by names that no account has: these must wait like the others, or the wait would
/// tell who exists. Accounts are counted in the database, for all servers. In memory and bounded.
public final class SignInThrottle: Sendable {
    /// What failures are counted for.
    enum Key: Hashable, Sendable {
        /// A caller's address; the /64 of IPv6.
        case address(String)
        /// A tenant's slug and a name, neither of which needs to exist.
        case name(String, String)
    }

    private struct Count {
        var failures = 0
        var waitUntil: Instant?
        var last: Instant
    }

    private let counts = Mutex(BoundedMap<Key, Count>(limit: 20_000))

    /// Nothing counted yet.
    public init() {}

    /// Counts an attempt as failed before it is looked at; what turns out right is taken back. Throws
    /// `session.throttled`, and counts nothing, while the key must wait.
    func begin(_ key: Key, _ ladder: WaitLadder, at now: Instant) throws {
        let wait: Duration? = counts.withLock { counts in
            var count = counts[key] ?? Count(last: now)
            if let until = count.waitUntil, until > now { return until.since(now) }
            // A whole clinic may sit behind one address: an address is forgiven one failure a minute.
            if case .address = key {
                count.failures -= min(count.failures, Int(clamping: now.since(count.last).components.seconds / 60))
            }
            count.failures += 1
            count.last = now
            let imposed = ladder.wait(after: count.failures)
            count.waitUntil = imposed > .zero ? now.advanced(by: imposed) : nil
            counts[key] = count
            return nil
        }
        if let wait { throw Failure(.signInThrottled, retryAfter: wait) }
    }

    /// The attempt was not a failure.
    func takeBack(_ key: Key) {
        counts.withLock { counts in
            guard var count = counts[key] else { return }
            count.failures -= 1
            count.waitUntil = nil
            counts[key] = count.failures > 0 ? count : nil
        }
    }
}

extension SignInThrottle.Key {
    /// The key of a caller's address; nil when there is none.
    static func caller(_ address: String?) -> SignInThrottle.Key? {
        address.map { .address(NetworkAddress($0)?.subscriber.description ?? $0) }
    }
}
