import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Platform
import Testing

@Suite("What the server tells of itself")
struct TelemetryTests {
    @Test("metrics count by template and class, and know no tenant, person, id or address")
    func metrics() async throws {
        let fixture = try EdgeFixture()
        let id = "01900000-0000-7000-8000-000000000001"
        _ = await fixture.client.send(.get, "/v1/things/" + id)
        _ = await fixture.client.send(.get, "/v1/things/x")
        _ = await fixture.client.send(.get, "/secret-path")
        let text = await fixture.client.administer(.get, "/metrics").text
        let labels = #"route="/v1/things/{id}",method="GET""#
        #expect(text.contains("peony_http_requests_total{\(labels),status=\"2xx\"} 1\n"))
        #expect(text.contains("peony_http_requests_total{\(labels),status=\"4xx\"} 1\n"))
        #expect(text.contains("peony_http_request_duration_seconds_count{\(labels)} 2\n"))
        #expect(text.contains(#"peony_http_requests_total{route="unmatched",method="any",status="4xx"} 1"#))
        for secret in [id, "secret-path", "acme", "reader", "192.0.2.1", People.tenant("acme").description] {
            #expect(!text.contains(secret))
        }
    }

    @Test("a histogram is cumulative and ends with everything")
    func histogram() {
        let metrics = Metrics()
        let histogram = metrics.histogram("h_seconds", help: "H.", labels: [("kind", "a\"b")])
        for milliseconds in [1, 2, 40, 100_000] { histogram.record(.milliseconds(milliseconds)) }
        let text = metrics.text
        #expect(text.contains(#"h_seconds_bucket{kind="a\"b",le="0.001"} 1"#))
        #expect(text.contains(#"h_seconds_bucket{kind="a\"b",le="0.0025"} 2"#))
        #expect(text.contains(#"h_seconds_bucket{kind="a\"b",le="15"} 3"#))
        #expect(text.contains(#"h_seconds_bucket{kind="a\"b",le="+Inf"} 4"#))
        #expect(text.contains(#"h_seconds_sum{kind="a\"b"} 100.043"#))
    }

    @Test("access lines name the template, not the address, and the tenant only on request", arguments: [false, true])
    func accessLog(logsTenant: Bool) async throws {
        let pipe = Pipe()
        var configuration = EdgeConfiguration()
        configuration.logsTenant = logsTenant
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let endpoint = Endpoint(
            .get, "/v1/things/{id}", access: .signedIn, tag: "t", summary: LocalizedText("物", "Thing")
        ) { _ in .noContent }
        let edge = try Edge(
            configuration, endpoints: [endpoint], authenticator: People(), logger: LogLines().logger, sink: sink,
            denied: { _, _ in })
        _ = await InProcessClient(edge, token: "acme.reader").send(.get, "/v1/things/13800138000?q=secret")
        edge.tick()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line.contains(#""route":"/v1/things/{id}","status":204"#))
        #expect(!line.contains("13800138000") && !line.contains("secret") && !line.contains("acme"))
        #expect(line.contains("tenant") == logsTenant)
    }

    @Test(
        "what looks personal or secret is taken out of messages",
        arguments: [
            ("call 13800138000 now", "call [number] now"), ("+86 138-0013-8000", "[number]"),
            ("１３８００１３８０００", "[number]"), ("电话13800138000。", "电话[number]。"),
            ("id 11010519491231002X.", "id [number]."), ("landline 0755-12345678", "landline [number]"),
            ("user=tel13800138000,", "user=[number],"),
            ("request=01900000-0000-7000-8000-000000000001", "request=01900000-0000-7000-8000-000000000001"),
            ("mail li.lei@example.com!", "mail [address]!"),
            ("token acme.Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA", "token [secret]"),
            ("hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "hash [secret]"),
        ])
    func redaction(text: String, expected: String) throws {
        #expect(try message(text) == expected)
    }

    @Test(
        "what a message needs is left in it",
        arguments: [
            "listening on 127.0.0.1:8080", "2026-11-21T08:00:00Z", "2026-11-21 08:00", "took 1234567 us",
            "request 01900000-0000-7000-8000-000000000001 done", "migration 0007_customers.sql applied", "排队 12 个",
            "Platform.SessionAuthenticator.LongTypeName", "100% of 3 + 4",
        ])
    func unredacted(text: String) throws {
        #expect(try message(text) == text)
    }

    @Test("metadata passes by name only, and an error by its type")
    func metadata() throws {
        let line = try log { logger in
            logger.error(
                "failed", error: Thrown.Unforeseen(), metadata: ["phone": "1", "code": "a.b", "route": "/v1/x"])
        }
        #expect(line["phone"] == "[redacted]")
        #expect(line["code"] == "a.b")
        #expect(line["route"] == "/v1/x")
        #expect(line["error"]?.string?.hasSuffix("Thrown.Unforeseen") == true)
        #expect(line["level"] == "error")
        #expect(line["logger"] == "test")
    }

    @Test("a record is one line, whatever stands in it")
    func oneLine() throws {
        #expect(try message("a\nb\"c\u{0}") == "a\nb\"c\u{0}")
    }

    private func message(_ text: String) throws -> String? {
        try log { $0.notice("\(text)") }["message"]?.string
    }

    private func log(_ write: (Logger) -> Void) throws -> JSONValue {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        write(Logger(label: "test") { JSONLogHandler(label: $0, sink: sink) })
        let data = pipe.fileHandleForReading.availableData
        #expect(data.filter { $0 == UInt8(ascii: "\n") }.count == 1 && data.last == UInt8(ascii: "\n"))
        return try JSONParser.parse(Array(data.dropLast()))
    }

    @Test("ready says which checks fail, by name only, and health answers anyway")
    func readiness() async throws {
        let checks = [
            ReadinessCheck("database") { true }, ReadinessCheck("clock") { false }, ReadinessCheck("schema") { false },
        ]
        let client = try EdgeFixture(readiness: Readiness(checks)).anonymous
        let answer = await client.administer(.get, "/ready")
        #expect(answer.status == 503)
        #expect(answer.code == "server.not_ready")
        #expect(answer.json["checks"] == ["clock", "schema"])
        #expect(await client.administer(.get, "/health").status == 200)
        #expect(await client.administer(.post, "/ready").status == 405)
        #expect(await client.administer(.get, "/v1/me").status == 404)
        #expect(try await EdgeFixture().anonymous.administer(.get, "/ready").status == 200)
    }
}
