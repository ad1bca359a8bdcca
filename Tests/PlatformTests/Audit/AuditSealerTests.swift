import Foundation
import Logging
import PeonyTesting
import Postgres
import Testing

@testable import Platform

extension AuditTests {
    @Suite struct Sealing {
        @Test("concurrent writers beside the sealer lose nothing, and the order is the same whenever it is looked at")
        func concurrentWriters() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        for number in 0..<40 { try await clinic.record([.sample(number), .sample(number)]) }
                    }
                }
                group.addTask { for _ in 0..<60 { try await fixture.sealer.sealOnce() } }
                try await group.waitForAll()
            }
            try await fixture.seal(clinic)
            let first = try await clinic.verify()
            #expect(first.fault == nil)
            #expect(first.isComplete)
            #expect(first.events == 480)
            #expect(first.batches > 1)
            #expect(try await clinic.verify() == first)
        }

        @Test("a batch takes at most ten thousand events, and the rest follow in order")
        func limit() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let events = (0..<5_001).map { _ in AuditEvent(Action("read.visit"), on: "visit") }
            for _ in 0..<2 { try await clinic.record(events) }
            try await eventually("the first batch is full") { try await fixture.sealer.sealOnce().isBehind }
            try await fixture.seal(clinic)
            let counts = try await clinic.read("select event_count from audit.batch order by batch")
            #expect(try counts.map { try $0.get(0, as: Int.self) } == [10_000, 2])
            #expect(try await clinic.verify().fault == nil)
        }

        @Test("an open transaction holds back what is younger than it, and nothing else")
        func openTransaction() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let older = try await clinic.record([.sample()])[0]
            let holder = try fixture.database.superuser()
            try holder.execute("begin")
            try holder.execute("select pg_current_xact_id()")
            let younger = try await clinic.record([.sample()])[0]

            func sealed() async throws -> [UUID] {
                try await clinic.read("select id from audit.event where batch is not null order by batch, xid").map {
                    try $0.get(0)
                }
            }
            try await eventually("the older event is sealed") {
                try await fixture.sealer.sealOnce()
                return try await sealed() == [older]
            }
            try await fixture.sealer.sealOnce()
            #expect(try await sealed() == [older])
            try holder.execute("commit")
            try await fixture.seal(clinic)
            #expect(try await sealed() == [older, younger])
        }

        @Test("of two sealers one leads, and the other takes over")
        func succession() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let second = Sealer(url: fixture.database.url(of: "peony_sealer"), logger: Logger(label: "test"))
            #expect(try await fixture.sealer.sealOnce().leads)
            #expect(try await second.sealOnce().leads == false)
            try await clinic.record([.sample()])
            try await fixture.seal(clinic)
            await fixture.sealer.resign()
            try await eventually("the second leads") { try await second.sealOnce().leads }
            #expect(try await fixture.sealer.sealOnce().leads == false)
            try await clinic.record([.sample()])
            try await eventually("the second seals") {
                try await second.sealOnce()
                return try await clinic.unsealed() == 0
            }
            #expect(try await clinic.verify().batches == 2)
        }

        @Test("a sealer that lost its connection opens another")
        func reconnects() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await fixture.sealer.sealOnce()
            let killed = try fixture.database.superuser().execute(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where usename = 'peony_sealer' and datname = current_database()
                """)
            #expect(killed.count == 1)
            await #expect(throws: PostgresError.self) { try await fixture.sealer.sealOnce() }
            try await clinic.record([.sample()])
            try await fixture.seal(clinic)
            #expect(try await clinic.verify().events == 1)
        }

        @Test("it seals as a service until it is told to stop")
        func service() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let sealer = Sealer(
                url: fixture.database.url(of: "peony_sealer"), interval: .milliseconds(5), logger: Logger(label: "test")
            )
            let running = Task { try await sealer.run() }
            try await clinic.record([.sample()])
            try await eventually("the service seals") { try await clinic.unsealed() == 0 }
            running.cancel()
            try await running.value
        }

        @Test("partitions are there three months ahead, armed, and made only once")
        func months() async throws {
            let fixture = try AuditFixture()
            let superuser = try fixture.database.superuser()
            let month = try month(3, superuser)
            try superuser.executeScript("drop table audit.event_\(month); drop table audit.event_link_\(month)")
            try await fixture.sealer.sealOnce()
            await fixture.sealer.resign()
            try await fixture.sealer.sealOnce()
            let armed: Int64 = try superuser.execute(
                """
                select count(*) from pg_class c join pg_inherits i on i.inhrelid = c.oid
                where i.inhparent in ('audit.event'::regclass, 'audit.event_link'::regclass)
                  and c.relrowsecurity and c.relforcerowsecurity
                """)[0][0]
            #expect(armed == 8)
        }

        @Test("every tenant is sealed on its own, and an unlucky one does not hold up the others")
        func oneRefused() async throws {
            let fixture = try AuditFixture()
            let (unlucky, lucky) = (try await fixture.clinic(), try await fixture.clinic())
            try await unlucky.record([.sample()])
            try await fixture.seal(unlucky)
            // There is no number behind that one: whatever the tenant writes now is refused.
            let superuser = try fixture.database.superuser()
            try superuser.execute(
                """
                update audit.batch set batch = 9223372036854775807, previous = head where tenant_id = \(unlucky.tenant)
                """)
            try await unlucky.record([.sample()])
            try await lucky.record([.sample()])
            try await eventually("the lucky one is sealed") {
                _ = try? await fixture.sealer.sealOnce()
                return try await lucky.unsealed() == 0
            }
            #expect(try await unlucky.unsealed() == 1)
        }

        private func month(_ ahead: Int, _ connection: Connection) throws -> String {
            try connection.execute(
                "select to_char(current_date + make_interval(months => \(Int32(ahead))), 'YYYYMM')")[0][0]
        }
    }
}
