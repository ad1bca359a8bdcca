public import Platform

extension Action {
    /// Look for times at which something can be done.
    public static let searchSlot = Action("search.slot")
}

/// What bookings may be used for, and by whom at first.
public enum BookingPermissions {
    public static let permissions: FeaturePermissions = {
        let roles = ["front_desk", "consultant", "doctor", "nurse", "follow_up", "branch_admin", "chain_director", "integration"]
        return FeaturePermissions(
            actions: [(.searchSlot, LocalizedText("查找可预约时间", "Search for free times"))],
            defaults: Dictionary(uniqueKeysWithValues: roles.map { ($0, [Action.searchSlot]) }))
    }()
}
