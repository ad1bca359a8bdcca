public import Postgres

/// That something of a kind changed in a tenant, and in which branch; never which one, and never how. Whoever wants to know reads it
/// again, with the rights that he has.
public struct Change: Hashable, Sendable {
    /// The kind, as the audit trail names objects: `customer`, `tag`.
    let topic: String
    let tenant: ID<Tenant>
    /// Nil where it belongs to no branch.
    let branch: ID<Unit>?

    /// What servers tell each other.
    public static let channel: SQLIdentifier = "peony_changes"

    /// Whatever only looks is no change, nor is what was refused.
    static func all(in event: AuditEvent, of tenant: ID<Tenant>) -> [Change] {
        guard event.outcome == .done, !event.action.onlyLooks else { return [] }
        let change = Change(topic: event.objectType, tenant: tenant, branch: event.branch)
        guard event.customer != nil, event.objectType != "customer" else { return [change] }
        return [change, Change(topic: "customer", tenant: tenant, branch: event.branch)]
    }

    init(topic: String, tenant: ID<Tenant>, branch: ID<Unit>? = nil) {
        self.topic = topic
        self.tenant = tenant
        self.branch = branch
    }

    /// Reads a line of a notification.
    init?(_ line: some StringProtocol) {
        let parts = line.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let tenant = ID<Tenant>(String(parts[0])), !parts[1].isEmpty else { return nil }
        self.init(topic: String(parts[1]), tenant: tenant, branch: ID<Unit>(String(parts[2])))
    }

    /// `tenant/topic/branch`, the last empty without a branch.
    var line: String { "\(tenant)/\(topic)/\(branch?.description ?? "")" }
}

extension Action {
    private static let lookingVerbs: Set<String> = [
        "read", "search", "export", "check", "preview", "verify", "use", "take", "download", "link",
    ]

    /// Whether it leaves everything as it was, but for the trail that it leaves itself.
    var onlyLooks: Bool { Self.lookingVerbs.contains(name.split(separator: ".").first.map(String.init) ?? "") }
}
