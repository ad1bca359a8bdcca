/// On whose behalf a transaction runs. Its preamble travels in the same flight as the first statement.
public protocol TransactionContext: Sendable {
    /// One statement that sets the context for this transaction only: `select set_config('app.tenant_id', …, true)`.
    var preamble: SQL { get }
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
