import HTTPTypes
import PeonyTesting
import Platform
import Testing

@Suite("Over a real socket", .timeLimit(.minutes(10)))
struct SocketTests {
    @Test("a request is answered and the connection stays")
    func keepAlive() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await connection.read(until: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
                try await connection.send("GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(await connection.readToEnd().contains("HTTP/1.1 404 Not Found\r\n"))
            }
        }
    }

    @Test("a stream comes piece by piece, and its end is the end of the connection")
    func stream() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/stream"))
                let head = await connection.read(until: "first\n")
                #expect(head.contains("Content-Type: text/event-stream\r\n"))
                #expect(head.contains("Connection: close\r\n"))
                #expect(!head.contains("Content-Length"))
                fixture.gate.open()
                #expect(await connection.readToEnd().hasSuffix("first\nsecond\n"))
                #expect(await fixture.left.isReached())
            }
        }
    }

    @Test("who leaves a stream, by a word or without, is not written to any more")
    func leftStream() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/stream"))
                _ = await connection.read(until: "first\n")
                connection.finish()
                #expect(await fixture.left.isReached())
            }
        }
    }

    @Test("who does not read a stream loses it: nothing piles up")
    func unreadStream() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/flood"))
                #expect(await fixture.left.isReached())
            }
        }
    }

    @Test("a server that stops ends its streams at once")
    func streamAtShutdown() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, stop in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/stream"))
                _ = await connection.read(until: "first\n")
                await stop()
                #expect(await connection.readToEnd().hasSuffix("first\n"))
                #expect(await fixture.left.isReached())
            }
        }
    }

    @Test("a download is read as it leaves: who does not take it holds up its source, and gets all of it when he does")
    func download() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/download/whole"))
                // He ended his side when he had asked, as some programs do.
                connection.finish()
                let text = await connection.readToEnd()
                #expect(text.contains("Content-Length: \(16 << 20)\r\n"))
                #expect(text.contains("Connection: close\r\n"))
                #expect(text.utf8.count { $0 == UInt8(ascii: "a") } > 16 << 20)
                #expect(text.hasSuffix(String(repeating: "a", count: 1 << 16)))
            }
        }
    }

    @Test("who takes nothing of a download is let go after a while, and its source was asked for no more than sockets hold")
    func untakenDownload() async throws {
        let fixture = try EdgeFixture { $0.limits.keepAlive = .milliseconds(500) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.deaf(port: port, sending: Self.asking(for: "/v1/download/whole")) {
                #expect(await fixture.left.isReached())
            }
            #expect(fixture.handed.count < 256, "\(fixture.handed.count) pieces")
        }
    }

    @Test("a download whose source fails ends before its length")
    func brokenDownload() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/download/broken"))
                let text = await connection.readToEnd()
                #expect(text.contains("Content-Length: \(16 << 20)\r\n"))
                #expect(text.utf8.count < (9 << 20))
            }
        }
    }

    @Test("a server that stops lets a download come to its end")
    func downloadAtShutdown() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, stop in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(Self.asking(for: "/v1/download/whole"))
                _ = await connection.read(until: "aaaa")
                await stop()
                #expect(await connection.readToEnd().utf8.count > 16 << 20)
            }
        }
    }

    private static func asking(for path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n\r\n"
    }

    @Test("headers that drip are cut off with 408")
    func slowHead() async throws {
        let fixture = try EdgeFixture { $0.limits.headerDeadline = .milliseconds(300) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /health HTTP/1.1\r\nHost: a\r\nX-Drip: ")
                let text = await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 408 "))
                #expect(text.contains("\"code\":\"request.timeout\""))
            }
        }
    }

    @Test("the next request's headers have their own deadline, shorter than keep-alive")
    func slowSecondHead() async throws {
        let fixture = try EdgeFixture { $0.limits.headerDeadline = .milliseconds(300) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = await connection.read(until: "ok\n")
                try await connection.send("GET /hea")
                #expect(await connection.readToEnd().contains("HTTP/1.1 408 "))
            }
        }
    }

    @Test("a silent connection is closed without a word")
    func silent() async throws {
        let fixture = try EdgeFixture { $0.limits.keepAlive = .milliseconds(300) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await connection.readToEnd().hasSuffix("ok\n"))
            }
        }
    }

    @Test("a body slower than its rate is cut off with 408, long before its deadline")
    func slowBody() async throws {
        let fixture = try EdgeFixture { $0.limits.bodyGrace = .milliseconds(300) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(
                    "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                let text = await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 408 "))
                #expect(text.components("HTTP/1.1") == 1)
            }
        }
    }

    @Test(
        "what is no request is answered with a problem",
        arguments: [
            ("GET / HTTP/1.1\r\nHost a\r\n\r\n", 400), ("\u{1}\u{2}\r\n\r\n", 400),
            ("GET /health HTTP/1.1\r\n\r\n", 400), ("GET /health HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 33 << 10) + "\r\n\r\n", 431),
            ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: a\r\n", count: 120) + "\r\n", 431),
            (
                "GET /" + String(repeating: "a", count: 9 << 10) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                414
            ),
        ])
    func garbage(text: String, status: Int) async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(text)
                let answer = await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
                #expect(answer.contains("application/problem+json"))
            }
        }
    }

    @Test("a body that is too large is refused, and the refusal arrives")
    func tooLarge() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(
                    "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n"
                        + "Content-Length: 2000000\r\n\r\n" + String(repeating: "a", count: 100_000))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
            }
        }
    }

    @Test("asked to stop, the server finishes what is under way, takes nothing new, and is not ready at once")
    func gracefulShutdown() async throws {
        let readiness = Readiness()
        let fixture = try EdgeFixture(readiness: readiness)
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, stop in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(
                    "GET /v1/slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n\r\n")
                await fixture.gate.arrivals(1)
                #expect(await readiness.failures().isEmpty)
                await stop()
                while await readiness.failures().isEmpty { await Task.yield() }
                #expect(await readiness.failures() == ["stopping"])
                fixture.gate.open()
                let answer = await connection.readToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.hasSuffix("done"))
            }
        }
    }

    @Test("a body that drips does not hold up the stop")
    func drippingShutdown() async throws {
        let fixture = try EdgeFixture { $0.limits.drain = .milliseconds(800) }
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, stop in
            try await RawConnection.open(port: port) { connection in
                // Both in one piece: when the first is answered, the head of the second is read.
                try await connection.send(
                    "GET /health HTTP/1.1\r\nHost: a\r\n\r\nPOST /v1/things HTTP/1.1\r\nHost: a\r\n"
                        + "Authorization: Bearer acme.reader\r\nContent-Length: 1000\r\n\r\n{")
                _ = await connection.read(until: "ok\n")
                await stop()
                #expect(await connection.readToEnd().contains("HTTP/1.1 408 "))
            }
        }
    }

    @Test("pipelined requests are answered in order, and garbage behind them ends the connection after the last")
    func pipelining() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                let request = "GET /v1/slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n\r\n"
                try await connection.send(request + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n" + "garbage\r\n\r\n")
                await fixture.gate.arrivals(1)
                fixture.gate.open()
                let text = await connection.readToEnd()
                // Garbage that comes while a request is answered is passed over; what comes after the last answer is told so.
                let statuses = text.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
                #expect(statuses == ["200", "404"] || statuses == ["200", "404", "400"])
            }
        }
    }

    @Test("what is pipelined before the caller ends his side is answered to the last, in order")
    func pipelinedThenClosed() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                let slow = "GET /v1/slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\n\r\n"
                let post =
                    "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\nIdempotency-Key: 12345678\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}"
                let many = String(repeating: "GET /health HTTP/1.1\r\nHost: a\r\n\r\n", count: 500)
                try await connection.send(slow + many + post + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n")
                connection.finish()
                await fixture.gate.arrivals(1)
                fixture.gate.open()
                let text = await connection.readToEnd()
                #expect(text.components("HTTP/1.1 200 OK") == 501)
                #expect(text.components("HTTP/1.1 201 ") == 1)
                #expect(text.components("HTTP/1.1 404 ") == 1)
                #expect(text.contains("\"code\":\"resource.not_found\""))
            }
        }
    }

    @Test("a body is asked for only when it will be read")
    func expectContinue() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            @Sendable func head(_ token: String) -> String {
                "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nIdempotency-Key: 12345678\r\n"
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n"
            }
            try await RawConnection.open(port: port) { connection in
                try await connection.send(head("acme.reader"))
                #expect(await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.send("{\"name\":\"a\"}GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let text = await connection.readToEnd()
                #expect(text.components("HTTP/1.1 100 ") == 1)
                #expect(text.components("HTTP/1.1 201 ") == 1)
                #expect(text.components("HTTP/1.1 404 ") == 1)
            }
            // Whether this caller sends his body is up to him: the connection ends.
            try await RawConnection.open(port: port) { connection in
                try await connection.send(head("stranger"))
                let text = await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 401 "))
                #expect(text.contains("\r\nConnection: close\r\n"))
            }
        }
    }

    @Test("a chunked body is read whole, and one without end is cut at its limit")
    func chunked() async throws {
        let fixture = try EdgeFixture()
        let head =
            "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\nIdempotency-Key: 12345678\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(head + "6\r\n{\"name\r\n")
                try await connection.send("6\r\n\":\"a\"}\r\n0\r\n\r\n")
                #expect(await connection.read(until: "}").hasPrefix("HTTP/1.1 201 "))
            }
            try await RawConnection.open(port: port) { connection in
                let chunk = "10000\r\n" + String(repeating: "a", count: 0x10000) + "\r\n"
                try await connection.send(head + String(repeating: chunk, count: 17))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
            }
        }
    }

    @Test("a body that ends early is no request")
    func shortBody() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send(
                    "POST /v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer acme.reader\r\nIdempotency-Key: 12345678\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":\"a\"}")
                connection.finish()
                let text = await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.1 400 "))
                #expect(text.components("HTTP/1.1") == 1)
            }
        }
    }

    @Test("HEAD has the headers of GET and no body; HTTP/1.0 is answered and the connection ends")
    func headAndOldVersion() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("HEAD /health HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.0\r\n\r\n")
                let parts = await connection.readToEnd().split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
                #expect(parts.count == 3)
                #expect(parts[0].contains("\r\nContent-Length: 3"))
                #expect(parts[0].contains("\r\nDate: Wed, 18 Nov 2026 "))
                #expect(parts[1].hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(parts[1].contains("\r\nConnection: close"))
                #expect(parts[2] == "ok\n")
            }
        }
    }

    @Test("what is written is what the edge answered, and a target may be absolute")
    func headers() async throws {
        let fixture = try EdgeFixture()
        let expected = await fixture.anonymous.send(.get, "/v1/public")
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, _ in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET http://elsewhere/v1/public HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let text = await connection.readToEnd()
                for field in expected.headers where field.name.canonicalName != "x-request-id" {
                    #expect(text.contains("\r\n\(field.name.rawName): "), "\(field.name)")
                    if field.name != .contentLength { #expect(text.contains("\(field.name.rawName): \(field.value)\r\n")) }
                }
                #expect(text.components("\r\n") == expected.headers.count + 4)
            }
        }
    }

    @Test("a connection without a request ends with the server, at once")
    func idleShutdown() async throws {
        let fixture = try EdgeFixture()
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, _, stop in
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = await connection.read(until: "ok\n")
                let began = ContinuousClock.now
                await stop()
                _ = await connection.readToEnd()
                // Far less than the silence that a running server puts up with, and than the time for what is under way.
                #expect(began.duration(to: .now) < EdgeLimits().drain / 2)
            }
        }
    }

    @Test("metrics are on the admin port alone, readiness on both")
    func adminPort() async throws {
        let fixture = try EdgeFixture(readiness: Readiness([ReadinessCheck("database") { false }]))
        try await RunningEdge.run(fixture.edge, logger: fixture.log.logger) { port, adminPort, _ in
            func get(_ port: Int, _ path: String) async throws -> String {
                try await RawConnection.open(port: port) { connection in
                    try await connection.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    return await connection.readToEnd()
                }
            }
            let metrics = try await get(adminPort, "/metrics")
            #expect(metrics.contains("# TYPE peony_http_requests_total counter"))
            let ready = try await get(adminPort, "/ready")
            #expect(ready.contains("\"checks\":[\"database\"]"))
            let (publicMetrics, publicReady) = (try await get(port, "/metrics"), try await get(port, "/ready"))
            #expect(publicMetrics.hasPrefix("HTTP/1.1 404 "))
            #expect(publicReady.hasPrefix("HTTP/1.1 503 "))
        }
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
