internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The people, rooms and devices of a branch with their time, and who is licensed for what. Read as the system, since what a person does in
/// other branches counts.
struct BranchSupply: Sendable {
    /// Somebody or something that can be booked.
    struct Member: Sendable {
        let id: UUID
        let kind: String
        let person: UUID?
        let tags: Set<String>
        let capacity: Int
        /// Seconds that each use costs besides.
        let before: Int64
        let after: Int64
        let name: String
        /// The last day of a device's papers.
        let papers: LocalDate?
        let isUsedUp: Bool
        let isReady: Bool

        /// What is taken of: the person, or the thing itself.
        var subject: UUID { person ?? id }
        var isPerson: Bool { person != nil }
    }

    private struct Permit: Sendable {
        let kinds: Set<String>
        let scopes: Set<String>
        let valid: Range<Int64>
    }

    let members: [Member]
    private let usable: [UUID: [Range<Int64>]]
    /// What is taken of each subject.
    let claims: [UUID: [WorkingTime.Taken]]
    private let permits: [UUID: [Permit]]

    /// Which licences are good for a kind of person.
    private static let kinds: [String: Set<String>] = [
        "physician": ["doctor"], "assistant_physician": ["doctor"], "nurse": ["nurse"], "therapist": ["therapist"],
    ]

    /// - Parameter named: resources that are asked for: they are members though they are out of use.
    init(
        in branch: ID<Unit>, from first: LocalDate, until last: LocalDate, naming named: Set<UUID> = [], tenant: ID<Tenant>,
        in tx: Transaction
    ) throws {
        let ids = named.sorted()
        members = try tx.execute(BookingQueries.resources(of: branch, naming: ids, tenant: tenant)).map { row in
            Member(
                id: try row[0], kind: try row[1], person: try row.getOptional(2), tags: Set(try row.get(3, as: [String].self)),
                capacity: max(1, Int(clamping: try row.get(4, as: Int64.self))), before: try row.get(5, as: Int64.self) * 60,
                after: try row.get(6, as: Int64.self) * 60, name: try row[7], papers: try row.getOptional(8), isUsedUp: try row[9],
                isReady: try row.get(10, as: String.self) == "ready")
        }
        let time = try WorkingTime(in: branch, from: first, until: last, kinds: Bookable.kinds, tenant: tenant, in: tx)
        usable = Dictionary(grouping: time.intervals, by: \.resource).mapValues { intervals in
            intervals.map { $0.from.unixSeconds..<$0.until.unixSeconds }
        }
        claims = Dictionary(grouping: time.taken, by: \.subject)
        var permits: [UUID: [Permit]] = [:]
        for row in try tx.execute(BookingQueries.licences(at: branch, tenant: tenant)) {
            let (from, until): (Instant, Instant) = (try row[3], try row[4])
            guard from < until else { continue }
            permits[try row[0], default: []].append(
                Permit(
                    kinds: Self.kinds[try row.get(1, as: String.self)] ?? [], scopes: Set(try row.get(2, as: [String].self)),
                    valid: from.unixSeconds..<until.unixSeconds))
        }
        self.permits = permits
    }

    /// The search for a visit, and the segments with a need that nothing here can meet.
    ///
    /// - Parameters:
    ///   - wanted: where one of these can meet a need, one of these does, or nobody.
    ///   - customer: when the customer is somewhere already.
    ///   - softly: as if overbooking were allowed: what customers have taken of people does not count, nor do anybody's buffers.
    func search(
        _ plan: VisitPlan, wanted: Set<UUID>, customer: [Range<Int64>] = [], softly: Bool = false
    ) -> (SlotSearch, unmet: [Int]) {
        var resources: [SlotSearch.Supply] = []
        var places: [String: Int] = [:]
        var (duties, unmet): ([SlotSearch.Duty], Set<Int>) = ([], [])
        for duty in plan.duties {
            var options: [SlotSearch.Option] = []
            for (member, buffers) in candidates(for: duty, wanted: wanted) {
                let key = "\(member.id) \(duty.scope ?? "")"
                let place = places[key] ?? resources.count
                if places[key] == nil {
                    places[key] = place
                    resources.append(supply(of: member, for: duty.scope, softly: softly))
                }
                if resources[place].usable.isEmpty { continue }
                options.append(
                    SlotSearch.Option(resource: place, before: softly ? 0 : buffers.before, after: softly ? 0 : buffers.after))
            }
            if options.isEmpty { unmet.formUnion(duty.segments) }
            duties.append(SlotSearch.Duty(pieces: duty.segments.map { plan.segments[$0].seconds }, options: options))
        }
        return (SlotSearch(resources: resources, duties: duties, length: plan.length, customer: customer), unmet.sorted())
    }

    /// Who and what may do a duty, with the buffers of it: those that are wanted, where one of them may.
    func candidates(for duty: VisitPlan.Duty, wanted: Set<UUID>) -> [(member: Member, buffers: (before: Int64, after: Int64))] {
        let all = members.compactMap { member -> (member: Member, buffers: (before: Int64, after: Int64))? in
            guard let alternative = duty.alternatives.first(where: { fits(member, $0) }) else { return nil }
            return (
                member,
                (
                    max(member.before, Int64(alternative.bufferBefore) * 60), max(member.after, Int64(alternative.bufferAfter) * 60)
                )
            )
        }
        let chosen = all.filter { wanted.contains($0.member.id) }
        return chosen.isEmpty ? all.filter(\.member.isReady) : chosen
    }

    private func fits(_ member: Member, _ alternative: ServicePlan.Alternative) -> Bool {
        guard member.kind == alternative.kind else { return false }
        if let resource = alternative.resource { return resource == member.id }
        return member.tags.isSuperset(of: alternative.tags)
    }

    /// When somebody works, or something can be used, whatever his licences say.
    func usable(_ member: Member) -> [Range<Int64>] { SlotSearch.Supply.joined(usable[member.id] ?? []) }

    /// When a practitioner's licences at this branch cover a scope; nil where none is asked for.
    func licensed(_ member: Member, for scope: String?) -> [Range<Int64>]? {
        guard let scope, let person = member.person, Self.kinds.values.contains(where: { $0.contains(member.kind) }) else { return nil }
        // A doctor's licence has to name the scope; nurses and therapists work under the doctor's.
        let valid = (permits[person] ?? []).filter {
            $0.kinds.contains(member.kind) && (member.kind != "doctor" || $0.scopes.contains(scope))
        }
        return SlotSearch.Supply.joined(valid.map(\.valid))
    }

    /// A resource's time; of a practitioner's, for medicine, what his licences at this branch cover.
    private func supply(of member: Member, for scope: String?, softly: Bool) -> SlotSearch.Supply {
        var usable = self.usable(member)
        if let covered = licensed(member, for: scope) {
            usable = usable.flatMap { interval in
                covered.filter { $0.overlaps(interval) }.map { $0.clamped(to: interval) }
            }
        }
        var busy: [Int32: [Range<Int64>]] = [:]
        for claim in claims[member.subject] ?? [] {
            if softly, member.isPerson, claim.kind == "appointment" { continue }
            busy[claim.place, default: []].append(softly ? claim.core.seconds : claim.seconds)
        }
        return SlotSearch.Supply(
            id: member.id, subject: member.subject, usable: usable, taken: (1...member.capacity).map { busy[Int32(clamping: $0)] ?? [] })
    }
}

extension WorkingTime.Taken {
    /// With buffers.
    var seconds: Range<Int64> { from.unixSeconds..<max(from.unixSeconds, until.unixSeconds) }
}

extension WorkingTime.Span {
    var seconds: Range<Int64> { from.unixSeconds..<max(from.unixSeconds, until.unixSeconds) }
}
