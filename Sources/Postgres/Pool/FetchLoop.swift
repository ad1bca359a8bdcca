/// The state of the reactor's thread, which alone touches it.
final class FetchLoop {
    /// A connection handed from the thread that opened it to the reactor's; nil when it could not be opened.
    ///
    /// `@unchecked Sendable`: the opener forgets the wire in the same breath.
    struct Attempt: @unchecked Sendable {
        let wire: (any FetchWire)?
    }

    private struct Lane {
        let wire: any FetchWire
        var inFlight: [FetchRequest] = []
        /// When the oldest unit must be answered. The server's statement timeout comes first, unless it is gone.
        var answerBy: ContinuousClock.Instant?
    }

    private let reactor: FetchReactor
    private let configuration: Database.Configuration
    private var lanes: [Lane] = []
    private var waiting: [FetchRequest] = []
    private var firstWaiting = 0
    private var opening = 0
    private var failures = 0
    private var retryAt: ContinuousClock.Instant?

    init(_ reactor: FetchReactor, _ configuration: Database.Configuration) {
        self.reactor = reactor
        self.configuration = configuration
    }

    /// Sleeps until something happens and deals with it; false when the reactor is closed and all is answered.
    func turn() -> Bool {
        let bell = reactor.bell
        let ready = Readiness.wait(
            [(bell.descriptor, .readable)] + lanes.map { ($0.wire.descriptor, $0.wire.interest) }, until: nextInstant)
        if !ready[0].isEmpty { bell.hush() }
        for lane in lanes.indices.reversed() where !ready[lane + 1].isEmpty { read(lane) }
        let (requests, connections, isClosing) = reactor.takeInbox()
        waiting += requests
        for attempt in connections { take(attempt) }
        endLate(.now)
        if isClosing { refuseAll(.shutDown) }
        send()
        if isClosing {
            lanes.removeAll { $0.inFlight.isEmpty }
            return !lanes.isEmpty || opening > 0
        }
        openMore(.now)
        return true
    }

    private var waitingCount: Int { waiting.count - firstWaiting }

    private var nextInstant: ContinuousClock.Instant? {
        var next = lanes.lazy.compactMap(\.answerBy).min()
        if waitingCount > 0 {
            // First come, first served, all with the same patience: the first is the first to lose it.
            next = min(next ?? waiting[firstWaiting].sendBy, waiting[firstWaiting].sendBy)
            if let retryAt, opening == 0 { next = min(next ?? retryAt, retryAt) }
        }
        return next
    }

    // MARK: Units

    private func read(_ index: Int) {
        let wire = lanes[index].wire
        // What was answered before the connection ended is still delivered; `isBroken` tells the rest.
        _ = try? wire.pump()
        let units = wire.takeUnits()
        for (request, unit) in zip(lanes[index].inFlight, units) {
            if let failure = unit.failure {
                request.settle(.failure(failure))
            } else {
                request.settle(.success(unit.rows))
            }
        }
        lanes[index].inFlight.removeFirst(min(units.count, lanes[index].inFlight.count))
        lanes[index].answerBy = lanes[index].inFlight.first.map(answerBy)
        // With nothing in flight it must stand outside any transaction.
        if wire.isBroken || lanes[index].inFlight.isEmpty && !wire.isIdle { drop(index) }
    }

    /// Gives what waits to the lanes: shares as equal as can be, each in one piece.
    private func send() {
        var sent = 0
        var shares = lanes.map { _ in [FetchRequest]() }
        while waitingCount > 0, let index = freestLane(shares) {
            let request = waiting[firstWaiting]
            firstWaiting += 1
            sent += 1
            if !request.isSettled { shares[index].append(request) }
        }
        for index in lanes.indices.reversed() where !shares[index].isEmpty { send(shares[index], on: index) }
        reactor.countSent(sent)
        if firstWaiting == waiting.count || firstWaiting > 1_024 {
            waiting.removeFirst(firstWaiting)
            firstWaiting = 0
        }
    }

    private func send(_ requests: [FetchRequest], on index: Int) {
        let wire = lanes[index].wire
        if lanes[index].inFlight.isEmpty, let first = requests.first { lanes[index].answerBy = answerBy(first) }
        lanes[index].inFlight += requests
        var last: FetchRequest?
        do throws(PostgresError) {
            for request in requests {
                last = request
                if let opening = request.opening { try wire.send(opening(wire.backend)) }
                for statement in request.statements { try wire.send(statement) }
                try wire.sync()
            }
            last = nil
            try wire.flush()
        } catch {
            // Half a unit may have been queued: whatever follows would be part of it.
            last?.settle(.failure(error))
            drop(index)
        }
    }

    private func freestLane(_ shares: [[FetchRequest]]) -> Int? {
        func load(_ index: Int) -> Int { lanes[index].inFlight.count + shares[index].count }
        let index = lanes.indices.min { load($0) < load($1) }
        guard let index, load(index) < max(1, configuration.fetchDepth) else { return nil }
        return index
    }

    private func answerBy(_ request: FetchRequest) -> ContinuousClock.Instant {
        .now + configuration.fetchTimeout * request.statements.count + .seconds(2)
    }

    private func endLate(_ now: ContinuousClock.Instant) {
        for index in lanes.indices.reversed() {
            if let answerBy = lanes[index].answerBy, answerBy <= now { drop(index) }
        }
        let late = waiting[firstWaiting...].prefix { $0.sendBy <= now }
        let kind: PostgresError.Kind = failures > 0 ? .cannotConnect : .poolExhausted
        for request in late { request.settle(.failure(PostgresError(kind))) }
        firstWaiting += late.count
        reactor.countSent(late.count)
    }

    private func refuseAll(_ kind: PostgresError.Kind) {
        for request in waiting[firstWaiting...] { request.settle(.failure(PostgresError(kind))) }
        reactor.countSent(waitingCount)
        waiting = []
        firstWaiting = 0
    }

    /// Closes a connection; who had a unit on it learns that it is lost.
    private func drop(_ index: Int) {
        for request in lanes.remove(at: index).inFlight { request.settle(.failure(PostgresError(.connectionLost))) }
    }

    // MARK: Connections

    private func take(_ attempt: Attempt) {
        opening -= 1
        if let wire = attempt.wire {
            failures = 0
            retryAt = nil
            lanes.append(Lane(wire: wire))
        } else {
            failures = min(failures + 1, 6)
            // 50 ms … 3.2 s, spread, so that many servers do not return in step.
            retryAt = .now + Duration.milliseconds(50 << failures) * Double.random(in: 0.5...1)
        }
    }

    /// Opens connections for what could not be sent, and one more when all are busy: each is a backend that works
    /// beside the others. One at a time while the server is away.
    private func openMore(_ now: ContinuousClock.Instant) {
        if let retryAt, opening > 0 || now < retryAt { return }
        let depth = max(1, configuration.fetchDepth)
        let areAllBusy = !lanes.isEmpty && lanes.allSatisfy { !$0.inFlight.isEmpty }
        let needed = max((waitingCount + depth - 1) / depth, areAllBusy ? 1 : 0)
        let wanted = failures > 0 ? min(needed, 1) : needed
        while opening < wanted, lanes.count + opening < max(1, configuration.fetchConnections) {
            opening += 1
            // In a thread of its own: looking up a host may block.
            let (reactor, settings) = (reactor, configuration.fetchSettings)
            let isStarted = DatabaseThread.start { reactor.deliver(Attempt(wire: try? settings.connectForFetch())) }
            if !isStarted {
                take(Attempt(wire: nil))
                return
            }
        }
    }
}
