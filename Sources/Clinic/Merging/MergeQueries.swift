internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The statements of merging; no rules here. All but the lists run as the system.
enum MergeQueries {
    /// Care relations that both files have with the same person and that reach further in the source's: the target's, as they are.
    static func careBefore(source: UUID, target: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select jsonb_agg(jsonb_build_object('user', t.user_id, 'since', t.since, 'until', t.until,
          'mergedUntil', greatest(t.until, s.until)) order by t.user_id)
        from app.care_relation t join app.care_relation s on s.tenant_id = t.tenant_id and s.user_id = t.user_id
          and s.customer_id = \(source)
        where t.tenant_id = \(tenant) and t.customer_id = \(target) and s.until > t.until
        """
    }

    /// Lets them reach as far.
    static func widenCare(source: UUID, target: UUID, tenant: ID<Tenant>) -> SQL {
        """
        update app.care_relation t set until = s.until, since = case when t.until < s.since then s.since else t.since end
        from app.care_relation s
        where t.tenant_id = \(tenant) and t.customer_id = \(target) and s.tenant_id = t.tenant_id and s.user_id = t.user_id
        and s.customer_id = \(source) and s.until > t.until
        """
    }

    /// Puts back what was widened, unless somebody said something else since.
    static func narrowCare(_ merge: UUID, target: UUID, tenant: ID<Tenant>) -> SQL {
        """
        update app.care_relation t set since = (b.one ->> 'since')::timestamptz, until = (b.one ->> 'until')::timestamptz
        from app.customer_merge m, jsonb_array_elements(m.care) b (one)
        where m.tenant_id = \(tenant) and m.id = \(merge) and t.tenant_id = m.tenant_id and t.customer_id = \(target)
        and t.user_id = (b.one ->> 'user')::uuid and t.until = (b.one ->> 'mergedUntil')::timestamptz
        """
    }

    /// Moves what hangs on the source, and gives back what has to stay with it.
    static func move(_ merge: UUID, source: UUID, target: UUID, tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        CustomerBelonging.moving.map { "select app.merge_move(\(merge), \($0.table.name), \($0.column.name)::text::name)" } + [
            keepTags(merge, source: source, target: target, tenant: tenant, at: now),
            keepOwners(merge, source: source, target: target, tenant: tenant),
        ]
    }

    /// Tags that the target has himself, or another of their exclusive group, stay with the source: nobody is of two kinds at once.
    private static func keepTags(_ merge: UUID, source: UUID, target: UUID, tenant: ID<Tenant>, at now: Instant) -> SQL {
        """
        update app.customer_tag s set customer_id = \(source), branch_id = c.home_branch_id
        from app.customer c, app.tag g
        where c.tenant_id = \(tenant) and c.id = \(source) and g.tenant_id = \(tenant) and g.id = s.tag_id
        and s.tenant_id = \(tenant) and s.customer_id = \(target) and s.ended_at is null and \(movedTag("s", merge))
        and exists (
          select 1 from app.customer_tag h join app.tag a on a.tenant_id = h.tenant_id and a.id = h.tag_id
          join app.tag_group x on x.tenant_id = a.tenant_id and x.id = a.group_id
          where h.tenant_id = \(tenant) and h.customer_id = \(target) and h.ended_at is null
          and (h.expires_at is null or h.expires_at > \(now)) and not \(movedTag("h", merge))
          and (h.tag_id = s.tag_id or (x.exclusive and a.group_id = g.group_id)))
        """
    }

    /// Whose each file was stays with it: the target's own goes on with the owner that he has.
    private static func keepOwners(_ merge: UUID, source: UUID, target: UUID, tenant: ID<Tenant>) -> SQL {
        """
        update app.customer_lane l set customer_id = \(source), branch_id = c.home_branch_id
        from app.customer c
        where c.tenant_id = \(tenant) and c.id = \(source) and l.tenant_id = \(tenant) and l.customer_id = \(target)
        and l.lane = 'consultant' and exists (select 1 from app.customer_merge_row r where r.tenant_id = l.tenant_id
          and r.merge_id = \(merge) and r.target = 'app.customer_lane.customer_id' and r.row_key = array[l.id::text])
        """
    }

    /// After an undo: that the target's level is another again, where the history goes on from what the merge made of it. Where that line was
    /// forgotten, the history ends as it did before the merge.
    static func levelReturned(_ merge: UUID, target: UUID, to level: String, by actor: Actor, at now: Instant) -> SQL {
        """
        insert into app.customer_level_change (tenant_id, id, customer_id, branch_id, from_level, to_level, at, changed_by)
        select \(actor.tenant), \(ID<LevelChange>.new(at: now)), c.id, c.home_branch_id, l.to_level, \(level), \(now), \(value: actor.user)
        from app.customer c join app.customer_merge m on m.tenant_id = c.tenant_id and m.id = \(merge)
        cross join lateral (select x.to_level from app.customer_level_change x where x.tenant_id = c.tenant_id and x.customer_id = c.id
          and x.at >= m.merged_at order by x.at desc, x.id desc limit 1) l
        where c.tenant_id = \(actor.tenant) and c.id = \(target) and l.to_level <> \(level)
        """
    }

    /// Before an undo: what the merge wrote of the target's owner and level, unless more was written since.
    static func forgetHistory(_ merge: UUID) -> SQL { "select app.merge_forget_history(\(merge))" }

    /// That a tag's row came by a merge.
    private static func movedTag(_ alias: SQLIdentifier, _ merge: UUID) -> SQL {
        """
        exists (select 1 from app.customer_merge_row r where r.tenant_id = \(alias).tenant_id and r.merge_id = \(merge) \
        and r.target = 'app.customer_tag.customer_id' and r.row_key = array[\(alias).id::text])
        """
    }

    /// The pair of the two, where they stand in the queue of duplicates.
    static func settlePair(source: UUID, target: UUID, by actor: Actor, at now: Instant) -> SQL {
        """
        update app.duplicate_pair set state = 'merged', decided_at = \(now), decided_by = \(actor.user), decided_evidence = evidence,
          reason = null, reason_sealed = null, follows = false, version = version + 1
        where tenant_id = \(actor.tenant) and customer_id = least(\(source), \(target)) and other_id = greatest(\(source), \(target))
        """
    }

    /// After an undo it is to be decided anew.
    static func reopenPair(source: UUID, target: UUID, tenant: ID<Tenant>) -> SQL {
        """
        update app.duplicate_pair set state = 'open', decided_at = null, decided_by = null, decided_evidence = null, version = version + 1
        where tenant_id = \(tenant) and customer_id = least(\(source), \(target)) and other_id = greatest(\(source), \(target))
        and state = 'merged'
        """
    }

    static func markDue(_ ids: [UUID], tenant: ID<Tenant>) -> SQL {
        """
        insert into app.duplicate_due as d (tenant_id, customer_id) select \(tenant), x.id from unnest(\(ids)) x (id)
        on conflict (tenant_id, customer_id) do update set marks = d.marks + 1
        """
    }

    static let columns: SQL = """
        m.id, m.source_id, m.source_number, m.target_id, m.state, m.taken, m.reason_sealed, m.merged_at, m.merged_by, m.undone_at, \
        m.undone_by, m.undo_reason_sealed, m.version, \
        (select k.crm_key from app.customer k where k.tenant_id = m.tenant_id and k.id = m.target_id)
        """

    /// A merge to try: what moving needs of it and nothing more.
    static func trial(_ merge: UUID, source: UUID, target: UUID, by actor: Actor, at now: Instant) -> SQL {
        """
        insert into app.customer_merge (tenant_id, id, source_id, source_number, target_id, branch_id, taken, joined, before_sealed,
          merged_at, merged_by)
        select t.tenant_id, \(merge), s.id, s.number, t.id, t.home_branch_id, '{}', '{}', ''::bytea, \(now), \(actor.user)
        from app.customer t join app.customer s on s.tenant_id = t.tenant_id and s.id = \(source)
        where t.tenant_id = \(actor.tenant) and t.id = \(target)
        """
    }

    /// How many rows of each column hang on a customer.
    static func counts(of customer: UUID, tenant: ID<Tenant>) -> SQL {
        let parts = CustomerBelonging.moving.map { belonging -> SQL in
            "(select count(*) from \(belonging.table) x where x.tenant_id = \(tenant) and x.\(belonging.column) = \(customer))"
        }
        return "select \(parts.joined(separator: ", "))"
    }

    /// How many rows of each column a merge moved.
    static func moved(_ merge: UUID, tenant: ID<Tenant>) -> SQL {
        """
        select r.target, count(*) from app.customer_merge_row r where r.tenant_id = \(tenant) and r.merge_id = \(merge)
        group by r.target order by r.target
        """
    }
}
