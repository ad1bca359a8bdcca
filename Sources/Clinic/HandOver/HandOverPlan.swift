internal import FoundationEssentials
internal import JSON
internal import Platform

/// Who gets what of somebody's work.
struct HandOverPlan {
    /// How successors are chosen.
    enum Rule: String, CaseIterable, Sendable {
        /// One gets everything.
        case one
        /// One after the other.
        case roundRobin = "round_robin"
        /// Who has the fewest customers at that moment.
        case leastLoaded = "least_loaded"
        /// By the customer's home branch.
        case byBranch = "by_branch"
        /// By the customer's level.
        case byLevel = "by_level"
    }

    let rule: Rule
    /// In order; of `one` the first.
    let successors: [UUID]
    let branches: [UUID: UUID]
    let levels: [String: UUID]

    private var turn = 0
    private var loads: [UUID: Int64] = [:]
    /// What belongs to one customer goes to one person, whatever lane it is in.
    private var decided: [UUID: UUID] = [:]

    /// Reads `{rule, to?: [id], branches?: [{branchId, userId}], levels?: [{level, userId}]}`.
    init(reading payload: PayloadReader, from: UUID) {
        rule = Rule(rawValue: payload.requiredChoice("rule", of: Rule.allCases.map(\.rawValue))) ?? .one
        var branches: [UUID: UUID] = [:]
        var levels: [String: UUID] = [:]
        for entry in payload.has("branches") ? payload.objects("branches", max: 200) : [] {
            branches[entry.requiredUUID("branchId")] = entry.requiredUUID("userId")
        }
        for entry in payload.has("levels") ? payload.objects("levels", max: 20) : [] {
            levels[entry.requiredChoice("level", of: Customer.levels)] = entry.requiredUUID("userId")
        }
        successors = payload.has("to") ? payload.uuids("to", max: 100) : []
        self.branches = branches
        self.levels = levels
        switch rule {
        case .one: if successors.count != 1 { payload.refuse("to", successors.isEmpty ? "required" : "too_many") }
        case .roundRobin, .leastLoaded: if successors.isEmpty { payload.refuse("to", "required") }
        case .byBranch: if branches.isEmpty { payload.refuse("branches", "required") }
        case .byLevel: if levels.isEmpty { payload.refuse("levels", "required") }
        }
        if everybody.contains(from) { payload.refuse("to", "not_allowed") }
    }

    /// Everybody who may get something.
    var everybody: Set<UUID> { Set(successors).union(branches.values).union(levels.values) }

    /// How many customers each has before.
    mutating func begin(with loads: [UUID: Int64]) {
        self.loads = loads
    }

    /// Who gets what belongs to a customer; nil where the plan names nobody for it.
    mutating func successor(for customer: UUID, branch: UUID, level: String) -> UUID? {
        if let known = decided[customer] { return known }
        let chosen: UUID?
        switch rule {
        case .one: chosen = successors.first
        case .roundRobin:
            chosen = successors.isEmpty ? nil : successors[turn % successors.count]
            turn += 1
        case .leastLoaded: chosen = successors.min { (loads[$0] ?? 0, place($0)) < (loads[$1] ?? 0, place($1)) }
        case .byBranch: chosen = branches[branch] ?? successors.first
        case .byLevel: chosen = levels[level] ?? successors.first
        }
        if let chosen {
            decided[customer] = chosen
            loads[chosen, default: 0] += 1
        }
        return chosen
    }

    private func place(_ user: UUID) -> Int { successors.firstIndex(of: user) ?? successors.count }

    /// As it is kept with the action.
    var json: JSONValue {
        func text(_ id: UUID) -> JSONValue { .string(ID<User>(id).description) }
        func pairs(_ key: String, _ entries: [(JSONValue, UUID)]) -> JSONValue {
            .array(entries.map { [key: $0.0, "userId": text($0.1)] })
        }
        return [
            "rule": .string(rule.rawValue), "to": .array(successors.map(text)),
            "branches": pairs("branchId", branches.sorted { $0.key < $1.key }.map { (text($0.key), $0.value) }),
            "levels": pairs("level", levels.sorted { $0.key < $1.key }.map { (JSONValue.string($0.key), $0.value) }),
        ]
    }
}
