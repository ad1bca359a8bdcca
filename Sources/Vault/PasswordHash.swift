import CLibCrypto

/// Passwords as scrypt hashes (RFC 7914) in PHC strings: `$scrypt$ln=15,r=8,p=3$salt$hash`.
///
/// A hash takes 32 MiB and a few tenths of a second: run it on bounded workers of its own. Passwords are brought into
/// Normalisation Form C first, so that the keyboard does not matter.
public enum PasswordHash {
    /// What a hash costs: 128 · r · 2^logN bytes of memory, p times over.
    public struct Cost: Hashable, Sendable {
        /// The logarithm of N.
        public let logN: Int
        /// The block size.
        public let r: Int
        /// How often the work is done.
        public let p: Int

        /// A cost; whether it is acceptable shows when it is used.
        public init(logN: Int, r: Int, p: Int) {
            self.logN = logN
            self.r = r
            self.p = p
        }

        /// N = 2^15, r = 8, p = 3: 32 MiB.
        public static let standard = Cost(logN: 15, r: 8, p: 3)

        /// Stored strings are not trusted with the machine's memory and time.
        var isAcceptable: Bool {
            (1...18).contains(logN) && (1...32).contains(r) && (1...16).contains(p)
                && 128 * r * ((1 << logN) + 2 + p) <= PasswordHash.memoryLimit
        }
    }

    /// 64 MiB: libcrypto's own default refuses the standard cost.
    static let memoryLimit = 64 << 20
    private static let saltCount = 16
    private static let hashCount = 32

    /// A valid string of the standard cost that no password has: verifying against it takes as long as for a known
    /// user.
    public static let dummy =
        "$scrypt$ln=15,r=8,p=3$cGVvbnkgZHVtbXkgc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    /// The PHC string of `password` under a fresh salt. Throws `malformed` for a cost beyond the limits, `libcrypto`.
    public static func hash(_ password: String, cost: Cost = .standard) throws(VaultError) -> String {
        try hash(password, cost: cost, salt: Random.bytes(saltCount))
    }

    /// Whether `password` is the one of `phc`, compared in constant time. A malformed string takes the work of a
    /// standard one, then is false.
    public static func verify(_ password: String, against phc: String) -> Bool {
        guard let known = Parsed(phc) else {
            _ = try? derive(password, cost: .standard, salt: Array(repeating: 0, count: saltCount))
            return false
        }
        guard let hash = try? derive(password, cost: known.cost, salt: known.salt) else { return false }
        return Digest.constantTimeEqual(hash, known.hash)
    }

    /// Whether `phc` should be made anew at the next sign-in, because it is malformed or of another cost.
    public static func needsRehash(_ phc: String, cost: Cost = .standard) -> Bool {
        Parsed(phc)?.cost != cost
    }

    /// The string under a given salt; only tests give one.
    static func hash(_ password: String, cost: Cost, salt: [UInt8]) throws(VaultError) -> String {
        guard cost.isAcceptable else { throw VaultError(.malformed, "this scrypt cost is beyond the limits") }
        let hash = try derive(password, cost: cost, salt: salt)
        let base64 = BaseEncoding.base64Bare
        return "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(base64.encode(salt))$\(base64.encode(hash))"
    }

    private static func derive(_ password: String, cost: Cost, salt: [UInt8]) throws(VaultError) -> [UInt8] {
        var secret = Array(password.nfc.utf8CString)
        var hash = [UInt8](repeating: 0, count: hashCount)
        let done = unsafe secret.withUnsafeMutableBytes { secret in
            defer { unsafe Libcrypto.wipe(secret) }
            return unsafe EVP_PBE_scrypt(
                secret.baseAddress?.assumingMemoryBound(to: CChar.self), secret.count - 1, salt, salt.count,
                1 << UInt64(cost.logN), UInt64(cost.r), UInt64(cost.p), UInt64(memoryLimit), &hash, hash.count) == 1
        }
        try Libcrypto.check(done, "scrypt")
        return hash
    }

    /// A PHC string taken apart; nil unless it is exactly what `hash` writes, within the limits.
    private struct Parsed {
        let cost: Cost
        let salt: [UInt8]
        let hash: [UInt8]

        init?(_ phc: String) {
            guard phc.utf8.count <= 256 else { return nil }
            let parts = phc.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
                let salt = BaseEncoding.base64Bare.decode(parts[3]), (8...64).contains(salt.count),
                let hash = BaseEncoding.base64Bare.decode(parts[4]), hash.count == PasswordHash.hashCount
            else { return nil }
            let settings = parts[2].split(separator: ",", omittingEmptySubsequences: false)
            guard settings.count == 3,
                let logN = Self.number(settings[0], after: "ln="), let r = Self.number(settings[1], after: "r="),
                let p = Self.number(settings[2], after: "p=")
            else { return nil }
            let cost = Cost(logN: logN, r: r, p: p)
            guard cost.isAcceptable else { return nil }
            self.cost = cost
            self.salt = salt
            self.hash = hash
        }

        private static func number(_ setting: Substring, after name: String) -> Int? {
            guard setting.hasPrefix(name), let number = Int(setting.dropFirst(name.count)),
                setting == "\(name)\(number)"
            else { return nil }
            return number
        }
    }
}
