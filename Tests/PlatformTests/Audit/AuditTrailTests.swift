import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

/// One after the other: a transaction that a test keeps open holds back the sealers of all databases of the cluster.
@Suite(.serialized) struct AuditTests {}

extension AuditTests {
    @Suite struct Trail {
        private struct Refused: Error {}

        @Test("an event is there with the transaction that it tells about, and gone with it")
        func allOrNothing() async throws {
            let clinic = try await AuditFixture().clinic()
            try await clinic.record([.sample(), .sample()])
            await #expect(throws: Refused.self) {
                try await clinic.deployment.database.write(as: clinic.actor) { tx in
                    try AuditTrail.record(
                        .sample(), as: clinic.actor, keys: clinic.keys, at: SystemClock().now(), in: tx)
                    try tx.execute("select 1")
                    throw Refused()
                }
            }
            let count: Int64 = try await clinic.read("select count(*) from audit.event")[0].get(0)
            #expect(count == 2)
            let links: Int64 = try await clinic.read("select count(*) from audit.event_link")[0].get(0)
            #expect(links == 6)
        }

        @Test("what cannot be audited does not happen")
        func neverUnaudited() async throws {
            let clinic = try await AuditFixture().clinic()
            // No partition takes an event of that time.
            let far = Instant(unixSeconds: 4_000_000_000)
            await #expect(throws: PostgresError.self) {
                try await clinic.deployment.database.write(as: clinic.actor) { tx in
                    tx.enqueue("insert into app.number_sequence values (\(clinic.tenant), 'customer', 5)")
                    try AuditTrail.record(.sample(), as: clinic.actor, keys: clinic.keys, at: far, in: tx)
                }
            }
            let rows = try await clinic.deployment.database.read(as: clinic.actor) { tx in
                try tx.execute("select 1 from app.number_sequence")
            }
            #expect(rows.isEmpty)
        }

        @Test("a refusal is recorded though its transaction is none")
        func denials() async throws {
            let clinic = try await AuditFixture().clinic()
            try await AuditTrail.recordDenied(
                .sample(), as: clinic.actor, keys: clinic.keys, at: SystemClock().now(), in: clinic.deployment.database)
            let outcome: String = try await clinic.read("select outcome from audit.event")[0].get(0)
            #expect(outcome == "denied")
        }

        @Test("recording costs no round trip of its own")
        func noRoundTrip() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            try await clinic.deployment.database.write(as: clinic.actor) { tx in
                try AuditTrail.record(.sample(), as: clinic.actor, keys: clinic.keys, at: SystemClock().now(), in: tx)
                // Nothing has left yet: nobody has a transaction open.
                let open: Int64 = try fixture.database.superuser().execute(
                    """
                    select count(*) from pg_stat_activity where usename = 'peony_app' and datname = current_database()
                      and state = 'idle in transaction'
                    """)[0][0]
                guard open == 0 else { throw Refused() }
            }
        }

        @Test("the body opens under the tenant's key, and nowhere else")
        func tenantBody() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let other = try await fixture.clinic()
            let id = try await clinic.record([.sample(7)])[0]
            let sealed: [UInt8] = try await clinic.read("select body from audit.event")[0].get(0)
            #expect(sealed.first == 1)
            #expect(!AuditBody.isUnderCustomerKey(sealed))
            let body = try AuditBody.open(sealed, of: id, keys: clinic.keys, customerKey: nil)
            #expect(body["number"]?.integer == 7)
            #expect(throws: VaultError.self) {
                try AuditBody.open(sealed, of: UUID(), keys: clinic.keys, customerKey: nil)
            }
            #expect(throws: VaultError.self) { try AuditBody.open(sealed, of: id, keys: other.keys, customerKey: nil) }
        }

        @Test("a body with a customer's values ends with the customer's key")
        func customerBody() async throws {
            let clinic = try await AuditFixture().clinic()
            let event = AuditEvent.sample(7)
            let (key, _) = try clinic.keys.newCustomerKey(.crm, customer: event.customer ?? UUID())
            let id = try await clinic.record([event], customerKey: key)[0]
            let sealed: [UInt8] = try await clinic.read("select body from audit.event")[0].get(0)
            #expect(AuditBody.isUnderCustomerKey(sealed))
            #expect(try AuditBody.open(sealed, of: id, keys: clinic.keys, customerKey: key)["number"]?.integer == 7)
            #expect(throws: VaultError.self) { try AuditBody.open(sealed, of: id, keys: clinic.keys, customerKey: nil) }
        }

        @Test("a leaf covers every column and link, in an encoding that others can compute")
        func vector() {
            var event = AuditEvent(
                Action("update.customer"), on: "customer", uuid(1), branch: ID(uuid(2)), customer: uuid(1),
                fields: ["customer.name"], purpose: "更正", rowCount: 3,
                links: [Release(object: uuid(9), customer: nil, field: "visit.plan")])
            let actor = Actor(
                person: ID(uuid(3)), named: "li.hua", of: ID(uuid(4)), session: ID(uuid(5)), rights: .none,
                request: ID(uuid(6)), address: nil)
            let at = Instant(microseconds: 1_795_000_000_123_456)
            let record = AuditRecord(event, as: actor, id: uuid(7), at: at, sealedBody: [1, 2, 3])
            #expect(Hex.encode(record.leaf) == "fc95a85ca66976c80f52d35c703feb2723173e788c6dfce55170b0568d883d67")
            event.links.append(Release(object: uuid(9), customer: nil, field: "visit.complaint"))
            #expect(AuditRecord(event, as: actor, id: uuid(7), at: at, sealedBody: [1, 2, 3]).leaf != record.leaf)
        }

        @Test("the order of links does not matter, since the database keeps none")
        func linkOrder() {
            let links = (1...5).map { Release(object: uuid($0), customer: nil, field: "visit.plan") }
            let actor = Actor.system(of: ID(uuid(1)), request: ID(uuid(2)))
            func leaf(_ links: [Release]) -> [UInt8] {
                let event = AuditEvent(Action("read.visit"), on: "visit", links: links)
                return AuditRecord(event, as: actor, id: uuid(3), at: Instant(microseconds: 1), sealedBody: nil).leaf
            }
            #expect(leaf(links) == leaf(links.reversed()))
            #expect(leaf(links) == leaf(links + links))
        }

        private func uuid(_ number: UInt8) -> UUID {
            UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number))
        }
    }
}
