import HTTPTypes
import Logging
import PeonyTesting
import Testing

@testable import PeonyServer
@testable import Platform

/// The program's own way of asking a server on its machine.
@Suite("Asking over loopback", .timeLimit(.minutes(10)))
struct SocketTests {
    @Test("asking for health hears the answer out, so it is counted as no refusal")
    func health() async throws {
        let house = try await House.shared()
        var configuration = EdgeConfiguration()
        configuration.port = 0
        configuration.adminPort = 0
        configuration.swaggerUIDirectory = "/nonexistent"
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let edge = try Edge(
            configuration, endpoints: [], authenticator: house.deployment.sessions, logger: logger, clock: house.clock
        ) { _, _ in }
        try await RunningEdge.run(edge, logger: logger) { port, _, _ in
            for _ in 0..<20 {
                #expect(LoopbackRequest(port: port)?.status(of: "/ready") == 200)
            }
            #expect(LoopbackRequest(port: port)?.status(of: "/nowhere") == 404)
        }
        let metrics = await InProcessClient(edge).administer(.get, "/metrics").text
        #expect(metrics.contains("peony_http_connection_refusals_total 0\n"), "\(metrics)")
    }
}
