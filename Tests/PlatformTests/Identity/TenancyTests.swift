import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

@Suite("Tenancy")
struct TenancyTests {
    private let creation = #"""
        {"slug": "new-clinic", "name": "新诊所", "locale": "zh", "timeZone": "Asia/Shanghai", "admins": [
          {"userName": "first", "displayName": "甲"}, {"userName": "second", "displayName": "乙"}]}
        """#

    @Test("the operator opens a tenant, and its two admins begin with their invitations")
    func creation() async throws {
        let fixture = try await IdentityFixture()
        let boss = try await fixture.operatorClient()
        let answer = await boss.send(.post, "/v1/tenants", text: creation)
        try #require(answer.status == 201, "\(answer.text)")
        let id = try #require(answer.json["id"]?.string.flatMap { ID<Tenant>($0) })
        for index in 0...1 {
            let token = try #require(answer.json["admins"]?[index]?["invitation"]?["token"]?.string)
            let accepted = await fixture.stranger().send(
                .post, "/v1/invitations/acceptance",
                text: #"{"tenant": "new-clinic", "token": "\#(token)", "password": "three green bottles"}"#)
            #expect(accepted.status == 204)
        }
        let signedIn = await fixture.signIn("new-clinic", "second", "three green bottles")
        let admin = InProcessClient(fixture.edge, token: try #require(signedIn.json["token"]?.string))
        let me = await admin.send(.get, "/v1/me")
        #expect(me.json["tenant"]?["timeZone"] == "Asia/Shanghai")
        #expect(me.json["grants"]?[0]?["unit"]?["kind"] == "chain")
        let actions = me.json["permissions"]?.array?.compactMap { $0["action"]?.string } ?? []
        #expect(actions.contains("update.setting") && !actions.contains("create.tenant"))

        #expect(try fixture.events(.createTenant, of: id) == 1)
        // The deployment itself, and this one.
        #expect(try fixture.events(.createTenant, of: .deployment) == 2)
        #expect(await boss.send(.post, "/v1/tenants", text: creation).code == "tenant.slug_taken")
        #expect(await boss.send(.get, "/v1/tenants").json["data"]?.array?.count == 1)
    }

    @Test("a tenant that is asked for wrongly is refused with every reason, and leaves nothing")
    func refusedCreation() async throws {
        let fixture = try await IdentityFixture()
        let boss = try await fixture.operatorClient()
        let wrong = await boss.send(
            .post, "/v1/tenants",
            text:
                #"{"slug": "-", "name": "", "locale": "fr", "timeZone": "UTC", "admins": [{"userName": "A B"}]}"#
        )
        #expect(wrong.status == 422)
        let pointers = Set((wrong.json["errors"]?.array ?? []).compactMap { $0["pointer"]?.string })
        #expect(pointers.isSuperset(of: ["/slug", "/name", "/locale", "/admins"]))
        let zone = creation.replacing("Asia/Shanghai", with: "Mars/Olympus")
        #expect(await boss.send(.post, "/v1/tenants", text: zone).json["errors"]?[0]?["pointer"] == "/timeZone")
        #expect(await boss.send(.get, "/v1/tenants").json["data"]?.array?.count == 0)
    }

    @Test("the built-in roles are written as the catalog has them")
    func roles() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let catalog = fixture.deployment.catalog
        let actor = fixture.system(of: clinic.id)
        let (codes, actions, fields, grantable) = try await fixture.deployment.database.read(as: actor) { tx in
            let rows = try tx.execute(all: [
                "select id, code, row_scope from app.role where tenant_id = \(clinic.id) order by code",
                "select role_id, action from app.role_action where tenant_id = \(clinic.id)",
                "select role_id, target, level, uses from app.role_field where tenant_id = \(clinic.id)",
                """
                select r.code, g.code from app.role_grantable x join app.role r on r.tenant_id = x.tenant_id and r.id
                  = x.role_id
                join app.role g on g.tenant_id = x.tenant_id and g.id = x.grantable_id where x.tenant_id = \(clinic.id)
                """,
            ])
            return (rows[0], rows[1], rows[2], rows[3])
        }
        let contents = try RightsLoader.contents(actions: actions, fields: fields)
        #expect(codes.count == catalog.templates.count)
        for row in codes {
            let template = try #require(catalog.template(try row[1]))
            let content = contents[try row[0]]
            #expect(content?.actions ?? [] == template.actions)
            #expect(content?.fields ?? FieldRights() == template.fields)
            #expect(try row.get(2, as: String.self) == template.relation.rawValue)
        }
        var stored: [String: Set<String>] = [:]
        for row in grantable { stored[try row[0], default: []].insert(try row[1]) }
        for template in catalog.templates { #expect(stored[template.code] ?? [] == Set(template.grantable)) }
    }

    @Test("a suspended tenant's sessions end at once, and its people are strangers until it goes on")
    func suspension() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let boss = try await fixture.operatorClient()
        let admin = try await fixture.client("peony-a", "admin.one")
        #expect(await admin.send(.get, "/v1/me").status == 200)
        #expect(await boss.send(.post, "/v1/tenants/\(clinic.id)/suspension").status == 204)
        #expect(await admin.send(.get, "/v1/me").status == 401)
        let refused = await fixture.signIn("peony-a", "admin.one", from: "192.0.2.5")
        #expect(refused.code == "session.rejected")
        #expect(await boss.send(.post, "/v1/tenants/\(clinic.id)/suspension").code == "tenant.state")
        #expect(await boss.send(.delete, "/v1/tenants/\(clinic.id)/suspension").status == 204)
        #expect(await admin.send(.get, "/v1/me").status == 401)
        #expect(await fixture.signIn("peony-a", "admin.one", from: "192.0.2.6").status == 201)
        #expect(try fixture.events(.suspendTenant, of: clinic.id) == 2)
        #expect(try fixture.events(.suspendTenant, of: .deployment) == 2)
        #expect(await boss.send(.post, "/v1/tenants/\(ID<Tenant>.deployment)/suspension").status == 404)
    }

    @Test("the operator reaches no tenant's people, units or settings, and no tenant reaches the directory")
    func separation() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let boss = try await fixture.operatorClient()
        for path in ["/v1/users", "/v1/users/\(clinic.admins[0])", "/v1/branches", "/v1/settings"] {
            #expect(await boss.send(.get, path).status == 403)
        }
        let admin = try await fixture.client("peony-a", "admin.one")
        #expect(await admin.send(.get, "/v1/tenants").status == 403)
        // Not even a tenant that gave the action to a role of its own.
        let actor = fixture.system(of: clinic.id)
        try await fixture.deployment.database.write(as: actor) { tx in
            tx.enqueue(
                """
                insert into app.role_action (tenant_id, role_id, action)
                select tenant_id, id, a from app.role, unnest(array['read.tenant', 'create.tenant', 'suspend.tenant',
                  'update.tenant']) a
                where tenant_id = \(clinic.id) and code = 'system_admin'
                """)
            AccessNews.publish(clinic.id, in: tx)
        }
        fixture.deployment.forget(clinic.id)
        #expect(await admin.send(.get, "/v1/tenants").code == "access.denied")
        #expect(await admin.send(.post, "/v1/tenants", text: creation).code == "access.denied")
        #expect(await admin.send(.post, "/v1/tenants/\(clinic.id)/suspension").code == "access.denied")
        #expect(await admin.send(.patch, "/v1/tenants/\(clinic.id)/quotas", text: "{}").code == "access.denied")
    }

    @Test("the deployment is made once, and operators are added to it by name")
    func onlyOneDeployment() async throws {
        let fixture = try await IdentityFixture()
        let again = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: "another", displayName: "Another")], locale: .english,
            timeZone: "UTC",
            on: fixture.deployment, at: fixture.clock.now())
        #expect(again.map(\.userName) == ["another"])
        let third = try await DeploymentProvisioning.run(
            operators: [InviteUser.Input(userName: "another", displayName: "Another")], on: fixture.deployment,
            at: fixture.clock.now())
        #expect(third.isEmpty)
    }

    @Test("settings are the tenant's, quotas the operator's; both leave their values in the trail")
    func settings() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let boss = try await fixture.operatorClient()
        func patch(_ body: String, _ etag: String) async -> IdentityFixture.Answer {
            await admin.send(.patch, "/v1/settings", headers: [("If-Match", etag)], text: body)
        }
        let etag = try #require(await admin.send(.get, "/v1/settings").headers[.eTag])
        #expect(await patch(#"{"userQuota": 9}"#, etag).json["errors"]?[0]?["code"] == "unknown_field")
        #expect(await patch(#"{"timeZone": "Mars/Olympus"}"#, etag).status == 422)
        let changed = await patch(#"{"fourEyes": true, "timeZone": "Asia/Urumqi", "revealQuota": 20}"#, etag)
        #expect(changed.status == 200)
        #expect(changed.json["fourEyes"] == true)
        #expect(changed.json["timeZone"] == "Asia/Urumqi")
        #expect(await patch(#"{"fourEyes": false}"#, etag).status == 412)
        let quotas = #"{"userQuota": 9, "requestsPerMinute": 600}"#
        #expect(await boss.send(.patch, "/v1/tenants/\(clinic.id)/quotas", text: quotas).status == 204)
        let after = await admin.send(.get, "/v1/settings").json
        #expect(after["userQuota"] == 9)
        #expect(after["fourEyes"] == true)
        #expect(try fixture.events(.updateSetting, of: clinic.id) == 2)
        #expect(try fixture.events(.updateSetting, of: .deployment) == 1)
    }

    @Test("units stand on a ladder, close from below and open from above")
    func units() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let south = try await fixture.unit("region", "华南", under: clinic.chain, by: admin)
        let east = try await fixture.unit("branch", "东院", under: south, by: admin)
        let skin = try await fixture.unit("department", "皮肤科", under: east, by: admin)

        func add(_ kind: String, _ name: String, _ parent: ID<Unit>) async -> IdentityFixture.Answer {
            await admin.send(
                .post, "/v1/branches", text: #"{"kind": "\#(kind)", "parentId": "\#(parent)", "name": "\#(name)"}"#)
        }
        #expect(await add("branch", "东院", south).code == "unit.name_taken")
        #expect(await add("branch", "院中院", east).code == "unit.place")
        #expect(await add("region", "小区", south).code == "unit.place")
        #expect(await add("department", "无院科", clinic.chain).code == "unit.place")
        #expect(await add("chain", "又一家", clinic.chain).status == 422)
        #expect(await add("branch", "他家的", ID<Unit>.new(at: fixture.clock.now())).status == 422)

        func patch(_ unit: ID<Unit>, _ version: Int, _ body: String) async -> IdentityFixture.Answer {
            await admin.send(.patch, "/v1/branches/\(unit)", headers: [("If-Match", "\"\(version)\"")], text: body)
        }
        #expect(await patch(east, 1, #"{"parentId": "\#(skin)"}"#).code == "unit.place")
        #expect(await patch(east, 1, #"{"state": "closed"}"#).code == "unit.has_open_children")
        #expect(await patch(skin, 1, #"{"state": "closed"}"#).status == 200)
        #expect(await patch(east, 1, #"{"state": "closed"}"#).status == 200)
        #expect(await patch(skin, 2, #"{"state": "open"}"#).code == "unit.closed")
        #expect(await add("department", "口腔科", east).code == "unit.closed")
        #expect(
            await patch(east, 2, #"{"state": "open", "parentId": "\#(clinic.chain)", "name": "东一院"}"#).json["version"]
                == 3)
        #expect(await patch(clinic.chain, 1, #"{"state": "closed"}"#).code == "unit.place")
        let kinds =
            await admin.send(.get, "/v1/branches?kind=all").json["data"]?.array?.compactMap { $0["kind"]?.string } ?? []
        #expect(kinds.sorted() == ["branch", "chain", "department", "region"])
        #expect(await admin.send(.get, "/v1/branches").json["data"]?.array?.count == 1)
    }

    @Test("a grant on a region reaches a branch that is added to it, within the running session")
    func newBranchIsReached() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let south = try await fixture.unit("region", "华南", under: clinic.chain, by: admin)
        _ = try await fixture.person("chief", in: clinic, [("branch_admin", south)])
        let chief = try await fixture.client("peony-a", "chief")
        #expect(await chief.send(.get, "/v1/branches").status == 403)
        let branch = try await fixture.unit("branch", "东院", under: south, by: admin)
        let seen =
            await chief.send(.get, "/v1/branches?kind=all").json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
        #expect(Set(seen) == Set([clinic.chain, south, branch].map(\.description)))
    }

    @Test("closing a tenant takes a suspension first, can be taken back in its grace, and is final after it")
    func closing() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let boss = try await fixture.operatorClient()
        let closure = "/v1/tenants/\(clinic.id)/closure"
        let suspension = "/v1/tenants/\(clinic.id)/suspension"
        func state() async -> String? { await boss.send(.get, "/v1/tenants").json["data"]?[0]?["state"]?.string }
        #expect(await boss.send(.post, closure, text: #"{"graceDays": 30}"#).code == "tenant.state")
        #expect(await boss.send(.post, suspension).status == 204)
        for days in [6, 366] {
            #expect(await boss.send(.post, closure, text: #"{"graceDays": \#(days)}"#).status == 422)
        }
        let begun = await boss.send(.post, closure, text: #"{"graceDays": 30}"#)
        #expect(begun.status == 200)
        #expect(begun.json["closesAt"]?.string == fixture.clock.now().advanced(by: .seconds(30 * 86_400)).description)
        #expect(await state() == "closing")
        #expect(await fixture.signIn("peony-a", "admin.one").code == "session.rejected")
        #expect(await boss.send(.delete, suspension).code == "tenant.state")
        #expect(await boss.send(.delete, closure).status == 204)
        #expect(await state() == "suspended")
        #expect(await boss.send(.post, closure, text: #"{"graceDays": 7}"#).status == 200)
        fixture.clock.advance(by: .seconds(7 * 86_400))
        let later = try await fixture.client("-", "root.op")
        #expect(await later.send(.get, "/v1/tenants").json["data"]?[0]?["state"]?.string == "closed")
        for path in [closure, suspension] { #expect(await later.send(.delete, path).code == "tenant.state") }
        #expect(await fixture.signIn("peony-a", "admin.one", from: "192.0.2.9").code == "session.rejected")
        #expect(try fixture.events(.closeTenant, of: clinic.id) == 3)
        #expect(try fixture.events(.closeTenant, of: .deployment) == 3)
        // What a chain's own people cannot do.
        #expect(await later.send(.post, "/v1/tenants/\(ID<Tenant>.deployment)/closure", text: #"{"graceDays": 7}"#).status == 404)
    }
}
