internal import Foundation
internal import Postgres

#if canImport(Glibc)
    internal import Glibc
#endif

/// The PostgreSQL that tests run against: the one that `PEONY_TEST_DATABASE_URL` names (a superuser's URL), or a
/// private one that starts with the first test and ends with the process, however that ends.
struct TestCluster: Sendable {
    /// libpq's keywords without user, password and database: `host=… port=…`.
    let place: String
    let superuser: String
    let superuserPassword: String
    private let maintenance: String

    /// What tests sign in with under every role of the product.
    static let password = "only-for-tests"

    static let shared = Result { try start() }

    func url(user: String, password: String, database: String) -> String {
        "\(place) user=\(quoted(user)) password=\(quoted(password)) dbname=\(quoted(database))"
    }

    /// A superuser's connection to a database; to the one that is always there when none is named.
    func connect(to database: String? = nil) throws -> Connection {
        try Connection(url: url(user: superuser, password: superuserPassword, database: database ?? maintenance))
    }

    /// Runs while no other test process is changing roles or copying databases.
    func exclusively<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        let connection = try connect()
        defer { connection.close() }
        try connection.execute("select pg_advisory_lock(5551212)")
        return try body(connection)
    }

    private func quoted(_ value: String) -> String {
        "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }

    // MARK: - Start

    private static func start() throws -> TestCluster {
        if let text = ProcessInfo.processInfo.environment["PEONY_TEST_DATABASE_URL"] {
            return try existing(text)
        }
        return try launch()
    }

    private static func existing(_ text: String) throws -> TestCluster {
        guard let url = URLComponents(string: text), let host = url.host, let user = url.user else {
            throw TestClusterError("PEONY_TEST_DATABASE_URL is no URL like postgres://user:password@host:port/database")
        }
        let database = url.path.dropFirst()
        return TestCluster(
            place: "host=\(host) port=\(url.port ?? 5432)", superuser: user, superuserPassword: url.password ?? "",
            maintenance: database.isEmpty ? "postgres" : String(database))
    }

    private static func launch() throws -> TestCluster {
        let directory = FileManager.default.temporaryDirectory.appending(
            path: "peony-test-\(UUID().uuidString.prefix(8))"
        ).path
        let password = UUID().uuidString
        // A shell holds the cluster: when the pipe to it closes, because this process ended, it stops and removes it.
        let script = """
            set -e
            umask 077
            mkdir "$1"
            trap 'rm -rf "$1"' EXIT
            printf %s "$2" > "$1/password"
            "$0/initdb" -D "$1/data" -U postgres -A scram-sha-256 --pwfile="$1/password" -E UTF8 --no-locale --no-sync >/dev/null
            "$0/pg_ctl" -D "$1/data" -w -l "$1/log" -o "-c listen_addresses='' -k $1 -c fsync=off \
              -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start >/dev/null
            echo ready
            cat >/dev/null || true
            "$0/pg_ctl" -D "$1/data" -m immediate stop >/dev/null
            """
        let shell = Process()
        let input = Pipe()
        let output = Pipe()
        let arguments = ["/bin/sh", "-c", script, try binaries(), directory, password]
        // PostgreSQL refuses to run as root.
        let command = geteuid() == 0 ? ["/usr/bin/env", "runuser", "-u", "postgres", "--"] + arguments : arguments
        shell.executableURL = URL(filePath: command[0])
        shell.arguments = Array(command.dropFirst())
        shell.currentDirectoryURL = FileManager.default.temporaryDirectory
        shell.standardInput = input
        shell.standardOutput = output
        try shell.run()
        guard String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).hasPrefix("ready") else {
            throw TestClusterError("PostgreSQL did not start")
        }
        keeper.withLock { $0 = (shell, input) }
        return TestCluster(
            place: "host=\(directory)", superuser: "postgres", superuserPassword: password, maintenance: "postgres")
    }

    /// Where initdb is: the path of programs, or where Debian keeps them. PostgreSQL 15 is the oldest that will do.
    private static func binaries() throws -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let places = path.split(separator: ":").map(String.init) + (15...18).map { "/usr/lib/postgresql/\($0)/bin" }
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }) else {
            throw TestClusterError("no initdb; set PEONY_TEST_DATABASE_URL to a superuser's URL")
        }
        return place
    }

    private static let keeper = Keeper()

    /// Keeps the pipe open as long as the process lives.
    private final class Keeper: @unchecked Sendable {
        private let lock = NSLock()
        private var kept: (Process, Pipe)?

        func withLock(_ body: (inout (Process, Pipe)?) -> Void) { lock.withLock { body(&kept) } }
    }
}

/// Why there is no database to test against.
struct TestClusterError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
