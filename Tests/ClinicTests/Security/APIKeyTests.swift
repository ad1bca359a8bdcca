import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A program's key does what its scope names and its creator may do, where it is taken from, until it ends; and nothing else.
@Suite struct APIKeyTests {
    private static func steppedUp(_ role: String, _ clinic: Clinic) throws -> InProcessClient {
        try clinic.stepUp(role)
        return try clinic.call(as: role)
    }

    private static func body(
        _ clinic: Clinic, name: String = "crm-sync", unit: ID<Platform.Unit>? = nil, actions: [String],
        _ more: JSONObject = [:]
    ) -> [UInt8] {
        var object: JSONObject = [
            "name": .string(name), "unitId": .string((unit ?? clinic.a).description),
            "actions": .array(actions.map { .string($0) }),
            "expiresAt": .string(clinic.house.now.advanced(by: .seconds(86_400)).description),
        ]
        for member in more.members { object[member.name] = member.value }
        return JSONValue.object(object).serialized
    }

    private struct Made {
        let id: String
        let token: String
        let client: InProcessClient
    }

    private static func make(
        as role: String, _ clinic: Clinic, name: String = "crm-sync", unit: ID<Platform.Unit>? = nil, actions: [String],
        _ more: JSONObject = [:]
    ) async throws -> Made {
        let answer = await (try steppedUp(role, clinic)).send(
            .post, "/v1/api-keys", body: body(clinic, name: name, unit: unit, actions: actions, more))
        try #require(answer.status == 201, "\(answer.text)")
        let token = try #require(answer.json["token"]?.string)
        return Made(
            id: try #require(answer.json["id"]?.string), token: token, client: InProcessClient(clinic.house.edge, token: token))
    }

    private static let reading = ["read.customer", "search.customer"]

    @Test("by default it reads what the role for integrations reads: no contact in clear, whatever its creator may")
    func defaults() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        let id = try await clinic.customer(canary.name, phone: canary.phone, canary.fields)
        let key = try await Self.make(as: "branch_admin", clinic, actions: Self.reading + ["update.customer"])
        let read = await key.client.send(.get, "/v1/customers/\(id)")
        #expect(read.json["name"]?.string == canary.name)
        #expect(!canary.isReadable("phone", in: read.everything))
        // He may change it; his key may read only.
        let change = await key.client.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"level": "gold"}"#)
        #expect(change.violations == ["/level unknown_field"])
        let reveal = await key.client.send(
            .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "sync"}"#)
        #expect(reveal.status == 403)
        let me = await key.client.send(.get, "/v1/me").json
        #expect(me["apiKey"]?["name"]?.string == "crm-sync")
        #expect(Set((me["permissions"]?.array ?? []).compactMap { $0["action"]?.string }) == Set(Self.reading + ["update.customer"]))
    }

    @Test("what it orders is done with its rights, not with its creator's, and not after its end")
    func orders() async throws {
        let clinic = try await Clinic()
        let (here, there) = (try await clinic.customer("本院客户"), try await clinic.customer("别院客户", in: clinic.b))
        let director = try clinic.call(as: "chain_director")
        func level(_ customer: String) async -> String? {
            await director.send(.get, "/v1/customers/\(customer)").json["level"]?.string
        }
        func order(_ level: String, by client: InProcessClient) async throws -> String {
            let answer = await client.send(
                .post, "/v1/customers/bulk-actions",
                text: #"{"action": "set_level", "value": "\#(level)", "ids": ["\#(here)", "\#(there)"]}"#)
            try #require(answer.status == 202, "\(answer.text)")
            return try #require(answer.json["id"]?.string)
        }
        func run() async throws {
            let deployment = clinic.house.deployment
            _ = try await JobRunner(BulkJobs.kinds(deployment), deployment: deployment).runDue(of: clinic.tenant)
        }
        let key = try await Self.make(
            as: "chain_director", clinic, actions: Self.reading + ["update.customer"],
            ["fields": [["target": "C1", "level": "write", "uses": []]]])
        _ = try await order("gold", by: key.client)
        try await run()
        #expect(await level(here) == "gold")
        #expect(await level(there) == "standard")
        // A key that may not write the field orders nothing of the kind.
        let reader = try await Self.make(
            as: "chain_director", clinic, name: "reader", actions: Self.reading + ["update.customer"],
            ["fields": [["target": "C1", "level": "read", "uses": []]]])
        let refused = await reader.client.send(
            .post, "/v1/customers/bulk-actions", text: #"{"action": "set_level", "value": "diamond", "ids": ["\#(here)"]}"#)
        #expect(refused.violations == ["/action choice"])
        // Ordered in time, run when the key was revoked.
        let late = try await order("silver", by: key.client)
        #expect(await director.send(.delete, "/v1/api-keys/\(key.id)").status == 204)
        try await run()
        #expect(await level(here) == "gold")
        #expect(await director.send(.get, "/v1/bulk-actions/\(late)").json["error"]?.string == "user.state")
        // The person himself reaches both.
        _ = try await order("platinum", by: director)
        try await run()
        #expect(await level(there) == "platinum")
    }

    @Test("a field right in its scope counts as far as its creator holds it")
    func fields() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("字段")
        let key = try await Self.make(
            as: "branch_admin", clinic, actions: Self.reading + ["update.customer"],
            ["fields": [["target": "C1", "level": "write"], ["target": "C3", "level": "read"], ["target": "C4", "level": "read"]]])
        let change = await key.client.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"level": "gold"}"#)
        #expect(change.status == 200, "\(change.text)")
        #expect(change.json["name"] == nil, "identity is not in its scope")
        let me = await key.client.send(.get, "/v1/me").json
        #expect(me["resources"]?["customer"]?[0]?["fields"]?["phone"]?["level"]?.string == "masked")
        #expect(
            me["resources"]?["customer"]?[0]?["fields"]?["allergy"] == nil
                || me["resources"]?["customer"]?[0]?["fields"]?["allergy"]?["level"]?.string == "masked")
    }

    @Test("it reaches its unit and what is below, though its creator reaches the chain")
    func unit() async throws {
        let clinic = try await Clinic()
        let (here, far) = (try await clinic.customer("在甲"), try await clinic.customer("在乙", in: clinic.b))
        let key = try await Self.make(
            as: "chain_director", clinic, unit: clinic.b, actions: Self.reading + ["read.user", "read.grant", "read.branch"])
        #expect(await key.client.send(.get, "/v1/customers/\(far)").status == 200)
        #expect(await key.client.send(.get, "/v1/customers/\(here)").status == 404)
        #expect(await key.client.send(.get, "/v1/customers").rows.compactMap { $0["id"]?.string } == [far])
        let cashier = try #require(clinic.people["cashier"]).id
        #expect(await key.client.send(.get, "/v1/users/\(cashier)").status == 404)
        let grants = await key.client.send(.get, "/v1/grants")
        #expect(grants.rows.allSatisfy { $0["unitId"]?.string == clinic.b.description }, "\(grants.text)")
    }

    @Test("nobody makes a key that may do more than he, elsewhere than he, or what only people do")
    func refusals() async throws {
        let clinic = try await Clinic()
        let admin = try Self.steppedUp("branch_admin", clinic)
        for (actions, unit) in [
            (["verify.audit"], clinic.a), (["no.such"], clinic.a), (["create.grant"], clinic.a), (["create.api_key"], clinic.a),
            (["invite.user"], clinic.a), (Self.reading + ["publish.role"], clinic.a),
            // He holds them all; a key that leaks opens customers to nobody.
            (["share.customer"], clinic.a), (["protect.customer"], clinic.a), (["assign.care"], clinic.a), (["approve.care"], clinic.a),
            (["break_glass.customer"], clinic.a),
        ] {
            let answer = await admin.send(.post, "/v1/api-keys", body: Self.body(clinic, unit: unit, actions: actions))
            #expect(answer.violations == ["/actions choice"], "\(actions)")
        }
        for unit in [clinic.b, clinic.chain, ID<Platform.Unit>(UUID())] {
            let answer = await admin.send(.post, "/v1/api-keys", body: Self.body(clinic, unit: unit, actions: Self.reading))
            #expect(answer.violations == ["/unitId not_allowed"])
        }
        let bad = await admin.send(
            .post, "/v1/api-keys",
            body: Self.body(
                clinic, name: "X", actions: Self.reading,
                ["addresses": ["10.0.0.0/33"], "expiresAt": "2099-01-01T00:00:00Z", "fields": [["target": "C6", "level": "read"]]]))
        #expect(Set(bad.violations) == ["/name pattern", "/addresses/0 pattern", "/expiresAt range", "/fields/0/target choice"])
        #expect(try await clinic.call(as: "front_desk").send(.post, "/v1/api-keys", text: "{}").status == 403)
        // An open screen is not enough.
        let person = try await clinic.person(("branch_admin", clinic.a))
        try clinic.prove(person, at: nil)
        let unproven = await clinic.call(as: person).send(.post, "/v1/api-keys", body: Self.body(clinic, actions: Self.reading))
        #expect(unproven.code == "session.step_up_required")
    }

    @Test("it is refused wherever a person acts for himself, and it makes no further key")
    func personal() async throws {
        let clinic = try await Clinic()
        let key = try await Self.make(as: "system_admin", clinic, unit: clinic.chain, actions: ["read.user", "read.role"])
        for endpoint in Composition.endpoints(clinic.house.deployment) where endpoint.access == .signedIn {
            let path = endpoint.path.replacing("{id}", with: UUID().uuidString.lowercased())
            let answer = await key.client.send(endpoint.method, path, body: endpoint.input == nil ? nil : Array("{}".utf8))
            #expect(answer.status == (endpoint.path == "/v1/me" ? 200 : 403), "\(endpoint.method) \(endpoint.path)")
        }
        #expect(await key.client.send(.post, "/v1/api-keys", text: "{}").status == 403)
        #expect(await key.client.send(.get, "/v1/openapi.json").json["paths"]?["/v1/roles"] != nil)
    }

    @Test("what is taken from its creator is taken from it, and so is his place in the house")
    func creator() async throws {
        let clinic = try await Clinic()
        let key = try await Self.make(as: "branch_admin", clinic, actions: Self.reading)
        let creator = try #require(clinic.people["branch_admin"]).id
        #expect(await key.client.send(.get, "/v1/customers").status == 200)
        let admin = try clinic.call(as: "system_admin")
        #expect(await admin.send(.post, "/v1/users/\(creator)/suspension").status == 204)
        #expect(await key.client.send(.get, "/v1/customers").status == 401)
        #expect(await admin.send(.delete, "/v1/users/\(creator)/suspension").status == 204)
        // He never chose a password here, so he is invited again; say that he accepted.
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            "update app.user_account set state = 'active' where tenant_id = \(clinic.tenant) and id = \(creator)")
        clinic.house.deployment.sessions.forget(clinic.tenant)
        #expect(await key.client.send(.get, "/v1/customers").status == 200)
        let grants = await admin.send(.get, "/v1/grants?filter[userId]=\(creator)")
        let grant = try #require(grants.rows.first?["id"]?.string, "\(grants.text)")
        #expect(await admin.send(.delete, "/v1/grants/\(grant)").status == 204)
        #expect(await key.client.send(.get, "/v1/customers").status == 403)
    }

    @Test("a revoked, expired or foreign key is nothing, at once")
    func ends() async throws {
        let clinic = try await Clinic()
        let other = try await Clinic()
        let key = try await Self.make(as: "integration", clinic, actions: Self.reading)
        #expect(await key.client.send(.get, "/v1/customers").status == 200)
        let secret = try #require(key.token.split(separator: ".").last)
        for token in ["\(other.slug).\(secret)", "\(clinic.slug).\(secret.dropFirst(2))", key.token + "A", "\(clinic.slug).k_"] {
            #expect(await InProcessClient(clinic.house.edge, token: token).send(.get, "/v1/me").status == 401)
        }
        // Colleagues without reach do not see it; the system admin ends it.
        let peer = clinic.call(as: try await clinic.person(("integration", clinic.b)))
        #expect(await peer.send(.get, "/v1/api-keys").rows.isEmpty)
        #expect(await peer.send(.delete, "/v1/api-keys/\(key.id)").status == 404)
        let admin = try clinic.call(as: "system_admin")
        #expect(await admin.send(.get, "/v1/api-keys").rows.compactMap { $0["id"]?.string } == [key.id])
        #expect(await admin.send(.delete, "/v1/api-keys/\(key.id)").status == 204)
        #expect(await key.client.send(.get, "/v1/customers").status == 401)
        #expect(await admin.send(.delete, "/v1/api-keys/\(key.id)").status == 404)
        #expect(await admin.send(.get, "/v1/api-keys/\(key.id)").json["state"]?.string == "revoked")

        let late = try await Self.make(as: "integration", clinic, actions: Self.reading)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let hour = Duration.seconds(3600)
        try connection.execute(
            """
            update app.api_key set created_at = \(clinic.house.now.advanced(by: .zero - hour - hour)),
            expires_at = \(clinic.house.now.advanced(by: .zero - hour)) where id = \(late.id)::uuid
            """)
        clinic.house.deployment.sessions.forget(clinic.tenant)
        #expect(await late.client.send(.get, "/v1/customers").status == 401)
        #expect(await admin.send(.get, "/v1/api-keys/\(late.id)").json["state"]?.string == "expired")
    }

    @Test("from a foreign address it is nothing, and that it was tried stands in the trail")
    func addresses() async throws {
        let clinic = try await Clinic()
        let key = try await Self.make(
            as: "integration", clinic, actions: Self.reading, ["addresses": ["203.0.113.0/24", "2001:db8::/32"]])
        for (peer, status) in [("203.0.113.9", 200), ("2001:db8::5", 200), ("192.0.2.1", 401), ("203.0.114.1", 401)] {
            #expect(await InProcessClient(clinic.house.edge, token: key.token, peer: peer).send(.get, "/v1/customers").status == status)
        }
        let events = try await clinic.call(as: "compliance_officer").send(
            .get, "/v1/audit/events?filter[action]=use.api_key&filter[outcome]=denied")
        #expect(events.rows.count == 1)
        #expect(events.rows.first?["objectId"]?.string == key.id)
    }

    @Test("the trail names the key beside its creator, and the database holds no more than its hash")
    func trail() async throws {
        let clinic = try await Clinic()
        let key = try await Self.make(as: "branch_admin", clinic, actions: Self.reading)
        let creator = try #require(clinic.people["branch_admin"])
        let search = await key.client.send(.post, "/v1/customers/search", text: #"{"name": "没有这人"}"#)
        #expect(search.status == 200)
        let events = try await clinic.call(as: "compliance_officer").send(
            .get, "/v1/audit/events?filter[action]=search.customer&filter[actorId]=\(creator.id)")
        #expect(events.rows.map { $0["actorName"]?.string } == ["\(creator.name)#crm-sync"])
        #expect(events.rows.first?["sessionId"]?.string == key.id)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let row: String = try connection.execute("select k::text from app.api_key k where id = \(key.id)::uuid")[0][0]
        #expect(!row.contains(try #require(key.token.split(separator: ".").last).dropFirst(2)))
        // One name, one open key.
        let again = await (try Self.steppedUp("chain_director", clinic)).send(
            .post, "/v1/api-keys", body: Self.body(clinic, actions: Self.reading))
        #expect(again.code == "api_key.name_taken")
    }
}
