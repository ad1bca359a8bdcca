/// Carries units of statements that are all known beforehand: one round trip, one implicit transaction each.
///
/// A protocol of its own, so that the way underneath can be exchanged.
protocol FetchTransport: Sendable {
    /// Sends the statements as one unit; the answers in the same order. An error undoes and skips all of them.
    ///
    /// - Parameter opening: makes the unit's first statement for the backend that will run it; its answer comes first.
    func fetch(_ statements: [SQL], opening: (@Sendable (Int32) -> SQL)?) async throws -> [Rows]

    /// Refuses new units; the connections close when the last answer has come.
    func startClosing()

    /// Does so and returns when the connections are closed.
    func close() async
}
