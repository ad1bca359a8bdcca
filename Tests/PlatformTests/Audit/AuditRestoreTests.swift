import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Restoring {
        @Test("in another cluster what was not sealed is sealed at once, in a batch that says so, and the chain goes on")
        func otherCluster() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await fixture.threeBatches(clinic)
            let ids = try await clinic.record([.sample(1)]) + clinic.record([.sample(2)])
            await fixture.sealer.resign()
            let superuser = try fixture.database.superuser()
            // As after pg_restore elsewhere: another identifier, and transaction ids that this cluster will not see for years.
            try superuser.executeScript(
                """
                update audit.cluster set system_identifier = 1;
                update audit.event set xid = (xid::text::numeric + 9000000000000000)::text::xid8 where batch is null
                """)
            try await eventually("the restored rows are sealed") {
                try await fixture.sealer.sealOnce()
                return try await clinic.unsealed() == 0
            }
            let restored = try await clinic.read("select batch from audit.batch where restored")
            #expect(restored.count == 1)
            let number: Int64 = try restored[0].get(0)
            let held = try await clinic.read("select id from audit.event where batch = \(number)")
            #expect(Set(try held.map { try $0.get(0, as: UUID.self) }) == Set(ids))
            try await clinic.record([.sample(3)])
            try await fixture.seal(clinic)
            #expect(try await clinic.verify().fault == nil)
            #expect(try await clinic.verify().batches == number + 1)
            // Once: the next leader knows this cluster.
            await fixture.sealer.resign()
            try await clinic.record([.sample(4)])
            try await fixture.seal(clinic)
            #expect(try await clinic.read("select 1 from audit.batch where restored").count == 1)
            // Whether a batch was restored cannot be changed behind its head.
            for batch in [number, number + 1] {
                try superuser.execute("update audit.batch set restored = not restored where batch = \(batch)")
                #expect(try await clinic.verify().fault?.kind == .headChanged)
                #expect(try await clinic.verify().fault?.batch == batch)
                try superuser.execute("update audit.batch set restored = not restored where batch = \(batch)")
            }
        }

        @Test("the server's log knows what was committed, and what is not in the trail is named; what was undone is in neither")
        func reconciliation() async throws {
            struct Undone: Error {}
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let path = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())")
            let sink = LogSink(descriptor: open(path.path, O_WRONLY | O_CREAT, 0o600))
            let journal = AuditJournal()
            let writer = AuditJournalWriter(journal, sink: sink)
            AuditJournal.process.open()
            defer { AuditJournal.process.close() }
            let ids = try await clinic.record([.sample(1), .sample(2)])
            try? await clinic.deployment.database.write(as: clinic.actor) { [keys = clinic.keys] tx in
                try AuditTrail.record(.sample(), as: clinic.actor, keys: keys, at: SystemClock().now(), in: tx)
                try tx.execute("select 1")
                throw Undone()
            }
            _ = try await clinic.deployment.database.write(as: clinic.actor) { [keys = clinic.keys] tx in
                try? tx.savepoint {
                    try AuditTrail.record(.sample(), as: clinic.actor, keys: keys, at: SystemClock().now(), in: tx)
                    throw Undone()
                }
            }
            let told = try #require(AuditJournal.process.take()[clinic.tenant.uuid])
            #expect(told == ids)

            journal.open()
            for id in told { journal.acknowledge(id, of: clinic.tenant.uuid) }
            var sequence: Int64 = 0
            writer.write(&sequence)
            journal.acknowledge(UUID(), of: UUID())
            writer.write(&sequence)
            sink.flush()
            let log = try String(contentsOf: path, encoding: .utf8)
            func reconcile(_ log: String) -> AuditReconciliation {
                var reconciliation = AuditReconciliation()
                reconciliation.add(log: log)
                return reconciliation
            }
            let lines = log.split(separator: "\n").map(String.init)
            try #require(lines.count == 2)
            let database = clinic.deployment.database
            #expect(reconcile(lines[0]).acknowledged == 2)
            #expect(try await reconcile(lines[0]).missing(in: database).isEmpty)
            #expect(reconcile(log).missingLines.isEmpty)
            #expect(reconcile(lines[1]).missingLines.count == 1)

            let superuser = try fixture.database.superuser()
            try superuser.execute("delete from audit.event where id = \(ids[1])")
            let missing = try await reconcile(lines[0]).missing(in: database)
            #expect(missing.map(\.event) == [ids[1]])
            #expect(missing.map(\.tenant) == [clinic.tenant])
        }
    }

    @Test("Every start of a server counts its own lines, however many a tenant's events fill")
    func runs() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())")
        defer { try? FileManager.default.removeItem(at: path) }
        let sink = LogSink(descriptor: open(path.path, O_WRONLY | O_CREAT, 0o600))
        let journal = AuditJournal()
        journal.open()
        for _ in 0..<2 {
            let writer = AuditJournalWriter(journal, sink: sink)
            var sequence: Int64 = 0
            let tenant = UUID()
            for _ in 0..<1_200 { journal.acknowledge(UUID(), of: tenant) }
            writer.write(&sequence)
            #expect(sequence == 3)
        }
        sink.flush()
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        try #require(lines.count == 6)
        func missing(_ lines: [Substring]) -> [String] {
            var reconciliation = AuditReconciliation()
            reconciliation.add(log: lines.joined(separator: "\n"))
            return reconciliation.missingLines
        }
        #expect(missing(lines).isEmpty)
        // Each start is whole by itself, and neither hides what the other lacks.
        #expect(missing(Array(lines[..<3])).isEmpty)
        #expect(missing(Array(lines[3...])).isEmpty)
        #expect(missing(lines.enumerated().filter { $0.offset != 4 }.map(\.element)).count == 1)
    }
}
