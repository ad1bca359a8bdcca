import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Testing

@Suite("Who a request is from")
struct CredentialTests {
    private let cookie = ("Cookie", "a=b; __Host-peony=acme.reader; c=d")
    private let thing = "/v1/things/01900000-0000-7000-8000-000000000001"

    @Test("a cookie reads without more")
    func cookieReads() async throws {
        let answer = try await EdgeFixture().anonymous.send(.get, "/v1/me", headers: [cookie])
        #expect(answer.json["user"] == "reader")
    }

    @Test("a write with a cookie needs the value that only the page can know")
    func cookieWrites() async throws {
        let client = try EdgeFixture().anonymous
        #expect(await client.send(.delete, thing, headers: [cookie]).code == "session.csrf_mismatch")
        #expect(await client.send(.delete, thing, headers: [cookie, ("X-Peony-CSRF", "wrong")]).status == 403)
        #expect(await client.send(.delete, thing, headers: [cookie, ("X-Peony-CSRF", People.csrf)]).status == 204)
    }

    @Test("a write with a bearer token needs no such value, because no browser sends it by itself")
    func bearerWrites() async throws {
        #expect(try await EdgeFixture().client.send(.delete, thing).status == 204)
    }

    @Test(
        "other cookies are no session",
        arguments: ["peony=acme.reader", "__Host-peony=", "__Host-peonyx=acme.reader", "x__Host-peony=acme.reader"])
    func otherCookies(value: String) async throws {
        #expect(try await EdgeFixture().anonymous.send(.get, "/v1/me", headers: [("Cookie", value)]).status == 401)
    }

    @Test("anonymous endpoints see no actor, even when a token comes along")
    func anonymous() async throws {
        #expect(try await EdgeFixture().client.send(.get, "/v1/public").json["hasActor"] == false)
    }

    @Test(
        "forwarded addresses count only from trusted proxies, and only what those wrote",
        arguments: [
            ("198.51.100.9", "203.0.113.5", "198.51.100.9"),
            ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
            ("10.0.0.1", "1.2.3.4, 203.0.113.5", "203.0.113.5"),
            ("10.0.0.1", "1.2.3.4, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
            ("10.0.0.1", "1.2.3.4, garbage, 10.0.0.2", "10.0.0.2"),
            ("10.0.0.1", "garbage", "10.0.0.1"), ("10.0.0.1", "", "10.0.0.1"), ("10.0.0.1", ",,,", "10.0.0.1"),
            ("10.0.0.1", "203.0.113.5:4711", "10.0.0.1"),
            ("10.0.0.1", "2001:db8::7", "2001:db8::7"), ("fd00::1", "203.0.113.5", "203.0.113.5"),
            ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ])
    func forwarded(peer: String, header: String, expected: String) async throws {
        let fixture = try EdgeFixture {
            $0.trustedProxies = [NetworkRange("10.0.0.0/8"), NetworkRange("fd00::/8")].compactMap(\.self)
        }
        let client = InProcessClient(fixture.edge, peer: peer)
        let answer = await client.send(.get, "/v1/public", headers: [("X-Forwarded-For", header)])
        #expect(answer.json["address"] == .string(expected))
    }

    @Test("without trusted proxies nobody's word is taken")
    func untrusted() async throws {
        let client = try InProcessClient(EdgeFixture().edge, peer: "127.0.0.1")
        let answer = await client.send(.get, "/v1/public", headers: [("X-Forwarded-For", "203.0.113.5")])
        #expect(answer.json["address"] == "127.0.0.1")
    }

    @Test(
        "ranges hold what they say",
        arguments: [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("0.0.0.0/0", "203.0.113.5", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("::/0", "2001:db8::1", true), ("2001:db8::/33", "2001:db8:8000::", false),
            ("2001:db8::/65", "2001:db8::1", true),
        ])
    func ranges(range: String, address: String, isIn: Bool) throws {
        #expect(try #require(NetworkRange(range)).contains(try #require(NetworkAddress(address))) == isIn)
    }

    @Test(
        "what is no range is refused",
        arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "x/8"])
    func noRange(text: String) {
        #expect(NetworkRange(text) == nil)
    }
}
