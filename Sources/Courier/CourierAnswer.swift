/// An answer as it came.
public struct CourierAnswer: Sendable {
    public let status: Int
    /// Names in lower case.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The first header of that name, which is given in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Puts an HTTP/1.1 answer together (RFC 9112): informational ones are passed over, a body ends by its length, by its last chunk, or with
/// the connection.
struct WholeAnswer {
    private enum Ending {
        case length(Int)
        case chunks
        case connection
    }

    private struct Head {
        let status: Int
        let headers: [(name: String, value: String)]
        let ending: Ending
    }

    private var bytes: [UInt8] = []
    private var head: Head?
    private let isBodyless: Bool

    /// A head is not longer than this.
    private static let headLimit = 65_536

    /// - Parameter isBodyless: for answers to HEAD, which name a length and have none.
    init(isBodyless: Bool) {
        self.isBodyless = isBodyless
    }

    /// Takes what came next; the answer once it is whole.
    ///
    /// - Throws: `noAnswer` for what is no HTTP.
    mutating func append(_ more: [UInt8]) throws(CourierError) -> CourierAnswer? {
        bytes += more
        if head == nil { try readHead() }
        return try whole(atEnd: false)
    }

    /// The answer where the connection has ended.
    func ended() throws(CourierError) -> CourierAnswer {
        guard let answer = try whole(atEnd: true) else { throw .noAnswer }
        return answer
    }

    private mutating func readHead() throws(CourierError) {
        let blank: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a]
        while head == nil, let end = WholeAnswer.find(blank, in: bytes[...]) {
            let text = String(decoding: bytes[..<end], as: UTF8.self)
            bytes.removeFirst(end + blank.count)
            let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
            guard let first = lines.first, first.hasPrefix("HTTP/1."), first.utf8.count >= 12,
                let status = Int(first.dropFirst(9).prefix(3)), (100...599).contains(status)
            else { throw .noAnswer }
            if status < 200 { continue }
            var headers: [(name: String, value: String)] = []
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { throw .noAnswer }
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                headers.append((line[..<colon].lowercased(), String(value)))
            }
            head = Head(status: status, headers: headers, ending: try ending(status, headers))
        }
        guard head != nil || bytes.count <= WholeAnswer.headLimit else { throw .noAnswer }
    }

    private func ending(_ status: Int, _ headers: [(name: String, value: String)]) throws(CourierError) -> Ending {
        if isBodyless || status == 204 || status == 304 { return .length(0) }
        if let coding = headers.first(where: { $0.name == "transfer-encoding" }) {
            guard coding.value.lowercased() == "chunked" else { throw .noAnswer }
            return .chunks
        }
        guard let text = headers.first(where: { $0.name == "content-length" })?.value else { return .connection }
        guard let length = Int(text), length >= 0 else { throw .noAnswer }
        return .length(length)
    }

    private func whole(atEnd: Bool) throws(CourierError) -> CourierAnswer? {
        guard let head else { return nil }
        switch head.ending {
        case .length(let length):
            guard bytes.count >= length else { return nil }
            return CourierAnswer(status: head.status, headers: head.headers, body: Array(bytes.prefix(length)))
        case .connection: return atEnd ? CourierAnswer(status: head.status, headers: head.headers, body: bytes) : nil
        case .chunks:
            // Without the last chunk there is no end to look for yet.
            guard atEnd || bytes.suffix(4).elementsEqual([0x0d, 0x0a, 0x0d, 0x0a]), let body = try WholeAnswer.joined(bytes[...]) else {
                return nil
            }
            return CourierAnswer(status: head.status, headers: head.headers, body: body)
        }
    }

    /// The chunks' contents; nil while the last is not there.
    private static func joined(_ given: ArraySlice<UInt8>) throws(CourierError) -> [UInt8]? {
        var (rest, body): (ArraySlice<UInt8>, [UInt8]) = (given, [])
        while let end = find([0x0d, 0x0a], in: rest) {
            let word = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).prefix { $0 != ";" && $0 != " " }
            guard (1...8).contains(word.utf8.count), let count = Int(word, radix: 16), count >= 0 else { throw .noAnswer }
            rest = rest[(end + 2)...]
            if count == 0 { return body }
            guard rest.count >= count + 2 else { return nil }
            body += rest.prefix(count)
            rest = rest.dropFirst(count + 2)
        }
        return nil
    }

    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = wanted.first else { return nil }
        var place = bytes.startIndex
        while let found = bytes[place...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) { return found }
            place = found + 1
        }
        return nil
    }
}
