/// Something that reads bytes from outside, and what must hold whatever they are.
///
/// `check` throws ``Broken`` when a promise does not hold; a trap is a finding too. Refusing the input is never one. `scripts/fuzz`
/// lets libFuzzer look for inputs; the tests replay what it kept.
public struct FuzzTarget: Sendable, CustomStringConvertible {
    /// Names the corpus: `Tests/Fuzzing/corpus/NAME`.
    public let name: String
    public let check: @Sendable ([UInt8]) throws -> Void

    public var description: String { name }

    /// Every target.
    public static let all =
        jsonTargets + textTargets + requestTargets + postgresTargets + vaultTargets + tableTargets
}

/// A promise that did not hold.
public struct Broken: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws when something that must hold does not.
func promise(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    if !holds { throw Broken(what()) }
}
