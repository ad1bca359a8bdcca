internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What the detectors found in some batches of one tenant; read as the auditor.
struct AlertFindings {
    /// Something to raise an alert about, once for its occasion.
    struct Finding {
        let kind: AlertKind
        let occasion: String
        let at: Instant
        var subject: UUID?
        var customer: UUID?
        var event: UUID?
        var observed: Int64?
        var threshold: Int64?
    }

    let tenant: ID<Tenant>
    let settings: AuditSettings
    let now: Instant
    private(set) var found: [Finding] = []

    init(tenant: ID<Tenant>, settings: AuditSettings, now: Instant) {
        self.tenant = tenant
        self.settings = settings
        self.now = now
    }

    /// Looks at the batches behind one and through another.
    mutating func look(behind first: Int64, through last: Int64, in tx: Transaction) throws {
        // The times of the batches prune the months; the batch alone would look into every one.
        let bounds = try tx.execute(
            """
            select min(first_at), max(last_at) from audit.batch where tenant_id = \(tenant) and batch > \(first) and batch <= \(last)
            """)[0]
        guard let from: Instant = try bounds.getOptional(0), let until: Instant = try bounds.getOptional(1) else { return }
        let fresh: SQL = """
            e.tenant_id = \(tenant) and e.batch > \(first) and e.batch <= \(last) and e.at >= \(from) and e.at <= \(until)
            """
        try lookAtEvents(fresh, tx)
        for kind in AlertKind.all {
            if case .pattern(let pattern) = kind.cause { try look(kind, pattern, fresh, tx) }
        }
    }

    /// One statement for all kinds that single events raise.
    private mutating func lookAtEvents(_ fresh: SQL, _ tx: Transaction) throws {
        var kinds: [String: [(kind: AlertKind, threshold: Int64?)]] = [:]
        for kind in AlertKind.all {
            switch kind.cause {
            case .events(let actions): for action in actions { kinds[action, default: []].append((kind, nil)) }
            case .exports(let actions): for action in actions { kinds[action, default: []].append((kind, settings.exportRows)) }
            case .pattern: break
            }
        }
        let rows = try tx.execute(
            """
            select e.id, e.at, e.actor_id, e.object_id, e.customer_id, e.row_count::int8, e.action from audit.event e
            where \(fresh) and e.action = any (\(kinds.keys.sorted())) and e.outcome <> 'denied' order by e.at
            """)
        for row in rows {
            let event: UUID = try row.get(0)
            let count: Int64? = try row.getOptional(5)
            let subject: UUID? = try row.getOptional(2) ?? row.getOptional(3)
            for (kind, threshold) in kinds[try row.get(6)] ?? [] {
                if let threshold, (count ?? 0) < threshold { continue }
                found.append(
                    Finding(
                        kind: kind, occasion: event.uuidString.lowercased(), at: try row.get(1), subject: subject,
                        customer: try row.getOptional(4), event: event, observed: threshold == nil ? nil : count, threshold: threshold))
            }
        }
    }

    /// A pattern looks at whoever acted in the fresh batches, over the whole stretch of time.
    private mutating func look(_ kind: AlertKind, _ pattern: AlertPattern, _ fresh: SQL, _ tx: Transaction) throws {
        let patterns = AlertPatterns(tenant: tenant, settings: settings, now: now, fresh: fresh)
        let (statement, threshold) = patterns.statement(pattern)
        for row in try tx.execute(statement) {
            let subject: UUID? = try row.getOptional(0)
            let stretch: String = try row.get(1)
            found.append(
                Finding(
                    kind: kind, occasion: "\(subject?.uuidString.lowercased() ?? "-") \(stretch)", at: try row.get(2), subject: subject,
                    observed: try row.get(3), threshold: threshold))
        }
    }
}

extension AlertFindings.Finding {
    /// Writes the alert and its audit event; false when there is one for this occasion already.
    func raise(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Bool {
        let id = ID<Alert>.new(at: now)
        let made = try tx.execute(
            """
            insert into app.alert (tenant_id, id, kind, severity, occasion, at, subject_id, customer_id, event_id, event_at, observed,
              threshold)
            values (\(actor.tenant), \(id), \(kind.code), \(kind.severity.rawValue), \(occasion), \(now), \(subject), \(customer),
              \(event), \(at), \(observed), \(threshold))
            on conflict (tenant_id, kind, occasion) do nothing returning 1
            """)
        guard !made.isEmpty else { return false }
        try AuditTrail.record(
            AuditEvent(
                .raiseAlert, on: "alert", id.uuid, customer: customer, rowCount: observed.map { Int(clamping: $0) },
                body: ["kind": .string(kind.code)]),
            as: actor, keys: keys, at: now, in: tx)
        return true
    }
}
