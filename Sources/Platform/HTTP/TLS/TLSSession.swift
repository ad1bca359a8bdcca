internal import CLibSSL

/// One connection's TLS between two buffers: encrypted bytes in and out, plain bytes in and out. Belongs to one event loop.
final class TLSSession {
    /// How a step ended.
    enum Outcome {
        case done
        /// It goes on when more encrypted bytes have come.
        case needsInput
        /// The peer said goodbye.
        case closed
        case failed
    }

    private let ssl: OpaquePointer
    // Owned by `ssl`.
    private let input: OpaquePointer
    private let output: OpaquePointer

    /// Takes the state over; nil when there is no memory for its buffers.
    init?(_ ssl: OpaquePointer) {
        guard let input = BIO_new(BIO_s_mem()) else {
            SSL_free(ssl)
            return nil
        }
        guard let output = BIO_new(BIO_s_mem()) else {
            BIO_free(input)
            SSL_free(ssl)
            return nil
        }
        SSL_set_bio(ssl, input, output)
        SSL_set_accept_state(ssl)
        self.ssl = ssl
        self.input = input
        self.output = output
    }

    deinit { SSL_free(ssl) }

    /// Whether the handshake is over.
    var isEstablished: Bool { SSL_is_init_finished(ssl) == 1 }

    /// Encrypted bytes that came.
    func receive(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        // A memory buffer takes everything.
        _ = BIO_write(input, start, Int32(clamping: bytes.count))
    }

    /// Goes on with the handshake.
    func handshake() -> Outcome {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        return result == 1 ? .done : outcome(result)
    }

    /// Decrypts into a buffer; the number of bytes, or why there are none.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> (count: Int, Outcome) {
        ERR_clear_error()
        let result = SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
        return result > 0 ? (Int(result), .done) : (0, outcome(result))
    }

    /// Encrypts everything.
    func write(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        var rest = bytes[...]
        while !rest.isEmpty {
            ERR_clear_error()
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let result = SSL_write(ssl, piece.baseAddress, Int32(clamping: piece.count))
            guard result > 0 else { return outcome(result) }
            rest = rest.dropFirst(Int(result))
        }
        return .done
    }

    /// Says goodbye, without waiting for the peer's.
    func close() {
        ERR_clear_error()
        _ = SSL_shutdown(ssl)
    }

    /// How many encrypted bytes wait to be sent.
    var pendingCount: Int { Int(BIO_ctrl_pending(output)) }

    /// Takes encrypted bytes to send.
    func drain(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        max(0, Int(BIO_read(output, buffer.baseAddress, Int32(clamping: buffer.count))))
    }

    private func outcome(_ result: Int32) -> Outcome {
        defer { ERR_clear_error() }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .needsInput
        case SSL_ERROR_ZERO_RETURN: return .closed
        default: return .failed
        }
    }
}
