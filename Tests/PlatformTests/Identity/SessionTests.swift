import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Platform
@testable import Vault

@Suite("Sessions")
struct SessionTests {
    @Test("a session ends after 30 minutes of silence and after 12 hours in any case")
    func expiry() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let silent = try await fixture.client("peony-a", "admin.one")
        let busy = try await fixture.client("peony-a", "admin.one")
        for _ in 1...28 {
            fixture.clock.advance(by: .seconds(25 * 60))
            #expect(await busy.send(.get, "/v1/me").status == 200)
        }
        #expect(await silent.send(.get, "/v1/me").status == 401)
        fixture.clock.advance(by: .seconds(21 * 60))
        #expect(await busy.send(.get, "/v1/me").status == 401)
    }

    @Test("signing out ends the session at once, and no other")
    func signOut() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let one = try await fixture.client("peony-a", "admin.one")
        let two = try await fixture.client("peony-a", "admin.one")
        #expect(await one.send(.get, "/v1/sessions").json["data"]?.array?.count == 2)
        #expect(await one.send(.delete, "/v1/sessions/current").status == 204)
        #expect(await one.send(.get, "/v1/me").status == 401)
        let rest = await two.send(.get, "/v1/sessions").json["data"]?.array
        #expect(rest?.count == 1)
        #expect(rest?.first?["current"] == true)
    }

    @Test("an admin ends the session of somebody within his reach; a colleague's session is not found")
    func revocation() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let nurse = try await fixture.person("nurse", in: clinic, [("nurse", clinic.chain)])
        _ = try await fixture.person("desk", in: clinic, [("front_desk", clinic.chain)])
        let nurses = try await fixture.client("peony-a", "nurse")
        let desk = try await fixture.client("peony-a", "desk")
        let admin = try await fixture.client("peony-a", "admin.one")
        let sessions = await admin.send(.get, "/v1/users/\(nurse)/sessions").json["data"]?.array
        let id = try #require(sessions?.first?["id"]?.string)
        #expect(await desk.send(.delete, "/v1/sessions/\(id)").status == 404)
        #expect(await nurses.send(.get, "/v1/me").status == 200)
        #expect(await admin.send(.delete, "/v1/sessions/\(id)").status == 204)
        #expect(await nurses.send(.get, "/v1/me").status == 401)
        #expect(try fixture.events(.revokeSession, of: clinic.id) == 1)
    }

    @Test("step-up changes the token: the old one is nothing from then on")
    func stepUp() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let client = try await fixture.client("peony-a", "admin.one")
        #expect(await client.send(.get, "/v1/me").status == 200)
        #expect(await client.send(.delete, "/v1/me/totp").code == "session.step_up_required")
        let wrong = await client.send(.post, "/v1/sessions/current/step-up", text: #"{"password": "wrong password"}"#)
        #expect(wrong.code == "session.rejected")
        let answer = await client.send(
            .post, "/v1/sessions/current/step-up", text: #"{"password": "\#(IdentityFixture.password)"}"#)
        #expect(answer.status == 201)
        #expect(await client.send(.get, "/v1/me").status == 401)
        let renewed = InProcessClient(fixture.edge, token: try #require(answer.json["token"]?.string))
        #expect(await renewed.send(.get, "/v1/me").json["session"]?["steppedUpAt"]?.string != nil)
        // Nothing to remove, but no longer refused for want of a proof; ten minutes later it is again.
        #expect(await renewed.send(.delete, "/v1/me/totp").status == 404)
        fixture.clock.advance(by: .seconds(601))
        #expect(await renewed.send(.delete, "/v1/me/totp").code == "session.step_up_required")
    }

    @Test("a cookie alone does not write: the page must show the session's other value")
    func cookies() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let answer = await fixture.signIn("peony-a", "admin.one", cookie: true)
        #expect(answer.status == 201)
        #expect(answer.json["token"] == nil)
        let header = try #require(answer.headers[.setCookie])
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=43200"] {
            #expect(header.contains(attribute))
        }
        let cookie = try #require(header.split(separator: ";").first.map(String.init))
        #expect(cookie.hasPrefix("__Host-peony=peony-a."))

        let browser = fixture.stranger()
        let me = await browser.send(.get, "/v1/me", headers: [("Cookie", cookie)])
        let csrf = try #require(me.json["csrf"]?.string)
        let enrol = { (headers: [(String, String)]) in await browser.send(.post, "/v1/me/totp", headers: headers) }
        #expect(await enrol([("Cookie", cookie)]).code == "session.csrf_mismatch")
        #expect(await enrol([("Cookie", cookie), ("X-Peony-CSRF", "x" + csrf)]).code == "session.csrf_mismatch")
        #expect(await enrol([("Cookie", cookie), ("X-Peony-CSRF", csrf)]).status == 201)

        let stepUp = await browser.send(
            .post, "/v1/sessions/current/step-up", headers: [("Cookie", cookie), ("X-Peony-CSRF", csrf)],
            text: #"{"password": "\#(IdentityFixture.password)"}"#)
        #expect(stepUp.status == 201)
        #expect(stepUp.json["token"] == nil)
        let renewed = try #require(stepUp.headers[.setCookie]?.split(separator: ";").first.map(String.init))
        #expect(renewed != cookie)
        #expect(await browser.send(.get, "/v1/me", headers: [("Cookie", cookie)]).status == 401)
        let newCSRF = await browser.send(.get, "/v1/me", headers: [("Cookie", renewed)]).json["csrf"]?.string
        #expect(newCSRF != nil && newCSRF != csrf)
    }

    @Test("a changed password ends the other sessions, and the old password with them")
    func changedPassword() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let mine = try await fixture.client("peony-a", "admin.one")
        let other = try await fixture.client("peony-a", "admin.one")
        #expect(await other.send(.get, "/v1/me").status == 200)
        func change(_ current: String, _ new: String) async -> IdentityFixture.Answer {
            await mine.send(.post, "/v1/me/password", text: #"{"current": "\#(current)", "new": "\#(new)"}"#)
        }
        #expect(await change("wrong password", "a long walk home").code == "session.rejected")
        let weak = await change(IdentityFixture.password, "Password2026!")
        #expect(weak.json["errors"]?[0]?["code"] == "common_password")
        #expect(await change(IdentityFixture.password, "a long walk home").status == 204)
        #expect(await mine.send(.get, "/v1/me").status == 200)
        #expect(await other.send(.get, "/v1/me").status == 401)
        #expect(await fixture.signIn("peony-a", "admin.one", from: "192.0.2.7").status == 401)
        #expect(await fixture.signIn("peony-a", "admin.one", "a long walk home", from: "192.0.2.8").status == 201)
        // Two set when the clinic was made, one now.
        #expect(try fixture.events(.setPassword, of: clinic.id) == 3)
    }

    @Test("a one-time code is asked for after the password, works once, and tells nothing without the password")
    func totp() async throws {
        let fixture = try await IdentityFixture()
        _ = try await fixture.clinic("peony-a")
        let client = try await fixture.client("peony-a", "admin.one")
        let offer = await client.send(.post, "/v1/me/totp")
        #expect(offer.status == 201)
        let secret = try #require(offer.json["secret"]?.string.flatMap { Base32.decode($0) })
        func code() -> String { TOTP.code(secret: secret, at: fixture.clock.now().unixSeconds) }

        // Until it is confirmed nothing is asked for.
        #expect(await fixture.signIn("peony-a", "admin.one").status == 201)
        #expect(await client.send(.post, "/v1/me/totp/confirmation", text: #"{"otp": "abcdef"}"#).status == 422)
        #expect(await client.send(.post, "/v1/me/totp/confirmation", text: #"{"otp": "\#(code())"}"#).status == 200)
        #expect(await client.send(.post, "/v1/me/totp").code == "totp.enabled")

        let missing = await fixture.signIn("peony-a", "admin.one")
        #expect(missing.status == 401)
        #expect(missing.code == "session.otp_required")
        let wrong = await fixture.signIn("peony-a", "admin.one", "wrong password")
        #expect(wrong.code == "session.rejected")
        // The code that confirmed it is used up.
        #expect(await fixture.signIn("peony-a", "admin.one", otp: code()).code == "session.rejected")
        fixture.clock.advance(by: .seconds(30))
        let once = code()
        #expect(await fixture.signIn("peony-a", "admin.one", otp: once).status == 201)
        #expect(await fixture.signIn("peony-a", "admin.one", otp: once).withoutRequest == wrong.withoutRequest)

        fixture.clock.advance(by: .seconds(30))
        let both = await withTaskGroup(of: Int.self) { group in
            let twice = code()
            for _ in 1...2 { group.addTask { await fixture.signIn("peony-a", "admin.one", otp: twice).status } }
            return await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        #expect(both == [201, 401])

        fixture.clock.advance(by: .seconds(30))
        let stepUp = await client.send(
            .post, "/v1/sessions/current/step-up",
            text: #"{"password": "\#(IdentityFixture.password)", "otp": "\#(code())"}"#)
        let renewed = InProcessClient(fixture.edge, token: try #require(stepUp.json["token"]?.string))
        #expect(await renewed.send(.delete, "/v1/me/totp").status == 204)
        #expect(await fixture.signIn("peony-a", "admin.one").status == 201)
    }

    @Test("a recovery code stands once in the authenticator's place, beside the password and never without it")
    func recoveryCodes() async throws {
        let fixture = try await IdentityFixture()
        let clinic = try await fixture.clinic("peony-a")
        let client = try await fixture.client("peony-a", "admin.one")
        #expect(await client.send(.post, "/v1/me/totp/recovery-codes").code == "session.step_up_required")
        let offer = await client.send(.post, "/v1/me/totp")
        let secret = try #require(offer.json["secret"]?.string.flatMap { Base32.decode($0) })
        let confirmed = await client.send(
            .post, "/v1/me/totp/confirmation",
            text: #"{"otp": "\#(TOTP.code(secret: secret, at: fixture.clock.now().unixSeconds))"}"#)
        let codes = (confirmed.json["recoveryCodes"]?.array ?? []).compactMap(\.string)
        #expect(codes.count == 10)
        #expect(Set(codes).count == 10)
        #expect(codes.allSatisfy { $0.utf8.count == 19 })
        #expect(await client.send(.get, "/v1/me").json["user"]?["recoveryCodesLeft"]?.integer == 10)

        let rejected = await fixture.signIn("peony-a", "admin.one", "wrong password", otp: codes[0])
        #expect(rejected.code == "session.rejected")
        let opened = await fixture.signIn("peony-a", "admin.one", otp: codes[0])
        #expect(opened.status == 201, "the code was not used up by the wrong password")
        let again = await fixture.signIn("peony-a", "admin.one", otp: codes[0])
        #expect(again.withoutRequest == rejected.withoutRequest)
        #expect(await fixture.signIn("peony-a", "admin.two", otp: codes[1]).status == 201, "who has no authenticator needs no code")
        // As somebody types it from paper; of two at once one gets through.
        let typed = codes[1].lowercased().replacing("-", with: " ")
        let both = await withTaskGroup(of: Int.self) { group in
            for peer in 1...2 {
                group.addTask { await fixture.signIn("peony-a", "admin.one", otp: typed, from: "198.51.100.\(peer)").status }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        #expect(both == [201, 401])
        #expect(try fixture.events(.useRecoveryCode, of: clinic.id) == 2)

        // With a code he proves himself again, and gets new ones; the old ones are nothing then.
        let session = InProcessClient(fixture.edge, token: try #require(opened.json["token"]?.string))
        let stepUp = await session.send(
            .post, "/v1/sessions/current/step-up",
            text: #"{"password": "\#(IdentityFixture.password)", "otp": "\#(codes[2])"}"#)
        let renewed = InProcessClient(fixture.edge, token: try #require(stepUp.json["token"]?.string))
        #expect(await renewed.send(.get, "/v1/me").json["user"]?["recoveryCodesLeft"]?.integer == 7)
        let fresh = await renewed.send(.post, "/v1/me/totp/recovery-codes")
        #expect(fresh.status == 201)
        let newCodes = (fresh.json["recoveryCodes"]?.array ?? []).compactMap(\.string)
        #expect(Set(newCodes).isDisjoint(with: codes))
        #expect(await fixture.signIn("peony-a", "admin.one", otp: codes[3], from: "198.51.100.7").status == 401)
        #expect(await fixture.signIn("peony-a", "admin.one", otp: newCodes[0], from: "198.51.100.8").status == 201)
        // Without the authenticator there are no codes.
        #expect(await renewed.send(.delete, "/v1/me/totp").status == 204)
        #expect(await renewed.send(.post, "/v1/me/totp/recovery-codes").code == "totp.not_enabled")
        #expect(await renewed.send(.get, "/v1/me").json["user"]?["recoveryCodesLeft"]?.integer == 0)
        let connection = try fixture.database.superuser()
        defer { connection.close() }
        let left: Int64 = try connection.execute("select count(*) from app.recovery_code")[0][0]
        #expect(left == 0)
    }
}
