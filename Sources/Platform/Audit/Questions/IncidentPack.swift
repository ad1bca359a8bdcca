internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Whom a person's access concerned in a stretch of time: what a notice under article 57 of the Personal Information Protection Law
/// begins with. Customers, with the fields that were touched or left in clear, how often, from when until when.
struct IncidentPack: Sendable {
    /// One affected customer.
    struct Affected: Sendable {
        let customer: UUID
        let released: [String]
        let changed: [String]
        let events: Int64
        let first: Instant
        let last: Instant
    }

    /// Customers of one pack at most; beyond, the stretch of time is cut.
    static let largest = 20_000

    let user: UUID
    let from: Instant
    let until: Instant

    /// Reads `actorId`, `from`, `until` and `format` (json or csv); returns whether CSV is wanted.
    static func read(_ query: Query) throws -> (IncidentPack, isCSV: Bool) {
        var violations: [Violation] = []
        var user: UUID?
        var times: [String: Instant] = [:]
        var isCSV = false
        func refuse(_ name: String, _ code: String) { violations.append(Violation(pointer: "/" + name, code: code)) }
        for (name, value) in query.all {
            switch name {
            case "actorId":
                user = ID<User>(value)?.uuid
                if user == nil { refuse(name, "type") }
            case "from", "until":
                times[name] = Instant(value)
                if times[name] == nil { refuse(name, "type") }
            case "format":
                if !["json", "csv"].contains(value) { refuse(name, "choice") }
                isCSV = value == "csv"
            default: violations.append(Violation(pointer: "/query", code: "unknown_field"))
            }
        }
        for name in ["actorId", "from", "until"] where query.first(name) == nil { refuse(name, "required") }
        guard violations.isEmpty, let user, let from = times["from"], let until = times["until"] else { throw Failure.invalid(violations) }
        guard from < until else { throw Failure.invalid([Violation(pointer: "/until", code: "range")]) }
        return (IncidentPack(user: user, from: from, until: until), isCSV)
    }

    /// Collects it and records that it was collected. Throws `audit.too_many_customers`.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [Affected] {
        guard actor.rights.reach(of: .readAudit) == .everywhere else { throw Failure(.forbidden) }
        let rows = try tx.execute(all: ["set local role peony_auditor", statement(of: actor.tenant), "set local role none"])[1]
        guard rows.count <= IncidentPack.largest else { throw Failure(.tooManyCustomers) }
        try AuditTrail.record(
            AuditEvent(
                .exportAudit, on: "incident_pack", user, rowCount: rows.count,
                body: [
                    "actorId": .string(ID<User>(user).description), "from": .string(from.description), "until": .string(until.description),
                ]),
            as: actor, keys: keys, at: now, in: tx)
        return try rows.map { row in
            Affected(
                customer: try row.get(0), released: try row.get(1), changed: try row.get(2), events: try row.get(3),
                first: try row.get(4), last: try row.get(5))
        }
    }

    /// Denied attempts are in it too, without fields: whoever tried may have learned that the customer exists.
    func statement(of tenant: ID<Tenant>) -> SQL {
        """
        select x.customer_id,
          coalesce(array_agg(distinct x.field order by x.field) filter (where x.field is not null and x.is_release), '{}'),
          coalesce(array_agg(distinct x.field order by x.field) filter (where x.field is not null and not x.is_release), '{}'),
          count(distinct x.id), min(x.at), max(x.at)
        from (
          select e.at, e.id, coalesce(l.customer_id, e.customer_id) as customer_id, l.field,
            e.action = any (\(AuditActions.releases)) and e.outcome = 'done' as is_release
          from audit.event e
          left join lateral (select l.customer_id, l.field from audit.event_link l where l.tenant_id = \(tenant) and l.at = e.at
            and l.event_id = e.id and l.customer_id is not null) l on true
          where e.tenant_id = \(tenant) and e.actor_id = \(user) and e.at >= \(from) and e.at < \(until)) x
        where x.customer_id is not null group by x.customer_id order by x.customer_id limit \(IncidentPack.largest + 1)
        """
    }

    func json(_ affected: [Affected], at now: Instant) -> JSONValue {
        [
            "actorId": .string(ID<User>(user).description), "from": .string(from.description), "until": .string(until.description),
            "collectedAt": .string(now.description), "customers": .integer(Int64(affected.count)),
            "data": .array(
                affected.map { one in
                    [
                        "customerId": .string(ID<Never>(one.customer).description),
                        "released": .array(one.released.map { .string($0) }), "changed": .array(one.changed.map { .string($0) }),
                        "events": .integer(one.events), "firstAt": .string(one.first.description), "lastAt": .string(one.last.description),
                    ]
                }),
        ]
    }

    /// RFC 4180, with a byte-order mark, so that spreadsheets read it as UTF-8. Ids, times and names of fields are no formulas; whatever
    /// begins like one is led by an apostrophe all the same.
    static func csv(_ affected: [Affected]) -> [UInt8] {
        let header = ["customerId", "released", "changed", "events", "firstAt", "lastAt"]
        let rows = affected.map { one in
            [
                ID<Never>(one.customer).description, one.released.joined(separator: " "), one.changed.joined(separator: " "),
                String(one.events), one.first.description, one.last.description,
            ]
        }
        let lines = ([header] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }
        return [0xef, 0xbb, 0xbf] + Array(lines.joined().utf8)
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"\((isFormula ? "'" + text : text).replacing("\"", with: "\"\""))\""
    }
}
