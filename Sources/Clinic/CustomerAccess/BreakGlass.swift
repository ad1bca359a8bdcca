internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Opening a customer in an emergency, and the look at it afterwards.
public enum BreakGlass {
    /// The longest that a customer stays open.
    static let longest: Duration = .seconds(3_600)
    /// Attempts that name nobody, within an hour, before no more are taken.
    static let mostMisses = 5

    static let columns: SQL = """
        g.id, g.user_id, u.display_name, g.customer_id, g.branch_id, g.reason_sealed, g.opened_at, g.until, g.ended_at, g.verdict, \
        g.remark_sealed, g.reviewed_at, g.reviewed_by
        """
    static let source: SQL = """
        app.break_glass g join app.user_account u on u.tenant_id = g.tenant_id and u.id = g.user_id
        """

    /// `{id, userId, userName, customerId, branchId, reason, openedAt, until, endedAt, verdict, remark, reviewedAt, reviewedBy}`;
    /// `customerId` is null where an attempt named nobody.
    ///
    /// - Parameter opening: those of ``keys(of:as:keys:in:)``.
    static func json(_ row: Row, opening customers: [UUID: SealingKey], keys: TenantKeys) throws -> JSONValue {
        let key = try BreakGlass.key(of: row, among: customers, keys: keys)
        func said(_ text: SealedText, _ column: Int) throws -> JSONValue? {
            try text.open(row.getOptional(column), row: row.get(0), key: key, tenant: keys.tenant).map { .string($0) }
        }
        func time(_ column: Int) throws -> JSONValue {
            (try row.getOptional(column, as: Instant.self)).map { .string($0.description) } ?? .null
        }
        func id(_ column: Int) throws -> JSONValue {
            (try row.getOptional(column, as: ID<BreakGlass>.self)).map { .string($0.description) } ?? .null
        }
        func text(_ column: Int) throws -> JSONValue { (try row.getOptional(column, as: String.self)).map { .string($0) } ?? .null }
        return [
            "id": try id(0), "userId": try id(1), "userName": try text(2), "customerId": try id(3), "branchId": try id(4),
            "reason": try said(AccessReasons.emergency, 5) ?? "", "openedAt": try time(6), "until": try time(7), "endedAt": try time(8),
            "verdict": try text(9),
            "remark": try said(AccessReasons.remark, 10) ?? .null, "reviewedAt": try time(11), "reviewedBy": try id(12),
        ]
    }

    /// The keys of those whom rows are about. Whoever reviews an emergency reads why, whether or not he sees the customer.
    static func keys(of rows: Rows, as actor: Actor, keys: TenantKeys, in tx: Transaction) throws -> [UUID: SealingKey] {
        let customers = Set(try rows.compactMap { try $0.getOptional(3, as: UUID.self) })
        return try tx.asSystem(for: actor) { try AccessReasons.emergency.found(customers, keys: keys, in: tx) }
    }

    /// What the texts of a row are under; nil where it was destroyed.
    static func key(of row: Row, among customers: [UUID: SealingKey], keys: TenantKeys) throws -> SealingKey? {
        guard let customer: UUID = try row.getOptional(3) else { return keys.sealing(AccessReasons.houseKey) }
        return customers[customer]
    }
}

/// Opens a customer to the actor for a while: as far as his own rights on fields go, whatever branch, restriction or care says.
public struct OpenBreakGlass: Sendable {
    public let id: ID<BreakGlass>
    public let handle: CustomerHandle
    public let reason: String
    public let minutes: Int64

    /// Reads `{reason, minutes?}`, and unless an id is given `{number, name?, phone?}`.
    public init(_ id: ID<BreakGlass>, customer: ID<Customer>?, reading payload: PayloadReader) {
        self.id = id
        handle = customer.map(CustomerHandle.id) ?? CustomerHandle(reading: payload, orID: false)
        reason = payload.requiredText("reason", min: 2, max: 200)
        minutes = payload.integer("minutes", in: 1...60) ?? 30
    }

    /// What came of it.
    public enum Outcome: Sendable {
        case opened(JSONValue)
        /// Nobody, or nobody within reach: written down like the other, and answered as not found.
        case missed
    }

    /// Opens in a transaction of the system: the customer is not the actor's to see. The notice to the compliance officer goes with
    /// it. A miss is kept as well, for the review and to bar who goes on guessing.
    ///
    /// - Throws: `break_glass.barred`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Outcome {
        guard let user = actor.user else { throw Failure(.forbidden) }
        // One attempt of a person at a time, or a hundred at once would all be counted as the first.
        let counted = try tx.execute(all: [
            "select 1 from app.user_account where tenant_id = \(actor.tenant) and id = \(user) for no key update",
            CustomerAccessQueries.misses(of: user, since: now.advanced(by: .zero - BreakGlass.longest), tenant: actor.tenant),
        ])
        guard try counted[1][0].get(0, as: Int64.self) < Int64(BreakGlass.mostMisses) else {
            throw Failure(.breakGlassBarred, retryAfter: BreakGlass.longest)
        }
        let subject = try handle.find(.breakGlass, for: actor, keys: keys, in: tx)
        let until = subject == nil ? now : now.advanced(by: .seconds(minutes * 60))
        let sealed: [UInt8]? =
            if let subject {
                try AccessReasons.emergency.seal(reason, row: id.uuid, about: subject.id.uuid, keys: keys, in: tx)
            } else {
                try AccessReasons.emergency.seal(
                    reason, row: id.uuid, key: keys.sealing(AccessReasons.houseKey), tenant: actor.tenant)
            }
        tx.enqueue(
            """
            insert into app.break_glass (tenant_id, id, user_id, customer_id, branch_id, reason_sealed, opened_at, until)
            values (\(actor.tenant), \(id), \(user), \(value: subject?.id), \(value: subject?.branch), \(sealed), \(now), \(until))
            """)
        var event = AuditEvent(
            .breakGlass, on: "customer", subject?.id.uuid, branch: subject?.branch, customer: subject?.id.uuid, reason: reason,
            outcome: subject == nil ? .denied : .done, body: ["breakGlass": .string(id.description), "minutes": .integer(minutes)])
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        event.action = .breakGlassAlert
        try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        Change.tell("break_glass", at: subject?.branch, of: actor.tenant, in: tx)
        guard let subject else { return .missed }
        tx.enqueue(
            CustomerQueries.timeline(
                subject.id.uuid, kind: "break_glass", branch: subject.branch.uuid, objectType: "break_glass", object: id.uuid,
                fields: [], actor: actor, at: now))
        AccessNews.publish(actor.tenant, in: tx)
        return .opened([
            "id": .string(id.description), "customerId": .string(subject.id.description), "until": .string(until.description),
        ])
    }
}

/// Closes what the actor himself opened, before its time.
public struct EndBreakGlass: Sendable {
    public let id: ID<BreakGlass>

    /// - Throws: `resource.not_found` where it is not his, or not open.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let ended = try tx.execute(
            """
            update app.break_glass set ended_at = \(now) where tenant_id = \(actor.tenant) and id = \(id) and user_id = \(actor.user)
            and customer_id is not null and ended_at is null and until > \(now) returning customer_id, branch_id
            """)
        guard let row = ended.first else { throw Failure(.notFound) }
        let customer: ID<Customer> = try row[0]
        let branch: ID<Unit> = try row[1]
        try AuditTrail.record(
            AuditEvent(
                .endBreakGlass, on: "customer", customer.uuid, branch: branch, customer: customer.uuid,
                body: ["breakGlass": .string(id.description)]),
            as: actor, keys: keys, at: now, in: tx)
        Change.tell("break_glass", at: branch, of: actor.tenant, in: tx)
        AccessNews.publish(actor.tenant, in: tx)
    }
}

/// Judges an emergency afterwards. What is still open ends with it, when it was not justified.
public struct ReviewBreakGlass: Sendable {
    public let id: ID<BreakGlass>
    public let isJustified: Bool
    public let remark: String

    /// Reads `{verdict, remark}`.
    public init(_ id: ID<BreakGlass>, reading payload: PayloadReader) {
        self.id = id
        isJustified = payload.requiredChoice("verdict", of: ["justified", "unjustified"]) == "justified"
        remark = payload.requiredText("remark", min: 2, max: 500)
    }

    /// - Throws: `resource.not_found`, `break_glass.own`, `break_glass.reviewed`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let statement: SQL = """
            select \(BreakGlass.columns) from \(BreakGlass.source) where g.tenant_id = \(actor.tenant) and g.id = \(id)
            """
        let rows = try tx.execute("\(statement) for update of g")
        guard let row = rows.first else { throw Failure(.notFound) }
        guard try row.get(1, as: ID<User>.self) != actor.user else { throw Failure(.breakGlassOwn) }
        guard row.isNull(9) else { throw Failure(.breakGlassReviewed) }
        let ends = try !isJustified && !row.isNull(3) && row.isNull(8) && row.get(7, as: Instant.self) > now
        let endedAt = try ends ? Optional(now) : row.getOptional(8, as: Instant.self)
        let customers = try BreakGlass.keys(of: rows, as: actor, keys: keys, in: tx)
        let sealed = try AccessReasons.remark.seal(
            remark, row: id.uuid, key: BreakGlass.key(of: row, among: customers, keys: keys), tenant: actor.tenant)
        tx.enqueue(
            """
            update app.break_glass set verdict = \(isJustified ? "justified" : "unjustified"), remark_sealed = \(sealed),
              reviewed_at = \(now),
              reviewed_by = \(actor.user), ended_at = \(endedAt) where tenant_id = \(actor.tenant) and id = \(id)
            """)
        let customer = try row.getOptional(3, as: UUID.self)
        try AuditTrail.record(
            AuditEvent(
                .reviewBreakGlass, on: "break_glass", id.uuid, branch: try row.getOptional(4), customer: customer, reason: remark,
                body: ["justified": .boolean(isJustified), "ended": .boolean(ends)]),
            as: actor, keys: keys, at: now, in: tx)
        if ends { AccessNews.publish(actor.tenant, in: tx) }
        guard let reviewed = try tx.execute(statement).first else { throw Failure(.internalError) }
        return try BreakGlass.json(reviewed, opening: customers, keys: keys)
    }
}
