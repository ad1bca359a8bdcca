import PeonyTesting
import Synchronization
import Testing

@testable import Platform

/// Five times the capacity, nearly all of it from one chain: the others hardly notice, and the places stay in use.
@Suite("Fairness", .timeLimit(.minutes(10)))
struct FairnessTests {
    /// What became of requests, told by the tasks that stand for them.
    private final class Tally: Sendable {
        struct State {
            /// Who works, oldest first.
            var working: [ID<Tenant>] = []
            var served: [ID<Tenant>: Int] = [:]
            var refused: [ID<Tenant>: Int] = [:]
            /// Rounds that the slowest of a tenant's served requests waited.
            var longestWait: [ID<Tenant>: Int] = [:]
            var settled = 0
            var round = 0
        }

        let state = Mutex(State())

        func settle(_ tenant: ID<Tenant>, since round: Int, isServed: Bool) {
            state.withLock { state in
                state.settled += 1
                guard isServed else {
                    state.refused[tenant, default: 0] += 1
                    return
                }
                state.working.append(tenant)
                state.served[tenant, default: 0] += 1
                state.longestWait[tenant] = max(state.longestWait[tenant] ?? 0, state.round - round)
            }
        }
    }

    @Test("one chain's flood costs the others at most a moment and the server nothing of its work")
    func flood() async throws {
        var limits = EdgeLimits()
        limits.inFlight = 10
        limits.queue = 60
        let admission = Admission(limits)
        let tally = Tally()
        let greedy = People.tenant("greedy")
        let modest = (0..<2).map { People.tenant("modest\($0)") }
        let start = ContinuousClock.now
        let rounds = 40
        var sent = 0

        await withTaskGroup(of: Void.self) { group in
            func arrive(_ tenant: ID<Tenant>, _ round: Int) {
                let now = start.advanced(by: .milliseconds(100 * round))
                sent += 1
                group.addTask {
                    let isServed = await admission.enter(tenant, now: now)
                    tally.settle(tenant, since: round, isServed: isServed)
                }
            }
            // Everybody either works, waits or was refused.
            func settled() async {
                while tally.state.withLock({ $0.settled }) + admission.load.waiting != sent { await Task.yield() }
            }
            for round in 0..<rounds {
                tally.state.withLock { $0.round = round }
                // 48 from the greedy one and one of each other: five times what ten places serve in a round.
                for _ in 0..<48 { arrive(greedy, round) }
                for tenant in modest { arrive(tenant, round) }
                await settled()
                admission.expire(now: start.advanced(by: .milliseconds(100 * round)))
                await settled()
                // A round's work is done.
                let done = tally.state.withLock { state in
                    defer { state.working = [] }
                    return state.working
                }
                for tenant in done { admission.leave(tenant) }
                await settled()
            }
            admission.expire(now: start.advanced(by: .seconds(3600)))
            for tenant in tally.state.withLock({ $0.working }) { admission.leave(tenant) }
        }

        let end = tally.state.withLock { $0 }
        for tenant in modest {
            #expect(end.refused[tenant, default: 0] <= 1, "\(end.refused)")
            #expect(end.served[tenant, default: 0] >= rounds - 1)
            // The next round: the place of the first who leaves.
            #expect(end.longestWait[tenant, default: 0] <= 2, "\(end.longestWait)")
        }
        // Goodput: the places never stand empty, and what the modest leave is the greedy one's.
        let all = end.served.values.reduce(0, +)
        #expect(all >= rounds * limits.inFlight * 95 / 100)
        #expect(end.served[greedy, default: 0] >= rounds * (limits.inFlight - modest.count) * 95 / 100)
        // Refused before any work.
        #expect(end.refused[greedy, default: 0] > rounds * 30)
    }
}
