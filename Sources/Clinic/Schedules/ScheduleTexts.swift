internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// What people write when they plan: why somebody is away and what was answered, why a shift changes hands, why time is blocked or booked
/// twice. Most of it is of the staff, and may be a sickness; what is of a booking goes with its row when the customer is erased. So it is under
/// a key of the tenant's.
public enum ScheduleTexts {
    /// What that key is derived by.
    static let houseKey = "schedule"
    static let leave = SealedText(table: "app.leave_request", column: "reason_sealed")
    static let answer = SealedText(table: "app.leave_request", column: "answer_sealed")
    static let swap = SealedText(table: "app.shift_swap", column: "reason_sealed")
    static let claim = SealedText(table: "app.resource_claim", column: "reason_sealed")

    /// For the rotation of keys.
    public static let secrets: [TenantSecret] = [leave, answer, swap, claim].map { .column($0.column, of: $0.table, label: houseKey) }

    /// What stood in clear before.
    public static let clearTexts: [ClearText] = [
        ClearText("reason", as: leave, houseKey: houseKey), ClearText("answer", as: answer, houseKey: houseKey),
        ClearText("reason", as: swap, houseKey: houseKey), ClearText("reason", as: claim, houseKey: houseKey),
    ]

    static func cell(_ text: String?, _ column: SealedText, of row: UUID, keys: TenantKeys) throws -> [UInt8]? {
        try column.seal(text, row: row, key: keys.sealing(houseKey), tenant: keys.tenant)
    }
}
