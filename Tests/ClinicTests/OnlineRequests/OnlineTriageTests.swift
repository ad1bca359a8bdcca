import Foundation
import Testing

@testable import Clinic
@testable import Platform

/// What the rules say of answers, and when somebody has to have looked: no database.
@Suite struct OnlineTriageTests {
    private static let rules = OnlineTriage([
        OnlineTriage.Rule(question: "pregnant", age: nil, effect: .contraindicated),
        OnlineTriage.Rule(question: "medicine", age: nil, effect: .needReview),
        OnlineTriage.Rule(question: nil, age: 18, effect: .contraindicated),
    ])

    @Test(
        "the worst that a rule says counts; what is not known for sure is looked at",
        arguments: [
            (["pregnant": .no, "medicine": .no], 30, .autoOK), (["pregnant": .yes, "medicine": .no], 30, .contraindicated),
            (["pregnant": .no, "medicine": .yes], 30, .needReview), (["pregnant": .yes, "medicine": .yes], 30, .contraindicated),
            (["pregnant": .unsure, "medicine": .no], 30, .needReview), (["medicine": .no], 30, .needReview),
            (["pregnant": .no, "medicine": .no], 17, .contraindicated), (["pregnant": .no, "medicine": .no], 18, .autoOK),
            (["pregnant": .no, "medicine": .no], nil, .needReview), (["pregnant": .no, "medicine": .no, "other": .yes], 30, .autoOK),
        ] as [([String: OnlineTriage.Answer], Int64?, OnlineTriage.Result)])
    func table(answers: [String: OnlineTriage.Answer], age: Int64?, expected: OnlineTriage.Result) {
        #expect(Self.rules.result(answers, age: age) == expected)
    }

    @Test("a service without rules is all right")
    func none() {
        #expect(OnlineTriage([]).result(["pregnant": .yes], age: nil) == .autoOK)
    }

    @Test("the clock runs while the branch is open, and nowhere else")
    func clock() {
        let hours: Int64 = 3600
        let open = [9 * hours..<12 * hours, 13 * hours..<18 * hours, 33 * hours..<42 * hours]
        func due(_ from: Int64, _ seconds: Int64) -> Int64 { WorkingClock.due(after: seconds, from: from, open: open) }
        #expect(due(9 * hours, 2 * hours) == 11 * hours)
        #expect(due(0, 2 * hours) == 11 * hours, "before it opens")
        #expect(due(11 * hours, 2 * hours) == 14 * hours, "over lunch")
        #expect(due(17 * hours, 2 * hours) == 34 * hours, "over night")
        #expect(due(10 * hours, 2 * hours) == 12 * hours, "to the last moment")
        #expect(due(20 * hours, hours) == 34 * hours)
        #expect(due(41 * hours, 5 * hours) == 42 * hours, "as far as is known")
        #expect(due(50 * hours, 2 * hours) == 52 * hours, "never open: every hour counts")
    }

    @Test(
        "an address is a tenant's word, a dot and a page's",
        arguments: ["", ".", "abc", "abc.", ".abc", "abc.d/e", "abc.d%20e", "Abc.def", "-.abc", "a b.c", "abc.déf"])
    func address(text: String) {
        #expect(OnlineAddress(text) == nil)
        #expect(OnlineAddress("abc.def-1")?.slug == "def-1")
    }
}
