/// As much of an HTTP/1.1 answer as is needed: its status. What is informational (1xx) comes before it and is passed over.
struct Answer {
    /// Bytes so far.
    private(set) var count = 0
    /// Known once the first line of the answer proper is there.
    private(set) var status: Int?
    /// What was not understood yet.
    private var pending: [UInt8] = []
    private var isBroken = false

    /// A head is not longer than this.
    private static let headLimit = 32_768

    /// Takes what came next.
    mutating func append(_ bytes: [UInt8]) {
        count += bytes.count
        guard status == nil, !isBroken else { return }
        pending += bytes
        while status == nil, !isBroken, let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
            guard let code = Answer.status(of: pending[..<end]) else {
                isBroken = true
                return
            }
            if code >= 200 {
                status = code
                return
            }
            guard let rest = Answer.endOfHead(pending) else { break }
            pending.removeFirst(rest)
        }
        if pending.count > Answer.headLimit { isBroken = true }
    }

    /// `HTTP/1.1 204 No Content`
    private static func status(of line: ArraySlice<UInt8>) -> Int? {
        let start = Array("HTTP/1.".utf8)
        guard line.starts(with: start) else { return nil }
        let rest = line.dropFirst(start.count)
        // Minor version, a blank, three digits, and then a blank or the end.
        let digits = Array(rest.dropFirst(2).prefix(3))
        guard rest.count >= 5, isDigit(rest[rest.startIndex]), rest[rest.startIndex + 1] == UInt8(ascii: " "), digits.count == 3,
            digits.allSatisfy(isDigit)
        else { return nil }
        let next = rest.dropFirst(5).first
        guard next == nil || next == UInt8(ascii: " ") || next == UInt8(ascii: "\r") else { return nil }
        let code = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return (100...599).contains(code) ? code : nil
    }

    /// How many bytes the first head takes, its empty line included; nil while it has no end.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        return bytes.indices.first { index in
            guard bytes[index] == lf, index >= 1 else { return false }
            if bytes[index - 1] == lf { return true }
            return index >= 3 && bytes[index - 1] == cr && bytes[index - 2] == lf
        }.map { $0 + 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
