/// Carries units of statements that are all known beforehand: one round trip, one implicit transaction each.
protocol FetchTransport: Sendable {
    /// Sends the statements as one unit; the answers in the same order. An error undoes and skips all of them.
    func fetch(_ statements: [SQL]) async throws -> [Rows]

    /// Refuses new units and returns when the connections are closed.
    func close() async
}

/// The plain transport: a connection of a pool, and its thread, for each unit.
struct PooledFetch: FetchTransport {
    let pool: Pool
    let acquireTimeout: Duration
    let timeout: Duration

    func fetch(_ statements: [SQL]) async throws -> [Rows] {
        let interrupt = Interrupt(deadline: .now + acquireTimeout + timeout)
        return try await pool.run(interrupt, acquireDeadline: .now + acquireTimeout) { wire, bell in
            (Result { try wire.run(statements, interrupt, bell) }, nil)
        }
    }

    func close() async {
        await pool.close()
    }
}

extension Wire {
    fileprivate func run(_ statements: [SQL], _ interrupt: Interrupt, _ bell: Bell) throws(PostgresError) -> [Rows] {
        for statement in statements { try send(statement) }
        try sync()
        let unit = try receive(interrupt, bell: bell)
        if let failure = unit.failure { throw failure }
        return unit.rows
    }
}
