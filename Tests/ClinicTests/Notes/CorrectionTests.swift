import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What stands in the timeline stays; that it was otherwise is a further event, with a note that never changes.
@Suite struct CorrectionTests {
    private static func correct(_ event: String, _ body: String, of customer: String, as client: InProcessClient) async -> Clinic.Answer {
        await client.send(
            .post, "/v1/customers/\(customer)/notes",
            body: (["body": .string(body), "correctsId": .string(event)] as JSONValue).serialized)
    }

    @Test("a correction stands in the timeline beside what it corrects, and can be corrected, not changed")
    func correction() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("记错的人")
        let desk = try clinic.call(as: "front_desk")
        let before = await desk.send(.get, "/v1/customers/\(id)/timeline").rows
        let event = try #require(before.first?["id"]?.string)
        let made = await Self.correct(event, "是她姐姐来建的档", of: id, as: desk)
        try #require(made.status == 201, "\(made.text)")
        #expect(made.json["correctsId"]?.string == event)
        let note = try #require(made.json["id"]?.string)
        let after = await desk.send(.get, "/v1/customers/\(id)/timeline").rows
        let appended = after.filter { $0["kind"]?.string == "corrected" }
        #expect(appended.count == 1)
        #expect(appended.first?["correctsId"]?.string == event)
        #expect(appended.first?["objectId"]?.string == note)
        #expect(after.filter { $0["kind"]?.string != "corrected" } == before)
        let change = await desk.send(.patch, "/v1/notes/\(note)", headers: [("If-Match", "\"1\"")], text: #"{"body": "不是"}"#)
        #expect(change.code == "note.final")
        let again = await Self.correct(try #require(appended.first?["id"]?.string), "还是本人", of: id, as: desk)
        #expect(again.status == 201, "\(again.text)")
        // The text lies sealed.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let sealed = try connection.execute("select body_sealed from app.customer_note where tenant_id = \(clinic.tenant)")
        #expect(sealed.count == 2)
        for row in sealed { #expect(!Canary.contains(try row.get(0, as: [UInt8].self), Array("姐姐".utf8))) }
    }

    @Test("only who may write notes of the customer corrects, and only what stands in that customer's timeline")
    func refused() async throws {
        let clinic = try await Clinic()
        let id = try await clinic.customer("记错的人")
        let another = try await clinic.customer("别人")
        let desk = try clinic.call(as: "front_desk")
        let event = try #require(await desk.send(.get, "/v1/customers/\(id)/timeline").rows.first?["id"]?.string)
        let others = try #require(await desk.send(.get, "/v1/customers/\(another)/timeline").rows.first?["id"]?.string)
        for wrong in [others, UUID().uuidString.lowercased()] {
            #expect(await Self.correct(wrong, "不对", of: id, as: desk).violations == ["/correctsId not_allowed"])
        }
        #expect(await Self.correct(event, "不对", of: id, as: try clinic.call(as: "chain_director")).status == 403)
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        #expect(await Self.correct(event, "不对", of: id, as: far).status == 404)
        let note = try await clinic.note("普通", about: id)
        let patch = await desk.send(
            .patch, "/v1/notes/\(note)", headers: [("If-Match", "\"1\"")], text: #"{"correctsId": "\#(event)"}"#)
        #expect(patch.violations == ["/correctsId unknown_field"])
    }
}
