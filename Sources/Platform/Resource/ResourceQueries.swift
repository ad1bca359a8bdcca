internal import FoundationEssentials
public import Postgres

/// The statements that every resource is read by. Each names the tenant itself, besides the policies.
public enum ResourceQueries {
    /// One row by id, if the person may act on it so. No row is the same answer for "not there" and "not yours".
    public static func get<Entity>(
        _ id: ID<Entity>, _ selection: Selection, action: Action, for actor: Actor, at now: Instant, forUpdate: Bool = false
    ) -> SQL {
        let view = selection.view
        var sql: SQL = """
            select \(selection.list) from \(view.resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(id) \
            and \(view.condition(view.bits(allowing: action), for: actor, at: now))
            """
        if forUpdate { sql.append(" for update of t") }
        return sql
    }

    /// One page of a list, and one row more to tell whether another follows. Three columns stand after the selection's: the
    /// sort value as text, the sort value, the id.
    public static func list(
        _ query: ListQuery, _ selection: Selection, after cursor: ListPosition?, for actor: Actor, at now: Instant,
        where narrowing: SQL = "true"
    ) -> SQL {
        let view = selection.view
        let resource = view.resource
        let readable = view.bits(allowing: resource.read)
        let field = resource.fields[query.sort.field]
        let column: SQL = field.side == nil ? "t.\(field.column)" : "side.\(field.column)"
        let join: SQL = field.side?.join ?? ""
        let source: SQL = "\(resource.source)\(join)"
        let direction: SQL = query.sort.descending ? "desc" : "asc"

        var conditions: [SQL] = []
        if narrowing.text != "true" { conditions.append(narrowing) }
        for filter in query.filters {
            conditions.append(filter.condition(now))
            append(view.bits(of: filter.field, using: .filter), unless: readable)
        }
        append(view.bits(of: query.sort.field, using: .sort), unless: readable)
        if let shown = view.shown(asking: query.asked + [query.sort.field], for: actor, at: now) { conditions.append(shown) }
        if let cursor { conditions.append(beyond(cursor, column, field, descending: query.sort.descending)) }

        /// A right that is held in fewer rows than the list shows becomes a condition of the list.
        func append(_ bits: ResourceView.Bits, unless readable: ResourceView.Bits) {
            guard bits & readable != readable else { return }
            let condition = view.rows(bits, for: actor, at: now)
            if condition.text != "true" { conditions.append(condition) }
        }

        let limit = query.limit + 1
        let list: SQL = "\(selection.list), \(column)::text as sort_text, \(column) as sort_value, t.id as sort_id"
        let order: SQL = "order by page.sort_value \(direction), page.sort_id \(direction) limit \(limit)"

        /// Rows that lie in these portions, in the list's order, as many as a page has at the most.
        func leg(_ bits: ResourceView.Bits, _ more: [SQL] = []) -> SQL {
            var all = more + conditions
            // For a handful of branches a scan per branch in index order and a merge; `= any (…)` with ORDER BY … LIMIT would
            // read and sort everything in them (performance.md, item 5).
            if more.isEmpty, resource.scope.branch != nil, let branches = plainBranches(view, bits), branches.count > 1 {
                let scope = resource.scope
                if let closing = view.closing(for: actor, at: now), bits & view.bitsUnclosed == 0 { all.insert(closing, at: 0) }
                all.insert("\(scope.branchValue) = reach.branch", at: 0)
                return """
                    select page.* from unnest(\(branches)) as reach (branch) cross join lateral (\
                    select \(list) from \(source) where t.tenant_id = \(actor.tenant) and \(all.joined(separator: " and ")) \
                    order by \(column) \(direction), t.id \(direction) limit \(limit)) as page \(order)
                    """
            }
            let visible = view.condition(bits, for: actor, at: now)
            if visible.text != "true" { all.insert(visible, at: 0) }
            if all.isEmpty { all.append("true") }
            return """
                select \(list) from \(source) where t.tenant_id = \(actor.tenant) and \(all.joined(separator: " and ")) \
                order by \(column) \(direction), t.id \(direction) limit \(limit)
                """
        }

        // Customers named one by one are few and found by their ids: a leg of their own, or the OR would cost the others' index.
        let named = readable & view.bitsNamed
        guard named != 0, let isNamed = view.named(named) else { return leg(readable) }
        let others = readable & ~named
        guard others != 0 else { return leg(named, [isNamed]) }
        let apart: SQL = "(\(view.condition(others, for: actor, at: now))) is not true"
        return "select page.* from ((\(leg(others))) union all (\(leg(named, [isNamed, apart])))) as page \(order)"
    }

    /// How many rows of a list have which value of a field: the value as text, the number; one group more to tell whether there are others.
    ///
    /// - Parameter bits: the portions of rows that are counted.
    static func groups(
        _ query: ListQuery, by index: Int, where bits: ResourceView.Bits, of view: ResourceView, most: Int, for actor: Actor,
        at now: Instant
    ) -> SQL {
        let field = view.resource.fields[index]
        let column: SQL = field.side == nil ? "t.\(field.column)" : "side.\(field.column)"
        let join: SQL = field.side?.join ?? ""
        var conditions = [view.condition(bits, for: actor, at: now)]
        for filter in query.filters {
            conditions.append(filter.condition(now))
            let usable = view.bits(of: filter.field, using: .filter)
            if usable & bits != bits { conditions.append(view.rows(usable, for: actor, at: now)) }
        }
        if let shown = view.shown(asking: query.asked + [index], for: actor, at: now) { conditions.append(shown) }
        return """
            select g.key, count(*) from (select \(column)::text as key from \(view.resource.source)\(join) \
            where t.tenant_id = \(actor.tenant) and \(conditions.joined(separator: " and "))) g \
            group by g.key order by count(*) desc, g.key limit \(most + 1)
            """
    }

    /// The branches, when the rows are just "everything in these branches".
    private static func plainBranches(_ view: ResourceView, _ bits: ResourceView.Bits) -> [UUID]? {
        let unclosed = bits & view.bitsUnclosed
        guard unclosed == 0 || unclosed == bits else { return nil }
        var branches: Set<ID<Unit>> = []
        for index in view.portions.indices where bits & (1 << ResourceView.Bits(index)) != 0 {
            let rows = view.portions[index].rows
            guard rows.relation == .any || view.resource.scope.isOfTheHouse, rows.basis == .home || !view.resource.scope.isOfTheHouse,
                rows.customers == nil, case .branches(let more) = rows.reach
            else { return nil }
            branches.formUnion(more)
        }
        return branches.sorted().map(\.uuid)
    }

    /// Rows after a position in PostgreSQL's default order: NULLs are last ascending and first descending.
    private static func beyond(_ position: ListPosition, _ column: SQL, _ field: Field, descending: Bool) -> SQL {
        let id = position.id
        guard let text = position.value else {
            return descending ? "((\(column) is null and t.id < \(id)) or \(column) is not null)" : "(\(column) is null and t.id > \(id))"
        }
        let value: SQL =
            switch field.type {
            case .integer: "\(text)::text::int8"
            case .date: "\(text)::text::date"
            case .instant: "\(text)::text::timestamptz"
            case .id: "\(text)::text::uuid"
            default: "\(text)::text"
            }
        return descending
            ? "(\(column), t.id) < (\(value), \(id))" : "((\(column), t.id) > (\(value), \(id)) or \(column) is null)"
    }
}

/// Where a page begins: after the row with this sort value and id.
public struct ListPosition: Sendable {
    let value: String?
    let id: UUID
}

/// A page of rows and the way to the next.
public struct Page: Sendable {
    public let rows: ArraySlice<Row>
    /// The position to go on from, nil at the end.
    public let next: ListPosition?

    /// Cuts the one row too many off.
    public init(_ rows: Rows, limit: Int, columns: Int) throws {
        let all = Array(rows)
        self.rows = all.prefix(limit)
        if all.count > limit, let last = self.rows.last {
            next = ListPosition(value: try last.getOptional(columns, as: String.self), id: try last[columns + 2])
        } else {
            next = nil
        }
    }
}
