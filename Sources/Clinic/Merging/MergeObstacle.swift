internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// Something that stands in the way of a merge: it would lose a thing that somebody needs. Features that know of one declare it here.
public struct MergeObstacle: Sendable {
    /// A word, stable for ever.
    public let code: String
    public let text: LocalizedText
    /// Whether it is there between two customers; asked as the system. Nil for those that the two rows themselves tell.
    let condition: (@Sendable (_ source: UUID, _ target: UUID, _ tenant: ID<Tenant>) -> SQL)?

    init(
        _ code: String, _ text: LocalizedText, _ condition: (@Sendable (UUID, UUID, ID<Tenant>) -> SQL)? = nil
    ) {
        self.code = code
        self.text = text
        self.condition = condition
    }

    static let idNumbers = MergeObstacle(
        "id_numbers", LocalizedText("两份档案的证件号不同", "The two files have different ID numbers"))
    static let guardian = MergeObstacle(
        "guardian", LocalizedText("其中一位是另一位的监护人", "One is the other's guardian"))
    static let restricted = MergeObstacle(
        "restricted",
        LocalizedText("被合并的档案已限制查看，请先限制保留的档案或解除限制", "The source is restricted and the target is not: restrict the target, or lift it first")
    )
    static let unseenFields = MergeObstacle(
        "unseen_fields",
        LocalizedText("有您无权查看的资料须取舍，请由有权限的同事合并", "Something that you may not see has to be chosen: a colleague who may has to merge"))
    static let introducerCycle = MergeObstacle(
        "introducer_cycle",
        LocalizedText("合并后介绍人关系将成环，请先更正介绍人", "He would have introduced himself by way of others: correct the introducer first"))
    static let undeclared = MergeObstacle(
        "undeclared", LocalizedText("有新功能的数据尚未支持合并", "There is data that merging does not know yet"))

    /// Those that are asked of the database.
    static let asked: [MergeObstacle] = [
        MergeObstacle(
            "data_request_open", LocalizedText("有未办结的个人信息请求，请先办结", "A data subject's request is open: settle it first")
        ) { source, target, tenant in
            """
            exists (select 1 from app.data_request r where r.tenant_id = \(tenant) and r.customer_id in (\(source), \(target))
              and r.settled_at is null)
            """
        },
        MergeObstacle(
            "consent_withdrawn",
            LocalizedText("一份档案已撤回的同意在另一份中仍有效，请先撤回", "A consent that the one file withdrew still holds in the other: withdraw it first")
        ) { source, target, tenant in
            """
            exists (select 1 from app.consent g join app.consent w on w.tenant_id = g.tenant_id and w.purpose = g.purpose
              and w.customer_id <> g.customer_id and w.state = 'withdrawn' and w.ended_at >= g.given_at
              where g.tenant_id = \(tenant) and g.customer_id in (\(source), \(target)) and g.state = 'given'
              and w.customer_id in (\(source), \(target)) and not exists (
                select 1 from app.consent l where l.tenant_id = w.tenant_id and l.customer_id = w.customer_id
                and l.purpose = w.purpose and l.state = 'given'))
            """
        },
    ]

    /// Those that stand between two customers, of the ones that the database is asked for; as the system.
    static func found(source: UUID, target: UUID, tenant: ID<Tenant>, in tx: Transaction) throws -> [MergeObstacle] {
        let conditions = asked.compactMap { $0.condition?(source, target, tenant) }
        let row = try tx.execute("select \(conditions.joined(separator: ", "))")[0]
        var found = try asked.indices.filter { try row.get($0, as: Bool.self) }.map { asked[$0] }
        if try !tx.execute(CustomerBelonging.undeclared).isEmpty { found.append(.undeclared) }
        return found
    }

    /// `{code, detail}` in the caller's language.
    func json(in language: Language) -> JSONValue { ["code": .string(code), "detail": .string(text[language])] }

    /// Every word, for the documentation.
    static let allCodes: [String] =
        ([idNumbers, guardian, restricted, unseenFields, introducerCycle, undeclared] + asked).map(\.code)
}

extension Failure {
    /// `customer.merge_conflict` with what stands in the way.
    static func merge(_ obstacles: [MergeObstacle]) -> Failure {
        let all = LocalizedText(
            obstacles.map(\.text.chinese).joined(separator: "；"), obstacles.map(\.text.english).joined(separator: "; "))
        return Failure(.mergeConflict, detail: all, extra: ["conflicts": .array(obstacles.map { .string($0.code) })])
    }
}
