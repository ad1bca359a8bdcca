import HTTPTypes
import JSON
import PeonyTesting
import Testing

extension Clinic {
    /// An entry of the register about a customer; its id.
    @discardableResult
    func disclose(_ customer: String) async throws -> String {
        let answer = try await call(as: "compliance_officer").send(
            .post, "/v1/customers/\(customer)/disclosures", text: Clinic.disclosure)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// A body that the register takes.
    static let disclosure = """
        {"recipient": "检验所", "recipientContact": "021-55550000", "categories": ["health"], "method": "paper",
         "ground": "legal_duty", "purpose": "送检"}
        """
}
