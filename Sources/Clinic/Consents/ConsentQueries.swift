internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The consents' own statements; no rules here.
enum ConsentQueries {
    /// One notice.
    static func notice(_ id: ID<ConsentNotice>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? "for update" : ""
        return "select \(ConsentNotice.columns) from app.consent_notice n where n.tenant_id = \(tenant) and n.id = \(id) \(lock)"
    }

    /// Notices, newest edition first; nil leaves a criterion out.
    static func notices(purpose: String?, language: String?, state: String?, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select \(ConsentNotice.columns) from app.consent_notice n where n.tenant_id = \(tenant)
        and (\(value: purpose)::text is null or n.purpose = \(value: purpose))
        and (\(value: language)::text is null or n.language = \(value: language))
        and (\(value: state)::text is null or n.state = \(value: state))
        order by n.purpose, n.language, n.edition desc limit \(limit)
        """
    }

    /// Whether a later edition of the same purpose and language has been published.
    static func isOutdated(_ notice: ConsentNotice, tenant: ID<Tenant>) -> SQL {
        """
        select exists (select 1 from app.consent_notice n where n.tenant_id = \(tenant) and n.purpose = \(notice.purpose)
          and n.language = \(notice.language) and n.state = 'published' and n.edition > \(notice.edition))
        """
    }

    /// The tenant's day, and the first birthday of those who are under eighteen on it.
    static func today(at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select (\(now)::timestamptz at time zone s.time_zone)::date,
          ((\(now)::timestamptz at time zone s.time_zone)::date - interval '18 years')::date
        from app.tenant_setting s where s.tenant_id = \(tenant)
        """
    }

    /// The consents of a customer that hold, for some purposes.
    static func given(_ customer: UUID, purposes: [String], tenant: ID<Tenant>) -> SQL {
        """
        select k.id, k.purpose from app.consent k where k.tenant_id = \(tenant) and k.customer_id = \(customer)
        and k.state = 'given' and k.purpose = any (\(purposes)) order by k.purpose for update
        """
    }

    /// Ends a consent.
    static func end(
        _ id: UUID, as state: String, by user: ID<User>?, channel: String?, reason: [UInt8]?, tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        """
        update app.consent set state = \(state), ended_at = greatest(given_at, \(now)), ended_by = \(value: user),
          end_channel = \(value: channel), end_reason_sealed = \(value: reason), version = version + 1
        where tenant_id = \(tenant) and id = \(id) and state = 'given'
        """
    }

    /// Whether a purpose is allowed for a customer at a time, as a condition. `purpose` and `customer` are expressions of the
    /// statement that it stands in; `isMarketing` is a boolean one.
    ///
    /// A consent counts from when it was given until it ended, unless a notice published since asks for a new one. Promotion is never
    /// allowed for minors and for those who object to it, nothing for those who were erased or whose processing is restricted.
    static func allows(purpose: SQL, isMarketing: SQL, customer: SQL, tenant: ID<Tenant>, at time: Instant) -> SQL {
        """
        (exists (select 1 from app.consent k join app.consent_notice n on n.tenant_id = k.tenant_id and n.id = k.notice_id \
        where k.tenant_id = \(tenant) and k.customer_id = \(customer) and k.purpose = \(purpose) and k.given_at <= \(time) \
        and (k.ended_at is null or k.ended_at > \(time)) and not \(renewed("n", tenant: tenant, at: time))) \
        and exists (select 1 from app.customer w where w.tenant_id = \(tenant) and w.id = \(customer) and w.erased_at is null \
        and (w.restricted_at is null or w.restricted_at > \(time)) \
        and (not \(isMarketing) or w.objected_at is null or w.objected_at > \(time))) \
        and (not \(isMarketing) or not \(minor(customer, tenant: tenant, at: time))))
        """
    }

    /// Whether a notice published after this one asks for a new consent.
    static func renewed(_ notice: SQLIdentifier, tenant: ID<Tenant>, at time: Instant) -> SQL {
        """
        exists (select 1 from app.consent_notice r where r.tenant_id = \(tenant) and r.purpose = \(notice).purpose \
        and r.requires_renewal and r.published_at > \(notice).published_at and r.published_at <= \(time))
        """
    }

    /// For each of these purposes: how many customers there are, and how many of them hold a consent to the newest edition, to an earlier
    /// one that counts, to one that counts no more, and to none any more.
    ///
    /// - Parameter condition: over `app.customer t`, and the same row as `c`.
    static func coverage(
        of purposes: [ConsentPurpose], counting condition: SQL, tenant: ID<Tenant>, at time: Instant
    ) -> SQL {
        """
        with seen as materialized (
          select t.id from app.customer t
          cross join lateral (select t.id, t.home_branch_id, t.owner_id, t.restriction, t.birthday) as c
          where t.tenant_id = \(tenant) and t.erased_at is null and \(condition)),
        edition as materialized (
          select n.id, case when \(renewed("n", tenant: tenant, at: time)) then 2
            when \(followed("n", tenant: tenant)) then 1 else 0 end as place
          from app.consent_notice n where n.tenant_id = \(tenant)),
        standing as (
          select k.purpose, k.customer_id, min(case when k.state = 'given' then e.place else 3 end) as place
          from app.consent k join seen on seen.id = k.customer_id join edition e on e.id = k.notice_id
          where k.tenant_id = \(tenant) group by k.purpose, k.customer_id)
        select p.purpose, (select count(*) from seen), count(*) filter (where s.place = 0), count(*) filter (where s.place = 1),
          count(*) filter (where s.place = 2), count(*) filter (where s.place = 3)
        from unnest(\(purposes.map(\.rawValue))) with ordinality as p (purpose, position)
        left join standing s on s.purpose = p.purpose group by p.purpose, p.position order by p.position
        """
    }

    /// Whether a later edition of a notice in the same language was published.
    private static func followed(_ notice: SQLIdentifier, tenant: ID<Tenant>) -> SQL {
        """
        exists (select 1 from app.consent_notice f where f.tenant_id = \(tenant) and f.purpose = \(notice).purpose \
        and f.language = \(notice).language and f.state = 'published' and f.edition > \(notice).edition)
        """
    }

    /// Whether the customer is known to be under eighteen on the tenant's day.
    static func minor(_ customer: SQL, tenant: ID<Tenant>, at time: Instant) -> SQL {
        """
        exists (select 1 from app.customer m join app.tenant_setting s on s.tenant_id = m.tenant_id where m.tenant_id = \(tenant) \
        and m.id = \(customer) and m.birthday > ((\(time)::timestamptz at time zone s.time_zone)::date - interval '18 years')::date)
        """
    }

    /// For each of these purposes: allowed, the consent that holds, since when, whether a new notice took it away, minor.
    static func states(_ customer: UUID, of purposes: [ConsentPurpose], tenant: ID<Tenant>, at time: Instant) -> SQL {
        """
        select p.purpose, \(allows(purpose: "p.purpose", isMarketing: "p.marketing", customer: "\(customer)", tenant: tenant, at: time)),
          h.id, h.given_at, coalesce(h.renewed, false), p.marketing and \(minor("\(customer)", tenant: tenant, at: time)),
          exists (select 1 from app.consent e where e.tenant_id = \(tenant) and e.customer_id = \(customer)
            and e.purpose = p.purpose and e.ended_at <= \(time)),
          coalesce(w.restricted_at <= \(time), w.id is null), coalesce(p.marketing and w.objected_at <= \(time), false)
        from unnest(\(purposes.map(\.rawValue)), \(purposes.map(\.isMarketing))) with ordinality as p (purpose, marketing, place)
        left join lateral (
          select k.id, k.given_at, \(renewed("n", tenant: tenant, at: time)) as renewed
          from app.consent k join app.consent_notice n on n.tenant_id = k.tenant_id and n.id = k.notice_id
          where k.tenant_id = \(tenant) and k.customer_id = \(customer) and k.purpose = p.purpose and k.given_at <= \(time)
          and (k.ended_at is null or k.ended_at > \(time)) order by k.given_at desc limit 1) h on true
        left join app.customer w on w.tenant_id = \(tenant) and w.id = \(customer)
        order by p.place
        """
    }
}
