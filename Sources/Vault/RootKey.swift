public import struct FoundationEssentials.UUID

/// The key that everything else hangs on. It wraps tenants' keys and is never in the database.
///
/// A deployment keeps `checkValue()` in its database and refuses to serve when the key at hand does not match it.
public final class RootKey: Sendable {
    private let key: SecretKey

    /// Names the key without telling anything about it: 8 bytes of HMAC(root, "peony root id") in hexadecimal.
    public let id: String

    private let wrapping: SealingKey

    /// The root key made of `key`.
    init(_ key: SecretKey) {
        self.key = key
        let idBytes = Array(Digest.hmacSHA256(key: key, Array("peony root id".utf8)).prefix(8))
        id = Hex.encode(idBytes)
        // Envelopes carry the beginning of the id as their version: a tenant key wrapped by another root is known
        // as such before anything is opened.
        let version = idBytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        wrapping = SealingKey(key: key.derive(label: "peony root wrap"), version: version)
    }

    /// A new key that is nowhere yet: for tests and for `create(at:)`.
    public static func generate() -> RootKey { RootKey(.random()) }

    /// The key in an environment variable, for development: 64 hexadecimal digits. Throws `malformed`.
    public convenience init(environmentValue: String) throws(VaultError) {
        self.init(try Self.key(fromHex: environmentValue))
    }

    /// Wraps version `version` of a tenant's key for storing in the database, bound to its purpose so that no key can be put
    /// in another's place. Throws `libcrypto`.
    public func wrap(
        tenantKey: SecretKey, purpose: String, version: UInt32, for tenant: UUID
    ) throws(VaultError) -> [UInt8] {
        try KeyWrap.wrap(key: tenantKey, under: wrapping, label: Self.place(of: tenant, purpose, version: version))
    }

    /// The tenant's key inside `wrapped`. Throws `wrongKey` when another root wrapped it, `cannotOpen` when it was
    /// changed or belongs to another tenant, purpose or version, `malformed` when it is no envelope.
    public func unwrap(
        tenantKey wrapped: [UInt8], purpose: String, version: UInt32, for tenant: UUID
    ) throws(VaultError) -> SecretKey {
        do throws(VaultError) {
            return try KeyWrap.unwrap(wrapped, under: wrapping, label: Self.place(of: tenant, purpose, version: version))
        } catch  where error.kind == .unknownKeyVersion {
            throw VaultError(.wrongKey, "the tenant's key was wrapped by another root key")
        }
    }

    /// A key of the deployment itself, for example the one that signs notes.
    public func derive(label: String) -> SecretKey {
        key.derive(label: "peony root derive", context: Array(label.utf8))
    }

    /// 32 bytes to store beside the data: HMAC(root, "peony root check").
    public func checkValue() -> [UInt8] {
        Digest.hmacSHA256(key: key, Array("peony root check".utf8))
    }

    /// Whether the data that `stored` came with was made under this key, compared in constant time.
    public func matches(checkValue stored: [UInt8]) -> Bool {
        Digest.constantTimeEqual(stored, checkValue())
    }

    /// The secret as 64 hexadecimal digits, for the file only.
    var hex: String { unsafe key.withBytes { unsafe Hex.encode([UInt8]($0)) } }

    /// 32 bytes from 64 hexadecimal digits. Throws `malformed`.
    static func key(fromHex hex: String) throws(VaultError) -> SecretKey {
        guard let bytes = Hex.decode(hex), bytes.count == SecretKey.byteCount else {
            throw VaultError(.malformed, "a root key is 64 hexadecimal digits")
        }
        return try SecretKey(bytes: bytes)
    }

    private static func place(of tenant: UUID, _ purpose: String, version: UInt32) -> AssociatedData {
        AssociatedData(tenant: tenant, table: "tenant_key", column: "\(purpose) \(version)", row: tenant)
    }
}
