internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The end of a request for leave or for a swap: somebody else decides on it, or who asked takes it back.
protocol RequestSettlement: Sendable {
    /// What ids of such requests name.
    associatedtype Subject
    static var resource: Resource { get }

    /// Reads a decision.
    init(_ id: UUID, reading payload: PayloadReader)
    init(withdrawing id: UUID)

    /// - Throws: `resource.not_found`, `resource.stale`, `schedule.settled`, `schedule.own_request`; what else stands against it.
    func run(version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws
}

extension SettleLeave: RequestSettlement {
    typealias Subject = LeaveRequest
    static var resource: Resource { LeaveRequest.resource }
}

extension SettleSwap: RequestSettlement {
    typealias Subject = ShiftSwap
    static var resource: Resource { ShiftSwap.resource }
}
