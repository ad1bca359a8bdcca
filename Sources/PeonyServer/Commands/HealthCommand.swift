internal import ArgumentParser
internal import Foundation
internal import Glibc

/// `peony health`
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Ask a server on this machine whether it is ready; for containers' health checks.")
    @Option(help: ArgumentHelp(stringLiteral: Setting.port.help)) var port: String?

    func run() async throws {
        let settings = Settings([Setting.port.name: port])
        // Over TLS this small client does not speak; the admin listener answers the same in plain.
        let isEncrypted = !settings[.tlsCertificate].isEmpty
        let port = try settings.number(isEncrypted ? .adminPort : .port, in: 1...65535)
        guard let socket = LoopbackRequest(port: port), socket.status(of: "/ready") == 200 else {
            complain("not ready")
            throw ExitCode(1)
        }
        print("ready")
    }
}

/// One request over loopback, without a library for it.
struct LoopbackRequest {
    private let descriptor: Int32

    /// Connects, within two seconds.
    init?(port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var limit = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// The status of the answer; nil when there was none.
    func status(of path: String) -> Int? {
        answer(to: "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?.status
    }

    /// Status and body of the answer to a POST of plain text; nil when there was none.
    func post(_ path: String, _ text: String) -> (status: Int, body: [UInt8])? {
        answer(
            to: """
                POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain\r
                Content-Length: \(text.utf8.count)\r\n\r\n\(text)
                """)
    }

    private func answer(to request: String) -> (status: Int, body: [UInt8])? {
        defer { close(descriptor) }
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return nil }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        // To the server's end: whoever hangs up with bytes unread resets the connection, which counts as a refusal there.
        while answer.count < 64 << 10 {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { break }
            answer += piece[..<count]
        }
        guard answer.count > 12, let status = Int(String(decoding: answer[9..<12], as: UTF8.self)) else { return nil }
        let body = answer.firstRange(of: Array("\r\n\r\n".utf8)).map { Array(answer[$0.upperBound...]) } ?? []
        return (status, body)
    }
}
