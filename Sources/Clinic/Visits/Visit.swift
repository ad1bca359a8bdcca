public import Platform
internal import Postgres

/// What visit ids name: the fact that a customer was in a branch on a day.
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
        isVersioned: false, defaultSort: "visitedOn",
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
            Field("source", "source", .text(max: 40), .internal, writing: .server, label: LocalizedText("来源", "Source")),
            Field("withdrawsId", "withdraws_id", .id(of: "visit"), .internal, writing: .server, label: LocalizedText("撤销的记录", "Withdraws")),
            Field(
                "withdrawnAt", "withdrawn_at", .instant, .internal, label: LocalizedText("撤销时间", "Withdrawn at"),
                derived: Derivation { _ in
                    "(select w.recorded_at from app.visit_fact w where w.tenant_id = t.tenant_id and w.withdraws_id = t.id)"
                }),
            Field("recordedAt", "recorded_at", .instant, .internal, writing: .server, label: LocalizedText("登记时间", "Recorded at")),
            Field("recordedBy", "recorded_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Recorded by")),
        ])
}
