public import FoundationEssentials
public import Platform
public import Postgres

/// Which medical warnings stand for a customer: the one question that whoever books, plans or treats asks before he goes on.
public enum MedicalWarnings {
    /// A warning that holds on the day that was asked for.
    public struct Standing: Sendable, Hashable {
        public let id: UUID
        /// One of ``CustomerWarning/kinds``.
        public let kind: String
        /// `stop`: do not begin; `caution`: ask; `note`: know.
        public let severity: String
        public let since: LocalDate
        /// The last day; nil where no end is known.
        public let until: LocalDate?
    }

    /// The warnings that stand on a day of the tenant's calendar, the gravest first.
    ///
    /// The caller's rights on the fields are not asked: a gate has to close for who may not read why. What it shows of them is the caller's
    /// matter; `kind` is C4.
    public static func standing(
        for customer: UUID, at now: Instant, as actor: Actor, in tx: Transaction
    ) throws -> [Standing] {
        let rows = try tx.execute(
            """
            select w.id, w.kind, w.severity, w.since_on, w.until_on from app.customer_warning w, (select (\(now)::timestamptz at time zone
              s.time_zone)::date as day from app.tenant_setting s where s.tenant_id = \(actor.tenant)) today
            where w.tenant_id = \(actor.tenant) and w.customer_id = \(customer) and w.since_on <= today.day
            and (w.until_on is null or w.until_on >= today.day)
            order by case w.severity when 'stop' then 0 when 'caution' then 1 else 2 end, w.since_on, w.id
            """)
        return try rows.map {
            Standing(id: try $0[0], kind: try $0[1], severity: try $0[2], since: try $0[3], until: try $0.getOptional(4))
        }
    }
}
