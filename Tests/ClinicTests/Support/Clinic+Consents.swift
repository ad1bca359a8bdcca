import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Clinic

extension Clinic {
    /// Drafts and publishes a notice as the compliance officer; its id.
    func notice(_ purpose: ConsentPurpose, language: String = "zh", renews: Bool = false) async throws -> String {
        let officer = try call(as: "compliance_officer")
        let draft = await officer.send(
            .post, "/v1/consent-notices",
            body: JSONValue.object([
                "purpose": .string(purpose.rawValue), "language": .string(language), "title": "个人信息处理告知书",
                "body": "我们为下列目的处理您的个人信息，您可以随时撤回同意，撤回不影响诊疗服务。", "requiresRenewal": .boolean(renews),
            ]).serialized)
        try #require(draft.status == 201, "\(draft.text)")
        let id = try #require(draft.json["id"]?.string)
        let published = await officer.send(.post, "/v1/consent-notices/\(id)/publication")
        try #require(published.status == 200, "\(published.text)")
        return id
    }

    /// Records that a customer agreed, with a notice of his own; the ids of both.
    @discardableResult
    func consent(
        to purpose: ConsentPurpose, of customer: String, as client: InProcessClient? = nil
    ) async throws -> (notice: String, consent: String) {
        let notice = try await notice(purpose)
        let answer = try await agree(to: notice, customer, as: client)
        try #require(answer.status == 201, "\(answer.text)")
        return (notice, try #require(answer.json["id"]?.string))
    }

    /// What the front desk is told when a customer agrees to a notice.
    func agree(
        to notice: String, _ customer: String, _ more: JSONObject = [:], as client: InProcessClient? = nil
    ) async throws -> Answer {
        var body: JSONObject = ["noticeId": .string(notice), "channel": "counter", "evidenceKind": "paper_signature"]
        for member in more.members { body[member.name] = member.value }
        let desk = if let client { client } else { try call(as: "front_desk") }
        return await desk.send(.post, "/v1/customers/\(customer)/consents", body: JSONValue.object(body).serialized)
    }
}
