public import Platform
internal import Postgres

/// What ids of tasks name: something that somebody has to do until a time.
public enum WorkTask {}

extension WorkTask {
    /// `first_call` and `touch` come from leads, those of ``endings`` from what ends; the others from people.
    public static let kinds = ["first_call", "call_back", "touch", "follow_up", "other"] + endings
    /// About something of the house that ends.
    static let endings = ["licence_ends", "certificate_ends", "maintenance_due", "metrology_due"]
    /// Those that a person may make.
    static let made = ["call_back", "follow_up", "other"]
    public static let states = ["open", "done", "cancelled"]

    /// Nobody's in particular for the roles that see their own customers only: whose a task is says its assignee, and who sees it says the
    /// list. Of somebody whom he does not see he has the kind and the time.
    public static let resource = Resource(
        name: "task", table: "app.task", tableIdentifier: "app.task",
        // The key is whose holder_id says (TaskTexts): where he is not there for the reader, neither is it.
        source: """
            app.task t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id
            left join lateral (select t.holder_id as holder_id, case
              when t.lead_id is not null then (select l.crm_key from app.lead l where l.tenant_id = t.tenant_id and l.id = t.lead_id)
              when t.request_id is not null
                then (select r.crm_key from app.online_request r where r.tenant_id = t.tenant_id and r.id = t.request_id)
              else c.crm_key end as crm_key, null::bytea as medical_key) h on true
            """,
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id", customer: "customer_id"),
        naming: Resource.Naming(Customer.resource, as: "c"), keyHolder: (alias: "h", id: "holder_id"), houseKey: TaskTexts.label,
        defaultSort: "dueAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("标识", "Id")),
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "assigneeId", "assignee_id", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("负责人", "Assignee")),
            Field("kind", "kind", .choice(kinds), .internal, writing: .server, uses: [.filter], label: LocalizedText("类型", "Kind")),
            Field(
                "title", "title_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, ofCustomer: true,
                label: LocalizedText("内容", "What is to be done")),
            Field("leadId", "lead_id", .id(of: "lead"), .internal, writing: .server, uses: [.filter], label: LocalizedText("线索", "Lead")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter], ofCustomer: true,
                label: LocalizedText("客户", "Customer")),
            // Of a request from outside: its page says whose it is, to whom it says so.
            Field(
                "requestId", "request_id", .id(of: "online_request"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("网上预约", "Online request")),
            Field(
                "recordId", "record_id", .id(of: nil), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("到期的资质或设备", "What ends")),
            Field("recordUntil", "record_until", .date, .internal, writing: .server, label: LocalizedText("到期日", "Ends on")),
            Field(
                "dueAt", "due_at", .instant, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("截止时间", "Due")),
            Field("state", "state", .choice(states), .internal, writing: .server, uses: [.filter], label: LocalizedText("状态", "State")),
            Field("postponed", "postponed", .integer, .internal, writing: .server, label: LocalizedText("延期次数", "Times postponed")),
            Field(
                "postponeReason", "postpone_reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, ofCustomer: true,
                label: LocalizedText("延期原因", "Why postponed")),
            Field(
                "outcome", "outcome_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, ofCustomer: true,
                label: LocalizedText("结果", "Outcome")),
            Field(
                "closedAt", "closed_at", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("结束时间", "Closed at")),
            Field("closedBy", "closed_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("结束人", "Closed by")),
            Field("createdBy", "created_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("创建人", "Made by")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("建立时间", "Created at")),
            Field(
                "updatedAt", "updated_at", .instant, .internal, writing: .server, inLists: false, label: LocalizedText("更新时间", "Updated at")
            ),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
