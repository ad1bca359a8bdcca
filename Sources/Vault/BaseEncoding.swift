/// An encoding that writes groups of 5 or 6 bits as characters (RFC 4648), and reads only what it would itself write.
struct BaseEncoding: Sendable {
    /// URL-safe base64, no padding.
    static let base64URL = BaseEncoding(
        alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", bits: 6, padded: false)
    /// Standard base64, padded.
    static let base64 = BaseEncoding(
        alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, padded: true)
    /// Standard base64, no padding: what PHC strings use.
    static let base64Bare = BaseEncoding(
        alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", bits: 6, padded: false)
    /// Base32, no padding: what authenticator apps read.
    static let base32 = BaseEncoding(alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", bits: 5, padded: false)

    private let symbols: [UInt8]
    private let values: [UInt8]
    private let bits: Int
    private let padded: Bool
    private static let noValue: UInt8 = 0xFF

    private init(alphabet: StaticString, bits: Int, padded: Bool) {
        symbols = Array("\(alphabet)".utf8)
        var values = [UInt8](repeating: Self.noValue, count: 256)
        for (value, symbol) in symbols.enumerated() { values[Int(symbol)] = UInt8(value) }
        self.values = values
        self.bits = bits
        self.padded = padded
    }

    func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 8 / bits + 4)
        var pending: UInt32 = 0
        var pendingBits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            pendingBits += 8
            while pendingBits >= bits {
                pendingBits -= bits
                text.append(symbols[Int(pending >> UInt32(pendingBits)) & (symbols.count - 1)])
            }
            pending &= 0xFF
        }
        if pendingBits > 0 {
            text.append(symbols[Int(pending << UInt32(bits - pendingBits)) & (symbols.count - 1)])
        }
        if padded {
            while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for a foreign character, wrong padding or bits left over that are not zero: one value has one text.
    func decode(_ text: some StringProtocol) -> [UInt8]? {
        var units = Array(text.utf8)
        if padded {
            guard units.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where units.last == UInt8(ascii: "=") { units.removeLast() }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.count * bits / 8)
        var pending: UInt32 = 0
        var pendingBits = 0
        for unit in units {
            let value = values[Int(unit)]
            guard value != Self.noValue else { return nil }
            pending = pending << UInt32(bits) | UInt32(value)
            pendingBits += bits
            if pendingBits >= 8 {
                pendingBits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBits)))
                pending &= (1 << UInt32(pendingBits)) - 1
            }
        }
        return pendingBits < bits && pending == 0 ? bytes : nil
    }
}

/// URL-safe base64 without padding (RFC 4648 §5).
public enum Base64URL {
    /// The text of `bytes`.
    public static func encode(_ bytes: [UInt8]) -> String { BaseEncoding.base64URL.encode(bytes) }

    /// The bytes of `text`; nil unless it is exactly what `encode` would have written.
    public static func decode(_ text: String) -> [UInt8]? { BaseEncoding.base64URL.decode(text) }
}

/// Base32 without padding (RFC 4648 §6), as authenticator apps read it.
public enum Base32 {
    /// The text of `bytes`, in upper case.
    public static func encode(_ bytes: [UInt8]) -> String { BaseEncoding.base32.encode(bytes) }

    /// The bytes of `text`, in upper case; nil unless it is exactly what `encode` would have written.
    public static func decode(_ text: String) -> [UInt8]? { BaseEncoding.base32.decode(text) }
}
