import Foundation
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    /// What somebody who owns the database can do, and how it shows. Every tenant has three batches of four events.
    @Suite struct Verifying {
        /// What a tampering looks like afterwards: the first bad batch, and what is wrong with it.
        struct Trace: Sendable, CustomTestStringConvertible {
            let name: String
            let statement: SQL
            let batch: Int64
            let kind: AuditVerification.Kind

            init(_ name: String, _ statement: SQL, _ kind: AuditVerification.Kind, in batch: Int64 = 2) {
                self.name = name
                self.statement = statement
                self.batch = batch
                self.kind = kind
            }

            var testDescription: String { name }
        }

        typealias Fault = AuditVerification.Fault

        /// The third event of the second batch.
        static let victim: SQL = "id = (select id from v)"
        /// Its links.
        static let linked: SQL = "event_id = (select id from v)"
        /// Its tenant's rows.
        static let own: SQL = "tenant_id = (select tenant_id from v)"
        /// Its batch.
        static let batch: SQL = "\(own) and batch = 2"

        static func edit(
            _ column: SQLIdentifier, _ value: SQL, _ kind: AuditVerification.Kind = .eventEdited, in batch: Int64 = 2
        ) -> Trace {
            Trace(column.name, "update audit.event set \(column) = \(value) where \(victim)", kind, in: batch)
        }

        static let edits: [Trace] = [
            edit("at", "at + interval '1 microsecond'"), edit("id", "gen_random_uuid()"),
            edit("xid", "(xid::text::bigint + 1000000)::text::xid8", .eventsReordered),
            edit("actor_id", "gen_random_uuid()"), edit("actor_id", "null"), edit("actor_name", "'wang.wu'"),
            edit("session_id", "gen_random_uuid()"), edit("request_id", "gen_random_uuid()"),
            edit("address", "'192.0.2.2'"),
            edit("action", "'read.customer'"), edit("object_type", "'visit'"), edit("object_id", "gen_random_uuid()"),
            edit("branch_id", "gen_random_uuid()"), edit("customer_id", "gen_random_uuid()"),
            edit("fields", "array['customer.phone']"), edit("fields", "array['customer.phone', null]"),
            edit("purpose", "''"), edit("purpose", "null"), edit("outcome", "'failed'"),
            edit("row_count", "row_count + 1"),
            edit("body", "body || '\\x00'"), edit("body", "null"), edit("leaf", "sha256('x')"),
            edit("batch", "null", .eventsDeleted), edit("batch", "1", .eventsInserted, in: 1),
            edit("batch", "3", .eventsDeleted),
            edit("batch", "0", .eventsDeleted),
        ]

        static let others: [Trace] = [
            Trace("an event is deleted", "delete from audit.event where \(victim)", .eventsDeleted),
            Trace(
                "a link is deleted",
                "delete from audit.event_link where \(linked) and field = 'customer.phone'", .eventEdited),
            Trace(
                "a link is added",
                """
                insert into audit.event_link
                select tenant_id, at, event_id, object_type, gen_random_uuid(), customer_id, field
                from audit.event_link where \(linked) limit 1
                """, .eventEdited),
            Trace(
                "a link is edited",
                "update audit.event_link set customer_id = null where \(linked) and field = 'customer.name'",
                .eventEdited),
            Trace(
                "a batch's root is changed", "update audit.batch set root = sha256('x') where \(batch)", .headChanged),
            Trace(
                "a batch's head is changed", "update audit.batch set head = sha256('x') where \(batch)", .headChanged),
            Trace("a batch's count is changed", "update audit.batch set event_count = 3 where \(batch)", .headChanged),
            Trace(
                "a batch's chain is cut", "update audit.batch set previous = sha256('x') where \(batch)", .chainBroken),
            Trace(
                "a batch's content is changed", "update audit.batch set content = sha256('x') where \(batch)",
                .batchEdited),
            Trace(
                "a batch's time is changed", "update audit.batch set last_at = now() + '1 day' where \(batch)",
                .batchEdited),
            Trace("a batch is dropped", "delete from audit.batch where \(batch)", .batchMissing),
            Trace(
                "the last batch is dropped",
                "delete from audit.batch where \(own) and batch = 3", .batchMissing, in: 3),
            Trace(
                "the first batch is dropped",
                "delete from audit.batch where \(own) and batch = 1", .batchMissing, in: 1),
            Trace(
                "two events change places",
                """
                update audit.event e set xid = o.xid from v, audit.event o
                where e.tenant_id = v.tenant_id and o.tenant_id = v.tenant_id
                  and ((e.id = v.id and o.id = v.first) or (e.id = v.first and o.id = v.id))
                """, .eventsReordered),
        ]

        private static let fixture = Result { try AuditFixture() }

        private func fresh() async throws -> (AuditFixture, AuditFixture.Clinic, Connection) {
            let fixture = try Self.fixture.get()
            let clinic = try await fixture.clinic()
            try await fixture.threeBatches(clinic)
            return (fixture, clinic, try fixture.database.superuser())
        }

        /// Marks the victim for the statements of a trace: in `v`, with the first event of its batch.
        private func mark(_ clinic: AuditFixture.Clinic, _ superuser: Connection) throws {
            try superuser.executeScript("create temp table v (tenant_id uuid, id uuid, first uuid)")
            try superuser.execute(
                """
                insert into v select \(clinic.tenant), ids[3], ids[1] from (select array_agg(id order by xid) ids
                from audit.event where tenant_id = \(clinic.tenant) and batch = 2) events
                """)
        }

        @Test("what was not touched verifies, and every event is in it")
        func untouched() async throws {
            let (fixture, clinic, _) = try await fresh()
            try await clinic.record([.sample()])
            let result = try await clinic.verify()
            #expect(result.fault == nil)
            #expect(result.isComplete)
            #expect(result.batches == 3)
            #expect(result.events == 12)
            #expect(result.unsealed == 1)
            try await fixture.seal(clinic)
            #expect(try await clinic.verify(result.head).fault == nil)
        }

        @Test("tampering is found, and the first bad batch is named", arguments: edits + others)
        func tampering(trace: Trace) async throws {
            let (_, clinic, superuser) = try await fresh()
            try mark(clinic, superuser)
            #expect(try superuser.execute(trace.statement).affected > 0)
            let fault = try await clinic.verify().fault
            #expect(fault?.kind == trace.kind)
            #expect(fault?.batch == trace.batch)
            if trace.kind == .eventEdited { #expect(fault?.event != nil) }
        }

        @Test("an event of a batch that never was is found")
        func strayBatch() async throws {
            let (_, clinic, superuser) = try await fresh()
            try await clinic.record([.sample()])
            try superuser.execute(
                "update audit.event set batch = -5 where tenant_id = \(clinic.tenant) and batch is null")
            #expect(try await clinic.verify().fault?.kind == .eventsInserted)
        }

        @Test("an event that is forged with a fitting leaf is found where it was put")
        func forgedEvent() async throws {
            let (_, clinic, superuser) = try await fresh()
            try await clinic.record([.sample()])
            try superuser.execute(
                "update audit.event set batch = 2 where tenant_id = \(clinic.tenant) and batch is null")
            let fault = try await clinic.verify().fault
            #expect(fault?.kind == .eventsInserted)
            #expect(fault?.batch == 2)
        }

        @Test("an event that is edited together with its leaf is found")
        func forgedLeaf() async throws {
            let (_, clinic, superuser) = try await fresh()
            try mark(clinic, superuser)
            try superuser.execute("update audit.event set purpose = 'nothing', body = null where \(Self.victim)")
            let row = try await clinic.read(
                "select \(AuditRecord.columns) from audit.event e where purpose = 'nothing'")[0]
            var record = try AuditRecord(row, from: 0, tenant: clinic.tenant.uuid)
            let links = try await clinic.read(
                AuditRecord.selectLinks(of: [(record.at, record.id)], tenant: clinic.tenant.uuid))
            record.links = try links.map { try AuditRecord.Link($0) }
            try superuser.execute("update audit.event set leaf = \(record.leaf) where \(Self.victim)")
            #expect(try await clinic.verify().fault == Fault(batch: 2, kind: .eventsReplaced, event: nil))
        }

        @Test("two tenants' events that change places are found in both")
        func swappedTenants() async throws {
            let (_, mine, superuser) = try await fresh()
            let (_, theirs, _) = try await fresh()
            try superuser.execute(
                """
                with picked as (select distinct on (tenant_id) tenant_id, id from audit.event
                  where tenant_id in (\(mine.tenant), \(theirs.tenant)) and batch = 2 order by tenant_id, xid)
                update audit.event e set tenant_id = other.tenant_id from picked, picked other
                where e.id = picked.id and other.tenant_id <> picked.tenant_id
                """)
            for clinic in [mine, theirs] {
                let fault = try await clinic.verify().fault
                #expect(fault?.batch == 2)
                #expect(fault?.kind == .eventEdited)
            }
        }

        @Test("a tail that was cut off cleanly shows only against a head kept elsewhere")
        func truncatedTail() async throws {
            let (_, clinic, superuser) = try await fresh()
            let anchor = try #require(try await clinic.verify().head)
            #expect(anchor.batch == 3)
            try superuser.execute("delete from audit.event where tenant_id = \(clinic.tenant) and batch = 3")
            try superuser.execute("delete from audit.batch where tenant_id = \(clinic.tenant) and batch = 3")
            #expect(try await clinic.verify().fault == nil)
            #expect(try await clinic.verify(anchor).fault == Fault(batch: 3, kind: .tailTruncated, event: nil))
        }

        @Test("a history that was written anew shows only against a head kept elsewhere")
        func rewritten() async throws {
            let (fixture, clinic, superuser) = try await fresh()
            let anchor = try await clinic.verify().head
            try superuser.execute("delete from audit.batch where tenant_id = \(clinic.tenant)")
            try superuser.execute("delete from audit.event where tenant_id = \(clinic.tenant) and batch = 2")
            try superuser.execute("update audit.event set batch = null where tenant_id = \(clinic.tenant)")
            try await fixture.seal(clinic)
            for _ in 0..<2 {
                try await clinic.record([.sample()])
                try await fixture.seal(clinic)
            }
            #expect(try await clinic.verify().fault == nil)
            #expect(try await clinic.verify(anchor).fault == Fault(batch: 3, kind: .anchorMismatch, event: nil))
        }

        @Test("a proof in pieces goes on where it stopped")
        func pieces() async throws {
            let (_, clinic, superuser) = try await fresh()
            let verifier = AuditVerifier(clinic.deployment.database)
            let first = try await verifier.verify(tenant: clinic.tenant, atMost: 5)
            #expect(first.batches == 2)
            #expect(!first.isComplete)
            let rest = try await verifier.verify(tenant: clinic.tenant, from: 3)
            #expect(rest.batches == 1)
            #expect(rest.isComplete)
            try superuser.execute(
                "update audit.event set outcome = 'failed' where tenant_id = \(clinic.tenant) and batch = 3")
            #expect(try await verifier.verify(tenant: clinic.tenant, from: 3).fault?.batch == 3)
        }

        @Test("an event that was edited before it was sealed is found afterwards")
        func editedBeforeSealing() async throws {
            let (fixture, clinic, superuser) = try await fresh()
            let id = try await clinic.record([.sample()])[0]
            try superuser.execute("update audit.event set outcome = 'failed' where id = \(id)")
            try await fixture.seal(clinic)
            #expect(try await clinic.verify().fault == Fault(batch: 4, kind: .eventEdited, event: id))
        }
    }
}
