public import Platform
internal import Postgres

/// A customer of one branch, shown to another. Seen with the customer, by whoever sees him.
public enum CustomerShare {
    public static let resource = Resource(
        name: "share", table: "app.customer_share", tableIdentifier: "app.customer_share",
        source: "app.customer_share t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), isVersioned: false, read: .readCustomer, defaultSort: "since",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "branchId", "to_branch_id", .id(of: "branch"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("共享给院区", "Shared with")),
            Field(
                "scope", "scope", .choice(ShareScope.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("范围", "Scope")),
            Field(
                "reason", "reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server, label: LocalizedText("原因", "Reason")),
            Field("since", "since", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("自", "Since")),
            Field("until", "until", .instant, .internal, writing: .server, uses: [.filter], label: LocalizedText("至", "Until")),
            Field("sharedBy", "shared_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("共享人", "Shared by")),
            Field("endedAt", "ended_at", .instant, .internal, writing: .server, label: LocalizedText("结束于", "Ended at")),
        ])
}
