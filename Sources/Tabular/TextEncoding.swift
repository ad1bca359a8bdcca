/// How the bytes of a text file are to be read.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8
    case gb18030
    case utf16le
    case utf16be

    /// What glibc calls it.
    var iconvName: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB18030"
        case .utf16le: "UTF-16LE"
        case .utf16be: "UTF-16BE"
        }
    }
}

/// Finds out how a text file is encoded from all of its bytes, piece by piece.
///
/// A byte order mark decides. Without one, many zero bytes mean UTF-16; what is valid UTF-8 is UTF-8 (a text in GB18030 of more
/// than a few characters never is); of a file that is broken in both, the one with fewer broken places.
public struct EncodingGuess: Sendable {
    private var head: [UInt8] = []
    private var count = 0
    private var zeros = (even: 0, odd: 0)
    private var utf8 = UTF8Fault()
    private var gb = GB18030Fault()

    public init() {}

    /// Looks at the next bytes.
    public mutating func feed(_ bytes: [UInt8]) {
        if head.count < 3 { head += bytes.prefix(3 - head.count) }
        for byte in bytes {
            if byte == 0 {
                if count & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
            }
            count += 1
            utf8.take(byte)
            gb.take(byte)
        }
    }

    /// The encoding of everything that was fed.
    public var encoding: TextEncoding {
        if head.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
        if head.starts(with: [0xff, 0xfe]) { return .utf16le }
        if head.starts(with: [0xfe, 0xff]) { return .utf16be }
        // Of Chinese text few bytes are zero, but delimiters, digits and line ends are there in every row.
        if count >= 4, (zeros.even + zeros.odd) * 10 > count { return zeros.even > zeros.odd ? .utf16be : .utf16le }
        if utf8.faults == 0 { return .utf8 }
        return gb.faults < utf8.faults ? .gb18030 : .utf8
    }
}

/// Counts places that are no UTF-8 (RFC 3629).
private struct UTF8Fault: Sendable {
    private(set) var faults = 0
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xbf

    mutating func take(_ byte: UInt8) {
        if missing > 0 {
            if allowed.contains(byte) {
                missing -= 1
                allowed = 0x80...0xbf
                return
            }
            faults += 1
            missing = 0
            allowed = 0x80...0xbf
        }
        switch byte {
        case 0x00...0x7f: break
        case 0xc2...0xdf: missing = 1
        case 0xe0...0xef:
            missing = 2
            if byte == 0xe0 { allowed = 0xa0...0xbf }
            if byte == 0xed { allowed = 0x80...0x9f }
        case 0xf0...0xf4:
            missing = 3
            if byte == 0xf0 { allowed = 0x90...0xbf }
            if byte == 0xf4 { allowed = 0x80...0x8f }
        default: faults += 1
        }
    }
}

/// Counts places that are no GB 18030: one, two or four bytes a character.
private struct GB18030Fault: Sendable {
    private(set) var faults = 0
    private var place = 0

    mutating func take(_ byte: UInt8) {
        switch place {
        case 1:
            switch byte {
            case 0x30...0x39: place = 2
            case 0x40...0x7e, 0x80...0xfe: place = 0
            default: fault(byte)
            }
        case 2: if (0x81...0xfe).contains(byte) { place = 3 } else { fault(byte) }
        case 3: if (0x30...0x39).contains(byte) { place = 0 } else { fault(byte) }
        default: begin(byte)
        }
    }

    private mutating func fault(_ byte: UInt8) {
        faults += 1
        place = 0
        begin(byte)
    }

    private mutating func begin(_ byte: UInt8) {
        switch byte {
        case 0x00...0x7f: break
        case 0x81...0xfe: place = 1
        default: faults += 1
        }
    }
}
