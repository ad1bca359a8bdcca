public import Platform
internal import Postgres

/// What ids of public pages name: where people outside ask a branch for a time.
public enum OnlinePage {}

extension OnlinePage {
    static let states = ["off", "on"]
    /// `times`: free times are shown; `halves`: days with a morning and an afternoon.
    static let wishes = ["times", "halves"]

    /// What a page is and shows. Its address is the tenant's slug, a dot and its own.
    public static let resource = Resource.house(
        "online_page", table: "app.online_page", "app.online_page", branch: "branch_id",
        fields: [
            Field(
                "branchId", "branch_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter, .group],
                label: LocalizedText("院区", "Branch")),
            Field("slug", "slug", .text(max: 40), .internal, uses: [.filter], label: LocalizedText("网址后缀", "Address")),
            Field("state", "state", .choice(states), .internal, uses: [.filter], label: LocalizedText("状态", "State")),
            Field("title", "title", .text(max: 60), .internal, label: LocalizedText("标题", "Title")),
            Field("welcome", "welcome", .text(max: 1_000), .internal, inLists: false, label: LocalizedText("欢迎语", "Welcome")),
            Field("accent", "accent", .text(max: 7), .internal, label: LocalizedText("主题色", "Colour")),
            Field("notice", "notice", .text(max: 4_000), .internal, inLists: false, label: LocalizedText("隐私告知", "Privacy notice")),
            Field("wishes", "wishes", .choice(wishes), .internal, label: LocalizedText("时间选择方式", "How times are wished for")),
            Field(
                "sourceChannel", "source_channel", .choice(Customer.sourceChannels), .internal, uses: [.filter],
                label: LocalizedText("来源渠道", "Source channel")),
            Field(
                "reviewMinutes", "review_minutes", .integer, .internal, label: LocalizedText("预审时限（营业分钟）", "Working minutes to the review")),
            Field("mostHolds", "most_holds", .integer, .internal, label: LocalizedText("最多同时占位", "Times kept at once")),
            Field(
                "mostWaiting", "most_waiting", .integer, .internal, label: LocalizedText("最多待处理申请", "Requests that wait at once")),
        ])
}
