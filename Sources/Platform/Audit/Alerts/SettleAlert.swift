internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Takes an alert up, or closes it with a verdict. Either says why, and a closed one stays as it is.
struct SettleAlert: Sendable {
    enum Step: Sendable {
        case acknowledge(note: String)
        case close(note: String, verdict: String)
    }

    let id: ID<Alert>
    let step: Step

    /// `{note}`
    init(acknowledging id: ID<Alert>, reading payload: PayloadReader) throws {
        self.id = id
        step = .acknowledge(note: payload.requiredText("note", min: 2, max: 1000))
        try payload.finish()
    }

    /// `{note, verdict}`
    init(closing id: ID<Alert>, reading payload: PayloadReader) throws {
        self.id = id
        step = .close(
            note: payload.requiredText("note", min: 2, max: 1000), verdict: payload.requiredChoice("verdict", of: Alert.verdicts))
        try payload.finish()
    }

    /// Throws `resource.not_found`, or `alert.settled` when it was taken up or closed before.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, language: Language, in tx: Transaction) throws -> AlertRow {
        let found = try tx.execute(
            "select state from app.alert where tenant_id = \(actor.tenant) and id = \(id) for update")
        guard let state: String = try found.first?.get(0) else { throw Failure(.notFound) }
        var body: JSONObject = ["from": .string(state)]
        let change: SQL
        switch step {
        case .acknowledge(let note):
            guard state == "open" else { throw Failure(.alertSettled) }
            body["to"] = "acknowledged"
            change = """
                state = 'acknowledged', acknowledged_by = \(actor.user), acknowledged_at = \(now), \
                note_sealed = \(try Alert.sealed(note, Alert.note, of: id.uuid, keys: keys))
                """
        case .close(let note, let verdict):
            guard state != "closed" else { throw Failure(.alertSettled) }
            body["to"] = "closed"
            body["verdict"] = .string(verdict)
            change = """
                state = 'closed', closed_by = \(actor.user), closed_at = \(now), verdict = \(verdict), \
                closing_note_sealed = \(try Alert.sealed(note, Alert.closingNote, of: id.uuid, keys: keys))
                """
        }
        let rows = try tx.execute(
            """
            update app.alert set \(change), version = version + 1 where tenant_id = \(actor.tenant) and id = \(id)
            returning \(Alert.columns)
            """)
        guard let row = rows.first else { throw Failure(.notFound) }
        try AuditTrail.record(
            AuditEvent(.handleAlert, on: "alert", id.uuid, body: .object(body)), as: actor, keys: keys, at: now, in: tx)
        return try AlertRow(row, language, keys: keys)
    }
}
