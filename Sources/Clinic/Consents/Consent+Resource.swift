public import Platform
internal import Postgres

/// What consent ids name.
public enum Consent {}

extension Consent {
    /// What there is to show that somebody agreed.
    static let evidenceKinds = ["paper_signature", "electronic_signature", "recording", "message", "witness"]
    /// Who a guardian is to the one he speaks for.
    static let guardianRelations = ["parent", "grandparent", "sibling", "appointed", "other"]

    /// A consent is seen by whoever sees its customer. How it was given is internal; names and what is quoted are sealed under the
    /// customer's key.
    public static let resource = Resource(
        name: "consent", table: "app.consent", tableIdentifier: "app.consent",
        source: "app.consent t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), defaultSort: "givenAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field(
                "purpose", "purpose", .choice(ConsentPurpose.words), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("目的", "Purpose")),
            Field(
                "state", "state", .choice(["given", "withdrawn", "superseded"]), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("状态", "State")),
            Field(
                "noticeId", "notice_id", .id(of: "consent_notice"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("告知书版本", "Notice")),
            Field(
                "givenAt", "given_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("同意时间", "Given at")),
            Field("recordedAt", "recorded_at", .instant, .internal, writing: .server, label: LocalizedText("登记时间", "Recorded at")),
            Field(
                "recordedBy", "recorded_by", .id(of: "user"), .internal, writing: .server, uses: [.filter],
                label: LocalizedText("登记人", "Recorded by")),
            Field(
                "channel", "channel", .choice(ConsentChannel.words), .internal, writing: .server, label: LocalizedText("渠道", "Channel")),
            Field(
                "giver", "giver", .choice(["self", "guardian"]), .internal, writing: .server,
                label: LocalizedText("同意人", "Who agreed")),
            Field(
                "guardianName", "guardian_name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter,
                writing: .server, uses: [.export], label: LocalizedText("监护人姓名", "Guardian")),
            Field(
                "guardianRelation", "guardian_relation", .choice(guardianRelations), .internal, writing: .server,
                label: LocalizedText("与监护人关系", "Relation of the guardian")),
            Field(
                "evidenceKind", "evidence_kind", .choice(evidenceKinds), .internal, writing: .server,
                label: LocalizedText("凭证类型", "Kind of evidence")),
            Field(
                "evidence", "evidence_sealed", .text(max: 500), .identity, sealed: .crm, writing: .server, uses: [.export],
                label: LocalizedText("凭证", "Evidence")),
            Field("endedAt", "ended_at", .instant, .internal, writing: .server, label: LocalizedText("终止时间", "Ended at")),
            Field("endedBy", "ended_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("终止登记人", "Ended by")),
            Field(
                "endChannel", "end_channel", .choice(ConsentChannel.words), .internal, writing: .server,
                label: LocalizedText("撤回渠道", "Channel of the withdrawal")),
            Field(
                "endReason", "end_reason_sealed", .text(max: 500), .identity, sealed: .crm, writing: .server, uses: [.export],
                label: LocalizedText("撤回原因", "Reason")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
}
