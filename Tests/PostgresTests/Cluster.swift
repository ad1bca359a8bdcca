import Foundation
import Glibc
import Synchronization

/// A throw-away PostgreSQL cluster on a free port of 127.0.0.1, stopped and removed when the process ends.
final class Cluster: Sendable {
    struct Failure: Error { let output: String }

    private static let started = Mutex<[Cluster]>([])
    private let directory: String
    private let port: Int
    private let binaries: String

    var url: String { "host=127.0.0.1 port=\(port) user=postgres dbname=postgres" }

    init() throws {
        let temporary = FileManager.default.temporaryDirectory.path
        directory = "\(temporary)/peony-pg-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        port = try Self.freePort()
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.compactMap(Int.init).max()
        binaries = newest.map { "/usr/lib/postgresql/\($0)/bin/" } ?? ""
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if getuid() == 0 { try Self.run(["chown", "postgres", directory]) }
        let options = ["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        try command(["\(binaries)initdb", "-D", "\(directory)/data"] + options)
        try start()
        Self.started.withLock { clusters in
            if clusters.isEmpty { atexit { Cluster.stopAll() } }
            clusters.append(self)
        }
    }

    func start() throws {
        let options = [
            "-p \(port)", "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=", "-c fsync=off",
            "-c max_connections=200", "-c deadlock_timeout=50ms", "-c log_min_messages=fatal",
        ]
        try control(["start", "-w", "-l", "\(directory)/log", "-o", options.joined(separator: " ")])
    }

    func stop() throws { try control(["stop", "-m", "immediate"]) }

    private func control(_ arguments: [String]) throws {
        try command(["\(binaries)pg_ctl", "-D", "\(directory)/data", "-s"] + arguments)
    }

    private static func stopAll() {
        for cluster in started.withLock({ $0 }) {
            try? cluster.stop()
            try? FileManager.default.removeItem(atPath: cluster.directory)
        }
    }

    /// PostgreSQL refuses to run as root.
    private func command(_ arguments: [String]) throws {
        try Self.run((getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []) + arguments)
    }

    /// By `posix_spawn`: Foundation's `Process` waits until a daemon that the command leaves behind ends too.
    private static func run(_ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        // What the process has open (the pipe to the test runner, for one) is no business of a server's.
        for descriptor: Int32 in 3...255 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        // PostgreSQL's user may not be allowed into the folder we stand in.
        var words = (["env", "--chdir=/"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child = pid_t()
        var status: Int32 = 0
        guard posix_spawnp(&child, "env", &actions, nil, &words, environ) == 0,
            waitpid(child, &status, 0) == child, status == 0
        else { throw Failure(output: "failed with status \(status): \(arguments)") }
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
            }
        }
        guard result == 0 else { throw Failure(output: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
