internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// The services of a visit one after the other, laid out in time, and what each piece asks for.
struct VisitPlan: Sendable {
    struct Segment: Sendable {
        let service: UUID
        /// Its place within the service, from 1.
        let number: Int
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

    /// Seconds of a visit at the most.
    static let longest: Int64 = 20 * 3600

    let services: [UUID]
    let segments: [Segment]
    let duties: [Duty]
    /// Those of the services that are medicine.
    let medical: Set<UUID>
    var length: Int64 { segments.last?.seconds.upperBound ?? 0 }

    /// - Parameters:
    ///   - minutes: how long each segment takes, where not as planned.
    ///   - isStrict: whether another number of `minutes` than of segments is refused, or they are left alone: a plan may have changed.
    ///   - booked: services that a booking has already: they may be archived since.
    ///   - pointer: where violations are.
    /// - Throws: `request.invalid` for a service that is not there, archived, or has no plan, and for another number of `minutes`.
    init(
        _ services: [UUID], minutes: [Int32]? = nil, isStrict: Bool = true, booked: [UUID] = [], at pointer: String = "",
        tenant: ID<Tenant>, in tx: Transaction
    ) throws {
        var scopes: [UUID: String?] = [:]
        var medical: Set<UUID> = []
        for row in try tx.execute(BookingQueries.services(services, booked: booked, tenant: tenant)) {
            let scope: String? = try row.getOptional(2)
            let isMedical = try row.get(1, as: String.self) == "medical"
            if isMedical { medical.insert(try row[0]) }
            scopes[try row[0]] = .some(isMedical ? scope : nil)
        }
        var (segments, duties): ([Segment], [Duty]) = ([], [])
        var violations: [Violation] = []
        for (index, service) in services.enumerated() {
            guard let scope = scopes[service] else {
                violations.append(Violation(pointer: pointer + "/services/\(index)", code: "not_allowed"))
                continue
            }
            let plan = try ServicePlan.segments(try tx.execute(all: ServicePlan.statements(of: service, tenant: tenant)))
            if plan.isEmpty { violations.append(Violation(pointer: pointer + "/services/\(index)", code: "not_allowed")) }
            // A bond binds within its service.
            var bonds: [Int32: Int] = [:]
            for (number, piece) in plan.enumerated() {
                let place = segments.count
                let start = segments.last?.seconds.upperBound ?? 0
                segments.append(
                    Segment(
                        service: service, number: number + 1, name: piece.name, seconds: start..<(start + Int64(piece.minutes) * 60)))
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
        if let minutes {
            if minutes.count == segments.count {
                segments = Self.stretched(segments, minutes)
            } else if isStrict, violations.isEmpty {
                violations.append(Violation(pointer: pointer + "/minutes", code: "range", limit: "\(segments.count)"))
            }
        }
        if segments.last?.seconds.upperBound ?? 0 > Self.longest {
            violations.append(Violation(pointer: pointer + "/services", code: "range", limit: "\(Self.longest / 60)"))
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        self.services = services
        self.medical = medical
        self.segments = segments
        self.duties = duties
    }

    /// The same segments, each as long as is said.
    private static func stretched(_ segments: [Segment], _ minutes: [Int32]) -> [Segment] {
        var start: Int64 = 0
        return zip(segments, minutes).map { segment, minutes in
            let seconds = start..<(start + Int64(minutes) * 60)
            start = seconds.upperBound
            return Segment(service: segment.service, number: segment.number, name: segment.name, seconds: seconds)
        }
    }
}
