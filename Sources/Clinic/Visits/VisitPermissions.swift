public import Platform

extension Action {
    /// See when customers were there.
    public static let readVisit = Visit.resource.read
    /// Write down that a customer was there, and withdraw what was wrong.
    public static let recordVisit = Action("record.visit")
    /// A visit was withdrawn: a word of the audit trail.
    public static let withdrawVisit = Action("withdraw.visit")
}

/// What visits may be used for, and by whom at first: whoever receives customers records them.
public enum VisitPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readVisit, LocalizedText("查看到院记录", "See visits")), (.recordVisit, LocalizedText("登记到院", "Record visits")),
        ],
        resources: [Visit.resource],
        defaults: [
            "front_desk": [.readVisit, .recordVisit], "consultant": [.readVisit, .recordVisit], "doctor": [.readVisit, .recordVisit],
            "nurse": [.readVisit, .recordVisit], "follow_up": [.readVisit], "branch_admin": [.readVisit, .recordVisit],
            "chain_director": [.readVisit],
        ],
        crossings: [.care: Crossings.Part([.readVisit, .recordVisit])])
}
