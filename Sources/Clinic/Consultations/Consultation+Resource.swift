public import Platform
internal import Postgres

/// What ids of consultations, of the marks on their maps, of plans, of plans' items and of colleagues' opinions name.
public enum Consultation {}
public enum ConsultationMark {}
public enum TreatmentPlan {}
public enum PlanItem {}
public enum PlanOpinion {}

extension Resource {
    /// Something of a consultation: seen with its customer, sealed under his keys.
    fileprivate static func consulting(
        _ name: String, _ table: String, _ identifier: SQLIdentifier, isVersioned: Bool = true, read: Action? = nil,
        sort: String = "createdAt",
        fields: [Field]
    ) -> Resource {
        Resource(
            name: name, table: table, tableIdentifier: identifier,
            source: "\(identifier) t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
            scope: Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
            keyHolder: (alias: "c", id: "id"), isVersioned: isVersioned, read: read, defaultSort: sort,
            fields: [
                Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
                Field(
                    "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            ] + fields)
    }
}

extension Consultation {
    static let outcomes = ["deal", "no_deal"]

    /// A talk with a customer: what he wishes, what was seen of him, how it ended.
    public static let resource = Resource.consulting(
        "consultation", "app.consultation", "app.consultation",
        fields: [
            Field(
                "branchId", "unit_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("院区", "Branch")),
            Field(
                "visitId", "visit_id", .id(of: "visit"), .internal, writing: .server, uses: [.filter], label: LocalizedText("接诊", "Visit")),
            Field(
                "consultantId", "consultant_id", .id(of: "user"), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("咨询师", "Consultant")),
            Field(
                "needs", "needs_sealed", .text(max: 4000), .medical, sealed: .medical, uses: [.export], inLists: false,
                label: LocalizedText("客户诉求", "What the customer wishes")),
            Field(
                "observations", "observations_sealed", .text(max: 8000), .medical, sealed: .medical, uses: [.export], inLists: false,
                label: LocalizedText("面诊所见", "What was seen")),
            Field(
                "remark", "remark_sealed", .text(max: 1000), .identity, sealed: .crm, uses: [.export], label: LocalizedText("备注", "Remark")),
            Field(
                "photoIds", "photos", .ids(of: "attachment"), .internal, label: LocalizedText("照片", "Pictures"),
                derived: Derivation { _ in "t.photo_ids" }),
            Field(
                "outcome", "outcome", .choice(outcomes), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("结果", "Outcome")),
            Field(
                "noDealReason", "no_deal_reason", .choice(NoDeal.reasons), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("未成交原因", "Why nothing was agreed")),
            Field("closedAt", "closed_at", .instant, .internal, writing: .server, label: LocalizedText("结束时间", "Closed at")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("建立时间", "Created at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}

extension ConsultationMark {
    /// The maps, as the web app draws them.
    static let maps = ["face_front", "face_left", "face_right", "body_front", "body_back"]

    /// A place on a map, and what is to be said of it.
    public static let resource = Resource.consulting(
        "consultation_mark", "app.consultation_mark", "app.consultation_mark", isVersioned: false, read: .readConsultation,
        fields: [
            Field(
                "consultationId", "consultation_id", .id(of: "consultation"), .internal, writing: .server,
                label: LocalizedText("咨询", "Consultation")),
            Field("map", "map", .choice(maps), .internal, writing: .required, label: LocalizedText("图", "Map")),
            Field("x", "x", .integer, .internal, writing: .required, label: LocalizedText("横坐标（千分比）", "From the left, in thousandths")),
            Field("y", "y", .integer, .internal, writing: .required, label: LocalizedText("纵坐标（千分比）", "From the top, in thousandths")),
            Field(
                "note", "note_sealed", .text(max: 500), .medical, sealed: .medical, writing: .required, uses: [.export],
                label: LocalizedText("标注", "Note")),
            Field("markedBy", "marked_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("标注人", "Marked by")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("标注时间", "Marked at")),
        ])
}

extension TreatmentPlan {
    static let states = ["draft", "discussed", "joint_review", "accepted", "declined", "superseded"]
    /// Those whose content nobody changes any more.
    static let decided: Set<String> = ["accepted", "declined", "superseded"]
    static let options = ["A", "B", "C"]

    /// A version of what is proposed.
    public static let resource = Resource.consulting(
        "treatment_plan", "app.treatment_plan", "app.treatment_plan",
        fields: [
            Field(
                "consultationId", "consultation_id", .id(of: "consultation"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("咨询", "Consultation")),
            Field(
                "branchId", "unit_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("院区", "Branch")),
            Field("revision", "revision", .integer, .internal, writing: .server, label: LocalizedText("方案版本", "Revision")),
            Field(
                "state", "state", .choice(states), .internal, writing: .server, uses: [.filter, .group], label: LocalizedText("状态", "State")
            ),
            Field(
                "summary", "summary_sealed", .text(max: 2000), .medical, sealed: .medical, uses: [.export], inLists: false,
                label: LocalizedText("方案说明", "Summary")),
            Field(
                "acceptedOption", "accepted_option", .choice(options), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("选定方案", "Option accepted")),
            Field(
                "acceptedFen", "accepted_fen", .integer, .internal, writing: .server,
                label: LocalizedText("成交金额（分）", "Amount accepted in fen")),
            Field(
                "declinedReason", "declined_reason", .choice(NoDeal.reasons), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("拒绝原因", "Why declined")),
            Field("decidedAt", "decided_at", .instant, .internal, writing: .server, label: LocalizedText("决定时间", "Decided at")),
            Field("decidedBy", "decided_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Decided by")),
            Field(
                "createdBy", "created_by", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("制定人", "Made by")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("建立时间", "Created at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}

extension PlanItem {
    /// One service of an option: how often, where, how much of what, when, at what price, at what risk.
    public static let resource = Resource.consulting(
        "plan_item", "app.plan_item", "app.plan_item", isVersioned: false, read: .readPlan, sort: "position",
        fields: [
            Field("planId", "plan_id", .id(of: "treatment_plan"), .internal, writing: .server, label: LocalizedText("方案", "Plan")),
            Field("option", "option", .choice(TreatmentPlan.options), .internal, writing: .server, label: LocalizedText("方案选项", "Option")),
            Field("position", "position", .integer, .internal, writing: .server, uses: [.sort], label: LocalizedText("序号", "Position")),
            Field("serviceId", "service_id", .id(of: "service"), .internal, writing: .required, label: LocalizedText("项目", "Service")),
            Field("department", "department", .text(max: 40), .internal, writing: .server, label: LocalizedText("科室", "Department")),
            Field("sessions", "sessions", .integer, .internal, writing: .creation, label: LocalizedText("次数", "Sessions")),
            Field(
                "listFen", "list_fen", .integer, .internal, writing: .server,
                label: LocalizedText("标价合计（分）", "List price of all sessions in fen")),
            Field("priceFen", "price_fen", .integer, .internal, writing: .creation, label: LocalizedText("报价合计（分）", "Price asked in fen")),
            Field(
                "sites", "sites_sealed", .text(max: 300), .medical, sealed: .medical, writing: .creation, uses: [.export],
                label: LocalizedText("部位", "Sites")),
            Field(
                "dosage", "dosage_sealed", .text(max: 200), .medical, sealed: .medical, writing: .creation, uses: [.export],
                label: LocalizedText("剂量", "Dosage")),
            Field(
                "timing", "timing_sealed", .text(max: 200), .medical, sealed: .medical, writing: .creation, uses: [.export],
                label: LocalizedText("时间安排", "Timing")),
            Field(
                "risk", "risk_sealed", .text(max: 500), .medical, sealed: .medical, writing: .creation, uses: [.export],
                label: LocalizedText("风险提示", "Risk")),
        ])
}

extension PlanOpinion {
    static let verdicts = ["agree", "object"]

    /// What a colleague of a joint consultation says of a plan.
    public static let resource = Resource.consulting(
        "plan_opinion", "app.plan_opinion", "app.plan_opinion", isVersioned: false, read: .readPlan, sort: "invitedAt",
        fields: [
            Field("planId", "plan_id", .id(of: "treatment_plan"), .internal, writing: .server, label: LocalizedText("方案", "Plan")),
            Field(
                "userId", "user_id", .id(of: "user"), .internal, writing: .server, uses: [.filter], label: LocalizedText("会诊医生", "Invited")),
            Field("insteadOfId", "instead_of_id", .id(of: "user"), .internal, writing: .server, label: LocalizedText("代替", "Instead of")),
            Field("invitedBy", "invited_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("邀请人", "Invited by")),
            Field(
                "invitedAt", "invited_at", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("邀请时间", "Invited at")),
            Field("verdict", "verdict", .choice(verdicts), .internal, writing: .server, label: LocalizedText("结论", "Verdict")),
            Field(
                "opinion", "opinion_sealed", .text(max: 2000), .medical, sealed: .medical, uses: [.export],
                label: LocalizedText("会诊意见", "Opinion")),
            Field("givenAt", "given_at", .instant, .internal, writing: .server, label: LocalizedText("签署时间", "Given at")),
        ])
}
