/// How far somebody sees a field. Each level includes the ones before it.
public enum FieldLevel: Int16, Sendable, Comparable, CaseIterable {
    case none = 0
    case masked = 1
    case read = 2
    case write = 3

    public static func < (left: FieldLevel, right: FieldLevel) -> Bool { left.rawValue < right.rawValue }

    /// The word in the API and in the golden matrix.
    public var word: String {
        switch self {
        case .none: "none"
        case .masked: "masked"
        case .read: "read"
        case .write: "write"
        }
    }

    /// A level from its word.
    public init?(word: String) {
        guard let level = FieldLevel.allCases.first(where: { $0.word == word }) else { return nil }
        self = level
    }
}

/// What else may be done with a field besides seeing it. Granted apart from the level.
public struct FieldUses: OptionSet, Sendable, Hashable {
    public let rawValue: Int16

    public init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    public static let filter = FieldUses(rawValue: 1)
    public static let sort = FieldUses(rawValue: 2)
    public static let group = FieldUses(rawValue: 4)
    public static let export = FieldUses(rawValue: 8)
    public static let reveal = FieldUses(rawValue: 16)
    /// Set a value though one sees it masked only: a front desk takes a phone down and reads it back masked.
    public static let set = FieldUses(rawValue: 32)

    /// Every use with its word, in a fixed order.
    public static let words: [(word: String, use: FieldUses)] = [
        ("filter", .filter), ("sort", .sort), ("group", .group), ("export", .export), ("reveal", .reveal),
        ("set", .set),
    ]

    /// The words of the uses held.
    public var words: [String] { FieldUses.words.filter { contains($0.use) }.map(\.word) }
}

/// A level and the uses that go with it.
public struct FieldRight: Sendable, Hashable {
    public var level: FieldLevel
    public var uses: FieldUses

    public init(_ level: FieldLevel, _ uses: FieldUses = []) {
        self.level = level
        self.uses = uses
    }

    /// Whether a value may be written.
    public var allowsWriting: Bool { level == .write || uses.contains(.set) }

    /// Nothing: what everybody has unless granted.
    public static let none = FieldRight(.none)

    /// Grants union; there are no "deny" rules.
    public func union(_ other: FieldRight) -> FieldRight {
        FieldRight(max(level, other.level), uses.union(other.uses))
    }

    /// What is held in both.
    public func intersection(_ other: FieldRight) -> FieldRight {
        FieldRight(min(level, other.level), effectiveUses.intersection(other.effectiveUses)).normalized
    }

    /// Whether everything in the other right is held here too.
    public func covers(_ other: FieldRight) -> Bool {
        level >= other.level && effectiveUses.isSuperset(of: other.uses)
    }

    /// Whoever writes a field may set it as well, said or not.
    private var effectiveUses: FieldUses { level == .write ? uses.union(.set) : uses }

    /// The same right in its shortest form: `write` includes `set`.
    public var normalized: FieldRight {
        FieldRight(level, level == .write ? uses.subtracting(.set) : uses)
    }
}

/// Rights on fields: per class, and added to that per field.
public struct FieldRights: Sendable, Hashable {
    private var byClass: [FieldRight]
    /// Additions to single fields, keyed `resource.field`.
    public private(set) var byField: [String: FieldRight]

    /// No right on anything.
    public init() {
        byClass = Array(repeating: .none, count: Classification.allCases.count)
        byField = [:]
    }

    /// The right on a whole class.
    public subscript(_ classification: Classification) -> FieldRight {
        get { byClass[classification.index] }
        set { byClass[classification.index] = newValue }
    }

    /// Adds a right on one field.
    public mutating func add(_ right: FieldRight, to field: String) {
        byField[field, default: .none] = byField[field, default: .none].union(right)
    }

    /// The right on a field: its class's and its own together. A C6 field has none, whatever was granted.
    public func right(on field: String, of classification: Classification) -> FieldRight {
        guard classification != .secret else { return .none }
        let base = byClass[classification.index]
        guard let own = byField[field] else { return base }
        return base.union(own)
    }

    /// What is held in both, on classes and on single fields. `classes` tells a field's class by its name.
    func intersection(_ other: FieldRights, classes: [String: Classification]) -> FieldRights {
        var result = FieldRights()
        for index in byClass.indices { result.byClass[index] = byClass[index].intersection(other.byClass[index]) }
        for field in Set(byField.keys).union(other.byField.keys) {
            guard let classification = classes[field] else { continue }
            let both = right(on: field, of: classification).intersection(other.right(on: field, of: classification))
            if !result[classification].covers(both) { result.byField[field] = both }
        }
        return result
    }

    /// Whether everything in the other rights is held here too. A class covers its fields, a field never its class.
    func covers(_ other: FieldRights, classes: [String: Classification]) -> Bool {
        zip(byClass, other.byClass).allSatisfy { $0.covers($1) }
            && other.byField.allSatisfy { field, right in
                guard let classification = classes[field] else { return (byField[field] ?? .none).covers(right) }
                return self.right(on: field, of: classification).covers(other.right(on: field, of: classification))
            }
    }

    /// Both together.
    public func union(_ other: FieldRights) -> FieldRights {
        var result = self
        for index in byClass.indices { result.byClass[index] = byClass[index].union(other.byClass[index]) }
        for (field, right) in other.byField { result.add(right, to: field) }
        return result
    }
}
