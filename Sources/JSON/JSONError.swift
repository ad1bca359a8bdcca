/// Why a text is not acceptable JSON, and where. It never carries any of the text.
public struct JSONError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A byte that the grammar does not allow here.
        case syntax
        /// The text ends before the value does.
        case unexpectedEnd
        /// Something follows the value.
        case trailingContent
        /// The text begins with a byte order mark.
        case byteOrderMark
        /// A string is not well-formed UTF-8.
        case invalidUTF8
        /// An escape names one half of a surrogate pair without the other.
        case loneSurrogate
        /// Arrays and objects are nested deeper than allowed.
        case depth
        /// An object has the same member name twice.
        case duplicateKey
        /// The text, a string, a name, a number or the count of values exceeds its limit.
        case tooLarge
    }

    /// What is wrong.
    public let kind: Kind
    /// The byte at which it was noticed, from 0.
    public let offset: Int

    /// An error of this kind at this byte.
    public init(kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
