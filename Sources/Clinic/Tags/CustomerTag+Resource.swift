public import Platform
internal import Postgres

/// That a customer has, or had, a tag: from when, until when, by whom.
public enum CustomerTag {}

extension CustomerTag {
    /// Why a tag ended.
    enum EndReason: String, CaseIterable {
        /// Somebody took it away.
        case removed
        /// Another of its exclusive group took its place.
        case replaced
        /// It goes on with another end.
        case renewed
        case expired
        /// Its condition no longer holds.
        case rule
        case system
    }

    /// Seen with the customer, by whoever sees him; which tag it is, is identity.
    public static let resource = Resource(
        name: "customer_tag", table: "app.customer_tag", tableIdentifier: "app.customer_tag",
        source: "app.customer_tag t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        isVersioned: false, read: .readCustomer, defaultSort: "since",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field(
                "tagId", "tag_id", .id(of: "tag"), .identity, writing: .server, uses: [.filter, .export],
                label: LocalizedText("标签", "Tag")),
            Field(
                "tagName", "tag_name", .text(max: 40), .identity, uses: [.export], label: LocalizedText("标签名称", "Name of the tag"),
                derived: Derivation { _ in
                    "(select g.name from app.tag g where g.tenant_id = t.tenant_id and g.id = t.tag_id)"
                }),
            Field(
                "source", "source", .choice(Tag.Kind.allCases.map(\.rawValue)), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("来源", "Source")),
            Field(
                "since", "since", .instant, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("自", "Since")),
            Field("expiresAt", "expires_at", .instant, .internal, writing: .server, label: LocalizedText("有效期至", "Expires at")),
            Field("setBy", "set_by", .id(of: "user"), .internal, writing: .server, uses: [.filter], label: LocalizedText("设置人", "Set by")),
            Field("endedAt", "ended_at", .instant, .internal, writing: .server, label: LocalizedText("结束时间", "Ended at")),
            Field("endedBy", "ended_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("结束人", "Ended by")),
            Field(
                "endReason", "end_reason", .choice(EndReason.allCases.map(\.rawValue)), .internal, writing: .server,
                label: LocalizedText("结束原因", "Why it ended")),
        ])
}
