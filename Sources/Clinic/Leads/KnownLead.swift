internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Who a sheet is about: the lead of the person, and his file. What lies in the sheet's own branch counts, whoever has it (first contact
/// owns), and what the one who takes it down sees elsewhere; of other branches' people nobody learns anything here.
///
/// Whoever sees no leads at all (a landing page's key) gets one answer whatever is found, so for him all leads are looked through: a
/// hundred sheets of one person make one lead. Of customers only those of the sheet's own branch count: others read the lead that he leaves.
struct KnownLead {
    /// A customer's file.
    struct Person: Sendable {
        let id: UUID
        let branch: UUID
        /// Who looks after him and works here.
        let owner: UUID?
    }

    /// What is known of somebody.
    struct Found: Sendable {
        let lead: UUID?
        let customer: Person?
        /// Whether the lead is of the customer's telephone number, or his already: one that was found by its WeChat name alone may be
        /// somebody else's.
        let isCustomers: Bool
    }

    let tokens: LeadTokens
    /// Where the sheet lies.
    let branch: UUID
    let phone: String?
    let keys: TenantKeys

    func run(as actor: Actor, at now: Instant, in tx: Transaction) throws -> Found {
        let view = actor.rights.view(of: Lead.resource)
        let reading = view.bits(allowing: .readLead)
        guard reading != 0 else {
            tx.enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
            return try find(leads: "true", customers: "t.home_branch_id = \(branch)", in: tx)
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

    private func find(leads: SQL, customers: SQL, in tx: Transaction) throws -> Found {
        let customer = try customer(where: customers, in: tx)
        if let row = try tx.execute(LeadQueries.known(tokens, where: leads, tenant: keys.tenant)).first {
            return Found(lead: try row.get(0, as: UUID.self), customer: customer, isCustomers: try row.get(1, as: Bool.self))
        }
        if let person = customer, let row = try tx.execute(LeadQueries.open(of: person.id, where: leads, tenant: keys.tenant)).first {
            return Found(lead: try row.get(0, as: UUID.self), customer: person, isCustomers: true)
        }
        return Found(lead: nil, customer: customer, isCustomers: false)
    }

    func customer(where condition: SQL, in tx: Transaction) throws -> Person? {
        guard let phone, let token = CustomerTokens(CustomerTokens.Values(phone: phone), index: keys.indexes[0]).phone else { return nil }
        return try tx.execute(
            LeadQueries.customer(ofPhone: token, version: keys.indexVersion, where: condition, tenant: keys.tenant)
        ).first.map { Person(id: try $0[0], branch: try $0[1], owner: try $0.getOptional(2)) }
    }
}
