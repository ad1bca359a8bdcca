import Testing

@testable import Postgres

@Suite("Pool rules")
struct PoolStateTests {
    let start = ContinuousClock.now
    func at(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    @Test("the first waiter opens a connection and gets it")
    func lazy() {
        var pool = PoolState(size: 2, queueLimit: 10)
        #expect(pool.openCount == 0)
        #expect(pool.enter(1, deadline: at(100), now: at(0)) == [.open(1)])
        #expect(pool.opened(1, now: at(1)) == [.run(1, 1)])
        #expect(pool.finished(1, reusable: true, now: at(2)) == [])
        #expect(pool.idleCount == 1)
        #expect(pool.enter(2, deadline: at(100), now: at(3)) == [.run(2, 1)])
    }

    @Test("waiters are served in the order they came, whoever frees a connection")
    func fifo() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(100), now: at(0))
        _ = pool.opened(1, now: at(0))
        for waiter in 2...4 { #expect(pool.enter(waiter, deadline: at(100), now: at(0)) == []) }
        #expect(pool.finished(1, reusable: true, now: at(1)) == [.run(2, 1)])
        #expect(pool.finished(1, reusable: true, now: at(1)) == [.run(3, 1)])
        #expect(pool.finished(1, reusable: true, now: at(1)) == [.run(4, 1)])
    }

    @Test("never more connections than the size, never more openings than waiters")
    func bounded() {
        var pool = PoolState(size: 3, queueLimit: 10)
        var opened = 0
        for waiter in 1...6 {
            let actions = pool.enter(waiter, deadline: at(100), now: at(0))
            opened += actions.count { if case .open = $0 { true } else { false } }
        }
        #expect(opened == 3)
        #expect(pool.openingCount == 3)
        #expect(pool.waitingCount == 6)
    }

    @Test("a full queue refuses at once")
    func full() {
        var pool = PoolState(size: 1, queueLimit: 1)
        _ = pool.enter(1, deadline: at(100), now: at(0))
        _ = pool.opened(1, now: at(0))
        #expect(pool.enter(2, deadline: at(100), now: at(0)) == [])
        #expect(pool.enter(3, deadline: at(100), now: at(0)) == [.refuse(3, .exhausted)])
    }

    @Test("with a queue of none, whoever finds a free place still gets in")
    func noQueue() {
        var pool = PoolState(size: 1, queueLimit: 0)
        #expect(pool.enter(1, deadline: at(100), now: at(0)) == [.open(1)])
        _ = pool.opened(1, now: at(0))
        #expect(pool.enter(2, deadline: at(100), now: at(0)) == [.refuse(2, .exhausted)])
    }

    @Test("who waits too long is refused, the others stay")
    func deadlines() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(5), now: at(0))
        _ = pool.opened(1, now: at(0))
        _ = pool.enter(2, deadline: at(50), now: at(0))
        _ = pool.enter(3, deadline: at(20), now: at(0))
        #expect(pool.nextTick == at(20))
        #expect(pool.tick(now: at(19)) == [])
        #expect(pool.tick(now: at(20)) == [.refuse(3, .exhausted)])
        #expect(pool.nextTick == at(50))
        #expect(pool.finished(1, reusable: true, now: at(21)) == [.run(2, 1)])
        #expect(pool.nextTick == nil)
    }

    @Test("a cancelled waiter leaves the queue; one that runs is not touched")
    func cancellation() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(100), now: at(0))
        _ = pool.opened(1, now: at(0))
        _ = pool.enter(2, deadline: at(100), now: at(0))
        _ = pool.enter(3, deadline: at(100), now: at(0))
        #expect(pool.cancel(2) == [.refuse(2, .cancelled)])
        #expect(pool.cancel(2) == [])
        #expect(pool.cancel(1) == [])
        #expect(pool.finished(1, reusable: true, now: at(1)) == [.run(3, 1)])
    }

    @Test("a connection that cannot be reused is replaced when somebody waits, and only then")
    func replacement() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(100), now: at(0))
        _ = pool.opened(1, now: at(0))
        _ = pool.enter(2, deadline: at(100), now: at(0))
        #expect(pool.finished(1, reusable: false, now: at(1)) == [.open(2)])
        #expect(pool.opened(2, now: at(2)) == [.run(2, 2)])
        #expect(pool.finished(2, reusable: false, now: at(3)) == [])
        #expect(pool.openCount == 0)
    }

    @Test("while the server is away one connection at a time is tried, at growing distances")
    func backoff() {
        var pool = PoolState(size: 4, queueLimit: 10)
        for waiter in 1...3 { _ = pool.enter(waiter, deadline: at(60_000), now: at(0)) }
        var now = at(0)
        for slot in 1...3 { #expect(pool.openFailed(slot, now: now, jitter: 1) == []) }
        var distances: [Duration] = []
        for slot in 4...9 {
            guard let next = pool.nextTick else { break }
            #expect(pool.tick(now: next - .milliseconds(1)) == [])
            #expect(pool.tick(now: next) == [.open(slot)])
            #expect(pool.tick(now: next) == [], "only one at a time")
            distances.append(now.duration(to: next))
            now = next
            _ = pool.openFailed(slot, now: now, jitter: 1)
        }
        #expect(distances == distances.sorted())
        #expect(distances.count == 6)
        #expect(distances.last == .milliseconds(3_200))
    }

    @Test("who waits in vain for a server that is away is told so")
    func away() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(10), now: at(0))
        _ = pool.openFailed(1, now: at(0), jitter: 0)
        #expect(pool.tick(now: at(10)) == [.refuse(1, .cannotConnect)])
    }

    @Test("when the server is back, all who wait get connections")
    func back() {
        var pool = PoolState(size: 3, queueLimit: 10)
        for waiter in 1...3 { _ = pool.enter(waiter, deadline: at(60_000), now: at(0)) }
        for slot in 1...3 { _ = pool.openFailed(slot, now: at(0), jitter: 0) }
        #expect(pool.tick(now: at(1_000)) == [.open(4)])
        #expect(pool.opened(4, now: at(1_001)) == [.run(1, 4), .open(5), .open(6)])
    }

    @Test("an idle connection that died is forgotten; a busy one is left to its user")
    func loss() {
        var pool = PoolState(size: 1, queueLimit: 10)
        _ = pool.enter(1, deadline: at(100), now: at(0))
        _ = pool.opened(1, now: at(0))
        #expect(pool.lost(1) == false)
        _ = pool.finished(1, reusable: true, now: at(1))
        #expect(pool.lost(1) == true)
        #expect(pool.enter(2, deadline: at(100), now: at(2)) == [.open(2)])
    }

    @Test("closing refuses waiters, closes idle connections at once and busy ones when they come back")
    func closing() {
        var pool = PoolState(size: 2, queueLimit: 10)
        for waiter in 1...2 { _ = pool.enter(waiter, deadline: at(100), now: at(0)) }
        _ = pool.opened(1, now: at(0))
        _ = pool.opened(2, now: at(0))
        _ = pool.enter(3, deadline: at(100), now: at(0))
        _ = pool.cancel(3)
        _ = pool.finished(2, reusable: true, now: at(1))
        #expect(pool.close() == [.close(2)])
        #expect(!pool.isClosed)
        #expect(pool.enter(4, deadline: at(100), now: at(1)) == [.refuse(4, .shutDown)])
        #expect(pool.finished(1, reusable: true, now: at(2)) == [.close(1)])
        #expect(pool.isClosed)
    }

    @Test("in any order each waiter is answered exactly once and no connection serves two", arguments: 0..<200)
    func randomWalk(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var pool = PoolState(size: 3, queueLimit: 4)
        var now = start
        var (opening, busy, idle): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
        var (entered, answered) = (0, Set<Int>())
        func apply(_ actions: [PoolState.Action]) {
            for action in actions {
                switch action {
                case .open(let slot): #expect(opening.insert(slot).inserted)
                case .run(let waiter, let slot):
                    #expect(answered.insert(waiter).inserted)
                    idle.remove(slot)
                    #expect(busy.insert(slot).inserted)
                case .refuse(let waiter, _): #expect(answered.insert(waiter).inserted)
                case .close(let slot):
                    idle.remove(slot)
                    #expect(!busy.contains(slot))
                }
            }
            #expect(opening.count + busy.count + idle.count <= 3)
            #expect(pool.busyCount == busy.count)
            #expect(pool.openingCount == opening.count)
        }
        for _ in 0..<300 {
            now += .milliseconds(Int(random.next() % 40))
            switch random.next() % 8 {
            case 0, 1, 2:
                entered += 1
                apply(pool.enter(entered, deadline: now + .milliseconds(100), now: now))
            case 3:
                guard let slot = opening.min() else { continue }
                opening.remove(slot)
                // Idle until an action says otherwise.
                idle.insert(slot)
                apply(pool.opened(slot, now: now))
            case 4:
                guard let slot = opening.min() else { continue }
                opening.remove(slot)
                apply(pool.openFailed(slot, now: now, jitter: 0.5))
            case 5:
                guard let slot = busy.min() else { continue }
                busy.remove(slot)
                let reusable = random.next() % 4 != 0
                if reusable { idle.insert(slot) }
                apply(pool.finished(slot, reusable: reusable, now: now))
            case 6: apply(pool.cancel(max(1, entered - 1)))
            default: apply(pool.tick(now: now))
            }
        }
        apply(pool.close())
        for slot in opening { _ = pool.openFailed(slot, now: now, jitter: 0) }
        opening = []
        for slot in busy { _ = pool.finished(slot, reusable: true, now: now) }
        #expect(answered.count == entered)
        #expect(pool.isClosed)
    }
}

/// A small generator whose sequence depends on the seed alone.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
