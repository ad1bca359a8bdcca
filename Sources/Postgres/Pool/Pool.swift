internal import Synchronization

/// The thin driver of `PoolState`: gives its actions to threads and its events a clock.
final class Pool: Sendable {
    private struct Guarded {
        var state: PoolState
        var jobs: [PoolState.Waiter: Job] = [:]
        var running: [PoolState.Slot: Job] = [:]
        var workers: [PoolState.Slot: PoolWorker] = [:]
        var nextWaiter = 0
        var statistics = PoolStatistics()
        var timerRuns = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    /// What is left to do outside the lock.
    private enum Effect {
        case start(PoolWorker, PoolState.Slot)
        case run(PoolWorker, Job)
        case refuse(Job, PostgresError)
        case stop(PoolWorker)
        case startTimer
        case resume(CheckedContinuation<Void, Never>)
    }

    let settings: ConnectionSettings
    private let guarded: Mutex<Guarded>
    private let timer = Bell()

    init(settings: ConnectionSettings, size: Int, queueLimit: Int) {
        self.settings = settings
        guarded = Mutex(Guarded(state: PoolState(size: size, queueLimit: queueLimit)))
    }

    var statistics: PoolStatistics {
        guarded.withLock { guarded in
            var statistics = guarded.statistics
            statistics.open = guarded.state.openCount
            statistics.idle = guarded.state.idleCount
            statistics.busy = guarded.state.busyCount
            statistics.waiting = guarded.state.waitingCount
            return statistics
        }
    }

    func countRetry() {
        guarded.withLock { $0.statistics.totalRetries += 1 }
    }

    // MARK: Callers

    /// Runs work on a connection's thread. The interrupt's deadline covers waiting and running;
    /// `acquireDeadline` only the waiting.
    func run<Value: Sendable>(
        _ interrupt: Interrupt, acquireDeadline: ContinuousClock.Instant,
        _ work: @escaping @Sendable (Wire, Bell) -> (Result<Value, any Error>, epilogue: (() -> Void)?)
    ) async throws -> Value {
        let handOver = HandOver()
        defer { handOver.pass() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Value, any Error>) in
                enter(
                    Job(
                        interrupt: interrupt,
                        run: { wire, bell in
                            let (result, epilogue) = work(wire, bell)
                            handOver.pass()
                            return Job.Outcome(answer: { caller.resume(with: result) }, epilogue: epilogue)
                        },
                        refuse: { caller.resume(throwing: $0) }),
                    deadline: acquireDeadline)
            }
        } onCancel: {
            cancel(interrupt)
        }
    }

    private func enter(_ job: Job, deadline: ContinuousClock.Instant) {
        change { guarded in
            // Looked at under the lock: `cancel` sets it first and then looks for the job here.
            if let reason = job.interrupt.reason { return .failure((job, reason.error)) }
            guarded.nextWaiter += 1
            let waiter = guarded.nextWaiter
            guarded.jobs[waiter] = job
            return .success(guarded.state.enter(waiter, deadline: deadline, now: .now))
        }
    }

    private func cancel(_ interrupt: Interrupt) {
        interrupt.cancel()
        change { guarded in
            if let (waiter, _) = guarded.jobs.first(where: { $0.value.interrupt === interrupt }) {
                return .success(guarded.state.cancel(waiter))
            }
            if let (slot, _) = guarded.running.first(where: { $0.value.interrupt === interrupt }) {
                guarded.workers[slot]?.interrupt()
            }
            return .success([])
        }
    }

    /// Refuses whoever waits, and closes what is idle and later what is busy.
    func startClosing() {
        change { .success($0.state.close()) }
    }

    /// Does so and returns when the last connection is closed.
    func close() async {
        startClosing()
        await withCheckedContinuation { (closer: CheckedContinuation<Void, Never>) in
            change { guarded in
                guarded.closers.append(closer)
                return .success([])
            }
        }
    }

    // MARK: Workers

    func opened(_ slot: PoolState.Slot) {
        change { guarded in
            guarded.statistics.totalOpened += 1
            return .success(guarded.state.opened(slot, now: .now))
        }
    }

    func openFailed(_ slot: PoolState.Slot) {
        change { guarded in
            guarded.statistics.totalOpenFailures += 1
            guarded.workers[slot] = nil
            return .success(guarded.state.openFailed(slot, now: .now, jitter: .random(in: 0...1)))
        }
    }

    /// False when the thread shall close its connection and end.
    func finished(_ slot: PoolState.Slot, reusable: Bool) -> Bool {
        // Let go of outside the lock: a job may hold the last thing that holds the database, whose end needs the lock.
        var done: Job?
        defer { withExtendedLifetime(done) {} }
        change { guarded in
            done = guarded.running.removeValue(forKey: slot)
            if !reusable { guarded.workers[slot] = nil }
            return .success(guarded.state.finished(slot, reusable: reusable, now: .now))
        }
        return reusable
    }

    /// True when the thread shall end: nobody was given the dead connection.
    func lost(_ slot: PoolState.Slot) -> Bool {
        var isLost = false
        change { guarded in
            isLost = guarded.state.lost(slot)
            if isLost { guarded.workers[slot] = nil }
            return .success([])
        }
        return isLost
    }

    // MARK: Turning actions into effects

    private enum Step {
        case success([PoolState.Action])
        case failure((Job, PostgresError))
    }

    private func change(_ event: (inout Guarded) -> Step) {
        var effects: [Effect] = []
        var mustRing = false
        guarded.withLock { guarded in
            let before = guarded.state.nextTick
            switch event(&guarded) {
            case .failure((let job, let error)): effects.append(.refuse(job, error))
            case .success(let actions): for action in actions { effects += self.effects(of: action, &guarded) }
            }
            if let next = guarded.state.nextTick {
                if !guarded.timerRuns {
                    guarded.timerRuns = true
                    effects.append(.startTimer)
                } else {
                    mustRing = before.map { next < $0 } ?? true
                }
            }
            if guarded.state.isClosed {
                // The timer's thread ends.
                mustRing = true
                effects += guarded.closers.map { .resume($0) }
                guarded.closers = []
            }
        }
        if mustRing { timer.ring() }
        for effect in effects { perform(effect) }
    }

    private func effects(of action: PoolState.Action, _ guarded: inout Guarded) -> [Effect] {
        switch action {
        case .open(let slot):
            let worker = PoolWorker(slot: slot)
            guarded.workers[slot] = worker
            return [.start(worker, slot)]
        case .run(let waiter, let slot):
            guard let job = guarded.jobs.removeValue(forKey: waiter), let worker = guarded.workers[slot] else {
                return []
            }
            guarded.running[slot] = job
            guarded.statistics.totalServed += 1
            return [.run(worker, job)]
        case .refuse(let waiter, let refusal):
            guard let job = guarded.jobs.removeValue(forKey: waiter) else { return [] }
            if refusal != .cancelled { guarded.statistics.totalRefused += 1 }
            return [.refuse(job, refusal.error)]
        case .close(let slot):
            return guarded.workers.removeValue(forKey: slot).map { [.stop($0)] } ?? []
        }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .start(let worker, let slot):
            if !DatabaseThread.start({ worker.serve(self) }) { openFailed(slot) }
        case .run(let worker, let job): worker.run(job)
        case .refuse(let job, let error): job.refuse(error)
        case .stop(let worker): worker.stop()
        case .startTimer:
            // Without a thread nobody is refused in time; the next event tries again.
            if !DatabaseThread.start({ self.keepTime() }) { guarded.withLock { $0.timerRuns = false } }
        case .resume(let closer): closer.resume()
        }
    }

    /// The timer's thread: ticks when something is due, and ends with the pool.
    private func keepTime() {
        while true {
            let (next, ends) = guarded.withLock { ($0.state.nextTick, $0.state.isClosed) }
            if ends { return }
            if let next, next <= .now {
                change { .success($0.state.tick(now: .now)) }
                // A retry that is due but cannot start yet is looked at again a little later.
                _ = Readiness.wait([(timer.descriptor, .readable)], until: .now + .milliseconds(5))
            } else {
                _ = Readiness.wait([(timer.descriptor, .readable)], until: next)
            }
            timer.hush()
        }
    }
}

extension PoolState.Refusal {
    var error: PostgresError {
        switch self {
        case .exhausted: PostgresError(.poolExhausted)
        case .cannotConnect: PostgresError(.cannotConnect)
        case .cancelled: PostgresError(.cancelled)
        case .shutDown: PostgresError(.shutDown)
        }
    }
}
