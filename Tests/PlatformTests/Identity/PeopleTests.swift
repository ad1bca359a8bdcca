import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform

@Suite("People")
struct PeopleTests {
    private func invite(_ name: String, by client: InProcessClient) async -> IdentityFixture.Answer {
        await client.send(.post, "/v1/users", text: #"{"userName": "\#(name)", "displayName": "新员工", "locale": "zh"}"#)
    }

    private func accept(
        _ token: String, _ password: String, _ fixture: IdentityFixture, tenant: String = "peony-a",
        from peer: String = "192.0.2.1"
    ) async -> IdentityFixture.Answer {
        await fixture.stranger(from: peer).send(
            .post, "/v1/invitations/acceptance",
            text: #"{"tenant": "\#(tenant)", "token": "\#(token)", "password": "\#(password)"}"#)
    }

    @Test("an invitation gives one password to one of many who come at once")
    func invitationOnce() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let invited = await invite("fresh", by: admin)
        #expect(invited.status == 201)
        let token = try #require(invited.json["invitation"]?["token"]?.string)
        #expect(await accept(token, "short", fixture).json["errors"]?[0]?["code"] == "too_short")
        #expect(await accept(token, "my name is fresh", fixture).json["errors"]?[0]?["code"] == "contains_name")
        #expect(await accept(token, "three green bottles", fixture, tenant: "peony-b").code == "invitation.rejected")

        let answers = await withTaskGroup(of: (String, Int).self) { group in
            for index in 1...8 {
                let password = "three green bottles \(index)"
                group.addTask { (password, await accept(token, password, fixture, from: "198.51.100.\(index)").status) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let winners = answers.filter { $0.1 == 204 }
        #expect(winners.count == 1)
        #expect(answers.filter { $0.1 == 404 }.count == 7)
        #expect(await fixture.signIn("peony-a", "fresh", winners[0].0).status == 201)
        #expect(try fixture.events(.acceptInvitation, of: clinic.id) == 1)
    }

    @Test("an invitation ends after seven days, and when a new one takes its place")
    func invitationEnds() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let first = await invite("fresh", by: admin)
        let id = try #require(first.json["id"]?.string)
        let second = await admin.send(.post, "/v1/users/\(id)/invitation")
        #expect(second.status == 201)
        let old = try #require(first.json["invitation"]?["token"]?.string)
        let new = try #require(second.json["invitation"]?["token"]?.string)
        #expect(await accept(old, "three green bottles", fixture).code == "invitation.rejected")
        fixture.clock.advance(by: .seconds(7 * 86_400))
        #expect(await accept(new, "three green bottles", fixture).code == "invitation.rejected")
    }

    @Test("whoever leaves is cut off at once, in a running session and on other servers too")
    func departure() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let doctor = try await fixture.person("doctor", in: clinic, [("doctor", clinic.chain)])
        let admin = try await fixture.client("peony-a", "admin.one")
        let doctors = try await fixture.client("peony-a", "doctor")

        let elsewhere = IdentityFixture.deployment(fixture.database, fixture.clock)
        let listener = Listener(url: fixture.database.url(of: "peony_app"), channels: [AccessNews.channel])
        defer { listener.close() }
        // Once listening has begun, nothing said later is missed.
        var heard = listener.events.makeAsyncIterator()
        #expect(await heard.next() == .reconnected)
        let following = Task { await elsewhere.follow(listener.events) }
        defer { following.cancel() }
        let other = InProcessClient(try IdentityFixture.edge(elsewhere), token: doctors.token)

        #expect(await doctors.send(.get, "/v1/me").status == 200)
        #expect(await other.send(.get, "/v1/me").status == 200)
        #expect(await admin.send(.post, "/v1/users/\(doctor)/departure").status == 204)
        #expect(await doctors.send(.get, "/v1/me").status == 401)
        // The clock stands still, so only the news can end what the other server keeps.
        let deadline = ContinuousClock.now + .seconds(120)
        while await other.send(.get, "/v1/me").status == 200, ContinuousClock.now < deadline { await Task.yield() }
        #expect(await other.send(.get, "/v1/me").status == 401)

        #expect(await fixture.signIn("peony-a", "doctor", from: "192.0.2.9").status == 401)
        let connection = try fixture.database.superuser()
        defer { connection.close() }
        let grants = try connection.execute(
            "select count(*) from app.access_grant where user_id = \(doctor) and state = 'active'")
        #expect(try #require(grants.first).get(0, as: Int64.self) == 0)
        #expect(await admin.send(.post, "/v1/users/\(doctor)/departure").code == "user.state")
    }

    @Test("a suspension ends sessions, its end lets the person in again")
    func suspension() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let nurse = try await fixture.person("nurse", in: clinic, [("nurse", clinic.chain)])
        let admin = try await fixture.client("peony-a", "admin.one")
        let nurses = try await fixture.client("peony-a", "nurse")
        #expect(await admin.send(.post, "/v1/users/\(nurse)/suspension").status == 204)
        #expect(await nurses.send(.get, "/v1/me").status == 401)
        #expect(await admin.send(.delete, "/v1/users/\(nurse)/suspension").status == 204)
        #expect(await nurses.send(.get, "/v1/me").status == 401)
        let again = try await fixture.client("peony-a", "nurse")
        #expect(await again.send(.get, "/v1/me").json["grants"]?.array?.count == 1)
        #expect(await admin.send(.post, "/v1/users/\(clinic.admins[0])/suspension").code == "user.own_account")
    }

    @Test("the last system admin is neither suspended nor sent away, and of two who end each other at once one stays")
    func lastAdmin() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        _ = try await fixture.person("boss", in: clinic, [("chain_director", clinic.chain)])
        let director = try await fixture.client("peony-a", "boss")
        #expect(await director.send(.post, "/v1/users/\(clinic.admins[0])/suspension").status == 204)
        for verb in ["suspension", "departure"] {
            let refused = await director.send(.post, "/v1/users/\(clinic.admins[1])/\(verb)")
            #expect(refused.status == 409)
            #expect(refused.code == "grant.last_admin")
        }
        #expect(await fixture.signIn("peony-a", "admin.two").status == 201)
        // Whoever is suspended already is not the one who stays.
        #expect(await director.send(.delete, "/v1/users/\(clinic.admins[0])/suspension").status == 204)
        let (one, two) = (try await fixture.client("peony-a", "admin.one"), try await fixture.client("peony-a", "admin.two"))
        async let left = one.send(.post, "/v1/users/\(clinic.admins[1])/departure")
        async let right = two.send(.post, "/v1/users/\(clinic.admins[0])/suspension")
        let statuses = Set(await [left.status, right.status])
        // The loser is refused for being the last, or finds himself cut off already.
        #expect(statuses.contains(204) && statuses.count == 2, "\(statuses)")
        let connection = try fixture.database.superuser()
        defer { connection.close() }
        let admins: Int64 = try connection.execute(
            """
            select count(*) from app.access_grant g join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id
            join app.user_account u on u.tenant_id = g.tenant_id and u.id = g.user_id
            where g.tenant_id = \(clinic.id) and r.code = 'system_admin' and g.state = 'active' and u.state = 'active'
            """)[0][0]
        #expect(admins == 1)
    }

    @Test("a branch admin sees and manages his branch's people and nobody else's")
    func branchAdmin() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let system = try await fixture.client("peony-a", "admin.one")
        let east = try await fixture.unit("branch", "东院", under: clinic.chain, by: system)
        let west = try await fixture.unit("branch", "西院", under: clinic.chain, by: system)
        let room = try await fixture.unit("department", "皮肤科", under: east, by: system)
        let boss = try await fixture.person("boss", in: clinic, [("branch_admin", east), ("consultant", west)])
        let own = try await fixture.person("own", in: clinic, [("nurse", room)])
        let both = try await fixture.person("both", in: clinic, [("nurse", east), ("nurse", west)])
        let far = try await fixture.person("far", in: clinic, [("nurse", west)])
        let distant = try await fixture.person("distant", in: clinic)
        let client = try await fixture.client("peony-a", "boss")

        let listed = await client.send(.get, "/v1/users?limit=100").json["data"]?.array ?? []
        #expect(Set(listed.compactMap { $0["id"]?.string }) == Set([boss, own, both, far].map(\.description)))
        // In the west he is a consultant: colleagues' names, no more.
        let shown = Dictionary(uniqueKeysWithValues: listed.map { ($0["id"]?.string ?? "", $0) })
        #expect(shown[far.description]?.object?.members.map(\.name) == ["id", "displayName", "state"])
        #expect(shown[own.description]?["userName"] == "own")

        #expect(await client.send(.post, "/v1/users/\(distant)/suspension").status == 404)
        #expect(await client.send(.post, "/v1/users/\(clinic.admins[0])/suspension").status == 404)
        #expect(await client.send(.post, "/v1/users/\(far)/suspension").status == 403)
        #expect(await client.send(.post, "/v1/users/\(both)/suspension").status == 403)
        #expect(await client.send(.post, "/v1/users/\(own)/suspension").status == 204)
        #expect(await client.send(.post, "/v1/users/\(both)/departure").status == 403)
        // A new token for somebody with a password would be his account.
        let peer = try await fixture.person("peer", in: clinic, [("branch_admin", east)])
        #expect(await client.send(.post, "/v1/users/\(peer)/invitation").status == 403)

        let invited = await invite("fresh", by: client)
        let fresh = try #require(invited.json["id"]?.string)
        #expect(await client.send(.get, "/v1/users/\(fresh)").json["userName"] == "fresh")
        #expect(await client.send(.post, "/v1/users/\(fresh)/invitation").status == 201)
        #expect(await client.send(.patch, "/v1/settings", headers: [("If-Match", "\"1\"")], text: "{}").status == 403)
        #expect(await client.send(.post, "/v1/branches", text: "{}").status == 403)
        #expect(await client.send(.get, "/v1/branches").json["data"]?.array?.count == 2)
    }

    @Test("staff see colleagues' names and states, and cannot ask for what they do not see")
    func staff() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        _ = try await fixture.person("desk", in: clinic, [("front_desk", clinic.chain)])
        let desk = try await fixture.client("peony-a", "desk")
        for row in await desk.send(.get, "/v1/users").json["data"]?.array ?? [] {
            #expect(row.object?.members.map(\.name) == ["id", "displayName", "state"])
        }
        #expect(await desk.send(.get, "/v1/users?filter[name]=admin").json["data"]?.array?.count == 0)
        let found = await desk.send(.get, "/v1/users?filter[name]=%E7%8E%8B").json["data"]?.array
        #expect(found?.count == 1)
        #expect(await desk.send(.post, "/v1/users", text: "{}").status == 403)
        #expect(await desk.send(.get, "/v1/users/\(clinic.admins[0])/sessions").status == 403)
        let admin = try await fixture.client("peony-a", "admin.one")
        #expect(await admin.send(.get, "/v1/users?filter[name]=admin").json["data"]?.array?.count == 2)
    }

    @Test("pages follow each other, and a cursor serves its own query only")
    func pages() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        for index in 1...5 { _ = try await fixture.person("staff\(index)", in: clinic) }
        let admin = try await fixture.client("peony-a", "admin.one")
        var seen: [String] = []
        var path = "/v1/users?limit=3"
        while true {
            let page = await admin.send(.get, path)
            try #require(page.status == 200, "\(page.text)")
            seen += (page.json["data"]?.array ?? []).compactMap { $0["id"]?.string }
            guard let next = page.json["page"]?["next"]?.string else { break }
            path = "/v1/users?limit=3&cursor=\(next)"
        }
        #expect(seen.count == 7)
        #expect(Set(seen).count == 7)
        let cursor = path.split(separator: "=").last ?? ""
        #expect(await admin.send(.get, "/v1/users?filter[state]=active&cursor=\(cursor)").status == 422)
        #expect(await admin.send(.get, "/v1/users?filter[state]=invited").json["data"]?.array?.count == 0)
        #expect(await admin.send(.get, "/v1/users?filter[state]=asleep").status == 422)
    }

    @Test("a change names the version that it saw, and leaves both values in the trail")
    func change() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let nurse = try await fixture.person("nurse", in: clinic, [("nurse", clinic.chain)])
        let admin = try await fixture.client("peony-a", "admin.one")
        let etag = try #require(await admin.send(.get, "/v1/users/\(nurse)").headers[.eTag])
        let body = #"{"displayName": "赵六", "locale": "en"}"#
        #expect(await admin.send(.patch, "/v1/users/\(nurse)", text: body).status == 428)
        let changed = await admin.send(.patch, "/v1/users/\(nurse)", headers: [("If-Match", etag)], text: body)
        #expect(changed.status == 200)
        #expect(changed.json["displayName"] == "赵六")
        #expect(changed.json["locale"] == "en")
        #expect(await admin.send(.patch, "/v1/users/\(nurse)", headers: [("If-Match", etag)], text: body).status == 412)
        #expect(try fixture.events(.updateUser, of: clinic.id) == 1)
    }

    @Test("a name is given once in a tenant, and no more people than the quota allows")
    func quota() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let admin = try await fixture.client("peony-a", "admin.one")
        let boss = try await fixture.operatorClient()
        #expect(await invite("admin.two", by: admin).code == "user.name_taken")
        #expect(await boss.send(.patch, "/v1/tenants/\(clinic.id)/quotas", text: #"{"userQuota": 4}"#).status == 204)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for index in 1...6 { group.addTask { await invite("fresh\(index)", by: admin).status } }
            return await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        #expect(statuses == [201, 201, 409, 409, 409, 409])
    }
}
