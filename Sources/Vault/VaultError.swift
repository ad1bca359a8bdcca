/// Why the vault refused. It never carries a key, a plaintext or an envelope: it may be logged as it is.
public struct VaultError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reasons a caller may want to tell apart.
    public enum Kind: String, Sendable {
        /// The envelope is whole but does not open: another key, another place, or changed bytes.
        case cannotOpen
        /// The bytes or the text do not have the expected shape.
        case malformed
        /// A cipher suite that this build does not implement.
        case unknownSuite
        /// The envelope names another version than the key in hand.
        case unknownKeyVersion
        /// The key is whole but is not the one this data was made with.
        case wrongKey
        /// The share tree is missing, or is not the one that this data needs.
        case wrongShares
        /// The plaintext is larger than an envelope may hold.
        case tooLarge
        /// The key file could not be created or read.
        case file
        /// Somebody besides the owner may read or write the key file.
        case filePermissions
        /// Shares of the root key are missing: nothing can be opened yet.
        case sealed
        /// The PKCS #11 module or its token refused, or is not there.
        case token
        /// libcrypto refused; never expected on a healthy installation.
        case libcrypto
    }

    /// What went wrong.
    public let kind: Kind

    /// Where it went wrong, for an operator: an operation or a file name, never a value.
    public let detail: String

    /// An error of `kind`; `detail` must not contain anything secret or personal.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    /// The reason and the place, for logs.
    public var description: String { "vault: \(kind.rawValue): \(detail)" }
}
