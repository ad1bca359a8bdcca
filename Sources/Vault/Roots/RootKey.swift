public import struct FoundationEssentials.UUID

/// The key that everything else hangs on. It wraps tenants' keys and is never in the database; it may not even be in this process.
///
/// A deployment keeps `checkValue()` in its database and refuses to serve when the key at hand does not match it.
public final class RootKey: Sendable {
    /// Names the key without telling anything about it: 8 bytes of HMAC(root, "peony root id") in hexadecimal.
    public let id: String

    private let check: [UInt8]
    private let deriving: SecretKey
    private let wrapping: any KeyWrapping
    /// The secret where it is in this process, for the file and for shares.
    private let key: SecretKey?

    /// The root key made of `key`.
    init(_ key: SecretKey) {
        self.key = key
        let id = RootID(authenticator: Digest.hmacSHA256(key: key, RootID.message))
        self.id = id.text
        check = Digest.hmacSHA256(key: key, Self.checkMessage)
        deriving = key
        wrapping = SealingKey(key: key.derive(label: "peony root wrap"), version: id.version)
    }

    /// A root key whose secret is somewhere else. `authenticate` is its HMAC-SHA-256. Throws what that throws.
    init(
        authenticate: ([UInt8]) throws(VaultError) -> [UInt8], wrapping: (UInt32) -> any KeyWrapping
    ) throws(VaultError) {
        key = nil
        let id = RootID(authenticator: try authenticate(RootID.message))
        self.id = id.text
        check = try authenticate(Self.checkMessage)
        // What is derived has to be in this process in any case; what wraps is not derived.
        deriving = try SecretKey(bytes: authenticate(Array("peony root derive".utf8)))
        self.wrapping = wrapping(id.version)
    }

    /// A new key that is nowhere yet: for tests and for `create(at:)`.
    public static func generate() -> RootKey { RootKey(.random()) }

    /// The key in an environment variable, for development: 64 hexadecimal digits. Throws `malformed`.
    public convenience init(environmentValue: String) throws(VaultError) {
        self.init(try Self.key(fromHex: environmentValue))
    }

    /// Wraps version `version` of a tenant's key for storing in the database, bound to its purpose so that no key can be put
    /// in another's place. A token wraps in its own way, whatever the suite. Throws `libcrypto`, `token`.
    public func wrap(
        tenantKey: SecretKey, purpose: String, version: UInt32, for tenant: UUID, suite: Suite = .aes256GCM
    ) throws(VaultError) -> [UInt8] {
        try wrapping.wrap(tenantKey, suite: suite, for: Self.place(of: tenant, purpose, version: version))
    }

    /// The tenant's key inside `wrapped`. Throws `wrongKey` when another root wrapped it, `cannotOpen` when it was
    /// changed or belongs to another tenant, purpose or version, `malformed` when it is no envelope, `token`.
    public func unwrap(
        tenantKey wrapped: [UInt8], purpose: String, version: UInt32, for tenant: UUID
    ) throws(VaultError) -> SecretKey {
        do throws(VaultError) {
            return try wrapping.unwrap(wrapped, for: Self.place(of: tenant, purpose, version: version))
        } catch  where error.kind == .unknownKeyVersion {
            throw VaultError(.wrongKey, "the tenant's key was wrapped by another root key")
        }
    }

    /// Whether this key wrapped `wrapped`, by the id that the envelope carries. Throws `malformed`.
    public func wrapped(_ wrapped: [UInt8]) throws(VaultError) -> Bool {
        try Envelope(parsing: wrapped).keyVersion == wrapping.version
    }

    /// A key of the deployment itself, for example the one that signs notes.
    public func derive(label: String) -> SecretKey {
        deriving.derive(label: "peony root derive", context: Array(label.utf8))
    }

    /// 32 bytes to store beside the data: HMAC(root, "peony root check").
    public func checkValue() -> [UInt8] { check }

    /// Whether the data that `stored` came with was made under this key, compared in constant time.
    public func matches(checkValue stored: [UInt8]) -> Bool { Digest.constantTimeEqual(stored, check) }

    /// The secret as 64 hexadecimal digits, for the file only; nil when it is in a token.
    var hex: String? { key.map { key in unsafe key.withBytes { unsafe Hex.encode([UInt8]($0)) } } }

    /// The secret, for its shares only; nil when it is in a token.
    var secret: SecretKey? { key }

    /// 32 bytes from 64 hexadecimal digits. Throws `malformed`.
    static func key(fromHex hex: String) throws(VaultError) -> SecretKey {
        guard let bytes = Hex.decode(hex), bytes.count == SecretKey.byteCount else {
            throw VaultError(.malformed, "a root key is 64 hexadecimal digits")
        }
        return try SecretKey(bytes: bytes)
    }

    private static let checkMessage = Array("peony root check".utf8)

    private static func place(of tenant: UUID, _ purpose: String, version: UInt32) -> AssociatedData {
        AssociatedData(tenant: tenant, table: "tenant_key", column: "\(purpose) \(version)", row: tenant)
    }
}

/// What wraps other keys, wherever its own secret is.
protocol KeyWrapping: Sendable {
    /// The number that its envelopes carry.
    var version: UInt32 { get }

    func wrap(_ key: SecretKey, suite: Suite, for place: AssociatedData) throws(VaultError) -> [UInt8]

    /// Throws `unknownKeyVersion` for what another key wrapped.
    func unwrap(_ wrapped: [UInt8], for place: AssociatedData) throws(VaultError) -> SecretKey
}

extension SealingKey: KeyWrapping {
    func wrap(_ key: SecretKey, suite: Suite, for place: AssociatedData) throws(VaultError) -> [UInt8] {
        try KeyWrap.wrap(key: key, under: SealingKey(key: self.key, version: version, suite: suite), label: place)
    }

    func unwrap(_ wrapped: [UInt8], for place: AssociatedData) throws(VaultError) -> SecretKey {
        try KeyWrap.unwrap(wrapped, under: self, label: place)
    }
}

/// The name of a root key. Envelopes carry its beginning as their version: a tenant key wrapped by another root is known as such
/// before anything is opened.
private struct RootID {
    static let message = Array("peony root id".utf8)

    let text: String
    let version: UInt32

    init(authenticator: [UInt8]) {
        let bytes = Array(authenticator.prefix(8))
        text = Hex.encode(bytes)
        version = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
}
