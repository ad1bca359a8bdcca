internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The layers' own statements; no rules here.
enum LayerQueries {
    static func insert(
        _ set: LayerParameters, _ id: ID<LayerParameters>, by user: ID<User>, at now: Instant, tenant: ID<Tenant>
    ) -> SQL {
        let layers = JSONValue.array(set.layers.map(\.json)).serialized
        let text = String(decoding: layers, as: UTF8.self)
        return """
            insert into app.layer_parameter (tenant_id, id, effective_on, recency_near, recency_far, frequency_some, frequency_many,
              monetary_some_fen, monetary_many_fen, layers, defined_at, defined_by)
            values (\(tenant), \(id), \(value: set.effectiveOn), \(Int32(clamping: set.recency.first)),
              \(Int32(clamping: set.recency.second)), \(Int32(clamping: set.frequency.first)),
              \(Int32(clamping: set.frequency.second)), \(set.monetary.first), \(set.monetary.second),
              \(text)::text::jsonb, \(now), \(user))
            """
    }

    /// All of them, the latest day first.
    static func sets(tenant: ID<Tenant>) -> SQL {
        """
        select \(LayerParameters.columns) from app.layer_parameter p where p.tenant_id = \(tenant)
        order by p.effective_on desc, p.defined_at desc, p.id desc
        """
    }

    /// One of them.
    static func set(_ id: ID<LayerParameters>, tenant: ID<Tenant>) -> SQL {
        "select \(LayerParameters.columns) from app.layer_parameter p where p.tenant_id = \(tenant) and p.id = \(id)"
    }

    /// The one that counts on a day; no row where the program's own does.
    static func inForce(on today: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select \(LayerParameters.columns) from app.layer_parameter p where p.tenant_id = \(tenant) and p.effective_on <= \(today)
        order by p.effective_on desc, p.defined_at desc, p.id desc limit 1
        """
    }

    /// Works out the layers of some customers, and writes those that became another: how many were looked at, the last of them, how many
    /// changed.
    static func compute(
        _ set: LayerParameters, only customer: UUID?, after last: UUID?, limit: Int, at moment: Moment, tenant: ID<Tenant>
    ) -> SQL {
        let today = moment.today
        // Only what is asked: a parameter that may be null is no index condition.
        let one: SQL = customer.map { " and t.id = \($0)" as SQL } ?? ""
        let rest: SQL = last.map { " and t.id > \($0)" as SQL } ?? ""
        return """
            with f as (
              select t.id, \(LayerMetric.value(of: .recency, on: today)) as recency,
                \(LayerMetric.value(of: .frequency, on: today)) as frequency,
                \(LayerMetric.value(of: .monetary, on: today)) as monetary
              from app.customer t where t.tenant_id = \(tenant) and t.erased_at is null\(one)\(rest)
              order by t.id limit \(limit)),
            s as (select f.id, \(set.scores) from f),
            placed as (select s.id, \(set.layer) as layer from s),
            changed as (
              update app.customer t set layer = p.layer from placed p
              where t.tenant_id = \(tenant) and t.id = p.id and t.layer is distinct from p.layer returning t.id)
            select (select count(*) from f), (select f.id from f order by f.id desc limit 1), (select count(*) from changed)
            """
    }

    static func insertRun(
        _ id: UUID, _ set: LayerParameters, customers: Int64, changed: Int64, at moment: Moment, tenant: ID<Tenant>
    ) -> SQL {
        """
        insert into app.layer_run (tenant_id, id, computed_on, computed_at, parameter_id, without, customers, changed)
        values (\(tenant), \(id), \(moment.today), \(moment.now), \(value: set.id), \(LayerMetric.missing.map(\.rawValue)), \(customers),
          \(changed))
        """
    }

    /// The last run: day, time, parameters, what had no source.
    static func lastRun(tenant: ID<Tenant>) -> SQL {
        """
        select r.computed_on, r.computed_at, r.parameter_id, r.without from app.layer_run r where r.tenant_id = \(tenant)
        order by r.computed_at desc, r.id desc limit 1
        """
    }

    /// Keeps the layers that customers have now for the month, where its snapshot is not there yet: those after a position, up to one.
    /// A row that a run left which was cut off stays as it is: it tells of a day of the same month, and nobody may change what was kept.
    static func keep(after last: UUID?, through: UUID, at moment: Moment, tenant: ID<Tenant>) -> SQL {
        let rest: SQL = last.map { " and t.id > \($0)" as SQL } ?? ""
        return """
            insert into app.layer_snapshot_row (tenant_id, month, customer_id, unit_id, layer)
            select t.tenant_id, \(month(of: moment)), t.id, t.home_branch_id, t.layer from app.customer t
            where t.tenant_id = \(tenant) and t.erased_at is null\(rest) and t.id <= \(through) and not exists (
              select 1 from app.layer_snapshot x where x.tenant_id = \(tenant) and x.month = \(month(of: moment)))
            on conflict do nothing
            """
    }

    /// Publishes the month's snapshot, where there is none: readers ask for it first. Its rows are there already.
    static func publish(_ set: LayerParameters, at moment: Moment, tenant: ID<Tenant>) -> SQL {
        let layers = JSONValue.array(set.layers.map(\.json)).serialized
        let text = String(decoding: layers, as: UTF8.self)
        return """
            insert into app.layer_snapshot (tenant_id, month, taken_on, taken_at, parameter_id, layers, without, customers)
            select \(tenant), \(month(of: moment)), \(moment.today), \(moment.now), \(value: set.id), \(text)::text::jsonb,
              \(LayerMetric.missing.map(\.rawValue)), (select count(*) from app.layer_snapshot_row a
                where a.tenant_id = \(tenant) and a.month = \(month(of: moment)))
            where not exists (select 1 from app.layer_snapshot x where x.tenant_id = \(tenant) and x.month = \(month(of: moment)))
            """
    }

    private static func month(of moment: Moment) -> SQL { "date_trunc('month', \(moment.today))::date" }

    /// The months that there are, newest first: month, day, time, parameters, layers, what had no source.
    static func snapshots(tenant: ID<Tenant>) -> SQL {
        """
        select s.month, s.taken_on, s.taken_at, s.parameter_id, s.layers::text, s.without from app.layer_snapshot s
        where s.tenant_id = \(tenant) order by s.month desc limit 240
        """
    }

    static func snapshot(of month: LocalDate, tenant: ID<Tenant>) -> SQL {
        """
        select s.month, s.taken_on, s.taken_at, s.parameter_id, s.layers::text, s.without from app.layer_snapshot s
        where s.tenant_id = \(tenant) and s.month = \(month)
        """
    }

    /// How many customers are in each layer now.
    static func distribution(_ visible: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select coalesce(t.layer, 'none'), count(*) from app.customer t where t.tenant_id = \(tenant) and \(visible)
        group by t.layer order by 1
        """
    }

    /// How many were in each layer in a month, of those who are visible now.
    static func distribution(in month: LocalDate, _ visible: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select coalesce(a.layer, 'none'), count(*) from app.layer_snapshot_row a
        join app.customer t on t.tenant_id = a.tenant_id and t.id = a.customer_id
        where a.tenant_id = \(tenant) and a.month = \(month) and \(visible) group by a.layer order by 1
        """
    }

    /// From which layer to which, between two months; `none` where nothing was known, `absent` where he was no customer.
    static func migration(from: LocalDate, to: LocalDate, _ visible: SQL, tenant: ID<Tenant>) -> SQL {
        """
        select \(place("a")) as before, \(place("b")) as after, count(*) from app.customer t
        left join app.layer_snapshot_row a on a.tenant_id = t.tenant_id and a.customer_id = t.id and a.month = \(from)
        left join app.layer_snapshot_row b on b.tenant_id = t.tenant_id and b.customer_id = t.id and b.month = \(to)
        where t.tenant_id = \(tenant) and (a.customer_id is not null or b.customer_id is not null) and \(visible)
        group by 1, 2 order by 1, 2
        """
    }

    /// That the customer in the row `t` went from one to the other: found by the layer of one month, never by looking at everybody. Who
    /// was in neither month moved nowhere.
    static func moved(from: LocalDate, _ before: String, to: LocalDate, _ after: String, tenant: ID<Tenant>) -> SQL {
        if before != "absent" { return movers(start: from, before, other: to, after, tenant) }
        return after == "absent" ? "false" : movers(start: to, after, other: from, before, tenant)
    }

    /// Those who stood in a layer in one month, as far as they stood in another, or nowhere, in the other.
    private static func movers(start: LocalDate, _ layer: String, other: LocalDate, _ place: String, _ tenant: ID<Tenant>) -> SQL {
        let row: SQL = """
            select 1 from app.layer_snapshot_row b where b.tenant_id = a.tenant_id and b.customer_id = a.customer_id and b.month = \(other)
            """
        let stood: SQL = place == "absent" ? "not exists (\(row))" : "exists (\(row) and \(stands("b", in: place)))"
        return """
            t.id in (select a.customer_id from app.layer_snapshot_row a where a.tenant_id = \(tenant) and a.month = \(start) \
            and \(stands("a", in: layer)) and \(stood))
            """
    }

    private static func stands(_ alias: SQLIdentifier, in layer: String) -> SQL {
        layer == "none" ? "\(alias).layer is null" : "\(alias).layer = \(layer)"
    }

    private static func place(_ alias: SQLIdentifier) -> SQL {
        "case when \(alias).customer_id is null then 'absent' else coalesce(\(alias).layer, 'none') end"
    }
}
