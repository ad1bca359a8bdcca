/// An address that the server may be asked to call: `https://host[:port]/path?query`, visible ASCII only. No user information, no
/// fragment: what two programs could read differently is refused.
public struct OutboundURL: Sendable, Hashable {
    public let isSecure: Bool
    /// A name in lower case, or an address without brackets.
    public let host: String
    public let port: Int
    /// Path and query.
    public let target: String
    /// The host is an address, not a name.
    let isLiteral: Bool

    /// The longest text that is read.
    public static let maximumLength = 2_000

    /// Reads a URL; nil for anything that is not of this form.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count <= OutboundURL.maximumLength, bytes.allSatisfy({ (0x21...0x7e).contains($0) }),
            !bytes.contains(UInt8(ascii: "\\")), !bytes.contains(UInt8(ascii: "#")), !bytes.contains(UInt8(ascii: "\"")),
            !bytes.contains(UInt8(ascii: "<")), !bytes.contains(UInt8(ascii: ">"))
        else { return nil }
        let lead = text.prefix(8).lowercased()
        guard lead.hasPrefix("https://") || lead.hasPrefix("http://") else { return nil }
        isSecure = lead.hasPrefix("https://")
        let rest = text.dropFirst(isSecure ? 8 : 7)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var authority = rest[..<end]
        target = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
        var literal: NetworkAddress?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            literal = NetworkAddress(authority[authority.index(after: authority.startIndex)..<close])
            guard let address = literal else { return nil }
            host = address.description
            authority = authority[authority.index(after: close)...]
            guard authority.isEmpty || authority.hasPrefix(":") else { return nil }
        } else {
            let name = authority.prefix { $0 != ":" }
            authority = authority.dropFirst(name.count)
            let lower = name.lowercased()
            guard (1...253).contains(lower.utf8.count), lower.utf8.allSatisfy(OutboundURL.isNameByte), !lower.hasPrefix("-"),
                !lower.hasPrefix("."), !lower.contains("..")
            else { return nil }
            host = lower
            literal = NetworkAddress(lower)
        }
        isLiteral = literal != nil
        if authority.isEmpty {
            port = isSecure ? 443 : 80
        } else {
            guard authority.utf8.count <= 6, let number = Int(authority.dropFirst()), (1...65_535).contains(number),
                authority.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
            else { return nil }
            port = number
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// The Host header.
    var hostHeader: String {
        let name = host.contains(":") ? "[" + host + "]" : host
        return port == (isSecure ? 443 : 80) ? name : name + ":\(port)"
    }

    /// The address in the host, when it is one: what can be refused before anybody is asked.
    public var literalAddress: NetworkAddress? { isLiteral ? NetworkAddress(host) : nil }
}
