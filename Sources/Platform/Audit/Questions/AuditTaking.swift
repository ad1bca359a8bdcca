internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// What is taken out of the trail: packs of whom an incident concerned, and signed heads.
struct AuditTaking: Sendable {
    let deployment: Deployment

    func incidentPack(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let (pack, isCSV) = try IncidentPack.read(call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let affected = try await deployment.database.write(as: actor) { tx in
            try pack.run(as: actor, keys: keys, at: call.now, in: tx)
        }
        var reply =
            isCSV
            ? Reply.bytes(IncidentPack.csv(affected), contentType: "text/csv; charset=utf-8")
            : Reply.json(pack.json(affected, at: call.now).serialized)
        AuditQuestioning.name(&reply, "incident.\(isCSV ? "csv" : "json")")
        return reply
    }

    /// A note about this tenant alone, for an anchor of its own; `peony audit verify --anchor` takes it like the deployment's.
    func note(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let signer = deployment.signer else { throw Failure(.auditKeyMissing) }
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let head = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(all: [
                "set local role peony_auditor",
                "select batch, head from audit.batch where tenant_id = \(actor.tenant) order by batch desc limit 1",
                "set local role none",
            ])[1]
            try AuditTrail.record(
                AuditEvent(.readAudit, on: "audit_note", rowCount: rows.count), as: actor, keys: keys, at: call.now, in: tx)
            return try rows.first.map { AuditHead(batch: try $0.get(0), head: try $0.get(1)) }
        }
        let lines = head.map { [AuditNote.Line(tenant: actor.tenant.uuid, head: $0)] } ?? []
        let note = AuditNote(number: nil, at: call.now, previous: [], heads: lines, listing: lines)
        var reply = Reply.text(try note.signed(by: signer).serialized())
        AuditQuestioning.name(&reply, "peony-audit-note.txt")
        return reply
    }
}
