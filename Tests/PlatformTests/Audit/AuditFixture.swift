import Foundation
import JSON
import Logging
import PeonyTesting
import Postgres
import Vault

@testable import Platform

/// A database with a sealer, and tenants with somebody who acts in each.
struct AuditFixture: Sendable {
    let database: TestDatabase
    let deployment: Deployment
    let sealer: Sealer

    init() throws {
        database = try TestDatabase.fresh()
        deployment = database.deployment()
        sealer = Sealer(url: database.url(of: "peony_sealer"), logger: Logger(label: "test"))
    }

    /// A tenant with its keys and a person of its.
    struct Clinic: Sendable {
        let tenant: ID<Tenant>
        let actor: Actor
        let keys: TenantKeys
        let deployment: Deployment

        /// Another person of the same tenant, with a right of his own.
        func person(_ rights: Rights = .none) -> Actor {
            Actor(
                person: ID(UUID()), named: "someone", of: tenant, session: ID(UUID()), rights: rights,
                request: ID(UUID()), address: "192.0.2.7")
        }

        /// Records events in one transaction; returns their ids.
        @discardableResult
        func record(
            _ events: [AuditEvent], as other: Actor? = nil, customerKey: SealingKey? = nil,
            at now: Instant = SystemClock().now()
        ) async throws -> [UUID] {
            let actor = other ?? actor
            return try await deployment.database.write(as: actor) { [keys] tx in
                try events.map {
                    try AuditTrail.record($0, as: actor, keys: keys, customerKey: customerKey, at: now, in: tx).uuid
                }
            }
        }

        /// Reads as the auditor.
        func read(_ statement: SQL) async throws -> Rows {
            try await AuditReader(deployment.database, tenant).read(statement)
        }

        func unsealed() async throws -> Int64 {
            try await read("select count(*) from audit.event where tenant_id = \(tenant) and batch is null")[0].get(0)
        }

        func verify(_ head: AuditHead? = nil) async throws -> AuditVerification {
            try await AuditVerifier(deployment.database).verify(tenant: tenant, expectedHead: head)
        }
    }

    func clinic() async throws -> Clinic {
        let tenant = try await database.makeTenant(in: deployment)
        let keys = try await deployment.keys.keys(of: tenant)
        let actor = Actor(
            person: ID(UUID()), named: "li.hua", of: tenant, session: ID(UUID()),
            rights: Rights(portions: [
                Portion(
                    rows: RowSet(.everywhere), actions: [.readAudit, .verifyAudit], fields: FieldRights(), sources: [])
            ]), request: ID(UUID()), address: "192.0.2.1")
        return Clinic(tenant: tenant, actor: actor, keys: keys, deployment: deployment)
    }

    /// Seals until nothing of the tenant is left to seal. Transactions of tests beside this one may hold a round back.
    func seal(_ clinic: Clinic) async throws {
        try await eventually("the events are sealed") {
            try await sealer.sealOnce()
            return try await clinic.unsealed() == 0
        }
    }

    /// Three batches of four events with links, each event in a transaction of its own.
    func threeBatches(_ clinic: Clinic) async throws {
        for batch in 1...3 {
            for number in 1...4 { try await clinic.record([.sample(batch * 10 + number)]) }
            // A transaction of any test beside this one, in whatever database, would cut the batch short.
            try await eventually("nothing older than the events is under way") {
                try await clinic.read(
                    """
                    select 1 from audit.event where tenant_id = \(clinic.tenant) and batch is null
                    and xid >= pg_snapshot_xmin(pg_current_snapshot())
                    """
                ).isEmpty
            }
            try await seal(clinic)
        }
    }
}

/// Repeats until the condition holds; fails after two minutes, which only a hang takes.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while try await !condition() {
        guard .now < deadline else { throw NeverHappened(what: what) }
        await Task.yield()
    }
}

struct NeverHappened: Error {
    let what: String
}

extension AuditEvent {
    /// An event that has something in every column.
    static func sample(_ number: Int = 1) -> AuditEvent {
        let customer = UUID()
        return AuditEvent(
            Action("reveal.customer"), on: "customer", customer, branch: ID(UUID()), customer: customer,
            fields: ["customer.phone", "customer.name"], purpose: "call back \(number)", rowCount: 1,
            links: [Release(object: customer, customer: customer, field: "customer.allergy")],
            body: ["changes": ["customer.name": ["from": "张三", "to": "李四"]], "number": .integer(Int64(number))])
    }
}
