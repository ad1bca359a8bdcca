import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Testing

@Suite("More than can be served", .timeLimit(.minutes(10)))
struct LoadTests {
    private func limited(_ places: Int, queue: Int) throws -> EdgeFixture {
        try EdgeFixture {
            $0.limits.inFlight = places
            $0.limits.queue = queue
        }
    }

    /// Polls until so many wait in the queue.
    private func waiting(_ count: Int, _ fixture: EdgeFixture) async {
        let mark = "peony_http_requests_waiting \(Double(count))\n"
        while !(await fixture.client.administer(.get, "/metrics").text.contains(mark)) { await Task.yield() }
    }

    @Test("when the queue is full a request is refused before it works, and told when to come back")
    func queueFull() async throws {
        let fixture = try limited(1, queue: 0)
        async let first = fixture.client.send(.get, "/v1/slow")
        await fixture.gate.arrivals(1)
        let second = await fixture.client.send(.get, "/v1/slow")
        #expect(second.status == 503)
        #expect(second.code == "server.busy")
        #expect(second.headers[.retryAfter] == "1")
        fixture.gate.open()
        #expect(await first.status == 200)
        #expect(await fixture.client.send(.get, "/v1/slow").status == 200)
    }

    @Test("who waits longer than two seconds is refused, and who waits less is served")
    func patience() async throws {
        let fixture = try limited(1, queue: 8)
        async let first = fixture.client.send(.get, "/v1/slow")
        await fixture.gate.arrivals(1)
        async let second = fixture.client.send(.get, "/v1/slow")
        await waiting(1, fixture)
        fixture.clock.advance(by: .milliseconds(1500))
        fixture.edge.tick()
        async let third = fixture.client.send(.get, "/v1/slow")
        await waiting(2, fixture)
        fixture.clock.advance(by: .milliseconds(600))
        fixture.edge.tick()
        #expect(await second.status == 503)
        fixture.gate.open()
        #expect(await first.status == 200)
        #expect(await third.status == 200)
    }

    @Test("a handler that works beyond its deadline is cancelled, and the caller told to come back")
    func deadline() async throws {
        let fixture = try EdgeFixture()
        async let answer = fixture.client.send(.get, "/v1/endless")
        await fixture.gate.arrivals(1)
        fixture.gate.open()
        fixture.clock.advance(by: .seconds(16))
        fixture.edge.tick()
        #expect(await answer.status == 503)
    }

    @Test("while others wait a tenant holds no more than its share")
    func share() async throws {
        // Five places, so a share of two. Six of the greedy come first, then one of somebody else.
        let fixture = try limited(5, queue: 100)
        let greedy = InProcessClient(fixture.edge, token: "greedy.reader")
        let modest = InProcessClient(fixture.edge, token: "modest.reader")
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<5 { group.addTask { await greedy.send(.get, "/v1/slow").status } }
            await fixture.gate.arrivals(5)
            group.addTask { await greedy.send(.get, "/v1/slow").status }
            await waiting(1, fixture)
            group.addTask { await modest.send(.get, "/v1/slow").status }
            await waiting(2, fixture)
            fixture.gate.openOnce()
            await fixture.gate.arrivals(6)
            #expect(fixture.entered.last == People.tenant("modest"))
            // Nobody else waits now, so the greedy may have the next place too.
            fixture.gate.openOnce()
            await fixture.gate.arrivals(7)
            #expect(fixture.entered.last == People.tenant("greedy"))
            fixture.gate.open()
            for await status in group { #expect(status == 200) }
        }
    }

    @Test("a tenant cannot fill the whole queue")
    func queueShare() async throws {
        let fixture = try limited(1, queue: 5)
        let greedy = InProcessClient(fixture.edge, token: "greedy.reader")
        async let first = greedy.send(.get, "/v1/slow")
        await fixture.gate.arrivals(1)
        async let second = greedy.send(.get, "/v1/slow")
        async let third = greedy.send(.get, "/v1/slow")
        await waiting(2, fixture)
        #expect(await greedy.send(.get, "/v1/slow").status == 503)
        async let other = InProcessClient(fixture.edge, token: "modest.reader").send(.get, "/v1/slow")
        await waiting(3, fixture)
        fixture.gate.open()
        #expect(await (first.status, second.status, third.status, other.status) == (200, 200, 200, 200))
    }

    @Test("too many requests from one address are 429 until the bucket has filled again")
    func addressRate() async throws {
        let fixture = try EdgeFixture { $0.addressRate = RateLimit(perMinute: 60, burst: 2) }
        #expect(await fixture.anonymous.send(.get, "/v1/public").status == 200)
        #expect(await fixture.anonymous.send(.get, "/v1/public").status == 200)
        let refused = await fixture.anonymous.send(.get, "/v1/public")
        #expect(refused.status == 429)
        #expect(refused.code == "request.too_many")
        #expect(refused.headers[.retryAfter] == "1")
        #expect(await InProcessClient(fixture.edge, peer: "192.0.2.2").send(.get, "/v1/public").status == 200)
        fixture.clock.advance(by: .milliseconds(1001))
        #expect(await fixture.anonymous.send(.get, "/v1/public").status == 200)
        #expect(await fixture.anonymous.send(.get, "/v1/public").status == 429)
    }

    @Test("a subscriber's whole /64 shares one bucket")
    func prefix() async throws {
        let fixture = try EdgeFixture { $0.addressRate = RateLimit(perMinute: 60, burst: 1) }
        #expect(await InProcessClient(fixture.edge, peer: "2001:db8::1").send(.get, "/v1/public").status == 200)
        #expect(await InProcessClient(fixture.edge, peer: "2001:db8::2").send(.get, "/v1/public").status == 429)
        #expect(await InProcessClient(fixture.edge, peer: "2001:db8:0:1::1").send(.get, "/v1/public").status == 200)
    }

    @Test("a tenant's rate is its own, from whatever address")
    func tenantRate() async throws {
        let fixture = try EdgeFixture { $0.tenantRate = RateLimit(perMinute: 1, burst: 1) }
        #expect(await fixture.client.send(.get, "/v1/me").status == 200)
        let refused = await InProcessClient(fixture.edge, token: "acme.other", peer: "192.0.2.9").send(.get, "/v1/me")
        #expect(refused.status == 429)
        #expect(refused.headers[.retryAfter] == "60")
        #expect(await InProcessClient(fixture.edge, token: "beta.reader").send(.get, "/v1/me").status == 200)
    }
}
