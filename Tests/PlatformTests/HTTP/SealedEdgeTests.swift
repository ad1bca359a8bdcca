import HTTPTypes
import HummingbirdCore
import JSON
import Logging
import NIOCore
import PeonyTesting
import Synchronization
import Testing
import Vault

@testable import Platform

@Suite("A server that waits for the shares of its root key")
struct SealedEdgeTests {
    private let edge: SealedEdge
    private let shares = RootShares()
    private let log = LogLines()

    init() {
        let log = log
        edge = SealedEdge(EdgeConfiguration(), shares: shares, logger: log.logger)
    }

    private func request(_ method: HTTPRequest.Method, _ path: String, _ text: String = "") -> HummingbirdCore.Request {
        HummingbirdCore.Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path),
            body: RequestBody(buffer: ByteBuffer(string: text)))
    }

    private func unseal(_ text: String, from peer: String = "127.0.0.1") async -> InProcessClient.Answer {
        await InProcessClient.read(edge.administer(request(.post, "/unseal", text), from: NetworkAddress(peer)))
    }

    @Test("is alive, not ready because it is sealed, and refuses everything else")
    func waiting() async throws {
        for path in ["/ready", "/v1/customers", "/v1/sessions", "/unseal", "/"] {
            let answer = await InProcessClient.read(edge.respond(to: request(.get, path)))
            #expect(answer.status == 503 && answer.json["checks"] == ["sealed"], "\(path) \(answer.text)")
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
        #expect(await InProcessClient.read(edge.respond(to: request(.get, "/health"))).text == "ok\n")
        #expect(await InProcessClient.read(edge.administer(request(.get, "/health"), from: nil)).status == 200)
        #expect(await InProcessClient.read(edge.administer(request(.get, "/ready"), from: nil)).status == 503)
        // Shares are not taken where the public is.
        let share = try RootShare.split(.generate(), into: 2, threshold: 2)[0].text
        #expect(await InProcessClient.read(edge.respond(to: request(.post, "/unseal", share))).status == 503)
        #expect(shares.progress.given == 0)
    }

    @Test("takes shares from this machine only, refuses what is none, and says how many are missing without showing one")
    func unsealing() async throws {
        let root = RootKey.generate()
        let some = try RootShare.split(root, into: 3, threshold: 2)
        #expect(await unseal(some[0].text, from: "192.0.2.7").status == 403)
        #expect(await unseal("nonsense").code == "root_key.share_refused")
        #expect(await unseal(String(repeating: "x", count: 5000)).status == 413)
        let first = await unseal(some[0].text)
        #expect(first.json["given"] == 1 && first.json["threshold"] == 2 && first.json["sealed"] == true)
        #expect(await unseal(some[0].text).status == 422)
        let second = await unseal("  \(some[2].text.uppercased())\n", from: "::1")
        #expect(second.json["sealed"] == false)
        #expect(try shares.open().id == root.id)
        let logged = log.all.joined()
        #expect(some.allSatisfy { !logged.contains($0.text.split(separator: "-")[4]) })
    }
}
