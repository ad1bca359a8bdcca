internal import Synchronization

/// Hands changes to those who listen: a subscription for each open page.
public final class Newsroom: Sendable {
    /// Open pages of one person, of a tenant and of all: each is a connection.
    static let limitOfPerson = 20
    private let limitOfTenant: Int
    private let limit: Int

    private struct State {
        var readers: [ID<Tenant>: [ObjectIdentifier: NewsSubscription]] = [:]
        var count: Int { readers.values.reduce(0) { $0 + $1.count } }
    }

    private let state = Mutex(State())

    /// - Parameter connections: how many descriptors the process may have; half of them at most are streams, and two fifths of those
    ///   one tenant's.
    init(connections: Int = Descriptors.most) {
        limit = max(Self.limitOfPerson, min(10_000, connections) / 2)
        limitOfTenant = max(Self.limitOfPerson, limit * 2 / 5)
    }

    /// How many listen.
    public var count: Int { state.withLock { $0.count } }

    /// Throws `request.too_many` where somebody has too many pages open, `server.busy` where a tenant or all have.
    func subscribe(_ actor: Actor) throws -> NewsSubscription {
        let subscription = NewsSubscription(actor.tenant, actor.user)
        return try state.withLock { state in
            let readers = state.readers[actor.tenant, default: [:]]
            guard state.count < limit, readers.count < limitOfTenant else { throw Failure(.busy, retryAfter: .seconds(30)) }
            let own = readers.values.count { $0.user == actor.user }
            guard own < Self.limitOfPerson else { throw Failure(.tooManyRequests, retryAfter: .seconds(30)) }
            state.readers[actor.tenant, default: [:]][ObjectIdentifier(subscription)] = subscription
            return subscription
        }
    }

    func leave(_ subscription: NewsSubscription) {
        state.withLock { state in
            state.readers[subscription.tenant]?[ObjectIdentifier(subscription)] = nil
            if state.readers[subscription.tenant]?.isEmpty == true { state.readers[subscription.tenant] = nil }
        }
        subscription.end()
    }

    /// Passes on what a server told.
    func tell(_ payload: String) {
        for line in payload.split(separator: "\n") {
            guard let change = Change(line) else { continue }
            let readers = state.withLock { $0.readers[change.tenant].map { Array($0.values) } ?? [] }
            for reader in readers where change.user == nil || change.user == reader.user { reader.hear(change) }
        }
    }

    /// What was said meanwhile is lost: everybody looks again.
    func tellAll() {
        for reader in state.withLock({ $0.readers.values.flatMap(\.values) }) { reader.missed() }
    }
}

/// What one page has not been told yet: each kind once, however often it changed.
final class NewsSubscription: Sendable {
    /// What there is to tell.
    struct Pending: Sendable {
        var changes: Set<Change> = []
        /// Something was missed: everything may have changed.
        var isAll = false
        var isEmpty: Bool { changes.isEmpty && !isAll }
    }

    let tenant: ID<Tenant>
    let user: ID<User>?
    /// Says that something waits, and ends with the subscription.
    let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let pending = Mutex(Pending())

    init(_ tenant: ID<Tenant>, _ user: ID<User>?) {
        self.tenant = tenant
        self.user = user
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func hear(_ change: Change) {
        pending.withLock { _ = $0.changes.insert(change) }
        wake.yield()
    }

    func missed() {
        pending.withLock { $0.isAll = true }
        wake.yield()
    }

    /// Time for a sign of life.
    func beat() { wake.yield() }

    func end() { wake.finish() }

    func take() -> Pending {
        pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
    }
}
