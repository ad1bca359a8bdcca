internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Finds customers by phone, its last four digits, number, WeChat, a name or part of one in characters, pinyin or initials, or several
/// of these together: through blind-index tokens, opened and checked again, since tokens collide on purpose.
public struct SearchCustomers: Sendable {
    /// All of them have to hold.
    private let terms: [SearchTerm]
    public let limit: Int

    /// What was found, the best first.
    public struct Found: Sendable {
        public let rows: [Row]
        /// How many of the last ones only come near.
        public let near: Int
        /// Whether there may be more.
        public let isTruncated: Bool
    }

    /// With so many that fit, nobody asks for those that come near.
    static let enough = 5
    /// Ways to candidates that are followed at the most.
    private static let mostLegs = 12

    /// Reads `{text | phone | phoneLast4 | name | number | wechat, limit?}`. A criterion on a field that the person may not filter by is
    /// refused in the words of an unknown field; in `text` he is told that it is not allowed, whatever is stored.
    public init(reading payload: PayloadReader, view: ResourceView) {
        func mayUse(_ field: String) -> Bool {
            view.resource.position(of: field).map { view.bits(of: $0, using: .filter) != 0 } ?? false
        }
        var terms: [SearchTerm] = []
        func add(_ key: String, _ criterion: SearchCriterion?) {
            guard let criterion else { return payload.refuse(key, "pattern") }
            terms.append(SearchTerm(alternatives: [criterion]))
        }
        var shortest: String?
        if mayUse("phone") {
            if let text = payload.numberText("phone", max: 40) { add("phone", PhoneNormalizer.normalize(text).map { .phone($0) }) }
            if let text = payload.numberText("phoneLast4", max: 8) { add("phoneLast4", SearchCustomers.lastFour(text)) }
        }
        if mayUse("number"), let number = payload.integer("number", in: 1...Int64.max) { add("number", .number(number)) }
        if mayUse("wechat"), let text = payload.text("wechat", max: 64) { add("wechat", .wechat(NameNormalizer.normalize(text))) }
        if mayUse("name"), let text = payload.text("name", max: 64) {
            add("name", .name(SoughtName(text)))
            shortest = "name"
        }
        if ["phone", "number", "wechat", "name"].contains(where: mayUse), let text = payload.numberText("text", max: 64) {
            let all = SearchText.terms(of: text)
            let usable = all.map { term in SearchTerm(alternatives: term.alternatives.filter { mayUse($0.field) }) }
            if all.isEmpty || usable.contains(where: { $0.alternatives.isEmpty }) { payload.refuse("text", "not_allowed") }
            terms += usable
            shortest = "text"
        }
        limit = Int(payload.integer("limit", in: 1...50) ?? 50)
        self.terms = terms
        if payload.violations.isEmpty {
            if terms.isEmpty {
                payload.refuse("", "required")
            } else if SearchCustomers.legs(of: terms, \.legs).isEmpty {
                payload.refuse(shortest ?? "", "too_short", limit: "2")
            }
        }
    }

    /// Names of the fields searched by, for the audit.
    var fields: [String] {
        Set(terms.flatMap { $0.alternatives.map { "customer." + $0.field } }).sorted()
    }

    /// What the audit trail keeps of a search: an event for each branch in which something was found, with the values that it
    /// released in clear; one without a hit where the person searches one branch only, or else nowhere.
    public func events(of rows: [Row], _ selection: Selection, as actor: Actor) throws -> [AuditEvent] {
        let releases = Dictionary(grouping: try selection.releases(in: rows)) { $0.branch }
        var counts: [ID<Platform.Unit>?: Int] = [:]
        for row in rows { counts[try row.get(selection.width + 4, as: ID<Platform.Unit>.self), default: 0] += 1 }
        if rows.isEmpty {
            var only: ID<Platform.Unit>?
            if case .branches(let branches)? = actor.rights.reach(of: .searchCustomer), branches.count == 1 { only = branches.first }
            counts[only] = 0
        }
        let branches = counts.keys.sorted { ($0?.description ?? "") < ($1?.description ?? "") }
        return branches.map { branch in
            AuditEvent(
                .searchCustomer, on: "customer", branch: branch, fields: fields, rowCount: counts[branch],
                links: releases[branch] ?? [])
        }
    }

    /// The customers who fit, the best first and of equals the newest; where they are few, those who come near behind them.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Found {
        let search = CandidateSearch(selection: selection, keys: keys, actor: actor, now: now)
        let fitting = try search.run(SearchCustomers.legs(of: terms, \.legs), in: tx) { candidate, allows in
            SearchCustomers.total(terms) { allows($0.field) ? $0.rank(candidate) : nil }
        }
        var rows = Array(fitting.rows.prefix(limit))
        var near = 0
        if rows.count < min(SearchCustomers.enough, limit), terms.contains(where: { $0.alternatives.contains(where: \.isName) }) {
            let known = Set(try fitting.rows.map { try $0.get(0, as: UUID.self) })
            let others = try search.run(SearchCustomers.legs(of: terms, \.nearLegs), besides: known, in: tx) { candidate, allows in
                SearchCustomers.total(terms) { allows($0.field) ? $0.nearness(candidate) : nil }
            }
            near = min(others.rows.count, limit - rows.count)
            rows += others.rows.prefix(near)
        }
        return Found(rows: rows, near: near, isTruncated: fitting.isCut || fitting.rows.count > limit)
    }

    private static func lastFour(_ text: String) -> SearchCriterion? {
        let digits = text.nfkcKeepingSpaces
        return digits.utf8.count == 4 && digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ? .lastFour(digits) : nil
    }

    /// Every way in which all terms hold, with the fields that it takes.
    private static func legs(of terms: [SearchTerm], _ ways: (SearchCriterion) -> [CandidateLeg]) -> [SearchWay] {
        var all = [SearchWay(leg: CandidateLeg(), fields: [])]
        for term in terms {
            all = all.flatMap { way in
                term.alternatives.flatMap { criterion in
                    ways(criterion).map { SearchWay(leg: way.leg.and($0), fields: way.fields.union([criterion.field])) }
                }
            }
            all = Array(all.prefix(mostLegs))
        }
        return all.filter(\.leg.leads)
    }

    /// The sum over all terms of the best alternative; nil where a term does not hold.
    private static func total(_ terms: [SearchTerm], _ rank: (SearchCriterion) -> Int?) -> Int? {
        var sum = 0
        for term in terms {
            guard let best = term.alternatives.compactMap(rank).min() else { return nil }
            sum += best
        }
        return sum
    }
}

extension SearchCriterion {
    /// Whether something can come near it.
    fileprivate var isName: Bool { if case .name = self { true } else { false } }
}
