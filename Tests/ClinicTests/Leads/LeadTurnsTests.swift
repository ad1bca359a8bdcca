import Foundation
import Testing

@testable import Clinic

@Suite struct LeadTurnsTests {
    private let people = (0..<3).map { _ in UUID() }

    private func take(_ turns: inout LeadTurns, _ weights: [Int64], of who: [Int], times: Int) -> [Int] {
        (0..<times).compactMap { _ in
            turns.next(of: who.map { LeadTurns.Member(user: people[$0], weight: weights[$0]) }).flatMap { people.firstIndex(of: $0) }
        }
    }

    @Test("with like weights it goes around, in order")
    func around() {
        var turns = LeadTurns()
        #expect(take(&turns, [1, 1, 1], of: [0, 1, 2], times: 7) == [0, 1, 2, 0, 1, 2, 0])
    }

    @Test("each gets exactly his weight, and none all at once")
    func weights() {
        var turns = LeadTurns()
        let order = take(&turns, [5, 3, 2], of: [0, 1, 2], times: 10)
        #expect(order.count(where: { $0 == 0 }) == 5)
        #expect(order.count(where: { $0 == 1 }) == 3)
        #expect(order.count(where: { $0 == 2 }) == 2)
        // Never three in a row for half of the weight.
        #expect(zip(order, zip(order.dropFirst(), order.dropFirst(2))).allSatisfy { $0 != $1.0 || $1.0 != $1.1 })
    }

    @Test("who was away neither loses his turns nor makes up for them")
    func away() {
        var turns = LeadTurns()
        _ = take(&turns, [1, 1, 1], of: [0, 1, 2], times: 3)
        let without = take(&turns, [1, 1, 1], of: [0, 1], times: 20)
        #expect(without.count(where: { $0 == 0 }) == 10)
        let back = take(&turns, [1, 1, 1], of: [0, 1, 2], times: 9)
        #expect((0..<3).map { one in back.count(where: { $0 == one }) } == [3, 3, 3])
    }

    @Test("of nobody there is no next, and whoever is no member is forgotten")
    func nobody() {
        var turns = LeadTurns()
        #expect(turns.next(of: []) == nil)
        _ = take(&turns, [1, 1, 1], of: [0, 1, 2], times: 1)
        turns.keep([people[0]])
        #expect(Set(turns.credits.keys) == [people[0]])
    }

    @Test("by conversion: a share won is a weight, and newcomers have half")
    func conversion() {
        let available = [
            GiveLead.Available(user: people[0], weight: 9, open: 4, won: 8, ended: 8),
            GiveLead.Available(user: people[1], weight: 9, open: 2, won: 0, ended: 8),
            GiveLead.Available(user: people[2], weight: 9, open: 2, won: 0, ended: 0),
        ]
        #expect(GiveLead.weights(available, by: "conversion").map(\.weight) == [90, 10, 50])
        #expect(GiveLead.weights(available, by: "least_open").map(\.user) == [people[1], people[2]])
        #expect(GiveLead.weights(available, by: "round_robin").map(\.weight) == [1, 1, 1])
        #expect(GiveLead.weights(available, by: "weighted").map(\.weight) == [9, 9, 9])
    }
}
