internal import FoundationEssentials
public import Platform
public import Postgres

/// That something about a customer changed, for whoever keeps what follows from it: a job, at most one of a customer waiting.
public enum CustomerChanges {
    /// The kind of the job; its subject is the customer. Features that react declare what it runs.
    public static let job = "customers.changed"
    /// The kind of the job for a change of many, as an import's, or of what everybody is held to: without a subject, at most one waiting.
    public static let everybody = "customers.everybody"
    /// What is worked out of customers is worked out one job after the other.
    public static let order = "customers.rules"

    /// The fields of a customer that the program's own tags and layers go by; the rest of what they go by is not changed by a form.
    static let followed: Set<String> = ["birthday"]

    /// Leaves the job, where there is a rule that could follow, or a tag of the program's own. One that waits for the same customer is enough.
    ///
    /// - Parameter fields: what of him changed; nil for anything. A rule may ask for any field, the program's own tags for few: without rules
    ///   most changes leave nothing.
    public static func tell(
        _ customer: ID<Customer>, fields: Set<String>? = nil, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws {
        let isFollowed = fields.map { !$0.isDisjoint(with: followed) } ?? true
        let hasRules = try tx.execute(
            """
            select exists (select 1 from app.tag_rule r where r.tenant_id = \(actor.tenant))
            or \(isFollowed) and exists (
              select 1 from app.tag g where g.tenant_id = \(actor.tenant) and g.system_code is not null and g.archived_at is null)
            """)[0]
        guard try hasRules.get(0, as: Bool.self) else { return }
        try Outbox.enqueue(job, subject: customer.uuid, at: now, key: customer.description, order: order, as: actor, in: tx)
    }

    /// Many came or changed at once: one job for all of them, whatever their number.
    public static func tellEverybody(as actor: Actor, at now: Instant, in tx: Transaction) throws {
        try Outbox.enqueue(everybody, at: now, key: "everybody", order: order, as: actor, in: tx)
    }
}
