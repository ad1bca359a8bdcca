internal import Postgres

/// The context of the sign-in role: a tenant and nobody. Its functions set the same themselves; the audit's wall reads
/// it.
struct SignInContext: TransactionContext {
    let tenant: ID<Tenant>

    var preamble: SQL { "select set_config('app.tenant_id', \(tenant.description), true)" }
}
