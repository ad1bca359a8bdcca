internal import CLibSSL
internal import Glibc

/// TLS over a socket: the handshake is over, and the server has proved who it is, when this object exists.
@safe final class SecureChannel: ByteChannel {
    private let socket: Socket
    private let connection: OpaquePointer

    /// Shakes hands. Throws `certificate`, `timeout` or `noAnswer`.
    init(
        context: OpaquePointer, over socket: Socket, to address: String, proof: Courier.Proof, deadline: ContinuousClock.Instant
    ) throws(CourierError) {
        guard let connection = unsafe SSL_new(context) else { throw .certificate }
        self.socket = socket
        unsafe self.connection = unsafe connection
        // A name is sent and checked; an address is only checked, since SNI knows names alone (RFC 6066).
        let isSet =
            switch proof {
            case .name(let name): unsafe peony_ssl_set_server_name(connection, name) == 1 && SSL_set1_host(connection, name) == 1
            case .address: unsafe X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), address) == 1
            case .none: false
            }
        guard unsafe isSet && SSL_set_fd(connection, socket.descriptor) == 1 else { throw .certificate }
        while true {
            let status = unsafe SSL_connect(connection)
            if status == 1 { break }
            guard try wait(after: status, until: deadline) else { throw .certificate }
        }
        // Held by SSL_VERIFY_PEER already; said again where it matters.
        guard unsafe SSL_get_verify_result(connection) == Int(X509_V_OK) else { throw .certificate }
    }

    deinit {
        unsafe SSL_free(connection)
    }

    func send(_ bytes: [UInt8], deadline: ContinuousClock.Instant) throws(CourierError) {
        while true {
            let status = unsafe bytes.withUnsafeBytes { unsafe SSL_write(connection, $0.baseAddress, Int32(clamping: $0.count)) }
            // Partial writes are off: it is all or nothing, and a repeat must be of the same bytes.
            if status > 0 { return }
            guard try wait(after: status, until: deadline) else { throw .noAnswer }
        }
    }

    func receive(deadline: ContinuousClock.Instant) throws(CourierError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe SSL_read(connection, $0.baseAddress, Int32(clamping: $0.count)) }
            if count > 0 { return Array(buffer[..<Int(count)]) }
            if unsafe SSL_get_error(connection, count) == SSL_ERROR_ZERO_RETURN { return [] }
            guard try wait(after: count, until: deadline) else { throw .noAnswer }
        }
    }

    /// Waits for what libssl wants to have; false when it wants nothing but has failed.
    private func wait(after status: Int32, until deadline: ContinuousClock.Instant) throws(CourierError) -> Bool {
        defer { ERR_clear_error() }
        switch unsafe SSL_get_error(connection, status) {
        case SSL_ERROR_WANT_READ: try socket.wait(for: Int16(POLLIN), until: deadline)
        case SSL_ERROR_WANT_WRITE: try socket.wait(for: Int16(POLLOUT), until: deadline)
        default: return false
        }
        return true
    }
}
