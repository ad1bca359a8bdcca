internal import FoundationEssentials
public import JSON
public import Platform

extension Predicate {
    /// Reads a condition that somebody sent, and holds it to what he may ask: a criterion that he may not use is unknown. Nil when something
    /// is wrong; the payload knows what.
    public static func read(_ key: String, of payload: PayloadReader, on view: ResourceView) -> Predicate? {
        guard let json = payload.value(key), !json.isNull else {
            payload.refuse(key, "required")
            return nil
        }
        var reader = PredicateReader(mayAsk: { $0.mayBeAsked(in: view) })
        let predicate = reader.read(json, depth: 1)
        for problem in reader.problems { payload.refuse(key, problem) }
        return reader.problems.isEmpty ? predicate : nil
    }

    /// Reads a condition that is kept.
    public init?(stored json: JSONValue) {
        var reader = PredicateReader(mayAsk: { _ in true })
        guard let predicate = reader.read(json, depth: 1), reader.problems.isEmpty else { return nil }
        self = predicate
    }

    /// As it is kept, in one form.
    public var json: JSONValue {
        switch self {
        case .all(let parts): return ["all": .array(parts.map(\.json))]
        case .any(let parts): return ["any": .array(parts.map(\.json))]
        case .not(let part): return ["not": part.json]
        case .compare(let code, let comparisons):
            var object: JSONObject = ["field": .string(code)]
            func ids(_ ids: [UUID]) -> JSONValue { .array(ids.map { .string($0.uuidString.lowercased()) }) }
            for comparison in comparisons {
                switch comparison {
                case .isSet(let isSet): object["isSet"] = .boolean(isSet)
                case .words(let words, let isIn): object[isIn ? "in" : "notIn"] = .array(words.map { .string($0) })
                case .ids(let list, let isIn): object[isIn ? "in" : "notIn"] = ids(list)
                case .tags(let list, .any): object["any"] = ids(list)
                case .tags(let list, .all): object["all"] = ids(list)
                case .tags(let list, .none): object["none"] = ids(list)
                case .number(let order, let number): object[order.rawValue] = .integer(number)
                case .instant(let order, let instant): object[order.rawValue] = .string(instant.description)
                }
            }
            return .object(object)
        }
    }
}

/// Reads the JSON of a condition, bounded in depth and in parts.
private struct PredicateReader {
    let mayAsk: (Criterion) -> Bool
    private(set) var problems: [String] = []
    private var parts = 0

    init(mayAsk: @escaping (Criterion) -> Bool) {
        self.mayAsk = mayAsk
    }

    mutating func read(_ json: JSONValue, depth: Int) -> Predicate? {
        parts += 1
        guard depth <= Predicate.deepest, parts <= Predicate.mostParts else { return refuse("too_many") }
        guard let object = json.object, let first = object.members.first else { return refuse("type") }
        if object["field"] != nil { return compare(object) }
        guard object.members.count == 1 else { return refuse("type") }
        switch first.name {
        case "all": return list(first.value, depth).map { .all($0) }
        case "any": return list(first.value, depth).map { .any($0) }
        case "not": return read(first.value, depth: depth + 1).map { .not($0) }
        default: return refuse("unknown_field")
        }
    }

    private mutating func list(_ json: JSONValue, _ depth: Int) -> [Predicate]? {
        guard let array = json.array, !array.isEmpty else {
            _ = refuse("type")
            return nil
        }
        let read = array.map { self.read($0, depth: depth + 1) }
        return read.contains { $0 == nil } ? nil : read.compactMap(\.self)
    }

    private mutating func compare(_ object: JSONObject) -> Predicate? {
        guard let code = object["field"]?.string, let criterion = Criterion.named(code), mayAsk(criterion) else {
            return refuse("unknown_field")
        }
        var comparisons: [Predicate.Comparison] = []
        for member in object.members where member.name != "field" {
            guard let comparison = self.comparison(member.name, member.value, criterion.kind) else { return refuse("type") }
            comparisons.append(comparison)
        }
        return comparisons.isEmpty ? refuse("required") : .compare(code, comparisons)
    }

    private func comparison(_ name: String, _ value: JSONValue, _ kind: Criterion.Kind) -> Predicate.Comparison? {
        if name == "isSet" {
            if case .tags = kind { return nil }
            return value.boolean.map { .isSet($0) }
        }
        switch kind {
        case .choice(let words):
            guard name == "in" || name == "notIn", let list = value.array?.compactMap(\.string), list.count == value.array?.count,
                !list.isEmpty, list.allSatisfy(words.contains)
            else { return nil }
            return .words(list, isIn: name == "in")
        case .ids:
            guard name == "in" || name == "notIn" else { return nil }
            return ids(value).map { .ids($0, isIn: name == "in") }
        case .tags:
            let kinds: [String: Derivation.Comparison] = ["any": .any, "all": .all, "none": .none]
            guard let kind = kinds[name] else { return nil }
            return ids(value).map { .tags($0, kind) }
        case .number(let range):
            guard let order = Predicate.Order(rawValue: name), let number = value.integer, range.contains(number) else { return nil }
            return .number(order, number)
        case .instant:
            guard let order = Predicate.Order(rawValue: name), let instant = value.string.flatMap({ Instant($0) }) else { return nil }
            return .instant(order, instant)
        }
    }

    private func ids(_ value: JSONValue) -> [UUID]? {
        guard let array = value.array, (1...50).contains(array.count) else { return nil }
        let ids = array.compactMap { $0.string.flatMap { ID<Never>($0)?.uuid } }
        return ids.count == array.count ? ids : nil
    }

    private mutating func refuse(_ problem: String) -> Predicate? {
        problems.append(problem)
        return nil
    }
}
