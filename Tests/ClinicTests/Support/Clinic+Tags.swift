import HTTPTypes
import JSON
import PeonyTesting
import Testing

extension Clinic {
    /// A group of its own; its id.
    func tagGroup(_ name: String, _ more: JSONObject = [:]) async throws -> String {
        var body: JSONObject = ["name": .string(name), "colour": "teal"]
        for member in more.members { body[member.name] = member.value }
        let answer = try await call(as: "chain_director").send(.post, "/v1/tag-groups", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// A tag, in a group of its own where none is named; the ids of both.
    func tag(_ name: String, in group: String? = nil, _ more: JSONObject = [:]) async throws -> (group: String, tag: String) {
        let group = if let group { group } else { try await tagGroup(name + "组") }
        var body: JSONObject = ["name": .string(name), "groupId": .string(group)]
        for member in more.members { body[member.name] = member.value }
        let answer = try await call(as: "chain_director").send(.post, "/v1/tags", body: JSONValue.object(body).serialized)
        try #require(answer.status == 201, "\(answer.text)")
        return (group, try #require(answer.json["id"]?.string))
    }

    /// Gives a customer a tag, as the front desk of branch A or somebody else.
    @discardableResult
    func give(_ tag: String, to customer: String, _ body: String = "{}", as client: InProcessClient? = nil) async throws -> Answer {
        let desk = if let client { client } else { try call(as: "front_desk") }
        let answer = await desk.send(.put, "/v1/customers/\(customer)/tags/\(tag)", text: body)
        try #require(answer.status == 200, "\(answer.text)")
        return answer
    }
}
