/// A month of UTC: what a partition holds.
public struct AuditMonth: Sendable, Hashable, CustomStringConvertible {
    /// Its first day.
    public let first: LocalDate

    /// Reads `YYYY-MM`.
    public init?(_ text: String) {
        guard let first = LocalDate(text + "-01") else { return nil }
        self.first = first
    }

    init(_ first: LocalDate) {
        self.first = first
    }

    var start: Instant { Instant(unixSeconds: Int64(first.daysSince1970) * 86_400) }

    var end: Instant {
        let (year, month, _) = first.components
        let next = LocalDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        return Instant(unixSeconds: Int64(next?.daysSince1970 ?? first.daysSince1970 + 31) * 86_400)
    }

    /// `YYYY-MM`.
    public var description: String { String(first.description.prefix(7)) }
}
