import Foundation
import Testing

@testable import Clinic

/// The search for a free time, on its own: minutes of a day stand for seconds.
@Suite struct SlotSearchTests {
    private typealias Supply = SlotSearch.Supply
    private typealias Duty = SlotSearch.Duty

    private func supply(_ usable: [Range<Int64>], taken: [[Range<Int64>]] = [[]], subject: UUID? = nil) -> Supply {
        let id = UUID()
        return Supply(
            id: id, subject: subject ?? id, usable: usable.map { $0.lowerBound * 60..<$0.upperBound * 60 },
            taken: taken.map { $0.map { $0.lowerBound * 60..<$0.upperBound * 60 } })
    }

    private func task(_ pieces: [Range<Int64>], _ options: [Int], before: Int64 = 0, after: Int64 = 0) -> Duty {
        Duty(
            pieces: pieces.map { $0.lowerBound * 60..<$0.upperBound * 60 },
            options: options.map { SlotSearch.Option(resource: $0, before: before * 60, after: after * 60) })
    }

    private func starts(
        _ resources: [Supply], _ tasks: [Duty], _ length: Int64, in window: Range<Int64> = 0..<1_440, step: Int64 = 15, limit: Int = 50
    ) -> [Int64] {
        SlotSearch(resources: resources, duties: tasks, length: length * 60)
            .slots(in: [window.lowerBound * 60..<window.upperBound * 60], step: step * 60, limit: limit).map { $0.start / 60 }
    }

    @Test("a visit lies within working time and between what is taken")
    func simple() {
        let doctor = supply([540..<720, 780..<900], taken: [[600..<660]])
        #expect(starts([doctor], [task([0..<60], [0])], 60) == [540, 660, 780, 795, 810, 825, 840])
    }

    @Test("the clean-up of the one before counts, and the preparation of the one after too")
    func buffers() {
        let room = supply([540..<720], taken: [[600..<645]])
        // A claim's own buffers stand in what is taken; those of the new one are added on both sides.
        #expect(starts([room], [task([0..<30], [0], before: 5, after: 15)], 30) == [540, 555, 660, 675, 690])
        #expect(starts([room], [task([0..<30], [0])], 30) == [540, 555, 570, 645, 660, 675, 690])
    }

    @Test("a need that is bound stays with its resource, others change")
    func bonds() {
        let one = supply([0..<60])
        let two = supply([0..<120])
        let rooms = [0, 1]
        #expect(starts([one, two], [task([0..<30, 30..<60], rooms)], 60, in: 0..<120, step: 30) == [0, 30, 60])
        let search = SlotSearch(
            resources: [one, two], duties: [task([0..<40, 40..<80], rooms)], length: 80 * 60)
        #expect(search.assignments(at: 0)?.map(\.option.resource) == [1], "the first closes too early")
    }

    @Test("two needs of one time take two people, also where one could meet both")
    func twoPeople() {
        let (nurse, other) = (supply([0..<600]), supply([0..<600]))
        let both = [task([0..<30], [0, 1]), task([0..<30], [0])]
        let search = SlotSearch(resources: [nurse, other], duties: both, length: 1_800)
        #expect(search.assignments(at: 0)?.map(\.option.resource) == [1, 0])
        #expect(starts([nurse], [task([0..<30], [0]), task([0..<30], [0])], 30) == [])
        // One after the other he does both.
        #expect(starts([nurse], [task([0..<30], [0]), task([30..<60], [0])], 60, limit: 1) == [0])
        // Doctor and consultant by the same person is one person.
        let person = UUID()
        let roles = [supply([0..<600], subject: person), supply([0..<600], subject: person)]
        #expect(starts(roles, [task([0..<30], [0]), task([0..<30], [1])], 30) == [])
    }

    @Test("a room for three takes three")
    func places() {
        let room = supply([0..<120], taken: [[0..<60], [0..<90], []])
        #expect(starts([room], [task([0..<60], [0])], 60, step: 30) == [0, 30, 60])
        let full = supply([0..<120], taken: [[0..<60], [0..<90], [30..<45]])
        #expect(starts([full], [task([0..<60], [0])], 60, step: 15) == [45, 60])
        // Two needs of one visit sit down beside each other.
        let search = SlotSearch(resources: [full], duties: [task([0..<30], [0]), task([0..<30], [0])], length: 1_800)
        #expect(search.assignments(at: 3_600)?.map(\.place) == [0, 2])
        #expect(search.assignments(at: 2_700) == nil)
    }

    @Test("the customer is in one place at a time")
    func customer() {
        let search = SlotSearch(
            resources: [supply([0..<240])], duties: [task([0..<60], [0])], length: 3_600, customer: [60 * 60..<90 * 60])
        #expect(search.slots(in: [0..<240 * 60], step: 1_800, limit: 9).map { $0.start / 60 } == [0, 90, 120, 150, 180])
    }

    @Test("whatever is found overlaps nothing: visits at random, put in one after the other")
    func random() throws {
        var generator = SystemRandomNumberGenerator()
        let count = 6
        var taken: [[[Range<Int64>]]] = (0..<count).map { _ in [[], []] }
        let ids = (0..<count).map { _ in UUID() }
        var booked = 0
        for _ in 0..<400 {
            let minutes = Int64.random(in: 1...8, using: &generator) * 15
            let options = (0..<count).shuffled(using: &generator).prefix(3)
            let before = Int64.random(in: 0...2, using: &generator) * 5
            let resources = (0..<count).map { Supply(id: ids[$0], subject: ids[$0], usable: [0..<86_400 * 3], taken: taken[$0]) }
            let tasks = [
                task([0..<minutes], Array(options), before: before, after: 10),
                task([0..<minutes], [Int.random(in: 0..<count, using: &generator)]),
            ]
            let search = SlotSearch(resources: resources, duties: tasks, length: minutes * 60)
            let from = Int64.random(in: 0..<86_400 * 2, using: &generator)
            guard let slot = search.slots(in: [from..<86_400 * 3], step: 900, limit: 1).first else { continue }
            for assignment in slot.assignments {
                for piece in tasks[assignment.duty].pieces {
                    let from = slot.start + piece.lowerBound - assignment.option.before
                    let claim = from..<(slot.start + piece.upperBound + assignment.option.after)
                    let place = taken[assignment.option.resource][assignment.place]
                    #expect(!place.contains { $0.overlaps(claim) })
                    taken[assignment.option.resource][assignment.place].append(claim)
                }
            }
            booked += 1
        }
        #expect(booked > 20)
    }
}
