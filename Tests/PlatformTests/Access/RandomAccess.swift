@testable import Platform

/// Random numbers that a test can repeat (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension FieldRight {
    static func random(using generator: inout SeededGenerator) -> FieldRight {
        FieldRight(
            FieldLevel.allCases.randomElement(using: &generator) ?? .none,
            FieldUses(
                rawValue: Int16.random(in: 0..<64, using: &generator) & Int16.random(in: 0..<64, using: &generator)))
    }
}

extension RoleContent {
    /// A content over the test's catalog; small, so that one often covers another.
    static func random(in catalog: PermissionCatalog, using generator: inout SeededGenerator) -> RoleContent {
        var content = RoleContent(
            relation: RowSet.Relation.allCases.randomElement(using: &generator) ?? .any,
            actions: Set(catalog.actionNames.keys.sorted().prefix(3).filter { _ in Bool.random(using: &generator) }),
            fields: FieldRights())
        for classification in Classification.allCases
        where classification != .secret && Int.random(in: 0..<3, using: &generator) == 0 {
            content.set(.random(using: &generator), on: classification.rawValue)
        }
        for field in catalog.fieldClasses.keys.filter(catalog.knows).sorted()
        where Int.random(in: 0..<4, using: &generator) == 0 {
            content.set(.random(using: &generator), on: field)
        }
        return content
    }

    /// Each right that the content gives, spelled out: two contents with equal tables are the same role.
    func table(in catalog: PermissionCatalog) -> [String: FieldRight] {
        var table: [String: FieldRight] = [:]
        for classification in Classification.allCases {
            table[classification.rawValue] = fields[classification].normalized
        }
        for (field, classification) in catalog.fieldClasses {
            table[field] = fields.right(on: field, of: classification).normalized
        }
        return table
    }
}
