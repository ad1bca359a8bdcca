internal import FoundationEssentials

// The canonical text of an identifier, 8-4-4-4-12 hexadecimal digits. Foundation's own reader lets blanks and "0x" pass among the
// digits, and either way it costs more than the rest of a look-up; and what is generic over the entity stays out of here.

extension UUID {
    /// Reads the canonical text in either case; nil for anything else.
    init?(canonical text: some StringProtocol) {
        guard
            let uuid = text.utf8.withContiguousStorageIfAvailable({ UUID(canonical: UnsafeRawBufferPointer($0)) })
                ?? Array(text.utf8).withUnsafeBytes({ UUID(canonical: $0) })
        else { return nil }
        self = uuid
    }

    private init?(canonical text: UnsafeRawBufferPointer) {
        guard text.count == 36 else { return nil }
        var uuid: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isCanonical = withUnsafeMutableBytes(of: &uuid) { bytes in
            var position = 0
            for index in 0..<16 {
                if UUID.hasHyphen(before: index) {
                    guard text[position] == UInt8(ascii: "-") else { return false }
                    position += 1
                }
                guard let high = UUID.value(text[position]), let low = UUID.value(text[position + 1]) else { return false }
                bytes[index] = high << 4 | low
                position += 2
            }
            return true
        }
        guard isCanonical else { return nil }
        self.init(uuid: uuid)
    }

    /// The canonical text in lower case.
    var canonical: String {
        withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var position = 0
                for index in 0..<16 {
                    if UUID.hasHyphen(before: index) {
                        text[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    text[position] = UUID.digit(bytes[index] >> 4)
                    text[position + 1] = UUID.digit(bytes[index] & 15)
                    position += 2
                }
                return position
            }
        }
    }

    private static func hasHyphen(before byte: Int) -> Bool { byte == 4 || byte == 6 || byte == 8 || byte == 10 }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble
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
