import Courier
import Foundation
import PeonyTesting
import Synchronization
import Testing

@testable import Platform

/// Where the server lets itself be sent.
@Suite struct OutboundTests {
    @Test(
        "addresses of this machine, of private networks, of the link, of metadata services and of special purposes are closed",
        arguments: [
            "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "100.100.100.200", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
            "255.255.255.255",
            "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1",
        ])
    func closed(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!AddressGuard().allows(address))
    }

    @Test(
        "public addresses are open",
        arguments: ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "223.5.5.5", "2400:3200::1", "2606:4700::1111"])
    func open(text: String) throws {
        #expect(AddressGuard().allows(try #require(NetworkAddress(text))))
    }

    @Test("the operator opens ranges of his own")
    func allowed() throws {
        let range = try #require(NetworkRange("10.1.0.0/16"))
        let own = AddressGuard(allowing: [range])
        #expect(own.allows(try #require(NetworkAddress("10.1.2.3"))))
        #expect(!own.allows(try #require(NetworkAddress("10.2.0.1"))))
    }

    @Test("a URL is read in one way or not at all")
    func urls() throws {
        let url = try #require(OutboundURL("https://Hooks.Example.com:8443/a/b?c=d"))
        #expect(url.host == "hooks.example.com" && url.port == 8_443 && url.target == "/a/b?c=d" && url.isSecure)
        #expect(try #require(OutboundURL("https://example.com?x=1")).target == "/?x=1")
        #expect(try #require(OutboundURL("http://[2400:3200::1]/")).literalAddress == NetworkAddress("2400:3200::1"))
        #expect(try #require(OutboundURL("https://1.1.1.1")).hostHeader == "1.1.1.1")
        for text in [
            "", "https://", "https:///x", "ftp://example.com", "//example.com", "example.com", "https://user@example.com",
            "https://a:b@example.com/",
            "https://example.com#f", "https://exa mple.com", "https://例え.jp", "https://example.com:0", "https://example.com:65536",
            "https://example.com:+80", "https://example.com:8a", "https://example.com\\@127.0.0.1/", "https://[::1", "https://[::1]x/",
            "https://[1.2]/",
            "https://a..b/", "https://-a.com/", "https://example.com/\r\nx", "https://example.com/\"",
            "https://" + String(repeating: "a", count: 2_000),
            "javascript:alert(1)", "file:///etc/passwd", "https://exa_mple.com/", "https://example.com%00.evil.com/",
        ] {
            #expect(OutboundURL(text) == nil, "\(text)")
        }
    }

    /// A client whose names lead where a test says, and which may call this machine.
    private func client(opening ranges: [String] = [], _ answers: @escaping @Sendable (Int) -> [String]) throws -> (OutboundClient, Lookups)
    {
        let lookups = Lookups()
        let resolver = HostResolver { _ in answers(lookups.next()).compactMap { NetworkAddress($0) } }
        return (try OutboundClient(guard: AddressGuard(allowing: ranges.compactMap { NetworkRange($0) }), resolver: resolver), lookups)
    }

    private final class Lookups: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
        var all: Int { count.withLock { $0 } }
    }

    @Test("a name that leads inside is refused, also when it leads outside as well, and however it is written")
    func inside() async throws {
        let url = try #require(OutboundURL("https://rebind.test/"))
        for addresses in [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["::ffff:10.0.0.1"], ["2400:3200::1", "fe80::1"]] {
            let (client, _) = try client { _ in addresses }
            await #expect(throws: OutboundError.refusedAddress) { try await client.post(url, headers: [], body: []) }
        }
        let (system, _) = (try OutboundClient(), 0)
        for text in [
            "https://localhost/", "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://017700000001/", "https://[::1]/",
        ] {
            let url = try #require(OutboundURL(text))
            await #expect(throws: OutboundError.refusedAddress, "\(text)") { try await system.post(url, headers: [], body: []) }
        }
        let (nobody, _) = try client { _ in [] }
        await #expect(throws: OutboundError.unresolvable) { try await nobody.post(url, headers: [], body: []) }
    }

    @Test("a name is looked up once for a call, and the connection goes where the check looked: changing the answer changes nothing")
    func rebinding() async throws {
        let good = try await Receiver.open()
        let (client, lookups) = try client(opening: ["127.0.0.2/32"]) { $0 == 1 ? ["127.0.0.2"] : ["127.0.0.1"] }
        let url = try #require(OutboundURL("http://rebind.test:\(good.port)/hook"))
        // 127.0.0.2 is allowed and nobody listens there; the receiver listens on 127.0.0.1, which the second look-up would give.
        await #expect(throws: OutboundError.unreachable) { try await client.post(url, headers: [], body: Array("x".utf8)) }
        #expect(lookups.all == 1)
        // The next call looks again, and is refused.
        await #expect(throws: OutboundError.refusedAddress) { try await client.post(url, headers: [], body: []) }
        #expect(good.messages.isEmpty)
        await good.close()
    }

    @Test("without TLS only addresses that the operator named are called")
    func insecure() async throws {
        let (client, _) = try client { _ in ["1.1.1.1"] }
        let url = try #require(OutboundURL("http://plain.test/"))
        await #expect(throws: OutboundError.insecure) { try await client.post(url, headers: [], body: []) }
    }

    @Test("a request arrives as it was meant; redirects are an answer like any other, never followed")
    func request() async throws {
        let receiver = try await Receiver.open { message, _ in
            message.path == "/away"
                ? "HTTP/1.1 302 Found\r\nlocation: /hook\r\ncontent-length: 0\r\n\r\n"
                : "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n"
        }
        let (client, _) = try client(opening: ["127.0.0.1"]) { _ in ["127.0.0.1"] }
        let url = try #require(OutboundURL("http://hook.test:\(receiver.port)/hook?a=b"))
        #expect(try await client.post(url, headers: [("x-word", "yes")], body: Array("{}".utf8)) == 202)
        let away = try #require(OutboundURL("http://hook.test:\(receiver.port)/away"))
        #expect(try await client.post(away, headers: [], body: []) == 302)
        let messages = receiver.messages
        #expect(messages.count == 2)
        #expect(messages[0].path == "/hook?a=b" && messages[0].body == "{}" && messages[0].headers["x-word"] == "yes")
        #expect(messages[0].headers["host"] == "hook.test:\(receiver.port)")
        await receiver.close()
    }

    @Test("an answer without an end costs its limit in bytes and time, and no more")
    func bounded() async throws {
        let receiver = try await Receiver.open { message, _ in
            switch message.path {
            case "/large": "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1_000_000)
            default: "HTTP/1.1 200 OK"
            }
        }
        let resolver = HostResolver { _ in [NetworkAddress("127.0.0.1")].compactMap(\.self) }
        let own = AddressGuard(allowing: [NetworkRange("127.0.0.1")].compactMap(\.self))
        func post(_ path: String, answering: Duration) async throws -> Int {
            var limits = Courier.Limits()
            limits.answering = answering
            let client = try OutboundClient(guard: own, resolver: resolver, limits: limits)
            return try await client.post(try #require(OutboundURL("http://h.test:\(receiver.port)\(path)")), headers: [], body: [])
        }
        #expect(try await post("/large", answering: .seconds(60)) == 200)
        await #expect(throws: OutboundError.self) { try await post("/broken", answering: .milliseconds(500)) }
        await receiver.close()
    }
}
