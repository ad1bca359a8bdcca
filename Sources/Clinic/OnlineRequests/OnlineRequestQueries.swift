internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The online requests' own statements; no rules here.
enum OnlineRequestQueries {
    /// A page that is on, of a branch that is open: id, branch, version, title, welcome, accent, notice, wishes, source, minutes to the review,
    /// most holds, name of the branch, time zone, the day that it is, most that wait.
    static func page(_ slug: String, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select p.id, p.branch_id, p.version, p.title, p.welcome, p.accent, p.notice, p.wishes, p.source_channel, p.review_minutes,
          p.most_holds, u.name, z.time_zone, (\(now)::timestamptz at time zone z.time_zone)::date, p.most_waiting
        from app.online_page p
        join app.unit u on u.tenant_id = p.tenant_id and u.id = p.branch_id and u.kind = 'branch' and u.state = 'open'
        join app.tenant_setting z on z.tenant_id = p.tenant_id
        where p.tenant_id = \(tenant) and p.slug = \(slug) and p.state = 'on'
        """
    }

    /// What a page offers and is booked online: id, name, English name, minutes, note, whether an age is asked.
    static func services(of page: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select s.id, s.name, s.name_en,
          (select coalesce(sum(g.minutes), 0)::int8 from app.service_segment g where g.tenant_id = s.tenant_id and g.service_id = s.id), l.note,
          exists (select 1 from app.service_rule r where r.tenant_id = s.tenant_id and r.service_id = s.id and r.kind = 'age_below')
        from app.online_page_service l
        join app.service s on s.tenant_id = l.tenant_id and s.id = l.service_id and s.state = 'active' and s.booking = 'online'
        where l.tenant_id = \(tenant) and l.page_id = \(page) order by l.position
        """
    }

    static func questions(of page: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select q.word, q.question, q.question_en, q.service_ids from app.online_page_question q
        where q.tenant_id = \(tenant) and q.page_id = \(page) order by q.position
        """
    }

    /// What a service asks of answers and ages: kind, effect, subject, measure.
    static func rules(of service: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select r.kind, r.effect, r.subject, r.measure from app.service_rule r
        where r.tenant_id = \(tenant) and r.service_id = \(service) and r.kind in ('answer', 'age_below') order by r.position
        """
    }

    /// A request that came with this key before: hash of its body, receipt, the first answer's outcome and time.
    static func repeated(_ key: [UInt8], tenant: ID<Tenant>) -> SQL {
        """
        select r.body_hash, r.receipt, r.triage, r.held_from from app.online_request r
        where r.tenant_id = \(tenant) and r.repeat_key = \(key)
        """
    }

    /// How many times requests of a page keep.
    static func holds(of page: UUID, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select count(*) from app.online_request r join app.appointment a on a.tenant_id = r.tenant_id and a.id = r.appointment_id
        where r.tenant_id = \(tenant) and r.page_id = \(page) and a.state = 'held' and a.held_until > \(now)
        """
    }

    /// How many requests of a page nobody has looked at.
    static func waiting(of page: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select count(*) from app.online_request r where r.tenant_id = \(tenant) and r.page_id = \(page)
        and r.state in ('auto_ok', 'need_review', 'contraindicated')
        """
    }

    /// What a step needs to know besides the fields: service, page's minutes to the review, lead, whose he is.
    static func rest(of id: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select r.service_id, p.review_minutes, r.lead_id, coalesce(r.customer_id, l.customer_id)
        from app.online_request r join app.online_page p on p.tenant_id = r.tenant_id and p.id = r.page_id
        left join app.lead l on l.tenant_id = r.tenant_id and l.id = r.lead_id
        where r.tenant_id = \(tenant) and r.id = \(id)
        """
    }

    /// The appointment of a request, locked: version, state, whether its time is still kept, when it begins.
    static func hold(_ appointment: UUID, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select a.version, a.state, coalesce(a.state = 'held' and a.held_until > \(now), false), a.starts_at from app.appointment a
        where a.tenant_id = \(tenant) and a.id = \(appointment) for update
        """
    }

    /// Open requests whose clock has run out: id.
    static func late(at now: Instant, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        select r.id from app.online_request r where r.tenant_id = \(tenant) and r.overdue_at is null
        and r.state in ('auto_ok', 'need_review', 'contraindicated') and r.due_at <= \(now) order by r.due_at limit \(limit)
        """
    }

    /// The branch's doctors in the catalogue's order.
    static func doctors(of branch: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select r.user_id from app.resource r join app.user_account u on u.tenant_id = r.tenant_id and u.id = r.user_id and u.state = 'active'
        where r.tenant_id = \(tenant) and r.branch_id = \(branch) and r.kind = 'doctor' and r.state = 'ready'
        order by r.position, r.name, r.id limit 30
        """
    }

    /// Somebody of a branch who works on requests, the desk first.
    static func desk(of branch: UUID, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select g.user_id from app.access_grant g
        join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and r.state = 'active'
        join app.role_action a on a.tenant_id = r.tenant_id and a.role_id = r.id and a.action = \(Action.updateOnlineRequest.name)
        join app.user_account u on u.tenant_id = g.tenant_id and u.id = g.user_id and u.state = 'active'
        where g.tenant_id = \(tenant) and g.unit_id = \(branch) and g.state = 'active' and g.valid_from <= \(now)
        and (g.valid_until is null or g.valid_until > \(now))
        order by (r.code is distinct from 'front_desk'), g.user_id limit 1
        """
    }

    /// Whoever looks after the person already, and works here: the owner of the lead, or the customer's.
    static func owner(lead: UUID?, customer: UUID?, tenant: ID<Tenant>) -> SQL {
        """
        select u.id from app.user_account u where u.tenant_id = \(tenant) and u.state = 'active' and u.id = coalesce(
          (select l.owner_id from app.lead l where l.tenant_id = \(tenant) and l.id = \(value: lead)::uuid),
          (select c.owner_id from app.customer c where c.tenant_id = \(tenant) and c.id = \(value: customer)::uuid))
        """
    }
}
