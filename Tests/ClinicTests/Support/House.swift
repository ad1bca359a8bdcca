import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Vault

@testable import PeonyServer
@testable import Platform

/// A server with everything that the composition puts into it, over one database: many clinics live in it.
struct House: Sendable {
    let database: TestDatabase
    let clock: ManualClock
    let deployment: Deployment
    let edge: Edge
    /// Where the access log and the server's own log go.
    let log: URL
    let sink: LogSink

    /// The one that most tests share; its clock stands still.
    static func shared() async throws -> House { try await common.value }

    /// One more server over the shared database, with a clock and a store of its own. The deployment is provisioned once: two at a time would
    /// both make it.
    static func another(blobs: any BlobStore = MemoryBlobs()) async throws -> House {
        _ = try await shared()
        return try await House(TestDatabase.shared(), blobs: blobs)
    }

    private static let common = Task { try await House(TestDatabase.shared(), isShared: true) }

    /// - Parameters:
    ///   - hardened: Signs contexts also where not every test does.
    ///   - isShared: Whether tests that run at one time live in it; nobody can move its clock then.
    init(
        _ database: TestDatabase, shares: CustomerShares? = nil, hardened: Bool = TestDatabase.isHardened,
        blobs: any BlobStore = MemoryBlobs(), isShared: Bool = false
    ) async throws {
        self.database = database
        // The audit's partitions begin with the month in which the database was made.
        clock = ManualClock(at: SystemClock().now(), isShared: isShared)
        let pool = database.database(poolSize: 8, hardened: hardened)
        deployment = Deployment(
            database: pool, signIn: Database(database.configuration(of: "peony_auth")),
            keys: KeyRing(root: database.root, database: pool, shares: shares), clock: clock, catalog: Composition.catalog,
            passwords: PasswordWorkers(threads: 2, queue: 64, cost: .init(logN: 4, r: 1, p: 1)),
            signing: AuditSigning(try NoteSigner(name: "peony-audit", key: .generate())), blobs: blobs)
        log = FileManager.default.temporaryDirectory.appending(path: "peony-log-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        sink = LogSink(descriptor: try FileHandle(forWritingTo: log).leakedDescriptor)
        var configuration = EdgeConfiguration()
        configuration.swaggerUIDirectory = "/nonexistent"
        configuration.constraints = Composition.constraints
        configuration.violationTexts = FailureCode.identityViolations
        configuration.permissionNames = Composition.catalog.actionNames
        configuration.addressRate = nil
        configuration.tenantRate = nil
        let (deployment, sink) = (deployment, sink)
        var logger = Logger(label: "peony") { JSONLogHandler(label: $0, sink: sink) }
        logger.logLevel = .trace
        edge = try Edge(
            configuration, endpoints: Composition.endpoints(deployment), authenticator: deployment.sessions,
            logger: logger, sink: sink,
            clock: clock,
            visited: { try await SupportVisits.record($1, $2, $0, on: deployment) }
        ) { [logger] call, action in
            await Denials.record(action, call, on: deployment, logger: logger)
        }
        _ = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: "root.op", displayName: "Operator")], locale: .english,
            timeZone: "UTC",
            on: deployment, at: clock.now())
    }

    /// Another server on the same database, with pools and keys of its own.
    func anotherDeployment() -> Deployment {
        let pool = database.database(poolSize: 2)
        return Deployment(
            database: pool, signIn: Database(database.configuration(of: "peony_auth")),
            keys: KeyRing(root: database.root, database: pool), clock: clock, catalog: Composition.catalog,
            passwords: deployment.passwords)
    }

    var now: Instant { clock.now() }

    /// Everything logged so far.
    func logged() throws -> [UInt8] {
        sink.flush()
        return Array(try Data(contentsOf: log))
    }

    func system(of tenant: ID<Tenant>) -> Actor { .system(of: tenant, request: .new(at: now)) }
}

extension FileHandle {
    /// The descriptor, which stays open as long as the process.
    fileprivate var leakedDescriptor: Int32 { dup(fileDescriptor) }
}
