internal import JSON
public import Platform
public import Postgres

/// How long rows of a table are kept, and from when. The least stands in the database as well (`priv.keep`, migration 0018), where no setting
/// reaches; a test holds the two together.
public struct RetentionRule: Sendable {
    public let table: String
    public let tableIdentifier: SQLIdentifier
    /// The column that the time runs from.
    public let since: SQLIdentifier
    /// Years that the law asks for at least.
    public let leastYears: Int64
    /// The chain's number of years; never below the law's.
    let years: PrivacyNumber
    /// Days added, where other rows have to go first.
    let margin: Int64
    public let law: LocalizedText

    /// Every rule about rows that are deleted one day, in the order in which they may be. Tables that are not here keep their rows for ever.
    public static let all: [RetentionRule] = [
        RetentionRule(
            table: "app.data_export", tableIdentifier: "app.data_export", since: "expires_at", leastYears: 3,
            years: PrivacySettings.requestYears, margin: 0, law: recordKeeping),
        RetentionRule(
            table: "app.data_request", tableIdentifier: "app.data_request", since: "settled_at", leastYears: 3,
            years: PrivacySettings.requestYears, margin: 31, law: recordKeeping),
        RetentionRule(
            table: "app.consent", tableIdentifier: "app.consent", since: "ended_at", leastYears: 3, years: PrivacySettings.consentYears,
            margin: 0, law: recordKeeping),
    ]

    private static let recordKeeping = LocalizedText(
        "个人信息保护法第五十六条（至少三年）、民法典第一百八十八条", "PIPL 56 (three years at least), Civil Code 188")

    /// The moment before which a row's time must have begun for the row to go.
    func boundary(_ settings: PrivacySettings, at now: Instant) -> SQL {
        "(\(now)::timestamptz - make_interval(years => \(Int32(clamping: settings[years])), days => \(Int32(clamping: margin))))"
    }

    /// As the API shows it.
    func json(_ settings: PrivacySettings) -> JSONValue {
        [
            "table": .string(table), "since": .string(since.name), "leastYears": .integer(leastYears), "years": .integer(settings[years]),
            "setting": .string(years.name), "lawZh": .string(law.chinese), "lawEn": .string(law.english),
        ]
    }
}
