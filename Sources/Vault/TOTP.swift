import CLibCrypto

/// One-time codes of authenticator apps: RFC 6238 with SHA-1, six digits, 30 seconds.
public enum TOTP {
    /// How long a code is the current one, in seconds.
    public static let period: Int64 = 30
    private static let digits = 6

    /// A new secret of 20 bytes, to be sealed and shown once.
    public static func newSecret() -> [UInt8] { Random.bytes(20) }

    /// The step whose code this is, looking `window` steps (at most 10) to both sides of `unixTime` and only at steps
    /// after `lastStep`; nil when it is none. The caller stores the step: a code works once.
    ///
    /// The time taken does not depend on which step it was.
    public static func verify(
        _ code: String, secret: [UInt8], at unixTime: Int64, window: Int = 1, after lastStep: Int64? = nil
    ) -> Int64? {
        let given = Array(code.utf8)
        guard given.count == digits, unixTime >= 0 else { return nil }
        let now = unixTime / period
        let reach = Int64(min(max(window, 0), 10))
        var found: Int64?
        for step in max(now - reach, 0)...(now + reach) {
            let matches = Digest.constantTimeEqual(given, Array(self.code(secret: secret, step: step).utf8))
            if matches && step > lastStep ?? -1 { found = step }
        }
        return found
    }

    /// The code at `unixTime`, which is not before 1970.
    static func code(secret: [UInt8], at unixTime: Int64) -> String {
        code(secret: secret, step: unixTime / period)
    }

    /// What the app reads from a QR code: issuer, account and secret as an `otpauth` URI.
    public static func uri(secret: [UInt8], issuer: String, account: String) -> String {
        let issuer = percentEncoded(issuer)
        return "otpauth://totp/\(issuer):\(percentEncoded(account))?secret=\(Base32.encode(secret))"
            + "&issuer=\(issuer)&algorithm=SHA1&digits=\(digits)&period=\(period)"
    }

    private static func code(secret: [UInt8], step: Int64) -> String {
        var message: [UInt8] = []
        message.append(bigEndian: step)
        var mac = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 0
        let done = unsafe HMAC(EVP_sha1(), secret, Int32(clamping: secret.count), message, message.count, &mac, &count)
        unsafe Libcrypto.mustSucceed(done != nil && count == 20, "HMAC-SHA-1")
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}
