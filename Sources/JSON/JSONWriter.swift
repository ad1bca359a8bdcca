public import struct FoundationEssentials.UUID

/// Writes compact JSON straight into one growing byte buffer; there is no tree in between. It puts the commas itself.
///
/// The caller keeps the order (a `key` before each value of an object, an `end` for each `begin`): that is the
/// program's own text, so it is asserted in debug builds only. Whatever comes from outside (text, bytes, numbers)
/// always ends as valid JSON.
public struct JSONWriter: Sendable {
    // A buffer that is longer than its content lets each piece be written in place with one capacity check.
    // It is an array, not raw memory, so that `finish()` hands it over without a copy.
    private var storage: [UInt8]
    private var end = 0
    // One flag serves all levels: whatever was closed was itself an element of what is around it.
    private var needsComma = false
    private var depth = 0

    /// A writer with room for this many bytes; it grows by itself.
    public init(reservingCapacity capacity: Int = 1024) {
        storage = [UInt8](repeating: 0, count: max(capacity, 64))
    }

    /// The number of bytes written so far.
    public var count: Int { end }

    /// A copy of what was written so far.
    public var bytes: [UInt8] { Array(storage[..<end]) }

    /// Ends the writing and hands the bytes over.
    public consuming func finish() -> [UInt8] {
        assert(depth == 0, "an object or array was left open")
        storage.removeLast(storage.count - end)
        return storage
    }

    // MARK: Structure

    /// Opens an object: `{`.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the object: `}`.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array: `[`.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the array: `]`.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a member's name. A literal is copied as it stands: it must not need escaping.
    public mutating func key(_ name: StaticString) {
        name.withUTF8Buffer { name in
            let name = UnsafeRawBufferPointer(name)
            assert(UTF8Scan.endOfPlainRun(in: name, from: 0) == name.count, "a literal key must not need escaping")
            element(maximum: name.count + 3) { target in
                target[0] = UInt8(ascii: "\"")
                Self.copy(name, to: target + 1)
                target[name.count + 1] = UInt8(ascii: "\"")
                target[name.count + 2] = UInt8(ascii: ":")
                return name.count + 3
            }
        }
        needsComma = false
    }

    /// Writes a member's name, escaped as needed. (A literal prefers the `StaticString` form.)
    @_disfavoredOverload
    public mutating func key(_ name: String) {
        string(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member's name that was escaped before.
    public mutating func key(_ encoded: JSONKey) {
        raw(encoded.encoded)
        needsComma = false
    }

    // MARK: Values

    /// Writes a member's name that was escaped before as a value of its own: a list of names.
    public mutating func string(_ name: JSONKey) {
        raw(name.encoded)
        // Without its colon.
        end -= 1
    }

    /// Writes a whole number.
    public mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a whole number.
    public mutating func integer(_ value: Int64) {
        element(maximum: 20) { target in
            var magnitude = value.magnitude
            var digits = 1
            var rest = magnitude / 10
            while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
            let sign = value < 0 ? 1 : 0
            if sign == 1 { target[0] = UInt8(ascii: "-") }
            for position in stride(from: sign + digits - 1, through: sign, by: -1) {
                target[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
            }
            return sign + digits
        }
    }

    /// Writes the shortest text that reads back as the same number; `null` for what JSON cannot say (NaN, infinity).
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        number(value.description)
    }

    /// Writes `true` or `false`.
    public mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { literal("null") }

    /// Writes a UUID as a string of 36 lower-case characters.
    public mutating func uuid(_ value: UUID) {
        withUnsafeBytes(of: value.uuid) { uuid(bytes: $0) }
    }

    /// Writes 16 bytes as a UUID, `"8-4-4-4-12"` in lower case; `null` for any other number of bytes.
    public mutating func uuid(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return null() }
        element(maximum: 38) { target in
            target[0] = UInt8(ascii: "\"")
            var position = 1
            for index in 0..<16 {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    target[position] = UInt8(ascii: "-")
                    position += 1
                }
                target[position] = Self.hexDigit(bytes[index] >> 4)
                target[position + 1] = Self.hexDigit(bytes[index] & 15)
                position += 2
            }
            target[position] = UInt8(ascii: "\"")
            return 38
        }
    }

    /// Writes a value and all below it.
    public mutating func value(_ value: JSONValue) { value.write(to: &self) }

    /// Writes what is already JSON, as one element. Never for text from outside.
    public mutating func raw(_ json: [UInt8]) {
        json.withUnsafeBytes { json in
            element(maximum: json.count) { target in
                Self.copy(json, to: target)
                return json.count
            }
        }
    }

    // MARK: Buffer

    /// Room for `maximum` bytes more, filled by `body`, which returns how many it wrote.
    @inline(__always)
    private mutating func emit(_ maximum: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if storage.count - end < maximum { grow(by: maximum) }
        let position = end
        end += storage.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return body(base + position)
        }
    }

    /// The same for a value: with the comma before it.
    @inline(__always)
    private mutating func element(maximum: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        let separated = needsComma
        emit(maximum + 1) { target in
            let comma = Self.comma(separated, at: target)
            return comma + body(target + comma)
        }
        needsComma = true
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let capacity = max(storage.count * 2, end + more)
        storage = [UInt8](unsafeUninitializedCapacity: capacity) { [storage, end] buffer, count in
            let used = buffer[..<end].initialize(fromContentsOf: storage[..<end])
            buffer[used...].initialize(repeating: 0)
            count = capacity
        }
    }

    private mutating func open(_ bracket: UInt8) {
        element(maximum: 1) { target in
            target[0] = bracket
            return 1
        }
        needsComma = false
        depth += 1
    }

    private mutating func close(_ bracket: UInt8) {
        assert(depth > 0, "more was closed than opened")
        append(bracket)
        needsComma = true
        depth -= 1
    }

    private mutating func literal(_ text: StaticString) {
        text.withUTF8Buffer { text in
            element(maximum: text.count) { target in
                Self.copy(UnsafeRawBufferPointer(text), to: target)
                return text.count
            }
        }
    }

    /// A number's text: the caller has made sure that it is one.
    mutating func number(_ text: String) {
        var text = text
        text.withUTF8 { text in
            element(maximum: text.count) { target in
                Self.copy(UnsafeRawBufferPointer(text), to: target)
                return text.count
            }
        }
    }

    /// The comma and the opening quote of a string; the text follows by `append`, then `closeText`.
    mutating func openText() {
        element(maximum: 1) { target in
            target[0] = UInt8(ascii: "\"")
            return 1
        }
    }

    /// One byte, without a comma.
    mutating func append(_ byte: UInt8) {
        emit(1) { target in
            target[0] = byte
            return 1
        }
    }

    /// A stretch of bytes, without a comma.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        emit(bytes.count) { target in
            Self.copy(bytes, to: target)
            return bytes.count
        }
    }

    @inline(__always)
    private static func comma(_ wanted: Bool, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target[0] = UInt8(ascii: ",")
        return wanted ? 1 : 0
    }

    @inline(__always)
    private static func copy(_ source: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<UInt8>) {
        guard let base = source.baseAddress else { return }
        UnsafeMutableRawPointer(target).copyMemory(from: base, byteCount: source.count)
    }

    @inline(__always)
    static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble
    }
}
