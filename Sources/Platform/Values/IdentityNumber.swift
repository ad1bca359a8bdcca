internal import Foundation

/// A person's document number: a mainland resident identity number with a right check digit (GB 11643-1999), or another
/// document's number of 4 to 32 letters, digits and hyphens.
public struct IdentityNumber: Sendable, Hashable {
    /// Upper case, half-width, without spaces.
    public let text: String

    /// Reads a number; nil when it cannot be one.
    public init?(_ raw: String) {
        let folded = raw.precomposedStringWithCompatibilityMapping.uppercased().filter { !$0.isWhitespace }
        let bytes = Array(folded.utf8)
        guard (4...32).contains(bytes.count),
            bytes.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || $0 == 0x2d })
        else { return nil }
        let looksResident = bytes.count == 18 && bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) }
        if looksResident {
            guard IdentityNumber.checkDigit(of: bytes[0..<17]) == bytes[17],
                LocalDate(
                    String(decoding: bytes[6..<10], as: UTF8.self) + "-" + String(decoding: bytes[10..<12], as: UTF8.self) + "-"
                        + String(decoding: bytes[12..<14], as: UTF8.self)) != nil
            else { return nil }
        }
        text = folded
    }

    /// The 18th character for the first 17 digits.
    public static func checkDigit(of digits: some Collection<UInt8>) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 &- 0x30) * $1.1 }
        return Array("10X98765432".utf8)[sum % 11]
    }
}
