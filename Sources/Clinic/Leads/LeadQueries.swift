internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The leads' own statements; no rules here.
enum LeadQueries {
    /// What is known by one of these tokens, and whether by the telephone number: open ones first, then the one that was there last. Won
    /// ones are customers.
    ///
    /// - Parameter condition: which of them are looked at, on `app.lead t`.
    static func known(_ tokens: LeadTokens, where condition: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select t.id, k.field = 1 from \(Lead.resource.source) join app.lead_token k on k.tenant_id = t.tenant_id and k.lead_id = t.id
        join unnest(\(tokens.tokens.map { Int32($0.kind.rawValue) }), \(tokens.tokens.map(\.token))) x (field, token)
          on x.field = k.field and x.token = k.token
        where t.tenant_id = \(tenant) and k.key_version = \(tokens.version) and t.state <> 'won' and \(condition)
        order by (t.state = 'lost'), t.number desc, k.field limit 1
        """
    }

    /// The open lead of a customer.
    static func open(of customer: UUID, where condition: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select t.id from \(Lead.resource.source) where t.tenant_id = \(tenant) and t.customer_id = \(customer)
        and t.state not in ('won', 'lost') and \(condition) order by t.number desc limit 1
        """
    }

    /// The customer with a telephone number: id, branch, owner and whether he works here.
    static func customer(ofPhone token: [UInt8], version: Int32, where condition: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select t.id, t.home_branch_id, u.id from \(Customer.resource.source)
        join app.phone_token p on p.tenant_id = t.tenant_id and p.customer_id = t.id
        left join app.user_account u on u.tenant_id = t.tenant_id and u.id = t.owner_id and u.state = 'active'
        where t.tenant_id = \(tenant) and p.key_version = \(version) and p.token = \(token) and p.is_primary and \(condition)
        """
    }

    /// A lead as it stands.
    static func row(_ id: UUID, tenant: ID<Tenant>, locking: Bool) -> SQL {
        let lock: SQL = locking ? " for update of t" : ""
        return """
            select t.branch_id, t.state, t.owner_id, t.source_channel, t.campaign, t.service_id, t.customer_id, t.returns, t.crm_key,
              t.contact_due_at, t.protected_until, t.version, t.name_sealed, t.phone_sealed, t.wechat_sealed, t.remark_sealed, t.assigned_at,
              t.contacted_at
            from app.lead t where t.tenant_id = \(tenant) and t.id = \(id)\(lock)
            """
    }

    static func touch(
        _ id: UUID, lead: UUID?, customer: UUID?, branch: UUID, source: String, medium: String?, campaign: String?, service: UUID?,
        by user: ID<User>?, tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        """
        insert into app.lead_touch (tenant_id, id, branch_id, lead_id, customer_id, source_channel, medium, campaign, service_id, at, received_by)
        values (\(tenant), \(id), \(branch), \(value: lead), \(value: customer), \(source), \(value: medium), \(value: campaign),
          \(value: service), \(now), \(value: user))
        """
    }

    /// - Parameter reason: sealed by ``Lead/reason``.
    static func assignment(
        _ id: UUID, of lead: UUID, branch: UUID, to user: UUID?, from: UUID?, how: String, rule: UUID?, reason: [UInt8]?, by actor: Actor,
        at now: Instant
    ) -> SQL {
        """
        insert into app.lead_assignment (tenant_id, id, branch_id, lead_id, user_id, from_id, how, rule_id, reason_sealed, at,
          assigned_by)
        values (\(actor.tenant), \(id), \(branch), \(lead), \(value: user), \(value: from), \(how), \(value: rule),
          \(value: reason), \(now), \(value: actor.user))
        """
    }

    /// The rules that a lead falls under, in their order: id, strategy, roster, minutes to the first contact.
    static func rules(branch: UUID, service: UUID?, source: String, campaign: String?, tenant: ID<Tenant>) -> SQL {
        """
        with recursive above (id, parent_id, step) as (
          select u.id, u.parent_id, 1 from app.unit u where u.tenant_id = \(tenant) and u.id = \(branch)
          union all
          select u.id, u.parent_id, a.step + 1 from above a join app.unit u on u.tenant_id = \(tenant) and u.id = a.parent_id
          where a.step < 12),
        meant (id, parent_id, step) as (
          select g.id, g.parent_id, 1 from app.service s join app.service_category g on g.tenant_id = s.tenant_id and g.id = s.category_id
          where s.tenant_id = \(tenant) and s.id = \(value: service)::uuid
          union all
          select g.id, g.parent_id, m.step + 1 from meant m join app.service_category g on g.tenant_id = \(tenant) and g.id = m.parent_id
          where m.step < 12)
        select r.id, r.strategy, r.roster, r.contact_minutes from app.lead_rule r
        where r.tenant_id = \(tenant) and r.state = 'active' and r.unit_id in (select a.id from above a)
        and (r.service_id is null or r.service_id = \(value: service)::uuid)
        and (r.category_id is null or r.category_id in (select m.id from meant m))
        and (r.source_channel is null or r.source_channel = \(source))
        and (r.campaign is null or r.campaign = \(value: campaign)::text)
        order by case r.basis when 'project' then 1 when 'source' then 2 when 'region' then 3 else 4 end, r.position, r.id
        """
    }

    /// The counter of a rule, held until COMMIT.
    static func counter(of rule: UUID, tenant: ID<Tenant>) -> [SQL] {
        [
            "insert into app.lead_rule_counter (tenant_id, rule_id) values (\(tenant), \(rule)) on conflict do nothing",
            """
            select n.members, n.credits from app.lead_rule_counter n where n.tenant_id = \(tenant) and n.rule_id = \(rule) for update
            """,
        ]
    }

    static func keep(_ turns: LeadTurns, of rule: UUID, tenant: ID<Tenant>) -> SQL {
        let members = turns.credits.sorted { $0.key < $1.key }
        return """
            update app.lead_rule_counter set given = given + 1, members = \(members.map(\.key)), credits = \(members.map(\.value))
            where tenant_id = \(tenant) and rule_id = \(rule)
            """
    }

    /// Those of a rule who work here, are at work now (where the rule goes by the roster), not on leave, and below their number of the day, in
    /// the rule's order: person, weight, open leads, won and ended ones of the last ninety days.
    static func available(for rule: UUID, onShift: Bool, besides excluded: [UUID], tenant: ID<Tenant>, at now: Instant) -> SQL {
        let roster: SQL =
            onShift
            ? """
            and exists (select 1 from app.shift s join app.resource r on r.tenant_id = s.tenant_id and r.id = s.resource_id
              where s.tenant_id = m.tenant_id and r.user_id = m.user_id and s.state = 'published'
              and s.day between (\(now)::timestamptz at time zone 'UTC')::date - 2 and (\(now)::timestamptz at time zone 'UTC')::date + 2
              and s.starts_at <= \(now) and s.ends_at > \(now))
            """ : ""
        return """
            with today (starts) as (
              select date_trunc('day', \(now)::timestamptz at time zone z.time_zone) at time zone z.time_zone
              from app.tenant_setting z where z.tenant_id = \(tenant))
            select m.user_id, m.weight::int8,
              (select count(*) from app.lead l where l.tenant_id = m.tenant_id and l.owner_id = m.user_id
                and l.state in ('assigned', 'contacted', 'added_wecom', 'booked', 'arrived')),
              (select count(*) from app.lead l where l.tenant_id = m.tenant_id and l.owner_id = m.user_id and l.state = 'won'
                and l.closed_at > \(now)::timestamptz - interval '90 days'),
              (select count(*) from app.lead l where l.tenant_id = m.tenant_id and l.owner_id = m.user_id and l.state in ('won', 'lost')
                and l.closed_at > \(now)::timestamptz - interval '90 days')
            from app.lead_rule_member m join app.user_account u on u.tenant_id = m.tenant_id and u.id = m.user_id and u.state = 'active'
            where m.tenant_id = \(tenant) and m.rule_id = \(rule) and not m.user_id = any (\(excluded))
            and not exists (select 1 from app.leave_request v where v.tenant_id = m.tenant_id and v.user_id = m.user_id
              and v.state = 'approved' and v.starts_at <= \(now) and v.ends_at > \(now))
            and (m.daily_cap is null or m.daily_cap > (select count(*) from app.lead_assignment a, today
              where a.tenant_id = m.tenant_id and a.user_id = m.user_id and a.rule_id = m.rule_id and a.at >= today.starts
              and a.how in ('rule', 'recycle', 'reopened')))
            \(roster) order by m.position
            """
    }

    /// Gives a lead to somebody, or to nobody; the clock of the first contact begins anew.
    static func give(
        _ id: UUID, to user: UUID?, state: String, rule: UUID?, dueAt: Instant?, protectedUntil: Instant?, returns: Int64,
        tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        let assigned: SQL = user == nil ? "assigned_at" : "\(now)"
        return """
            update app.lead set owner_id = \(value: user), state = \(state), rule_id = \(value: rule), assigned_at = \(assigned),
              contact_due_at = \(value: dueAt), protected_until = \(value: protectedUntil), returns = \(returns), lost_reason = null,
              closed_at = null, version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = \(id)
            """
    }

    /// Leads whose first contact is overdue, and those whose protection has ended, the longest first.
    static func due(at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select x.id from (
          (select t.id, t.contact_due_at as at from app.lead t where t.tenant_id = \(tenant) and t.contact_due_at <= \(now)
           order by t.contact_due_at limit 500)
          union all
          (select t.id, t.protected_until from app.lead t where t.tenant_id = \(tenant) and t.protected_until <= \(now)
           and t.state in ('assigned', 'contacted', 'added_wecom') order by t.protected_until limit 500)) x
        group by x.id order by min(x.at) limit 500
        """
    }
}
