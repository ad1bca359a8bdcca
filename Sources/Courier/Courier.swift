internal import CLibSSL
internal import Glibc

/// Carries one HTTP/1.1 request to one address, over TLS, and brings back the status or the whole answer. It looks up no name and follows no redirect: where
/// it goes is decided before.
///
/// It blocks its thread, up to its deadlines. `@unchecked Sendable`: libssl's context is not changed after `init`, is reference counted
/// and locks inside.
@safe public final class Courier: @unchecked Sendable {
    /// How a server proves who it is.
    public enum Proof: Sendable, Hashable {
        /// It does not: no TLS. For addresses that the operator trusts.
        case none
        /// A certificate for this name.
        case name(String)
        /// A certificate for the address itself.
        case address
    }

    /// Where patience ends.
    public struct Limits: Sendable, Hashable {
        /// Until there is a connection.
        public var connecting: Duration = .seconds(5)
        /// From there to the end of the answer.
        public var answering: Duration = .seconds(10)
        /// Of the answer, its head included; more is not read.
        public var answerBytes = 65_536

        public init() {}
    }

    private let context: OpaquePointer

    /// A courier that believes the system's authorities, or those of a file (PEM) alone.
    ///
    /// - Throws: `certificate` when they cannot be read.
    public init(authorities file: String? = nil) throws(CourierError) {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else { throw .certificate }
        unsafe self.context = unsafe context
        unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        let areRead =
            if let file { unsafe SSL_CTX_load_verify_locations(context, file, nil) == 1 } else {
                unsafe SSL_CTX_set_default_verify_paths(context) == 1
            }
        guard unsafe areRead && peony_ssl_require_tls12(context) == 1 else {
            ERR_clear_error()
            throw .certificate
        }
        // libssl writes with write(): a receiver that hangs up must not end the process.
        signal(SIGPIPE, SIG_IGN)
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// Sends the bytes of a request, which asks for the connection to be closed after it, and answers with the status.
    ///
    /// - Parameter address: an IP address as text.
    public func carry(
        _ request: [UInt8], to address: String, port: Int, proof: Proof, limits: Limits = Limits()
    ) throws(CourierError) -> Int {
        try over(address, port: port, proof: proof, limits: limits) { (channel, deadline) throws(CourierError) in
            try Self.converse(request, over: channel, limits.answerBytes, deadline)
        }
    }

    /// Connects, shakes hands where the server has to prove who it is, and talks until the deadline.
    func over<Result>(
        _ address: String, port: Int, proof: Proof, limits: Limits,
        _ talk: (any ByteChannel, ContinuousClock.Instant) throws(CourierError) -> Result
    ) throws(CourierError) -> Result {
        let socket = try Socket(to: address, port: port, deadline: .now + limits.connecting)
        let deadline = ContinuousClock.now + limits.answering
        guard proof != .none else { return try talk(socket, deadline) }
        return try talk(try unsafe SecureChannel(context: context, over: socket, to: address, proof: proof, deadline: deadline), deadline)
    }

    private static func converse(
        _ request: [UInt8], over channel: any ByteChannel, _ limit: Int, _ deadline: ContinuousClock.Instant
    ) throws(CourierError) -> Int {
        var answer = Answer()
        try channel.send(request, deadline: deadline)
        while answer.count < limit {
            let bytes: [UInt8]
            do {
                bytes = try channel.receive(deadline: deadline)
            } catch {
                // Whoever has said what came of it need not have a good end.
                guard let status = answer.status else { throw error }
                return status
            }
            if bytes.isEmpty { break }
            answer.append(bytes)
        }
        guard let status = answer.status else { throw .noAnswer }
        return status
    }
}

/// Bytes both ways, each call with a deadline.
protocol ByteChannel {
    /// Sends all of them.
    func send(_ bytes: [UInt8], deadline: ContinuousClock.Instant) throws(CourierError)
    /// What has come; empty at the end.
    func receive(deadline: ContinuousClock.Instant) throws(CourierError) -> [UInt8]
}
