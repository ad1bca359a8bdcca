public import Postgres

/// That something of a kind changed in a tenant, and in which branch; never which one, and never how. Whoever wants to know reads it
/// again, with the rights that he has.
public struct Change: Hashable, Sendable {
    /// The kind, as the audit trail names objects: `customer`, `tag`.
    let topic: String
    let tenant: ID<Tenant>
    /// Nil where it belongs to no branch.
    let branch: ID<Unit>?
    /// Whom alone it is told; nil where everybody is who may read such things there.
    let user: ID<User>?

    /// What servers tell each other.
    public static let channel: SQLIdentifier = "peony_changes"

    /// Kinds that are somebody's own: whoever changes them tells him (``tell(_:to:of:in:)``), and nobody else.
    private static let personal: Set<String> = ["mention"]

    /// Whatever only looks is no change, nor is what was refused.
    static func all(in event: AuditEvent, of tenant: ID<Tenant>) -> [Change] {
        guard event.outcome == .done, !event.action.onlyLooks, !personal.contains(event.objectType) else { return [] }
        let change = Change(topic: event.objectType, tenant: tenant, branch: event.branch)
        guard event.customer != nil, event.objectType != "customer" else { return [change] }
        return [change, Change(topic: "customer", tenant: tenant, branch: event.branch)]
    }

    /// Tells one person, on all pages that he has open, that something of his own changed, once the transaction is committed.
    public static func tell(_ topic: String, to user: ID<User>, of tenant: ID<Tenant>, in tx: Transaction) {
        let change = Change(topic: topic, tenant: tenant, user: user)
        tx.afterCommit { ChangeBoard.process.note([change]) }
    }

    /// Tells whoever may read such things in a branch, once the transaction is committed: for what the trail writes down as done to
    /// something else, as a request to see a customer is.
    public static func tell(_ topic: String, at branch: ID<Unit>?, of tenant: ID<Tenant>, in tx: Transaction) {
        let change = Change(topic: topic, tenant: tenant, branch: branch)
        tx.afterCommit { ChangeBoard.process.note([change]) }
    }

    init(topic: String, tenant: ID<Tenant>, branch: ID<Unit>? = nil, user: ID<User>? = nil) {
        self.topic = topic
        self.tenant = tenant
        self.branch = branch
        self.user = user
    }

    /// Reads a line of a notification. What names a person and not one that can be read is nobody's: never everybody's.
    init?(_ line: some StringProtocol) {
        let parts = line.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4, let tenant = ID<Tenant>(String(parts[0])), !parts[1].isEmpty else { return nil }
        var user: ID<User>?
        if parts.count == 4 {
            guard let named = ID<User>(String(parts[3])) else { return nil }
            user = named
        }
        self.init(topic: String(parts[1]), tenant: tenant, branch: ID<Unit>(String(parts[2])), user: user)
    }

    /// `tenant/topic/branch`, the last empty without a branch; `/user` behind it where one person alone is told.
    var line: String {
        let rest = user.map { "/\($0)" } ?? ""
        return "\(tenant)/\(topic)/\(branch?.description ?? "")\(rest)"
    }
}

extension Action {
    private static let lookingVerbs: Set<String> = [
        "read", "search", "export", "check", "preview", "verify", "use", "take", "download", "link",
    ]

    /// Whether it leaves everything as it was, but for the trail that it leaves itself.
    var onlyLooks: Bool { Self.lookingVerbs.contains(name.split(separator: ".").first.map(String.init) ?? "") }
}
