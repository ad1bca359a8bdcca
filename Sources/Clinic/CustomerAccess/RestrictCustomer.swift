internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Restricts a customer (VIP, staff, minor) to those who care for him, and says who that is from now on.
///
/// The actor himself does not see him any more, unless he names himself.
public struct RestrictCustomer: Sendable {
    public let customer: ID<Customer>
    public let kind: String
    public let reason: String
    /// Who cares for him from now on, for ``AssignCare/longest``.
    public let team: [ID<User>]

    /// Reads `{kind, reason, careTeam?}`.
    public init(_ customer: ID<Customer>, reading payload: PayloadReader) {
        self.customer = customer
        kind = payload.requiredChoice("kind", of: Customer.restrictions)
        reason = payload.requiredText("reason", min: 2, max: 200)
        team = payload.has("careTeam") ? payload.uuids("careTeam", max: 20).map { ID($0) } : []
    }

    /// Writes it, or replaces what was said before.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to restrict.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let (row, branch) = try AccessRules.lock(customer, .protectCustomer, as: actor, keys: keys, at: now, in: tx)
        for (index, user) in team.enumerated() {
            let known = try tx.execute(CustomerQueries.references(branch: nil, owner: user.uuid, tenant: actor.tenant))
            guard try known[0].get(1, as: Bool.self) else {
                throw Failure.invalid([Violation(pointer: "/careTeam/\(index)", code: "not_allowed")])
            }
        }
        try Restriction.write(kind, reason, on: row, as: actor, keys: keys, at: now, in: tx)
        for user in team {
            tx.enqueue(
                CareQueries.extend(
                    customer.uuid, to: user, at: now, until: now.advanced(by: AssignCare.longest), reason: "restricted",
                    tenant: actor.tenant))
            try CareQueries.tell(user, tenant: actor.tenant, in: tx)
        }
        try Restriction.record(
            "restricted", customer, branch, reason: reason,
            ["kind": .string(kind), "careTeam": .array(team.map { .string($0.description) })], as: actor, keys: keys, at: now, in: tx)
    }
}

/// Lifts a restriction. Whoever does so must care for the customer, by his team or by an approved request; an emergency is no reason.
public struct LiftRestriction: Sendable {
    public let customer: ID<Customer>

    /// - Throws: `resource.not_found` where the customer is not the actor's to restrict, or is not restricted.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let (row, branch) = try AccessRules.lock(customer, .protectCustomer, as: actor, keys: keys, at: now, in: tx)
        guard let field = Customer.resource.position(of: "restriction"), row.values[field]?.text != nil else { throw Failure(.notFound) }
        try Restriction.write(nil, nil, on: row, as: actor, keys: keys, at: now, in: tx)
        try Restriction.record("restriction_lifted", customer, branch, reason: nil, [:], as: actor, keys: keys, at: now, in: tx)
    }
}

/// What both have in common.
private enum Restriction {
    static func write(
        _ kind: String?, _ reason: String?, on row: LockedRow, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = Customer.resource
        guard let field = resource.field("restrictionReason") else { throw Failure(.internalError) }
        let sealed = try ResourceWriter(resource, keys: keys).parameter(
            reason.map { .text($0) } ?? .null, for: field, row: row.id, crm: row.crm, medical: row.medical)
        tx.enqueue(
            CustomerQueries.update(
                row.id, columns: [("restriction", "\(kind)"), ("restriction_reason_sealed", sealed)], tenant: actor.tenant, at: now))
    }

    static func record(
        _ event: String, _ customer: ID<Customer>, _ branch: ID<Unit>, reason: String?, _ body: JSONValue, as actor: Actor,
        keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: event, branch: branch.uuid, objectType: "customer", object: customer.uuid,
                fields: ["restriction"], actor: actor, at: now))
        try AuditTrail.record(
            AuditEvent(
                .protectCustomer, on: "customer", customer.uuid, branch: branch, customer: customer.uuid,
                fields: ["customer.restriction"], reason: reason, body: body),
            as: actor, keys: keys, at: now, in: tx)
    }
}
