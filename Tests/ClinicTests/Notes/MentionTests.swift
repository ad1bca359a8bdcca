import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A note is meant for colleagues who may read it: they find it, and nobody learns from it more than he could before.
@Suite struct MentionTests {
    private static func write(
        _ body: String, mentioning users: [ID<User>], about customer: String, as client: InProcessClient
    ) async -> Clinic.Answer {
        let mentions = users.map { JSONValue.string($0.description) }
        return await client.send(
            .post, "/v1/customers/\(customer)/notes", body: (["body": .string(body), "mentions": .array(mentions)] as JSONValue).serialized)
    }

    /// The texts of the notes that mention somebody.
    private static func bodies(_ client: InProcessClient, _ query: String = "") async -> [String] {
        let answer = await client.send(.get, "/v1/me/mentions" + query)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.rows.compactMap { $0["note"]?["body"]?.string }
    }

    private static func read(_ notes: [String], as client: InProcessClient) async -> Clinic.Answer {
        await client.send(
            .post, "/v1/me/mentions/read", body: (["noteIds": .array(notes.map { .string($0) })] as JSONValue).serialized)
    }

    private static func events(_ action: String, of clinic: Clinic) throws -> Int64 {
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = \(action) and outcome = 'done'")[0][0]
    }

    @Test("who is mentioned finds the note unread, reads it, and finds it among those read; nobody else finds it")
    func found() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("要回访的人")
        let desk = try clinic.call(as: "front_desk")
        let (admin, follower) = (try #require(clinic.people["branch_admin"]), try #require(clinic.people["follow_up"]))
        let made = await Self.write("请回电", mentioning: [admin.id, follower.id, admin.id], about: customer, as: desk)
        try #require(made.status == 201, "\(made.text)")
        let mentioned = Set((made.json["mentions"]?.array ?? []).compactMap(\.string))
        #expect(mentioned == [admin.id.description, follower.id.description])
        let note = try #require(made.json["id"]?.string)
        _ = try await clinic.note("与他无关", about: customer)

        let client = clinic.call(as: admin)
        let list = await client.send(.get, "/v1/me/mentions?state=unread")
        try #require(list.rows.count == 1, "\(list.text)")
        #expect(list.rows[0]["note"]?["id"]?.string == note)
        #expect(list.rows[0]["note"]?["customerId"]?.string == customer)
        #expect(list.rows[0]["readAt"] == .null)
        #expect(list.rows[0]["mentionedAt"]?.string == clinic.house.now.description)
        #expect(await Self.bodies(desk).isEmpty)
        #expect(await Self.bodies(try clinic.call(as: "consultant")).isEmpty)

        #expect(await Self.read([note], as: client).status == 204)
        #expect(await Self.read([note], as: client).status == 204)
        #expect(try Self.events("acknowledge.mention", of: clinic) == 1)
        #expect(await Self.bodies(client, "?state=unread").isEmpty)
        #expect(await Self.bodies(client, "?state=read") == ["请回电"])
        #expect(await Self.bodies(client) == ["请回电"])
        // Each for himself.
        #expect(await Self.bodies(clinic.call(as: follower), "?state=unread") == ["请回电"])
        #expect(await client.send(.get, "/v1/me/mentions?state=lost").violations == ["/state choice"])
        #expect(await client.send(.post, "/v1/me/mentions/read", text: "{}").violations == ["/noteIds required"])
    }

    @Test("the list goes on page by page, newest first, and a cursor of one list is none of another's")
    func pages() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("常被提到的人")
        let desk = try clinic.call(as: "front_desk")
        let admin = try #require(clinic.people["branch_admin"])
        for number in 1...3 {
            #expect(await Self.write("第 \(number) 条", mentioning: [admin.id], about: customer, as: desk).status == 201)
        }
        let client = clinic.call(as: admin)
        let all = await Self.bodies(client)
        let first = await client.send(.get, "/v1/me/mentions?limit=2")
        let cursor = try #require(first.json["page"]?["next"]?.string)
        let second = await client.send(.get, "/v1/me/mentions?limit=2&cursor=\(cursor)")
        let shown = (first.rows + second.rows).compactMap { $0["note"]?["body"]?.string }
        #expect(Set(all) == ["第 1 条", "第 2 条", "第 3 条"])
        #expect(shown == all)
        #expect(second.json["page"]?["next"] == .null)
        #expect(await client.send(.get, "/v1/me/mentions?limit=2&state=unread&cursor=\(cursor)").status == 422)
    }

    @Test("who may not read the note, has left, is of another tenant or is nobody: one and the same refusal, and no note")
    func outsiders() async throws {
        let clinic = try await Clinic()
        let other = try await Clinic(in: clinic.house)
        let customer = try await clinic.customer("只在本院的人")
        let desk = try clinic.call(as: "front_desk")
        let far = try await clinic.person(("front_desk", clinic.b))
        let gone = try await clinic.person(("front_desk", clinic.a))
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.user_account set state = 'suspended' where tenant_id = \(clinic.tenant) and id = \(gone.id)")
        let stranger = try #require(other.people["branch_admin"]).id
        let doctor = try #require(clinic.people["doctor"]).id
        let marketer = try #require(clinic.people["marketing"]).id
        var refusals: Set<String> = []
        for user in [far.id, gone.id, stranger, ID<User>(UUID()), doctor, marketer] {
            let answer = await Self.write("悄悄话", mentioning: [user], about: customer, as: desk)
            #expect(answer.status == 422)
            #expect(answer.violations == ["/mentions/0 not_allowed"])
            refusals.insert(String(decoding: answer.withoutRequest.serialized, as: UTF8.self))
        }
        #expect(refusals.count == 1)
        // The one who may is named by the place of the one who may not.
        let admin = try #require(clinic.people["branch_admin"]).id
        let mixed = await Self.write("悄悄话", mentioning: [admin, far.id], about: customer, as: desk)
        #expect(mixed.violations == ["/mentions/1 not_allowed"])
        let notes: Int64 = try connection.execute("select count(*) from app.customer_note where tenant_id = \(clinic.tenant)")[0][0]
        #expect(notes == 0)
        // A doctor reads it once the customer is in his care.
        try await clinic.assignCare(customer, to: "doctor")
        #expect(await Self.write("请看一下", mentioning: [doctor], about: customer, as: desk).status == 201)
        #expect(await Self.bodies(try clinic.call(as: "doctor")) == ["请看一下"])
        let many = await Self.write("所有人", mentioning: Array(repeating: admin, count: 21), about: customer, as: desk)
        #expect(many.violations == ["/mentions too_many"])
    }

    @Test("whoever no longer may read the customer no longer sees that he was mentioned, and cannot say that he read it")
    func lostRight() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("转走的人")
        try await clinic.assignCare(customer, to: "doctor")
        let desk = try clinic.call(as: "front_desk")
        let doctor = try #require(clinic.people["doctor"])
        let made = await Self.write("请看一下", mentioning: [doctor.id], about: customer, as: desk)
        let note = try #require(made.json["id"]?.string, "\(made.text)")
        let client = clinic.call(as: doctor)
        #expect(await Self.bodies(client) == ["请看一下"])
        let ended = await desk.send(
            .put, "/v1/customers/\(customer)/care-relations/\(doctor.id)",
            text: #"{"until": "\#(clinic.house.now)", "reason": "done"}"#)
        #expect(ended.status == 204, "\(ended.text)")
        #expect(await Self.bodies(client).isEmpty)
        #expect(await Self.read([note], as: client).status == 204)
        #expect(try Self.events("acknowledge.mention", of: clinic) == 0)
        try await clinic.assignCare(customer, to: "doctor")
        #expect(await Self.bodies(client, "?state=unread") == ["请看一下"])
    }

    @Test("the author changes whom it mentions: who stays has read it, who is dropped no longer finds it, and each is asked for his right")
    func changed() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("改提醒的人")
        let desk = try clinic.call(as: "front_desk")
        let (admin, follower) = (try #require(clinic.people["branch_admin"]), try #require(clinic.people["follow_up"]))
        let made = await Self.write("第一句", mentioning: [admin.id], about: customer, as: desk)
        let note = try #require(made.json["id"]?.string, "\(made.text)")
        func change(_ text: String, version: Int, as client: InProcessClient? = nil) async throws -> Clinic.Answer {
            let author = try clinic.call(as: "front_desk")
            return await (client ?? author).send(.patch, "/v1/notes/\(note)", headers: [("If-Match", "\"\(version)\"")], text: text)
        }
        #expect(await Self.read([note], as: clinic.call(as: admin)).status == 204)
        let more = try await change(#"{"mentions": ["\#(admin.id)", "\#(follower.id)"]}"#, version: 1)
        #expect(more.status == 200, "\(more.text)")
        #expect(more.json["version"]?.integer == 2)
        #expect(more.json["body"]?.string == "第一句")
        #expect(await Self.bodies(clinic.call(as: admin), "?state=unread").isEmpty)
        #expect(await Self.bodies(clinic.call(as: follower), "?state=unread") == ["第一句"])
        // The same people again are no change; a new text leaves them.
        #expect(try await change(#"{"mentions": ["\#(follower.id)", "\#(admin.id)"]}"#, version: 2).json["version"]?.integer == 2)
        let text = try await change(#"{"body": "第二句"}"#, version: 2)
        #expect(text.json["mentions"]?.array?.count == 2)
        #expect(await Self.bodies(clinic.call(as: follower)) == ["第二句"])
        #expect(try await change(#"{"mentions": ["\#(UUID())"]}"#, version: 3).violations == ["/mentions/0 not_allowed"])
        #expect(try await change(#"{"mentions": []}"#, version: 3, as: clinic.call(as: admin)).code == "note.not_yours")
        let none = try await change(#"{"mentions": null}"#, version: 3)
        #expect(none.json["mentions"] == [])
        #expect(none.json["version"]?.integer == 4)
        #expect(await Self.bodies(clinic.call(as: follower)).isEmpty)
        #expect(try Self.events("update.note", of: clinic) == 3)
    }

    @Test("ids of staff are no part of a person's own copy")
    func personalCopy() throws {
        let mentions = try #require(Note.resource.position(of: "mentions"))
        #expect(!PersonalExport.fields(of: Note.resource).contains(mentions))
    }
}
