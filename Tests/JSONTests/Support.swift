import JSON

/// A small seeded generator (SplitMix64), so that a failing run can be repeated.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Text with everything that is hard about text.
    mutating func text(upTo length: Int = 24) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            let code: UInt32 =
                switch Int.random(in: 0..<8, using: &self) {
                case 0: .random(in: 0..<0x20, using: &self)
                case 1:
                    [0x22, 0x5C, 0x2F, 0x7F, 0x2027, 0x2028, 0x2029, 0x202A, 0xFEFF, 0xFFFD]
                        .randomElement(using: &self) ?? 0x22
                case 2: .random(in: 0x4E00..<0x9FFF, using: &self)
                case 3: .random(in: 0x80..<0x800, using: &self)
                case 4: .random(in: 0x1F300..<0x1F700, using: &self)
                case 5: .random(in: 0..<0x11_0000, using: &self)
                default: .random(in: 0x20..<0x7F, using: &self)
                }
            scalars.append(Unicode.Scalar(code) ?? "?")
        }
        return String(scalars)
    }

    /// A value of at most so many levels.
    mutating func value(levels: Int) -> JSONValue {
        switch Int.random(in: 0..<(levels > 0 ? 9 : 6), using: &self) {
        case 0: return .null
        case 1: return .boolean(.random(using: &self))
        case 2: return .integer(Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0..<64, using: &self))
        case 3:
            return .number("\(Double.random(in: -1e9...1e9, using: &self))e\(Int.random(in: -200...200, using: &self))")
        case 4, 5: return .string(text())
        case 6: return .array((0..<Int.random(in: 0..<6, using: &self)).map { _ in value(levels: levels - 1) })
        default:
            var object = JSONObject()
            // Sometimes enough members for the index.
            for _ in 0..<(Int.random(in: 0..<10, using: &self) == 0 ? 40 : 4) {
                object[text(upTo: 8)] = value(levels: levels - 1)
            }
            return .object(object)
        }
    }
}

func parse(_ text: String, limits: JSONLimits = .default) throws(JSONError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8), limits: limits)
}

/// The kind of refusal, nil when the bytes are accepted.
func refusal(_ bytes: [UInt8], limits: JSONLimits = .default) -> JSONError.Kind? {
    do {
        _ = try JSONParser.parse(bytes, limits: limits)
        return nil
    } catch {
        return error.kind
    }
}

func refusal(_ text: String, limits: JSONLimits = .default) -> JSONError.Kind? {
    refusal(Array(text.utf8), limits: limits)
}

/// What the closure writes, as text.
func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(reservingCapacity: 1)
    body(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
}
