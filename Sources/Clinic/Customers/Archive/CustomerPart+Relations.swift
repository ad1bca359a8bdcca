internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

extension CustomerPart {
    /// Other customers who belong to one. Written from both sides, and shown only to who sees the other one as well.
    static let relations = CustomerPart(
        resource: CustomerRelation.resource, operation: "addRelation", path: "relations", chinese: "亲友关系", english: "relation",
        write: .updateCustomer,
        isRemovable: true,
        stamps: { work in [("pair_id", "\(work.id)")] },
        check: { work, tx in
            guard work.step == .added else { return }
            guard let other = otherSide(work), other != work.customer,
                try visible(other, as: work.actor, at: work.now, in: tx)
            else { throw Failure.invalid([Violation(pointer: "/otherId", code: otherSide(work) == nil ? "required" : "not_allowed")]) }
        },
        follow: { work, tx in
            let tenant = work.keys.tenant
            switch work.step {
            case .added:
                guard let other = otherSide(work), let kind = kindOf(work) else { return }
                tx.enqueue(
                    """
                    insert into app.customer_relation (tenant_id, id, pair_id, customer_id, branch_id, other_customer_id, kind, created_at,
                      updated_at)
                    select \(tenant), \(ID<CustomerRelation>.new(at: work.now)), \(work.id), c.id, c.home_branch_id, \(work.customer),
                      \(CustomerRelation.inverse[kind] ?? "other"), \(work.now), \(work.now)
                    from app.customer c where c.tenant_id = \(tenant) and c.id = \(other)
                    """)
            case .changed:
                guard let kind = kindOf(work) else { return }
                tx.enqueue(
                    """
                    update app.customer_relation set kind = \(CustomerRelation.inverse[kind] ?? "other"), version = version + 1,
                      updated_at = \(work.now)
                    where tenant_id = \(tenant) and id <> \(work.id) and pair_id =
                      (select r.pair_id from app.customer_relation r where r.tenant_id = \(tenant) and r.id = \(work.id))
                    """)
            case .removed:
                // The row itself goes afterwards; its pair is still known.
                tx.enqueue(
                    """
                    delete from app.customer_relation where tenant_id = \(tenant) and id <> \(work.id) and pair_id =
                      (select r.pair_id from app.customer_relation r where r.tenant_id = \(tenant) and r.id = \(work.id))
                    """)
            }
        },
        shown: { actor, now in
            let view = actor.rights.view(of: Customer.resource)
            let visible = view.condition(view.bits(allowing: .readCustomer), for: actor, at: now)
            return "t.other_customer_id in (select t.id from app.customer t where t.tenant_id = \(actor.tenant) and \(visible))"
        })

    private static func otherSide(_ work: Work) -> UUID? {
        if case .id(let id)? = work.resourceValue("otherId") { id } else { nil }
    }

    private static func kindOf(_ work: Work) -> String? { work.resourceValue("kind")?.text }

    /// Whether the actor sees a customer; what he does not see is refused like what is not there.
    static func visible(_ customer: UUID, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        let nothing = Selection(actor.rights.view(of: Customer.resource), fields: [], for: actor, at: now)
        return try !tx.execute(ResourceQueries.get(ID<Customer>(customer), nothing, action: .readCustomer, for: actor, at: now)).isEmpty
    }
}

extension CustomerPart.Work {
    /// A value of a relation, by its name.
    fileprivate func resourceValue(_ name: String) -> FieldValue? {
        CustomerRelation.resource.position(of: name).flatMap { values[$0] }
    }
}
