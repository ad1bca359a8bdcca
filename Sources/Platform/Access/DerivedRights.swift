internal import FoundationEssentials
internal import Postgres

/// What a person holds in rows of other branches: by the tenant's share policy, by shares, and by break-glass. Always cut from what
/// he holds at home, never more.
struct DerivedRights {
    /// Cut portions, each with the grants that it was cut from.
    private(set) var portions: [Portion] = []
    /// When one of them begins or ends by itself.
    private(set) var boundaries: [Instant] = []
    /// The tenant's time zone.
    let timeZone: String
    private let policy: ShareScope?
    private let opened: Set<UUID>
    private let hasShares: Bool
    private let cared: Set<UUID>

    /// The tenant's policy and zone, whether it shares anything, and what the person has opened: always one row.
    static func statement(_ user: ID<User>, of tenant: ID<Tenant>, at now: Instant) -> SQL {
        let zone: SQL = "coalesce(s.time_zone, 'UTC')"
        let horizon = BookedCare.horizon(in: zone, at: now)
        // Places in bookings of later days open their customers when a day begins.
        let nextDay: SQL = "((\(now)::timestamptz at time zone \(zone))::date + 1)::timestamp at time zone \(zone)"
        let isNarrowed: SQL = """
            exists (select 1 from app.access_grant g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
            where g.tenant_id = \(tenant) and g.user_id = \(user) and g.state = 'active' and r.row_scope = 'own')
            """
        return """
            select s.share_policy, s.time_zone,
              exists (select 1 from app.customer_share c where c.tenant_id = \(tenant) and c.ended_at is null and c.until > \(now)),
              coalesce((select array_agg(g.customer_id) from app.break_glass g where g.tenant_id = \(tenant) and g.user_id = \(user)
                and g.customer_id is not null and g.ended_at is null and g.until > \(now)), '{}'),
              (select min(g.until) from app.break_glass g where g.tenant_id = \(tenant) and g.user_id = \(user)
                and g.customer_id is not null and g.ended_at is null and g.until > \(now)),
              coalesce(k.customers, '{}'), k.until,
              (select \(nextDay) where \(isNarrowed))
            from (select 1) one left join app.tenant_setting s on s.tenant_id = \(tenant)
            cross join lateral (
              select array_agg(c.customer_id) as customers, min(c.until) as until from (
                select r.customer_id, min(r.until) as until from (
                  select c.customer_id, c.since, c.until from app.care_relation c
                  where c.tenant_id = \(tenant) and c.user_id = \(user) and c.since <= \(now) and c.until > \(now)
                  union all
                  select booked.customer_id, place.starts_at, place.opens_until
                  \(BookedCare.places(of: user, in: tenant, within: .everywhere, before: horizon, at: now))) r
                where \(isNarrowed) group by r.customer_id
                order by max(r.since) desc, r.customer_id limit \(mostCared)) c) k
            """
    }

    init(_ rows: Rows) throws {
        guard let row = rows.first else { throw Failure(.internalError) }
        policy = try row.getOptional(0, as: String.self).flatMap(ShareScope.init(rawValue:))
        timeZone = try row.getOptional(1) ?? "UTC"
        hasShares = try row[2]
        opened = Set(try row.get(3, as: [UUID].self))
        cared = Set(try row.get(5, as: [UUID].self))
        for column in [4, 6, 7] {
            if let until = try row.getOptional(column, as: Instant.self) { boundaries.append(until) }
        }
    }

    /// Cuts the portions of the grants.
    mutating func derive(
        from granted: [Portion], _ crossings: Crossings, of tenant: ID<Tenant>, at now: Instant, in tx: Transaction
    ) throws {
        if !cared.isEmpty {
            for portion in granted where portion.rows.relation == .own && !portion.rows.isEmpty {
                var handed = portion
                handed.rows = RowSet(portion.rows.reach, basis: .cared(cared))
                add(handed)
            }
        }
        if let policy {
            for portion in granted where portion.rows.reach != .everywhere && !portion.rows.isEmpty {
                // Who has an owner elsewhere is in nobody's pool here: a directory of one's own customers would be none.
                let relation: RowSet.Relation = portion.rows.relation == .care ? .care : .any
                add(crossings.cut(portion, to: policy, rows: RowSet(.everywhere, relation, basis: .policy(policy))))
            }
        }
        let shares = try hasShares ? self.shares(to: granted, of: tenant, at: now, in: tx) : []
        for portion in granted {
            guard case .branches(let branches) = portion.rows.reach, !branches.isEmpty else { continue }
            for scope in ShareScope.allCases {
                let customers = shares.filter { $0.scope == scope && branches.contains($0.branch) }.map { $0.customer }
                guard !customers.isEmpty else { continue }
                // A customer who is shared with a branch is in its pool, whoever owns him at home.
                let relation: RowSet.Relation = portion.rows.relation == .care ? .care : .any
                let rows = RowSet(portion.rows.reach, relation, basis: .shared(scope, Set(customers)))
                add(crossings.cut(portion, to: scope, rows: rows))
            }
        }
        guard !opened.isEmpty else { return }
        for portion in granted where !portion.rows.isEmpty {
            add(crossings.cut(portion, to: .full, rows: RowSet(portion.rows.reach, basis: .opened(opened))))
        }
    }

    /// The same text for the same derived rights.
    var canonical: String {
        portions.map { portion in
            let customers = (portion.rows.customers ?? []).map(\.uuidString).sorted().joined(separator: ",")
            let kind =
                switch portion.rows.basis {
                case .home: "home"
                case .policy(let scope): "policy " + scope.rawValue
                case .shared(let scope, _): "shared " + scope.rawValue
                case .opened: "opened"
                case .cared: "cared"
                }
            return "\(kind)|\(customers)\n"
        }.joined()
    }

    private mutating func add(_ portion: Portion) {
        if !portion.actions.isEmpty { portions.append(portion) }
    }

    private mutating func shares(
        to granted: [Portion], of tenant: ID<Tenant>, at now: Instant, in tx: Transaction
    ) throws -> [(customer: UUID, branch: ID<Unit>, scope: ShareScope)] {
        var branches: Set<ID<Unit>> = []
        for portion in granted {
            if case .branches(let more) = portion.rows.reach { branches.formUnion(more) }
        }
        guard !branches.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            select s.customer_id, s.to_branch_id, s.scope, s.until from app.customer_share s
            where s.tenant_id = \(tenant) and s.to_branch_id = any (\(branches.sorted().map(\.uuid))) and s.ended_at is null
            and s.until > \(now) order by s.since desc limit \(DerivedRights.mostShares)
            """)
        return try rows.compactMap { row -> (customer: UUID, branch: ID<Unit>, scope: ShareScope)? in
            boundaries.append(try row[3])
            guard let scope = ShareScope(rawValue: try row[2]) else { return nil }
            return (try row[0], try row[1], scope)
        }
    }

    /// A branch takes 200 shares; somebody who works in ten branches still sees all of theirs.
    private static let mostShares = 2_000
    /// Customers in somebody's care whom his own role would not reach: the newest so many.
    private static let mostCared = 200
}
