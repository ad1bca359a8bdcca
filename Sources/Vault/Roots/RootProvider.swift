import Glibc

/// Where a deployment's root key comes from.
public protocol RootProvider: Sendable {
    /// What an operator calls it: `file`, `environment`, `shares`, `pkcs11`.
    var name: String { get }

    /// The root key. Throws `sealed` while shares are missing, and what its source throws.
    func open() throws(VaultError) -> RootKey
}

/// The key in a file of mode 0400.
public struct RootFile: RootProvider {
    public let name = "file"
    private let path: String

    public init(at path: String) { self.path = path }

    public func open() throws(VaultError) -> RootKey { try RootKey(contentsOf: path) }
}

/// The key in an environment variable, 64 hexadecimal digits: for development only.
public struct RootEnvironment: RootProvider {
    public let name = "environment"
    private let variable: String

    public init(variable: String) { self.variable = variable }

    /// Reads the variable and overwrites it where it lies, so that neither children nor `/proc/self/environ` show it; the next
    /// call does not find it. Throws `malformed`.
    public func open() throws(VaultError) -> RootKey {
        guard let value = unsafe getenv(variable) else {
            throw VaultError(.malformed, "the environment has no \(variable)")
        }
        let text = unsafe String(cString: value)
        unsafe Libcrypto.wipe(UnsafeMutableRawBufferPointer(start: value, count: strlen(value)))
        unsafe unsetenv(variable)
        return try RootKey(environmentValue: text)
    }
}
