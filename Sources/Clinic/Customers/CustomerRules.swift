internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Rules that creating and changing a customer share.
enum CustomerRules {
    /// The branch must be open, the owner active, introducer and guardian visible to the actor: an id that he cannot see is refused
    /// in the same words as one that does not exist.
    static func checkReferences(_ changes: FieldChanges, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        func id(_ name: String) -> UUID? {
            if case .id(let id)? = changes[name] { id } else { nil }
        }
        let branch = id("homeBranchId")
        let owner = id("ownerId")
        let people = ["introducerId", "guardianId"].compactMap { name in id(name).map { (name, $0) } }
        guard branch != nil || owner != nil || !people.isEmpty else { return }
        var statements = [CustomerQueries.references(branch: branch, owner: owner, tenant: actor.tenant)]
        let view = actor.rights.view(of: Customer.resource)
        let nothing = Selection(view, fields: [], for: actor, at: now)
        statements += people.map { ResourceQueries.get(ID<Customer>($0.1), nothing, action: .readCustomer, for: actor, at: now) }
        let results = try tx.execute(all: statements)
        var violations: [Violation] = []
        if try !results[0][0].get(0, as: Bool.self) { violations.append(Violation(pointer: "/homeBranchId", code: "not_allowed")) }
        if try !results[0][0].get(1, as: Bool.self) { violations.append(Violation(pointer: "/ownerId", code: "not_allowed")) }
        for (index, person) in people.enumerated() where results[index + 1].isEmpty {
            violations.append(Violation(pointer: "/" + person.0, code: "not_allowed"))
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Whether somebody born on this day is a minor today, in the tenant's time zone.
    static func isMinor(_ birthday: FieldValue?, as actor: Actor, at now: Instant, in tx: Transaction) throws -> Bool {
        guard case .date(let day)? = birthday else { return false }
        return try tx.execute("select \(day)::date > \(Minority.newestAdult(in: actor.rights.timeZone, at: now))")[0][0]
    }

    /// A minor needs a guardian: another customer, or a name and a phone. Answers whether it is one.
    static func checkGuardian(
        birthday: FieldValue?, guardian: (id: FieldValue?, name: FieldValue?, phone: FieldValue?), as actor: Actor, at now: Instant,
        in tx: Transaction
    ) throws -> Bool {
        let isMinor = try CustomerRules.isMinor(birthday, as: actor, at: now, in: tx)
        guard isMinor, guardian.id?.text == nil else { return isMinor }
        var violations: [Violation] = []
        if guardian.name?.text == nil { violations.append(Violation(pointer: "/guardianName", code: "required")) }
        if guardian.phone?.text == nil { violations.append(Violation(pointer: "/guardianPhone", code: "required")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        return true
    }

    /// Audit links for the fields of a customer that count as personal.
    static func links(_ customer: UUID, _ fields: [Field]) -> [Release] {
        fields.filter { $0.classification >= .identity }.map {
            Release(object: customer, customer: customer, field: Customer.resource.qualified($0))
        }
    }
}
