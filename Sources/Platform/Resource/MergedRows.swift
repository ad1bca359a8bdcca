internal import FoundationEssentials
internal import JSON
public import Postgres

/// Rows of customers that were merged into others: hidden by the policy `unblocked` from everybody, the server's own work included unless
/// it says that it has to reach them.
public enum MergedRows {
    /// From here on the transaction reaches them.
    public static let reach: SQL = "select set_config('app.sees_merged', 'true', true)"
    /// From here on it does not.
    public static let leave: SQL = "select set_config('app.sees_merged', '', true)"

    /// Throws `customer.merged` with the id that it leads to, where a customer was merged into one whom the actor reaches.
    static func check(
        _ id: UUID, of resource: Resource, allowing action: Action, _ view: ResourceView, for actor: Actor, at now: Instant,
        in tx: Transaction
    ) throws {
        guard resource.table == "app.customer",
            let target = try tx.execute("select app.merged_customer(\(id))").first?.getOptional(0, as: UUID.self)
        else { return }
        let seen = try tx.execute(
            """
            select 1 from \(resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(target)
            and \(view.condition(view.bits(allowing: action), for: actor, at: now))
            """)
        if !seen.isEmpty { throw Failure(.customerMerged, extra: ["mergedInto": .string(ID<Never>(target).description)]) }
    }
}
