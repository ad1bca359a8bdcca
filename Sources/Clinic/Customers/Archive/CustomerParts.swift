internal import FoundationEssentials
public import Platform
internal import Postgres

/// What phone, address, warning and relation ids name.
public enum CustomerPhone {}
public enum CustomerAddress {}
public enum CustomerWarning {}
public enum CustomerRelation {}

extension Resource {
    /// The field table of something that belongs to a customer and is seen with him: id, customer, its own fields, times and version.
    static func part(_ name: String, table: String, _ identifier: SQLIdentifier, fields: [Field]) -> Resource {
        let source: SQL = "\(identifier) t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id"
        return Resource(
            name: name, table: table, tableIdentifier: identifier, source: source,
            scope: Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
            keyHolder: (alias: "c", id: "id"), read: .readCustomer, defaultSort: "createdAt",
            fields: [
                Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
                Field(
                    "customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            ] + fields + [
                Field(
                    "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.sort],
                    label: LocalizedText("登记时间", "Created at")),
                Field("updatedAt", "updated_at", .instant, .internal, writing: .server, label: LocalizedText("更新时间", "Updated at")),
                Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
            ])
    }
}

extension CustomerPhone {
    /// Whose a further phone is.
    public static let relations = ["own", "spouse", "parent", "child", "sibling", "friend", "assistant", "other"]

    /// A further number by which a customer is reached; the first one is a field of the customer.
    public static let resource = Resource.part(
        "customer_phone", table: "app.customer_phone", "app.customer_phone",
        fields: [
            Field("relation", "relation", .choice(relations), .internal, writing: .required, label: LocalizedText("谁的电话", "Whose")),
            Field(
                "phone", "phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, writing: .required, uses: [.export, .reveal],
                label: LocalizedText("电话", "Phone")),
        ])
}

extension CustomerAddress {
    public static let kinds = ["home", "work", "delivery", "other"]

    /// A further address; the first one is a field of the customer.
    public static let resource = Resource.part(
        "customer_address", table: "app.customer_address", "app.customer_address",
        fields: [
            Field("kind", "kind", .choice(kinds), .internal, writing: .required, label: LocalizedText("类型", "Kind")),
            Field(
                "address", "address_sealed", .text(max: 300), .contact, sealed: .crm, writing: .required, uses: [.export, .reveal],
                label: LocalizedText("地址", "Address")),
        ])
}

extension CustomerWarning {
    public static let kinds = [
        "allergy", "scarring", "pregnancy", "nursing", "medication", "disease", "implant", "bleeding", "infection", "other",
    ]
    /// What it asks of whoever treats: to know, to take care, not to begin.
    public static let severities = ["note", "caution", "stop"]

    /// Something medical that whoever plans or treats has to know. How grave it is sees everybody who sees the customer; what it is, those
    /// who read medical fields.
    public static let resource = Resource.part(
        "warning", table: "app.customer_warning", "app.customer_warning",
        fields: [
            Field("kind", "kind", .choice(kinds), .medical, writing: .required, label: LocalizedText("警示类型", "Kind of warning")),
            Field("severity", "severity", .choice(severities), .internal, writing: .required, label: LocalizedText("程度", "Severity")),
            Field(
                "detail", "detail_sealed", .text(max: 500), .medical, sealed: .medical, uses: [.export],
                label: LocalizedText("说明", "Detail")),
            Field("since", "since_on", .date, .medical, mask: .date, writing: .required, label: LocalizedText("自", "Since")),
            Field("until", "until_on", .date, .medical, mask: .date, label: LocalizedText("至", "Until")),
            Field("recordedBy", "recorded_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("登记人", "Recorded by")),
        ])
}

extension CustomerRelation {
    /// What the other one is to the customer, and what the customer is to the other one.
    public static let inverse = [
        "spouse": "spouse", "parent": "child", "child": "parent", "sibling": "sibling", "relative": "relative", "friend": "friend",
        "colleague": "colleague", "superior": "subordinate", "subordinate": "superior", "other": "other",
    ]
    public static let kinds = [
        "spouse", "parent", "child", "sibling", "relative", "friend", "colleague", "superior", "subordinate", "other",
    ]

    /// Another customer who belongs to this one; seen only by who sees both.
    public static let resource = Resource.part(
        "relation", table: "app.customer_relation", "app.customer_relation",
        fields: [
            Field(
                "otherId", "other_customer_id", .id(of: "customer"), .internal, writing: .creation, label: LocalizedText("对方", "The other")),
            Field("kind", "kind", .choice(kinds), .identity, writing: .required, label: LocalizedText("关系", "Relation")),
        ])
}
