public import Platform

extension Action {
    /// Have views of one's own, and see shared ones.
    public static let useView = Action("use.saved_view")
    /// Make views for a role or a branch.
    public static let shareView = Action("share.saved_view")
    /// A view was kept or changed: a word of the audit trail.
    public static let keepView = Action("keep.saved_view")
    /// A view was dropped: a word of the audit trail.
    public static let dropView = Action("drop.saved_view")
}

extension FailureCode {
    public static let savedViewLimit = FailureCode("saved_view.limit", .conflict, "视图数量已达上限", "There are as many views as there may be")

    /// The views' own codes.
    public static let savedViews: [FailureCode] = [savedViewLimit]
}

/// What views may be used for, and by whom at first: whoever has the list has views of it.
public enum SavedViewPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.useView, LocalizedText("使用视图", "Use saved views")), (.shareView, LocalizedText("共享视图", "Share saved views")),
        ],
        defaults: [
            "front_desk": [.useView], "consultant": [.useView], "doctor": [.useView], "nurse": [.useView], "follow_up": [.useView],
            "marketing": [.useView], "cashier": [.useView], "store_keeper": [.useView], "branch_admin": [.useView, .shareView],
            "chain_director": [.useView, .shareView], RoleTemplate.complianceOfficer: [.useView],
        ])
}
