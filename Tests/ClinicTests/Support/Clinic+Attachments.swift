import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

extension Clinic {
    static let pdf = Array("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".utf8)

    /// Sends a file of a customer.
    func attach(
        _ bytes: [UInt8] = Clinic.pdf, to customer: String, _ category: String = "document", as client: InProcessClient
    ) async -> Answer {
        await client.send(
            .post, "/v1/customers/\(customer)/attachments?category=\(category)", headers: [("Content-Type", "application/octet-stream")],
            body: bytes)
    }

    /// A document of a customer, as a front desk brings it; its id.
    func attachment(of customer: String, as client: InProcessClient? = nil) async throws -> String {
        let answer = await attach(to: customer, as: try client ?? call(as: "front_desk"))
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// A picture of a customer whom doctor and nurse care for; its id.
    func picture(of customer: String, _ bytes: [UInt8] = PictureSamples.jpeg, _ category: String = "before") async throws -> String {
        let answer = await attach(bytes, to: customer, category, as: try call(as: "doctor"))
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// Opens a file for a purpose.
    func open(_ attachment: String, as client: InProcessClient, purpose: String = "复诊对比") async -> Answer {
        await client.send(
            .post, "/v1/customer-attachments/\(attachment)/content",
            body: JSONValue.object(["purpose": .string(purpose)]).serialized)
    }

    /// Makes a link to a file; where it leads.
    func link(_ attachment: String, as client: InProcessClient) async throws -> String {
        let answer = await client.send(.post, "/v1/customer-attachments/\(attachment)/links", text: #"{"purpose": "复诊对比"}"#)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["url"]?.string)
    }
}
