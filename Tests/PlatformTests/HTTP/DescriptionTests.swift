import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Testing

@Suite("What the API says of itself")
struct DescriptionTests {
    private func paths(_ client: InProcessClient) async -> [String] {
        await client.send(.get, "/v1/openapi.json").json["paths"]?.object?.members.map(\.name) ?? []
    }

    @Test("everybody sees what he may call and nothing more")
    func filtered() async throws {
        let fixture = try EdgeFixture()
        let open = ["/v1/public", "/v1/throws/{what}", "/v1/query"]
        #expect(await paths(fixture.anonymous) == open)
        let stranger = await paths(InProcessClient(fixture.edge, token: "acme.stranger"))
        #expect(stranger.contains("/v1/me") && !stranger.contains("/v1/things"))
        #expect(await paths(fixture.client).contains("/v1/things"))
    }

    @Test("a bad token is refused, not taken for nobody's")
    func badToken() async throws {
        #expect(try await InProcessClient(EdgeFixture().edge, token: "x").send(.get, "/v1/openapi.json").status == 401)
    }

    @Test("the document is OpenAPI 3.1 and every reference in it leads somewhere")
    func references() async throws {
        let document = try await EdgeFixture().client.send(.get, "/v1/openapi.json").json
        #expect(document["openapi"] == "3.1.0")
        let schemas = try #require(document["components"]?["schemas"]?.object)
        var references: [String] = []
        func walk(_ value: JSONValue) {
            if let reference = value["$ref"]?.string { references.append(reference) }
            value.array?.forEach(walk)
            value.object?.members.forEach { walk($0.value) }
        }
        walk(document)
        #expect(references.contains("#/components/schemas/NewThing"))
        for reference in references {
            #expect(reference.hasPrefix("#/components/schemas/"))
            #expect(schemas[String(reference.dropFirst("#/components/schemas/".count))] != nil)
        }
        let post = document["paths"]?["/v1/things"]?["post"]
        #expect(post?["operationId"] == "postThings")
        #expect(post?["x-permission"] == "read.thing")
        #expect(post?["responses"]?["201"] != nil && post?["responses"]?["403"] != nil)
        let patch = document["paths"]?["/v1/things/{id}"]?["patch"]
        #expect(patch?["parameters"]?[0]?["in"] == "path")
        #expect(patch?["parameters"]?[1]?["name"] == "If-Match")
    }

    @Test("a schema is rendered for its reader")
    func rendered() throws {
        let secret = Schema(name: "Secret") { rights in
            rights.allows(Action("read.secret"))
                ? ["type": "object", "properties": ["secret": ["type": "string"]]] : ["type": "object"]
        }
        let table = try EndpointTable([
            Endpoint(
                .get, "/v1/secrets", access: .signedIn, tag: "t", summary: LocalizedText("密", "Secrets"),
                output: .page(of: secret)
            ) { _ in .noContent }
        ])
        func document(_ action: StaticString) -> JSONValue {
            let portion = Portion(
                rows: RowSet(.everywhere), actions: [Action(action)], fields: FieldRights(), sources: [])
            return table.openAPI(
                for: Rights(portions: [portion]), title: LocalizedText("芍药", "Peony"), language: .english)
        }
        #expect(document("read.secret")["components"]?["schemas"]?["Secret"]?["properties"] != nil)
        #expect(document("read.other")["components"]?["schemas"]?["Secret"]?["properties"] == nil)
        #expect(document("read.other")["info"]?["title"] == "Peony")
    }

    @Test("without Swagger UI the page says how to get it, and its files are not found")
    func withoutSwagger() async throws {
        let client = try EdgeFixture().anonymous
        #expect(await client.send(.get, "/docs").text.contains("python3-flasgger"))
        #expect(await client.send(.get, "/docs/swagger-ui-bundle.js").status == 404)
        #expect(await client.send(.get, "/docs/../../etc/passwd").status == 404)
    }

    @Test("with Swagger UI installed, its files and our own script are served under a policy without inline script")
    func withSwagger() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "peony-docs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for (name, text) in [("swagger-ui.css", "a{}"), ("swagger-ui-bundle.js", "1"), ("other.js", "2")] {
            try Data(text.utf8).write(to: directory.appending(path: name))
        }
        let client = try EdgeFixture { $0.swaggerUIDirectory = directory.path }.anonymous
        let page = await client.send(.get, "/docs")
        #expect(page.text.contains("/docs/initializer.js") && !page.text.contains("<script>"))
        #expect(page.headers[HTTPField.Name("Content-Security-Policy")!]?.contains("script-src 'self';") == true)
        #expect(await client.send(.get, "/docs/swagger-ui-bundle.js").text == "1")
        #expect(await client.send(.get, "/docs/initializer.js").text.contains("/v1/openapi.json"))
        #expect(await client.send(.get, "/docs/other.js").status == 404)
    }

    @Test("a table with two of the same kind, or a malformed path, is refused")
    func table() throws {
        func endpoint(_ method: HTTPRequest.Method, _ path: String, _ id: String? = nil) -> Endpoint {
            Endpoint(
                method, path, access: .anonymous, tag: "t", summary: LocalizedText("物", "Thing"), operationID: id
            ) { _ in .noContent }
        }
        #expect(throws: EndpointTable.TableError.duplicate("GET /v1/a/{y}")) {
            try EndpointTable([endpoint(.get, "/v1/a/{x}"), endpoint(.get, "/v1/a/{y}")])
        }
        #expect(throws: EndpointTable.TableError.duplicateOperation("same")) {
            try EndpointTable([endpoint(.get, "/v1/a", "same"), endpoint(.get, "/v1/b", "same")])
        }
        for path in ["v1", "/v1/", "/v1/{", "/v1/{}", "/v1/a{b}", "/v1/{a}/{a}", "/v1/a b", ""] {
            #expect(throws: EndpointTable.TableError.malformedPath(path)) { try EndpointTable([endpoint(.get, path)]) }
        }
    }

    @Test("a literal segment goes before a parameter, and a dead end behind it is left again")
    func routing() async throws {
        func endpoint(_ path: String) -> Endpoint {
            Endpoint(.get, path, access: .anonymous, tag: "t", summary: LocalizedText("物", "Thing")) { call in
                .text(path + (call.parameter("id").map { "=" + $0 } ?? ""))
            }
        }
        let edge = try Edge(
            EdgeConfiguration(), endpoints: ["/a/b", "/a/{id}", "/a/{id}/c", "/a/b/d"].map(endpoint),
            authenticator: People(),
            logger: LogLines().logger, denied: { _, _ in })
        let client = InProcessClient(edge)
        #expect(await client.send(.get, "/a/b").text == "/a/b")
        #expect(await client.send(.get, "/a/x%20y").text == "/a/{id}=x y")
        #expect(await client.send(.get, "/a/b/c").text == "/a/{id}/c=b")
        #expect(await client.send(.get, "/a/b/d").text == "/a/b/d")
        #expect(await client.send(.get, "/a/x/d").status == 404)
        #expect(await client.send(.get, "/a/").status == 404)
    }
}
