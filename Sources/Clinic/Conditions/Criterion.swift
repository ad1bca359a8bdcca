internal import FoundationEssentials
public import Platform
public import Postgres

/// When a condition is asked, and where: ages, birthdays and days since depend on the tenant's own day.
public struct Moment: Sendable, Hashable {
    public let now: Instant
    /// IANA name.
    public let timeZone: String

    public init(_ now: Instant, in timeZone: String) {
        self.now = now
        self.timeZone = timeZone
    }

    /// The day that it is there.
    var today: SQL { "(\(now)::timestamptz at time zone \(timeZone)::text)::date" }

    /// The tenant's zone.
    static func timeZone(of tenant: ID<Tenant>) -> SQL { "select s.time_zone from app.tenant_setting s where s.tenant_id = \(tenant)" }
}

/// One thing that a condition can ask about a customer: a column, or something worked out of what hangs on him. Features register theirs; a
/// condition names them by their codes, and knows no column.
public struct Criterion: Sendable {
    /// What is compared with.
    public enum Kind: Sendable {
        case choice([String])
        /// Ids of something.
        case ids
        /// The tags that he has.
        case tags
        case number(ClosedRange<Int64>)
        case instant
        case date
        /// One text, whole.
        case text
        /// Several of some words.
        case several([String])
    }

    public let code: String
    public let label: LocalizedText
    public let kind: Kind
    /// Fields of a customer that it is made of: who asks must be allowed to filter by each.
    public let fields: [String]
    /// What who asks must be allowed besides, wherever he sees customers.
    public let action: Action?
    let expression: @Sendable (Moment) -> SQL
    /// The tenant's own field that it is, whose values stand in a side table.
    let own: Field?

    public init(
        _ code: String, _ label: LocalizedText, _ kind: Kind, fields: [String], action: Action? = nil,
        expression: @escaping @Sendable (Moment) -> SQL
    ) {
        self.code = code
        self.label = label
        self.kind = kind
        self.fields = fields
        self.action = action
        self.expression = expression
        own = nil
    }

    /// A field that the tenant has added; nil for one that is found by nothing.
    init?(_ field: Field) {
        guard let custom = field.custom, !custom.isSealed, field.uses.contains(.filter) else { return nil }
        switch custom.kind {
        case .text: kind = .text
        case .number: kind = .number(-9_007_199_254_740_991...9_007_199_254_740_991)
        case .money: kind = .number(0...9_007_199_254_740_991)
        case .date: kind = .date
        case .choice: kind = .choice(custom.choices)
        case .choices: kind = .several(custom.choices)
        case .customer, .person: kind = .ids
        case .longText, .file: return nil
        }
        code = field.name
        label = field.label
        fields = [field.name]
        action = nil
        expression = { _ in field.stored }
        own = field
    }

    /// Everything that can be asked, in the order of a menu. Payments will add how much.
    public static let all: [Criterion] = [
        Criterion("level", LocalizedText("会员等级", "Level"), .choice(Customer.levels), fields: ["level"]) { _ in "t.level" },
        Criterion("sourceChannel", LocalizedText("来源渠道", "Source channel"), .choice(Customer.sourceChannels), fields: ["sourceChannel"]) {
            _ in "t.source_channel"
        },
        Criterion("sex", LocalizedText("性别", "Sex"), .choice(["female", "male", "other"]), fields: ["sex"]) { _ in "t.sex" },
        Criterion("ownerId", LocalizedText("归属咨询师", "Owner"), .ids, fields: ["ownerId"]) { _ in "t.owner_id" },
        Criterion("homeBranchId", LocalizedText("归属院区", "Home branch"), .ids, fields: ["homeBranchId"]) { _ in "t.home_branch_id" },
        Criterion("tags", LocalizedText("标签", "Tags"), .tags, fields: ["tags"]) { _ in "t.id" },
        Criterion("layer", LocalizedText("客户分层", "Layer"), .text, fields: ["layer"]) { _ in "t.layer" },
        Criterion("age", LocalizedText("年龄", "Age in years"), .number(0...150), fields: ["birthday"]) { moment in
            "extract(year from age(\(moment.today), t.birthday))::int8"
        },
        Criterion("birthMonth", LocalizedText("生日月份", "Month of birth"), .number(1...12), fields: ["birthday"]) { _ in
            "extract(month from t.birthday)::int8"
        },
        Criterion("createdAt", LocalizedText("建档时间", "Created at"), .instant, fields: ["createdAt"]) { _ in "t.created_at" },
        Criterion("daysSinceCreated", LocalizedText("建档天数", "Days since created"), .number(0...100_000), fields: ["createdAt"]) { moment in
            "(\(moment.today) - (t.created_at at time zone \(moment.timeZone)::text)::date)::int8"
        },
        Criterion("notes", LocalizedText("沟通次数", "Number of notes"), .number(0...1_000_000), fields: [], action: .readNote) { _ in
            "(select count(*) from app.customer_note n where n.tenant_id = t.tenant_id and n.customer_id = t.id)"
        },
        Criterion(
            "daysSinceNote", LocalizedText("距上次沟通天数", "Days since the last note"), .number(0...100_000), fields: [], action: .readNote
        ) {
            moment in
            """
            (select \(moment.today) - max(n.created_at at time zone \(moment.timeZone)::text)::date from app.customer_note n \
            where n.tenant_id = t.tenant_id and n.customer_id = t.id)::int8
            """
        },
        Criterion("visitDays", LocalizedText("近一年到院天数", "Days of visits in a year"), .number(0...366), fields: [], action: .readVisit) {
            VisitFigures.visitDays(on: $0.today)
        },
        Criterion(
            "daysSinceVisit", LocalizedText("距上次到院天数", "Days since the last visit"), .number(0...100_000), fields: [], action: .readVisit
        ) { VisitFigures.daysSinceVisit(on: $0.today) },
        Criterion(
            "daysSinceTreatment", LocalizedText("距上次治疗天数", "Days since the last treatment"), .number(0...100_000), fields: [],
            action: .readVisit
        ) { VisitFigures.daysSinceTreatment(on: $0.today) },
    ]

    /// Whether somebody may ask it: filter by everything that it is made of in some of the rows that he sees, or in all of them.
    func mayBeAsked(in view: ResourceView, everywhere: Bool = false) -> Bool {
        let readable = view.bits(allowing: .readCustomer)
        guard readable != 0 else { return false }
        if let action, readable & ~view.bits(allowing: action) != 0 { return false }
        return Criterion.mayAsk(fields, in: view, everywhere: everywhere)
    }

    /// Whether somebody may filter by each of these fields in some of the rows that he sees, or in all of them.
    static func mayAsk(_ fields: [String], in view: ResourceView, everywhere: Bool) -> Bool {
        let readable = view.bits(allowing: .readCustomer)
        guard readable != 0 else { return false }
        return fields.allSatisfy { name in
            guard let field = view.resource.position(of: name) else { return false }
            let bits = view.bits(of: field, using: .filter) & readable
            return bits & (everywhere ? view.bitsEverywhere : view.all) != 0
        }
    }
}

extension Criterion: Equatable {
    /// A code is one criterion.
    public static func == (left: Criterion, right: Criterion) -> Bool { left.code == right.code }
}
