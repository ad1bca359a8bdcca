/// What a tenant lets the platform's operator look at. Each includes the one before it.
public enum SupportScope: String, Sendable, CaseIterable, Comparable {
    /// Settings, units, people, roles and grants.
    case configuration
    /// Customers too, personal values masked.
    case customers

    public static func < (left: SupportScope, right: SupportScope) -> Bool { left == .configuration && right == .customers }
}
