/// On whose behalf a transaction runs. Its preamble travels in the same flight as the first statement.
public protocol TransactionContext: Sendable {
    /// One statement that sets the context for this transaction only: `select set_config('app.tenant_id', …, true)`.
    var preamble: SQL { get }

    /// The same with a proof that the database can check: for hardened mode. A context that claims nothing needs none.
    ///
    /// - Parameter backend: the process that the connection is served by; the proof holds for it alone.
    func preamble(on backend: Int32, signedBy signer: any ContextSigner) -> SQL
}

extension TransactionContext {
    public func preamble(on backend: Int32, signedBy signer: any ContextSigner) -> SQL { preamble }

    /// The preamble for a connection, signed where there is somebody to sign.
    func opening(on backend: Int32, _ signer: (any ContextSigner)?) -> SQL {
        signer.map { preamble(on: backend, signedBy: $0) } ?? preamble
    }
}

/// How much a transaction sees of others that run beside it.
public enum Isolation: Sendable, Hashable {
    /// Each statement sees what was committed before it began: PostgreSQL's default.
    case readCommitted
    /// Every statement sees the same snapshot: for reports made of several statements.
    case repeatableRead
    /// As if transactions ran one after the other; may fail with 40001, and is then run again.
    case serializable
}
