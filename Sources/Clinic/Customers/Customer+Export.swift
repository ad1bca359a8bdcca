public import Platform
internal import Postgres

extension Customer {
    /// The list of customers as a file. Who may reach people for promotion takes out what he sees of them, when somebody has approved it.
    ///
    /// - Parameters:
    ///   - narrowings: what narrows the list besides.
    ///   - names: names for ids of other features.
    public static func export(narrowings: [ExportList.Narrowing], names: [String: ExportList.Names]) -> ExportList {
        let shown = [
            "number", "code", "name", "sex", "birthday", "sourceChannel", "ownerId", "homeBranchId", "level", "tags", "createdAt",
        ]
        return ExportList(
            resource, at: "/v1/customers", title: LocalizedText("客户", "Customers"),
            permission: LocalizedText("导出客户", "Export customers"),
            holders: [ExportList.Holder("branch_admin"), ExportList.Holder("marketing", fields: shown)],
            narrowings: narrowings, words: words, names: names)
    }

    /// How the values of a customer's fields read.
    static let words: [String: [String: LocalizedText]] = [
        "sex": ["female": LocalizedText("女", "Female"), "male": LocalizedText("男", "Male"), "other": LocalizedText("其他", "Other")],
        "level": [
            "standard": LocalizedText("普通", "Standard"), "silver": LocalizedText("银卡", "Silver"), "gold": LocalizedText("金卡", "Gold"),
            "platinum": LocalizedText("铂金", "Platinum"), "diamond": LocalizedText("钻石", "Diamond"),
        ],
        "sourceChannel": [
            "walk_in": LocalizedText("自然到店", "Walk-in"), "referral": LocalizedText("老带新", "Referral"),
            "staff": LocalizedText("员工介绍", "Staff"), "meituan": LocalizedText("美团", "Meituan"), "douyin": LocalizedText("抖音", "Douyin"),
            "xiaohongshu": LocalizedText("小红书", "Xiaohongshu"), "wechat": LocalizedText("微信", "WeChat"),
            "search": LocalizedText("搜索", "Search"), "telephone": LocalizedText("电话", "Telephone"), "event": LocalizedText("活动", "Event"),
            "partner": LocalizedText("异业合作", "Partner"), "other": LocalizedText("其他", "Other"),
        ],
        "skinType": [
            "normal": LocalizedText("中性", "Normal"), "dry": LocalizedText("干性", "Dry"), "oily": LocalizedText("油性", "Oily"),
            "combination": LocalizedText("混合性", "Combination"), "sensitive": LocalizedText("敏感性", "Sensitive"),
        ],
    ]

    /// A customer by his number, which tells nothing of him.
    static let numbers: ExportList.Names = { ids, tenant, _ in
        "select c.id, c.number::text from app.customer c where c.tenant_id = \(tenant) and c.id = any (\(ids))"
    }
}
