public import Courier
internal import Dispatch

/// Why a call to somebody else's server came to nothing. The words are kept in delivery logs.
public enum OutboundError: String, Error, Sendable {
    /// The name leads nowhere.
    case unresolvable
    /// An address behind the name is not to be connected to.
    case refusedAddress = "refused_address"
    /// Without TLS only addresses that the operator named are called.
    case insecure
    case unreachable
    /// No TLS, or a certificate that does not prove the name.
    case certificate
    case timeout
    /// The connection ended before there was an answer, or what came was no HTTP.
    case noAnswer = "no_answer"

    init(_ error: CourierError) {
        self =
            switch error {
            case .unreachable: .unreachable
            case .certificate: .certificate
            case .timeout: .timeout
            case .noAnswer: .noAnswer
            }
    }
}

/// Calls other people's servers, and only those: the name is resolved once, every address behind it is checked, and the connection
/// goes to an address that was checked. So a name that changes its mind between check and use (rebinding) changes nothing. Redirects
/// are not followed; answers are read up to a limit and dropped.
public struct OutboundClient: Sendable {
    private let addressGuard: AddressGuard
    private let resolver: HostResolver
    private let limits: Courier.Limits
    private let courier: Courier
    // A courier blocks; it has threads of its own, as many as there are calls under way.
    private static let queue = DispatchQueue(label: "peony.outbound", attributes: .concurrent)

    /// A client.
    ///
    /// - Parameter authorities: a file (PEM) of those who may vouch for a server; the system's without.
    /// - Throws: `CourierError.certificate` when they cannot be read.
    public init(
        guard addressGuard: AddressGuard = AddressGuard(), resolver: HostResolver = .system, limits: Courier.Limits = Courier.Limits(),
        authorities: String? = nil
    ) throws {
        self.addressGuard = addressGuard
        self.resolver = resolver
        self.limits = limits
        courier = try Courier(authorities: authorities)
    }

    /// Sends a POST and answers with the status. Names and values of headers are the program's own words.
    ///
    /// - Throws: ``OutboundError``.
    public func post(_ url: OutboundURL, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        let addresses = try await checkedAddresses(of: url)
        let request = OutboundClient.request(url, headers: headers, body: body)
        let proof: Courier.Proof = url.isSecure ? (url.literalAddress == nil ? .name(url.host) : .address) : .none
        var failure = OutboundError.unreachable
        for address in addresses.prefix(3) {
            do {
                return try await carry(request, to: address, port: url.port, proof: proof)
            } catch let error as CourierError {
                failure = OutboundError(error)
                // Another address of the name may be up; what was answered or may have been heard is not said twice.
                guard error == .unreachable else { break }
            }
        }
        throw failure
    }

    /// Every address behind the name, all of them allowed: one that is not condemns the rest, since nobody honest mixes them.
    private func checkedAddresses(of url: OutboundURL) async throws -> [NetworkAddress] {
        let addresses =
            if let literal = url.literalAddress { [literal] } else { (try? await resolver.addresses(of: url.host)) ?? [] }
        guard !addresses.isEmpty else { throw OutboundError.unresolvable }
        guard addresses.allSatisfy(addressGuard.allows) else { throw OutboundError.refusedAddress }
        guard url.isSecure || addresses.allSatisfy(addressGuard.isNamed) else { throw OutboundError.insecure }
        return addresses
    }

    private func carry(_ request: [UInt8], to address: NetworkAddress, port: Int, proof: Courier.Proof) async throws -> Int {
        let (courier, limits) = (courier, limits)
        return try await withCheckedThrowingContinuation { continuation in
            OutboundClient.queue.async {
                continuation.resume(
                    with: Result { try courier.carry(request, to: address.description, port: port, proof: proof, limits: limits) })
            }
        }
    }

    private static func request(_ url: OutboundURL, headers: [(String, String)], body: [UInt8]) -> [UInt8] {
        var head = "POST \(url.target) HTTP/1.1\r\nhost: \(url.hostHeader)\r\ncontent-length: \(body.count)\r\nconnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}
