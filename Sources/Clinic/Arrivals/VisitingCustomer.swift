internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// A customer as a visit needs him: locked or looked at, whose he is, and whether he is closed to those who do not care for him.
struct VisitingCustomer {
    let id: ID<Customer>
    let home: ID<Unit>
    let owner: ID<User>?
    let crm: SealingKey?
    /// Restricted, or a minor.
    private let isClosed: Bool
    /// Whether the actor may say who cares for such a one.
    private let mayOpen: Bool
    /// What the actor sees him by: his role, or a relation that ends; neither in an emergency.
    private let isByRole: Bool
    private let isByCare: Bool

    /// Whether he can be handed to somebody who does not care for him yet.
    var canBeHanded: Bool { (!isClosed || mayOpen) && (isByRole || isByCare) }

    /// - Throws: `resource.not_found` where he is not the actor's for this action.
    init(
        _ id: ID<Customer>, _ action: Action, locking: Bool = true, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = Customer.resource
        let view = actor.rights.view(of: resource)
        let fields = ["ownerId", "restriction", "birthday"].compactMap { resource.position(of: $0) }
        guard fields.count == 3,
            let row = try ResourceWriter(resource, keys: keys).lock(
                id.uuid, fields: fields, action: action, view: view, for: actor, at: now, locking: locking, in: tx),
            let home = row.branch
        else { throw Failure(.notFound) }
        self.id = id
        self.home = home
        if case .id(let owner)? = row.values[fields[0]] { self.owner = ID(owner) } else { owner = nil }
        crm = row.crm
        isClosed = try row.values[fields[1]]?.text != nil || CustomerRules.isMinor(row.values[fields[2]], as: actor, at: now, in: tx)
        mayOpen = row.bits & view.bits(allowing: .approveCare) != 0
        let (allowed, caring) = (row.bits & view.bits(allowing: action), view.bitsInCare | view.bitsHanded)
        isByRole = allowed & ~(caring | view.bitsOpened) != 0
        isByCare = allowed & caring != 0
    }

    /// Opens him to somebody who was handed his visit. Nobody passes on more than he has: who sees him by care alone, or for a booking, opens
    /// him for as long as that lasts, so that two who hand him to each other come to an end; who sees him in an emergency opens him to nobody.
    ///
    /// - Returns: false where he is not the actor's to open, and not open to that one already; nothing was done then.
    func open(to user: ID<User>, isClinical: Bool, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let people = [user, actor.user].compactMap { $0?.uuid }
        let horizon = BookedCare.horizon(in: actor.rights.timeZone, at: now)
        let found = try tx.execute(all: [
            """
            select r.user_id, r.until from app.care_relation r where r.tenant_id = \(actor.tenant) and r.customer_id = \(id)
            and r.user_id = any (\(people)) and r.since <= \(now) and r.until > \(now)
            """,
            CareQueries.isNarrowed(user, tenant: actor.tenant),
            CareQueries.booked(id.uuid, for: people, before: horizon, at: now, tenant: actor.tenant),
        ])
        var caring: [UUID: Instant] = [:]
        for row in found[0] { caring[try row[0]] = try row.get(1, as: Instant.self) }
        var booked: [UUID: Instant] = [:]
        for row in found[2] { booked[try row[0]] = try row.get(1, as: Instant.self) }
        // A booking opens nobody who is closed.
        let isKnown = caring[user.uuid] != nil || !isClosed && booked[user.uuid] != nil
        // What was approved for a while is not prolonged by a visit, nor by him whom it was approved for.
        if isClosed, !mayOpen || user == actor.user { return isKnown }
        var until = now.advanced(by: .seconds(isClinical ? CareQueries.clinicalSeconds : CareQueries.advisingSeconds))
        if !isByRole {
            guard isByCare, let giver = actor.user, let own = [caring[giver.uuid], booked[giver.uuid]].compactMap(\.self).max() else {
                return isKnown
            }
            until = min(until, own)
        }
        tx.enqueue(CareQueries.extend(id.uuid, to: user, at: now, until: until, reason: "visit", tenant: actor.tenant))
        // Rights that follow from care are kept with the others.
        if !isKnown, owner != user, try found[1][0].get(0, as: Bool.self) { AccessNews.publish(actor.tenant, in: tx) }
        return true
    }
}
