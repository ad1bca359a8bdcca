/// Which addresses the server may connect to on behalf of a tenant: the public internet, and what the operator adds. Not this
/// machine, not the network it stands in, not the metadata service of a cloud.
public struct AddressGuard: Sendable {
    /// The operator's own ranges, which are reached without TLS too.
    private let allowed: [NetworkRange]

    /// A guard that lets these ranges pass besides public addresses.
    public init(allowing allowed: [NetworkRange] = []) {
        self.allowed = allowed
    }

    /// Whether the operator named the address.
    func isNamed(_ address: NetworkAddress) -> Bool { allowed.contains { $0.contains(address) } }

    /// Whether it may be connected to.
    public func allows(_ address: NetworkAddress) -> Bool { isNamed(address) || AddressGuard.isPublic(address) }

    /// Whether an address is globally reachable by the special-purpose registries of IANA (RFC 6890). Addresses that carry another
    /// one inside (6to4, Teredo, NAT64) are not: they lead around this list.
    static func isPublic(_ address: NetworkAddress) -> Bool {
        if address.isV4 { return !closedV4.contains { $0.contains(address) } }
        return globalUnicast.contains { $0.contains(address) } && !closedV6.contains { $0.contains(address) }
    }

    private static let closedV4 = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap { NetworkRange($0) }
    private static let globalUnicast = ["2000::/3"].compactMap { NetworkRange($0) }
    private static let closedV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"].compactMap {
        NetworkRange($0)
    }
}
