internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// An appointment that somebody may act on, locked, as it stands.
struct StandingAppointment: Sendable {
    let id: UUID
    let branch: ID<Unit>
    let customer: UUID?
    /// The customer's own branch.
    let home: ID<Unit>?
    let state: Appointment.State
    let start: Instant
    let end: Instant
    let heldUntil: Instant?
    let row: LockedRow
    /// In their order.
    let services: [UUID]
    /// Of each segment.
    let minutes: [Int32]
    let resources: Set<UUID>

    /// - Throws: `resource.not_found` where it is not the actor's to act on so; `resource.stale`.
    init(
        _ id: UUID, version: Int64, action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = Appointment.resource
        let fields = ["customerId", "state", "startsAt", "endsAt"].compactMap { resource.position(of: $0) }
        guard fields.count == 4,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id, fields: fields, action: action, view: actor.rights.view(of: resource), for: actor, at: now, in: tx),
            let branch = row.branch, case .text(let word)? = row.values[fields[1]], let state = Appointment.State(rawValue: word),
            case .text(let starts)? = row.values[fields[2]], let start = Instant(starts), case .text(let ends)? = row.values[fields[3]],
            let end = Instant(ends)
        else { throw Failure(.notFound) }
        guard row.version == version else { throw Failure(.stale) }
        self.id = id
        self.row = row
        self.branch = branch
        self.state = state
        self.start = start
        self.end = end
        if case .id(let customer)? = row.values[fields[0]] { self.customer = customer } else { customer = nil }
        let answers = try tx.execute(all: [
            AppointmentQueries.home(of: id, tenant: actor.tenant), AppointmentQueries.pieces(of: id, tenant: actor.tenant),
        ])
        home = try answers[0].first?.getOptional(0)
        heldUntil = try answers[0].first?.getOptional(1)
        var (services, minutes, resources): ([UUID], [Int32], Set<UUID>) = ([], [], [])
        for piece in answers[1] {
            if try piece.get(1, as: Int32.self) == 1 { services.append(try piece[0]) }
            let (from, until): (Instant, Instant) = (try piece[2], try piece[3])
            minutes.append(Int32(clamping: (until.unixSeconds - from.unixSeconds) / 60))
            resources.formUnion(try piece.get(4, as: [UUID].self))
        }
        self.services = services
        self.minutes = minutes
        self.resources = resources
    }

    /// That its state does not allow what was asked.
    var wrongState: Failure { Failure(.appointmentState, extra: ["state": .string(state.rawValue)]) }
}
