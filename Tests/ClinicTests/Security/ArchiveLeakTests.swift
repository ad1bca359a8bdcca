import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Each channel of the leak matrix, tried on what hangs on a customer: further phones, addresses, warnings, notes, files and their contents,
/// tags, and on what colleagues keep for themselves.
@Suite struct ArchiveLeakTests {
    /// Something that only some may learn.
    private struct Secret {
        let what: String
        let value: String
        let mayRead: Bool
    }

    private static func reads(_ role: RoleTemplate, _ resource: Resource, _ name: String) -> Bool {
        guard let field = resource.field(name), role.actions.contains(resource.read) else { return false }
        return field.possible(role.fields.right(on: resource.qualified(field), of: field.classification)).level >= .read
    }

    @Test("no channel gives what hangs on a customer to a role that does not read it", arguments: Composition.catalog.templates.map(\.code))
    func matrix(code: String) async throws {
        let clinic = try await Clinic()
        let role = try #require(Composition.catalog.template(code))
        let (first, second, third) = (Canary(), Canary(), Canary())
        let id = try await clinic.customer("有附属资料的人", phone: first.phone)
        let twin = try await clinic.customer("有附属资料的人", ["birthday": "1985-05-05"])
        for one in [id, twin] { try await clinic.assignCare(one, to: "doctor", "nurse") }
        let (desk, doctor) = (try clinic.call(as: "front_desk"), try clinic.call(as: "doctor"))
        func made(_ client: InProcessClient, _ path: String, _ body: JSONValue) async throws -> String {
            let answer = await client.send(.post, "/v1/customers/\(id)/\(path)", body: body.serialized)
            try #require(answer.status == 201, "\(path) \(answer.text)")
            return try #require(answer.json["id"]?.string)
        }
        _ = try await made(desk, "phones", ["relation": "spouse", "phone": .string(second.phone)])
        _ = try await made(desk, "addresses", ["kind": "work", "address": .string(first.address)])
        _ = try await made(
            doctor, "warnings", ["kind": "allergy", "severity": "stop", "since": "2026-05-01", "detail": .string(first.allergy)])
        let note = try await clinic.note(first.remark, about: id)
        let (inDocument, inRecord) = ("D\(UUID().uuidString)", "M\(UUID().uuidString)")
        func file(_ text: String, _ category: String, _ client: InProcessClient, _ named: JSONValue) async throws -> String {
            let answer = await clinic.attach(Array("%PDF-1.7\n\(text)\n%%EOF\n".utf8), to: id, category, as: client)
            let file = try #require(answer.json["id"]?.string, "\(answer.text)")
            let described = await client.send(
                .patch, "/v1/customer-attachments/\(file)", headers: [("If-Match", "\"1\"")], body: named.serialized)
            try #require(described.status == 200, "\(described.text)")
            return file
        }
        let document = try await file(
            inDocument, "document", desk, ["name": .string(second.remark), "remark": .string(third.remark)])
        let record = try await file(inRecord, "medical", doctor, ["medicalRemark": .string(second.allergy)])
        let tag = "签\(UUID().uuidString.prefix(12))"
        try await clinic.give(try await clinic.tag(tag).tag, to: id)
        // A colleague's own view, with what he looks for in it.
        let colleague = try await clinic.person(("front_desk", clinic.a))
        let sought = "寻\(UUID().uuidString.prefix(12))"
        let view = await clinic.call(as: colleague).send(
            .post, "/v1/saved-views",
            text: """
                {"list": "customer", "name": "\(sought)", "content": {"filters": [{"field": "birthday", "op": "eq", "value": "\(first.birthday)"}]}}
                """)
        try #require(view.status == 201, "\(view.text)")

        func opens(_ field: String) -> Bool {
            guard let checksum = Attachment.resource.field(field), role.actions.contains(.downloadAttachment) else { return false }
            let right = checksum.possible(role.fields.right(on: Attachment.resource.qualified(checksum), of: checksum.classification))
            return right.level >= .read || right.uses.contains(.reveal)
        }
        let secrets = [
            Secret(
                what: "a further phone", value: String(second.phone.dropFirst(3)),
                mayRead: Self.reads(role, CustomerPhone.resource, "phone")),
            Secret(what: "an address", value: first.address, mayRead: Self.reads(role, CustomerAddress.resource, "address")),
            Secret(what: "a warning", value: first.allergy, mayRead: Self.reads(role, CustomerWarning.resource, "detail")),
            Secret(what: "a note", value: first.remark, mayRead: Self.reads(role, Note.resource, "body")),
            Secret(what: "a file's name", value: second.remark, mayRead: Self.reads(role, Attachment.resource, "name")),
            Secret(what: "a file's remark", value: third.remark, mayRead: Self.reads(role, Attachment.resource, "remark")),
            Secret(what: "a medical file's remark", value: second.allergy, mayRead: Self.reads(role, Attachment.resource, "medicalRemark")),
            Secret(what: "a document", value: inDocument, mayRead: opens("checksum")),
            Secret(what: "a medical record", value: inRecord, mayRead: opens("medicalChecksum")),
            Secret(what: "a tag", value: tag, mayRead: role.actions.contains(Action("read.tag"))),
            Secret(what: "a colleague's view", value: sought, mayRead: false),
            Secret(what: "what a colleague looks for", value: first.birthday, mayRead: false),
        ]
        let client = try clinic.call(as: code)
        var received: [(channel: String, bytes: [UInt8])] = []
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, version: Int64? = nil) async -> Clinic.Answer {
            let answer = await client.send(
                method, path, headers: version.map { [("If-Match", "\"\($0)\"")] } ?? [], body: body?.serialized)
            received.append(("\(method) \(path)", answer.everything))
            return answer
        }
        for path in [
            "", "/timeline", "/phones", "/addresses", "/warnings", "/relations", "/lanes", "/levels", "/owners", "/introductions", "/notes",
            "/attachments", "/attachments?fields=id,name,remark,medicalRemark,checksum,medicalChecksum",
            "/attachments?sort=-createdAt&limit=1",
            "/tags", "/tag-history", "/merges", "/merge-preview?source=\(twin)", "/visits", "/shares", "/consent-states",
        ] { _ = await send(.get, "/v1/customers/\(id)\(path)") }
        for path in [
            "/v1/customers", "/v1/customers?fields=id,tags", "/v1/customers/groups?by=level",
            "/v1/customers/groups/members?by=level&key=standard",
            "/v1/customers/bulk-actions/selection", "/v1/notes/\(note)", "/v1/saved-views?list=customer", "/v1/tags", "/v1/tag-groups",
            "/v1/customer-duplicates", "/v1/mentions", "/v1/exports", "/v1/imports", "/v1/jobs", "/v1/webhooks", "/v1/openapi.json",
            "/v1/me",
            "/v1/segment-criteria", "/v1/layers",
        ] { _ = await send(.get, path) }
        // Parts are asked for by what they hold: refused in the same words as what does not exist.
        for (place, name) in [
            ("attachments", "name"), ("attachments", "remark"), ("attachments", "medicalRemark"), ("attachments", "checksum"),
            ("phones", "phone"),
            ("addresses", "address"), ("warnings", "detail"), ("notes", "body"),
        ] {
            for query in ["filter[\(name)]=x", "sort=\(name)"] {
                let asked = await send(.get, "/v1/customers/\(id)/\(place)?\(query)")
                let never = await send(.get, "/v1/customers/\(id)/\(place)?\(query.replacing(name, with: "zzz"))")
                #expect(asked.violations == never.violations && asked.status == never.status, "\(code) \(place) \(query)")
            }
        }
        // By what one has heard: who searches finds whom he may see, and is not shown more of him for it.
        for secret in secrets {
            for field in ["text", "name", "phone", "wechat"] {
                _ = await send(.post, "/v1/customers/search", [field: .string(String(secret.value.prefix(60)))])
            }
        }
        _ = await send(.post, "/v1/customers/duplicate-checks", ["name": "有附属资料的人", "phone": .string(first.phone)])
        for attachment in [document, record] {
            _ = await send(.post, "/v1/customer-attachments/\(attachment)/content", ["purpose": "to look around"])
            let link = await send(.post, "/v1/customer-attachments/\(attachment)/links", ["purpose": "to look around"])
            if let url = link.json["url"]?.string { _ = await send(.get, url) }
            _ = await send(.patch, "/v1/customer-attachments/\(attachment)", ["category": "other"], version: 77)
        }
        let files: [String] = try {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute("select id::text from app.file where tenant_id = \(clinic.tenant)").map { try $0[0] }
        }()
        #expect(files.count == 2)
        for file in files {
            for path in ["/v1/files/\(file)", "/v1/files/\(file)/content"] { _ = await send(.get, path) }
        }
        if let mine = view.json["id"]?.string {
            _ = await send(.patch, "/v1/saved-views/\(mine)", ["name": "x"], version: 1)
            _ = await send(.delete, "/v1/saved-views/\(mine)")
        }
        if role.actions.contains(Action("export.customer")) {
            try await clinic.setApproval(above: 1_000_000)
            let asked = await send(.post, "/v1/customers/exports", ["reason": "to look around"])
            try await clinic.exportRunner.runDue(of: clinic.tenant)
            if let export = asked.json["id"]?.string { _ = await send(.get, "/v1/exports/\(export)/content") }
        }
        for event in await send(.get, "/v1/audit/events?limit=200").rows {
            if let event = event["id"]?.string { _ = await send(.get, "/v1/audit/events/\(event)") }
        }
        for secret in secrets where !secret.mayRead {
            let leaks = received.filter { Canary.contains($0.bytes, Array(secret.value.utf8)) }.map(\.channel)
            #expect(leaks.isEmpty, "\(code) learns \(secret.what) from \(Set(leaks).sorted())")
        }
        // That the search for leaks finds what is there.
        if code == "front_desk" || code == "doctor" {
            let found = secrets.filter { secret in received.contains { Canary.contains($0.bytes, Array(secret.value.utf8)) } }.map(\.what)
            #expect(Set(found).isSuperset(of: ["a note", code == "doctor" ? "a medical record" : "a document"]), "\(code) finds \(found)")
        }
    }

    @Test("who tries numbers and names at the search learns of nobody beyond his rows: neither answer nor its shape tells")
    func oracle() async throws {
        let clinic = try await Clinic()
        let far = try await clinic.customer("欧阳慕容", phone: "13987654321", in: clinic.b)
        let near = try await clinic.customer("司徒静", phone: "13712345678")
        try await clinic.customer("生日客", in: clinic.b, ["wechat": "far_far_away"])
        let desk = try clinic.call(as: "front_desk")
        let number: Int64 = try {
            let connection = try clinic.superuser()
            defer { connection.close() }
            return try connection.execute(SQL(trustedText: "select number from app.customer where id = '\(far)'"))[0][0]
        }()
        func shape(_ answer: Clinic.Answer) -> String { "\(answer.status) \(answer.withoutRequest)" }
        /// What is there beyond one's rows is answered like what is nowhere.
        for (field, there, nowhere) in [
            ("phone", "13987654321", "13987654320"), ("phoneLast4", "4321", "4320"), ("name", "欧阳慕容", "欧阳慕蓉"), ("name", "欧阳", "上官"),
            ("text", "ouyangmurong", "shangguanfei"), ("text", "oymr", "sgfh"), ("wechat", "far_far_away", "far_far_ahead"),
            ("text", "慕容 4321", "慕容 4320"), ("text", "欧阳慕容 13987654321", "欧阳慕容 13987654320"), ("text", "#\(number)", "#999999"),
        ] {
            let (one, other) = (
                await desk.send(.post, "/v1/customers/search", body: JSONValue.object([field: .string(there)]).serialized),
                await desk.send(.post, "/v1/customers/search", body: JSONValue.object([field: .string(nowhere)]).serialized)
            )
            #expect(one.status == 200, "\(field) \(one.text)")
            #expect(one.rows.isEmpty, "\(field) \(there)")
            #expect(shape(one) == shape(other), "\(field): \(one.text) \(other.text)")
        }
        // Lists, groups and counts do not tell either.
        for path in ["/v1/customers?limit=200", "/v1/customers/groups?by=homeBranchId", "/v1/customers/bulk-actions/selection"] {
            let answer = await desk.send(.get, path)
            #expect(!answer.text.contains(far) && !answer.text.contains(clinic.b.description), "\(path)")
        }
        #expect(await desk.send(.get, "/v1/customers/groups/members?by=homeBranchId&key=\(clinic.b)").rows.isEmpty)
        #expect(await desk.send(.get, "/v1/customers/bulk-actions/selection").json["count"] == 1)
        // At entry he is told that the number is taken and by which branch, as policy has it, and nothing of whom.
        let taken = await clinic.create(["name": "新来的", "phone": "13987654321"], as: desk)
        #expect(taken.code == "customer.duplicate")
        for word in [far, "欧阳", "4321"] { #expect(!taken.text.contains(word), "\(word)") }
        // A slip in a number is no near hit, and a part of one none.
        for (field, value) in [("phone", "13712345679"), ("phoneLast4", "5679"), ("text", "1371234567"), ("text", "2345")] {
            let answer = await desk.send(.post, "/v1/customers/search", body: JSONValue.object([field: .string(value)]).serialized)
            #expect(answer.rows.isEmpty, "\(field) \(value)")
        }
        let found = await desk.send(.post, "/v1/customers/search", text: #"{"text": "stj"}"#).rows
        #expect(found.compactMap { $0["id"]?.string } == [near])
    }
}
