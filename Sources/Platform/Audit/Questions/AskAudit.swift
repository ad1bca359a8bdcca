internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Asks one of the declared questions and records that it was asked, in one transaction: neither happens without the other.
///
/// Only somebody who may read the whole tenant's trail asks: answers compare people with one another, and half of them would mislead.
struct AskAudit: Sendable {
    /// Candidates that a question looks at for one page, where the actor's own role picks from them.
    static let picked = 10_000
    private static let pickedAtOnce = 1_000

    let question: AuditQuestion
    let arguments: AuditArguments
    let limit: Int

    /// What was found.
    enum Found: Sendable {
        case events([AuditEntry], next: AuditPosition?)
        case rows([[JSONValue]])
    }

    /// - Throws: `access.denied` for whoever reads the trail of some branches only.
    func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, recording action: Action = .readAudit, in tx: Transaction
    ) throws -> Found {
        guard actor.rights.reach(of: .readAudit) == .everywhere else { throw Failure(.forbidden) }
        var arguments = arguments
        arguments.settings = try AuditSettings.read(of: actor.tenant, in: tx)
        if let prelude = question.prelude { arguments.ids = try tx.execute(prelude(arguments)).map { try $0.get(0) } }
        let found: Found
        switch question.answer {
        case .events(let candidates): found = try events(candidates, arguments, tx)
        case .picked(let candidates, let pick): found = try self.picked(candidates, pick, arguments, tx)
        case .table(let columns, let statement):
            let rows = try tx.execute(all: ["set local role peony_auditor", statement(arguments), "set local role none"])[1]
            found = .rows(try rows.map { row in try columns.indices.map { try AskAudit.value(row, $0, columns[$0].kind) } })
        }
        try AuditTrail.record(
            AuditEvent(
                action, on: "audit_question", customer: arguments.id("customerId"), rowCount: found.count,
                body: ["question": .string(question.name), "parameters": arguments.json]),
            as: actor, keys: keys, at: now, in: tx)
        return found
    }

    private func events(_ candidates: (AuditArguments) -> SQL, _ start: AuditArguments, _ tx: Transaction) throws -> Found {
        var arguments = start
        arguments.bound = limit + 1
        let rows = try tx.execute(all: [
            "set local role peony_auditor", AskAudit.page(candidates(arguments), of: arguments.tenant, limit: limit + 1),
            "set local role none",
        ])[1]
        let entries = try rows.map { try AuditEntry($0, tenant: arguments.tenant.uuid) }
        let next = entries.count > limit ? entries[limit - 1].position : nil
        return .events(Array(entries.prefix(limit)), next: next)
    }

    /// Looks at candidates by the thousand until the page is full, or as many were looked at as one page may.
    private func picked(
        _ candidates: (AuditArguments) -> SQL,
        _ pick: ([AuditCandidate], AuditArguments, Transaction) throws -> Set<UUID>, _ start: AuditArguments, _ tx: Transaction
    ) throws -> Found {
        var arguments = start
        arguments.bound = AskAudit.pickedAtOnce
        var found: [AuditEntry] = []
        var looked = 0
        while looked < AskAudit.picked {
            let (entries, pairs) = try look(candidates(arguments), arguments.tenant, tx)
            looked += entries.count
            let kept = pairs.isEmpty ? [] : try pick(pairs, arguments, tx)
            for entry in entries where kept.contains(entry.id) {
                if found.count == limit { return .events(found, next: found.last?.position) }
                found.append(entry)
            }
            guard entries.count == arguments.bound, let last = entries.last else { return .events(found, next: nil) }
            arguments.position = last.position
        }
        return .events(found, next: arguments.position)
    }

    /// Events, and each of their customers beside them.
    private func look(_ candidates: SQL, _ tenant: ID<Tenant>, _ tx: Transaction) throws -> ([AuditEntry], [AuditCandidate]) {
        let rows = try tx.execute(all: [
            "set local role peony_auditor", AskAudit.page(candidates, of: tenant, limit: AskAudit.pickedAtOnce),
        ])[1]
        let entries = try rows.map { try AuditEntry($0, tenant: tenant.uuid) }
        let links = try tx.execute(all: [
            AuditRecord.selectLinks(of: entries.map { ($0.at, $0.id) }, tenant: tenant.uuid), "set local role none",
        ])[0]
        var customers: [UUID: Set<UUID>] = [:]
        for row in links {
            if let customer = try row.getOptional(3, as: UUID.self) { customers[try row.get(0), default: []].insert(customer) }
        }
        let pairs = entries.flatMap { entry in
            customers[entry.id, default: Set([entry.record.customer].compactMap(\.self))].map {
                AuditCandidate(event: entry.id, at: entry.at, actor: entry.record.actor, customer: $0)
            }
        }
        return (entries, pairs)
    }

    /// The rows of a page, looked up one by one in the candidates' order; see ``AuditPlan``.
    static func page(_ candidates: SQL, of tenant: ID<Tenant>, limit: Int) -> SQL {
        """
        select \(AuditEntry.columns) from (\(candidates)) c
        cross join lateral (select * from audit.event e where e.tenant_id = \(tenant) and e.at = c.at and e.id = c.id limit 1) e
        order by c.at desc, c.id desc limit \(limit)
        """
    }

    private static func value(_ row: Row, _ index: Int, _ kind: AuditColumn.Kind) throws -> JSONValue {
        switch kind {
        case .id: try row.getOptional(index, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        case .text: try row.getOptional(index, as: String.self).map { .string($0) } ?? .null
        case .integer: try row.getOptional(index, as: Int64.self).map { .integer($0) } ?? .null
        case .time: try row.getOptional(index, as: Instant.self).map { .string($0.description) } ?? .null
        }
    }
}

extension AskAudit.Found {
    var count: Int {
        switch self {
        case .events(let entries, _): entries.count
        case .rows(let rows): rows.count
        }
    }
}

extension AuditEntry {
    var position: AuditPosition { AuditPosition(at: at, id: id) }
}
