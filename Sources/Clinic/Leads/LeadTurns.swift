internal import FoundationEssentials

/// Whose turn it is: smooth weighted round robin. Each turn everybody is credited with his weight, the one with the most gets it and pays
/// what all were credited. Over as many turns as the weights sum to each gets exactly his weight, however turns of different people lie
/// between each other; who was away is neither passed over afterwards nor made to catch up.
struct LeadTurns: Sendable, Equatable {
    /// Somebody who could get it.
    struct Member: Sendable, Equatable {
        let user: UUID
        let weight: Int64
    }

    private(set) var credits: [UUID: Int64]

    init(_ credits: [UUID: Int64] = [:]) {
        self.credits = credits
    }

    /// The next of these, in their order where credits are alike; nil of nobody. What others are owed stays as it is.
    mutating func next(of members: [Member]) -> UUID? {
        guard let first = members.first else { return nil }
        var total: Int64 = 0
        var best = first.user
        for member in members {
            total += member.weight
            credits[member.user, default: 0] += member.weight
        }
        for member in members where (credits[member.user] ?? 0) > (credits[best] ?? 0) { best = member.user }
        credits[best, default: 0] -= total
        return best
    }

    /// Forgets those who are no members any more.
    mutating func keep(_ users: some Sequence<UUID>) {
        let known = Set(users)
        credits = credits.filter { known.contains($0.key) }
    }
}
