public import Platform
internal import Postgres

/// What happened to a customer, newest first. Appended by every feature; corrected only by a further event.
public enum TimelineEvent {
    public static let resource = Resource(
        name: "timeline", table: "app.timeline_event", tableIdentifier: "app.timeline_event",
        source: "app.timeline_event t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        isVersioned: false, read: .readCustomer, defaultSort: "at",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "at", "at", .instant, .internal, writing: .server, uses: [.filter, .sort], label: LocalizedText("时间", "At")),
            Field(
                "kind", "kind", .text(max: 40), .internal, writing: .server, uses: [.filter], label: LocalizedText("事件", "Kind")),
            Field(
                "actorId", "actor_id", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("操作人", "Actor")),
            Field(
                "objectType", "object_type", .text(max: 40), .internal, writing: .server, label: LocalizedText("对象类型", "Object type")),
            Field("objectId", "object_id", .id(of: nil), .internal, writing: .server, label: LocalizedText("对象", "Object")),
            Field(
                "correctsId", "corrects", .id(of: "timeline"), .internal, label: LocalizedText("更正的事件", "Event that it corrects"),
                derived: corrected),
            Field("fields", "fields", .words, .internal, writing: .server, label: LocalizedText("涉及字段", "Fields")),
        ])

    /// What happens when somebody appends to an event that it was otherwise; its object is the note that says how.
    public static let correction = "corrected"

    private static let corrected = Derivation { _ in
        """
        (case when t.kind = \(correction) then (select n.corrects_id from app.customer_note n \
        where n.tenant_id = t.tenant_id and n.id = t.object_id) end)
        """
    }
}
