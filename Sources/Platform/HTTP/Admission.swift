internal import Synchronization

/// Who may work now. So many requests at once, a bounded queue behind them, and a refusal *before* work starts for
/// those who would wait too long. While others wait, no tenant holds more than its share of the places.
final class Admission: Sendable {
    typealias Time = ContinuousClock.Instant

    private struct Waiter {
        let id: UInt64
        let tenant: ID<Tenant>?
        let deadline: Time
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var working = 0
        var byTenant: [ID<Tenant>: Int] = [:]
        var queue: [Waiter] = []
        var nextID: UInt64 = 0
        /// Tickets whose tasks were cancelled before they stood in the queue.
        var cancelled: Set<UInt64> = []
    }

    private let places: Int
    private let share: Int
    private let queueLimit: Int
    private let queueShare: Int
    private let patience: Duration
    private let state = Mutex(State())

    init(_ limits: EdgeLimits) {
        places = max(1, limits.inFlight)
        share = max(1, places * limits.tenantSharePercent / 100)
        queueLimit = limits.queue
        queueShare = max(1, limits.queue * limits.tenantSharePercent / 100)
        patience = limits.queueDeadline
    }

    /// Takes a place, waiting for one if need be; false when there is none in time. Whoever gets one calls `leave`.
    func enter(_ tenant: ID<Tenant>?, now: Time) async -> Bool {
        enum Step { case go, refuse, wait(UInt64) }
        let step: Step = state.withLock { state in
            if state.working < places, state.queue.isEmpty {
                Admission.seat(tenant, &state)
                return .go
            }
            guard hasRoom(for: tenant, state) else { return .refuse }
            state.nextID += 1
            return .wait(state.nextID)
        }
        switch step {
        case .go: return true
        case .refuse: return false
        case .wait(let id): return await wait(id, tenant, now)
        }
    }

    private func wait(_ id: UInt64, _ tenant: ID<Tenant>?, _ now: Time) async -> Bool {
        // Once the handler below is gone, nobody can add this one to the cancelled any more.
        defer { state.withLock { _ = $0.cancelled.remove(id) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let immediate: Bool? = state.withLock { state in
                    if state.cancelled.contains(id) { return false }
                    // A place may have come free since; nobody else would wake this one up.
                    if state.working < places, state.queue.isEmpty {
                        Admission.seat(tenant, &state)
                        return true
                    }
                    state.queue.append(
                        Waiter(
                            id: id, tenant: tenant, deadline: now.advanced(by: patience), continuation: continuation))
                    return nil
                }
                if let immediate { continuation.resume(returning: immediate) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                if let index = state.queue.firstIndex(where: { $0.id == id }) { return state.queue.remove(at: index) }
                state.cancelled.insert(id)
                return nil
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    /// Gives the place back; the first in the queue whose tenant is within its share gets it, or else the first.
    func leave(_ tenant: ID<Tenant>?) {
        let next = state.withLock { state -> Waiter? in
            state.working -= 1
            if let tenant, let count = state.byTenant[tenant] { state.byTenant[tenant] = count > 1 ? count - 1 : nil }
            guard !state.queue.isEmpty else { return nil }
            let index = state.queue.firstIndex { isWithinShare($0.tenant, state) } ?? 0
            let waiter = state.queue.remove(at: index)
            Admission.seat(waiter.tenant, &state)
            return waiter
        }
        next?.continuation.resume(returning: true)
    }

    /// Refuses those whose patience is over.
    func expire(now: Time) {
        let late = state.withLock { state -> [Waiter] in
            guard state.queue.contains(where: { $0.deadline <= now }) else { return [] }
            let late = state.queue.filter { $0.deadline <= now }
            state.queue.removeAll { $0.deadline <= now }
            return late
        }
        for waiter in late { waiter.continuation.resume(returning: false) }
    }

    /// How many work and how many wait, for the metrics.
    var load: (working: Int, waiting: Int) { state.withLock { ($0.working, $0.queue.count) } }

    private static func seat(_ tenant: ID<Tenant>?, _ state: inout State) {
        state.working += 1
        if let tenant { state.byTenant[tenant, default: 0] += 1 }
    }

    /// A tenant may fill its share of the queue only, or the others could not even wait.
    private func hasRoom(for tenant: ID<Tenant>?, _ state: borrowing State) -> Bool {
        guard state.queue.count < queueLimit else { return false }
        guard let tenant else { return true }
        var waiting = 0
        for waiter in state.queue where waiter.tenant == tenant { waiting += 1 }
        return waiting < queueShare
    }

    private func isWithinShare(_ tenant: ID<Tenant>?, _ state: borrowing State) -> Bool {
        guard let tenant else { return true }
        return state.byTenant[tenant, default: 0] < share
    }
}
