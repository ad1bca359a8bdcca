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
        var underWay = 0
        var waitUntil: Instant?
        var last: Instant

        mutating func fail(_ ladder: WaitLadder, _ key: Key, at now: Instant) {
            // A whole clinic may sit behind one address: an address is forgiven one failure a minute.
            if case .address = key {
                failures -= min(failures, Int(clamping: now.since(last).components.seconds / 60))
            }
            failures += 1
            last = now
            let imposed = ladder.wait(after: failures)
            waitUntil = imposed > .zero ? now.advanced(by: imposed) : nil
        }
    }

    private let counts = Mutex(BoundedMap<Key, Count>(limit: 20_000))

    /// Nothing counted yet.
    public init() {}

    /// Counts a failure that is known beforehand: a name that no account has. Throws `session.throttled`, and counts nothing, while the
    /// key must wait.
    func begin(_ key: Key, _ ladder: WaitLadder, at now: Instant) throws {
        let wait: Duration? = counts.withLock { counts in
            var count = counts[key] ?? Count(last: now)
            if let until = count.waitUntil, until > now { return until.since(now) }
            count.fail(ladder, key, at: now)
            counts[key] = count
            return nil
        }
        if let wait { throw Failure(.signInThrottled, retryAfter: wait) }
    }

    /// So many attempts of one key are looked at side by side: a clinic that opens in the morning sits behind one address. Passwords
    /// guessed in such a burst count all the same once they are looked at, and each account has its own count.
    static let sideBySide = 32

    private static let guesses: Set<FailureCode> = [.signInRejected, .invitationRejected]

    /// Looks at an attempt, and counts it if it was rejected; without a key nothing is counted. Throws `session.throttled`, and looks at nothing, while the key must wait
    /// or too many of it are looked at; whatever `attempt` throws otherwise, uncounted.
    func watch<Value: Sendable>(
        _ key: Key?, _ ladder: WaitLadder, at now: Instant, _ attempt: () async throws -> Value
    ) async throws -> Value {
        guard let key else { return try await attempt() }
        let wait: Duration? = counts.withLock { counts in
            var count = counts[key] ?? Count(last: now)
            if let until = count.waitUntil, until > now { return until.since(now) }
            if count.underWay >= SignInThrottle.sideBySide { return .seconds(1) }
            count.underWay += 1
            counts[key] = count
            return nil
        }
        if let wait { throw Failure(.signInThrottled, retryAfter: wait) }
        do {
            let value = try await attempt()
            end(key, failing: nil, at: now)
            return value
        } catch {
            let isGuess = (error as? Failure).map { SignInThrottle.guesses.contains($0.code) } ?? false
            end(key, failing: isGuess ? ladder : nil, at: now)
            throw error
        }
    }

    private func end(_ key: Key, failing ladder: WaitLadder?, at now: Instant) {
        counts.withLock { counts in
            var count = counts[key] ?? Count(last: now)
            count.underWay = max(0, count.underWay - 1)
            if let ladder { count.fail(ladder, key, at: now) }
            counts[key] = count.failures > 0 || count.underWay > 0 ? count : nil
        }
    }
}

extension SignInThrottle.Key {
    /// The key of a caller's address; nil when there is none.
    static func caller(_ address: String?) -> SignInThrottle.Key? {
        address.map { .address(NetworkAddress($0)?.subscriber.description ?? $0) }
    }
}
