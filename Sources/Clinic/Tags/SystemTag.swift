internal import Platform
internal import Postgres

/// A tag that the program alone sets: what it says, and of whom. Nobody gives or takes it by hand; whoever defines tags may turn it off and
/// on, and say by how many days it goes.
struct SystemTag: Sendable {
    /// The groups that such tags stand in.
    enum Group: String, Sendable, CaseIterable {
        /// How things stand with a customer.
        case state
        /// His layer.
        case layer

        var name: LocalizedText {
            switch self {
            case .state: LocalizedText("系统标签", "By the system")
            case .layer: LocalizedText("客户分层", "Layers")
            }
        }
        var colour: String { self == .state ? "blue" : "violet" }
    }

    /// What a condition goes by.
    struct Measure: Sendable {
        let moment: Moment
        /// The tag's own days.
        let days: Int32
        /// Those of the tag that takes over from it, where that one is on.
        let next: Int32?
    }

    let code: String
    let name: LocalizedText
    let colour: String
    /// At first; nil for one that goes by none.
    let days: Int32?
    /// Whether it is on until somebody says otherwise. One that tells a field which not everybody reads is off: whoever turns it on must
    /// himself be allowed to filter by it everywhere.
    let isOnAtFirst: Bool
    /// The fields of a customer that it tells of.
    let fields: [String]
    /// What it tells of besides; a condition that asks the same demands them of who asks.
    let actions: [Action]
    /// The code of the tag that takes over from it.
    let next: String?
    /// Over `app.customer t` with `joins`.
    let condition: @Sendable (Measure) -> SQL

    /// Those of the group `state`; layers have theirs by the parameters in force.
    static let all: [SystemTag] = [
        SystemTag(
            code: "new", name: LocalizedText("新客", "New customer"), colour: "green", days: 30, isOnAtFirst: true, fields: ["createdAt"],
            actions: [], next: nil
        ) { "\($0.moment.today) - \(created($0.moment)) < \($0.days)" },
        SystemTag(
            code: "silent", name: LocalizedText("久未联系", "Out of touch"), colour: "amber", days: 90, isOnAtFirst: true, fields: [],
            actions: [.readNote, .readVisit], next: "lost"
        ) { measure in
            let until: SQL = measure.next.map { next -> SQL in " and figures.silence < \(next)" } ?? ""
            return "figures.silence >= \(measure.days)\(until)"
        },
        SystemTag(
            code: "lost", name: LocalizedText("流失", "Lost"), colour: "red", days: 365, isOnAtFirst: true, fields: [],
            actions: [.readNote, .readVisit], next: nil
        ) { "figures.silence >= \($0.days)" },
        SystemTag(
            code: "birthday", name: LocalizedText("本月生日", "Birthday this month"), colour: "pink", days: nil, isOnAtFirst: false,
            fields: ["birthday"], actions: [], next: nil
        ) { "extract(month from t.birthday) = extract(month from \($0.moment.today))" },
        SystemTag(
            code: "minor", name: LocalizedText("未成年", "Minor"), colour: "orange", days: nil, isOnAtFirst: false, fields: ["birthday"],
            actions: [], next: nil
        ) { "t.birthday > \(Minority.newestAdult(in: $0.moment.timeZone, at: $0.moment.now))" },
    ]

    /// By its code; nil for a layer's.
    static func named(_ code: String) -> SystemTag? { all.first { $0.code == code } }

    /// The code of a layer's tag.
    static func code(ofLayer layer: String) -> String { "layer." + layer }

    /// Of whom a tag holds, true or false of everybody; nobody's when it is off or no longer known.
    static func condition(of tag: Tag, among others: [Tag], at moment: Moment) -> SQL {
        guard !tag.isArchived, let code = tag.systemCode else { return "false" }
        if code.hasPrefix("layer.") { return "((t.layer = \(String(code.dropFirst(6)))) is true)" }
        guard let known = named(code) else { return "false" }
        let next = known.next.flatMap { next in others.first { $0.systemCode == next && !$0.isArchived }?.days }
        return "((\(known.condition(Measure(moment: moment, days: tag.days ?? known.days ?? 0, next: next)))) is true)"
    }

    /// What conditions ask of a customer more than once, worked out once: offset 0 keeps it a subquery.
    static func joins(at moment: Moment) -> SQL { "cross join lateral (select \(silence(moment)) as silence offset 0) figures" }

    private static func created(_ moment: Moment) -> SQL { "(t.created_at at time zone \(moment.timeZone)::text)::date" }

    /// Days since anybody had to do with him: a visit, a note, or the day on which he was taken down.
    private static func silence(_ moment: Moment) -> SQL {
        """
        least(\(moment.today) - \(created(moment)), \(VisitFigures.daysSinceVisit(on: moment.today)), (select \(moment.today) \
        - max(n.created_at at time zone \(moment.timeZone)::text)::date from app.customer_note n where n.tenant_id = t.tenant_id \
        and n.customer_id = t.id)::int8)
        """
    }
}
