internal import Synchronization

/// Who may work now. So many requests at once, a bounded queue behind them, and a refusal *before* work starts for
/// those who would wait too long. A place that comes free goes to the tenant that holds the fewest.
///
/// Under a flood every request passes here, served or not: nothing looks at the waiting one by one.
final class Admission: Sendable {
    typealias Time = ContinuousClock.Instant

    private struct Waiter {
        let id: UInt64
        let deadline: Time
        let continuation: CheckedContinuation<Bool, Never>
    }

    /// One tenant's requests, or those of nobody who is known yet.
    private struct Line {
        var working = 0
        /// In the order of their coming, so of their deadlines as well.
        var waiting: [Waiter] = []
    }

    private struct State {
        var working = 0
        var waiting = 0
        var lines: [ID<Tenant>?: Line] = [:]
        var nextID: UInt64 = 0
        /// Tickets whose tasks were cancelled before they stood in the queue.
        var cancelled: Set<UInt64> = []
    }

    private let places: Int
    private let queueLimit: Int
    private let queueShare: Int
    private let patience: Duration
    private let state = Mutex(State())

    init(_ limits: EdgeLimits) {
        places = max(1, limits.inFlight)
        queueLimit = limits.queue
        queueShare = max(1, limits.queue * limits.tenantSharePercent / 100)
        patience = limits.queueDeadline
    }

    /// Takes a place, waiting for one if need be; false when there is none in time. Whoever gets one calls `leave`.
    func enter(_ tenant: ID<Tenant>?, now: Time) async -> Bool {
        enum Step { case go, refuse, wait(UInt64) }
        let step: Step = state.withLock { state in
            if state.working < places, state.waiting == 0 {
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
                    if state.working < places, state.waiting == 0 {
                        Admission.seat(tenant, &state)
                        return true
                    }
                    state.waiting += 1
                    state.lines[tenant, default: Line()].waiting.append(
                        Waiter(id: id, deadline: now.advanced(by: patience), continuation: continuation))
                    return nil
                }
                if let immediate { continuation.resume(returning: immediate) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                if let index = state.lines[tenant]?.waiting.firstIndex(where: { $0.id == id }) {
                    return Admission.take(index, of: tenant, &state)
                }
                state.cancelled.insert(id)
                return nil
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    /// Gives the place back; of those who wait, the first of the tenant with the fewest places gets it.
    func leave(_ tenant: ID<Tenant>?) {
        let next = state.withLock { state -> Waiter? in
            state.working -= 1
            state.lines[tenant]?.working -= 1
            Admission.forget(tenant, &state)
            guard state.waiting > 0, let next = Admission.next(state) else { return nil }
            let waiter = Admission.take(0, of: next, &state)
            Admission.seat(next, &state)
            return waiter
        }
        next?.continuation.resume(returning: true)
    }

    /// Refuses those whose patience is over.
    func expire(now: Time) {
        let late = state.withLock { state -> [Waiter] in
            guard state.waiting > 0 else { return [] }
            var late: [Waiter] = []
            for tenant in Array(state.lines.keys) {
                let count = state.lines[tenant]?.waiting.prefix { $0.deadline <= now }.count ?? 0
                guard count > 0 else { continue }
                late += state.lines[tenant]?.waiting.prefix(count) ?? []
                state.lines[tenant]?.waiting.removeFirst(count)
                state.waiting -= count
                Admission.forget(tenant, &state)
            }
            return late
        }
        for waiter in late { waiter.continuation.resume(returning: false) }
    }

    /// How many work and how many wait, for the metrics.
    var load: (working: Int, waiting: Int) { state.withLock { ($0.working, $0.waiting) } }

    private static func seat(_ tenant: ID<Tenant>?, _ state: inout State) {
        state.working += 1
        state.lines[tenant, default: Line()].working += 1
    }

    private static func take(_ index: Int, of tenant: ID<Tenant>?, _ state: inout State) -> Waiter? {
        state.waiting -= 1
        let waiter = state.lines[tenant]?.waiting.remove(at: index)
        forget(tenant, &state)
        return waiter
    }

    /// Drops a line that nobody is in.
    private static func forget(_ tenant: ID<Tenant>?, _ state: inout State) {
        if let line = state.lines[tenant], line.working == 0, line.waiting.isEmpty { state.lines[tenant] = nil }
    }

    /// Whose turn it is: the tenant with the fewest places, and of several the one who has waited longest.
    private static func next(_ state: borrowing State) -> ID<Tenant>?? {
        var best: (tenant: ID<Tenant>?, working: Int, id: UInt64)?
        for (tenant, line) in state.lines {
            guard let first = line.waiting.first?.id else { continue }
            if let best, (best.working, best.id) < (line.working, first) { continue }
            best = (tenant, line.working, first)
        }
        return best.map(\.tenant)
    }

    /// A tenant may fill its share of the queue only, or the others could not even wait.
    private func hasRoom(for tenant: ID<Tenant>?, _ state: borrowing State) -> Bool {
        guard state.waiting < queueLimit else { return false }
        guard let tenant else { return true }
        return (state.lines[tenant]?.waiting.count ?? 0) < queueShare
    }
}
