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

    /// The key inside `envelope`; throws as the other `unwrap`.
    public static func unwrap(
        _ envelope: [UInt8], under wrapping: SealingKey, label: AssociatedData
    ) throws(VaultError) -> SecretKey {
        try unsafe envelope.withRawBytes { (envelope) throws(VaultError) in
            try unsafe unwrap(envelope, under: wrapping, label: label)
        }
    }
}
