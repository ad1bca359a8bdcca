internal import HTTPTypes

/// Where a request came from, as far as that can be known.
struct Origin: Sendable, Equatable {
    /// The caller's address; nil when the peer has none.
    var address: NetworkAddress?
    /// Whether the caller's own connection was encrypted.
    var isSecure = false

    /// More hops than this are nobody's proxies.
    private static let maximumHops = 32

    /// Believes `X-Forwarded-For` and `X-Forwarded-Proto` only from trusted peers, and of the chain only what a trusted
    /// proxy wrote: it is read from the right, and the first address that is not a proxy of ours is the caller.
    /// Whatever stands left of it, or is no address, was written by strangers.
    init(peer: NetworkAddress?, headers: HTTPFields, trusted: [NetworkRange]) {
        address = peer
        guard !trusted.isEmpty, let peer, trusted.contains(where: { $0.contains(peer) }) else { return }
        isSecure = headers[.xForwardedProto]?.trimmed.lowercased() == "https"
        guard let chain = headers[.xForwardedFor] else { return }
        for entry in chain.split(separator: ",", omittingEmptySubsequences: false).reversed().prefix(Origin.maximumHops) {
            guard let hop = NetworkAddress(entry.trimmed) else { return }
            address = hop
            guard trusted.contains(where: { $0.contains(hop) }) else { return }
        }
    }
}

extension HTTPField.Name {
    static let xForwardedFor = headerName("X-Forwarded-For")
    static let xForwardedProto = headerName("X-Forwarded-Proto")
    static let xPeonyCSRF = headerName("X-Peony-CSRF")
    static let xAccelBuffering = headerName("X-Accel-Buffering")
    static let xRequestID = headerName("X-Request-Id")
    static let idempotencyKey = headerName("Idempotency-Key")

    /// For literals of this module, which are tokens.
    static func headerName(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(name.description) else { preconditionFailure("not a header name") }
        return name
    }
}
