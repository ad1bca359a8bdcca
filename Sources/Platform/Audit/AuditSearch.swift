internal import FoundationEssentials
internal import JSON
public import Postgres

/// A search of the audit trail, newest first.
///
/// How it stays fast on tens of millions of events: every combination of conditions *leads* with one of them, for which
/// an index gives the events in the page's own order (tenant, condition, at, id); the other conditions are checked on
/// at most ``candidates`` of those, and a page that found too few ends there and says where to go on. So the work of a
/// page has a bound whatever is asked, and a page may be short, even empty, though there are more. The leads, in order
/// of preference:
///
/// | condition | index |
/// |---|---|
/// | field and customer, customer | `event_link_by_customer`, and `event_by_customer` for events about him |
/// | field | `event_link_by_field` |
/// | actor | `event_by_actor` |
/// | outcome, unless `done` | `event_denied` (partial) |
/// | action | `event_by_action` |
/// | branch | `event_by_branch` (partial) |
/// | none, or time only | the primary key, backwards |
public struct AuditSearch: Sendable {
    /// How many events of the leading index one page looks at.
    public static let candidates = 10_000

    public let filter: AuditFilter
    /// Rows of a page at most.
    public let limit: Int
    /// Where the page before ended, as sealed text.
    public let cursor: String?

    public init(_ filter: AuditFilter, limit: Int = 50, cursor: String? = nil) {
        self.filter = filter
        self.limit = min(max(limit, 1), ListQuery.maximumLimit)
        self.cursor = cursor
    }

    /// One page.
    public struct Page: Sendable {
        public let entries: [AuditEntry]
        /// Where to go on; nil at the end.
        public let next: String?
    }

    /// Reads a page as the auditor and records the reading in the same transaction: neither happens without the other.
    ///
    /// Throws `access.denied` without the right to read the trail. A reader whose right covers some branches sees their
    /// events only.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Page {
        guard let user = actor.user, let reach = actor.rights.reach(of: .readAudit) else { throw Failure(.forbidden) }
        let start = try cursor.map {
            try AuditPosition(Cursor(opening: $0, keys: keys, user: user, query: filter.fingerprint))
        }
        let plan = AuditPlan(filter, of: actor.tenant, reach: reach, after: start)
        let answers = try tx.execute(all: ["set local role peony_auditor", plan.page(limit: limit + 1)])
        var entries = try answers[1].map { try AuditEntry($0, tenant: actor.tenant.uuid) }
        var next: AuditPosition?
        if entries.count > limit {
            entries.removeLast()
            next = entries.last.map { AuditPosition(at: $0.record.at, id: $0.record.id) }
        } else if let end = try tx.execute(plan.lastCandidate).first {
            next = AuditPosition(at: try end.get(0), id: try end.get(1))
        }
        tx.enqueue("set local role none")
        try AuditTrail.record(
            AuditEvent(
                .readAudit, on: "audit", branch: filter.branch, customer: filter.customer, rowCount: entries.count,
                body: ["filter": filter.json]),
            as: actor, keys: keys, at: now, in: tx)
        return Page(
            entries: entries, next: try next?.cursor.sealed(keys: keys, user: user, query: filter.fingerprint))
    }
}

/// A place in the trail: pages go from newer to older.
struct AuditPosition: Sendable {
    let at: Instant
    let id: UUID

    init(at: Instant, id: UUID) {
        self.at = at
        self.id = id
    }

    init(_ cursor: Cursor) throws {
        guard let microseconds = cursor.value.flatMap({ Int64($0) }) else {
            throw Failure.invalid([Violation(pointer: "/cursor", code: "not_allowed")])
        }
        self.init(at: Instant(microseconds: microseconds), id: cursor.id)
    }

    var cursor: Cursor { Cursor(value: String(at.microseconds), id: id) }
}
