import Foundation
import Postgres
import Testing

/// A PostgreSQL for the tests: the one of PEONY_TEST_DATABASE_URL (a superuser's), or a private cluster in a temporary
/// directory that lives as long as the process.
struct TestDatabase: Sendable {
    let url: String
    /// nil for a server that is not ours to restart.
    let cluster: Cluster?

    /// The server shared by all tests.
    static let shared: TestDatabase = {
        if let url = ProcessInfo.processInfo.environment["PEONY_TEST_DATABASE_URL"] {
            return TestDatabase(url: url, cluster: nil)
        }
        return own()
    }()

    /// A server of a test's own, for tests that stop it.
    static func own() -> TestDatabase {
        do {
            let cluster = try Cluster()
            return TestDatabase(url: cluster.url, cluster: cluster)
        } catch {
            preconditionFailure("cannot start PostgreSQL for the tests: \(error)")
        }
    }

    func connection() throws -> Connection { try Connection(url: url) }

    func database(_ change: (inout Database.Configuration) -> Void = { _ in }) -> Database {
        var configuration = Database.Configuration(url: url)
        configuration.poolSize = 4
        // A test whose subject is a time-out sets it; the others do not test how fast the machine is.
        configuration.acquireTimeout = .seconds(120)
        configuration.readDeadline = .seconds(120)
        configuration.writeDeadline = .seconds(120)
        configuration.fetchTimeout = .seconds(60)
        change(&configuration)
        return Database(configuration)
    }

    /// A schema of a test's own, so that tests run side by side.
    func makeSchema() throws -> String {
        let schema = "t\(UInt64.random(in: 0...UInt64.max))"
        try connection().executeScript("create schema \(schema)")
        return schema
    }

    /// A database of a test's own; its URL.
    func makeDatabase() throws -> String {
        let name = "d\(UInt64.random(in: 0...UInt64.max))"
        try connection().executeScript("create database \(name)")
        // The last `dbname` of key=value pairs wins; a URL carries it as its path.
        guard var parts = URLComponents(string: url), parts.scheme != nil else { return "\(url) dbname=\(name)" }
        parts.path = "/" + name
        return parts.string ?? url
    }
}

/// Sets nothing.
struct NoContext: TransactionContext {
    var preamble: SQL { SQL() }
}

/// Sets `test.tenant` for the transaction.
struct TenantContext: TransactionContext {
    var tenant: String
    var preamble: SQL { "select set_config('test.tenant', \(tenant), true)" }
}

/// Asks again until the answer is yes; records a failure after two minutes, which only a hang takes.
func eventually(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ check: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !check() {
        if ContinuousClock.now > end {
            Issue.record(what, sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}
