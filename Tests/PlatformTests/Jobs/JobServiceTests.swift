import Foundation
import JSON
import Logging
import PeonyTesting
import Postgres
import ServiceLifecycle
import Testing

@testable import Platform

/// The runner as a service: several at once, woken by news, stopped with grace.
@Suite struct JobServiceTests {
    /// Runs services until the body is done.
    private func serving(_ runners: [JobRunner], _ body: () async throws -> Void) async throws {
        let group = ServiceGroup(services: runners, logger: Logger(label: "test"))
        let serving = Task { try await group.run() }
        try await body()
        await group.triggerGracefulShutdown()
        try await serving.value
    }

    @Test("two runners on one database run every job once")
    func two() async throws {
        let fixture = try await JobFixture()
        let other = try await fixture.database.makeTenant(at: fixture.clock.now(), in: fixture.deployment)
        let ledger = Ledger()
        let kind = JobKind("test.work") { run in ledger.note(run.id.description) }
        var ids: Set<String> = []
        for number in 0..<120 {
            ids.insert(try await fixture.enqueue("test.work", of: number % 3 == 0 ? other : fixture.tenant).description)
        }
        try await serving([fixture.runner(kind), fixture.runner(kind)]) {
            try await fixture.eventually("all are done") { try fixture.count("done") == 120 }
        }
        #expect(ledger.all.count == 120)
        #expect(Set(ledger.all) == ids)
    }

    @Test("a runner is woken by the COMMIT of whoever enqueues, on whichever server")
    func woken() async throws {
        let fixture = try await JobFixture()
        let ledger = Ledger()
        var configuration = JobRunner.Configuration()
        configuration.poll = .seconds(3_600)
        let runner = JobRunner(
            [JobKind("test.work") { _ in ledger.note("ran") }], deployment: fixture.deployment, configuration: configuration)
        let news = Listener(url: fixture.database.url(of: "peony_app"), channels: [JobNews.channel])
        let following = Task { await runner.follow(news.events) }
        try await serving([runner]) {
            for count in 1...3 {
                try await fixture.enqueue("test.work")
                try await fixture.eventually("run \(count)") { ledger.all.count == count }
            }
        }
        following.cancel()
        news.close()
    }

    @Test("a stop lets short jobs finish, gives long ones back uncounted, and claims nothing more")
    func stop() async throws {
        let fixture = try await JobFixture()
        let (short, long) = (Gate(), Gate())
        let shortKind = JobKind("test.short") { _ in await short.pass() }
        let longKind = JobKind("test.long") { run in
            await long.pass()
            try await Task.sleep(for: .seconds(3_600))
        }
        let finished = try await fixture.enqueue("test.short")
        let given = try await fixture.enqueue("test.long")
        var configuration = JobRunner.Configuration()
        configuration.drain = .milliseconds(500)
        let runner = JobRunner([shortKind, longKind], deployment: fixture.deployment, configuration: configuration)
        let group = ServiceGroup(services: [runner], logger: Logger(label: "test"))
        let serving = Task { try await group.run() }
        await short.arrivals(1)
        await long.arrivals(1)
        long.open()
        await group.triggerGracefulShutdown()
        let late = try await fixture.enqueue("test.short")
        short.open()
        try await serving.value
        #expect(try fixture.stored(finished).state == "done")
        #expect(try fixture.stored(given) == .init(state: "waiting", attempt: 0, error: nil, done: nil))
        #expect(try fixture.stored(late) == .init(state: "waiting", attempt: 0, error: nil, done: nil))
    }

    @Test("while it may not run, nothing is claimed")
    func mayNot() async throws {
        let fixture = try await JobFixture()
        let asked = Ledger()
        try await fixture.enqueue("test.work")
        var configuration = JobRunner.Configuration()
        configuration.poll = .milliseconds(20)
        let runner = JobRunner([JobKind("test.work") { _ in }], deployment: fixture.deployment, configuration: configuration) {
            asked.note("?")
            return false
        }
        try await serving([runner]) {
            try await fixture.eventually("asked") { asked.all.count >= 5 }
        }
        #expect(try fixture.count("waiting") == 1)
    }

    @Test("a runner without work stands still after it was woken: it goes round once or twice for each ring, not on and on")
    func idle() async throws {
        let fixture = try await JobFixture()
        let rounds = Ledger()
        var configuration = JobRunner.Configuration()
        configuration.poll = .seconds(3_600)
        let runner = JobRunner([JobKind("test.work") { _ in }], deployment: fixture.deployment, configuration: configuration) {
            rounds.note("round")
            return true
        }
        let (database, actor) = (fixture.deployment.database, fixture.actor())
        try await serving([runner]) {
            try await fixture.eventually("the first round") { !rounds.all.isEmpty }
            for _ in 1...3 {
                let before = rounds.all.count
                runner.wake(fixture.tenant)
                try await fixture.eventually("a round after a ring") { rounds.all.count > before }
            }
            // Meanwhile others work; a runner that woke itself would go round thousands of times beside this.
            for _ in 0..<300 { _ = try await database.fetch(as: actor, ["select 1"]) }
            #expect(rounds.all.count <= 20)
        }
    }

    @Test("the jobs of a suspended tenant wait")
    func suspended() async throws {
        let fixture = try await JobFixture()
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        try superuser.execute("update app.tenant set state = 'suspended' where id = \(fixture.tenant)")
        try await fixture.enqueue("test.work")
        let runner = fixture.runner(JobKind("test.work") { _ in })
        #expect(try await runner.runDue() == 0)
        try superuser.execute("update app.tenant set state = 'active' where id = \(fixture.tenant)")
        #expect(try await runner.runDue() == 1)
    }

    @Test("a tenant with many jobs leaves room: turns go round, and half the places are for the others")
    func fair() throws {
        var agenda = JobAgenda(places: 4)
        let now = Instant(unixSeconds: 1_000)
        let (busy, calm) = (ID<Tenant>(UUID()), ID<Tenant>(UUID()))
        agenda.note(busy, dueAt: now)
        #expect(agenda.next(at: now) == busy)
        agenda.began(busy)
        agenda.note(calm, dueAt: now)
        #expect(agenda.next(at: now) == calm, "who was served last waits")
        agenda.began(busy)
        agenda.reset(calm, dueAt: nil)
        #expect(agenda.next(at: now) == busy, "alone it may have every place")
        agenda.note(calm, dueAt: now)
        #expect(agenda.next(at: now) == calm)
        #expect(agenda.next(at: now) == calm, "it holds its half")
        agenda.ended(busy)
        #expect(agenda.next(at: now) == busy)
        #expect(agenda.next(at: Instant(unixSeconds: 999)) == nil)
        #expect(agenda.runningCount == 1)
    }

    @Test("the waits double, are shortened by half at most, and have an end")
    func backoff() {
        let backoff = Backoff.standard
        #expect(backoff.delay(after: 1, chance: 1) == .seconds(5))
        #expect(backoff.delay(after: 1, chance: 0) == .seconds(2.5))
        #expect(backoff.delay(after: 4, chance: 1) == .seconds(40))
        #expect(backoff.delay(after: 60, chance: 1) == .seconds(3_600))
    }

    @Test("the runner's numbers: what waits, runs and is dead, and how old the oldest is")
    func numbers() async throws {
        let fixture = try await JobFixture()
        let metrics = Metrics()
        var configuration = JobRunner.Configuration()
        configuration.poll = .milliseconds(20)
        let runner = JobRunner(
            [JobKind("test.bad") { _ in throw JobFailure(permanent: "bad") }], deployment: fixture.deployment,
            configuration: configuration, metrics: metrics)
        try await fixture.enqueue("test.bad")
        try await runner.runDue()
        try await fixture.enqueue("test.later", dueAt: fixture.clock.now().advanced(by: .seconds(10)))
        try await serving([runner]) {
            try await fixture.eventually("counted") {
                let text = metrics.text
                return text.contains("peony_jobs{state=\"waiting\"} 1") && text.contains("peony_jobs{state=\"dead\"} 1")
                    && text.contains("peony_job_runs_total{outcome=\"dead\"} 1")
            }
        }
    }
}
