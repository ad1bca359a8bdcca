internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What the endpoints of alerts do. Reading them is recorded as reading the audit is.
struct AlertInquiries: Sendable {
    let deployment: Deployment

    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.forbidden) }
        var filter = AlertFilter()
        let page = try AuditPageQuery(call.query) { filter.read($0, $1, &$2) }
        let place = "alert \(filter)"
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let after = try page.cursor.map { try AuditPosition(Cursor(opening: $0, keys: keys, user: user, query: place)) }
        let condition = filter.condition
        let rest: SQL = after.map { "and (at, id) < (\($0.at), \($0.id))" } ?? ""
        let rows = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(
                """
                select \(Alert.columns) from app.alert where tenant_id = \(actor.tenant) \(condition) \(rest)
                order by at desc, id desc limit \(page.limit + 1)
                """)
            try AuditTrail.record(
                AuditEvent(.readAlert, on: "alert", rowCount: min(rows.count, page.limit)), as: actor, keys: keys, at: call.now, in: tx)
            return try rows.map { try AlertRow($0, call.language, keys: keys) }
        }
        let shown = rows.prefix(page.limit)
        let next =
            try rows.count > page.limit
            ? shown.last.map { try AuditPosition(at: $0.at, id: $0.id).cursor.sealed(keys: keys, user: user, query: place) } : nil
        return .json(AuditPageQuery.page(Array(shown), next: next) { $1.value($0.json) })
    }

    func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<Alert> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let alert = try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute("select \(Alert.columns) from app.alert where tenant_id = \(actor.tenant) and id = \(id)")
            guard let row = rows.first else { throw Failure(.notFound) }
            try AuditTrail.record(AuditEvent(.readAlert, on: "alert", id.uuid, rowCount: 1), as: actor, keys: keys, at: call.now, in: tx)
            return try AlertRow(row, call.language, keys: keys)
        }
        return .json(alert.json.serialized, version: alert.version)
    }

    func acknowledge(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        return try await settle(SettleAlert(acknowledging: call.id("id"), reading: payload), call)
    }

    func close(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        return try await settle(SettleAlert(closing: call.id("id"), reading: payload), call)
    }

    private func settle(_ step: SettleAlert, _ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let alert = try await deployment.database.write(as: actor) { tx in
            try step.run(as: actor, keys: keys, at: call.now, language: call.language, in: tx)
        }
        return .json(alert.json.serialized, version: alert.version)
    }

    func settings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let found = try await deployment.database.read(as: actor) { try AuditSettings.read(of: actor.tenant, in: $0) }
        return .json(found.json.serialized, version: found.version)
    }

    func changeSettings(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let body = try call.json()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let found = try await deployment.database.write(as: actor) { tx in
            let old = try AuditSettings.read(of: actor.tenant, locking: true, in: tx)
            guard old.version == version else { throw Failure(.stale) }
            var new = old
            let payload = PayloadReader(body)
            new.apply(payload)
            try payload.finish()
            try AuditSettings.change(from: old, to: new, as: actor, keys: keys, at: call.now, in: tx)
            return try AuditSettings.read(of: actor.tenant, in: tx)
        }
        return .json(found.json.serialized, version: found.version)
    }
}

/// Which alerts somebody asks for.
struct AlertFilter: Sendable, CustomStringConvertible {
    private var state: String?
    private var kind: String?
    private var severity: String?
    private var subject: UUID?

    /// Reads one parameter; false for a name that it does not know.
    mutating func read(_ name: String, _ value: String, _ violations: inout [Violation]) -> Bool {
        func choose(_ target: inout String?, _ known: [String]) {
            if known.contains(value) { target = value } else { violations.append(Violation(pointer: "/" + name, code: "choice")) }
        }
        switch name {
        case "filter[state]": choose(&state, Alert.states)
        case "filter[kind]": choose(&kind, AlertKind.all.map(\.code))
        case "filter[severity]": choose(&severity, AlertKind.Severity.allCases.map(\.rawValue))
        case "filter[subjectId]":
            subject = ID<User>(value)?.uuid
            if subject == nil { violations.append(Violation(pointer: "/" + name, code: "type")) }
        default: return false
        }
        return true
    }

    var condition: SQL {
        var parts: [SQL] = []
        if let state { parts.append("and state = \(state)") }
        if let kind { parts.append("and kind = \(kind)") }
        if let severity { parts.append("and severity = \(severity)") }
        if let subject { parts.append("and subject_id = \(subject)") }
        return parts.joined(separator: " ")
    }

    var description: String {
        [state, kind, severity, subject?.uuidString].map { $0 ?? "-" }.joined(separator: "/")
    }
}
