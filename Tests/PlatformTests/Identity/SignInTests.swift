import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

@Suite("Signing in")
struct SignInTests {
    @Test("the right name and password open a session")
    func success() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let client = try await fixture.client("peony-a", "admin.one")
        let me = await client.send(.get, "/v1/me")
        #expect(me.status == 200)
        #expect(me.json["user"]?["userName"] == "admin.one")
        #expect(me.json["tenant"]?["slug"] == "peony-a")
        #expect(me.json["csrf"] == nil)
        #expect(me.json["grants"]?[0]?["role"]?["code"] == "system_admin")
        #expect(try fixture.events(.createSession, of: clinic.id) == 1)
    }

    @Test("unknown tenant, unknown user, wrong password, invited, suspended: the same answer, each written down")
    func sameAnswer() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let suspended = try await fixture.person("gone", in: clinic)
        let admin = try await fixture.client("peony-a", "admin.one")
        #expect(await admin.send(.post, "/v1/users/\(suspended)/suspension").status == 204)
        #expect(
            await admin.send(.post, "/v1/users", text: #"{"userName": "fresh", "displayName": "新人"}"#).status == 201)

        let answers = [
            await fixture.signIn("nowhere", "admin.one", from: "192.0.2.11"),
            await fixture.signIn("peony-a", "nobody", from: "192.0.2.12"),
            await fixture.signIn("peony-a", "admin.one", "wrong password", from: "192.0.2.13"),
            await fixture.signIn("peony-a", "admin.one", "wrong password", otp: "123456", from: "192.0.2.14"),
            await fixture.signIn("peony-a", "gone", from: "192.0.2.15"),
            await fixture.signIn("peony-a", "fresh", from: "192.0.2.16"),
            await fixture.signIn("-", "admin.one", from: "192.0.2.17"),
        ]
        let first = try #require(answers.first)
        #expect(first.status == 401)
        #expect(first.code == "session.rejected")
        for answer in answers {
            #expect(answer.status == first.status)
            #expect(answer.withoutRequest == first.withoutRequest)
            #expect(answer.body.count == first.body.count)
            #expect(answer.headers.map(\.name) == first.headers.map(\.name))
        }
        #expect(try fixture.events(.createSession, of: clinic.id, .denied) == 5)
        // The tenant that does not exist is written down with the deployment.
        #expect(try fixture.events(.createSession, of: .deployment, .denied) == 2)
    }

    @Test("after five failures an account waits one second, then two, and a name that nobody has waits alike")
    func waits() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        for name in ["admin.one", "nobody"] {
            var address = 0
            func attempt(_ password: String) async -> IdentityFixture.Answer {
                address += 1
                return await fixture.signIn("peony-a", name, password, from: "198.51.100.\(address)")
            }
            for _ in 1...5 { #expect(await attempt("wrong password").code == "session.rejected") }
            let refused = await attempt(IdentityFixture.password)
            #expect(refused.status == 429)
            #expect(refused.code == "session.throttled")
            #expect(refused.retryAfter == 1)
            fixture.clock.advance(by: .seconds(1))
            #expect(await attempt("wrong password").code == "session.rejected")
            #expect(await attempt("wrong password").retryAfter == 2)
            fixture.clock.advance(by: .seconds(2))
            let last = await attempt(IdentityFixture.password)
            #expect(last.status == (name == "nobody" ? 401 : 201))
        }
    }

    @Test("under MLPS the fifth failure locks for 15 minutes")
    func strictWait() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let changed = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", "\"1\"")], text: #"{"complianceProfile": "mlps3"}"#)
        #expect(changed.status == 200)
        for name in ["admin.two", "nobody"] {
            for last in 1...5 {
                _ = await fixture.signIn("peony-a", name, "wrong password", from: "198.51.100.\(last)")
            }
            #expect(await fixture.signIn("peony-a", name, from: "198.51.100.9").retryAfter == 900)
        }
    }

    @Test("guesses sent at once are counted one by one")
    func parallelGuesses() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let codes = await withTaskGroup(of: String?.self) { group in
            for index in 1...24 {
                group.addTask {
                    await fixture.signIn("peony-a", "admin.one", "wrong password", from: "203.0.113.\(index)").code
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1 ?? "", default: 0] += 1 }
        }
        #expect(codes == ["session.rejected": 5, "session.throttled": 19])
    }

    @Test("a clinic that opens behind one address signs in at once; guesses sent at once from it are counted as they are rejected")
    func sideBySide() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        func codes(_ count: Int, _ signIn: @escaping @Sendable (Int) async -> String?) async -> [String: Int] {
            await withTaskGroup(of: String?.self) { group in
                for index in 1...count { group.addTask { await signIn(index) } }
                return await group.reduce(into: [String: Int]()) { $0[$1 ?? "", default: 0] += 1 }
            }
        }
        // Each account has its own count, which four attempts at once do not fill.
        let opening = await codes(8) { await fixture.signIn("peony-a", $0 % 2 == 0 ? "admin.one" : "admin.two", from: "203.0.113.5").code }
        #expect(opening == ["": 8])
        let guesses = await codes(24) { await fixture.signIn("peony-a", "name\($0)", "Winter was cold", from: "203.0.113.6").code }
        #expect(Set(guesses.keys).isSubset(of: ["session.rejected", "session.throttled"]))
        #expect(guesses["session.rejected", default: 0] >= 5)
        #expect(await fixture.signIn("peony-a", "admin.one", from: "203.0.113.6").code == "session.throttled")
    }

    @Test("an address that fails on many names waits too, and one password on many names is noticed")
    func addresses() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        for index in 1...5 { #expect(await fixture.signIn("peony-a", "name\(index)", "Winter was cold").status == 401) }
        #expect(await fixture.signIn("peony-a", "admin.one").code == "session.throttled")
        #expect(await fixture.signIn("peony-a", "admin.one", from: "192.0.2.99").status == 201)
        for index in 6...8 {
            #expect(
                await fixture.signIn("peony-a", "name\(index)", "Winter was cold", from: "198.51.100.\(index)").status
                    == 401)
        }
        #expect(fixture.deployment.spray.alarms == 1)
        #expect(try fixture.events(.detectSpray, of: .deployment, .failed) == 1)
    }

    @Test("a hash of another cost is made anew when its owner signs in")
    func rehash() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        try await SetPassword.run(
            IdentityFixture.password, of: clinic.admins[0], in: clinic.id, cost: .init(logN: 5, r: 1, p: 1),
            on: fixture.deployment,
            at: fixture.clock.now())
        func stored() throws -> String {
            let connection = try fixture.database.superuser()
            defer { connection.close() }
            return try #require(
                try connection.execute("select password_hash from app.user_account where id = \(clinic.admins[0])")
                    .first
            ).get(0)
        }
        #expect(try stored().contains("ln=5,"))
        #expect(await fixture.signIn("peony-a", "admin.one").status == 201)
        #expect(try stored().contains("ln=4,"))
        #expect(await fixture.signIn("peony-a", "admin.one").status == 201)
    }

    @Test("the same name in two tenants is two people")
    func twoTenants() async throws {
        let fixture = try await IdentityFixture()
        let a = try await fixture.clinic("peony-a")
        let b = try await fixture.clinic("peony-b")
        try await SetPassword.run(
            "quite another password", of: b.admins[0], in: b.id, on: fixture.deployment, at: fixture.clock.now())
        #expect(await fixture.signIn("peony-b", "admin.one", from: "192.0.2.5").status == 401)
        let client = try await fixture.client("peony-a", "admin.one")
        #expect(await client.send(.get, "/v1/users/\(a.admins[1])").status == 200)
        #expect(await client.send(.get, "/v1/users/\(b.admins[0])").status == 404)
        #expect(await client.send(.post, "/v1/users/\(b.admins[0])/departure").status == 404)
        // The secret of one tenant's token is nothing under the other's slug.
        let secret = try #require(client.token?.split(separator: ".").last)
        #expect(await InProcessClient(fixture.edge, token: "peony-b.\(secret)").send(.get, "/v1/me").status == 401)
    }

    @Test("the workers take so many and refuse the next before any work")
    func busyWorkers() async throws {
        let workers = PasswordWorkers(threads: 1, queue: 0, cost: .init(logN: 4, r: 1, p: 1))
        try await workers.admit { place in
            let failure = await #expect(throws: Failure.self) { try await workers.hash("anything at all") }
            #expect(failure?.code == .busy)
            #expect(failure?.retryAfter != nil)
            let hash = try await place.hash("anything at all")
            #expect(await place.verify("anything at all", against: hash))
            #expect(await place.verify("anything at all", against: nil) == false)
        }
        _ = try await workers.hash("anything at all")
    }
}
