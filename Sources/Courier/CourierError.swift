/// Why a message came to nothing.
public enum CourierError: String, Error, Sendable, CaseIterable {
    /// Nobody takes connections there, or not in time.
    case unreachable
    /// No TLS there, or a certificate that does not prove the name.
    case certificate
    /// There was a connection, and the deadline passed.
    case timeout
    /// The connection ended before there was an answer, or what came was no HTTP.
    case noAnswer = "no_answer"
}
