internal import Glibc
import Foundation
import Testing

@testable import Courier

/// The courier against servers of its own: openssl's for TLS, a socket for everything that is no proper answer.
@Suite struct CourierTests {
    @Test(
        "the status of an answer is read, whatever comes in pieces, before or after it",
        arguments: [
            (["HTTP/1.1 204 No Content\r\n\r\n"], 204), (["HTTP/1.1 200\r\n\r\n"], 200), (["HTTP/1.0 500 Oh\r\nA: b\r\n\r\nbody"], 500),
            (["HT", "TP/1.1 2", "02 Accepted\r", "\n\r\n"], 202),
            (["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\n\r\n"], 201),
            (["HTTP/1.1 100 Continue\r\n", "X: y\r\n", "\r\n", "HTTP/1.1 404 No\r\n"], 404),
            (["HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"], 302),
        ] as [([String], Int)])
    func status(pieces: [String], status: Int) {
        var answer = Answer()
        for piece in pieces { answer.append(Array(piece.utf8)) }
        #expect(answer.status == status)
    }

    @Test(
        "what is no HTTP has no status",
        arguments: [
            "SSH-2.0-OpenSSH\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/1.1 -10 OK\r\n",
            "HTTP/1.1 999 OK\r\n",
            "HTTP/1.1  200 OK\r\n", "\r\n\r\n", "HTTP/1.1 200 OK", "HTTP/1.1 100 Continue\r\n\r\nnonsense\r\n", "\u{0}\u{1}\n",
        ])
    func noStatus(text: String) {
        var answer = Answer()
        for byte in text.utf8 { answer.append([byte]) }
        #expect(answer.status == nil)
    }

    @Test("a head without an end is not kept for ever")
    func endless() {
        var answer = Answer()
        answer.append(Array("HTTP/1.1 100 Continue\r\n".utf8))
        for _ in 0..<200 { answer.append([UInt8](repeating: UInt8(ascii: "x"), count: 1_000)) }
        answer.append(Array("\r\n\r\nHTTP/1.1 200 OK\r\n\r\n".utf8))
        #expect(answer.status == nil)
    }

    @Test("where nobody listens it is unreachable, and a port or an address that is none too")
    func unreachable() throws {
        let courier = try Courier()
        for (address, port) in [("127.0.0.1", 1), ("::1", 1), ("127.0.0.1", 70_000), ("localhost", 80), ("127.0.0.1\r\n", 80)] {
            #expect(throws: CourierError.unreachable) { try courier.carry([], to: address, port: port, proof: .none) }
        }
    }

    @Test("a certificate counts when an authority vouches for it and it names the host or the address")
    func certificates() async throws {
        let server = try TLSServer()
        defer { server.stop() }
        let courier = try Courier(authorities: server.certificate)
        let request = Array("GET / HTTP/1.1\r\nhost: hook.test\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".utf8)
        func carry(_ courier: Courier, _ proof: Courier.Proof) throws(CourierError) -> Int {
            try courier.carry(request, to: "127.0.0.1", port: server.port, proof: proof)
        }
        #expect(try carry(courier, .name("hook.test")) == 200)
        #expect(try carry(courier, .address) == 200)
        #expect(throws: CourierError.certificate) { try carry(courier, .name("other.test")) }
        #expect(throws: CourierError.certificate) { try carry(courier, .name("hook.test.evil.test")) }
        // The system's authorities know nothing of it.
        let stranger = try Courier()
        #expect(throws: CourierError.certificate) { try carry(stranger, .name("hook.test")) }
        #expect(throws: CourierError.noAnswer) { try carry(courier, .none) }
    }

    @Test("without a readable file of authorities there is no courier")
    func authorities() {
        #expect(throws: CourierError.certificate) { try Courier(authorities: "/nonexistent.pem") }
    }
}

/// `openssl s_server -www` on a port of its own, with a certificate for hook.test and 127.0.0.1.
private final class TLSServer {
    let port: Int
    let certificate: String
    private let process = Process()
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "peony-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "certificate.pem").path
        let key = folder.appending(path: "key.pem").path
        let making = Process()
        making.executableURL = URL(filePath: "/usr/bin/env")
        making.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
            certificate,
            "-days", "2", "-subj", "/CN=hook.test", "-addext", "subjectAltName=DNS:hook.test,IP:127.0.0.1",
        ]
        making.standardError = FileHandle.nullDevice
        try making.run()
        making.waitUntilExit()
        // The server says which port it got.
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        var said = ""
        while !said.contains("\n") || !said.contains("ACCEPT") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += String(decoding: more, as: UTF8.self)
        }
        let line = said.split(separator: "\n").first { $0.hasPrefix("ACCEPT") } ?? ""
        port = line.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    func stop() {
        // It may have inherited that the signal to end is ignored: servers that other tests run take that signal for themselves.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
