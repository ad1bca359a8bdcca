import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Testing

@Suite("What the edge refuses")
struct RefusalTests {
    private let thing = "/v1/things/01900000-0000-7000-8000-000000000001"

    @Test("without a token an endpoint answers 401 and says how to sign in")
    func unauthenticated() async throws {
        let answer = try await EdgeFixture().anonymous.send(.get, "/v1/me")
        #expect(answer.status == 401)
        #expect(answer.code == "session.required")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test(
        "a token that nobody has, and another scheme, are 401",
        arguments: ["Bearer nobody", "Basic YTpi", "Bearer ", ""])
    func badCredentials(header: String) async throws {
        let answer = try await EdgeFixture().anonymous.send(.get, "/v1/me", headers: [("Authorization", header)])
        #expect(answer.status == 401)
    }

    @Test("without the permission an endpoint answers 403, and the hook learns of it")
    func forbidden() async throws {
        let fixture = try EdgeFixture()
        let answer = await InProcessClient(fixture.edge, token: "acme.stranger").send(.get, thing)
        #expect(answer.status == 403)
        #expect(answer.code == "access.denied")
        #expect(answer.json["permission"]?.string == EdgeFixture.readThing.name)
        #expect(answer.json["detail"]?.string?.contains(EdgeFixture.readThing.name) == true, "nothing else is known of it here")
        #expect(fixture.denials.all == [EdgeFixture.readThing])
    }

    @Test("with the permission nobody is told of a denial")
    func permitted() async throws {
        let fixture = try EdgeFixture()
        let answer = await fixture.client.send(.get, thing)
        #expect(answer.status == 200)
        #expect(answer.headers[.eTag] == "\"7\"")
        #expect(fixture.denials.all.isEmpty)
    }

    @Test(
        "an unknown path is 404",
        arguments: ["/", "/v1", "/v1/", "/v1/me/", "/v1//me", "//v1/me", "*", "/V1/me", "/v1/me%2f"])
    func unknownPath(path: String) async throws {
        let answer = try await EdgeFixture().client.send(.get, path)
        #expect(answer.status == 404)
        #expect(answer.code == "resource.not_found")
    }

    @Test(
        "a malformed id is not found, as a random one is",
        arguments: ["x", "%ff", "%zz", "01900000-0000-7000-8000-00000000000", "%00"])
    func malformedID(id: String) async throws {
        let answer = try await EdgeFixture().client.send(.get, "/v1/things/" + id)
        #expect(answer.status == 404)
        #expect(answer.code == "resource.not_found")
    }

    @Test("somebody else's id and a random one are answered alike, but for the request and the address")
    func indistinguishable() async throws {
        let fixture = try EdgeFixture()
        var answers: [JSONObject] = []
        for id in ["2f000000-0000-7000-8000-000000000001", "3f000000-0000-7000-8000-000000000002"] {
            let answer = await fixture.client.send(.get, "/v1/things/" + id)
            var body = try #require(answer.json.object)
            #expect(body["instance"] == .string("/v1/things/" + id))
            body["instance"] = nil
            body["requestId"] = nil
            answers.append(body)
        }
        #expect(JSONValue.object(answers[0]).serialized == JSONValue.object(answers[1]).serialized)
    }

    @Test("a method that a path does not have is 405 and names those it has")
    func methodNotAllowed() async throws {
        let fixture = try EdgeFixture()
        let answer = await fixture.client.send(.put, thing)
        #expect(answer.status == 405)
        #expect(answer.code == "request.method_not_allowed")
        #expect(answer.headers[.allow] == "GET, PATCH, DELETE, HEAD")
        #expect(await fixture.client.send(.options, "/v1/me").status == 405)
        let brew = try #require(HTTPRequest.Method("BREW"))
        #expect(await fixture.client.send(brew, "/v1/me").status == 405)
    }

    @Test("HEAD is answered as GET without a body, and keeps its length")
    func head() async throws {
        let fixture = try EdgeFixture()
        let get = await fixture.client.send(.get, thing)
        let head = await fixture.client.send(.head, thing)
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head.headers[.contentLength] == String(get.body.count))
        #expect(head.headers[.eTag] == get.headers[.eTag])
    }

    @Test("a body beyond the limit is 413, whether it says so or not, and the connection ends")
    func tooLarge() async throws {
        let fixture = try EdgeFixture { $0.limits.bodyBytes = 64 }
        let key = [("Idempotency-Key", "12345678")]
        let body = [UInt8](repeating: 0x20, count: 65)
        let told = await fixture.client.send(.post, "/v1/things", headers: key, body: body)
        #expect(told.status == 413)
        #expect(told.headers[.connection] == "close")
        let chunked = key + [("Transfer-Encoding", "chunked"), ("Content-Length", "")]
        let untold = await fixture.client.send(.post, "/v1/things", headers: Array(chunked.dropLast()), body: body)
        #expect(untold.status == 413)
    }

    @Test("a body shorter than it claims is refused, not taken for whole")
    func cutShort() async throws {
        let headers = [("Idempotency-Key", "12345678"), ("Content-Length", "40")]
        let answer = try await EdgeFixture().client.send(.post, "/v1/things", headers: headers, text: #"{"name":"a"}"#)
        #expect(answer.status == 400)
        #expect(answer.code == "request.malformed")
    }

    @Test("an address of more than 8 KiB is 414")
    func uriTooLong() async throws {
        let fixture = try EdgeFixture()
        let longest = "/v1/query?" + String(repeating: "a", count: 8192 - 10)
        #expect(await fixture.client.send(.get, longest).status == 200)
        #expect(await fixture.client.send(.get, longest + "a").status == 414)
    }

    @Test("too many or too large headers are 431")
    func headersTooLarge() async throws {
        let fixture = try EdgeFixture()
        let many = (0..<101).map { ("X-\($0)", "a") }
        #expect(await fixture.anonymous.send(.get, "/v1/public", headers: many).status == 431)
        let large = [("X-Large", String(repeating: "a", count: 32 << 10))]
        #expect(await fixture.anonymous.send(.get, "/v1/public", headers: large).status == 431)
        #expect(await fixture.anonymous.send(.get, "/v1/public", headers: Array(many.prefix(99))).status == 200)
    }

    @Test(
        "only JSON in UTF-8 is read",
        arguments: [
            ("text/plain", 415), ("application/json; charset=gbk", 415), ("application/xjson", 415), ("", 415),
            ("application/json", 201), ("Application/JSON; charset=UTF-8", 201), ("application/merge-patch+json", 201),
        ])
    func mediaType(type: String, status: Int) async throws {
        let headers = [("Idempotency-Key", "12345678"), ("Content-Type", type)]
        let answer = try await EdgeFixture().client.send(.post, "/v1/things", headers: headers, text: #"{"name":"a"}"#)
        #expect(answer.status == status)
    }

    @Test(
        "malformed JSON is 400 and nothing of it is echoed",
        arguments: [#"{"name":"13800138000"#, "", "[}", "\u{feff}{}"])
    func malformedJSON(text: String) async throws {
        let answer = try await EdgeFixture().client.send(
            .post, "/v1/things", headers: [("Idempotency-Key", "12345678")], text: text)
        #expect(answer.status == 400)
        #expect(answer.code == "request.malformed_json")
        #expect(!answer.text.contains("1380013"))
    }

    @Test("invalid content is 422 with every violation, in the reader's language and without its values")
    func invalid() async throws {
        let answer = try await EdgeFixture().client.send(
            .post, "/v1/things", headers: [("Idempotency-Key", "12345678"), ("Accept-Language", "en")],
            text: #"{"name":"13800138000","more":1}"#)
        #expect(answer.status == 422)
        #expect(answer.json["errors"]?[0]?["pointer"] == "/name")
        #expect(answer.json["errors"]?[0]?["code"] == "too_long")
        #expect(answer.json["errors"]?[0]?["detail"] == "Too long, at most 5")
        #expect(answer.json["errors"]?[1]?["code"] == "unknown_field")
        #expect(!answer.text.contains("1380013"))
    }

    @Test("a change without If-Match is 428")
    func versionRequired() async throws {
        let fixture = try EdgeFixture()
        #expect(await fixture.client.send(.patch, thing, text: "{}").status == 428)
        let answer = await fixture.client.send(.patch, thing, headers: [("If-Match", "\"7\"")], text: "{}")
        #expect(answer.json["version"] == 7)
    }

    @Test(
        "an If-Match that can match nothing is 412",
        arguments: ["W/\"7\"", "7", "\"\"", "\"x\"", "*", "\"", "\"99999999999999999999\""])
    func malformedVersion(header: String) async throws {
        let answer = try await EdgeFixture().client.send(.patch, thing, headers: [("If-Match", header)], text: "{}")
        #expect(answer.status == 412)
    }

    @Test("where it is required, a request without Idempotency-Key is refused, and so is one of the wrong form")
    func idempotencyKey() async throws {
        let fixture = try EdgeFixture()
        let without = await fixture.client.send(.post, "/v1/things", text: #"{"name":"a"}"#)
        #expect(without.status == 400)
        #expect(without.code == "idempotency.required")
        for key in ["short", String(repeating: "a", count: 129), "with blank", "钥匙钥匙钥匙"] {
            let answer = await fixture.client.send(
                .post, "/v1/things", headers: [("Idempotency-Key", key)], text: #"{"name":"a"}"#)
            #expect(answer.status == 400)
        }
        let good = await fixture.client.send(
            .post, "/v1/things", headers: [("Idempotency-Key", "12345678")], text: #"{"name":"a"}"#)
        #expect(good.status == 201)
        #expect(good.json["key"] == "12345678")
    }

    @Test("permission goes before conditions")
    func order() async throws {
        let stranger = try InProcessClient(EdgeFixture().edge, token: "acme.stranger")
        #expect(await stranger.send(.post, "/v1/things", text: "[").status == 403)
        #expect(await stranger.send(.patch, thing, text: "[").status == 403)
    }

    @Test(
        "a query is decoded strictly",
        arguments: ["a=%f", "a=%zz", "a=%ff", "%c0%af=1", "a=%00", String(repeating: "a&", count: 101)])
    func malformedQuery(query: String) async throws {
        #expect(try await EdgeFixture().anonymous.send(.get, "/v1/query?" + query).status == 400)
    }

    @Test("a query keeps its order, its repetitions and its brackets")
    func query() async throws {
        let answer = try await EdgeFixture().anonymous.send(
            .get, "/v1/query?filter%5Bat%5D[gte]=a+b%2B&x&x=%E8%8A%8D%E8%8D%AF")
        #expect(answer.json[0]?["name"] == "filter[at][gte]")
        #expect(answer.json[0]?["value"] == "a b+")
        #expect(answer.json[1]?["value"] == "")
        #expect(answer.json[2]?["value"] == "芍药")
    }
}
