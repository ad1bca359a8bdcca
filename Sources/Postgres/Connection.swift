/// A single connection that blocks, for tools that run alone: the migrator, the command line, tests.
///
/// The server's requests go through `Database`.
public final class Connection {
    private let wire: Wire
    private let interrupt = Interrupt()
    private var isClosed = false

    /// Opens a connection. `url` is libpq's: a URL or `key=value` pairs.
    public init(url: String, applicationName: String = "peony-tool") throws(PostgresError) {
        wire = try Wire(ConnectionSettings(url: url, applicationName: applicationName))
    }

    /// Process id of the server's backend.
    public var backend: Int32 { wire.backend }

    /// Runs one statement, in a transaction of its own unless `begin` was executed before.
    @discardableResult
    public func execute(_ sql: SQL) throws(PostgresError) -> Rows {
        try check()
        try wire.send(sql)
        try wire.sync()
        let unit = try wire.receive(interrupt, bell: nil)
        if let failure = unit.failure { throw failure }
        guard let rows = unit.rows.last else { throw PostgresError(.connectionLost) }
        return rows
    }

    /// Runs a script of several statements by the simple protocol: one transaction, unless the text says otherwise.
    public func executeScript(_ text: String) throws(PostgresError) {
        try check()
        try wire.runScript(text)
    }

    /// Runs a closure between BEGIN and COMMIT; ROLLBACK when it throws.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("begin")
        do {
            let result = try body()
            try execute("commit")
            return result
        } catch {
            // The first error is the one that matters; a connection that cannot roll back is lost anyway.
            _ = try? execute("rollback")
            throw error
        }
    }

    /// Ends the connection's use; the socket closes with the object.
    public func close() {
        isClosed = true
    }

    private func check() throws(PostgresError) {
        if isClosed { throw PostgresError(.shutDown) }
    }
}
