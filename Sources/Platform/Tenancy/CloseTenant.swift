internal import JSON
internal import Postgres

/// The end of a tenant. It is suspended first; then closing begins, with a time of grace. Until that is over the closing can be taken
/// back; afterwards nothing opens the tenant again. Its rows stay, sealed, as long as the law wants them kept.
public enum CloseTenant {
    /// Days of grace that may be given.
    public static let graceDays = 7...365

    /// Begins closing; returns when it will be final. Throws `tenant.state` unless the tenant is suspended.
    @discardableResult
    public static func begin(
        _ tenant: ID<Tenant>, graceDays days: Int, by orderer: Actor, on deployment: Deployment, at now: Instant
    ) async throws -> Instant {
        guard graceDays.contains(days) else {
            throw Failure.invalid([
                Violation(pointer: "/graceDays", code: "range", limit: "\(graceDays.lowerBound)..\(graceDays.upperBound)")
            ])
        }
        let end = now.advanced(by: .seconds(Int64(days) * 86_400))
        try await SuspendTenant.change(
            tenant, .closeTenant, from: "suspended", to: "closing", closesAt: end, by: orderer, on: deployment, at: now)
        return end
    }

    /// Takes the closing back: the tenant is suspended as before. Throws `tenant.state` when it is not closing, or is closed.
    public static func takeBack(_ tenant: ID<Tenant>, by orderer: Actor, on deployment: Deployment, at now: Instant)
        async throws
    {
        try await SuspendTenant.change(
            tenant, .closeTenant, from: "closing", to: "suspended", by: orderer, on: deployment, at: now)
    }

    /// The word for a state: what is closing is closed once its grace is over.
    public static func word(for state: String, closesAt: Instant?, at now: Instant) -> String {
        if let closesAt, closesAt <= now { return "closed" }
        return state
    }
}
