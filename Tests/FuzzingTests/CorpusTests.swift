import Foundation
import Fuzzing
import Testing

@Suite("What reads bytes from outside, over its corpus")
struct CorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzzing/corpus")

    /// The inputs that are kept for a target.
    private static func inputs(_ target: FuzzTarget) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(at: corpus.appending(path: target.name), includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map { [UInt8](try Data(contentsOf: $0)) }
    }

    @Test("every input that was ever worth keeping is harmless, and so is what lies around it", arguments: FuzzTarget.all)
    func replay(_ target: FuzzTarget) throws {
        let inputs = try Self.inputs(target)
        try #require(!inputs.isEmpty, "\(target.name) has no corpus")
        var dice = Dice(seed: 7)
        for input in inputs {
            try target.check(input)
            for _ in 0..<5 { try target.check(dice.change(input)) }
        }
    }

    @Test("every corpus belongs to a target")
    func known() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path).filter { !$0.hasPrefix(".") }
        #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
    }
}

/// A generator whose numbers are the same in every run (SplitMix64).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// The input with one thing changed: a byte, a cut, a piece twice.
    mutating func change(_ input: [UInt8]) -> [UInt8] {
        var input = input
        guard !input.isEmpty else { return [UInt8.random(in: 0...255, using: &self)] }
        let at = Int.random(in: 0..<input.count, using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0: input[at] = .random(in: 0...255, using: &self)
        case 1: input.insert(.random(in: 0...255, using: &self), at: at)
        case 2: input.removeSubrange(at...)
        default: input.insert(contentsOf: input[at...], at: at)
        }
        return input
    }
}
