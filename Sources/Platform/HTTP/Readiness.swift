internal import JSON
internal import Synchronization

/// One condition of being ready, such as a database that answers. Bounds its own time.
public struct ReadinessCheck: Sendable {
    /// A word that a stranger may read: `database`, `clock`, `schema`, `audit_partition`.
    public let name: String
    let holds: @Sendable () async -> Bool

    /// A check; `holds` says whether the condition is met now.
    public init(_ name: String, holds: @escaping @Sendable () async -> Bool) {
        self.name = name
        self.holds = holds
    }
}

/// Whether the server wants requests: every check holds, and nobody asked it to stop.
public final class Readiness: Sendable {
    private let checks: [ReadinessCheck]
    private let isStopping = Atomic(false)

    /// Readiness under these conditions.
    public init(_ checks: [ReadinessCheck] = []) {
        self.checks = checks
    }

    /// From now on not ready, whatever the checks say. Load balancers then look elsewhere while the last requests
    /// finish.
    public func stop() {
        isStopping.store(true, ordering: .releasing)
    }

    /// The names of what does not hold; empty when ready.
    public func failures() async -> [String] {
        guard !isStopping.load(ordering: .acquiring) else { return ["stopping"] }
        return await withTaskGroup(of: (Int, Bool).self) { group in
            for (index, check) in checks.enumerated() { group.addTask { (index, await check.holds()) } }
            var failed: [Int] = []
            for await (index, holds) in group where !holds { failed.append(index) }
            return failed.sorted().map { checks[$0].name }
        }
    }
}

extension FailureCode {
    /// A readiness check does not hold; the member `checks` names it.
    public static let notReady = FailureCode("server.not_ready", .unavailable, "服务尚未就绪", "The server is not ready")
}

extension Failure {
    /// Not ready, with the names of the checks that do not hold.
    init(notReady checks: [String]) {
        self.init(.notReady, retryAfter: .seconds(1), extra: ["checks": .array(checks.map { .string($0) })])
    }
}
