internal import FoundationEssentials
public import Platform
internal import Postgres

/// What appointment ids name: that a customer comes to a branch at a time, for some services.
public enum Appointment {}

extension Appointment {
    /// Where it stands (domain.md §5).
    public enum State: String, Sendable, CaseIterable {
        case held
        case booked
        case confirmed
        case arrived
        case inService = "in_service"
        case completed
        case cancelled
        case noShow = "no_show"

        /// Whether its time is taken.
        var holdsTime: Bool { ![.completed, .cancelled, .noShow].contains(self) }
    }

    /// How one that did not take place ended: for a reason that somebody said, given up before it was booked, after the time that it was kept
    /// for, or with the customer's erasure.
    static let ends = ["said", "released", "expired", "erased"]
    /// What somebody said.
    static let endReason = SealedText(table: "app.appointment", column: "end_reason_sealed")
    /// What stood in clear before.
    public static let clearTexts = [ClearText("end_reason", as: endReason, holder: "customer_id")]

    static let sources = ["desk", "phone", "online", "walk_in", "series", "waitlist", "import"]

    /// How long a hold lasts.
    static let holding: Duration = .seconds(600)
    /// How long before it begins a reminder is due.
    static let reminder: Duration = .seconds(-86_400)

    /// Of the branch, whoever works there: a calendar without half of its blocks is none. Whom it is for is shown with the customer.
    public static let resource = Resource(
        name: "appointment", table: "app.appointment", tableIdentifier: "app.appointment",
        source: "app.appointment t left join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(ofTheHouse: "t", branch: "branch_id", customer: "customer_id", closing: Customer.closing("c")),
        naming: Resource.Naming(Customer.resource, as: "c"), keyHolder: (alias: "c", id: "id"), defaultSort: "startsAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("标识", "Id")),
            Field(
                "number", "number", .integer, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("预约号", "Number")),
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("院区", "Branch")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.filter], ofCustomer: true,
                label: LocalizedText("客户", "Customer")),
            Field(
                "state", "state", .choice(State.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("状态", "State")),
            Field(
                "startsAt", "starts_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("开始", "Begins")),
            Field("endsAt", "ends_at", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("结束", "Ends")),
            Field("heldUntil", "held_until", .instant, .internal, writing: .server, label: LocalizedText("占位至", "Held until")),
            Field(
                "source", "source", .choice(sources), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("预约方式", "How it came")),
            Field(
                "bundleId", "bundle_id", .id(of: nil), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("系列或团体", "Series or group")),
            Field("services", "services", .words, .internal, label: LocalizedText("项目", "Services"), derived: services),
            Field(
                "depositState", "deposit_state", .choice(Deposit.State.allCases.map(\.rawValue)), .internal, writing: .server,
                uses: [.filter], ofCustomer: true, label: LocalizedText("订金状态", "Deposit")),
            Field(
                "depositFen", "deposit_fen", .integer, .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("应付订金（分）", "Deposit in fen")),
            Field(
                "depositDueAt", "deposit_due_at", .instant, .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("订金支付期限", "Deposit due")),
            Field(
                "depositPaidFen", "deposit_paid_fen", .integer, .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("已付订金（分）", "Deposit paid in fen")),
            Field(
                "depositForfeitFen", "deposit_forfeit_fen", .integer, .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("不退订金（分）", "Deposit kept in fen")),
            Field(
                "remark", "remark_sealed", .text(max: 500), .identity, sealed: .crm, ofCustomer: true,
                label: LocalizedText("备注", "Remark")),
            Field(
                "endReason", "end_reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, ofCustomer: true,
                label: LocalizedText("取消或爽约原因", "Why it ended")),
            Field(
                "endWord", "end_word", .choice(ends), .internal, writing: .server, ofCustomer: true,
                label: LocalizedText("结束方式", "How it ended")),
            Field("endedBy", "ended_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("结束操作人", "Ended by")),
            Field("endedAt", "ended_at", .instant, .internal, writing: .server, label: LocalizedText("结束时间", "Ended at")),
            Field(
                "createdBy", "created_by", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("预约人", "Booked by")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("预约时间", "Booked at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])

    /// The names of its services, in their order.
    private static let services = Derivation { _ in
        """
        (select array_agg(x.name order by x.position) from (select s.name, min(i.position) as position from app.appointment_item i \
        join app.service s on s.tenant_id = i.tenant_id and s.id = i.service_id \
        where i.tenant_id = t.tenant_id and i.appointment_id = t.id group by s.id, s.name) x)
        """
    }

    /// What an erasure leaves of a customer's appointments: that there were some. What was still to come is given back.
    static func erase(_ customer: UUID, of tenant: ID<Tenant>, at now: Instant) -> [SQL] {
        let standing = State.allCases.filter(\.holdsTime).map(\.rawValue)
        return [
            """
            update app.waitlist_offer o set state = 'declined', settled_at = \(now) from app.waitlist_entry e
            where e.tenant_id = \(tenant) and e.customer_id = \(customer) and o.tenant_id = e.tenant_id and o.entry_id = e.id
            and o.state = 'open'
            """,
            """
            update app.waitlist_entry set state = 'withdrawn', offered_until = null, ended_at = \(now), version = version + 1,
              updated_at = \(now)
            where tenant_id = \(tenant) and customer_id = \(customer) and state in ('waiting', 'offered')
            """,
            """
            delete from app.resource_claim k using app.appointment a where a.tenant_id = \(tenant) and a.customer_id = \(customer)
            and k.tenant_id = a.tenant_id and k.appointment_id = a.id
            """,
            """
            update app.appointment set remark_sealed = null, held_until = null,
              deposit_state = case when state = any (\(standing)) and deposit_state in ('due', 'paid') then 'released' else deposit_state end,
              end_reason = null, end_reason_sealed = null,
              end_word = case when state = any (\(standing)) or end_word is not null then 'erased' end,
              ended_at = case when state = any (\(standing)) then \(now) else ended_at end,
              state = case when state = any (\(standing)) then 'cancelled' else state end, version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and customer_id = \(customer)
            """,
        ]
    }
}
