public import Platform

extension Action {
    public static let readConsultation = Consultation.resource.read
    public static let createConsultation = Consultation.resource.create
    public static let updateConsultation = Consultation.resource.update
    public static let readPlan = TreatmentPlan.resource.read
    /// Make plans, and change drafts.
    public static let writePlan = Action("write.treatment_plan")
    /// Write down what the customer decided.
    public static let decidePlan = Action("decide.treatment_plan")
    /// Say one's opinion in a joint consultation.
    public static let reviewPlan = Action("review.treatment_plan")
}

extension FailureCode {
    public static let consultationThere = FailureCode(
        "consultation.there", .conflict, "该接诊已有咨询记录", "The visit has a consultation already")
    public static let consultationClosed = FailureCode("consultation.closed", .conflict, "咨询已结束", "The consultation has ended")
    public static let planDecided = FailureCode(
        "plan.decided", .conflict, "方案已定，请新建版本", "The plan has been decided on; make a further version")
    public static let planState = FailureCode("plan.state", .conflict, "方案状态不允许此操作", "The plan is not at a point where this can be done")
    public static let planNeedsReview = FailureCode(
        "plan.needs_review", .conflict, "跨科方案需先完成会诊", "An option of several departments waits for its joint consultation")

    /// The consultations' own codes.
    public static let consultations: [FailureCode] = [consultationThere, consultationClosed, planDecided, planState, planNeedsReview]
}

/// What consultations and plans may be used for, and by whom at first. Wishes, findings and plans are medical: consultants write these and no
/// diagnosis; whoever has no right on C4 sees that there is a plan, and what it costs.
public enum ConsultationPermissions {
    public static let permissions: FeaturePermissions = {
        let reading: [Action] = [.readConsultation, .readPlan]
        let working = reading + [.createConsultation, .updateConsultation, .writePlan, .decidePlan]
        return FeaturePermissions(
            actions: [
                (.readConsultation, LocalizedText("查看咨询记录", "See consultations")),
                (.createConsultation, LocalizedText("新建咨询记录", "Open consultations")),
                (.updateConsultation, LocalizedText("修改咨询记录", "Change consultations")),
                (.readPlan, LocalizedText("查看治疗方案", "See treatment plans")),
                (.writePlan, LocalizedText("制定治疗方案", "Make treatment plans")),
                (.decidePlan, LocalizedText("登记方案结果", "Record what was decided on plans")),
                (.reviewPlan, LocalizedText("参加会诊", "Take part in joint consultations")),
            ],
            resources: [
                Consultation.resource, ConsultationMark.resource, TreatmentPlan.resource, PlanItem.resource, PlanOpinion.resource,
            ],
            defaults: [
                "consultant": working, "doctor": working + [.reviewPlan], "nurse": reading, "branch_admin": reading,
                "chain_director": reading,
            ],
            fields: ["consultant": advising, "doctor": treating],
            crossings: [.care: Crossings.Part(working + [.reviewPlan])])
    }()

    private static let advising: [(field: String, right: FieldRight)] =
        [
            "consultation.needs", "consultation.observations", "consultation_mark.note", "treatment_plan.summary", "plan_item.sites",
            "plan_item.dosage", "plan_item.timing", "plan_item.risk",
        ].map { ($0, FieldRight(.write)) } + [("plan_opinion.opinion", FieldRight(.read))]

    /// Doctors read what is internal; of a plan they write the whole.
    private static let treating: [(field: String, right: FieldRight)] = [
        "consultation.remark", "consultation_mark.map", "consultation_mark.x", "consultation_mark.y", "plan_item.serviceId",
        "plan_item.sessions", "plan_item.priceFen",
    ].map { ($0, FieldRight(.write)) }

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = [
        "consultation_of_visit": .consultationThere, "treatment_plan_accepted_once": .planDecided,
        "treatment_plan_revision_once": .planState,
    ]
}
