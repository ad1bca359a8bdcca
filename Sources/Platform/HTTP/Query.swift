/// The query string as ordered pairs, decoded strictly: what is not well-formed UTF-8 in whole escapes is refused.
public struct Query: Sendable {
    /// The pairs in the order in which they were written; a name may come more than once.
    public let all: [(name: String, value: String)]

    /// No pair is worth reading beyond so many.
    static let maximumPairs = 100

    /// No parameters.
    public static let empty = Query(all: [])

    private init(all: [(name: String, value: String)]) {
        self.all = all
    }

    /// Parameters that came by another way than an address.
    public init(_ pairs: [(name: String, value: String)]) {
        self.init(all: pairs)
    }

    /// Reads what follows the question mark. Throws `Failure(.malformedRequest)`; a part without `=` has an empty
    /// value.
    public init(parsing text: Substring) throws {
        guard !text.isEmpty else {
            self = .empty
            return
        }
        var pairs: [(name: String, value: String)] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Query.maximumPairs else { throw Failure(.malformedRequest) }
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let rest = equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...]
            guard let name = PercentEncoding.decode(part[..<(equals ?? part.endIndex)], plusIsSpace: true),
                let value = PercentEncoding.decode(rest, plusIsSpace: true)
            else { throw Failure(.malformedRequest) }
            pairs.append((name, value))
        }
        all = pairs
    }

    /// The value of the first pair of that name.
    public func first(_ name: String) -> String? {
        all.first { $0.name == name }?.value
    }
}

/// Percent-encoding as RFC 3986 §2.1 has it, and `+` for a blank where forms put it.
enum PercentEncoding {
    /// The decoded text; nil when an escape is cut short or is no number, or the bytes are not UTF-8, or one of them is
    /// 0.
    static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(value), let low = iterator.next().flatMap(value) else {
                    return nil
                }
                guard high | low != 0 else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            case 0: return nil
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
