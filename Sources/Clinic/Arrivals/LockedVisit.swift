internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A visit that has not ended, locked by who may move it on.
struct LockedVisit {
    let id: ID<Visit>
    let place: ID<Unit>
    let type: VisitType
    let step: VisitStep
    let consultant: ID<User>?
    let doctor: ID<User>?
    let room: UUID?
    let about: VisitingCustomer
    private(set) var state: VisitState

    private static let fields = ["customerId", "branchId", "type", "state", "step", "consultantId", "doctorId", "roomId"]

    /// - Parameter version: that the actor saw; nil where what he does does not depend on it.
    /// - Throws: `resource.not_found`, `resource.stale`; `visit.state` for a bare fact and for a visit that has ended.
    init(
        _ id: ID<Visit>, version: Int64?, _ action: Action = .moveVisit, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        let resource = Visit.resource
        let fields = Self.fields.compactMap { resource.position(of: $0) }
        guard fields.count == Self.fields.count,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: action, view: actor.rights.view(of: resource), for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]], case .id(let place)? = row.values[fields[1]]
        else { throw Failure(.notFound) }
        if let version, row.version != version { throw Failure(.stale) }
        func word(_ index: Int) -> String? { row.values[fields[index]]?.text }
        func user(_ index: Int) -> UUID? { if case .id(let id)? = row.values[fields[index]] { id } else { nil } }
        guard let type = word(2).flatMap({ VisitType(rawValue: $0) }), let state = word(3).flatMap({ VisitState(rawValue: $0) }),
            let step = word(4).flatMap({ VisitStep(rawValue: $0) }), state != .left
        else { throw Failure(.visitState) }
        self.id = id
        self.place = ID(place)
        self.type = type
        self.state = state
        self.step = step
        consultant = user(5).map { ID($0) }
        doctor = user(6).map { ID($0) }
        room = user(7)
        about = try VisitingCustomer(ID(customer), action, as: actor, keys: keys, at: now, in: tx)
    }

    /// Goes on to a state.
    ///
    /// - Throws: `visit.state` where it may not become that.
    mutating func become(_ next: VisitState) throws {
        guard state.mayBecome(next) else { throw Failure(.visitState, extra: ["state": .string(state.rawValue)]) }
        state = next
    }

    /// Goes on where that is how a visit goes on, and stays otherwise.
    mutating func becomeIfPossible(_ next: VisitState) {
        if state.mayBecome(next) { state = next }
    }

    /// Writes the state with these changes, and notes the step.
    func write(_ changes: [SQL], as actor: Actor, at now: Instant, in tx: Transaction) {
        let progress: [SQL] = ["state = \(state.rawValue)", "version = version + 1"]
        let list = (progress + changes).joined(separator: ", ")
        tx.enqueue("update app.visit_fact set \(list) where tenant_id = \(actor.tenant) and id = \(id)")
        tx.enqueue(VisitStepRecord.note(of: id, as: actor, at: now))
    }
}
