/// One of the shares that a root key was split into (A. Shamir, How to Share a Secret, 1979): each byte is the constant term of a
/// polynomial over GF(256), a share is its value at the share's index. Fewer than the threshold tell nothing about the key.
///
/// Written as one line: `peony1-ID-THRESHOLD-INDEX-VALUE-CHECK`, the id of the key in 16 hexadecimal digits, the value in 64, and the
/// first four bytes of SHA-256 over what stands before, so that a slip of the pen is told at once.
public struct RootShare: Hashable, Sendable, CustomStringConvertible {
    /// The id of the key that it is a share of.
    public let id: String
    /// How many shares make the key.
    public let threshold: Int
    /// 1 to 255.
    public let index: Int
    private let value: [UInt8]

    /// Never the share itself.
    public var description: String { "share \(index) of root key \(id)" }

    /// The line to write down.
    public var text: String { body + "-" + Self.check(of: body) }

    private var body: String { "peony1-\(id)-\(threshold)-\(index)-\(Hex.encode(value))" }

    private init(id: String, threshold: Int, index: Int, value: [UInt8]) {
        self.id = id
        self.threshold = threshold
        self.index = index
        self.value = value
    }

    /// Reads a line as `text` writes it, in any case, blanks around it ignored. Throws `malformed`.
    public init(parsing line: String) throws(VaultError) {
        guard line.utf8.count <= 256 else { throw VaultError(.malformed, "not a share") }
        let parts = line.lowercased().filter { !$0.isWhitespace }.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "peony1", parts[1].count == 16, Hex.decode(String(parts[1])) != nil,
            let threshold = Int(parts[2]), (2...255).contains(threshold), let index = Int(parts[3]), (1...255).contains(index),
            let value = Hex.decode(String(parts[4])), value.count == SecretKey.byteCount
        else { throw VaultError(.malformed, "not a share") }
        self.init(id: String(parts[1]), threshold: threshold, index: index, value: value)
        guard parts[5] == Self.check(of: body) else { throw VaultError(.malformed, "the share was copied wrongly") }
    }

    /// Splits a root key into `count` shares of which any `threshold` give it back.
    /// Throws `malformed` unless 2 ≤ threshold ≤ count ≤ 255, and `token` for a key that never leaves its token.
    public static func split(_ root: RootKey, into count: Int, threshold: Int) throws(VaultError) -> [RootShare] {
        guard threshold >= 2, threshold <= count, count <= 255 else {
            throw VaultError(.malformed, "2 ≤ threshold ≤ shares ≤ 255")
        }
        guard let secret = root.secret else { throw VaultError(.token, "a key in a token cannot be split") }
        var random = Random.bytes(SecretKey.byteCount * (threshold - 1))
        defer { unsafe random.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        return unsafe secret.withBytes { secret in
            (1...count).map { index in
                let value = secret.indices.map { byte -> UInt8 in
                    // Horner, from the highest coefficient down to the secret.
                    var sum: UInt8 = 0
                    for degree in 0..<(threshold - 1) {
                        sum = GF256.multiply(sum ^ random[byte * (threshold - 1) + degree], UInt8(index))
                    }
                    return unsafe sum ^ secret[byte]
                }
                return RootShare(id: root.id, threshold: threshold, index: index, value: value)
            }
        }
    }

    /// The key that at least `threshold` different shares make. Throws `sealed` when there are too few, `malformed` for shares of
    /// different keys, and `wrongKey` when what they make is not the key that they name.
    public static func combine(_ shares: [RootShare]) throws(VaultError) -> RootKey {
        guard let first = shares.first else { throw VaultError(.sealed, "no shares") }
        guard shares.allSatisfy({ $0.id == first.id && $0.threshold == first.threshold }) else {
            throw VaultError(.malformed, "shares of different keys")
        }
        var distinct: [Int: RootShare] = [:]
        for share in shares { distinct[share.index] = share }
        guard distinct.count >= first.threshold else { throw VaultError(.sealed, "too few shares") }
        let used = distinct.values.sorted { $0.index < $1.index }.prefix(first.threshold)
        var bytes = [UInt8](repeating: 0, count: SecretKey.byteCount)
        defer { unsafe bytes.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        for share in used {
            // Lagrange's polynomial of this share at zero; minus is plus here.
            var factor: UInt8 = 1
            for other in used where other.index != share.index {
                let (x, y) = (UInt8(share.index), UInt8(other.index))
                factor = GF256.multiply(factor, GF256.multiply(y, GF256.inverse(x ^ y)))
            }
            for index in bytes.indices { bytes[index] ^= GF256.multiply(share.value[index], factor) }
        }
        let root = RootKey(try SecretKey(bytes: bytes))
        guard root.id == first.id else { throw VaultError(.wrongKey, "the shares do not make the key that they name") }
        return root
    }

    private static func check(of body: String) -> String {
        Hex.encode(Array(Digest.sha256(Array(body.utf8)).prefix(4)))
    }
}

/// The field of 256 elements with AES's polynomial x⁸ + x⁴ + x³ + x + 1, in a time that no operand changes.
enum GF256 {
    static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (left, right, product) = (left, right, UInt8(0))
        for _ in 0..<8 {
            product ^= left & (0 &- (right & 1))
            let carry = 0 &- (left >> 7)
            left = (left << 1) ^ (0x1B & carry)
            right >>= 1
        }
        return product
    }

    /// The 254th power, which is the inverse of all but zero; zero's is zero.
    static func inverse(_ element: UInt8) -> UInt8 {
        var power = element
        var result: UInt8 = 1
        for _ in 0..<7 {
            power = multiply(power, power)
            result = multiply(result, power)
        }
        return result
    }
}
