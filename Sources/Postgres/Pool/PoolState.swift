/// The pool's rules, without threads, sockets or clocks: events go in, actions come out.
///
/// Waiters are served first come, first served. Connections are opened when somebody waits and there is room; while
/// the server cannot be reached only one attempt at a time is made, at growing distances.
struct PoolState {
    /// Somebody who wants a connection.
    typealias Waiter = Int
    /// A place for a connection.
    typealias Slot = Int

    /// What the driver has to do.
    enum Action: Equatable {
        /// Open a connection; answer with `opened` or `openFailed`.
        case open(Slot)
        /// Let the waiter use the connection; answer with `finished`.
        case run(Waiter, Slot)
        /// Tell the waiter that it gets none.
        case refuse(Waiter, Refusal)
        /// Close an idle connection.
        case close(Slot)
    }

    /// Why a waiter gets no connection.
    enum Refusal: Equatable {
        case exhausted, cannotConnect, cancelled, shutDown
    }

    private enum Phase {
        case opening, idle, busy
    }

    private let size: Int
    private let queueLimit: Int
    private var slots: [Slot: Phase] = [:]
    /// Last in, first out: what was used a moment ago is warm, and is the least likely to be dead.
    private var idle: [Slot] = []
    private var waiters: [(waiter: Waiter, deadline: ContinuousClock.Instant)] = []
    private var nextSlot = 0
    private var failures = 0
    private var retryAt: ContinuousClock.Instant?
    private(set) var isClosing = false

    init(size: Int, queueLimit: Int) {
        self.size = max(1, size)
        self.queueLimit = max(0, queueLimit)
    }

    var openCount: Int { slots.count - openingCount }
    var idleCount: Int { idle.count }
    var busyCount: Int { slots.values.count { $0 == .busy } }
    var openingCount: Int { slots.values.count { $0 == .opening } }
    var waitingCount: Int { waiters.count }
    /// Closing, and the last connection is gone.
    var isClosed: Bool { isClosing && slots.isEmpty }

    /// When `tick` has something to do next; nil when it has not.
    var nextTick: ContinuousClock.Instant? {
        let deadline = waiters.lazy.map(\.deadline).min()
        guard let retryAt, !waiters.isEmpty else { return deadline }
        return min(deadline ?? retryAt, retryAt)
    }

    /// Somebody wants a connection, at the latest by `deadline`.
    mutating func enter(
        _ waiter: Waiter, deadline: ContinuousClock.Instant, now: ContinuousClock.Instant
    ) -> [Action] {
        if isClosing { return [.refuse(waiter, .shutDown)] }
        if waiters.isEmpty, let slot = idle.popLast() {
            slots[slot] = .busy
            return [.run(waiter, slot)]
        }
        // Those for whom a connection is being opened already are not counted as a queue.
        if waiters.count >= queueLimit + max(0, size - busyCount) { return [.refuse(waiter, .exhausted)] }
        waiters.append((waiter, deadline))
        return open(now)
    }

    /// A waiter no longer wants one; nothing happens when it has one already.
    mutating func cancel(_ waiter: Waiter) -> [Action] {
        guard let index = waiters.firstIndex(where: { $0.waiter == waiter }) else { return [] }
        waiters.remove(at: index)
        return [.refuse(waiter, .cancelled)]
    }

    /// A connection is open.
    mutating func opened(_ slot: Slot, now: ContinuousClock.Instant) -> [Action] {
        failures = 0
        retryAt = nil
        return offer(slot) + open(now)
    }

    /// A connection could not be opened. `jitter` is 0…1: servers that lost one database do not return in step.
    mutating func openFailed(_ slot: Slot, now: ContinuousClock.Instant, jitter: Double) -> [Action] {
        slots[slot] = nil
        failures = min(failures + 1, 6)
        let delay = Duration.milliseconds(50 << failures)
        retryAt = now + delay * (0.5 + jitter / 2)
        return []
    }

    /// A connection's user is done; `reusable` says whether it can serve another.
    mutating func finished(_ slot: Slot, reusable: Bool, now: ContinuousClock.Instant) -> [Action] {
        if reusable { return offer(slot) }
        slots[slot] = nil
        return open(now)
    }

    /// An idle connection died. False when it was given to somebody in the same moment, who will find out.
    mutating func lost(_ slot: Slot) -> Bool {
        guard let index = idle.firstIndex(of: slot) else { return false }
        idle.remove(at: index)
        slots[slot] = nil
        return true
    }

    /// Time has passed: refuses those who waited too long, and tries to connect again.
    mutating func tick(now: ContinuousClock.Instant) -> [Action] {
        let refusal: Refusal = retryAt == nil ? .exhausted : .cannotConnect
        let late = waiters.filter { $0.deadline <= now }.map { Action.refuse($0.waiter, refusal) }
        waiters.removeAll { $0.deadline <= now }
        return late + open(now)
    }

    /// No more connections for anybody; those in use are closed when they come back.
    mutating func close() -> [Action] {
        isClosing = true
        let actions = waiters.map { Action.refuse($0.waiter, .shutDown) } + idle.map { .close($0) }
        waiters = []
        for slot in idle { slots[slot] = nil }
        idle = []
        return actions
    }

    private mutating func offer(_ slot: Slot) -> [Action] {
        if isClosing {
            slots[slot] = nil
            return [.close(slot)]
        }
        guard !waiters.isEmpty else {
            slots[slot] = .idle
            idle.append(slot)
            return []
        }
        slots[slot] = .busy
        return [.run(waiters.removeFirst().waiter, slot)]
    }

    private mutating func open(_ now: ContinuousClock.Instant) -> [Action] {
        if isClosing { return [] }
        if let retryAt {
            if waiters.isEmpty || openingCount > 0 || now < retryAt || slots.count >= size { return [] }
            return [.open(newSlot())]
        }
        var actions: [Action] = []
        while openingCount < waiters.count, slots.count < size { actions.append(.open(newSlot())) }
        return actions
    }

    private mutating func newSlot() -> Slot {
        nextSlot += 1
        slots[nextSlot] = .opening
        return nextSlot
    }
}
