public import Platform
public import Postgres

/// What customer ids name.
public enum Customer {}

extension Customer {
    /// Membership levels, lowest first.
    public static let levels = ["standard", "silver", "gold", "platinum", "diamond"]

    /// Where customers come from.
    public static let sourceChannels = [
        "walk_in", "referral", "staff", "meituan", "douyin", "xiaohongshu", "wechat", "search", "telephone", "event", "partner", "other",
    ]

    /// What a skin is like, as far as everybody who plans has to know.
    public static let skinTypes = ["normal", "dry", "oily", "combination", "sensitive"]

    /// Why a customer is restricted.
    public static let restrictions = ["vip", "staff", "minor"]

    /// The field table: what a customer is, how sensitive each part is, and what may be done with it.
    public static let resource = Resource(
        name: "customer", table: "app.customer", tableIdentifier: "app.customer", source: "app.customer t",
        scope: Resource.Scope(alias: "t", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: closing("t")),
        keyHolder: (alias: "t", id: "id"), defaultSort: "number",
        fields: [
            Field(
                "id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("编号标识", "Id")),
            Field(
                "number", "number", .integer, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("客户号", "Number")),
            Field(
                "code", "code", .text(max: 60), .internal, writing: .server, uses: [.filter, .export], label: LocalizedText("客户编号", "Code")),
            Field(
                "name", "name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter, writing: .required,
                uses: [.filter, .export], label: LocalizedText("姓名", "Name")),
            Field(
                "phone", "phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, uses: [.filter, .export, .reveal],
                label: LocalizedText("手机", "Phone")),
            Field(
                "wechat", "wechat_sealed", .text(max: 64), .contact, sealed: .crm, mask: .ends, uses: [.filter, .export, .reveal],
                inLists: false, label: LocalizedText("微信", "WeChat")),
            Field(
                "idNumber", "id_number_sealed", .idNumber, .contact, sealed: .crm, mask: .ends, uses: [.export, .reveal],
                inLists: false, label: LocalizedText("证件号", "ID number")),
            Field(
                "birthday", "birthday", .date, .identity, mask: .date, uses: [.filter, .sort, .group, .export],
                label: LocalizedText("生日", "Birthday")),
            Field(
                "sex", "sex", .choice(["female", "male", "other"]), .identity, uses: [.filter, .group, .export],
                label: LocalizedText("性别", "Sex")),
            Field(
                "address", "address_sealed", .text(max: 200), .contact, sealed: .crm, uses: [.export, .reveal], inLists: false,
                label: LocalizedText("地址", "Address")),
            Field(
                "sourceChannel", "source_channel", .choice(sourceChannels), .internal, uses: [.filter, .group, .export],
                label: LocalizedText("来源渠道", "Source channel")),
            Field(
                "introducerId", "introducer_id", .id(of: "customer"), .internal, uses: [.filter], inLists: false,
                label: LocalizedText("介绍人", "Introducer")),
            Field(
                "ownerId", "owner_id", .id(of: "user"), .internal, uses: [.filter, .group, .export], label: LocalizedText("归属咨询师", "Owner")),
            Field(
                "homeBranchId", "home_branch_id", .id(of: "branch"), .internal, uses: [.filter, .group, .export],
                label: LocalizedText("归属院区", "Home branch")),
            Field(
                "level", "level", .choice(levels), .internal, uses: [.filter, .group, .export],
                label: LocalizedText("会员等级", "Level")),
            Field(
                "layer", "layer", .text(max: 30), .identity, writing: .server, uses: [.filter, .group],
                label: LocalizedText("客户分层", "Layer")),
            Field(
                "tags", "tags", .ids(of: "tag"), .identity, uses: [.filter, .export], label: LocalizedText("标签", "Tags"),
                derived: CustomerTags.derivation),
            Field(
                "allergy", "allergy_sealed", .text(max: 500), .medical, sealed: .medical, uses: [.export, .reveal], inLists: false,
                label: LocalizedText("过敏史", "Allergy")),
            Field(
                "occupation", "occupation_sealed", .text(max: 64), .identity, sealed: .crm, uses: [.export], inLists: false,
                label: LocalizedText("职业", "Occupation")),
            Field(
                "skinType", "skin_type", .choice(skinTypes), .identity, uses: [.filter, .group, .export], inLists: false,
                label: LocalizedText("肤质", "Skin type")),
            Field(
                "preferences", "preferences_sealed", .text(max: 500), .identity, sealed: .crm, uses: [.export], inLists: false,
                label: LocalizedText("偏好", "Preferences")),
            Field(
                "remark", "remark_sealed", .text(max: 1000), .identity, sealed: .crm, uses: [.export], inLists: false,
                label: LocalizedText("备注", "Remark")),
            Field(
                "guardianId", "guardian_id", .id(of: "customer"), .internal, uses: [.filter], inLists: false,
                label: LocalizedText("监护人（客户）", "Guardian (a customer)")),
            Field(
                "guardianName", "guardian_name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter, uses: [.export],
                inLists: false, label: LocalizedText("监护人姓名", "Guardian's name")),
            Field(
                "guardianPhone", "guardian_phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, uses: [.export, .reveal],
                inLists: false, label: LocalizedText("监护人电话", "Guardian's phone")),
            Field(
                "restriction", "restriction", .choice(restrictions), .internal, writing: .server, uses: [.filter, .group],
                label: LocalizedText("限制查看", "Restriction")),
            Field(
                "restrictionReason", "restriction_reason_sealed", .text(max: 200), .identity, sealed: .crm, writing: .server,
                inLists: false, label: LocalizedText("限制原因", "Why restricted")),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort, .export],
                label: LocalizedText("建档时间", "Created at")),
            Field(
                "updatedAt", "updated_at", .instant, .internal, writing: .server, inLists: false,
                label: LocalizedText("更新时间", "Updated at")),
            Field("version", "version", .integer, .internal, writing: .server, label: LocalizedText("版本", "Version")),
        ])
    /// The customer's columns that close him, and all that belongs to him, to those who do not care for him.
    ///
    /// - Parameter alias: the customer's table in a resource's source.
    public static func closing(_ alias: SQLIdentifier) -> Resource.Scope.Closing {
        Resource.Scope.Closing(alias: alias, restriction: "restriction", birthday: "birthday")
    }
}
