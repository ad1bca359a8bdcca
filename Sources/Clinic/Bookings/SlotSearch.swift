internal import FoundationEssentials
internal import Platform

/// Finds when a visit can take place: times at which every need of every segment has a resource of its own that works then and is free,
/// buffers included. Knows nothing of the database; seconds since 1970 throughout, half-open ranges.
struct SlotSearch: Sendable {
    /// A resource that may meet a need.
    struct Option: Sendable, Hashable {
        /// Position in ``resources``.
        let resource: Int
        /// Seconds before and after that the use costs besides.
        let before: Int64
        let after: Int64
    }

    /// Something that one resource has to do: in one segment, or by a bond in several.
    struct Duty: Sendable {
        /// When, in seconds from the visit's beginning.
        let pieces: [Range<Int64>]
        /// In the order in which they are preferred.
        let options: [Option]
    }

    /// A person, a room or a device with its time.
    struct Supply: Sendable {
        let id: UUID
        /// What is taken of: the person, or the resource itself. Nobody does two things at once.
        let subject: UUID
        /// When it can be used, in order, without overlaps.
        let usable: [Range<Int64>]
        /// For each of its places what is taken, buffers included, in order of their beginnings.
        let taken: [[Range<Int64>]]

        init(id: UUID, subject: UUID, usable: [Range<Int64>], taken: [[Range<Int64>]]) {
            self.id = id
            self.subject = subject
            self.usable = Supply.joined(usable)
            self.taken = taken.map(Supply.joined)
        }

        /// The first places that are free for all of these, each within usable time.
        func places(for pieces: [Range<Int64>], _ option: Option, most: Int) -> [Int] {
            for piece in pieces where !Supply.contains(usable, piece) { return [] }
            var places: [Int] = []
            for (place, busy) in taken.enumerated() where places.count < most {
                let isFree = pieces.allSatisfy { !Supply.meets(busy, ($0.lowerBound - option.before)..<($0.upperBound + option.after)) }
                if isFree { places.append(place) }
            }
            return places
        }

        /// In order, those that touch or overlap as one.
        static func joined(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
            var joined: [Range<Int64>] = []
            for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
                if let last = joined.last, range.lowerBound <= last.upperBound {
                    joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
                } else {
                    joined.append(range)
                }
            }
            return joined
        }

        /// Whether one of the ranges holds the whole piece.
        static func contains(_ ranges: [Range<Int64>], _ piece: Range<Int64>) -> Bool {
            guard let last = lastBeginning(ranges, notAfter: piece.lowerBound) else { return false }
            return ranges[last].upperBound >= piece.upperBound
        }

        /// Whether one of the ranges overlaps the piece.
        static func meets(_ ranges: [Range<Int64>], _ piece: Range<Int64>) -> Bool {
            guard let last = lastBeginning(ranges, notAfter: piece.upperBound - 1) else { return false }
            return ranges[last].upperBound > piece.lowerBound
        }

        /// The last range that begins at a moment or before.
        private static func lastBeginning(_ ranges: [Range<Int64>], notAfter moment: Int64) -> Int? {
            var (low, high) = (0, ranges.count)
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].lowerBound <= moment { low = middle + 1 } else { high = middle }
            }
            return low == 0 ? nil : low - 1
        }
    }

    /// Which resource does a duty of a found time, at which of its places.
    struct Assignment: Sendable, Hashable {
        let duty: Int
        let option: Option
        let place: Int
    }

    /// A time that was found.
    struct Slot: Sendable, Hashable {
        let start: Int64
        let assignments: [Assignment]
    }

    let resources: [Supply]
    let duties: [Duty]
    /// Seconds of the whole visit.
    let length: Int64
    /// When the customer is somewhere already.
    let customer: [Range<Int64>]

    init(resources: [Supply], duties: [Duty], length: Int64, customer: [Range<Int64>] = []) {
        self.resources = resources
        self.duties = duties
        self.length = length
        self.customer = Supply.joined(customer)
    }

    /// The first times in these windows at which a visit can begin; it ends in the window in which it began. Ends early where choosing took
    /// more steps than a search may.
    ///
    /// - Parameters:
    ///   - windows: where it may lie.
    ///   - step: seconds between two times that are offered; they are whole multiples of it.
    func slots(in windows: [Range<Int64>], step: Int64, limit: Int) -> [Slot] {
        var found: [Slot] = []
        var steps = 0
        let step = max(step, 60)
        for window in Supply.joined(windows) {
            var start = (window.lowerBound + step - 1) / step * step
            while start + length <= window.upperBound {
                if let assignments = assignments(at: start, &steps) {
                    found.append(Slot(start: start, assignments: assignments))
                    if found.count >= limit { return found }
                }
                if steps > SlotSearch.mostSteps { return found }
                start += step
            }
        }
        return found
    }

    /// Who does what when the visit begins at a moment; nil where it cannot.
    func assignments(at start: Int64) -> [Assignment]? {
        var steps = 0
        return assignments(at: start, &steps)
    }

    private func assignments(at start: Int64, _ steps: inout Int) -> [Assignment]? {
        if Supply.meets(customer, start..<(start + length)) { return nil }
        var free: [[Assignment]] = []
        for (index, duty) in duties.enumerated() {
            let pieces = duty.pieces.map { ($0.lowerBound + start)..<($0.upperBound + start) }
            let possible = duty.options.flatMap { option in
                resources[option.resource].places(for: pieces, option, most: duties.count)
                    .map { Assignment(duty: index, option: option, place: $0) }
            }
            if possible.isEmpty { return nil }
            free.append(possible)
        }
        // Those with the fewest choices choose first.
        let order = free.indices.sorted { (free[$0].count, $0) < (free[$1].count, $1) }
        var chosen: [Assignment] = []
        guard choose(order[...], free, &chosen, &steps) else { return nil }
        return chosen.sorted { $0.duty < $1.duty }
    }

    /// Gives each duty that is left a resource that no other has at the same time. Gives up after so many steps: a plan for which that
    /// matters asks for more people at once than a branch has.
    private func choose(_ left: ArraySlice<Int>, _ free: [[Assignment]], _ chosen: inout [Assignment], _ steps: inout Int) -> Bool {
        guard let duty = left.first else { return true }
        for candidate in free[duty] {
            steps += 1
            if steps > SlotSearch.mostSteps { return false }
            guard !chosen.contains(where: { clash($0, candidate) }) else { continue }
            chosen.append(candidate)
            if choose(left.dropFirst(), free, &chosen, &steps) { return true }
            chosen.removeLast()
        }
        return false
    }

    /// Of one search, however many times it looks at.
    private static let mostSteps = 100_000

    /// Whether two duties of one visit would take the same place of the same subject at once. Between two pieces of one visit nothing is
    /// cleaned up: their buffers may meet.
    private func clash(_ one: Assignment, _ other: Assignment) -> Bool {
        guard resources[one.option.resource].subject == resources[other.option.resource].subject, one.place == other.place else {
            return false
        }
        return duties[one.duty].pieces.contains { mine in duties[other.duty].pieces.contains { mine.overlaps($0) } }
    }
}
