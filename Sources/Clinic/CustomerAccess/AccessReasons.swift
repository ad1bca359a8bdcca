public import Platform
internal import Postgres
internal import Vault

/// Why somebody wants to see, or saw, a customer, and what was thought of it: people's own words about him, under his key. An attempt in an
/// emergency that named nobody has nobody's key: its words are under the tenant's.
public enum AccessReasons {
    static let request = SealedText(table: "app.care_request", column: "reason_sealed")
    static let emergency = SealedText(table: "app.break_glass", column: "reason_sealed")
    static let remark = SealedText(table: "app.break_glass", column: "remark_sealed")
    static let houseKey = "break_glass"

    /// For the rotation of keys; those of shares are a resource's.
    public static let sealed = [
        SealedColumn(request, of: "customer_id"), SealedColumn(emergency, of: "customer_id"), SealedColumn(remark, of: "customer_id"),
    ]

    /// What is under the tenant's key of them.
    public static let secrets: [TenantSecret] = [emergency, remark].map {
        .column($0.column, of: $0.table, label: houseKey, besides: "customer_id")
    }

    /// What stood in clear before.
    public static let clearTexts = [
        ClearText("reason", as: request, holder: "customer_id"),
        ClearText("reason", as: "reason_sealed", of: "app.customer_share", holder: "customer_id"),
        ClearText("reason", as: emergency, holder: "customer_id", houseKey: houseKey),
        ClearText("remark", as: remark, holder: "customer_id", houseKey: houseKey),
    ]
}
