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
    let isClosed: Bool
    /// Whether the actor may say who cares for such a one.
    private let mayOpen: Bool

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
    }

    /// How long somebody who was handed a visit sees the customer: clinicians as long as their trail asks for a relation, others a week.
    private static let clinical: Duration = .seconds(30 * 86_400)
    private static let advising: Duration = .seconds(7 * 86_400)

    /// Opens him to somebody who was handed his visit.
    ///
    /// - Returns: false where he is closed, and the actor is not one to open him; nothing was done then.
    func open(to user: ID<User>, isClinical: Bool, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let known = try tx.execute(
            """
            select 1 from app.care_relation r where r.tenant_id = \(actor.tenant) and r.user_id = \(user) and r.customer_id = \(id)
            and r.since <= \(now) and r.until > \(now)
            """)
        if known.isEmpty, isClosed, !mayOpen { return false }
        let until = now.advanced(by: isClinical ? Self.clinical : Self.advising)
        tx.enqueue(CareQueries.extend(id.uuid, to: user, at: now, until: until, reason: "visit", tenant: actor.tenant))
        // Rights that follow from care are kept with the others.
        if known.isEmpty, !isClinical, owner != user { AccessNews.publish(actor.tenant, in: tx) }
        return true
    }
}
