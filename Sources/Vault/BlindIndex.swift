/// Turns normalised values into tokens by which sealed cells are found without opening them.
///
/// What a token gives away, by design: that two rows hold the same value, and how frequent it is. Short tokens are
/// shared by many values on purpose; hits are checked again after opening. Its key is never a key that seals.
public struct BlindIndex: Sendable {
    /// The number of bits a short token has at most.
    public static let largestBits = 16

    private let key: SecretKey
    private let hash: KeyedHash

    /// An index under its own key, with the hash of the tenant's suite.
    public init(key: SecretKey, hash: KeyedHash = .sha256) {
        self.key = key
        self.hash = hash
    }

    /// 16 bytes of HMAC over "exact", `domain` and the value, each with its length. `domain` names what is
    /// indexed ("phone"), so that equal texts in two fields do not meet.
    public func exact(_ normalized: String, domain: String) -> [UInt8] {
        Array(authenticator("exact", normalized, domain).prefix(16))
    }

    /// The first `bits` bits (1 to 16; other numbers count as the nearest of these) of HMAC over "short",
    /// `domain` and the value. A longer token begins with the shorter one: re-sizing an index as the tenant grows
    /// tells nothing beyond what the longer tokens tell.
    public func short(_ normalized: String, domain: String, bits: Int) -> Int32 {
        let bits = min(max(bits, 1), Self.largestBits)
        let start = authenticator("short", normalized, domain).prefix(2).reduce(Int32(0)) { $0 << 8 | Int32($1) }
        return start >> Int32(Self.largestBits - bits)
    }

    private func authenticator(_ kind: String, _ value: String, _ domain: String) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(12 + kind.utf8.count + domain.utf8.count + value.utf8.count)
        for part in [kind, domain, value] { message.append(lengthPrefixed: Array(part.utf8)) }
        return Digest.hmac(hash, key: key, message)
    }
}
