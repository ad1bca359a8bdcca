internal import FoundationEssentials
internal import JSON
public import Platform
public import Postgres

/// Makes a customer: seals, indexes, audits, in one transaction. A phone that somebody has already is refused by the unique
/// token, which decides every race; who has it is asked afterwards, as the system, and answered as the tenant's policy allows.
public struct CreateCustomer: Sendable {
    /// What is to be stored; checked by ``FieldChanges``.
    public var values: FieldChanges
    public let id: ID<Customer>
    public let number: Int64

    public init(_ values: FieldChanges, id: ID<Customer>, number: Int64) {
        self.values = values
        self.id = id
        self.number = number
    }

    /// Fills in what need not be said: the only branch that the actor may create in, the lowest level, himself as owner where he
    /// sees his own customers only.
    ///
    /// - Throws: `customer.branch_required` when there are several branches to choose from; violations in the same words as for
    ///   unknown fields where he may not set a field in that branch.
    public mutating func complete(for actor: Actor) throws {
        let view = actor.rights.view(of: Customer.resource)
        let creating = view.bits(allowing: .createCustomer)
        let branch: ID<Unit>
        if case .id(let given)? = values["homeBranchId"] {
            branch = ID(given)
        } else {
            guard case .branches(let branches)? = actor.rights.reach(of: .createCustomer), branches.count == 1, let only = branches.first
            else { throw Failure(.customerBranchRequired, violations: [Violation(pointer: "/homeBranchId", code: "required")]) }
            branch = only
            values["homeBranchId"] = .id(only.uuid)
        }
        if values["level"] == nil { values["level"] = .text(Customer.levels[0]) }
        if case .id? = values["ownerId"] {
        } else if !view.bits(branch: branch, owner: nil, for: actor.user).overlaps(creating) {
            values["ownerId"] = actor.user.map { .id($0.uuid) }
        }
        var owner: ID<User>?
        if case .id(let given)? = values["ownerId"] { owner = ID(given) }
        let bits = view.bits(branch: branch, owner: owner, for: actor.user)
        guard bits.overlaps(creating) else {
            throw Failure.invalid([Violation(pointer: "/homeBranchId", code: "not_allowed")])
        }
        let refused = values.fields.filter { index in
            let field = view.resource.fields[index]
            let isOwn = field.name == "homeBranchId" || field.name == "level" || field.name == "ownerId"
            return !isOwn && !view.right(on: index, in: bits).allowsWriting
        }
        if !refused.isEmpty {
            throw Failure.invalid(
                refused.map { Violation(pointer: view.resource.fields[$0].pointer, code: "unknown_field") })
        }
    }

    /// Writes the customer and answers with the row as the actor may see it.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> Row {
        let resource = selection.view.resource
        guard case .id(let branch)? = values["homeBranchId"] else { throw Failure(.customerBranchRequired) }
        let crm = try keys.newCustomerKey(.crm, customer: id.uuid)
        let medical = try keys.newCustomerKey(.medical, customer: id.uuid)
        let writer = ResourceWriter(resource, keys: keys)
        let columns = try values.fields.filter { resource.fields[$0].isOwnColumn }.map { index -> (SQLIdentifier, SQL) in
            let field = resource.fields[index]
            let value = try writer.parameter(values.values[index] ?? .null, for: field, row: id.uuid, crm: crm.key, medical: medical.key)
            return (field.column, value)
        }
        try CustomerRules.checkReferences(values, as: actor, at: now, in: tx)
        try CustomValues.checkReferences(values.values, of: id.uuid, in: resource, as: actor, at: now, in: tx)
        let isMinor = try CustomerRules.checkGuardian(
            birthday: values["birthday"], guardian: (values["guardianId"], values["guardianName"], values["guardianPhone"]), as: actor,
            at: now, in: tx)
        tx.enqueue(
            CustomerQueries.insert(
                id.uuid, number: number, branch: branch, columns: columns, crmKey: crm.wrapped, medicalKey: medical.wrapped,
                tenant: actor.tenant, at: now))
        try CustomValues.enqueue(
            values.values, of: id.uuid, branch: branch, writer: writer, crm: crm.key, medical: medical.key, in: tx)
        let indexed = CustomerTokens.Values(
            name: values["name"]?.text, phone: values["phone"]?.text, wechat: values["wechat"]?.text)
        for tokens in CustomerTokens.all(indexed, keys: keys) {
            tokens.enqueue(for: id.uuid, of: actor.tenant, in: tx)
        }
        IdentityTokens.follow(["idNumber", "wechat"], of: id.uuid, isNew: true, keys: keys, in: tx) { values[$0]?.text }
        if isMinor, let user = actor.user {
            // Who took a minor's file down goes on with it that day; others need an approval.
            tx.enqueue(
                CareQueries.open(
                    id.uuid, to: user, since: now, until: now.advanced(by: CreateCustomer.afterCreation), reason: "created",
                    tenant: actor.tenant))
        }
        let touched = values.fields.map { resource.fields[$0] }
        tx.enqueue(
            CustomerQueries.timeline(
                id.uuid, kind: "created", branch: branch, objectType: resource.name, object: id.uuid, fields: touched.map(\.name),
                actor: actor,
                at: now))
        WebhookEvent(.customerCreated, of: resource.name, id.uuid, fields: touched.map(\.name)).tell(as: actor, at: now, in: tx)
        try CustomerChanges.tell(id, as: actor, at: now, in: tx)
        try AuditTrail.record(
            AuditEvent(
                .createCustomer, on: resource.name, id.uuid, branch: ID(branch), customer: id.uuid,
                fields: touched.map(resource.qualified), links: CustomerRules.links(id.uuid, touched),
                body: writer.difference(from: [:], to: values.values)),
            as: actor, keys: keys, customerKey: crm.key, at: now, in: tx)
        let get = ResourceQueries.get(id, selection, action: .readCustomer, for: actor, at: now)
        guard let row = try tx.execute(get).first else { throw Failure(.forbidden) }
        return row
    }

    /// How long the person who creates a minor's file sees it without an approval.
    static let afterCreation: Duration = .seconds(86_400)

    /// What to tell the caller whose phone is taken: that it exists, and where the tenant allows it, which branch owns it. Never
    /// the name, the owner or anything else.
    public static func duplicate(
        phone: String, of tenant: ID<Tenant>, keys: TenantKeys, request: ID<Request>, in database: Database
    ) async throws -> Failure {
        let violation = Violation(pointer: "/phone", code: "duplicate")
        guard let token = CustomerTokens(CustomerTokens.Values(phone: phone), index: keys.indexes[0]).phone else {
            return Failure(.customerDuplicate, violations: [violation])
        }
        let rows = try await database.fetch(
            as: Actor.system(of: tenant, request: request),
            [CustomerQueries.owner(ofPhone: token, version: keys.indexVersion, tenant: tenant)])[0]
        var extra: [String: JSONValue] = [:]
        if let row = rows.first, try row.get(2, as: String.self) == "branch" {
            let branch: UUID = try row[0]
            let name: String = try row[1]
            extra["ownedBy"] = ["branchId": .string(branch.uuidString.lowercased()), "branchName": .string(name)]
        }
        return Failure(.customerDuplicate, violations: [violation], extra: extra)
    }
}

extension ResourceView.Bits {
    /// Whether two sets of portions have one in common.
    func overlaps(_ other: ResourceView.Bits) -> Bool { self & other != 0 }
}
