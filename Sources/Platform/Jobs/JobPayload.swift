internal import JSON

/// Holds what is stored with a job to what may be: ids, whole numbers, booleans, words. A name, a phone number or a text of a person
/// does not pass, so a stolen queue tells nothing about anybody.
enum JobPayload {
    /// Numbers of this many digits could be phone numbers.
    static let numberLimit: Int64 = 10_000_000_000

    /// Whether a payload or a cursor may be stored.
    static func isAllowed(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .boolean: true
        case .integer(let number): number.magnitude < numberLimit.magnitude
        case .number: false
        case .string(let text): isAllowed(text)
        case .array(let elements): elements.allSatisfy(isAllowed)
        case .object(let object): object.members.allSatisfy { isWord($0.name) && isAllowed($0.value) }
        }
    }

    private static func isAllowed(_ text: String) -> Bool {
        ID<Job>(text) != nil || Instant(text) != nil || LocalDate(text) != nil || isWord(text)
    }

    /// `[a-z][A-Za-z0-9_.-]{0,63}`
    private static func isWord(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first, isLowerCase(first) else { return false }
        return bytes.allSatisfy {
            isLowerCase($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        }
    }

    private static func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
