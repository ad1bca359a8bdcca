import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Platform

/// Search through blind-index tokens: what is found, by whom, and what is said about the rest.
@Suite struct CustomerSearchTests {
    private static func search(_ client: InProcessClient, _ body: String) async throws -> [String] {
        let answer = await client.send(.post, "/v1/customers/search", text: body)
        try #require(answer.status == 200, "\(body): \(answer.text)")
        return answer.rows.compactMap { $0["id"]?.string }
    }

    @Test("a customer is found by phone, last four digits, name, part of a name, and several together")
    func found() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let first = try await clinic.customer("欧阳明月", phone: "13812345678")
        let second = try await clinic.customer("欧阳明星", phone: "13987655678")
        let latin = try await clinic.customer("Zoë Smith")
        func search(_ body: String) async throws -> [String] { try await Self.search(desk, body) }
        for phone in ["13812345678", "+8613812345678", "0086 138-1234-5678", "１３８１２３４５６７８"] {
            #expect(try await search(#"{"phone": "\#(phone)"}"#) == [first])
        }
        #expect(try await search(#"{"phoneLast4": "5678"}"#) == [second, first])
        #expect(try await search(#"{"phoneLast4": "５６７８", "name": "明月"}"#) == [first])
        #expect(try await search(#"{"name": "欧阳明"}"#) == [second, first])
        // The other one comes near: one character is another.
        #expect(try await search(#"{"name": "阳明月"}"#) == [first, second])
        #expect(try await search(#"{"name": "smith"}"#) == [latin])
        #expect(try await search(#"{"name": "明欧"}"#).isEmpty)
        #expect(try await search(#"{"phone": "13812345679"}"#).isEmpty)
        #expect(try await search(#"{"name": "欧阳", "limit": 1}"#) == [second])
    }

    @Test("who was renamed or took another phone is found by the new one only")
    func moved() async throws {
        let clinic = try await Clinic()
        let desk = try clinic.call(as: "front_desk")
        let id = try await clinic.customer("旧名字", phone: "13811112222")
        let answer = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"1\"")],
            text: #"{"name": "新称呼", "phone": "13733334444"}"#)
        #expect(answer.status == 200)
        #expect(try await Self.search(desk, #"{"name": "新称"}"#) == [id])
        #expect(try await Self.search(desk, #"{"phone": "13733334444"}"#) == [id])
        #expect(try await Self.search(desk, #"{"phoneLast4": "4444"}"#) == [id])
        for old in [#"{"name": "旧名"}"#, #"{"phone": "13811112222"}"#, #"{"phoneLast4": "2222"}"#] {
            #expect(try await Self.search(desk, old).isEmpty)
        }
        // The old phone is free again, and a phone that is taken away leaves no token.
        #expect(await clinic.create(["name": "后来者", "phone": "13811112222"], as: desk).status == 201)
        let gone = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], text: #"{"phone": null}"#)
        #expect(gone.status == 200)
        #expect(try await Self.search(desk, #"{"phone": "13733334444"}"#).isEmpty)
        #expect(try await Self.search(desk, #"{"name": "新称"}"#) == [id])
    }

    @Test("each finds his own rows only")
    func rows() async throws {
        let clinic = try await Clinic()
        let owner = try #require(clinic.people["consultant"]).id.description
        let rival = try await clinic.person(("consultant", clinic.a))
        let own = try await clinic.customer("诸葛一", ["ownerId": .string(owner)])
        let rivals = try await clinic.customer("诸葛二", ["ownerId": .string(rival.id.description)])
        let far = try await clinic.customer("诸葛三", in: clinic.b)
        try await clinic.assignCare(rivals, to: "doctor")
        let body = #"{"name": "诸葛"}"#
        #expect(try await Self.search(clinic.call(as: "front_desk"), body) == [rivals, own])
        #expect(try await Self.search(clinic.call(as: "consultant"), body) == [own])
        #expect(try await Self.search(clinic.call(as: "doctor"), body) == [rivals])
        #expect(Set(try await Self.search(clinic.call(as: "chain_director"), body)) == [own, rivals, far])
        #expect(try await Self.search(Clinic().call(as: "chain_director"), body).isEmpty)
    }

    @Test("a criterion that one may not use is refused like one that does not exist")
    func criteria() async throws {
        let clinic = try await Clinic()
        let canary = Canary()
        try await clinic.canary(canary)
        for role in ["cashier", "doctor", "nurse", "integration"] {
            let client = try clinic.call(as: role)
            for (name, value) in [("phone", canary.phone), ("phoneLast4", String(canary.phone.suffix(4)))] {
                let forbidden = await client.send(.post, "/v1/customers/search", text: #"{"\#(name)": "\#(value)"}"#)
                let unknown = await client.send(
                    .post, "/v1/customers/search", text: #"{"\#(String(name.reversed()))": "\#(value)"}"#)
                #expect(forbidden.status == 422)
                #expect(
                    forbidden.withoutRequest.text.replacing(name, with: "x")
                        == unknown.withoutRequest.text.replacing(String(name.reversed()), with: "x"))
            }
        }
        let desk = try clinic.call(as: "front_desk")
        for (body, violation) in [
            ("{}", " required"), (#"{"name": "王"}"#, "/name too_short"), (#"{"phone": "1"}"#, "/phone pattern"),
            (#"{"phoneLast4": "12a4"}"#, "/phoneLast4 pattern"), (#"{"name": "王明", "limit": 51}"#, "/limit range"),
        ] {
            let answer = await desk.send(.post, "/v1/customers/search", text: body)
            #expect(answer.status == 422)
            #expect(answer.violations.contains { $0.hasSuffix(violation) }, "\(body): \(answer.text)")
        }
    }
}

extension JSONValue {
    fileprivate var text: String { String(decoding: serialized, as: UTF8.self) }
}
