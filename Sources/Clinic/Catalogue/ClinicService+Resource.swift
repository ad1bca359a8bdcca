public import Platform
internal import Postgres

/// What ids of services, their categories and packages of them name.
public enum ClinicService {}
public enum ServiceCategory {}
public enum ServicePackage {}

/// The words of states that a thing of the catalogue goes through: it is archived, never deleted.
enum CatalogueState {
    static let all = ["active", "archived"]

    static let field = Field(
        "state", "state", .choice(all), .internal, uses: [.filter], label: LocalizedText("状态", "State"))
    static let position = Field(
        "position", "position", .integer, .internal, uses: [.filter, .sort], label: LocalizedText("排序", "Position"))
}

extension ServiceCategory {
    /// How deep categories lie below each other.
    static let deepest = 4

    public static let resource = Resource.house(
        "service_category", table: "app.service_category", "app.service_category", read: .readService,
        fields: [
            Field(
                "parentId", "parent_id", .id(of: "service_category"), .internal, uses: [.filter],
                label: LocalizedText("上级分类", "Parent category")),
            Field(
                "name", "name", .text(max: 40), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field("nameEn", "name_en", .text(max: 60), .internal, label: LocalizedText("英文名称", "English name")),
            CatalogueState.position, CatalogueState.field,
        ])
}

extension ClinicService {
    static let natures = ["medical", "lifestyle"]
    static let bookings = ["desk", "online"]

    /// One thing that is done for a customer.
    public static let resource = Resource.house(
        "service", table: "app.service", "app.service",
        fields: [
            Field(
                "categoryId", "category_id", .id(of: "service_category"), .internal, writing: .required, uses: [.filter, .group],
                label: LocalizedText("分类", "Category")),
            Field("code", "code", .text(max: 24), .internal, uses: [.filter, .sort], label: LocalizedText("编码", "Code")),
            Field(
                "name", "name", .text(max: 60), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field("nameEn", "name_en", .text(max: 80), .internal, label: LocalizedText("英文名称", "English name")),
            Field(
                "department", "department", .text(max: 40), .internal, uses: [.filter, .group],
                label: LocalizedText("科室", "Department")),
            Field(
                "nature", "nature", .choice(natures), .internal, writing: .required, uses: [.filter, .group],
                label: LocalizedText("性质", "Medical or lifestyle")),
            Field(
                "scope", "scope", .text(max: 40), .internal, uses: [.filter],
                label: LocalizedText("执业范围", "Scope that a licence must cover")),
            Field(
                "listPriceFen", "list_price_fen", .integer, .internal, writing: .required, uses: [.filter, .sort],
                label: LocalizedText("标价（分）", "List price in fen")),
            Field("cycleDays", "cycle_days", .integer, .internal, uses: [.filter], label: LocalizedText("疗程间隔（天）", "Days of a cycle")),
            Field("leastDays", "least_days", .integer, .internal, label: LocalizedText("最短间隔（天）", "Least days between two")),
            Field(
                "booking", "booking", .choice(bookings), .internal, uses: [.filter], label: LocalizedText("预约方式", "How it is booked")),
            CatalogueState.position, CatalogueState.field,
        ])
}

extension ServicePackage {
    /// Services that are sold as one.
    public static let resource = Resource.house(
        "service_package", table: "app.service_package", "app.service_package", read: .readService,
        fields: [
            Field(
                "categoryId", "category_id", .id(of: "service_category"), .internal, writing: .required, uses: [.filter, .group],
                label: LocalizedText("分类", "Category")),
            Field("code", "code", .text(max: 24), .internal, uses: [.filter, .sort], label: LocalizedText("编码", "Code")),
            Field(
                "name", "name", .text(max: 60), .internal, writing: .required, uses: [.filter, .sort], label: LocalizedText("名称", "Name")),
            Field("nameEn", "name_en", .text(max: 80), .internal, label: LocalizedText("英文名称", "English name")),
            Field(
                "listPriceFen", "list_price_fen", .integer, .internal, writing: .required, uses: [.filter, .sort],
                label: LocalizedText("标价（分）", "List price in fen")),
            Field("validDays", "valid_days", .integer, .internal, label: LocalizedText("有效天数", "Days that it is valid")),
            CatalogueState.position, CatalogueState.field,
        ])
}
