internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The tags' own statements; no rules here.
enum TagQueries {
    static func groups(tenant: ID<Tenant>) -> SQL {
        "select \(TagGroup.columns) from app.tag_group g where g.tenant_id = \(tenant) order by g.position, g.id"
    }

    static func tags(tenant: ID<Tenant>) -> SQL {
        "select \(Tag.columns) from app.tag g where g.tenant_id = \(tenant) order by g.group_id, g.position, g.id"
    }

    static func group(_ id: ID<TagGroup>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return "select \(TagGroup.columns) from app.tag_group g where g.tenant_id = \(tenant) and g.id = \(id)\(lock)"
    }

    static func tag(_ id: ID<Tag>, tenant: ID<Tenant>, locking: Bool = false) -> SQL {
        let lock: SQL = locking ? " for update" : ""
        return "select \(Tag.columns) from app.tag g where g.tenant_id = \(tenant) and g.id = \(id)\(lock)"
    }

    /// How many groups there are, and the place of the next.
    static func groupRoom(tenant: ID<Tenant>) -> SQL {
        "select count(*), coalesce(max(g.position), -1) + 1 from app.tag_group g where g.tenant_id = \(tenant)"
    }

    /// How many tags there are, and the place of the next in a group.
    static func tagRoom(in group: ID<TagGroup>, tenant: ID<Tenant>) -> SQL {
        """
        select count(*), coalesce(max(g.position) filter (where g.group_id = \(group)), -1) + 1 from app.tag g
        where g.tenant_id = \(tenant)
        """
    }

    /// Groups in this order, those that are not named after them.
    static func order(groups: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        update app.tag_group g set position = x.place from (
          select o.id, (row_number() over (order by y.place nulls last, o.position, o.id))::int4 - 1 as place
          from app.tag_group o left join unnest(\(groups)) with ordinality as y (id, place) on y.id = o.id
          where o.tenant_id = \(tenant)) x
        where g.tenant_id = \(tenant) and g.id = x.id and g.position <> x.place
        """
    }

    /// Tags of these groups in this order, those that are not named after them.
    static func order(tags: [UUID], of groups: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        update app.tag g set position = x.place from (
          select o.id, (row_number() over (partition by o.group_id order by y.place nulls last, o.position, o.id))::int4 - 1 as place
          from app.tag o left join unnest(\(tags)) with ordinality as y (id, place) on y.id = o.id
          where o.tenant_id = \(tenant) and o.group_id = any (\(groups))) x
        where g.tenant_id = \(tenant) and g.id = x.id and g.position <> x.place
        """
    }

    /// What a customer has at a moment: row, tag, its group, expiry.
    static func held(by customer: UUID, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        select k.id, k.tag_id, g.group_id, k.expires_at from app.customer_tag k
        join app.tag g on g.tenant_id = k.tenant_id and g.id = k.tag_id
        where k.tenant_id = \(tenant) and k.customer_id = \(customer) and \(CustomerTags.holds("k", at: now)) order by k.id
        """
    }

    static func give(
        _ id: UUID, _ tag: ID<Tag>, to customer: UUID, branch: UUID, source: Tag.Kind, by user: ID<User>?, until: Instant?, at now: Instant,
        tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.customer_tag (tenant_id, id, customer_id, branch_id, tag_id, source, since, expires_at, set_by)
        values (\(tenant), \(id), \(customer), \(branch), \(tag), \(source.rawValue), \(now), \(value: until), \(value: user))
        """
    }

    /// Ends rows that have not ended.
    static func end(_ rows: [UUID], _ reason: CustomerTag.EndReason, by user: ID<User>?, at now: Instant, tenant: ID<Tenant>) -> SQL {
        """
        update app.customer_tag k set ended_at = greatest(k.since, \(now)), ended_by = \(value: user), end_reason = \(reason.rawValue)
        where k.tenant_id = \(tenant) and k.id = any (\(rows)) and k.ended_at is null
        """
    }

    /// Ends what has expired, to the moment when it did; row, customer and branch of each.
    static func expire(at now: Instant, limit: Int, tenant: ID<Tenant>) -> SQL {
        """
        update app.customer_tag k set ended_at = k.expires_at, end_reason = 'expired' from (
          select x.id from app.customer_tag x where x.tenant_id = \(tenant) and x.ended_at is null and x.expires_at <= \(now)
          order by x.expires_at limit \(limit) for update skip locked) due
        where k.tenant_id = \(tenant) and k.id = due.id and k.ended_at is null returning k.id, k.customer_id, k.branch_id
        """
    }

    /// A line in each of these customers' timelines.
    static func timeline(
        kind: String, rows: [UUID], customers: [UUID], branches: [UUID], events: [UUID], actor: Actor, at now: Instant
    ) -> SQL {
        """
        insert into app.timeline_event (tenant_id, customer_id, at, id, branch_id, kind, actor_id, object_type, object_id, fields)
        select \(actor.tenant), x.customer, \(now), x.event, x.branch, \(kind), \(value: actor.user), 'customer_tag', x.row, '{tags}'
        from unnest(\(rows), \(customers), \(branches), \(events)) as x (row, customer, branch, event)
        """
    }
}
