import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

/// A server with everything of identity and tenancy, over a database of its own and a clock that stands still.
struct IdentityFixture: Sendable {
    typealias Answer = InProcessClient.Answer

    let database: TestDatabase
    let clock: ManualClock
    let deployment: Deployment
    let edge: Edge
    /// The invitation of the first operator.
    let operatorInvitation: InviteUser.Invitation

    static let password = "correct horse battery"

    init() async throws {
        database = try TestDatabase.fresh()
        // The audit's partitions begin with the month in which the database was made.
        clock = ManualClock(at: SystemClock().now())
        deployment = IdentityFixture.deployment(database, clock)
        edge = try IdentityFixture.edge(deployment)
        let invitations = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: "root.op", displayName: "Operator")], locale: .english,
            timeZone: "UTC",
            on: deployment, at: clock.now())
        operatorInvitation = try #require(invitations.first)
    }

    /// Hashes cost next to nothing here; what they cost in earnest is Vault's business.
    static func deployment(_ database: TestDatabase, _ clock: ManualClock) -> Deployment {
        database.deployment(
            clock: clock, passwords: PasswordWorkers(threads: 2, queue: 64, cost: .init(logN: 4, r: 1, p: 1)))
    }

    static func edge(_ deployment: Deployment) throws -> Edge {
        var configuration = EdgeConfiguration()
        configuration.swaggerUIDirectory = "/nonexistent"
        configuration.constraints = ConstraintFailures(FailureCode.identityConstraints)
        configuration.violationTexts = FailureCode.identityViolations
        let endpoints =
            SessionEndpoints.endpoints(deployment) + MeEndpoints.endpoints(deployment)
            + UserEndpoints.endpoints(deployment)
            + UnitEndpoints.endpoints(deployment) + TenantEndpoints.endpoints(deployment)
            + SettingEndpoints.endpoints(deployment)
        return try Edge(
            configuration, endpoints: endpoints, authenticator: deployment.sessions, logger: Logger(label: "test"),
            clock: deployment.clock, denied: { _, _ in })
    }

    // MARK: - Tenants and people

    struct Clinic: Sendable {
        let id: ID<Tenant>
        let slug: String
        let chain: ID<Unit>
        let admins: [ID<User>]
    }

    /// A tenant whose two system admins, `admin.one` and `admin.two`, have their passwords.
    func clinic(_ slug: String) async throws -> Clinic {
        let created = try await CreateTenant.run(
            CreateTenant.Input(
                slug: slug, name: "Clinic \(slug)", locale: .chinese, timeZone: "Asia/Shanghai",
                admins: [
                    InviteUser.Input(userName: "admin.one", displayName: "王一"),
                    InviteUser.Input(userName: "admin.two", displayName: "李二"),
                ]), on: deployment, at: clock.now())
        for invitation in created.invitations {
            try await SetPassword.run(
                IdentityFixture.password, of: invitation.user, in: created.tenant, on: deployment, at: clock.now())
        }
        let tenant = created.tenant
        let chain = try await deployment.database.read(as: system(of: tenant)) { tx -> ID<Unit> in
            let rows = try tx.execute("select id from app.unit where tenant_id = \(tenant) and kind = 'chain'")
            guard let row = rows.first else { throw Failure(.notFound) }
            return try row[0]
        }
        return Clinic(id: tenant, slug: slug, chain: chain, admins: created.invitations.map(\.user))
    }

    func system(of tenant: ID<Tenant>) -> Actor { .system(of: tenant, request: .new(at: clock.now())) }

    /// A unit made through the API.
    func unit(_ kind: String, _ name: String, under parent: ID<Unit>, by admin: InProcessClient) async throws -> ID<
        Unit
    > {
        let answer = await admin.send(
            .post, "/v1/branches", text: #"{"kind": "\#(kind)", "parentId": "\#(parent)", "name": "\#(name)"}"#)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string.flatMap { ID<Unit>($0) })
    }

    /// Somebody with a password, and with a role on each of the units.
    func person(_ name: String, in clinic: Clinic, _ grants: [(role: String, unit: ID<Unit>)] = []) async throws -> ID<
        User
    > {
        let actor = system(of: clinic.id)
        let keys = try await deployment.keys.keys(of: clinic.id)
        let now = clock.now()
        let user = try await deployment.database.write(as: actor) { tx in
            let input = InviteUser.Input(userName: name, displayName: "员工 " + name)
            let user = try InviteUser.run(input, as: actor, keys: keys, at: now, in: tx).user
            for (role, unit) in grants {
                tx.enqueue(
                    """
                    insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, state,
                      created_at)
                    select \(clinic.id), \(ID<Grant>.new(at: now)), \(user), r.id, \(unit), \(now), 'active', \(now)
                    from app.role r where r.tenant_id = \(clinic.id) and r.code = \(role)
                    """)
            }
            return user
        }
        try await SetPassword.run(IdentityFixture.password, of: user, in: clinic.id, on: deployment, at: now)
        return user
    }

    // MARK: - Calls

    /// A caller without a session. Addresses are counted apart, so each caller may have his own.
    func stranger(from peer: String = "192.0.2.1") -> InProcessClient { InProcessClient(edge, peer: peer) }

    func signIn(
        _ tenant: String, _ user: String, _ password: String = IdentityFixture.password, otp: String? = nil,
        cookie: Bool = false,
        from peer: String = "192.0.2.1"
    ) async -> Answer {
        var body: JSONObject = ["tenant": .string(tenant), "user": .string(user), "password": .string(password)]
        if let otp { body["otp"] = .string(otp) }
        if cookie { body["cookie"] = true }
        return await stranger(from: peer).send(.post, "/v1/sessions", body: JSONValue.object(body).serialized)
    }

    /// A caller who has signed in.
    func client(_ tenant: String, _ user: String, otp: String? = nil) async throws -> InProcessClient {
        let answer = await signIn(tenant, user, otp: otp)
        try #require(answer.status == 201, "\(answer.text)")
        return InProcessClient(edge, token: try #require(answer.json["token"]?.string))
    }

    /// The operator, signed in.
    func operatorClient() async throws -> InProcessClient {
        try await SetPassword.run(
            IdentityFixture.password, of: operatorInvitation.user, in: .deployment, on: deployment, at: clock.now())
        return try await client("-", "root.op")
    }

    /// How many events of an action a tenant's trail has, by outcome.
    func events(_ action: Action, of tenant: ID<Tenant>, _ outcome: AuditEvent.Outcome = .done) throws -> Int64 {
        let connection = try database.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select count(*) from audit.event
            where tenant_id = \(tenant) and action = \(action.name) and outcome = \(outcome.rawValue)
            """)
        return try #require(rows.first).get(0)
    }
}

extension InProcessClient.Answer {
    /// A problem document without what differs between any two requests.
    var withoutRequest: JSONValue {
        guard var object = json.object else { return json }
        object["requestId"] = nil
        object["instance"] = nil
        return .object(object)
    }

    var retryAfter: Int? { headers[.retryAfter].flatMap { Int($0) } }
}
