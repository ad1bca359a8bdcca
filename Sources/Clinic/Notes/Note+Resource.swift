public import Platform
internal import Postgres

/// What note ids name.
public enum Note {}

extension Note {
    /// A note is seen by whoever sees its customer, as far as his rights on its fields go.
    public static let resource = Resource(
        name: "note", table: "app.customer_note", tableIdentifier: "app.customer_note",
        source: "app.customer_note t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), defaultSort: "createdAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field(
                "authorId", "author_id", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("记录人", "Author")),
            Field(
                "body", "body_sealed", .text(max: 4000), .identity, sealed: .crm, writing: .required, uses: [.export],
                label: LocalizedText("内容", "Body")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("记录时间", "Created at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
