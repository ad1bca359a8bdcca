import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

/// What is due by the calendar.
@Suite struct ScheduleTests {
    private func scheduler(_ fixture: JobFixture, _ schedules: Schedule...) -> Scheduler {
        Scheduler(schedules, deployment: fixture.deployment, url: fixture.database.url(of: "peony_app"))
    }

    private func waiting(_ fixture: JobFixture, _ kind: String) throws -> [ID<Tenant>] {
        let connection = try fixture.database.superuser()
        defer { connection.close() }
        return try connection.execute("select tenant_id from app.job where kind = \(kind) order by ordinal").map { try $0[0] }
    }

    private func setZone(_ zone: String, of tenant: ID<Tenant>, _ fixture: JobFixture) throws {
        let connection = try fixture.database.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            insert into app.tenant_setting (tenant_id, locale, time_zone, compliance_profile, updated_at)
            values (\(tenant), 'zh', \(zone), 'standard', now())
            """)
    }

    @Test("of two servers one leads; when it is gone, the other one does")
    func leader() async throws {
        let fixture = try await JobFixture()
        let (one, two) = (scheduler(fixture), scheduler(fixture))
        #expect(try await one.round() != nil)
        #expect(try await two.round() == nil)
        #expect(try await one.round() != nil)
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        try superuser.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'peony-schedules' and pid in (select pid from pg_locks where locktype = 'advisory' and granted) and datname = current_database()"
        )
        #expect(try await two.round() != nil)
        await #expect(throws: PostgresError.self) { try await one.round() }
        #expect(try await one.round() == nil)
    }

    @Test("two servers that both believe to lead enqueue each firing once")
    func once() async throws {
        let fixture = try await JobFixture()
        let schedule = Schedule("test.tick", every: .seconds(60))
        let (one, two) = (scheduler(fixture, schedule), scheduler(fixture, schedule))
        let runner = fixture.runner(JobKind("test.tick") { _ in })
        for firing in 1...4 {
            async let first = one.fire()
            async let second = two.fire()
            #expect(try await first + second == 1, "firing \(firing)")
            #expect(try await one.fire() + two.fire() == 0)
            #expect(try await runner.runDue() == 1)
            fixture.clock.advance(by: .seconds(60))
        }
    }

    @Test("what is still waiting is not enqueued a second time, and what was missed is caught up once")
    func missed() async throws {
        let fixture = try await JobFixture()
        let scheduler = scheduler(fixture, Schedule("test.tick", every: .seconds(60)))
        _ = try await scheduler.fire()
        fixture.clock.advance(by: .seconds(60))
        _ = try await scheduler.fire()
        #expect(try waiting(fixture, "test.tick").count == 1)
        try await fixture.runner(JobKind("test.tick") { _ in }).runDue()
        fixture.clock.advance(by: .seconds(3_600))
        _ = try await scheduler.fire()
        _ = try await scheduler.fire()
        #expect(try waiting(fixture, "test.tick").count == 2)
    }

    @Test("daily is at the tenant's own time, first in its first night, over the change to summer time too")
    func daily() async throws {
        let fixture = try await JobFixture()
        // 2026-03-28 12:00 UTC; Berlin's clocks go forward in the night that follows, from 02:00 to 03:00.
        let start = try #require(Instant("2026-03-28T12:00:00Z"))
        fixture.clock.advance(by: start.since(fixture.clock.now()))
        let berlin = try await fixture.database.makeTenant(at: start, in: fixture.deployment)
        try setZone("Asia/Shanghai", of: fixture.tenant, fixture)
        try setZone("Europe/Berlin", of: berlin, fixture)
        let scheduler = scheduler(fixture, Schedule("test.night", dailyAt: LocalTime(hour: 3, minute: 30)))
        let runner = fixture.runner(JobKind("test.night") { _ in })
        var fired: [(ID<Tenant>, Instant)] = []
        for _ in 0..<(48 * 4) {
            if try await scheduler.fire() > 0 {
                for tenant in [fixture.tenant, berlin] where try await runner.runDue(of: tenant) > 0 {
                    fired.append((tenant, fixture.clock.now()))
                }
            }
            fixture.clock.advance(by: .seconds(900))
        }
        #expect(fired.map(\.0) == [fixture.tenant, berlin, fixture.tenant, berlin])
        let texts = fired.map { $0.1.description.prefix(16) }
        // 03:30 in Shanghai is 19:30 UTC; in Berlin 01:30 UTC from the 29th on.
        #expect(texts == ["2026-03-28T19:30", "2026-03-29T01:30", "2026-03-29T19:30", "2026-03-30T01:30"])
    }

    @Test("for the tenants, for the deployment, or for all; never for who is suspended")
    func scope() async throws {
        let fixture = try await JobFixture()
        let asleep = try await fixture.database.makeTenant(at: fixture.clock.now(), in: fixture.deployment)
        let superuser = try fixture.database.superuser()
        defer { superuser.close() }
        try superuser.execute("update app.tenant set state = 'suspended' where id = \(asleep)")
        _ = try await DeploymentProvisioning.run(on: fixture.deployment, at: fixture.clock.now())
        let scheduler = scheduler(
            fixture, Schedule("test.tenants", every: .seconds(60)), Schedule("test.deployment", every: .seconds(60), scope: .deployment),
            Schedule("test.everywhere", every: .seconds(60), scope: .everywhere))
        _ = try await scheduler.fire()
        #expect(try waiting(fixture, "test.tenants") == [fixture.tenant])
        #expect(try waiting(fixture, "test.deployment") == [.deployment])
        #expect(Set(try waiting(fixture, "test.everywhere")) == [fixture.tenant, .deployment])
    }
}
