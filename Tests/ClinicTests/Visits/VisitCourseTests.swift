import Testing

@testable import Clinic

/// How a visit goes on, and what it is taken for.
@Suite struct VisitCourseTests {
    @Test("nothing follows the end, everything else comes to it, and a talk about a sale ends with a word")
    func moves() {
        let all = VisitState.allCases
        #expect(all.allSatisfy { !VisitState.left.mayBecome($0) })
        #expect(all.allSatisfy { !$0.mayBecome(.registered) && !$0.mayBecome($0) })
        #expect(all.filter { VisitState.registered.mayBecome($0) } == [.triaged])
        #expect(all.filter { VisitState.planned.mayBecome($0) } == [.ordered, .noDeal], "a plan that was shown is decided on")
        #expect(Set(all.filter { $0.mayBecome(.ordered) }) == [.consulting, .planned, .treated])
        #expect(Set(all.filter { $0.mayBecome(.noDeal) }) == [.consulting, .planned, .treated])
        // Every state is reached, and from every one the end.
        var reached: Set<VisitState> = [.registered]
        while true {
            let next = reached.union(all.filter { state in reached.contains { $0.mayBecome(state) } })
            if next == reached { break }
            reached = next
        }
        #expect(reached == Set(all))
        for state in all where state != .left {
            var from: Set<VisitState> = [state]
            for _ in all { from.formUnion(all.filter { next in from.contains { $0.mayBecome(next) } }) }
            #expect(from.contains(.left), "\(state) comes to its end")
        }
    }

    @Test(
        "the type follows from the history",
        arguments: [
            (false, false, Int64?.none, VisitType.first), (false, true, 3, .first), (true, false, nil, .return),
            (true, true, nil, .repeatPurchase),
            (true, false, 14, .review), (true, true, 0, .review), (true, false, 15, .repeatPurchase),
        ])
    func types(wasThere: Bool, wasAgreed: Bool, days: Int64?, type: VisitType) {
        #expect(VisitType.derived(wasThere: wasThere, wasAgreed: wasAgreed, treatedDaysAgo: days) == type)
    }
}
