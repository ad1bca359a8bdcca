internal import Glibc
internal import NIOPosix

/// Turns the name of a host into addresses.
public struct HostResolver: Sendable {
    private let lookUp: @Sendable (String) async throws -> [NetworkAddress]

    /// A resolver; tests have their own.
    public init(_ lookUp: @escaping @Sendable (String) async throws -> [NetworkAddress]) {
        self.lookUp = lookUp
    }

    /// The operating system's.
    public static let system = HostResolver { host in
        // getaddrinfo blocks; it has threads of its own.
        try await NIOThreadPool.singleton.runIfActive { systemAddresses(of: host) }
    }

    func addresses(of host: String) async throws -> [NetworkAddress] { try await lookUp(host) }

    /// Blocks.
    static func systemAddresses(of host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [NetworkAddress] = []
        var entry = list
        while let current = entry {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let isRead =
                getnameinfo(current.pointee.ai_addr, current.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            if isRead, let address = NetworkAddress(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)) {
                addresses.append(address)
            }
            entry = current.pointee.ai_next
        }
        return addresses
    }
}
