import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

/// What the runner promises: at least once, one writer, in order, dead in the end, never across tenants.
@Suite struct JobRunnerTests {
    private struct Trouble: Error {}

    @Test("a job exists if its cause was committed, and not otherwise")
    func outbox() async throws {
        let fixture = try await JobFixture()
        let (actor, now) = (fixture.actor(), fixture.clock.now())
        await #expect(throws: Trouble.self) {
            try await fixture.deployment.database.write(as: actor) { tx in
                _ = try Outbox.enqueue("test.work", at: now, as: actor, in: tx)
                _ = try tx.execute("select 1")
                throw Trouble()
            }
        }
        #expect(try fixture.count("waiting") == 0)
        try await fixture.enqueue("test.work")
        #expect(try fixture.count("waiting") == 1)
    }

    @Test("a run sees what was enqueued, as the system of its tenant, once")
    func run() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let subject = UUID()
        let (actor, now, tenant) = (fixture.actor(), fixture.clock.now(), fixture.tenant)
        let kind = JobKind("test.work") { run in
            #expect(run.tenant == tenant && run.actor.tenant == tenant && run.actor.kind == .system)
            #expect(run.subject == subject && run.payload["page"]?.integer == 7 && run.attempt == 1)
            try await run.progress(done: 3, total: 4)
            ledger.note(run.id.description)
        }
        let id = try await fixture.deployment.database.write(as: actor) { tx in
            try Outbox.enqueue("test.work", subject: subject, payload: ["page": 7], at: now, as: actor, in: tx)
        }
        let runner = fixture.runner(kind)
        #expect(try await runner.runDue() == 1)
        #expect(try await runner.runDue() == 0)
        #expect(ledger.all == [id.description])
        #expect(try fixture.stored(id) == .init(state: "done", attempt: 1, error: nil, done: 3))
    }

    @Test(
        "a payload that could tell of a person is refused",
        arguments: [
            ["name": "王芳"], ["phone": 13_800_138_000], ["phone": "13800138000"], ["Wang": 1], ["mail": "a@b.cn"], ["price": .number("1.5")],
            ["deep": [["x": "Wang Fang"]]],
        ] as [JSONValue])
    func payload(_ payload: JSONValue) async throws {
        let fixture = try await JobFixture()
        await #expect(throws: Failure.self) { try await fixture.enqueue("test.work", payload: payload) }
        #expect(try fixture.count("waiting") == 0)
    }

    @Test("what a killed server had claimed runs again when the lease is over, and nothing that the first run writes counts")
    func killed() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in ledger.note("\(run.attempt)") }
        let id = try await fixture.enqueue("test.work")
        let first = fixture.runner(kind)
        let claimed = try #require(try await first.claim(of: fixture.tenant, at: fixture.clock.now()))
        #expect(try fixture.stored(id).state == "running")
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        let lease = try superuser.execute("select extract(epoch from lease_until - now())::float8 from app.job where id = \(id)")
        #expect((30.0...60.0).contains(try lease[0].get(0, as: Double.self)))

        let second = fixture.runner(kind)
        #expect(try await second.runDue() == 0, "a lease is not broken before its time")
        try superuser.execute("update app.job set lease_until = now() - interval '1 second' where id = \(id)")
        #expect(try await second.runDue() == 1)
        #expect(ledger.all == ["2"])
        #expect(try fixture.stored(id) == .init(state: "done", attempt: 2, error: nil, done: nil))

        // The first one wakes up again: neither its effects nor its end are written.
        let stale = JobRun(claimed, lease: JobLease(claimed, length: .seconds(60)), on: fixture.deployment)
        let tenant = fixture.tenant
        await #expect(throws: JobInterruption.leaseLost) {
            try await stale.write { tx in
                tx.enqueue("insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'stale', 1)")
            }
        }
        await #expect(throws: JobInterruption.leaseLost) { try await stale.progress(done: 99) }
        #expect(try fixture.stored(id).done == nil)
        #expect(try superuser.execute("select 1 from app.number_sequence where kind = 'stale'").isEmpty)
    }

    @Test("a run that is still at work when its lease was taken over is stopped, and only the other one's end is kept")
    func takenOver() async throws {
        let fixture = try await JobFixture()
        let gate = Gate()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            if run.attempt == 1 {
                await gate.pass()
                do {
                    try await run.progress(done: 1)
                    ledger.note("the first went on")
                } catch {
                    ledger.note("the first was stopped")
                    throw error
                }
            } else {
                ledger.note("the second worked")
            }
        }
        let id = try await fixture.enqueue("test.work")
        let first = fixture.runner(kind)
        let working = Task {
            defer { gate.open() }
            return try await first.runDue()
        }
        await gate.arrivals(1)
        // As if its server had stood still for longer than the lease.
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        try superuser.execute("update app.job set lease_until = now() - interval '1 second' where id = \(id)")
        #expect(try await fixture.runner(kind).runDue() == 1)
        gate.open()
        _ = try await working.value
        #expect(ledger.all == ["the second worked", "the first was stopped"])
        #expect(try fixture.stored(id) == .init(state: "done", attempt: 2, error: nil, done: nil))
    }

    @Test("a long run keeps its lease by beating")
    func heartbeat() async throws {
        let fixture = try await JobFixture()
        let gate = Gate()
        let kind = JobKind("test.work") { if $0.attempt == 1 { await gate.pass() } }
        let id = try await fixture.enqueue("test.work")
        // Long enough that a busy machine beats in time.
        let first = fixture.runner(kind, lease: .seconds(30))
        let working = Task {
            defer { gate.open() }
            return try await first.runDue()
        }
        await gate.arrivals(1)
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        func lease() throws -> Instant? {
            try superuser.execute("select lease_until from app.job where id = \(id)")[0].get(0)
        }
        let taken = try #require(try lease())
        let end = ContinuousClock.now + .seconds(120)
        while try lease() == taken, .now < end { try await Task.sleep(for: .milliseconds(100)) }
        #expect(try #require(try lease()) > taken)
        #expect(try await fixture.runner(kind).runDue() == 0)
        gate.open()
        #expect(try await working.value == 1)
        #expect(try fixture.stored(id).attempt == 1)
    }

    @Test("jobs of one order run one after the other, also when the first has to be tried again; others pass them")
    func order() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            let step = run.payload["step"]?.integer ?? 0
            if step == 1, run.attempt < 3 { throw Trouble() }
            ledger.note("\(step)")
        }
        for step in 1...3 { try await fixture.enqueue("test.work", payload: ["step": .integer(Int64(step))], order: "customer/1") }
        try await fixture.enqueue("test.work", payload: ["step": 9], order: "customer/2")
        let runner = fixture.runner(kind)
        try await runner.runDue()
        #expect(ledger.all == ["9"])
        for _ in 0..<2 {
            fixture.clock.advance(by: .seconds(60))
            try await runner.runDue()
        }
        #expect(ledger.all == ["9", "1", "2", "3"])
    }

    @Test("a dead letter does not keep those behind it waiting")
    func deadLetterPasses() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            if run.payload["step"]?.integer == 1 { throw JobFailure(permanent: "no_such_thing") }
            ledger.note("2")
        }
        let first = try await fixture.enqueue("test.work", payload: ["step": 1], order: "o")
        try await fixture.enqueue("test.work", payload: ["step": 2], order: "o")
        try await fixture.runner(kind).runDue()
        #expect(try fixture.stored(first) == .init(state: "dead", attempt: 1, error: "no_such_thing", done: nil))
        #expect(ledger.all == ["2"])
    }

    @Test("after twelve attempts, each later than the one before, it is dead; its error is a word without values")
    func deadLetters() async throws {
        let fixture = try await JobFixture()
        struct Secret: Error { let name = "王芳" }
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            ledger.note("\(run.attempt)")
            throw Secret()
        }
        let id = try await fixture.enqueue("test.work")
        let runner = fixture.runner(kind)
        for attempt in 1...12 {
            #expect(try await runner.runDue() == 1)
            #expect(try await runner.runDue() == 0, "nothing is tried again at once")
            #expect(try fixture.stored(id).attempt == Int32(attempt))
            fixture.clock.advance(by: .seconds(3_600))
        }
        #expect(try fixture.stored(id) == .init(state: "dead", attempt: 12, error: "error.Secret", done: nil))
        #expect(try await runner.runDue() == 0)
        #expect(ledger.all == (1...12).map(String.init))
    }

    @Test("a job that ends its server each time is not run for ever")
    func poison() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work", maximumAttempts: 3) { _ in ledger.note("ran") }
        let id = try await fixture.enqueue("test.work")
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        let runner = fixture.runner(kind)
        for _ in 1...3 {
            #expect(try await runner.claim(of: fixture.tenant, at: fixture.clock.now()) != nil)
            try superuser.execute("update app.job set lease_until = now() - interval '1 second' where id = \(id)")
        }
        try await runner.runDue()
        #expect(try fixture.stored(id) == .init(state: "dead", attempt: 4, error: "attempts_exhausted", done: nil))
        #expect(ledger.all.isEmpty)
    }

    @Test("a kind that this program does not know is tried and in the end a dead letter")
    func unknownKind() async throws {
        let fixture = try await JobFixture()
        let id = try await fixture.enqueue("test.unheard_of")
        let runner = fixture.runner()
        for _ in 1...12 {
            try await runner.runDue()
            fixture.clock.advance(by: .seconds(3_600))
        }
        #expect(try fixture.stored(id) == .init(state: "dead", attempt: 12, error: "error.UnknownJobKind", done: nil))
    }

    @Test("waiting twice under one key is one job; once claimed, there is room for the next")
    func keys() async throws {
        let fixture = try await JobFixture()
        let first = try await fixture.enqueue("test.work", key: "a")
        #expect(try await fixture.enqueue("test.work", key: "a") == first)
        #expect(try await fixture.enqueue("test.work", key: "b") != first)
        #expect(try fixture.count("waiting") == 2)
        let runner = fixture.runner(JobKind("test.work") { _ in throw Trouble() })
        let claimed = try #require(try await runner.claim(of: fixture.tenant, at: fixture.clock.now()))
        #expect(claimed.id == first)
        let second = try await fixture.enqueue("test.work", key: "a")
        #expect(second != first)
        // The first one fails; its work is the second's now.
        await runner.execute(claimed)
        #expect(try fixture.stored(first) == .init(state: "cancelled", attempt: 1, error: "superseded", done: nil))
        #expect(try fixture.stored(second).state == "waiting")
    }

    @Test("a job that somebody found waiting is not begun before his transaction ends: it would not see what he wrote")
    func foundWaiting() async throws {
        let fixture = try await JobFixture()
        try await fixture.enqueue("follow", key: "one")
        let (actor, now, tenant) = (fixture.actor(), fixture.clock.now(), fixture.tenant)
        let database = fixture.database
        let claimed = try await fixture.deployment.database.write(as: actor) { tx in
            try Outbox.enqueue("follow", at: now, key: "one", as: actor, in: tx)
            try tx.execute("select 1")
            let runner = try database.superuser()
            defer { runner.close() }
            return try runner.execute(JobQueries.claim(of: tenant, at: now, lease: .seconds(60))).count
        }
        #expect(claimed == 0)
        #expect(try fixture.count("waiting") == 1)
        let other = try database.superuser()
        defer { other.close() }
        let afterwards = try other.execute(JobQueries.claim(of: tenant, at: now, lease: .seconds(60)))
        #expect(afterwards.count == 1)
    }

    @Test("an effect with a name happens once over all attempts, in the transaction that it belongs to")
    func once() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            try await run.write { tx in
                if try run.once("counted", in: tx) { ledger.note("counted") }
            }
            if run.attempt < 3 { throw Trouble() }
        }
        try await fixture.enqueue("test.work")
        let runner = fixture.runner(kind)
        for _ in 1...3 {
            try await runner.runDue()
            fixture.clock.advance(by: .seconds(60))
        }
        #expect(ledger.all == ["counted"])
    }

    @Test("a cursor kept by one attempt is where the next one goes on")
    func cursor() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in
            let from = run.cursor?["from"]?.integer ?? 0
            for page in from..<4 {
                ledger.note("\(page)")
                try await run.progress(done: page + 1, total: 4, cursor: ["from": .integer(page + 1)])
                if run.attempt == 1, page == 1 { throw Trouble() }
            }
        }
        let id = try await fixture.enqueue("test.work")
        let runner = fixture.runner(kind)
        try await runner.runDue()
        fixture.clock.advance(by: .seconds(60))
        try await runner.runDue()
        #expect(ledger.all == ["0", "1", "2", "3"])
        #expect(try fixture.stored(id).done == 4)
    }

    @Test("a job that asks for another time gets it, and the attempt does not count")
    func postponed() async throws {
        let fixture = try await JobFixture()
        let clock = fixture.clock
        let until = clock.now().advanced(by: .seconds(900))
        let kind = JobKind("test.work") { run in
            if run.now() < until { throw JobPostponement(until: until) }
        }
        let id = try await fixture.enqueue("test.work")
        let runner = fixture.runner(kind)
        try await runner.runDue()
        #expect(try fixture.stored(id) == .init(state: "waiting", attempt: 0, error: nil, done: nil))
        clock.advance(by: .seconds(899))
        #expect(try await runner.runDue() == 0)
        clock.advance(by: .seconds(1))
        #expect(try await runner.runDue() == 1)
        #expect(try fixture.stored(id).state == "done")
    }
}
