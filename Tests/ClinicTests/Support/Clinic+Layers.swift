import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Platform
import Postgres
import Testing

@testable import Clinic

extension Clinic {
    /// Records a visit some days ago, as the front desk of branch A or somebody else; its id.
    @discardableResult
    func visit(_ customer: String, daysAgo: Int32 = 0, _ kind: String = "treatment", as client: InProcessClient? = nil) async throws
        -> String
    {
        let desk = if let client { client } else { try call(as: "front_desk") }
        let day = LocalDate(daysSince1970: today.daysSince1970 - daysAgo)
        let answer = await desk.send(
            .post, "/v1/customers/\(customer)/visits", text: #"{"kind": "\#(kind)", "visitedOn": "\#(day)"}"#)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    /// The day that it is in the tenant's zone, Asia/Shanghai.
    var today: LocalDate { house.now.date(offset: 8 * 3_600) }

    /// Moves the clock on by some days, with sessions that go on and an audit trail that has a place for what happens then.
    func passDays(_ days: Int64) throws {
        let connection = try superuser()
        defer { connection.close() }
        house.clock.advance(by: .seconds(days * 86_400))
        for month in 0..<2 {
            let day = LocalDate(daysSince1970: today.daysSince1970 + Int32(month) * 28)
            try connection.execute("call audit.make_month(\(day))")
        }
        try renewSession()
    }

    /// A runner of all that is worked out of customers.
    var workingOut: JobRunner {
        JobRunner(
            TagJobs.kinds(house.deployment) + LayerJobs.kinds(house.deployment), deployment: house.deployment)
    }

    /// Runs what is due, and what that leaves.
    func workOut() async throws {
        let runner = workingOut
        for _ in 0..<6 { _ = try await runner.runDue(of: tenant) }
    }

    /// Has everybody's layer worked out, and what follows.
    func computeLayers() async throws {
        _ = try await Outbox.now(LayerJobs.nightly, in: self)
        try await workOut()
    }
}
