import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The platform's operator in a tenant: only by its grant, only to look, only masked, never unseen.
@Suite struct SupportTests {
    /// A tenant, a canary in it, and an operator of the platform who has signed in.
    private struct Setting {
        let clinic: Clinic
        let canary = Canary()
        let id: String
        let name: String
        let person: ID<User>
        let operatorClient: InProcessClient
        let admin: InProcessClient

        init() async throws {
            clinic = try await Clinic()
            id = try await clinic.canary(canary)
            _ = try await clinic.note("不给外人看", about: id)
            admin = try clinic.call(as: "system_admin")
            let house = clinic.house
            let name = "op" + UUID().uuidString.lowercased().prefix(8)
            self.name = name
            let system = house.system(of: .deployment)
            let keys = try await house.deployment.keys.keys(of: .deployment)
            let token = SessionToken.new(slug: TenantDirectory.deploymentSlug)
            let now = house.now
            person = try await house.deployment.database.write(as: system) { tx in
                let user = try InviteUser.run(
                    InviteUser.Input(userName: name, displayName: "Operator"), as: system, keys: keys, at: now, in: tx
                ).user
                let tenant = ID<Tenant>.deployment
                tx.enqueue("update app.user_account set state = 'active' where tenant_id = \(tenant) and id = \(user)")
                tx.enqueue(
                    """
                    insert into app.access_grant (tenant_id, id, user_id, role_id, unit_id, valid_from, state, created_at)
                    select \(tenant), \(ID<Grant>.new(at: now)), \(user), r.id, u.id, \(now), 'active', \(now)
                    from app.role r join app.unit u on u.tenant_id = r.tenant_id and u.kind = 'chain'
                    where r.tenant_id = \(tenant) and r.code = 'platform_operator'
                    """)
                tx.enqueue(
                    """
                    insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at, stepped_up_at)
                    values (\(tenant), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                      \(now.advanced(by: .seconds(3600))), \(now))
                    """)
                return user
            }
            operatorClient = InProcessClient(house.edge, token: token.text)
        }

        func grant(_ scope: String, minutes: Int = 30, to name: String? = nil) async -> Clinic.Answer {
            await admin.send(
                .post, "/v1/support-grants",
                text: #"{"operator": "\#(name ?? self.name)", "scope": "\#(scope)", "minutes": \#(minutes), "reason": "list is slow"}"#)
        }

        func open() async -> Clinic.Answer {
            await operatorClient.send(.post, "/v1/support-sessions", text: #"{"tenant": "\#(clinic.slug)"}"#)
        }

        func visitor(_ scope: String, minutes: Int = 30) async throws -> InProcessClient {
            try #require(await grant(scope, minutes: minutes).status == 201)
            let opened = await open()
            try #require(opened.status == 201, "\(opened.text)")
            return InProcessClient(clinic.house.edge, token: try #require(opened.json["token"]?.string))
        }
    }

    @Test("without a grant there is no way in; with one, personal values are masked and nothing else is there")
    func looks() async throws {
        let setting = try await Setting()
        let never = await setting.operatorClient.send(.post, "/v1/support-sessions", text: #"{"tenant": "no-such-clinic"}"#)
        #expect(await setting.open().status == 404)
        #expect(await setting.open().withoutRequest == never.withoutRequest)
        let visitor = try await setting.visitor("customers")
        let one = await visitor.send(.get, "/v1/customers/\(setting.id)")
        #expect(one.status == 200, "\(one.text)")
        #expect(one.json["level"]?.string == "standard" && one.json["phone"]?.string?.contains("****") == true)
        let list = await visitor.send(.get, "/v1/customers")
        #expect(list.rows.count == 1)
        #expect(setting.canary.found(in: one.everything + list.everything).isEmpty)
        #expect(await visitor.send(.get, "/v1/settings").status == 200)
        #expect(await visitor.send(.get, "/v1/branches").rows.count == 3)
        #expect(await visitor.send(.get, "/v1/roles").status == 200)
        // Nothing but what it names: not to write, reveal, search, export, read notes or the audit, nor as the tenant's person.
        for endpoint in Composition.endpoints(setting.clinic.house.deployment) where endpoint.access != .anonymous {
            guard case .permitted(let action) = endpoint.access, endpoint.method == .get,
                SupportRights.content(.customers, in: Composition.catalog).actions.contains(action)
            else {
                let path = endpoint.path.replacing(/\{[^}]*\}/, with: setting.id)
                let answer = await visitor.send(
                    endpoint.method, path, headers: [("If-Match", "\"1\""), ("Idempotency-Key", "key-of-support")],
                    text: endpoint.method == .get ? "" : "{}")
                #expect(answer.status == 403, "\(endpoint.method) \(endpoint.path)")
                continue
            }
        }
        // A filter or an order by what is masked is none.
        for query in ["sort=birthday", "filter[birthday]=1990-01-01", "filter[sex]=female"] {
            #expect(await visitor.send(.get, "/v1/customers?" + query).status == 422)
        }
    }

    @Test("a grant on the configuration shows no customer, and a restricted one is shown to nobody from outside")
    func scopes() async throws {
        let setting = try await Setting()
        let visitor = try await setting.visitor("configuration")
        #expect(await visitor.send(.get, "/v1/settings").status == 200)
        #expect(await visitor.send(.get, "/v1/customers").status == 403)
        let wider = try await setting.visitor("customers", minutes: 60)
        #expect(await wider.send(.get, "/v1/customers").rows.count == 1)
        let restricted = await (try setting.clinic.call(as: "branch_admin")).send(
            .put, "/v1/customers/\(setting.id)/restriction", text: #"{"kind": "vip", "reason": "well known"}"#)
        #expect(restricted.status == 204)
        #expect(await wider.send(.get, "/v1/customers").rows.isEmpty)
    }

    @Test("every look is in the tenant's own trail, marked as the platform's, and so are grant and coming")
    func audited() async throws {
        let setting = try await Setting()
        let visitor = try await setting.visitor("customers")
        _ = await visitor.send(.get, "/v1/customers")
        _ = await visitor.send(.get, "/v1/settings")
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        let actions = try connection.execute(
            """
            select action from audit.event where tenant_id = \(setting.clinic.tenant) and actor_name = \(setting.name + "@-")
            and actor_id = \(setting.person) order by id
            """
        ).map { try $0.get(0, as: String.self) }
        #expect(actions.sorted() == ["read.customer", "read.setting", "use.support"])
        let told: Int64 = try connection.execute(
            """
            select count(*) from audit.event where tenant_id = \(ID<Tenant>.deployment) and action in ('grant.support', 'use.support')
            and outcome = 'done' and request_id in (select request_id from audit.event where tenant_id = \(setting.clinic.tenant))
            """)[0][0]
        #expect(told == 2)
        let grants = await setting.admin.send(.get, "/v1/support-grants?state=open")
        #expect(grants.rows.first?["operator"]?.string == setting.name)
        #expect(grants.rows.first?["openedAt"]?.string != nil)
        #expect(!grants.text.contains("token"))
    }

    @Test("it ends when it is revoked, in time, and with the operator himself")
    func ends() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        func works(_ visitor: InProcessClient) async -> Bool { await visitor.send(.get, "/v1/settings").status == 200 }
        let first = try await setting.visitor("configuration")
        #expect(await works(first))
        let grant = try #require(await setting.admin.send(.get, "/v1/support-grants").rows.first?["id"]?.string)
        #expect(await setting.admin.send(.delete, "/v1/support-grants/\(grant)").status == 204)
        #expect(await first.send(.get, "/v1/settings").status == 401)
        #expect(await setting.admin.send(.delete, "/v1/support-grants/\(grant)").status == 404)
        #expect(await setting.open().status == 404)

        let second = try await setting.visitor("configuration")
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.support_grant set created_at = created_at - interval '3 hours', until = until - interval '3 hours'
            where tenant_id = \(clinic.tenant)
            """)
        #expect(await second.send(.get, "/v1/settings").status == 401)

        let third = try await setting.visitor("configuration")
        let replaced = await setting.open()
        #expect(replaced.status == 201)
        #expect(await third.send(.get, "/v1/settings").status == 401, "a second session replaces the first")
        let fourth = InProcessClient(clinic.house.edge, token: try #require(replaced.json["token"]?.string))
        #expect(await works(fourth))
        try connection.execute(
            "update app.user_account set state = 'suspended' where tenant_id = \(ID<Tenant>.deployment) and id = \(setting.person)")
        clinic.house.deployment.forget(clinic.tenant)
        #expect(await fourth.send(.get, "/v1/settings").status == 401)
    }

    @Test("who may not grant does not; more than four hours, or to nobody, is refused")
    func refusals() async throws {
        let setting = try await Setting()
        #expect(await setting.grant("customers", minutes: 241).violations == ["/minutes range"])
        #expect(await setting.grant("everything").violations == ["/scope choice"])
        #expect(await setting.grant("customers", to: "nobody.there").violations == ["/operator not_allowed"])
        for role in ["branch_admin", "chain_director", "compliance_officer"] {
            #expect(try await setting.clinic.call(as: role).send(.post, "/v1/support-grants", text: "{}").status == 403)
        }
        #expect(try await setting.clinic.call(as: "compliance_officer").send(.get, "/v1/support-grants").status == 200)
        #expect(await setting.admin.send(.post, "/v1/support-sessions", text: #"{"tenant": "-"}"#).status == 403)
        // A grant for one operator is none for another.
        #expect(await setting.grant("customers").status == 201)
        let other = try await Setting()
        let answer = await other.operatorClient.send(.post, "/v1/support-sessions", text: #"{"tenant": "\#(setting.clinic.slug)"}"#)
        #expect(answer.status == 404)
        // It takes a fresh proof of identity on both sides.
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.session set stepped_up_at = null where user_id in (\(setting.person), \(try #require(setting.clinic.people["system_admin"]).id))"
        )
        setting.clinic.house.deployment.forget(.deployment)
        setting.clinic.house.deployment.forget(setting.clinic.tenant)
        #expect(await setting.open().code == "session.step_up_required")
        #expect(await setting.grant("customers").code == "session.step_up_required")
    }
}
