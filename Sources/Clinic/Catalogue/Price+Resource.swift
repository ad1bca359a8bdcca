public import Platform
internal import Postgres

/// What ids of prices name.
public enum Price {}

extension Price {
    /// What a unit takes for a service from a day on. Without an amount the unit has no price of its own any more from that day.
    public static let resource = Resource.house(
        "price", table: "app.price", "app.price", read: .readService,
        fields: [
            Field(
                "serviceId", "service_id", .id(of: "service"), .internal, writing: .creation, uses: [.filter, .group],
                label: LocalizedText("项目", "Service")),
            Field(
                "unitId", "unit_id", .id(of: "branch"), .internal, writing: .creation, uses: [.filter, .group],
                label: LocalizedText("机构", "Unit")),
            Field(
                "since", "since_on", .date, .internal, writing: .creation, uses: [.filter, .sort], label: LocalizedText("自", "From")),
            Field(
                "priceFen", "price_fen", .integer, .internal, uses: [.filter, .sort], label: LocalizedText("价格（分）", "Price in fen")),
            Field("setBy", "set_by", .id(of: "user"), .internal, writing: .server, uses: [.filter], label: LocalizedText("设定人", "Set by")),
        ])
}
