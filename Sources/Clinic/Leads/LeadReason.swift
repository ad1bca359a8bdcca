public import Platform
internal import Postgres

extension Lead {
    /// Why a lead was given to somebody else, in somebody's words: under the lead's own key, with which it ends.
    static let reason = SealedText(table: "app.lead_assignment", column: "reason_sealed", holders: "app.lead")

    /// What is sealed under a lead's key besides what it says itself, for the rotation of keys.
    public static let sealed = [SealedColumn(reason, of: "lead_id")]

    /// What stood in clear before.
    public static let clearTexts = [ClearText("reason", as: reason, holder: "lead_id")]
}
