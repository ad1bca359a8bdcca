internal import Platform

/// Chance that comes out the same every time: SplitMix64 from a seed and a place, so that any value can be made without those
/// before it. Never for secrets.
struct Dice: Sendable {
    private var state: UInt64

    /// Dice of their own for every place.
    init(_ seed: UInt64, _ place: UInt64...) {
        state = seed
        for word in place { state = Dice.mix(state &+ 0x9e37_79b9_7f4a_7c15) ^ Dice.mix(word &+ 0x632b_e59b_d9b4_e019) }
    }

    /// 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Dice.mix(state)
    }

    /// A number from 0 up to but not `bound`; 0 when there is none.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    /// True `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of several, which must not be none.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    /// An identifier of an instant, in the form of ``ID/new(at:)``.
    mutating func id<Entity>(at instant: Instant) -> ID<Entity> {
        let milliseconds = UInt64(bitPattern: instant.microseconds / 1000)
        return ID(
            high: milliseconds << 16 | 0x7000 | (next() & 0x0fff),
            low: 0x8000_0000_0000_0000 | (next() & 0x3fff_ffff_ffff_ffff))
    }

    /// The finalizer of SplitMix64: every bit of the input reaches every bit of the output.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

/// Values, each with the share in which it comes.
struct Shares<Value: Sendable>: Sendable {
    private let values: [Value]
    private let sums: [Int]

    /// Pairs of value and share; at least one share above zero.
    init(_ pairs: [(Value, Int)]) {
        values = pairs.map(\.0)
        var sum = 0
        sums = pairs.map { pair in
            sum += pair.1
            return sum
        }
    }

    /// One of them by its share.
    func pick(_ dice: inout Dice) -> Value {
        let place = dice.below(sums.last ?? 1)
        return values[sums.firstIndex { $0 > place } ?? 0]
    }
}
