import Testing

@testable import Courier

/// Whole answers, put together from pieces of any size, and what is none.
@Suite struct WholeAnswerTests {
    /// The answer that comes of these bytes, handed over so many at a time; the connection ends behind them.
    private func read(_ text: String, by count: Int, bodyless: Bool = false) throws -> CourierAnswer {
        var answer = WholeAnswer(isBodyless: bodyless)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            if let whole = try answer.append(Array(rest.prefix(count))) { return whole }
            rest = rest.dropFirst(count)
        }
        return try answer.ended()
    }

    @Test("a body ends by its length, by its last chunk, or with the connection", arguments: [1, 2, 7, 4_096])
    func bodies(by count: Int) throws {
        let length = try read("HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\nhello", by: count)
        #expect(length.status == 200)
        #expect(length.header("etag") == "\"x\"")
        #expect(length.body == Array("hello".utf8))
        let chunks = try read(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel\r\n\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n", by: count)
        #expect(chunks.body == Array("hel\r\n0123456789".utf8))
        #expect(try read("HTTP/1.0 404 Not Found\r\n\r\ngone", by: count).body == Array("gone".utf8))
        #expect(try read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", by: count).status == 204)
        #expect(try read("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", by: count, bodyless: true).body.isEmpty)
    }

    @Test(
        "what is cut short or is no HTTP is no answer",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "SSH-2.0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200", String(repeating: "x", count: 70_000),
        ])
    func broken(_ text: String) {
        #expect(throws: CourierError.noAnswer) { try read(text, by: 512) }
    }
}
