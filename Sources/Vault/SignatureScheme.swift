/// The ways to sign that Vault has.
public enum SignatureScheme: String, Sendable, CaseIterable {
    /// Ed25519 (RFC 8032). The default.
    case ed25519
    /// SM2 with SM3 (GB/T 32918.2) on the curve of GB/T 32918.5, for the identifier 1234567812345678.
    case sm2

    /// The distinguishing identifier that every signer of SM2 has here (GB/T 35276 gives it for when none is agreed on).
    static let sm2Identifier = "1234567812345678"

    /// The length of a public key, in bytes: SM2's is the uncompressed point, 04 ‖ x ‖ y.
    var publicKeyCount: Int { self == .ed25519 ? 32 : 65 }

    /// What stands before the public key when a key hash of a signed note is made: C2SP's number of Ed25519, and for what has no
    /// number 0xFF and a name of its own.
    var noteType: [UInt8] { self == .ed25519 ? [0x01] : [0xFF] + Array("SM2-SM3".utf8) }

    /// The length of a signature, in bytes: R ‖ S, or r ‖ s big-endian.
    static let signatureCount = 64
}
