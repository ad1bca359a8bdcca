internal import FoundationEssentials
internal import JSON
internal import Postgres

/// What support grants' ids name.
public enum SupportGrant {}

extension SupportGrant {
    /// The longest that an operator may look.
    static let longest: Duration = .seconds(4 * 3_600)

    static let columns: SQL = """
        id, operator_id, operator_name, scope, reason, granted_by, created_at, until, opened_at, revoked_at, revoked_by
        """

    /// `{id, operator, scope, reason, grantedBy, createdAt, until, openedAt, revokedAt, revokedBy, inForce}`.
    static func json(_ row: Row, at now: Instant) throws -> JSONValue {
        func time(_ column: Int) throws -> JSONValue { .text(try row.getOptional(column, as: Instant.self)?.description) }
        let inForce = try row.isNull(9) && row.get(7, as: Instant.self) > now
        return [
            "id": .string(try row.get(0, as: ID<SupportGrant>.self).description), "operator": .string(try row[2]),
            "scope": .string(try row[3]), "reason": .string(try row[4]),
            "grantedBy": .string(try row.get(5, as: ID<User>.self).description), "createdAt": try time(6), "until": try time(7),
            "openedAt": try time(8), "revokedAt": try time(9),
            "revokedBy": .text(try row.getOptional(10, as: ID<User>.self)?.description), "inForce": .boolean(inForce),
        ]
    }
}

extension Action {
    /// Let the platform's operator look, or end it.
    public static let grantSupport = Action("grant.support")
    /// A support grant was ended: a word of the audit trail.
    public static let revokeSupport = Action("revoke.support")
    /// See who was let in.
    public static let readSupport = Action("read.support")
    /// As the platform's operator: look into a tenant that lets one in.
    public static let useSupport = Action("use.support")
}

/// Lets one of the platform's operators look for a while.
struct GrantSupport: Sendable {
    let operatorName: String
    let scope: SupportScope
    let minutes: Int64
    let reason: String

    /// Reads `{operator, scope, minutes, reason}`.
    init(reading payload: PayloadReader) {
        operatorName = payload.requiredText("operator", max: 63)
        scope = SupportScope(rawValue: payload.requiredChoice("scope", of: SupportScope.allCases.map(\.rawValue))) ?? .configuration
        minutes = payload.requiredInteger("minutes", in: 1...240)
        reason = payload.requiredText("reason", min: 2, max: 200)
    }

    /// Writes the grant; the deployment's trail tells of it too.
    func run(as actor: Actor, on deployment: Deployment, at now: Instant) async throws -> JSONValue {
        guard let user = actor.user else { throw Failure(.forbidden) }
        let name = operatorName
        let found = try await deployment.database.fetch(
            as: Actor.system(of: .deployment, request: actor.request),
            [
                """
                select id from app.user_account where tenant_id = \(ID<Tenant>.deployment) and user_name = \(name) and state = 'active'
                """
            ])[0]
        guard let row = found.first else { throw Failure.invalid([Violation(pointer: "/operator", code: "not_allowed")]) }
        let person: ID<User> = try row[0]
        let id = ID<SupportGrant>.new(at: now)
        let until = now.advanced(by: .seconds(minutes * 60))
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        let event = AuditEvent(
            .grantSupport, on: "support", id.uuid, reason: reason,
            body: ["operator": .string(name), "scope": .string(scope.rawValue), "until": .string(until.description)])
        return try await deployment.database.write(as: actor) { [scope, reason] tx in
            tx.enqueue(
                """
                insert into app.support_grant (tenant_id, id, operator_id, operator_name, scope, reason, granted_by, created_at, until)
                values (\(actor.tenant), \(id), \(person), \(name), \(scope.rawValue), \(reason), \(user), \(now), \(until))
                """)
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            let rows = try tx.execute(
                "select \(SupportGrant.columns) from app.support_grant where tenant_id = \(actor.tenant) and id = \(id)")
            guard let made = rows.first else { throw Failure(.internalError) }
            let answer = try SupportGrant.json(made, at: now)
            // As the deployment's system: the tenant's people are none of its trail's business.
            try DeploymentAudit.record(
                AuditEvent(
                    .grantSupport, on: "support", id.uuid,
                    body: ["tenant": .string(actor.tenant.description), "operator": .string(name), "scope": .string(scope.rawValue)]),
                as: Actor.system(of: .deployment, request: actor.request), keys: witnessKeys, at: now, in: tx)
            return answer
        }
    }
}

/// Ends a grant at once: every server drops the operator's session.
struct RevokeSupport: Sendable {
    let id: ID<SupportGrant>

    /// - Throws: `resource.not_found` where there is none in force.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let revoked = try tx.execute(
            """
            update app.support_grant set revoked_at = \(now), revoked_by = \(actor.user)
            where tenant_id = \(actor.tenant) and id = \(id) and revoked_at is null and until > \(now)
            """)
        guard revoked.affected == 1 else { throw Failure(.notFound) }
        try AuditTrail.record(
            AuditEvent(.revokeSupport, on: "support", id.uuid), as: actor, keys: keys, at: now, in: tx)
        AccessNews.tell(actor.tenant, in: tx)
    }
}

/// Opens the operator's session in a tenant that lets him in. A second one replaces the first.
struct OpenSupport: Sendable {
    let slug: String

    /// Throws `resource.not_found` where no grant is in force for this operator: of a tenant that does not exist just so.
    func run(as orderer: Actor, on deployment: Deployment, at now: Instant) async throws -> JSONValue {
        guard orderer.tenant == .deployment, let person = orderer.user, let name = orderer.userName else { throw Failure(.forbidden) }
        guard let entry = try await deployment.directory.tenant(slug, at: now), entry.isActive, entry.id != .deployment else {
            throw Failure(.notFound)
        }
        let token = SessionToken.new(slug: entry.slug)
        let keys = try await deployment.keys.keys(of: entry.id)
        let witnessKeys = try await deployment.keys.keys(of: .deployment)
        let system = Actor.system(of: entry.id, request: orderer.request, address: orderer.address)
        let answer = try await deployment.database.write(as: system) { tx -> JSONValue in
            let rows = try tx.execute(
                """
                update app.support_grant set token_hash = \(token.hash), opened_at = \(now)
                where tenant_id = \(entry.id) and id = (select g.id from app.support_grant g where g.tenant_id = \(entry.id)
                  and g.operator_id = \(person) and g.revoked_at is null and g.until > \(now) order by g.until desc limit 1)
                returning id, scope, until
                """)
            guard let row = rows.first, let scope = SupportScope(rawValue: try row[1]) else { throw Failure(.notFound) }
            let grant: ID<SupportGrant> = try row[0]
            let until: Instant = try row[2]
            let visitor = Actor(
                support: person, named: name, of: entry.id, grant: grant, rights: .none, request: orderer.request,
                address: orderer.address)
            let event = AuditEvent(.useSupport, on: "support", grant.uuid, body: ["scope": .string(scope.rawValue)])
            try AuditTrail.record(event, as: visitor, keys: keys, at: now, in: tx)
            AccessNews.tell(entry.id, in: tx)
            try DeploymentAudit.record(
                AuditEvent(.useSupport, on: "support", grant.uuid, body: ["tenant": .string(entry.id.description)]), as: orderer,
                keys: witnessKeys, at: now, in: tx)
            return ["token": .string(token.text), "scope": .string(scope.rawValue), "expiresAt": .string(until.description)]
        }
        deployment.forget(entry.id)
        return answer
    }
}

/// What an operator holds in a tenant that lets him in: to look, personal values masked, whatever the tenant's roles say.
enum SupportRights {
    /// - Parameter chain: the tenant's root unit.
    static func rights(
        _ scope: SupportScope, grant: ID<SupportGrant>, chain: ID<Unit>, catalog: PermissionCatalog, timeZone: String
    ) -> Rights {
        let source = GrantSource(grant: ID(grant.uuid), role: ID(grant.uuid), roleCode: "support", unit: chain)
        let (actions, fields) = content(scope, in: catalog)
        let portion = Portion(rows: RowSet(.everywhere), actions: actions, fields: fields, sources: [source])
        return Rights(portions: [portion], timeZone: timeZone, fingerprint: scope == .customers ? 2 : 1)
    }

    /// The actions and field rights of a scope.
    static func content(_ scope: SupportScope, in catalog: PermissionCatalog) -> (actions: Set<Action>, fields: FieldRights) {
        let queries: FieldUses = [.filter, .sort, .group]
        var fields = FieldRights()
        fields[.open] = FieldRight(.read, queries)
        fields[.internal] = FieldRight(.read, queries)
        if scope >= .customers {
            for classification: Classification in [.identity, .contact, .medical] { fields[classification] = FieldRight(.masked) }
        }
        var actions: Set<Action> = []
        for feature in catalog.features {
            for (from, more) in feature.support where from <= scope { actions.formUnion(more) }
        }
        return (actions, fields)
    }
}

/// Everything that a visiting operator looks at, in the tenant's own trail.
public enum SupportVisits {
    /// Records one look before it happens; without the event there is none.
    public static func record(_ action: Action, _ path: String, _ call: Call, on deployment: Deployment) async throws {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let event = AuditEvent(action, on: "support", actor.session?.uuid, purpose: "support", body: ["endpoint": .string(path)])
        try await deployment.database.write(as: actor) { [now = call.now] tx in
            _ = try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
    }
}
