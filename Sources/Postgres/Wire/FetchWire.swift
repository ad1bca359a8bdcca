/// A connection of `fetch`: statements are queued with `send`, closed into a unit by `sync`, and answered unit by unit.
protocol FetchWire: AnyObject {
    /// The socket, for `poll`.
    var descriptor: Int32 { get }
    /// Process id of the server's backend.
    var backend: Int32 { get }
    /// What to ask `poll` for.
    var interest: Readiness { get }
    /// Nothing more can be sent or read.
    var isBroken: Bool { get }
    /// The server stands outside any transaction and nothing is under way.
    var isIdle: Bool { get }

    func send(_ sql: SQL) throws(PostgresError)
    func sync() throws(PostgresError)
    /// Sends what was queued.
    func flush() throws(PostgresError)
    /// Reads what has arrived and sends what the socket takes; never waits.
    func pump() throws(PostgresError)
    /// Hands over the units that are complete, oldest first.
    func takeUnits() -> [Wire.Unit]
}

extension Wire: FetchWire {}
