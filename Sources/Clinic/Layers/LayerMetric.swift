internal import Platform
internal import Postgres

/// One of the three figures that layers are made of, and where it comes from. What nothing feeds yet has no expression: it is "no data" of
/// everybody, and the answers say so.
struct LayerMetric: Sendable {
    enum Code: String, Sendable, CaseIterable {
        /// Days since the last visit on which something was done.
        case recency
        /// Different days of visits within twelve months.
        case frequency
        /// Net cash within twelve months, in fen.
        case monetary

        /// Its column among the scores.
        var score: SQL {
            switch self {
            case .recency: "s.recency_score"
            case .frequency: "s.frequency_score"
            case .monetary: "s.monetary_score"
            }
        }
    }

    let code: Code
    /// What shows the same of a single customer; nil where nothing does yet.
    let action: Action?
    /// Of the customer in the row `t`, on a day; NULL where nothing is known of him.
    let value: (@Sendable (_ today: SQL) -> SQL)?

    /// Each once. Orders and payments will give the last its expression.
    static let all: [LayerMetric] = [
        LayerMetric(code: .recency, action: .readVisit) { VisitFigures.daysSinceTreatment(on: $0) },
        LayerMetric(code: .frequency, action: .readVisit) { VisitFigures.visitDays(on: $0) },
        LayerMetric(code: .monetary, action: nil, value: nil),
    ]

    /// Those that nothing feeds.
    static let missing: [Code] = all.filter { $0.value == nil }.map(\.code)

    /// The expression of one, NULL where nothing feeds it.
    static func value(of code: Code, on today: SQL) -> SQL {
        all.first { $0.code == code }?.value?(today) ?? "null::int8"
    }
}
