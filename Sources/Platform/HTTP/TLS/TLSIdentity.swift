internal import CLibSSL
internal import Glibc
internal import Synchronization

/// The server's certificate and key, and how it speaks TLS: 1.2 with forward secrecy and authenticated encryption, or 1.3.
///
/// libssl of the operating system, which Vault's libcrypto belongs to: one library to keep patched, and nothing more to compile.
public final class TLSIdentity: Sendable {
    /// Why an identity is refused.
    public enum Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// The file cannot be read, or is no PEM of what it should hold.
        case unreadable(String)
        /// The key belongs to another certificate.
        case mismatch
        /// Anybody on this machine may read the key.
        case exposedKey(String)
        /// libssl itself cannot go on.
        case library

        public var description: String {
            switch self {
            case .unreadable(let path): "\(path) cannot be read, or is no PEM file of the kind"
            case .mismatch: "the TLS key does not belong to the certificate"
            case .exposedKey(let path): "\(path) can be read by everybody: chmod 600 it"
            case .library: "libssl is broken"
            }
        }
    }

    /// A context of libssl; freed when neither this nor a connection holds it.
    final class Context: @unchecked Sendable {
        // Configured before it is shared and only read after that; libssl counts its references by itself.
        fileprivate let handle: OpaquePointer

        fileprivate init(certificate: String, key: String) throws(Problem) {
            guard let made = SSL_CTX_new(TLS_server_method()) else { throw .library }
            handle = made
            SSL_CTX_ctrl(made, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
            SSL_CTX_ctrl(made, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
            SSL_CTX_set_options(made, Context.options)
            guard SSL_CTX_set_cipher_list(made, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 else { throw .library }
            SSL_CTX_set_alpn_select_cb(made, Context.chooseProtocol, nil)
            ERR_clear_error()
            guard SSL_CTX_use_certificate_chain_file(made, certificate) == 1 else {
                ERR_clear_error()
                throw .unreadable(certificate)
            }
            guard SSL_CTX_use_PrivateKey_file(made, key, SSL_FILETYPE_PEM) == 1 else {
                // A key of another pair is told apart from a file that is none.
                let isOther = ERR_GET_REASON(ERR_peek_error()) == X509_R_KEY_VALUES_MISMATCH
                ERR_clear_error()
                throw isOther ? .mismatch : .unreadable(key)
            }
            guard SSL_CTX_check_private_key(made) == 1 else {
                ERR_clear_error()
                throw .mismatch
            }
        }

        deinit { SSL_CTX_free(handle) }

        /// A new connection's state, reading from and writing to memory.
        func session() -> TLSSession? {
            guard let ssl = SSL_new(handle) else { return nil }
            return TLSSession(ssl)
        }

        private static let options: UInt64 = {
            // No renegotiation: the peer could make the server work. No compression: it tells lengths (CRIME).
            let noRenegotiation: UInt64 = 1 << 30
            let noCompression: UInt64 = 1 << 17
            let serverPreference: UInt64 = 1 << 22
            return noRenegotiation | noCompression | serverPreference
        }()

        /// `http/1.1` where the peer offers it; a peer that offers other protocols alone goes on without an agreement.
        private static let chooseProtocol: SSL_CTX_alpn_select_cb_func = { _, out, outCount, offered, offeredCount, _ in
            guard let offered, let out, let outCount else { return SSL_TLSEXT_ERR_NOACK }
            let wanted = Array("http/1.1".utf8)
            var index = 0
            let count = Int(offeredCount)
            while index < count {
                let length = Int(offered[index])
                guard index + 1 + length <= count else { return SSL_TLSEXT_ERR_NOACK }
                if length == wanted.count, (0..<length).allSatisfy({ offered[index + 1 + $0] == wanted[$0] }) {
                    out.pointee = offered.advanced(by: index + 1)
                    outCount.pointee = UInt8(length)
                    return SSL_TLSEXT_ERR_OK
                }
                index += 1 + length
            }
            return SSL_TLSEXT_ERR_NOACK
        }
    }

    private let certificate: String
    private let key: String
    private let current: Mutex<Context>

    /// Reads the certificate's chain and the key from PEM files.
    public init(certificate: String, key: String) throws(Problem) {
        self.certificate = certificate
        self.key = key
        current = Mutex(try TLSIdentity.read(certificate, key))
    }

    /// Reads both files anew; connections that are open keep what they began with. When it throws, the old ones stay in use.
    public func reload() throws(Problem) {
        let fresh = try TLSIdentity.read(certificate, key)
        current.withLock { $0 = fresh }
    }

    var context: Context { current.withLock { $0 } }

    private static func read(_ certificate: String, _ key: String) throws(Problem) -> Context {
        var status = stat()
        guard stat(key, &status) == 0 else { throw .unreadable(key) }
        if status.st_mode & 0o007 != 0 { throw .exposedKey(key) }
        return try Context(certificate: certificate, key: key)
    }
}
