public import Platform
internal import Postgres

/// What ids of leads, of their touches and of the rules that give them out name.
public enum Lead {}
public enum LeadTouch {}
public enum LeadRule {}

extension Lead {
    /// Where a lead stands (domain.md §5). `new` and `recycled` are the pool.
    public static let states = ["new", "assigned", "contacted", "added_wecom", "booked", "arrived", "won", "lost", "recycled"]
    /// Nobody's: whoever may takes one.
    static let pool = ["new", "recycled"]
    /// Somebody's, and still to be worked on.
    static let open = ["assigned", "contacted", "added_wecom", "booked", "arrived"]

    /// Why nothing came of one.
    public static let lostReasons = [
        "price_high", "comparing", "thinking", "no_time", "too_far", "not_suitable", "unreachable", "wrong_number", "not_interested",
        "spam",
        "other",
    ]

    /// A sheet of an online or phone consultation (网电咨询单). What is sealed is sealed under a key of its own: nobody has a file yet. Whose
    /// file became of it stands there for who sees him; to the others it is a stranger's, as its answers are.
    public static let resource = Resource(
        name: "lead", table: "app.lead", tableIdentifier: "app.lead",
        source: "app.lead t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "t", branch: "branch_id", owner: "owner_id", customer: "customer_id", closing: Customer.closing("c")),
        naming: Resource.Naming(Customer.resource, as: "c", isTold: false), keyHolder: (alias: "t", id: "id"), defaultSort: "number",
        fields: identity + contact + course + [
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("登记时间", "Received at")),
            Field(
                "createdBy", "created_by", .id(of: "user"), .internal, writing: .server, inLists: false,
                label: LocalizedText("登记人", "Received by")),
            Field(
                "updatedAt", "updated_at", .instant, .internal, writing: .server, inLists: false, label: LocalizedText("更新时间", "Updated at")
            ),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])

    /// Which one it is, and where it came from.
    private static let identity: [Field] = [
        Field("id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("标识", "Id")),
        Field("number", "number", .integer, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("单号", "Number")),
        Field(
            "branchId", "branch_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter, .group],
            label: LocalizedText("院区", "Branch")),
        Field(
            "state", "state", .choice(states), .internal, writing: .server, uses: [.filter, .group], label: LocalizedText("状态", "State")),
        Field(
            "ownerId", "owner_id", .id(of: "user"), .internal, writing: .server, uses: [.filter, .group],
            label: LocalizedText("归属人", "Owner")),
        Field(
            "sourceChannel", "source_channel", .choice(Customer.sourceChannels), .internal, writing: .creation, uses: [.filter, .group],
            label: LocalizedText("来源渠道", "Source channel")),
        Field(
            "medium", "medium", .text(max: 40), .internal, writing: .creation, uses: [.filter, .group], label: LocalizedText("媒介", "Medium")
        ),
        Field(
            "campaign", "campaign", .text(max: 60), .internal, writing: .creation, uses: [.filter, .group],
            label: LocalizedText("活动", "Campaign")),
        Field(
            "serviceId", "service_id", .id(of: "service"), .internal, uses: [.filter, .group], label: LocalizedText("意向项目", "Wish")),
    ]

    /// Who it is.
    private static let contact: [Field] = [
        Field(
            "name", "name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter, label: LocalizedText("称呼", "Name")),
        Field(
            "phone", "phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, uses: [.filter, .reveal],
            label: LocalizedText("手机", "Phone")),
        Field(
            "wechat", "wechat_sealed", .text(max: 64), .contact, sealed: .crm, mask: .ends, uses: [.filter, .reveal], inLists: false,
            label: LocalizedText("微信", "WeChat")),
        Field(
            "remark", "remark_sealed", .text(max: 1000), .identity, sealed: .crm, inLists: false,
            label: LocalizedText("咨询内容", "What was asked")),
    ]

    /// What it went through.
    private static let course: [Field] = [
        Field(
            "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter], ofCustomer: true,
            label: LocalizedText("客户", "Customer")),
        Field(
            "appointmentId", "appointment_id", .id(of: "appointment"), .internal, writing: .server, inLists: false,
            label: LocalizedText("预约", "Booking")),
        Field(
            "ruleId", "rule_id", .id(of: "lead_rule"), .internal, writing: .server, uses: [.filter], inLists: false,
            label: LocalizedText("分配规则", "Rule")),
        Field(
            "assignedAt", "assigned_at", .instant, .internal, writing: .server, uses: [.filter],
            label: LocalizedText("分配时间", "Assigned at")),
        Field(
            "contactDueAt", "contact_due_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
            label: LocalizedText("首次联系期限", "First contact due")),
        Field(
            "contactedAt", "contacted_at", .instant, .internal, writing: .server, uses: [.filter],
            label: LocalizedText("首次联系时间", "First contact at")),
        Field(
            "protectedUntil", "protected_until", .instant, .internal, writing: .server, uses: [.filter],
            label: LocalizedText("保护期至", "Protected until")),
        Field("returns", "returns", .integer, .internal, writing: .server, inLists: false, label: LocalizedText("回收次数", "Times recycled")),
        Field("touchCount", "touch_count", .integer, .internal, writing: .server, label: LocalizedText("触点次数", "Touches")),
        Field(
            "touchedAt", "touched_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
            label: LocalizedText("最近触点", "Last touch")),
        Field(
            "lostReason", "lost_reason", .choice(lostReasons), .internal, writing: .server, uses: [.filter, .group],
            label: LocalizedText("流失原因", "Why lost")),
        Field(
            "closedAt", "closed_at", .instant, .internal, writing: .server, uses: [.filter], inLists: false,
            label: LocalizedText("结束时间", "Closed at")),
    ]
}

extension LeadTouch {
    /// That somebody turned up, by which way. Of a customer it is his own, and is in what is exported about him.
    public static let resource = Resource(
        name: "lead_touch", table: "app.lead_touch", tableIdentifier: "app.lead_touch",
        source: "app.lead_touch t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "t", branch: "branch_id", customer: "customer_id", closing: Customer.closing("c")),
        naming: Resource.Naming(Customer.resource, as: "c", isTold: false), isVersioned: false, read: .readLead, defaultSort: "at",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("leadId", "lead_id", .id(of: "lead"), .internal, writing: .server, label: LocalizedText("线索", "Lead")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("客户", "Customer")),
            Field("branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, label: LocalizedText("院区", "Branch")),
            Field(
                "sourceChannel", "source_channel", .choice(Customer.sourceChannels), .internal, writing: .server,
                label: LocalizedText("来源渠道", "Source channel")),
            Field("medium", "medium", .text(max: 40), .internal, writing: .server, label: LocalizedText("媒介", "Medium")),
            Field("campaign", "campaign", .text(max: 60), .internal, writing: .server, label: LocalizedText("活动", "Campaign")),
            Field("serviceId", "service_id", .id(of: "service"), .internal, writing: .server, label: LocalizedText("意向项目", "Wish")),
            Field("at", "at", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("时间", "At")),
            Field("receivedBy", "received_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Received by")),
        ])
}

extension LeadRule {
    static let bases = ["project", "source", "region", "branch"]
    static let strategies = ["round_robin", "weighted", "least_open", "conversion"]
    static let rosters = ["on_shift", "any_time"]

    /// Which leads go to whom: the basis gives the order, the other fields say which leads are meant.
    public static let resource = Resource.house(
        "lead_rule", table: "app.lead_rule", "app.lead_rule",
        fields: [
            Field(
                "name", "name", .text(max: 40), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field("basis", "basis", .choice(bases), .internal, writing: .required, uses: [.filter], label: LocalizedText("依据", "Basis")),
            Field(
                "unitId", "unit_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter],
                label: LocalizedText("适用机构", "Unit")),
            Field("serviceId", "service_id", .id(of: "service"), .internal, uses: [.filter], label: LocalizedText("项目", "Service")),
            Field(
                "categoryId", "category_id", .id(of: "service_category"), .internal, uses: [.filter],
                label: LocalizedText("项目分类", "Category")),
            Field(
                "sourceChannel", "source_channel", .choice(Customer.sourceChannels), .internal, uses: [.filter],
                label: LocalizedText("来源渠道", "Source channel")),
            Field("campaign", "campaign", .text(max: 60), .internal, uses: [.filter], label: LocalizedText("活动", "Campaign")),
            Field(
                "strategy", "strategy", .choice(strategies), .internal, writing: .required, uses: [.filter],
                label: LocalizedText("分配方式", "Strategy")),
            Field("roster", "roster", .choice(rosters), .internal, uses: [.filter], label: LocalizedText("是否按班次", "Who is at work")),
            Field(
                "contactMinutes", "contact_minutes", .integer, .internal, label: LocalizedText("首次联系时限（分钟）", "Minutes to the first contact")
            ),
            CatalogueState.position, CatalogueState.field,
        ])
}
