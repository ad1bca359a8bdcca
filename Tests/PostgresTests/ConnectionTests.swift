import Foundation
import Glibc
import Postgres
import Synchronization
import Testing

@Suite("Signing in to PostgreSQL", .timeLimit(.minutes(10)), .serialized)
struct ConnectionTests {
    @Test("what PostgreSQL says together with its greeting is not written to standard error")
    func noticesAtConnect() throws {
        let server = TestDatabase.own()
        // Makes every greeting come with a warning that the collation's version is not the recorded one.
        try server.connection().executeScript("update pg_database set datcollversion = 'none' where datname = current_database()")
        let printed = try printedToStandardError {
            let connection = try server.connection()
            #expect(try connection.execute("select 1")[0].get(0, as: Int.self) == 1)
        }
        #expect(!printed.contains("datcollversion") && !printed.contains("collation version"))
        #expect(!printed.contains("WARNING"))
    }

    @Test("a host that accepts and says nothing is given up, and the next one of the list is taken")
    func silentHost() throws {
        let server = TestDatabase.own()
        let cluster = try #require(server.cluster)
        let silent = try SilentListener()
        var parts = cluster.url.split(separator: " ").map(String.init)
        let port = try #require(parts.first { $0.hasPrefix("port=") }?.dropFirst(5))
        parts.removeAll { $0.hasPrefix("host=") || $0.hasPrefix("port=") }
        let connection = try Connection(url: (["host=127.0.0.1,127.0.0.1", "port=\(silent.port),\(port)"] + parts).joined(separator: " "))
        #expect(try connection.execute("select inet_server_port()::int8")[0].get(0, as: Int64.self) == Int64(port))
    }

    @Test("a connection that cannot be had says why")
    func refused() throws {
        let silent = try SilentListener()
        silent.stop()
        let error = #expect(throws: PostgresError.self) { try Connection(url: "host=127.0.0.1 port=\(silent.port) user=postgres") }
        #expect(error?.kind == .cannotConnect)
    }

    /// What the process writes to standard error meanwhile; passed on afterwards, since other tests may have written it.
    private func printedToStandardError(_ body: () throws -> Void) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "stderr-\(UUID())").path
        defer { unlink(file) }
        let kept = dup(STDERR_FILENO)
        let target = open(file, O_RDWR | O_CREAT | O_APPEND, 0o600)
        try #require(kept >= 0 && target >= 0 && dup2(target, STDERR_FILENO) >= 0)
        defer {
            close(target)
            close(kept)
        }
        let result = Result { try body() }
        dup2(kept, STDERR_FILENO)
        let printed = try String(contentsOfFile: file, encoding: .utf8)
        _ = printed.withCString { write(STDERR_FILENO, $0, strlen($0)) }
        try result.get()
        return printed
    }
}

/// Accepts connections on a port of 127.0.0.1, in the kernel's queue, and never answers.
private final class SilentListener: Sendable {
    let port: UInt16
    private let descriptor: Int32
    private let isStopped = Mutex(false)

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, size) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, pointer, &size) == 0
            }
        }
        try #require(status)
        port = UInt16(bigEndian: address.sin_port)
    }

    func stop() {
        let first = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        if first { close(descriptor) }
    }

    deinit { stop() }
}
