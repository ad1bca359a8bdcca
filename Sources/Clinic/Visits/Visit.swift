public import Platform
internal import Postgres

/// What visit ids name: that a customer was in a branch on a day. One that somebody checked in has a course too: a type, whom it was handed
/// to, where the customer is, how far it has come. A bare fact has none of these.
public enum Visit {
    /// What happened there.
    public enum Kind: String, Sendable, CaseIterable {
        /// He came.
        case arrival
        /// Something was done.
        case treatment
    }
}

extension Visit {
    /// Seen with the customer. A row that withdraws another names it.
    public static let resource = Resource(
        name: "visit", table: "app.visit_fact", tableIdentifier: "app.visit_fact",
        source: "app.visit_fact t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        defaultSort: "visitedOn",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field(
                "branchId", "unit_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("到访院区", "Branch visited")),
            Field(
                "visitedOn", "visited_on", .date, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("到院日期", "Day of the visit")),
            Field(
                "kind", "kind", .choice(Kind.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("类型", "Kind")),
            Field(
                "type", "type", .choice(VisitType.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .group, .export],
                label: LocalizedText("分诊类型", "Type")),
            Field(
                "state", "state", .choice(VisitState.allCases.map(\.rawValue)), .internal, writing: .server,
                uses: [.filter, .group, .export],
                label: LocalizedText("接诊状态", "State")),
            Field(
                "step", "step", .choice(VisitStep.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("当前环节", "Step")),
            Field(
                "stepSince", "step_since", .instant, .internal, writing: .server, label: LocalizedText("环节开始", "In this step since")),
            Field(
                "arrivedAt", "arrived_at", .instant, .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("到店时间", "Arrived at")),
            Field(
                "leftAt", "left_at", .instant, .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("离院时间", "Left at")),
            Field(
                "consultantId", "consultant_id", .id(of: "user"), .internal, writing: .server, uses: [.filter, .group, .export],
                label: LocalizedText("接诊咨询师", "Consultant")),
            Field(
                "doctorId", "doctor_id", .id(of: "user"), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("接诊医生", "Doctor")),
            Field(
                "roomId", "room_id", .id(of: "resource"), .internal, writing: .server, uses: [.filter], label: LocalizedText("诊室", "Room")),
            Field(
                "appointmentId", "appointment_id", .id(of: "appointment"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("预约", "Appointment")),
            Field(
                "triagedBy", "triaged_by", .choice(TriageStrategy.words), .internal, writing: .server,
                label: LocalizedText("分诊方式", "How it was handed out")),
            Field(
                "noDealReason", "no_deal_reason", .choice(NoDeal.reasons), .internal, writing: .server, uses: [.filter, .group, .export],
                label: LocalizedText("未成交原因", "Why nothing was agreed")),
            Field("source", "source", .text(max: 40), .internal, writing: .server, label: LocalizedText("来源", "Source")),
            Field("withdrawsId", "withdraws_id", .id(of: "visit"), .internal, writing: .server, label: LocalizedText("撤销的记录", "Withdraws")),
            Field(
                "withdrawnAt", "withdrawn_at", .instant, .internal, label: LocalizedText("撤销时间", "Withdrawn at"),
                derived: Derivation { _ in
                    "(select w.recorded_at from app.visit_fact w where w.tenant_id = t.tenant_id and w.withdraws_id = t.id)"
                }),
            Field("recordedAt", "recorded_at", .instant, .internal, writing: .server, label: LocalizedText("登记时间", "Recorded at")),
            Field("recordedBy", "recorded_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Recorded by")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
