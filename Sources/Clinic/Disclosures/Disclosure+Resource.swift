public import Platform
internal import Postgres

/// What ids of disclosures name.
public enum Disclosure {}

extension Disclosure {
    /// Kinds of data that can be passed on.
    static let categories = [
        "identity", "contact", "health", "treatment", "images", "biometrics", "payment", "location", "preferences", "other",
    ]
    /// How it went there.
    static let methods = ["electronic_file", "interface", "paper", "oral", "view"]
    /// What allows it: the person's separate consent (PIPL 23), or one of the grounds that need none (PIPL 13).
    static let grounds = ["consent", "contract", "legal_duty", "public_health", "emergency"]

    /// A disclosure is seen by whoever sees its customer. Why it was made may say something of him and is sealed under his key.
    public static let resource = Resource(
        name: "disclosure", table: "app.disclosure", tableIdentifier: "app.disclosure",
        source: "app.disclosure t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        keyHolder: (alias: "c", id: "id"), isVersioned: false, defaultSort: "disclosedAt",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, uses: [.export],
                label: LocalizedText("客户", "Customer")),
            Field(
                "recipient", "recipient", .text(max: 120), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("接收方", "Recipient")),
            Field(
                "recipientContact", "recipient_contact", .text(max: 200), .internal, writing: .server,
                uses: [.export], label: LocalizedText("接收方联系方式", "Recipient's contact")),
            Field(
                "abroad", "abroad", .choice(["no", "yes"]), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("出境", "Abroad")),
            Field(
                "categories", "categories", .words, .internal, writing: .server, uses: [.export],
                label: LocalizedText("数据种类", "Kinds of data")),
            Field("method", "method", .choice(methods), .internal, writing: .server, uses: [.export], label: LocalizedText("方式", "Method")),
            Field(
                "ground", "ground", .choice(grounds), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("依据", "Ground")),
            Field("consentId", "consent_id", .id(of: "consent"), .internal, writing: .server, label: LocalizedText("同意记录", "Consent")),
            Field(
                "purpose", "purpose_sealed", .text(max: 500), .identity, sealed: .crm, writing: .server, uses: [.export],
                label: LocalizedText("目的", "Purpose")),
            Field(
                "disclosedAt", "disclosed_at", .instant, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("提供时间", "Disclosed at")),
            Field(
                "recordedAt", "recorded_at", .instant, .internal, writing: .server, uses: [.export],
                label: LocalizedText("登记时间", "Recorded at")),
            Field(
                "recordedBy", "recorded_by", .id(of: "user"), .internal, writing: .server, uses: [.filter, .export],
                label: LocalizedText("登记人", "Recorded by")),
            Field(
                "correctsId", "corrects_id", .id(of: "disclosure"), .internal, writing: .server, label: LocalizedText("更正的记录", "Corrects")),
        ])
}
