/// The pool at one moment, for metrics. Totals count since the start.
public struct PoolStatistics: Sendable, Hashable {
    /// Open connections.
    public var open = 0
    /// Open connections that nobody uses.
    public var idle = 0
    /// Connections in use.
    public var busy = 0
    /// Requests that wait for a connection.
    public var waiting = 0
    /// Connections opened.
    public var totalOpened = 0
    /// Attempts to open a connection that failed.
    public var totalOpenFailures = 0
    /// Requests that got a connection.
    public var totalServed = 0
    /// Requests that got none: queue full, waited too long, no server.
    public var totalRefused = 0
    /// Transactions run again after 40001, 40P01 or a connection lost before COMMIT.
    public var totalRetries = 0
}
