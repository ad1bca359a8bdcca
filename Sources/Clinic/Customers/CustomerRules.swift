internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Rules that creating and changing a customer share.
enum CustomerRules {
    /// The branch must be open, the owner active, the introducer visible to the actor: an id that he cannot see is refused in the
    /// same words as one that does not exist.
    static func checkReferences(_ changes: FieldChanges, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        func id(_ name: String) -> UUID? {
            if case .id(let id)? = changes[name] { id } else { nil }
        }
        let branch = id("homeBranchId")
        let owner = id("ownerId")
        let introducer = id("introducerId")
        guard branch != nil || owner != nil || introducer != nil else { return }
        var statements = [CustomerQueries.references(branch: branch, owner: owner, tenant: actor.tenant)]
        if let introducer {
            let view = actor.rights.view(of: Customer.resource)
            let nothing = Selection(view, fields: [], for: actor, at: now)
            statements.append(ResourceQueries.get(ID<Customer>(introducer), nothing, action: .readCustomer, for: actor, at: now))
        }
        let results = try tx.execute(all: statements)
        var violations: [Violation] = []
        if try !results[0][0].get(0, as: Bool.self) { violations.append(Violation(pointer: "/homeBranchId", code: "not_allowed")) }
        if try !results[0][0].get(1, as: Bool.self) { violations.append(Violation(pointer: "/ownerId", code: "not_allowed")) }
        if introducer != nil, results[1].isEmpty { violations.append(Violation(pointer: "/introducerId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Audit links for the fields of a customer that count as personal.
    static func links(_ customer: UUID, _ fields: [Field]) -> [Release] {
        fields.filter { $0.classification >= .identity }.map {
            Release(object: customer, customer: customer, field: Customer.resource.qualified($0))
        }
    }
}
