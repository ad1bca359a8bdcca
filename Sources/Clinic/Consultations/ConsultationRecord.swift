internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// What every change of a consultation or a plan leaves behind, and how its rows are read back.
struct ConsultationRecord {
    let customer: UUID
    let home: ID<Unit>
    let crm: SealingKey?
    let actor: Actor
    let keys: TenantKeys
    let now: Instant

    /// Timeline and audit.
    func write(
        _ action: Action, on resource: Resource, _ id: UUID, _ fields: [Int] = [], timeline: String? = nil, purpose: String? = nil,
        body: JSONValue? = nil, in tx: Transaction
    ) throws {
        if let timeline {
            tx.enqueue(
                CustomerQueries.timeline(
                    customer, kind: timeline, branch: home.uuid, objectType: resource.name, object: id, fields: [], actor: actor, at: now))
        }
        let touched = fields.map { resource.fields[$0] }
        let links = touched.filter { $0.classification >= .identity }
            .map { Release(object: id, customer: customer, field: resource.qualified($0), branch: home) }
        try AuditTrail.record(
            AuditEvent(
                action, on: resource.name, id, branch: home, customer: customer, fields: touched.map(resource.qualified), purpose: purpose,
                links: links, body: body),
            as: actor, keys: keys, customerKey: crm, at: now, in: tx)
    }

    /// The row as it is now, as the actor sees it; what it shows in clear is an event.
    static func row<Entity>(
        _ id: ID<Entity>, _ selection: Selection, action: Action, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> Row {
        let rows = try tx.execute(ResourceQueries.get(id, selection, action: action, for: actor, at: now))
        guard let row = rows.first else { throw Failure(.forbidden) }
        try released(rows, selection, action, object: id.uuid, as: actor, keys: keys, at: now, in: tx)
        return row
    }

    /// Whether the actor may write a field of a row that stands.
    static func allowsWriting(
        _ field: Int, of id: UUID, in resource: Resource, as actor: Actor, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let view = actor.rights.view(of: resource)
        let nothing = Selection(view, fields: [], for: actor, at: now)
        let rows = try tx.execute("select \(nothing.list) from \(resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(id)")
        return try rows.first.map { view.right(on: field, in: try nothing.bits(of: $0)).allowsWriting } ?? false
    }

    /// Writes down what rows show in clear.
    static func released(
        _ rows: Rows, _ selection: Selection, _ action: Action, object: UUID? = nil, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        for event in try selection.readEvents(of: rows, action, object: object) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
    }
}

/// The visit that a talk belongs to.
enum ConsultedVisit {
    /// The visit, locked; nil where it is not the actor's, or has ended.
    static func locked(
        _ id: ID<Visit>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> LockedVisit? {
        do {
            return try LockedVisit(id, version: nil, .readVisit, as: actor, keys: keys, at: now, in: tx)
        } catch let failure as Failure where failure.code == .notFound || failure.code == .visitState {
            return nil
        }
    }

    /// Takes a visit on to a state that a talk brought it to; one that has ended stays as it is.
    static func advance(
        _ id: ID<Visit>?, to state: VisitState, noDeal: String? = nil, as actor: Actor, keys: TenantKeys, at now: Instant,
        in tx: Transaction
    ) throws {
        guard let id, var visit = try locked(id, as: actor, keys: keys, at: now, in: tx), visit.state.mayBecome(state) else { return }
        visit.becomeIfPossible(state)
        visit.write(["no_deal_reason = \(value: noDeal)"], as: actor, at: now, in: tx)
        try VisitRecord.write(
            .moveVisit, id, visit.about, at: visit.place, purpose: state.rawValue, ["state": .string(state.rawValue)], as: actor,
            keys: keys,
            at: now, in: tx)
    }
}

/// A consultation that a use case holds.
struct LockedConsultation {
    let id: ID<Consultation>
    let customer: ID<Customer>
    let home: ID<Unit>
    let place: ID<Unit>
    let visit: ID<Visit>?
    let row: LockedRow
    let record: ConsultationRecord

    private static let fields = ["customerId", "branchId", "visitId", "closedAt", "needs", "observations", "remark"]

    /// - Parameter version: that the actor saw; nil where what he does does not depend on it.
    /// - Throws: `resource.not_found`, `resource.stale`, `consultation.closed`.
    init(
        _ id: ID<Consultation>, version: Int64?, _ action: Action, as actor: Actor, keys: TenantKeys, at now: Instant,
        mayBeClosed: Bool = false,
        in tx: Transaction
    ) throws {
        let resource = Consultation.resource
        let fields = Self.fields.compactMap { resource.position(of: $0) }
        guard fields.count == Self.fields.count,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: action, view: actor.rights.view(of: resource), for: actor, at: now, in: tx),
            case .id(let customer)? = row.values[fields[0]], case .id(let place)? = row.values[fields[1]], let home = row.branch
        else { throw Failure(.notFound) }
        if let version, row.version != version { throw Failure(.stale) }
        if !mayBeClosed, row.values[fields[3]]?.text != nil { throw Failure(.consultationClosed) }
        self.id = id
        self.customer = ID(customer)
        self.place = ID(place)
        self.home = home
        if case .id(let visit)? = row.values[fields[2]] { self.visit = ID(visit) } else { visit = nil }
        self.row = row
        record = ConsultationRecord(customer: customer, home: home, crm: row.crm, actor: actor, keys: keys, now: now)
    }

    /// That something of it changed.
    func touch(_ changes: [SQL] = [], in tx: Transaction) {
        let progress: [SQL] = ["version = version + 1", "updated_at = \(record.now)"]
        let list = (progress + changes).joined(separator: ", ")
        tx.enqueue("update app.consultation set \(list) where tenant_id = \(record.actor.tenant) and id = \(id)")
    }
}
