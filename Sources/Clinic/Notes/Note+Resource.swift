internal import JSON
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
            Field("mentions", "mentions", .ids(of: "user"), .internal, label: LocalizedText("提醒的同事", "Mentions"), derived: mentioned),
            Field(
                "correctsId", "corrects_id", .id(of: "timeline"), .internal, writing: .server,
                label: LocalizedText("更正的事件", "Event that it corrects")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("记录时间", "Created at")),
            Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])

    /// Whom the note in the row `t` mentions, in the order of their ids.
    private static let mentioned = Derivation { _ in
        """
        (select array_agg(m.user_id order by m.user_id) from app.note_mention m \
        where m.tenant_id = t.tenant_id and m.note_id = t.id)
        """
    }

    /// What a request brings: the fields that one may write, whom the note mentions, what it corrects.
    static func input(_ use: Resource.SchemaUse) -> Schema {
        let fields = resource.schema(use)
        return Schema(name: fields.name) { rights in
            let schema = fields.render(rights)
            guard var object = schema.object, var properties = object["properties"]?.object else { return schema }
            properties["mentions"] = [
                "type": ["array", "null"], "maxItems": .integer(Int64(MentionedColleagues.most)),
                "items": ["type": "string", "format": "uuid"], "title": "提醒的同事",
                "description": "Colleagues who may read this note; all of them, a change replaces those before",
            ]
            if use == .creation {
                properties["correctsId"] = [
                    "type": ["string", "null"], "format": "uuid", "title": "更正的事件",
                    "description": "An event of this customer's timeline that the note corrects; such a note is never changed",
                ]
            }
            object["properties"] = .object(properties)
            return .object(object)
        }
    }
}
