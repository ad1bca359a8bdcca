import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Testing

@Suite("What goes wrong and how it is told")
struct ProblemTests {
    @Test(
        "an error of any kind becomes the problem that it means",
        arguments: [
            ("known-constraint", 409, "thing.taken"), ("unknown-unique", 409, "resource.conflict"),
            ("foreign-key", 409, "resource.conflict"), ("check", 422, "request.invalid"),
            ("deadlock", 503, "server.busy"), ("privilege", 500, "server.internal"), ("pool", 503, "server.busy"),
            ("deadline", 503, "server.busy"), ("decoding", 500, "server.internal"), ("cancelled", 503, "server.busy"),
            ("payload", 422, "request.invalid"), ("locked", 423, "record.signed"), ("else", 500, "server.internal"),
        ])
    func mapping(word: String, status: Int, code: String) async throws {
        let fixture = try EdgeFixture()
        let answer = await fixture.anonymous.send(.get, "/v1/throws/\(word)?secret=13900139000")
        #expect(answer.status == status)
        #expect(answer.code == code)
        #expect(answer.json["status"] == .integer(Int64(status)))
        #expect(answer.json["type"] == .string("/problems/" + code))
        #expect(answer.json["instance"] == .string("/v1/throws/" + word))
        #expect(answer.json["requestId"]?.string == answer.headers[HTTPField.Name("X-Request-Id")!])
        #expect((answer.headers[.retryAfter] != nil) == (status == 503))
        #expect(!answer.text.contains("13800138000") && !answer.text.contains("13900139000"))
        // Logged once, by template, and without a value.
        #expect(fixture.log.all.count == 1)
        let line = try #require(fixture.log.all.first)
        #expect(line.contains("code=" + code) && line.contains("route=/v1/throws/{what}"))
        #expect(!line.contains("1380013") && !line.contains("1390013") && !line.contains(word + "?"))
    }

    @Test("a failure's extra members are shown, but cannot take the document's own names")
    func extra() async throws {
        let answer = try await EdgeFixture().anonymous.send(.get, "/v1/throws/locked")
        #expect(answer.json["branch"] == "东")
        #expect(answer.code == "record.signed")
    }

    @Test(
        "the header's language goes first, then the session's, then Chinese",
        arguments: [
            ("en", "acme", "en"), ("en-GB,zh;q=0.5", "acme", "en"), ("zh;q=0.3, en;q=0.7", "acme", "en"),
            ("fr, de", "english", "zh"), ("fr,en;q=0.1", "acme", "en"), (nil, "acme", "zh"), (nil, "english", "en"),
            ("zh-CN,zh;q=0.9,en;q=0.8", "english", "zh"), ("", "acme", "zh"), (",;=,q", "acme", "zh"),
        ] as [(String?, String, String)])
    func language(header: String?, tenant: String, expected: String) async throws {
        let client = try InProcessClient(EdgeFixture().edge, token: tenant + ".reader")
        let answer = await client.send(.get, "/v1/me", headers: header.map { [("Accept-Language", $0)] } ?? [])
        #expect(answer.json["language"] == .string(expected))
    }

    @Test(
        "every answer carries the headers that keep browsers safe",
        arguments: ["/v1/public", "/nowhere", "/docs", "/health"])
    func securityHeaders(path: String) async throws {
        let answer = try await EdgeFixture().anonymous.send(.get, path)
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { answer.headers[$0] } }
        #expect(header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
        #expect(header("Content-Security-Policy")?.contains("unsafe") == false)
        #expect(header("Strict-Transport-Security")?.contains("max-age=63072000") == true)
        #expect(header("X-Content-Type-Options") == "nosniff")
        #expect(header("Cache-Control") == "no-store")
        #expect(header("Referrer-Policy") == "no-referrer")
        #expect(header("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(header("Cross-Origin-Resource-Policy") == "same-origin")
        #expect(header("Access-Control-Allow-Origin") == nil)
    }
}
