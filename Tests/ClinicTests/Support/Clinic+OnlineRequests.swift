import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// A branch with a public page that offers both of the front desk's services: the medical one asks a question whose rule is a
/// contraindication, one whose rule asks a doctor, and the age.
struct OnlineGround {
    let house: House
    let desk: FrontDesk
    let page: String
    let slug: String

    var clinic: Clinic { desk.clinic }
    var address: String { "\(clinic.slug).\(slug)" }
    var outside: InProcessClient { InProcessClient(house.edge) }

    init(_ settings: JSONObject = [:]) async throws {
        house = try await House.another()
        desk = try await FrontDesk(in: house)
        let clinic = desk.clinic
        let director = try clinic.call(as: "chain_director")
        func version(_ path: String) async -> Int64 { await director.send(.get, path).json["version"]?.integer ?? 0 }
        func put(_ method: HTTPRequest.Method, _ path: String, of record: String, _ body: JSONValue) async throws {
            let answer = await director.send(
                method, path, headers: [("If-Match", "\"\(await version(record))\"")], body: body.serialized)
            try #require(answer.status == 200, "\(path): \(answer.text)")
        }
        for service in [desk.treatment, desk.care] {
            try await put(.patch, "/v1/services/\(service)", of: "/v1/services/\(service)", ["booking": "online"])
        }
        let rules: JSONValue = [
            "rules": [
                ["kind": "answer", "effect": "contraindicated", "subject": "pregnant"],
                ["kind": "answer", "effect": "need_review", "subject": "medicine"],
                ["kind": "age_below", "effect": "contraindicated", "measure": 18],
            ]
        ]
        try await put(.put, "/v1/services/\(desk.treatment)/safety", of: "/v1/services/\(desk.treatment)", rules)
        var body: JSONObject = [
            "branchId": .string(clinic.a.description), "title": "静安院预约", "notice": "我们怎样使用您的信息", "state": "on", "accent": "#8a5a44",
        ]
        for member in settings.members { body[member.name] = member.value }
        let made = try await clinic.make("/v1/online-pages", body, as: "branch_admin")
        page = try #require(made["id"]?.string)
        slug = try #require(made["slug"]?.string)
        let record = "/v1/online-pages/\(page)"
        let services: JSONValue = [
            "services": [["serviceId": .string(desk.treatment), "note": "需面诊"], ["serviceId": .string(desk.care)]]
        ]
        try await put(.put, record + "/services", of: record, services)
        let questions: JSONValue = [
            "questions": [
                ["word": "pregnant", "text": "是否怀孕或哺乳？", "serviceIds": [.string(desk.treatment)]],
                ["word": "medicine", "text": "是否在服用抗凝药？", "textEn": "Anticoagulants?", "serviceIds": [.string(desk.treatment)]],
            ]
        ]
        try await put(.put, record + "/questions", of: record, questions)
    }

    /// A form's token, old enough to be sent back.
    func form() async throws -> String {
        let shown = await outside.send(.get, "/v1/public/pages/\(address)")
        try #require(shown.status == 200, "\(shown.text)")
        house.clock.advance(by: .seconds(5))
        return try #require(shown.json["form"]?.string)
    }

    /// What somebody healthy sends who wants the medical service at a minute of the week.
    func body(_ minute: Int64 = 600, phone: String = Clinic.number(), _ more: JSONObject = [:]) async throws -> JSONObject {
        var body: JSONObject = [
            "form": .string(try await form()), "name": "来约的人", "phone": .string(phone), "serviceId": .string(desk.treatment),
            "wishes": [["startsAt": .string(desk.at(minute))]], "age": 30,
            "answers": [["word": "pregnant", "answer": "no"], ["word": "medicine", "answer": "no"]], "consent": true,
        ]
        for member in more.members { body[member.name] = member.value }
        return body
    }

    func send(_ body: JSONObject, key: String = UUID().uuidString, from peer: String = "192.0.2.1") async -> Clinic.Answer {
        await InProcessClient(house.edge, peer: peer).send(
            .post, "/v1/public/pages/\(address)/requests", headers: [("Idempotency-Key", key)], body: JSONValue.object(body).serialized)
    }

    /// Sends what is taken in; what was answered.
    func sent(_ minute: Int64 = 600, phone: String = Clinic.number(), _ more: JSONObject = [:]) async throws -> JSONValue {
        let answer = await send(try await body(minute, phone: phone, more))
        try #require(answer.status == 201, "\(answer.text)")
        return answer.json
    }

    /// The request of a receipt, as a role sees it.
    func request(_ receipt: JSONValue, as role: String = "doctor") async throws -> JSONValue {
        let list = await (try clinic.call(as: role)).send(
            .get, "/v1/online-requests?filter[receipt]=\(receipt["receipt"]?.string ?? "")")
        let id = try #require(list.json["data"]?.array?.first?["id"]?.string, "\(list.text)")
        let one = await (try clinic.call(as: role)).send(.get, "/v1/online-requests/\(id)")
        try #require(one.status == 200, "\(one.text)")
        return one.json
    }

    /// Takes a request further, under the version that was seen or its present one.
    func act(
        _ request: JSONValue, _ step: String, _ body: JSONObject, as role: String, version: Int64? = nil
    ) async throws -> Clinic.Answer {
        let id = request["id"]?.string ?? "?"
        let client = try clinic.call(as: role)
        var seen = version
        if seen == nil { seen = await client.send(.get, "/v1/online-requests/\(id)").json["version"]?.integer }
        return await client.send(
            .post, "/v1/online-requests/\(id)/\(step)", headers: [("If-Match", "\"\(seen ?? 0)\"")],
            body: JSONValue.object(body).serialized)
    }

    /// Lets what follows from requests happen.
    func work(_ kinds: String...) async throws {
        let actor = house.system(of: clinic.tenant)
        let now = house.now
        for kind in kinds {
            _ = try await house.deployment.database.write(as: actor) { tx in try Outbox.enqueue(kind, at: now, as: actor, in: tx) }
        }
        try await JobRunner(
            OnlineRequestJobs.kinds(house.deployment) + BookingJobs.kinds(house.deployment), deployment: house.deployment
        ).runDue(of: clinic.tenant)
    }
}

extension Clinic {
    /// A row in every table of the public pages and their requests, for two branches; ids by the segment of their path. That of branch B is
    /// about a customer there.
    @discardableResult
    func onlineGround(far: String? = nil) throws -> [String: String] {
        let connection = try superuser()
        defer { connection.close() }
        func new() -> String { UUID().uuidString.lowercased() }
        func run(_ text: String) throws { try connection.execute(SQL(trustedText: text)) }
        let head = "'\(tenant)'"
        var ids: [String: String] = [:]
        for (number, branch) in [(9_000_002, b), (9_000_001, a)] {
            let (page, request) = (new(), new())
            ids["online-pages"] = page
            ids["online-requests"] = request
            let customer = branch == b ? far.map { "'\($0)'" } ?? "null" : "null"
            try run(
                """
                insert into app.online_page (tenant_id, id, branch_id, slug, created_at, updated_at)
                values (\(head), '\(page)', '\(branch)', 'wall-\(number)', now(), now())
                """)
            let service = "(select s.id from app.service s where s.tenant_id = \(head) order by s.id limit 1)"
            try run(
                """
                insert into app.online_page_service (tenant_id, page_id, branch_id, position, service_id)
                values (\(head), '\(page)', '\(branch)', 1, \(service))
                """)
            try run(
                """
                insert into app.online_page_question (tenant_id, page_id, branch_id, position, word, question, service_ids)
                values (\(head), '\(page)', '\(branch)', 1, 'wall', '墙', '{}')
                """)
            try run(
                """
                insert into app.online_request (tenant_id, id, branch_id, page_id, number, receipt, service_id, triage, state, wishes, due_at,
                  customer_id, notice_version, repeat_key, body_hash, created_at, updated_at)
                values (\(head), '\(request)', '\(branch)', '\(page)', \(number),
                  translate(upper(left(replace('\(request)', '-', ''), 16)), '0189', 'GHJK'), \(service), 'need_review', 'need_review',
                  '{2099-01-05 morning}', now(), \(customer), 1, sha256('\(request)'), sha256('x'), now(), now())
                """)
        }
        return ids
    }
}
