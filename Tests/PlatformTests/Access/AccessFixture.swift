import FoundationEssentials
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Vault

@testable import Platform

/// A chain with two branches in a region, a third outside it and a department; every built-in role; people as a test needs them.
struct AccessFixture: Sendable {
    static let catalog = PermissionCatalog([
        AccessPermissions.permissions, IdentityPermissions.permissions, .testCustomers,
    ])

    let database: TestDatabase
    let deployment: Deployment
    let clock: ManualClock
    let tenant: ID<Tenant>
    let chain: ID<Unit>
    let region: ID<Unit>
    let north: ID<Unit>
    let south: ID<Unit>
    let west: ID<Unit>
    let ward: ID<Unit>
    let roles: [String: ID<Role>]

    var catalog: PermissionCatalog { AccessFixture.catalog }
    var now: Instant { clock.now() }

    init(fourEyes: Bool = false) async throws {
        database = try TestDatabase.shared()
        clock = ManualClock(at: SystemClock().now())
        deployment = database.deployment(clock: clock, catalog: AccessFixture.catalog)
        let now = clock.now()
        tenant = try await database.makeTenant(at: now, in: deployment)
        func id<Entity>() -> ID<Entity> { .new(at: now) }
        (chain, region, north, south, west, ward) = (id(), id(), id(), id(), id(), id())
        let (tenant, chain, region, north, south, west, ward) = (tenant, chain, region, north, south, west, ward)
        roles = try await deployment.database.write(as: Actor.system(of: tenant, request: .new(at: now))) { tx in
            tx.enqueue(
                """
                insert into app.tenant_setting (tenant_id, locale, time_zone, compliance_profile, four_eyes, updated_at)
                values (\(tenant), 'zh', 'Asia/Shanghai', 'standard', \(fourEyes), \(now))
                """)
            for (unit, parent, kind) in [
                (chain, nil, "chain"), (region, chain, "region"), (north, region, "branch"), (south, region, "branch"),
                (west, chain, "branch"), (ward, north, "department"),
            ] as [(ID<Unit>, ID<Unit>?, String)] {
                tx.enqueue(
                    """
                    insert into app.unit (tenant_id, id, parent_id, kind, name, created_at)
                    values (\(tenant), \(unit), \(parent), \(kind), \(unit.description), \(now))
                    """)
            }
            return RoleProvisioning.provision(AccessFixture.catalog.templates, tenant, at: now, in: tx)
        }
    }

    // MARK: - People

    /// A new person who holds these roles; invited by an admin, who sees him from then on.
    func person(_ grants: (String, ID<Unit>)..., state: String = "active", of admin: ID<User>? = nil) async throws
        -> ID<User>
    {
        let user = ID<User>.new(at: now)
        let (tenant, now) = (tenant, now)
        try await deployment.database.write(as: system) { tx in
            tx.enqueue(
                """
                insert into app.user_account (tenant_id, id, user_name, display_name, state, created_at)
                values (\(tenant), \(user), \("u" + user.description), 'Somebody', \(state), \(now))
                """)
            guard let admin else { return }
            tx.enqueue(
                """
                insert into app.invitation (tenant_id, id, user_id, token_hash, created_by, created_at, expires_at)
                values (\(tenant), \(ID<AccessFixture>.new(at: now)), \(user), \(Digest.sha256(Array(user.description.utf8))), \(admin),
                  \(now), \(now.advanced(by: .seconds(3600))))
                """)
        }
        for (role, unit) in grants { try await give(user, role, unit) }
        return user
    }

    /// A grant past all rules, as a tenant's first ones are made.
    @discardableResult
    func give(
        _ user: ID<User>, _ role: String, _ unit: ID<Unit>, from: Instant? = nil, until: Instant? = nil
    ) async throws -> ID<Grant> {
        let grant = ID<Grant>.new(at: now)
        let (tenant, now, roleID) = (tenant, now, roles[role])
        try await deployment.database.write(as: system) { tx in
            tx.enqueue(
                """
                insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, valid_until, state, created_at)
                values (\(tenant), \(grant), \(user), \(roleID), \(unit), \(from ?? now), \(until), 'active', \(now))
                """)
        }
        return grant
    }

    var system: Actor { .system(of: tenant, request: .new(at: now)) }

    /// The person with the rights that he has now.
    func actor(_ user: ID<User>) async throws -> Actor {
        let (tenant, now) = (tenant, now)
        let rights = try await deployment.database.read(as: system) { tx in
            try RightsLoader.load(user, of: tenant, at: now, in: tx).rights
        }
        return Actor(
            person: user, named: "somebody", of: tenant, session: .new(at: now), rights: rights, request: .new(at: now),
            address: "127.0.0.1")
    }

    // MARK: - Requests

    /// Sends a request as a person; the answer's body, or the failure.
    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, as user: ID<User>, _ body: JSONValue? = nil, version: Int64? = nil
    ) async throws -> JSONValue {
        let reply = try await reply(method, path, as: try await actor(user), body, version: version)
        return reply.body.isEmpty ? .null : try JSONParser.parse(reply.body)
    }

    /// The code of the failure that a request ends with; nil when it succeeds.
    func failure(
        _ method: HTTPRequest.Method, _ path: String, as user: ID<User>, _ body: JSONValue? = nil, version: Int64? = nil
    ) async throws -> String? {
        do {
            try await send(method, path, as: user, body, version: version)
            return nil
        } catch {
            return Failure(meaning: error, constraints: ConstraintFailures(AccessFailures.constraints)).code.code
        }
    }

    /// What the edge does for an endpoint: finds it, asks for its permission, calls it.
    func reply(
        _ method: HTTPRequest.Method, _ path: String, as actor: Actor, _ body: JSONValue?, version: Int64? = nil
    ) async throws -> Reply {
        let parts = path.split(separator: "?", maxSplits: 1)
        let segments = parts[0].split(separator: "/")
        let endpoints = AccessEndpoints.endpoints(deployment, catalog: catalog)
        func fits(_ endpoint: Endpoint) -> Bool {
            let template = endpoint.path.split(separator: "/")
            return endpoint.method == method && template.count == segments.count
                && zip(template, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        // A literal segment goes before a parameter.
        let endpoint = endpoints.filter(fits).min {
            $0.path.filter { $0 == "{" }.count < $1.path.filter { $0 == "{" }.count
        }
        guard let endpoint else { throw Failure(.notFound) }
        guard case .permitted(let action) = endpoint.access, actor.rights.allows(action) else {
            throw Failure(.forbidden)
        }
        if endpoint.requiresVersion, version == nil { throw Failure(.versionRequired) }
        let parameters = zip(endpoint.path.split(separator: "/"), segments).filter { $0.0.hasPrefix("{") }
            .map { (name: String($0.0.dropFirst().dropLast()), value: String($0.1)) }
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        let call = Call(
            request: actor.request, now: now, language: .english, address: actor.address, isSecure: true, actor: actor,
            session: nil,
            query: parts.count > 1 ? try Query(parsing: parts[1]) : .empty, body: body?.serialized ?? [],
            idempotencyKey: nil,
            expectedVersion: version, headers: headers, parameters: parameters)
        return try await endpoint.handler(call)
    }

    /// A request for a grant.
    func grantBody(_ user: ID<User>, _ role: ID<Role>?, _ unit: ID<Unit>, until: Instant? = nil) -> JSONValue {
        var body: JSONObject = [
            "userId": .string(user.description), "roleId": .string(role?.description ?? ""),
            "unitId": .string(unit.description),
        ]
        if let until { body["validUntil"] = .string(until.description) }
        return .object(body)
    }

    func grant(_ user: ID<User>, _ role: String, _ unit: ID<Unit>, as admin: ID<User>) async throws -> String? {
        try await failure(.post, "/v1/grants", as: admin, grantBody(user, roles[role], unit))
    }

    // MARK: - Looking behind

    /// The actions of the audit trail's events about an object, by name: a clock that stands still orders nothing.
    func audited(_ object: UUID, outcome: String = "done") throws -> [String] {
        let connection = try database.superuser()
        defer { connection.close() }
        return try connection.execute(
            "select action from audit.event where tenant_id = \(tenant) and object_id = \(object) and outcome = \(outcome)"
        ).map { try $0[0] }.sorted()
    }

    /// The grants that a person holds, as role codes.
    func held(_ user: ID<User>) async throws -> [String] {
        try await actor(user).rights.grants.flatMap(\.sources).map(\.roleCode).sorted()
    }

    func id<Entity>(_ value: JSONValue, _ name: String = "id") throws -> ID<Entity> {
        guard let text = value[name]?.string, let id = ID<Entity>(text) else { throw Failure(.internalError) }
        return id
    }
}

extension FeaturePermissions {
    /// A resource with a field of every class, over the real table of customers.
    static let testCustomers = FeaturePermissions(
        actions: [
            (Action(named: "read.customer"), LocalizedText("查看客户", "See customers")),
            (Action(named: "update.customer"), LocalizedText("修改客户", "Change customers")),
            (Action(named: "reveal.customer"), LocalizedText("显示联系方式", "Reveal contacts")),
            (Action(named: "read.audit"), LocalizedText("查看审计", "Read the audit")),
        ],
        resources: [.testCustomer],
        defaults: Dictionary(
            uniqueKeysWithValues: RoleTemplate.builtIn.map(\.code).filter { $0 != RoleTemplate.systemAdmin }.map {
                code in
                let changes = ["front_desk", "consultant", "branch_admin", "chain_director"].contains(code)
                let actions = ["read.customer"] + (changes ? ["update.customer", "reveal.customer"] : [])
                return (
                    code,
                    (actions + (code == RoleTemplate.complianceOfficer ? ["read.audit"] : [])).map(Action.init(named:))
                )
            }),
        fields: ["front_desk": [(field: "customer.allergy", right: FieldRight(.read))]])
}

extension Resource {
    static let testCustomer = Resource(
        name: "customer", table: "app.customer", tableIdentifier: "app.customer", source: "app.customer t",
        scope: Scope(alias: "t", branch: "home_branch_id", owner: "owner_id", customer: "id"), keyHolder: ("t", "id"),
        defaultSort: "createdAt",
        fields: [
            Field(
                "id", "id", .id(of: nil), .internal, writing: .server, uses: [.filter], label: LocalizedText("编号", "Id")
            ),
            Field(
                "createdAt", "created_at", .instant, .internal, writing: .server, uses: [.filter, .sort],
                label: LocalizedText("建档时间", "Created")),
            Field(
                "level", "level", .choice(["standard", "gold"]), .internal, uses: [.filter, .sort, .group],
                label: LocalizedText("等级", "Level")),
            Field(
                "name", "name_sealed", .text(max: 64), .identity, sealed: .crm, mask: .firstCharacter,
                writing: .required,
                label: LocalizedText("姓名", "Name")),
            Field(
                "birthday", "birthday", .date, .identity, mask: .date, uses: [.filter, .sort],
                label: LocalizedText("生日", "Birthday")),
            Field(
                "phone", "phone_sealed", .phone, .contact, sealed: .crm, mask: .phone, uses: [.filter, .reveal],
                label: LocalizedText("手机", "Phone")),
            Field(
                "allergy", "allergy_sealed", .text(max: 500), .medical, sealed: .medical,
                label: LocalizedText("过敏", "Allergy")),
            Field(
                "source", "source_channel", .text(max: 40), .commercial, uses: [.filter, .group],
                label: LocalizedText("渠道", "Channel")),
            Field("key", "crm_key", .text(max: 1), .secret, writing: .server, label: LocalizedText("密钥", "Key")),
        ])
}
