public import Platform

extension Action {
    /// See when customers were there, and who is there now.
    public static let readVisit = Visit.resource.read
    /// Write down that a customer was there, check somebody in, and withdraw what was wrong.
    public static let recordVisit = Action("record.visit")
    /// Take those who are there from step to step, hand them over, see them off.
    public static let moveVisit = Action("move.visit")
    /// Say how a branch hands out those who come.
    public static let manageTriage = Action("manage.triage")
    /// A visit was withdrawn: a word of the audit trail.
    public static let withdrawVisit = Action("withdraw.visit")
}

extension FailureCode {
    public static let visitThere = FailureCode("visit.there", .conflict, "客户已在院", "The customer is there already")
    public static let visitState = FailureCode("visit.state", .conflict, "接诊状态不允许此操作", "The visit is not at a point where this can be done")
    public static let visitCodeEnded = FailureCode("visit.code_ended", .gone, "签到码已过期", "The check-in code has ended")

    /// The visits' own codes.
    public static let visits: [FailureCode] = [visitThere, visitState, visitCodeEnded]
}

/// What visits may be used for, and by whom at first: whoever receives customers records them, whoever works with them moves them on.
public enum VisitPermissions {
    public static let permissions: FeaturePermissions = {
        let working: [Action] = [.readVisit, .recordVisit, .moveVisit]
        return FeaturePermissions(
            actions: [
                (.readVisit, LocalizedText("查看到院记录", "See visits")), (.recordVisit, LocalizedText("登记到院", "Record visits")),
                (.moveVisit, LocalizedText("流转接诊环节", "Move visits on")), (.manageTriage, LocalizedText("设置分诊规则", "Set the triage rule")),
            ],
            resources: [Visit.resource, VisitStepRecord.resource],
            defaults: [
                "front_desk": working, "consultant": working, "doctor": working, "nurse": working, "follow_up": [.readVisit],
                "cashier": [.readVisit, .moveVisit], "branch_admin": working + [.manageTriage],
                "chain_director": [.readVisit, .manageTriage],
            ],
            crossings: [.care: Crossings.Part([.readVisit, .recordVisit, .moveVisit])])
    }()

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = ["visit_fact_there_once": .visitThere]
}
