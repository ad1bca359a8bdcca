public import FoundationEssentials
public import Platform
public import Postgres

/// A condition on customers, as people build it and as it is kept:
///
///     {"all": […]}   {"any": […]}   {"not": …}
///     {"field": "level", "in": ["gold"]}            {"field": "age", "gte": 25, "lt": 40}
///     {"field": "tags", "any": [id], "none": [id]}  {"field": "ownerId", "isSet": false}
///
/// It becomes SQL with bound values and nothing else. What is not known is neither true nor false of somebody: a comparison with it does not
/// hold, and its `not` does.
public indirect enum Predicate: Sendable, Equatable {
    case all([Predicate])
    case any([Predicate])
    case not(Predicate)
    case compare(Criterion, [Comparison])

    /// One comparison of a criterion.
    public enum Comparison: Sendable, Equatable {
        case isSet(Bool)
        case words([String], isIn: Bool)
        case ids([UUID], isIn: Bool)
        case tags([UUID], Derivation.Comparison)
        case number(Order, Int64)
        case instant(Order, Instant)
        case date(Order, LocalDate)
        case several([String], Derivation.Comparison)
    }

    /// How two values lie to each other.
    public enum Order: String, Sendable, CaseIterable {
        case eq
        case lt
        case lte
        case gt
        case gte

        var sql: SQL {
            switch self {
            case .eq: "="
            case .lt: "<"
            case .lte: "<="
            case .gt: ">"
            case .gte: ">="
            }
        }
    }

    /// Depth and parts at the most.
    static let deepest = 8
    static let mostParts = 64

    /// What it asks, each as often as it does.
    var criteria: [Criterion] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.criteria)
        case .not(let part): part.criteria
        case .compare(let criterion, _): [criterion]
        }
    }

    /// The codes of what it asks.
    var codes: Set<String> { Set(criteria.map(\.code)) }

    /// The tags that it names.
    var tags: Set<UUID> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.tags) }
        case .not(let part): part.tags
        case .compare(_, let comparisons):
            comparisons.reduce(into: []) { tags, comparison in
                if case .tags(let ids, _) = comparison { tags.formUnion(ids) }
            }
        }
    }

    /// The condition over `app.customer t`, true or false of everybody.
    public func sql(at moment: Moment) -> SQL {
        switch self {
        case .all(let parts): return Predicate.joined(parts, " and ", otherwise: "true", at: moment)
        case .any(let parts): return Predicate.joined(parts, " or ", otherwise: "false", at: moment)
        case .not(let part): return "(not \(part.sql(at: moment)))"
        case .compare(let criterion, let comparisons):
            if let own = criterion.own {
                let parts = comparisons.map { Predicate.sql($0, of: own) }
                return "(\(parts.joined(separator: " and ")))"
            }
            let parts = comparisons.map { Predicate.sql($0, of: criterion, at: moment) }
            return "((\(parts.joined(separator: " and "))) is true)"
        }
    }

    private static func joined(_ parts: [Predicate], _ separator: SQL, otherwise empty: SQL, at moment: Moment) -> SQL {
        guard !parts.isEmpty else { return empty }
        return "(\(parts.map { $0.sql(at: moment) }.joined(separator: separator)))"
    }

    private static func sql(_ comparison: Comparison, of criterion: Criterion, at moment: Moment) -> SQL {
        let value = criterion.expression(moment)
        switch comparison {
        case .isSet(let isSet): return isSet ? "\(value) is not null" : "\(value) is null"
        case .words(let words, let isIn): return isIn ? "\(value) = any (\(words))" : "(\(value) = any (\(words))) is not true"
        case .ids(let ids, let isIn): return isIn ? "\(value) = any (\(ids))" : "(\(value) = any (\(ids))) is not true"
        case .tags(let ids, let kind): return CustomerTags.matches(kind, ids, at: moment.now)
        case .number(let order, let number): return "\(value) \(order.sql) \(number)"
        case .instant(let order, let instant): return "\(value) \(order.sql) \(instant)"
        case .date(let order, let day): return "\(value) \(order.sql) \(day)"
        case .several: return "false"
        }
    }

    /// The same of a field of the tenant's own: whether there is such a row in its side table, which an index tells. Never unknown.
    private static func sql(_ comparison: Comparison, of field: Field) -> SQL {
        func has(_ test: @escaping (SQL) -> SQL) -> SQL { field.holds(test) }
        switch comparison {
        case .isSet(let isSet): return isSet ? has { "\($0) is not null" } : "not \(has { "\($0) is not null" })"
        case .words(let words, let isIn): return isIn ? has { "\($0) = any (\(words))" } : "not \(has { "\($0) = any (\(words))" })"
        case .ids(let ids, let isIn): return isIn ? has { "\($0) = any (\(ids))" } : "not \(has { "\($0) = any (\(ids))" })"
        case .number(let order, let number): return has { "\($0) \(order.sql) \(number)" }
        case .date(let order, let day): return has { "\($0) \(order.sql) \(day)" }
        case .several(let words, .any): return has { "\($0) = any (\(words))" }
        case .several(let words, .none): return "not \(has { "\($0) = any (\(words))" })"
        case .several(let words, .all): return "(\(words.map { word in has { "\($0) = \(word)" } }.joined(separator: " and ")))"
        case .tags, .instant: return "false"
        }
    }
}
