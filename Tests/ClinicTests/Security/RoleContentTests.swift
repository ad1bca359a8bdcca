import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Platform

@Suite("Contents of roles")
struct RoleContentTests {
    @Test("every role's content is accepted as a proposal, with a right on every field that there is")
    func whole() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let targets = clinic.house.deployment.catalog.fieldClasses.keys.sorted()
        for listed in await admin.send(.get, "/v1/roles").rows where listed["fixed"]?.boolean != true {
            let role = await admin.send(.get, "/v1/roles/\(listed["id"]?.string ?? "")").json
            let content = try #require(role["content"])
            let named = Set((content["fields"]?.array ?? []).compactMap { $0["target"]?.string })
            let others = targets.filter { !named.contains($0) }.map { target -> JSONValue in
                ["target": .string(target), "level": "none", "uses": .array([])]
            }
            let body: JSONValue = [
                "baseVersion": role["version"] ?? .null,
                "content": [
                    "rowScope": content["rowScope"] ?? .null, "actions": content["actions"] ?? .null,
                    "fields": .array((content["fields"]?.array ?? []) + others),
                ],
            ]
            let answer = await admin.send(
                .post, "/v1/roles/\(role["id"]?.string ?? "")/proposals", text: String(decoding: body.serialized, as: UTF8.self))
            #expect(answer.violations.isEmpty, "\(role["code"]?.string ?? ""): \(answer.text.prefix(300))")
        }
    }
}
