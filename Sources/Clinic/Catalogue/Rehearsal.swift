internal import Platform
internal import Postgres

extension Deployment {
    /// What something would come to: it is done, and taken back before anybody sees it.
    func rehearse<Outcome: Sendable>(
        as actor: Actor, deadline: Duration? = nil, _ body: @escaping @Sendable (Transaction) throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await database.write(as: actor, deadline: deadline) { tx -> Outcome in
                throw Rehearsal(outcome: try body(tx))
            }
        } catch let rehearsal as Rehearsal<Outcome> {
            return rehearsal.outcome
        }
    }
}

/// Ends a transaction of which only the outcome is wanted.
private struct Rehearsal<Outcome: Sendable>: Error {
    let outcome: Outcome
}
