internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The services of a visit one after the other, laid out in time, and what each piece asks for.
struct VisitPlan: Sendable {
    struct Segment: Sendable {
        let service: UUID
        let name: String
        /// From the visit's beginning.
        let seconds: Range<Int64>
    }

    /// What one resource has to do.
    struct Duty: Sendable {
        /// Positions in ``segments``.
        var segments: [Int]
        let alternatives: [ServicePlan.Alternative]
        /// What a practitioner's licence has to cover; nil where it is no medicine.
        let scope: String?
    }

    let segments: [Segment]
    let duties: [Duty]
    var length: Int64 { segments.last?.seconds.upperBound ?? 0 }

    /// - Throws: `request.invalid` for a service that is not there, archived, or has no plan.
    init(_ services: [UUID], tenant: ID<Tenant>, in tx: Transaction) throws {
        var scopes: [UUID: String?] = [:]
        for row in try tx.execute(BookingQueries.services(services, tenant: tenant)) {
            let scope: String? = try row.getOptional(2)
            scopes[try row[0]] = .some(try row.get(1, as: String.self) == "medical" ? scope : nil)
        }
        var (segments, duties): ([Segment], [Duty]) = ([], [])
        var violations: [Violation] = []
        var end: Int64 = 0
        for (index, service) in services.enumerated() {
            guard let scope = scopes[service] else {
                violations.append(Violation(pointer: "/services/\(index)", code: "not_allowed"))
                continue
            }
            let plan = try ServicePlan.segments(try tx.execute(all: ServicePlan.statements(of: service, tenant: tenant)))
            if plan.isEmpty { violations.append(Violation(pointer: "/services/\(index)", code: "not_allowed")) }
            // A bond binds within its service.
            var bonds: [Int32: Int] = [:]
            for piece in plan {
                let place = segments.count
                segments.append(Segment(service: service, name: piece.name, seconds: end..<(end + Int64(piece.minutes) * 60)))
                end += Int64(piece.minutes) * 60
                for need in piece.needs {
                    if let bond = need.bond, let known = bonds[bond] {
                        duties[known].segments.append(place)
                        continue
                    }
                    if let bond = need.bond { bonds[bond] = duties.count }
                    duties.append(Duty(segments: [place], alternatives: need.alternatives, scope: scope))
                }
            }
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.segments = segments
        self.duties = duties
    }
}

/// The people, rooms and devices of a branch with their time, and who is licensed for what.
struct BranchSupply: Sendable {
    private struct Member: Sendable {
        let id: UUID
        let kind: String
        let person: UUID?
        let tags: Set<String>
        let capacity: Int
        let before: Int64
        let after: Int64
    }

    private struct Permit: Sendable {
        let kinds: Set<String>
        let scopes: Set<String>
        let valid: Range<Int64>
    }

    private let members: [Member]
    private let usable: [UUID: [Range<Int64>]]
    private let taken: [UUID: [Int32: [Range<Int64>]]]
    private let permits: [UUID: [Permit]]

    /// Which licences are good for a kind of person.
    private static let kinds: [String: Set<String>] = [
        "physician": ["doctor"], "assistant_physician": ["doctor"], "nurse": ["nurse"], "therapist": ["therapist"],
    ]

    /// Read as the system, since what a person does in other branches counts.
    init(in branch: ID<Unit>, from first: LocalDate, until last: LocalDate, tenant: ID<Tenant>, in tx: Transaction) throws {
        members = try tx.execute(BookingQueries.resources(of: branch, tenant: tenant)).map { row in
            Member(
                id: try row[0], kind: try row[1], person: try row.getOptional(2), tags: Set(try row.get(3, as: [String].self)),
                capacity: max(1, Int(clamping: try row.get(4, as: Int64.self))), before: try row.get(5, as: Int64.self) * 60,
                after: try row.get(6, as: Int64.self) * 60)
        }
        let time = try WorkingTime(in: branch, from: first, until: last, kinds: Bookable.kinds, tenant: tenant, in: tx)
        usable = Dictionary(grouping: time.intervals, by: \.resource).mapValues { intervals in
            intervals.map { $0.from.unixSeconds..<$0.until.unixSeconds }
        }
        var taken: [UUID: [Int32: [Range<Int64>]]] = [:]
        for one in time.taken {
            taken[one.subject, default: [:]][one.place, default: []].append(one.from.unixSeconds..<one.until.unixSeconds)
        }
        self.taken = taken
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
    func search(_ plan: VisitPlan, wanted: Set<UUID>) -> (SlotSearch, unmet: [Int]) {
        var resources: [SlotSearch.Supply] = []
        var places: [String: Int] = [:]
        var (duties, unmet): ([SlotSearch.Duty], Set<Int>) = ([], [])
        for duty in plan.duties {
            var options: [SlotSearch.Option] = []
            for member in members {
                guard let alternative = duty.alternatives.first(where: { fits(member, $0) }) else { continue }
                let key = "\(member.id) \(duty.scope ?? "")"
                let place = places[key] ?? resources.count
                if places[key] == nil {
                    places[key] = place
                    resources.append(supply(of: member, for: duty.scope))
                }
                guard !resources[place].usable.isEmpty else { continue }
                options.append(
                    SlotSearch.Option(
                        resource: place, before: max(member.before, Int64(alternative.bufferBefore) * 60),
                        after: max(member.after, Int64(alternative.bufferAfter) * 60)))
            }
            if options.isEmpty { unmet.formUnion(duty.segments) }
            let chosen = options.filter { wanted.contains(resources[$0.resource].id) }
            duties.append(
                SlotSearch.Duty(pieces: duty.segments.map { plan.segments[$0].seconds }, options: chosen.isEmpty ? options : chosen))
        }
        return (SlotSearch(resources: resources, duties: duties, length: plan.length), unmet.sorted())
    }

    private func fits(_ member: Member, _ alternative: ServicePlan.Alternative) -> Bool {
        guard member.kind == alternative.kind else { return false }
        if let resource = alternative.resource { return resource == member.id }
        return member.tags.isSuperset(of: alternative.tags)
    }

    /// A resource's time; of a practitioner's, for medicine, what his licences at this branch cover.
    private func supply(of member: Member, for scope: String?) -> SlotSearch.Supply {
        var usable = usable[member.id] ?? []
        if let scope, let person = member.person, Self.kinds.values.contains(where: { $0.contains(member.kind) }) {
            // A doctor's licence has to name the scope; nurses and therapists work under the doctor's.
            let valid = (permits[person] ?? []).filter {
                $0.kinds.contains(member.kind) && (member.kind != "doctor" || $0.scopes.contains(scope))
            }
            let covered = SlotSearch.Supply.joined(valid.map(\.valid))
            usable = usable.flatMap { interval in
                covered.filter { $0.overlaps(interval) }.map { $0.clamped(to: interval) }
            }
        }
        let busy = taken[member.person ?? member.id] ?? [:]
        return SlotSearch.Supply(
            id: member.id, subject: member.person ?? member.id, usable: usable,
            taken: (1...member.capacity).map { busy[Int32(clamping: $0)] ?? [] })
    }
}
