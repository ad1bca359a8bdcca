/// Carries units of statements that are all known beforehand: one round trip, one implicit transaction each.
///
/// A protocol of its own, so that the way underneath can be exchanged.
protocol FetchTransport: Sendable {
    /// Sends the statements as one unit; the answers in the same order. An error undoes and skips all of them.
    func fetch(_ statements: [SQL]) async throws -> [Rows]

    /// Refuses new units; the connections close when the last answer has come.
    func startClosing()

    /// Does so and returns when the connections are closed.
    func close() async
}
