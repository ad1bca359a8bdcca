internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Who a sheet is about: the lead of the person, and his file. What lies in the sheet's own branch counts, whoever has it (first contact
/// owns), and what the one who takes it down sees elsewhere; of other branches' people nobody learns anything here.
///
/// Whoever sees no leads at all (a landing page's key) gets one answer whatever is found, so for him everything is looked through: a hundred
/// sheets of one person make one lead.
struct KnownLead {
    /// A customer's file.
    struct Person: Sendable {
        let id: UUID
        let branch: UUID
        /// Who looks after him and works here.
        let owner: UUID?
    }

    let tokens: LeadTokens
    /// Where the sheet lies.
    let branch: UUID
    let phone: String?
    let keys: TenantKeys

    func run(as actor: Actor, at now: Instant, in tx: Transaction) throws -> (lead: UUID?, customer: Person?) {
        let view = actor.rights.view(of: Lead.resource)
        let reading = view.bits(allowing: .readLead)
        guard reading != 0 else {
            tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
            return try find(leads: "true", customers: "true", in: tx)
        }
        let customers = actor.rights.view(of: Customer.resource)
        return try find(
            leads: "(\(view.condition(reading, for: actor, at: now)) or t.branch_id = \(branch))",
            customers:
                "(\(customers.condition(customers.bits(allowing: .readCustomer), for: actor, at: now)) or t.home_branch_id = \(branch))",
            in: tx)
    }

    /// The file of the person where the one who took the sheet down does not see it; in the system's context.
    func hiddenCustomer(as actor: Actor, in tx: Transaction) throws -> Person? { try customer(where: "true", in: tx) }

    private func find(leads: SQL, customers: SQL, in tx: Transaction) throws -> (lead: UUID?, customer: Person?) {
        let customer = try customer(where: customers, in: tx)
        var lead: UUID? = try tx.execute(LeadQueries.known(tokens, where: leads, tenant: keys.tenant)).first?.get(0)
        if lead == nil, let customer {
            lead = try tx.execute(LeadQueries.open(of: customer.id, where: leads, tenant: keys.tenant)).first?.get(0)
        }
        return (lead, customer)
    }

    func customer(where condition: SQL, in tx: Transaction) throws -> Person? {
        guard let phone, let token = CustomerTokens(CustomerTokens.Values(phone: phone), index: keys.indexes[0]).phone else { return nil }
        return try tx.execute(
            LeadQueries.customer(ofPhone: token, version: keys.indexVersion, where: condition, tenant: keys.tenant)
        ).first.map { Person(id: try $0[0], branch: try $0[1], owner: try $0.getOptional(2)) }
    }
}
