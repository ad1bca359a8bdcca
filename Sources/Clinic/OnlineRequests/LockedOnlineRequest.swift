internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A request that a use case holds, with the time that it keeps.
struct LockedOnlineRequest {
    /// The appointment that it led to so far.
    struct Hold {
        let appointment: UUID
        let version: Int64
        /// Whether the time is still kept for the request.
        let stands: Bool
        /// Whether somebody made a booking of it already.
        let isBooked: Bool
        let start: Instant
    }

    let id: UUID
    let branch: ID<Unit>
    let state: OnlineRequest.State
    let service: UUID
    let reviewMinutes: Int64
    let lead: UUID?
    /// Whose it is, be it as the customer whom the lead became.
    let customer: UUID?
    let hold: Hold?
    let row: LockedRow
    let actor: Actor
    let keys: TenantKeys
    let now: Instant

    private static let fields = ["state", "appointmentId", "remark"]

    /// - Throws: `resource.not_found` where it is not the actor's to act on so; `resource.stale`.
    init(_ id: UUID, version: Int64?, _ action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let resource = OnlineRequest.resource
        let fields = Self.fields.compactMap { resource.position(of: $0) }
        guard fields.count == Self.fields.count,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id, fields: fields, action: action, view: actor.rights.view(of: resource), for: actor, at: now, in: tx),
            let branch = row.branch, let word = row.values[fields[0]]?.text, let state = OnlineRequest.State(rawValue: word),
            let rest = try tx.execute(OnlineRequestQueries.rest(of: id, tenant: actor.tenant)).first
        else { throw Failure(.notFound) }
        if let version, row.version != version { throw Failure(.stale) }
        self.id = id
        self.branch = branch
        self.state = state
        self.row = row
        self.actor = actor
        self.keys = keys
        self.now = now
        service = try rest[0]
        reviewMinutes = try rest[1]
        lead = try rest.getOptional(2)
        customer = try rest.getOptional(3)
        var hold: Hold?
        if case .id(let appointment)? = row.values[fields[1]],
            let found = try tx.execute(OnlineRequestQueries.hold(appointment, at: now, tenant: actor.tenant)).first
        {
            let word: String = try found[1]
            hold = Hold(
                appointment: appointment, version: try found[0], stands: try found[2],
                isBooked: word != Appointment.State.held.rawValue && word != Appointment.State.cancelled.rawValue, start: try found[3])
        }
        self.hold = hold
    }

    /// What was written before as a remark, by whomever.
    var remark: String? { OnlineRequest.resource.position(of: "remark").flatMap { row.values[$0]?.text } }

    /// That its state does not allow what was asked.
    var wrongState: Failure { Failure(.onlineRequestState, extra: ["state": .string(state.rawValue)]) }

    /// A text sealed for a field of it, bound.
    ///
    /// - Throws: `online_request.state` where its key is destroyed.
    func sealed(_ text: String?, _ name: String) throws -> SQL {
        guard let text else { return "null" }
        let resource = OnlineRequest.resource
        guard let field = resource.field(name), (field.sealing == .crm ? row.crm : row.medical) != nil else { throw wrongState }
        return try ResourceWriter(resource, keys: keys).parameter(.text(text), for: field, row: id, crm: row.crm, medical: row.medical)
    }

    /// Writes it, tells other systems, and writes down who did it: the fields by their names, without what stands in them.
    func write(_ changes: [SQL], fields: [String], _ action: Action, purpose: String, in tx: Transaction) throws {
        let list = (changes + ["version = version + 1", "updated_at = \(now)"]).joined(separator: ", ")
        tx.enqueue("update app.online_request set \(list) where tenant_id = \(actor.tenant) and id = \(id)")
        WebhookEvent(.onlineRequestChanged, of: OnlineRequest.resource.name, id, fields: fields).tell(as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                action, on: OnlineRequest.resource.name, id, branch: branch, customer: id, fields: fields.map { "online_request." + $0 },
                purpose: purpose),
            as: actor, keys: keys, at: now, in: tx)
    }
}
