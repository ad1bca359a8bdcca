internal import FoundationEssentials
public import JSON
public import Platform

extension Predicate {
    /// Reads a condition that somebody sent, and holds it to what he may ask: a criterion that he may not use is unknown. Nil when something
    /// is wrong; the payload knows what.
    ///
    /// - Parameter everywhere: whether he must be allowed to ask it in all rows that he sees: where others are told what came of it.
    public static func read(_ key: String, of payload: PayloadReader, on view: ResourceView, everywhere: Bool = false) -> Predicate? {
        guard let json = payload.value(key), !json.isNull else {
            payload.refuse(key, "required")
            return nil
        }
        var reader = PredicateReader(criteria: Criteria(view.resource), mayAsk: { $0.mayBeAsked(in: view, everywhere: everywhere) })
        let predicate = reader.read(json, depth: 1)
        for problem in reader.problems { payload.refuse(key, problem) }
        return reader.problems.isEmpty ? predicate : nil
    }

    /// Reads a condition that is kept.
    public init?(stored json: JSONValue, by criteria: Criteria) {
        var reader = PredicateReader(criteria: criteria, mayAsk: { _ in true })
        guard let predicate = reader.read(json, depth: 1), reader.problems.isEmpty else { return nil }
        self = predicate
    }

    /// As it is kept, in one form.
    public var json: JSONValue {
        switch self {
        case .all(let parts): return ["all": .array(parts.map(\.json))]
        case .any(let parts): return ["any": .array(parts.map(\.json))]
        case .not(let part): return ["not": part.json]
        case .compare(let criterion, let comparisons):
            var object: JSONObject = ["field": .string(criterion.code)]
            func ids(_ ids: [UUID]) -> JSONValue { .array(ids.map { .string($0.uuidString.lowercased()) }) }
            for comparison in comparisons {
                switch comparison {
                case .isSet(let isSet): object["isSet"] = .boolean(isSet)
                case .words(let words, let isIn): object[isIn ? "in" : "notIn"] = .array(words.map { .string($0) })
                case .ids(let list, let isIn): object[isIn ? "in" : "notIn"] = ids(list)
                case .tags(let list, let kind): object[kind.word] = ids(list)
                case .number(let order, let number): object[order.rawValue] = .integer(number)
                case .instant(let order, let instant): object[order.rawValue] = .string(instant.description)
                case .date(let order, let day): object[order.rawValue] = .string(day.description)
                case .several(let words, let kind): object[kind.word] = .array(words.map { .string($0) })
                }
            }
            return .object(object)
        }
    }
}

/// Reads the JSON of a condition, bounded in depth and in parts.
private struct PredicateReader {
    let criteria: Criteria
    let mayAsk: (Criterion) -> Bool
    private(set) var problems: [String] = []
    private var parts = 0

    init(criteria: Criteria, mayAsk: @escaping (Criterion) -> Bool) {
        self.criteria = criteria
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
        guard let code = object["field"]?.string, let criterion = criteria.named(code), mayAsk(criterion) else {
            return refuse("unknown_field")
        }
        var comparisons: [Predicate.Comparison] = []
        for member in object.members where member.name != "field" {
            guard let comparison = self.comparison(member.name, member.value, criterion.kind) else { return refuse("type") }
            comparisons.append(comparison)
        }
        return comparisons.isEmpty ? refuse("required") : .compare(criterion, comparisons)
    }

    private func comparison(_ name: String, _ value: JSONValue, _ kind: Criterion.Kind) -> Predicate.Comparison? {
        if name == "isSet" {
            if case .tags = kind { return nil }
            return value.boolean.map { .isSet($0) }
        }
        switch kind {
        case .choice(let known):
            guard name == "in" || name == "notIn", let list = words(value), list.allSatisfy(known.contains) else { return nil }
            return .words(list, isIn: name == "in")
        case .text:
            guard name == "in" || name == "notIn", let list = words(value) else { return nil }
            return .words(list, isIn: name == "in")
        case .several(let known):
            guard let kind = Derivation.Comparison(word: name), let list = words(value), list.allSatisfy(known.contains) else { return nil }
            return .several(list, kind)
        case .ids:
            guard name == "in" || name == "notIn" else { return nil }
            return ids(value).map { .ids($0, isIn: name == "in") }
        case .tags:
            guard let kind = Derivation.Comparison(word: name) else { return nil }
            return ids(value).map { .tags($0, kind) }
        case .number(let range):
            guard let order = Predicate.Order(rawValue: name), let number = value.integer, range.contains(number) else { return nil }
            return .number(order, number)
        case .instant:
            guard let order = Predicate.Order(rawValue: name), let instant = value.string.flatMap({ Instant($0) }) else { return nil }
            return .instant(order, instant)
        case .date:
            guard let order = Predicate.Order(rawValue: name), let day = value.string.flatMap({ LocalDate($0) }) else { return nil }
            return .date(order, day)
        }
    }

    /// A few words, none of them too long for any field.
    private func words(_ value: JSONValue) -> [String]? {
        guard let array = value.array, (1...50).contains(array.count) else { return nil }
        let words = array.compactMap(\.string).filter { $0.unicodeScalars.count <= 200 }
        return words.count == array.count ? words : nil
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

extension Derivation.Comparison {
    /// As it is written in a condition.
    fileprivate var word: String {
        switch self {
        case .any: "any"
        case .all: "all"
        case .none: "none"
        }
    }

    fileprivate init?(word: String) {
        switch word {
        case "any": self = .any
        case "all": self = .all
        case "none": self = .none
        default: return nil
        }
    }
}
