public import Platform
internal import Postgres

/// What ids of the waiting list name: that somebody would come if there were time.
public enum WaitlistEntry {}

extension WaitlistEntry {
    /// Where it stands.
    public enum State: String, Sendable, CaseIterable {
        case waiting
        /// A time is held for him.
        case offered
        case booked
        case withdrawn
        /// His days are over.
        case expired
    }

    /// How long an offer holds its time.
    static let offering: Duration = .seconds(1_800)
    /// Offers of one time, one after the other, and of one customer a day, at the most.
    static let offersOfSlot: Int64 = 3
    static let offersOfDay: Int64 = 20

    /// Of the branch; whom it is about is shown with the customer.
    public static let resource = Resource(
        name: "waitlist_entry", table: "app.waitlist_entry", tableIdentifier: "app.waitlist_entry",
        source: "app.waitlist_entry t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id", customer: "customer_id", closing: Customer.closing("c")),
        naming: Resource.Naming(Customer.resource, as: "c"), read: .readWaitlist, defaultSort: "createdAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("标识", "Id")),
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("院区", "Branch")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter], ofCustomer: true,
                label: LocalizedText("客户", "Customer")),
            Field(
                "services", "services", .ids(of: "service"), .internal, label: LocalizedText("项目", "Services"),
                derived: Derivation { _ in "t.services" }),
            Field(
                "resources", "resource_ids", .ids(of: "resource"), .internal, label: LocalizedText("指定资源", "With whom and what"),
                derived: Derivation { _ in "t.resource_ids" }),
            Field("from", "from_on", .date, .internal, writing: .server, uses: [.filter], label: LocalizedText("最早日期", "From")),
            Field("until", "until_on", .date, .internal, writing: .server, uses: [.filter], label: LocalizedText("最晚日期", "Until")),
            Field("weekdays", "weekdays", .words, .internal, writing: .server, label: LocalizedText("星期", "Days of the week")),
            Field("after", "from_minute", .integer, .internal, writing: .server, label: LocalizedText("不早于", "Not before")),
            Field("before", "until_minute", .integer, .internal, writing: .server, label: LocalizedText("不晚于", "Ends by")),
            Field(
                "priority", "priority", .integer, .internal, writing: .server, uses: [.filter], label: LocalizedText("优先级", "Priority")),
            Field(
                "state", "state", .choice(State.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("状态", "State")),
            Field(
                "appointmentId", "appointment_id", .id(of: "appointment"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("预约", "Appointment")),
            Field("offeredUntil", "offered_until", .instant, .internal, writing: .server, label: LocalizedText("保留至", "Offered until")),
            Field("endedAt", "ended_at", .instant, .internal, writing: .server, label: LocalizedText("结束时间", "Ended at")),
            Field("createdBy", "created_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Taken down by")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("登记时间", "Since")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
