internal import Synchronization

/// A pooled connection and the thread that serves it, from opening to closing.
///
/// The idle thread sleeps on its bell and on the socket, so a connection that the server closes leaves the pool at
/// once, and not with the next request.
final class PoolWorker: Sendable {
    private enum Order: Sendable {
        case run(Job)
        case stop
    }

    private let slot: PoolState.Slot
    private let bell = Bell()
    private let orders = Mutex<[Order]>([])

    init(slot: PoolState.Slot) {
        self.slot = slot
    }

    func run(_ job: Job) {
        orders.withLock { $0.append(.run(job)) }
        bell.ring()
    }

    func stop() {
        orders.withLock { $0.append(.stop) }
        bell.ring()
    }

    /// Makes the running job look at its interrupt.
    func interrupt() {
        bell.ring()
    }

    /// The thread's whole life.
    func serve(_ pool: Pool) {
        let wire: Wire
        do {
            wire = try Wire(pool.settings)
        } catch {
            pool.openFailed(slot)
            return
        }
        pool.opened(slot)
        while true {
            switch nextOrder() {
            case .stop?: return
            case .run(let job)?:
                let outcome = job.run(wire, bell)
                if let epilogue = outcome.epilogue {
                    outcome.answer()
                    epilogue()
                    if !pool.finished(slot, reusable: wire.isIdle) { return }
                } else {
                    // The connection first: who asks again right after the answer finds it free.
                    let continues = pool.finished(slot, reusable: wire.isIdle)
                    outcome.answer()
                    if !continues { return }
                }
            case nil:
                let ready = Readiness.wait([(bell.descriptor, .readable), (wire.descriptor, .readable)], until: nil)
                if !ready[0].isEmpty { bell.hush() }
                if !ready[1].isEmpty, !wire.isBroken, (try? wire.pump()) == nil, pool.lost(slot) { return }
            }
        }
    }

    private func nextOrder() -> Order? {
        orders.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
