internal import Synchronization
internal import Vault

/// Notices one password, or one address, that fails on many accounts: attacks that no single account's count shows.
public final class SprayDetector: Sendable {
    /// What the failures have in common.
    public enum Sign: String, Sendable {
        case address
        case password
    }

    private enum Source: Hashable, Sendable {
        case address(String)
        case password([UInt8])
    }

    private struct Trace {
        var accounts: Set<String> = []
        var since: Instant
        var isTold = false
    }

    private struct State {
        var traces = BoundedMap<Source, Trace>(limit: 5_000)
        var alarms = 0
    }

    /// Failures further apart than this have nothing to do with each other.
    static let window: Duration = .seconds(600)
    /// So many accounts are no accident: people share addresses, but hardly wrong passwords.
    static let limits: [Sign: Int] = [.address: 20, .password: 8]

    private let state = Mutex(State())
    /// Passwords are remembered under a key that lives as long as the process.
    private let key = SecretKey.random()

    /// Nothing seen yet.
    public init() {}

    /// How often an alarm was raised, for the metrics.
    public var alarms: Int { state.withLock(\.alarms) }

    /// Notes a failure; what it returns has just become an alarm, once a window.
    func failed(account: String, password: String, address: String?, at now: Instant) -> [Sign] {
        var sources: [(Sign, Source)] = [
            (.password, .password(Array(Digest.hmacSHA256(key: key, Array(password.utf8)).prefix(12))))
        ]
        if let address { sources.append((.address, .address(address))) }
        return state.withLock { state in
            sources.compactMap { sign, source in
                var trace = state.traces[source] ?? Trace(since: now)
                if now.since(trace.since) > SprayDetector.window { trace = Trace(since: now) }
                let limit = SprayDetector.limits[sign] ?? 20
                if trace.accounts.count < limit { trace.accounts.insert(account) }
                let raises = trace.accounts.count >= limit && !trace.isTold
                if raises {
                    trace.isTold = true
                    state.alarms += 1
                }
                state.traces[source] = trace
                return raises ? sign : nil
            }
        }
    }
}
