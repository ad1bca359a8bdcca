internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// `?filter[level]=gold,diamond&filter[birthday][gte]=…&sort=-createdAt&fields=id,name&limit=50&cursor=…` read against a
/// resource and one person's rights on it. Whatever he may not mention is refused with the same words as what does not exist.
public struct ListQuery: Sendable {
    /// How a field is compared.
    enum Comparison: String, CaseIterable {
        case equal = "eq"
        case less = "lt"
        case atMost = "lte"
        case greater = "gt"
        case atLeast = "gte"
        /// Sets only: every one of the values.
        case all
        /// Sets only: not one of the values.
        case none
    }

    struct Filter: Sendable {
        let field: Int
        let condition: @Sendable (_ now: Instant) -> SQL
    }

    /// The largest page.
    public static let maximumLimit = 200

    let filters: [Filter]
    /// One field, and its direction; ties go by id.
    let sort: (field: Int, descending: Bool)
    /// Positions of the fields to show.
    public let fields: [Int]
    public let limit: Int
    let cursor: String?
    /// Tells this query from any other; a cursor is bound to it.
    let fingerprint: String

    /// Reads the parameters; throws `request.invalid` with every violation. `reserved` names parameters of the endpoint's own.
    public init(_ query: Query, on view: ResourceView, reserved: Set<String> = []) throws {
        let resource = view.resource
        var violations: [Violation] = []
        var filters: [Filter] = []
        var fields: [Int]?
        var sort: (Int, Bool)?
        var limit = 50
        var cursor: String?
        var canonical = ["list=" + resource.name]

        /// The field, if it may be mentioned for this use at all.
        func usable(_ name: some StringProtocol, _ use: FieldUses) -> Int? {
            guard let index = resource.position(of: String(name)), resource.fields[index].sealing == nil,
                view.bits(of: index, using: use) != 0
            else { return nil }
            return index
        }

        for (name, value) in query.all {
            if reserved.contains(name) { continue }
            switch name {
            case "limit":
                guard let number = Int(value), (1...ListQuery.maximumLimit).contains(number) else {
                    violations.append(Violation(pointer: "/limit", code: "range", limit: "1..\(ListQuery.maximumLimit)"))
                    continue
                }
                limit = number
            case "cursor":
                cursor = value
            case "fields":
                var chosen: [Int] = []
                for part in value.split(separator: ",", omittingEmptySubsequences: false) {
                    if part == "*" {
                        // Those that a list shows by itself, and more behind it.
                        chosen += resource.fields.indices.filter { resource.fields[$0].inLists && !chosen.contains($0) }
                        continue
                    }
                    guard let index = resource.position(of: String(part)), view.bits(of: index, atLeast: .masked) != 0 else {
                        violations.append(Violation(pointer: "/fields", code: "unknown_field"))
                        continue
                    }
                    if !chosen.contains(index) { chosen.append(index) }
                }
                fields = chosen
            case "sort":
                let descending = value.hasPrefix("-")
                guard let index = usable(descending ? value.dropFirst() : value[...], .sort) else {
                    violations.append(Violation(pointer: "/sort", code: "unknown_field"))
                    continue
                }
                sort = (index, descending)
                canonical.append("sort=" + value)
            default:
                guard let (fieldName, comparison) = ListQuery.parse(filter: name) else {
                    violations.append(Violation(pointer: "/" + (name.hasPrefix("filter") ? "filter" : "query"), code: "unknown_field"))
                    continue
                }
                guard let index = usable(fieldName, .filter) else {
                    violations.append(Violation(pointer: "/filter", code: "unknown_field"))
                    continue
                }
                guard let condition = ListQuery.condition(resource.fields[index], comparison, value) else {
                    violations.append(Violation(pointer: "/filter/" + fieldName, code: "type"))
                    continue
                }
                filters.append(Filter(field: index, condition: condition))
                canonical.append(name + "=" + value)
            }
        }
        if filters.count > 16 { violations.append(Violation(pointer: "/filter", code: "too_long", limit: "16")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }

        self.filters = filters
        self.sort = sort ?? (resource.position(of: resource.defaultSort) ?? 0, true)
        self.fields = fields ?? resource.fields.indices.filter { resource.fields[$0].inLists }
        self.limit = limit
        self.cursor = cursor
        fingerprint = Hex.encode(Digest.sha256(Array(canonical.sorted().joined(separator: "&").utf8)))
    }

    /// Positions of the fields that rows are chosen by.
    var asked: [Int] { filters.map(\.field) }

    /// The same query for pages of another length, from the beginning.
    public func limited(to limit: Int) -> ListQuery { ListQuery(self, limit: limit) }

    private init(_ other: ListQuery, limit: Int) {
        filters = other.filters
        sort = other.sort
        fields = other.fields
        self.limit = limit
        cursor = nil
        fingerprint = other.fingerprint
    }

    /// Splits `filter[name]` and `filter[name][gte]`.
    private static func parse(filter parameter: String) -> (String, Comparison)? {
        guard parameter.hasPrefix("filter["), parameter.hasSuffix("]") else { return nil }
        let parts = parameter.dropFirst(7).dropLast().split(separator: "]", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            return (String(parts[0]), .equal)
        case 2:
            guard parts[1].hasPrefix("["), let comparison = Comparison(rawValue: String(parts[1].dropFirst())) else { return nil }
            return (String(parts[0]), comparison)
        default:
            return nil
        }
    }

    /// A condition on the field's own value; nil when the value does not fit the type.
    private static func condition(
        _ field: Field, _ comparison: Comparison, _ text: String
    ) -> (@Sendable (_ now: Instant) -> SQL)? {
        if let derivation = field.derivation { return condition(derivation, comparison, text) }
        if case .choices(let words) = field.type, comparison == .all || comparison == .none {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard field.sealing == nil, (1...50).contains(parts.count), parts.allSatisfy(words.contains) else { return nil }
            let has = parts.map { part in field.holds { "\($0) = \(part)" } }
            let condition: SQL =
                comparison == .all ? "(\(has.joined(separator: " and ")))" : "not (\(has.joined(separator: " or ")))"
            return { _ in condition }
        }
        guard field.sealing == nil, let test = test(field.type, comparison, text) else { return nil }
        let condition = field.holds(test)
        return { _ in condition }
    }

    /// A condition on a set of ids that stand in other rows.
    private static func condition(
        _ derivation: Derivation, _ comparison: Comparison, _ text: String
    ) -> (@Sendable (_ now: Instant) -> SQL)? {
        let kind: Derivation.Comparison
        switch comparison {
        case .equal: kind = .any
        case .all: kind = .all
        case .none: kind = .none
        case .less, .atMost, .greater, .atLeast: return nil
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let ids = parts.compactMap { ID<Never>($0)?.uuid }
        guard let matches = derivation.matches, ids.count == parts.count, (1...50).contains(ids.count) else { return nil }
        return { now in matches(kind, ids, now) }
    }

    /// What is asked of a value; nil when the text does not fit the type.
    private static func test(_ type: FieldType, _ comparison: Comparison, _ text: String) -> ((SQL) -> SQL)? {
        if comparison == .equal {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count <= 50 else { return nil }
            switch type {
            case .id:
                let ids = parts.compactMap { ID<Never>($0)?.uuid }
                guard ids.count == parts.count else { return nil }
                return { "\($0) = any (\(ids))" }
            case .text, .phone, .idNumber:
                return { "\($0) = any (\(parts))" }
            case .choice(let words), .choices(let words):
                guard parts.allSatisfy(words.contains) else { return nil }
                return { "\($0) = any (\(parts))" }
            case .integer:
                let numbers = parts.compactMap { Int64($0) }
                guard numbers.count == parts.count else { return nil }
                return { "\($0) = any (\(numbers))" }
            case .words:
                return { "\($0) && \(parts)" }
            case .ids: return nil
            case .date, .instant:
                guard parts.count == 1 else { return nil }
            }
        }
        let right: SQL
        switch type {
        case .date:
            guard let date = LocalDate(text) else { return nil }
            right = "\(date)"
        case .instant:
            guard let instant = Instant(text) else { return nil }
            right = "\(instant)"
        case .integer:
            guard let number = Int64(text) else { return nil }
            right = "\(number)"
        default:
            return nil
        }
        switch comparison {
        case .equal: return { "\($0) = \(right)" }
        case .less: return { "\($0) < \(right)" }
        case .atMost: return { "\($0) <= \(right)" }
        case .greater: return { "\($0) > \(right)" }
        case .atLeast: return { "\($0) >= \(right)" }
        case .all, .none: return nil
        }
    }
}
