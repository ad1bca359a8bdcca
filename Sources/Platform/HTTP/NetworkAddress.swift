internal import Glibc
internal import NIOCore

/// An IP address; IPv4 is kept in its IPv6 form, so that there is one kind.
public struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    private static let mappedPrefix: UInt64 = 0xffff_0000_0000

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads `192.0.2.1` or `2001:db8::1`, without port, brackets or zone; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        let string = String(text)
        var v4 = in_addr()
        if inet_pton(AF_INET, string, &v4) == 1 {
            self.init(high: 0, low: NetworkAddress.mappedPrefix | UInt64(UInt32(bigEndian: v4.s_addr)))
            return
        }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, string, &v6) == 1 else { return nil }
        self.init(v6)
    }

    /// The address of a peer; nil for a Unix socket.
    init?(_ socket: SocketAddress?) {
        guard let socket, socket.protocol == .inet || socket.protocol == .inet6 else { return nil }
        let isV4 = socket.protocol == .inet
        let bytes = socket.withSockAddr { address, size in
            // sockaddr_in has its 4 bytes behind family and port, sockaddr_in6 its 16 behind the flow label too.
            let range = isV4 ? 4..<8 : 8..<24
            guard size >= range.upperBound else { return [UInt8]() }
            return Array(UnsafeRawBufferPointer(start: address, count: size)[range])
        }
        guard bytes.count == (isV4 ? 4 : 16) else { return nil }
        func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        if isV4 {
            self.init(high: 0, low: NetworkAddress.mappedPrefix | number(bytes[...]))
        } else {
            self.init(high: number(bytes[..<8]), low: number(bytes[8...]))
        }
    }

    private init(_ v6: in6_addr) {
        let (high, low) = withUnsafeBytes(of: v6) {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }

    /// Whether it is an IPv4 address.
    var isV4: Bool { high == 0 && low >> 32 == 0xffff }

    /// Whether it is this machine: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool { isV4 ? (low >> 24) & 0xff == 127 : high == 0 && low == 1 }

    /// What one subscriber can use freely: the address itself, or the /64 of IPv6.
    public var subscriber: NetworkAddress { isV4 ? self : NetworkAddress(high: high, low: 0) }

    /// The first bits alone.
    fileprivate func masked(to bits: Int) -> NetworkAddress {
        NetworkAddress(
            high: bits >= 64 ? high : bits == 0 ? 0 : high & (~0 << UInt64(64 - bits)),
            low: bits >= 128 ? low : bits <= 64 ? 0 : low & (~0 << UInt64(128 - bits)))
    }

    /// The usual text form.
    public var description: String {
        if isV4 {
            return "\(low >> 24 & 0xff).\(low >> 16 & 0xff).\(low >> 8 & 0xff).\(low & 0xff)"
        }
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) {
            $0.storeBytes(of: high.bigEndian, as: UInt64.self)
            $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// A block of addresses, as `10.0.0.0/8` or `fd00::/8` writes it.
public struct NetworkRange: Hashable, Sendable {
    private let base: NetworkAddress
    private let bits: Int

    /// Reads an address with a prefix length; a bare address is a block of one. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = NetworkAddress(parts[0]) else { return nil }
        let width = address.isV4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...width).contains(given) else { return nil }
            length = given
        }
        bits = length + (128 - width)
        base = address.masked(to: bits)
    }

    /// Whether the address lies within.
    public func contains(_ address: NetworkAddress) -> Bool { address.masked(to: bits) == base }
}
