/// Keys sealed under other keys, in the same envelopes as cells.
public enum KeyWrap {
    /// Seals `key` under `wrapping`; `label` is the place where the result is stored. Throws as `SealingKey.seal`.
    public static func wrap(
        key: SecretKey, under wrapping: SealingKey, label: AssociatedData
    ) throws(VaultError) -> [UInt8] {
        try unsafe key.withBytes { (bytes) throws(VaultError) in try unsafe wrapping.seal(bytes, for: label) }
    }

    /// The key inside `envelope`.
    /// Throws as `SealingKey.open`, and `malformed` when it holds something other than a key.
    public static func unwrap(
        _ envelope: UnsafeRawBufferPointer, under wrapping: SealingKey, label: AssociatedData
    ) throws(VaultError) -> SecretKey {
        try unsafe wrapping.withPlaintext(of: envelope, for: label) { (plaintext) throws(VaultError) in
            try unsafe SecretKey(bytes: plaintext)
        }
    }

    /// The most versions that one envelope holds.
    static let mostVersions = 64
    private static let versionCount = 4 + SecretKey.byteCount

    /// Seals a key with all its versions under `wrapping`: each as `u32 version ‖ 32 bytes`, the newest first. A single version 1
    /// is its 32 bytes alone. Throws as `SealingKey.seal`, and `tooLarge` for more versions than an envelope holds.
    public static func wrap(
        versions key: SealingKey, under wrapping: SealingKey, label: AssociatedData
    ) throws(VaultError) -> [UInt8] {
        if key.older.isEmpty, key.version == 1 { return try wrap(key: key.key, under: wrapping, label: label) }
        let versions = [SealingKey.Version(key: key.key, version: key.version)] + key.older
        guard versions.count <= mostVersions else { throw VaultError(.tooLarge, "a key has at most 64 versions") }
        return try unsafe withUnsafeTemporaryAllocation(byteCount: versions.count * versionCount, alignment: 16) {
            (room) throws(VaultError) in
            defer { unsafe Libcrypto.wipe(room) }
            for (index, entry) in versions.enumerated() {
                let start = index * versionCount
                unsafe room.storeBytes(of: entry.version.bigEndian, toByteOffset: start, as: UInt32.self)
                unsafe entry.key.withBytes {
                    unsafe UnsafeMutableRawBufferPointer(rebasing: room[(start + 4)..<(start + versionCount)]).copyMemory(from: $0)
                }
            }
            return try unsafe wrapping.seal(UnsafeRawBufferPointer(room), for: label)
        }
    }

    /// The key inside `envelope` with all its versions; it seals with `suite`. Throws as the other `unwrap`.
    public static func unwrapVersions(
        _ envelope: UnsafeRawBufferPointer, under wrapping: SealingKey, label: AssociatedData, suite: Suite
    ) throws(VaultError) -> SealingKey {
        try unsafe wrapping.withPlaintext(of: envelope, for: label) { (plaintext) throws(VaultError) in
            if plaintext.count == SecretKey.byteCount {
                return try unsafe SealingKey(key: SecretKey(bytes: plaintext), version: 1, suite: suite)
            }
            guard plaintext.count > 0, plaintext.count.isMultiple(of: versionCount) else {
                throw VaultError(.malformed, "a key has whole versions")
            }
            var versions: [SealingKey.Version] = []
            for start in stride(from: 0, to: plaintext.count, by: versionCount) {
                let number = unsafe UInt32(bigEndian: plaintext.loadUnaligned(fromByteOffset: start, as: UInt32.self))
                let bytes = unsafe UnsafeRawBufferPointer(rebasing: plaintext[(start + 4)..<(start + versionCount)])
                versions.append(SealingKey.Version(key: try unsafe SecretKey(bytes: bytes), version: number))
            }
            return SealingKey(key: versions[0].key, version: versions[0].version, suite: suite, older: Array(versions.dropFirst()))
        }
    }

    /// The key inside `envelope`; throws as the other `unwrap`.
    public static func unwrap(
        _ envelope: [UInt8], under wrapping: SealingKey, label: AssociatedData
    ) throws(VaultError) -> SecretKey {
        try unsafe envelope.withRawBytes { (envelope) throws(VaultError) in
            try unsafe unwrap(envelope, under: wrapping, label: label)
        }
    }
}
