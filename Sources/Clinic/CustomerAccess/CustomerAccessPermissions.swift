public import Platform

extension Action {
    /// Show a customer to another branch.
    public static let shareCustomer = Action("share.customer")
    /// Restrict a customer to those who care for him, or lift it.
    public static let protectCustomer = Action("protect.customer")
    /// Ask to see a restricted customer or a minor.
    public static let requestCare = Action("request.care")
    /// Open a customer in an emergency.
    public static let breakGlass = Action("break_glass.customer")
    /// Look into what was opened so, and judge it.
    public static let reviewBreakGlass = Action("review.break_glass")
    /// What the trail says of who looked at the queue; a right of its own it is not.
    static let readBreakGlass = Action("read.break_glass")
    /// A share was ended: a word of the audit trail.
    public static let unshareCustomer = Action("unshare.customer")
    /// An emergency was ended before its time: a word of the audit trail.
    public static let endBreakGlass = Action("end.break_glass")
    /// Somebody opened a customer in an emergency: the notice to the compliance officer.
    public static let breakGlassAlert = Action("alert.break_glass")
}

/// What access beyond one's own rows may be used for, and by whom at first.
public enum CustomerAccessPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.shareCustomer, LocalizedText("向其他院区共享客户", "Share customers with other branches")),
            (.protectCustomer, LocalizedText("限制查看客户", "Restrict customers")),
            (.readRestricted, LocalizedText("查看受限客户", "See restricted customers")),
            (.requestCare, LocalizedText("申请查看受限客户", "Ask to see restricted customers")),
            (.approveCare, LocalizedText("审批查看申请", "Approve such requests")),
            (.breakGlass, LocalizedText("紧急查看", "Open customers in an emergency")),
            (.reviewBreakGlass, LocalizedText("复核紧急查看", "Review emergency openings")),
        ],
        resources: [CustomerShare.resource],
        defaults: [
            "front_desk": [.requestCare], "consultant": [.requestCare], "follow_up": [.requestCare],
            "doctor": [.requestCare, .breakGlass], "nurse": [.requestCare, .breakGlass],
            "branch_admin": [.shareCustomer, .protectCustomer, .requestCare, .approveCare, .breakGlass],
            "chain_director": [.shareCustomer, .protectCustomer, .requestCare, .approveCare, .breakGlass],
            RoleTemplate.complianceOfficer: [.readRestricted, .approveCare, .reviewBreakGlass],
        ])
}
