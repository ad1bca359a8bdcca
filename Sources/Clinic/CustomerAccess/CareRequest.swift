internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Somebody's wish to see a customer who is closed to him, and what came of it.
public enum CareRequest {
    /// An approval lasts a month at the most.
    static let longest: Duration = .seconds(31 * 86_400)

    static let columns: SQL = """
        r.id, r.customer_id, c.number, r.branch_id, r.user_id, u.display_name, r.reason_sealed, r.state, r.until, r.created_at, \
        r.decided_at, r.decided_by, c.crm_key
        """
    static let source: SQL = """
        app.care_request r join app.customer c on c.tenant_id = r.tenant_id and c.id = r.customer_id \
        join app.user_account u on u.tenant_id = r.tenant_id and u.id = r.user_id
        """

    /// `{id, customerId, customerNumber, branchId, userId, userName, reason, state, until, createdAt, decidedAt, decidedBy}`.
    static func json(_ row: Row, keys: TenantKeys) throws -> JSONValue {
        let customer: UUID = try row[1]
        let key = try row.withBytes(12) { try $0.map { try keys.customerKey(.crm, wrapped: $0, customer: customer) } }
        let reason = try AccessReasons.request.open(row.getOptional(6), row: row.get(0), key: key, tenant: keys.tenant)
        return [
            "id": .string(try row.get(0, as: ID<CareRequest>.self).description),
            "customerId": .string(try row.get(1, as: ID<Customer>.self).description), "customerNumber": .integer(try row[2]),
            "branchId": .string(try row.get(3, as: ID<Unit>.self).description),
            "userId": .string(try row.get(4, as: ID<User>.self).description), "userName": .string(try row[5]),
            "reason": .string(reason ?? ""), "state": .string(try row[7]), "until": .string(try row.get(8, as: Instant.self).description),
            "createdAt": .string(try row.get(9, as: Instant.self).description),
            "decidedAt": (try row.getOptional(10, as: Instant.self)).map { .string($0.description) } ?? .null,
            "decidedBy": (try row.getOptional(11, as: ID<User>.self)).map { .string($0.description) } ?? .null,
        ]
    }
}

/// Asks to see a restricted customer or a minor until a time.
public struct RequestCare: Sendable {
    public let id: ID<CareRequest>
    public let handle: CustomerHandle
    public let reason: String
    public let until: Instant

    /// Reads `{customerId | number and name or phone, reason, until}`.
    public init(_ id: ID<CareRequest>, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        handle = CustomerHandle(reading: payload, orID: true)
        reason = payload.requiredText("reason", min: 2, max: 200)
        until = payload.instant("until", after: now, atMost: CareRequest.longest)
    }

    /// Writes the request, in a transaction of the system: the customer is not yet the actor's to see.
    ///
    /// - Throws: `resource.not_found` for whom the handle does not name within the actor's branches.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        guard let user = actor.user, let subject = try handle.find(.requestCare, for: actor, keys: keys, in: tx),
            actor.rights.grantedReach(of: .requestCare)?.contains(subject.branch) == true
        else { throw Failure(.notFound) }
        let sealed = try AccessReasons.request.seal(reason, row: id.uuid, about: subject.id.uuid, keys: keys, in: tx)
        tx.enqueue(
            """
            insert into app.care_request (tenant_id, id, customer_id, branch_id, user_id, reason_sealed, until, created_at)
            values (\(actor.tenant), \(id), \(subject.id), \(subject.branch), \(user), \(sealed), \(until), \(now))
            """)
        try AuditTrail.record(
            AuditEvent(
                .requestCare, on: "customer", subject.id.uuid, branch: subject.branch, customer: subject.id.uuid, reason: reason,
                body: ["request": .string(id.description), "until": .string(until.description)]),
            as: actor, keys: keys, at: now, in: tx)
        Change.tell("care_request", at: subject.branch, of: actor.tenant, in: tx)
        let rows = try tx.execute(
            "select \(CareRequest.columns) from \(CareRequest.source) where r.tenant_id = \(actor.tenant) and r.id = \(id)")
        guard let row = rows.first else { throw Failure(.internalError) }
        return try CareRequest.json(row, keys: keys)
    }
}

/// Says yes, until when, or no. The compliance officer or an administrator of the customer's branch; never the one who asked.
public struct DecideCareRequest: Sendable {
    public let id: ID<CareRequest>
    public let isApproved: Bool
    /// Earlier or later than what was asked for; nil takes that over.
    public let until: Instant?

    /// Reads `{approved, until?}`.
    public init(_ id: ID<CareRequest>, reading payload: PayloadReader, at now: Instant) {
        self.id = id
        isApproved = payload.requiredBoolean("approved")
        until = payload.has("until") ? payload.instant("until", after: now, atMost: CareRequest.longest) : nil
    }

    /// Decides, in a transaction of the system: the customer may be closed to the approver too.
    ///
    /// - Throws: `resource.not_found`, `care.own`, `care.decided`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let statement: SQL = """
            select \(CareRequest.columns) from \(CareRequest.source) where r.tenant_id = \(actor.tenant) and r.id = \(id)
            """
        guard let row = try tx.execute("\(statement) for update of r").first,
            actor.rights.grantedReach(of: .approveCare)?.contains(try row[3]) == true
        else { throw Failure(.notFound) }
        let customer: ID<Customer> = try row[1]
        let branch: ID<Unit> = try row[3]
        let user: ID<User> = try row[4]
        guard user != actor.user else { throw Failure(.careOwn) }
        let end = try until ?? row.get(8, as: Instant.self)
        guard try row.get(7, as: String.self) == "requested", !isApproved || end > now else { throw Failure(.careDecided) }
        tx.enqueue(
            """
            update app.care_request set state = \(isApproved ? "approved" : "refused"), until = \(end), decided_at = \(now),
              decided_by = \(actor.user) where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if isApproved {
            tx.enqueue(CareQueries.extend(customer.uuid, to: user, at: now, until: end, reason: "approved", tenant: actor.tenant))
            try CareQueries.tell(user, tenant: actor.tenant, in: tx)
            tx.enqueue(
                CustomerQueries.timeline(
                    customer.uuid, kind: "care_approved", branch: branch.uuid, objectType: "user", object: user.uuid, fields: [],
                    actor: actor, at: now))
        }
        try AuditTrail.record(
            AuditEvent(
                .approveCare, on: "customer", customer.uuid, branch: branch, customer: customer.uuid,
                body: [
                    "request": .string(id.description), "user": .string(user.description), "approved": .boolean(isApproved),
                    "until": .string(end.description),
                ]),
            as: actor, keys: keys, at: now, in: tx)
        Change.tell("care_request", at: branch, of: actor.tenant, in: tx)
        // Whoever asked hears that it is decided; that others asked is not his to know.
        Change.tell("care_decision", to: user, of: actor.tenant, in: tx)
        guard let decided = try tx.execute(statement).first else { throw Failure(.internalError) }
        return try CareRequest.json(decided, keys: keys)
    }
}
