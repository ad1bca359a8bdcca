/// Cuts a script into its statements, because migrations send one statement a message (Citus and poolers want that).
///
/// It knows what may hide a semicolon: strings, quoted names, dollar quotes, comments, parentheses, and the body of
/// an SQL-standard function (`begin atomic … end`).
struct SQLScript {
    /// One statement and where it begins.
    struct Statement: Equatable {
        var text: String
        /// Line in the script, from 1.
        var line: Int
    }

    private(set) var statements: [Statement] = []
    private let bytes: [UInt8]
    private var position = 0
    private var start = 0
    /// First byte of the statement that is neither blank nor comment.
    private var firstToken: Int?
    private var parentheses = 0
    private var atomicDepth = 0
    private var previousWord = ""

    init(_ text: String) {
        bytes = Array(text.utf8)
        while position < bytes.count { step() }
        finish()
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private mutating func step() {
        switch byte() {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
        case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): skip { $0 == UInt8(ascii: "\n") }
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
        case UInt8(ascii: ";") where parentheses == 0 && atomicDepth == 0:
            finish()
            position += 1
            start = position
        default:
            if firstToken == nil { firstToken = position }
            token()
        }
    }

    private mutating func token() {
        let first = byte()
        switch first {
        case UInt8(ascii: "'"): skipQuoted(first, backslashes: false)
        case UInt8(ascii: "\""): skipQuoted(first, backslashes: false)
        case UInt8(ascii: "$"): skipDollarQuoted()
        case UInt8(ascii: "("):
            parentheses += 1
            position += 1
        case UInt8(ascii: ")"):
            parentheses = max(0, parentheses - 1)
            position += 1
        case _ where Self.isWord(first): word()
        default: position += 1
        }
    }

    private mutating func word() {
        let begin = position
        skip { !Self.isWord($0) && $0 != UInt8(ascii: "$") }
        let word = String(decoding: bytes[begin..<position], as: UTF8.self).lowercased()
        switch word {
        case "e" where byte() == UInt8(ascii: "'"): skipQuoted(UInt8(ascii: "'"), backslashes: true)
        case "atomic" where previousWord == "begin": atomicDepth += 1
        case "case" where atomicDepth > 0: atomicDepth += 1
        case "end" where atomicDepth > 0: atomicDepth -= 1
        default: break
        }
        previousWord = word
    }

    private mutating func skip(until isEnd: (UInt8) -> Bool) {
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// A doubled quote ends one piece and begins the next, which comes to the same.
    private mutating func skipQuoted(_ quote: UInt8, backslashes: Bool) {
        position += 1
        while position < bytes.count {
            let found = bytes[position]
            position += backslashes && found == UInt8(ascii: "\\") ? 2 : 1
            if found == quote {
                if backslashes, byte() == quote { position += 1 } else { return }
            }
        }
    }

    private mutating func skipDollarQuoted() {
        var end = position + 1
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        let startsLikeNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(1))
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$"), !startsLikeNumber else {
            position += 1
            return
        }
        let tag = bytes[position...end]
        position = end + 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "$"), bytes[position...].starts(with: tag) {
                position += tag.count
                return
            }
            position += 1
        }
    }

    private mutating func finish() {
        defer {
            firstToken = nil
            parentheses = 0
            atomicDepth = 0
            previousWord = ""
        }
        guard let firstToken else { return }
        let line = 1 + bytes[..<firstToken].count { $0 == UInt8(ascii: "\n") }
        let end = min(position, bytes.count)
        statements.append(Statement(text: String(decoding: bytes[firstToken..<end], as: UTF8.self), line: line))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
