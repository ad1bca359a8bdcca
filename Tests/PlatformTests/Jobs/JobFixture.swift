import Foundation
import JSON
import Logging
import PeonyTesting
import Postgres
import Synchronization
import Testing

@testable import Platform

/// A database of its own with a deployment whose clock stands still, and a tenant in it.
final class JobFixture: Sendable {
    let database: TestDatabase
    let clock: ManualClock
    let deployment: Deployment
    let tenant: ID<Tenant>

    init() async throws {
        database = try TestDatabase.fresh()
        clock = ManualClock(at: SystemClock().now())
        deployment = database.deployment(clock: clock)
        tenant = try await database.makeTenant(at: clock.now(), in: deployment)
    }

    deinit {
        // The cluster has so many connections for all tests together.
        let deployment = deployment
        Task {
            await deployment.database.close()
            await deployment.signIn.close()
        }
    }

    func actor(of tenant: ID<Tenant>? = nil) -> Actor { .system(of: tenant ?? self.tenant, request: .new(at: clock.now())) }

    /// A runner as a second server would have: over the same database, with a lease as short as a test wants it.
    func runner(_ kinds: JobKind..., lease: Duration = .seconds(60), places: Int = 4) -> JobRunner {
        var configuration = JobRunner.Configuration()
        configuration.lease = lease
        configuration.places = places
        configuration.poll = .milliseconds(50)
        configuration.drain = .seconds(5)
        return JobRunner(kinds, deployment: deployment, configuration: configuration, logger: Logger(label: "test"))
    }

    @discardableResult
    func enqueue(
        _ kind: String, payload: JSONValue = .object([:]), dueAt: Instant? = nil, key: String? = nil, order: String? = nil,
        of tenant: ID<Tenant>? = nil
    ) async throws -> ID<Job> {
        let (actor, now) = (actor(of: tenant), clock.now())
        return try await deployment.database.write(as: actor) { tx in
            try Outbox.enqueue(kind, payload: payload, at: now, dueAt: dueAt, key: key, order: order, as: actor, in: tx)
        }
    }

    struct Stored: Equatable {
        var state: String
        var attempt: Int32
        var error: String?
        var done: Int64?
    }

    func stored(_ id: ID<Job>) throws -> Stored {
        let connection = try database.superuser()
        defer { connection.close() }
        let row = try #require(try connection.execute("select state, attempt, error, done_count from app.job where id = \(id)").first)
        return Stored(state: try row[0], attempt: try row[1], error: try row.getOptional(2), done: try row.getOptional(3))
    }

    func count(_ state: String) throws -> Int64 {
        let connection = try database.superuser()
        defer { connection.close() }
        return try connection.execute("select count(*) from app.job where state = \(state)")[0][0]
    }

    /// Looks until something holds; the test fails when it takes longer than two minutes, which only a hang does.
    func eventually(_ what: Comment, _ holds: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            if try await holds() { return }
            await Task.yield()
        }
        Issue.record(what)
    }
}

/// What runs have noted, in order.
final class Ledger: Sendable {
    private let entries = Mutex<[String]>([])

    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    var all: [String] { entries.withLock { $0 } }
}
