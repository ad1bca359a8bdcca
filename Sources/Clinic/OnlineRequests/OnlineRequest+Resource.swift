public import Platform
internal import Postgres

/// What ids of online requests name: that somebody asked a branch for a service on its public page.
public enum OnlineRequest {}

extension OnlineRequest {
    /// Where one stands (domain.md §5). The first three are what the rules said.
    public enum State: String, Sendable, CaseIterable {
        case autoOK = "auto_ok"
        case needReview = "need_review"
        case contraindicated
        case asking
        case postponed
        case approved
        case rejected
        case confirmed
        case withdrawn

        /// Whether a doctor looks at it.
        var awaitsReview: Bool { self == .needReview || self == .contraindicated }
        /// Whether the desk has something to do.
        var awaitsDesk: Bool { [.autoOK, .approved, .asking, .postponed].contains(self) }
        var isOpen: Bool { awaitsReview || awaitsDesk }
        /// Whether it may be made a booking.
        var isBookable: Bool { self == .autoOK || self == .approved }
    }

    /// What became of the time that was kept.
    static let slots = ["none", "held", "ended", "booked"]

    /// Sealed under keys of its own: when it comes nobody knows whose it is. Of the branch, whoever works there; whose it turned out to be is
    /// shown with him.
    public static let resource = Resource(
        name: "online_request", table: "app.online_request", tableIdentifier: "app.online_request",
        source: "app.online_request t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id", customer: "customer_id", closing: Customer.closing("c")),
        // That somebody is hidden would tell that he is known.
        naming: Resource.Naming(Customer.resource, as: "c", isTold: false), keyHolder: (alias: "t", id: "id"), defaultSort: "dueAt",
        fields: identity + asked + course + [
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("提交时间", "Received at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])

    private static let identity: [Field] = [
        Field("id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("标识", "Id")),
        Field("number", "number", .integer, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("编号", "Number")),
        Field("receipt", "receipt", .text(max: 16), .internal, writing: .server, uses: [.filter], label: LocalizedText("回执码", "Receipt")),
        Field(
            "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter, .group],
            label: LocalizedText("院区", "Branch")),
        Field(
            "pageId", "page_id", .id(of: "online_page"), .internal, writing: .server, uses: [.filter], label: LocalizedText("页面", "Page")),
        Field(
            "serviceId", "service_id", .id(of: "service"), .internal, writing: .server, uses: [.filter, .group],
            label: LocalizedText("项目", "Service")),
    ]

    /// What somebody said of himself.
    private static let asked: [Field] = [
        Field(
            "name", "name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter, writing: .server, uses: [.export],
            label: LocalizedText("称呼", "Name")),
        Field(
            "phone", "phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, writing: .server, uses: [.reveal, .export],
            label: LocalizedText("手机", "Phone")),
        Field(
            "age", "age_sealed", .text(max: 3), .identity, sealed: .crm, writing: .server, uses: [.export], inLists: false,
            label: LocalizedText("年龄", "Age")),
        Field(
            "answers", "answers_sealed", .text(max: 12_000), .medical, sealed: .medical, writing: .server, uses: [.export], inLists: false,
            label: LocalizedText("健康问答", "Answers about health")),
        Field(
            "remark", "remark_sealed", .text(max: 4_000), .medical, sealed: .medical, writing: .server, uses: [.export], inLists: false,
            label: LocalizedText("补充说明", "Remark")),
        Field("wishes", "wishes", .words, .internal, writing: .server, label: LocalizedText("期望时间", "Wished times")),
    ]

    /// What it went through.
    private static let course: [Field] = [
        Field(
            "state", "state", .choice(State.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .group],
            label: LocalizedText("状态", "State")),
        Field(
            "triage", "triage", .choice(OnlineTriage.Result.allCases.map(\.rawValue)), .internal, writing: .server,
            uses: [.filter, .group],
            label: LocalizedText("初筛结果", "What the rules said")),
        Field(
            "slot", "slot", .choice(slots), .internal, label: LocalizedText("占位", "Time kept"),
            derived: Derivation { now in
                """
                (case when t.appointment_id is null then 'none' else (select case when a.state = 'held' and a.held_until > \(now) then 'held' \
                when a.state in ('held', 'cancelled') then 'ended' else 'booked' end from app.appointment a \
                where a.tenant_id = t.tenant_id and a.id = t.appointment_id) end)
                """
            }),
        Field(
            "startsAt", "slot_starts_at", .instant, .internal, label: LocalizedText("占位时间", "Time that is kept"),
            derived: Derivation { _ in
                "(select a.starts_at from app.appointment a where a.tenant_id = t.tenant_id and a.id = t.appointment_id)"
            }),
        Field(
            "heldUntil", "slot_held_until", .instant, .internal, label: LocalizedText("占位至", "Held until"),
            derived: Derivation { _ in
                "(select a.held_until from app.appointment a where a.tenant_id = t.tenant_id and a.id = t.appointment_id)"
            }),
        Field(
            "appointmentId", "appointment_id", .id(of: "appointment"), .internal, writing: .server, uses: [.filter],
            label: LocalizedText("预约", "Appointment")),
        Field(
            "dueAt", "due_at", .instant, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("处理期限", "Due")),
        Field("overdueAt", "overdue_at", .instant, .internal, writing: .server, label: LocalizedText("超时时间", "Late since")),
        Field(
            "reason", "reason_sealed", .text(max: 500), .medical, sealed: .medical, writing: .server, uses: [.export], inLists: false,
            label: LocalizedText("预审意见", "What the doctor says")),
        Field(
            "message", "message_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, uses: [.export],
            label: LocalizedText("转告客户", "What the desk is to say")),
        Field("postponeUntil", "postpone_until", .date, .internal, writing: .server, label: LocalizedText("推迟到", "Postponed until")),
        Field("reviewedBy", "reviewed_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("预审医生", "Reviewed by")),
        Field("reviewedAt", "reviewed_at", .instant, .internal, writing: .server, label: LocalizedText("预审时间", "Reviewed at")),
        Field("closedAt", "closed_at", .instant, .internal, writing: .server, label: LocalizedText("结束时间", "Closed at")),
        // A lead of another branch is that branch's to know of: what the reader's wall does not let through is not there.
        Field(
            "leadId", "met_lead_id", .id(of: "lead"), .internal, label: LocalizedText("线索", "Lead"),
            derived: Derivation { _ in "(select l.id from app.lead l where l.tenant_id = t.tenant_id and l.id = t.lead_id)" }),
        Field(
            "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter], ofCustomer: true,
            label: LocalizedText("客户", "Customer")),
        Field(
            "noticeVersion", "notice_version", .integer, .internal, writing: .server, inLists: false,
            label: LocalizedText("告知版本", "Version of the notice")),
    ]
}
