import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Synchronization
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

/// Webhooks from the change of a customer to the receiver's log.
@Suite struct WebhookTests {
    typealias Answer = InProcessClient.Answer

    /// A clinic with its administrator and a receiver on this machine, which the operator has opened to webhooks.
    private struct Scene {
        let clinic: Clinic
        let admin: InProcessClient
        let receiver: Receiver
        let runner: JobRunner

        /// - Parameter opening: ranges that the client may call.
        init(
            opening: [String] = ["127.0.0.1"],
            _ answer: @escaping @Sendable (Receiver.Message, Int) -> String = { _, _ in Scene.status(204) }
        ) async throws {
            clinic = try await Clinic(in: House(TestDatabase.fresh()))
            admin = try clinic.call(as: "system_admin")
            receiver = try await Receiver.open(answer)
            let resolver = HostResolver { _ in [NetworkAddress("127.0.0.1")].compactMap(\.self) }
            let client = try OutboundClient(guard: AddressGuard(allowing: opening.compactMap { NetworkRange($0) }), resolver: resolver)
            runner = JobRunner(Composition.jobs(clinic.house.deployment, client: client), deployment: clinic.house.deployment)
        }

        static func status(_ code: Int) -> String { "HTTP/1.1 \(code) X\r\ncontent-length: 0\r\nlocation: http://127.0.0.1/\r\n\r\n" }

        /// Runs what is due now.
        func run() async throws { try await runner.runDue(of: clinic.tenant) }

        /// Lets time pass, and then runs what is due.
        func run(after time: Duration) async throws {
            clinic.house.clock.advance(by: time)
            try await run()
        }

        func subscribe(_ types: [String] = ["customer.created", "customer.changed"], active: Bool = true) async throws -> Answer {
            let body: JSONValue = [
                "name": "CRM", "url": .string("http://hook.test:\(receiver.port)/hook"), "eventTypes": .array(types.map { .string($0) }),
                "active": .boolean(active),
            ]
            let answer = await admin.send(.post, "/v1/webhooks", body: body.serialized)
            try #require(answer.status == 201, "\(answer.text)")
            return answer
        }

        func change(_ customer: String, version: Int, _ fields: JSONObject) async throws {
            let answer = await (try clinic.call(as: "front_desk")).send(
                .patch, "/v1/customers/\(customer)", headers: [("If-Match", "\"\(version)\"")], body: JSONValue.object(fields).serialized)
            try #require(answer.status == 200, "\(answer.text)")
        }

        func deliveries(_ webhook: String) async -> [JSONValue] {
            await admin.send(.get, "/v1/webhooks/\(webhook)/deliveries").json["data"]?.array ?? []
        }

        func webhook(_ id: String) async -> JSONValue { await admin.send(.get, "/v1/webhooks/\(id)").json }
    }

    private func id(_ answer: Answer) throws -> String { try #require(answer.json["id"]?.string) }

    @Test("a change is told by ids and names of fields, signed with the secret that was shown once; no value leaves")
    func delivered() async throws {
        let scene = try await Scene()
        let made = try await scene.subscribe()
        let secret = try #require(made.json["secret"]?.string)
        let customer = try await scene.clinic.customer("王小芳", phone: "13800138000")
        try await scene.change(customer, version: 1, ["name": "王大芳", "remark": "怕疼"])
        try await scene.run()
        let messages = scene.receiver.messages
        try #require(messages.count == 2)
        for (message, type) in zip(messages, ["customer.created", "customer.changed"]) {
            let body = try JSONParser.parse(Array(message.body.utf8))
            #expect(body["type"]?.string == type && message.headers["peony-event"] == type)
            #expect(body["object"]?["id"]?.string == customer && body["object"]?["href"]?.string == "/v1/customers/\(customer)")
            for value in ["王", "芳", "13800138000", "怕疼"] { #expect(!message.body.contains(value)) }
            // As a receiver would check it.
            let signature = try #require(message.headers["peony-signature"])
            let time = try #require(signature.split(separator: ",").first?.dropFirst(2))
            let mac = Digest.hmacSHA256(key: Array(secret.utf8), Array("\(time).\(message.body)".utf8))
            #expect(signature == "t=\(time),v1=\(Hex.encode(mac))")
            #expect(Int64(time) == scene.clinic.house.now.unixSeconds)
        }
        let changed = try JSONParser.parse(Array(messages[1].body.utf8))
        #expect(Set((changed["fields"]?.array ?? []).compactMap(\.string)) == ["name", "remark"])
        let log = await scene.deliveries(try id(made))
        #expect(log.count == 2)
        #expect(
            log.allSatisfy {
                $0["state"] == "delivered" && $0["status"] == 204 && $0["attempts"] == 1 && $0["milliseconds"]?.integer != nil
            })
        #expect(Set(log.compactMap { $0["id"]?.string }) == Set(messages.compactMap { $0.headers["peony-delivery"] }))
        await scene.receiver.close()
    }

    @Test("where nobody listens, nothing is written")
    func nobody() async throws {
        let scene = try await Scene()
        _ = try await scene.subscribe(["note.created"])
        _ = try await scene.subscribe(["customer.created"], active: false)
        try await scene.clinic.customer("没人听")
        let superuser = try scene.clinic.superuser()
        defer { superuser.close() }
        #expect(try superuser.execute("select 1 from app.job where tenant_id = \(scene.clinic.tenant)").isEmpty)
        await scene.receiver.close()
    }

    @Test("the secret is sealed where it lies, is answered once, and a new one replaces it at once")
    func secret() async throws {
        let scene = try await Scene()
        let made = try await scene.subscribe()
        let webhook = try id(made)
        let old = try #require(made.json["secret"]?.string)
        #expect(await scene.webhook(webhook)["secret"] == nil)
        #expect(!(await scene.admin.send(.get, "/v1/webhooks")).text.contains(old))
        let superuser = try scene.clinic.superuser()
        defer { superuser.close() }
        let sealed: [UInt8] = try superuser.execute("select secret_sealed from app.webhook where id = \(webhook)::uuid")[0][0]
        #expect(!String(decoding: sealed, as: UTF8.self).contains(old.dropFirst(6)))
        let renewed = await scene.admin.send(.post, "/v1/webhooks/\(webhook)/secret")
        let new = try #require(renewed.json["secret"]?.string)
        #expect(new != old)
        try await scene.clinic.customer("新客")
        try await scene.run()
        let message = try #require(scene.receiver.messages.first)
        let signature = try #require(message.headers["peony-signature"])
        let time = signature.split(separator: ",")[0].dropFirst(2)
        let mac = Hex.encode(Digest.hmacSHA256(key: Array(new.utf8), Array("\(time).\(message.body)".utf8)))
        #expect(signature.hasSuffix("v1=" + mac))
        await scene.receiver.close()
    }

    @Test("a receiver that fails is asked again, later each time; events of one object wait for one another, others do not")
    func order() async throws {
        let fails = Mutex(true)
        let broken = Mutex("")
        let scene = try await Scene { message, _ in
            let isBroken = broken.withLock { !$0.isEmpty && message.body.contains($0) }
            return isBroken && fails.withLock { $0 } ? Scene.status(500) : Scene.status(200)
        }
        let webhook = try id(try await scene.subscribe())
        let first = try await scene.clinic.customer("甲客")
        broken.withLock { $0 = first }
        try await scene.change(first, version: 1, ["level": "gold"])
        let second = try await scene.clinic.customer("乙客")
        try await scene.run()
        func told() -> [String] {
            scene.receiver.messages.compactMap { message in
                let body = try? JSONParser.parse(Array(message.body.utf8))
                return body?["object"]?["id"]?.string.map { ($0 == first ? "甲" : "乙") + (body?["type"]?.string ?? "") }
            }
        }
        #expect(Set(told()) == ["甲customer.created", "乙customer.created"])
        let waiting = await scene.deliveries(webhook).filter { $0["objectId"]?.string == first }
        #expect(waiting.map { $0["state"]?.string } == ["pending", "pending"])
        #expect(waiting.contains { $0["status"] == 500 && $0["error"] == "status" && $0["attempts"] == 1 })
        #expect(await scene.webhook(webhook)["failingSince"]?.string != nil)
        fails.withLock { $0 = false }
        try await scene.run(after: .seconds(60))
        #expect(told().filter { $0.hasPrefix("甲") } == ["甲customer.created", "甲customer.created", "甲customer.changed"])
        #expect(await scene.deliveries(webhook).allSatisfy { $0["state"] == "delivered" })
        #expect(await scene.webhook(webhook)["failingSince"] == .null)
        #expect(second != first)
        await scene.receiver.close()
    }

    @Test("after twelve attempts a delivery has failed; replayed, it arrives under the same id")
    func replay() async throws {
        let fails = Mutex(true)
        let scene = try await Scene { _, _ in fails.withLock { $0 } ? Scene.status(302) : Scene.status(200) }
        let webhook = try id(try await scene.subscribe())
        try await scene.clinic.customer("丙客")
        try await scene.run()
        for _ in 1..<12 { try await scene.run(after: .seconds(6 * 3_600)) }
        let failed = try #require(await scene.deliveries(webhook).first)
        #expect(failed["state"] == "failed" && failed["attempts"] == 12 && failed["status"] == 302 && failed["error"] == "redirect")
        try await scene.run(after: .seconds(6 * 3_600))
        #expect(scene.receiver.messages.count == 12)
        fails.withLock { $0 = false }
        let path = "/v1/webhooks/\(webhook)/deliveries/\(try #require(failed["id"]?.string))/replay"
        #expect(await scene.admin.send(.post, path).status == 202)
        #expect(await scene.admin.send(.post, path).code == "webhook.delivery_pending")
        try await scene.run()
        #expect(Set(scene.receiver.messages.compactMap { $0.headers["peony-delivery"] }).count == 1)
        #expect(await scene.deliveries(webhook).first?["state"] == "delivered")
        await scene.receiver.close()
    }

    @Test("a receiver that has failed for three days is paused and the trail says so; a person resumes it")
    func pause() async throws {
        let scene = try await Scene { _, _ in Scene.status(503) }
        let webhook = try id(try await scene.subscribe())
        try await scene.clinic.customer("丁客")
        try await scene.run()
        #expect(await scene.webhook(webhook)["active"] == true)
        scene.clinic.house.clock.advance(by: .seconds(3 * 86_400))
        let fresh = try await Clinic.person(again: scene.clinic)
        try await scene.run()
        let paused = await fresh.send(.get, "/v1/webhooks/\(webhook)").json
        #expect(paused["active"] == false && paused["pauseReason"] == "failing")
        let superuser = try scene.clinic.superuser()
        defer { superuser.close() }
        #expect(
            try !superuser.execute(
                "select 1 from audit.event where action = 'manage.webhook' and object_id = \(webhook)::uuid and actor_id is null"
            ).isEmpty)
        let version = paused["version"]?.integer ?? 0
        let resumed = await fresh.send(
            .patch, "/v1/webhooks/\(webhook)", headers: [("If-Match", "\"\(version)\"")], text: #"{"active": true}"#)
        #expect(resumed.json["active"] == true && resumed.json["failingSince"] == .null && resumed.json["pauseReason"] == .null)
        await scene.receiver.close()
    }

    @Test("a receiver that says that it is gone is paused at once")
    func gone() async throws {
        let scene = try await Scene { _, _ in Scene.status(410) }
        let webhook = try id(try await scene.subscribe())
        try await scene.clinic.customer("戊客")
        try await scene.run()
        #expect(await scene.webhook(webhook)["pauseReason"] == "gone")
        #expect(await scene.deliveries(webhook).first?["state"] == "failed")
        // What happens from now on is not told, and not kept for later either.
        try await scene.clinic.customer("己客")
        try await scene.run()
        #expect(scene.receiver.messages.count == 1)
        await scene.receiver.close()
    }

    @Test("a test message goes out once, also to a subscription that is paused")
    func testMessage() async throws {
        let scene = try await Scene { _, _ in Scene.status(500) }
        let webhook = try id(try await scene.subscribe(active: false))
        #expect(await scene.admin.send(.post, "/v1/webhooks/\(webhook)/test").status == 202)
        try await scene.run()
        try await scene.run(after: .seconds(3_600))
        #expect(scene.receiver.messages.map { $0.headers["peony-event"] } == ["webhook.test"])
        let log = await scene.deliveries(webhook)
        #expect(log.count == 1 && log[0]["state"] == "failed" && log[0]["status"] == 500)
        await scene.receiver.close()
    }

    @Test("a name that leads to this machine is not called unless the operator opened it")
    func refused() async throws {
        let scene = try await Scene(opening: [])
        let webhook = try id(try await scene.subscribe())
        try await scene.clinic.customer("庚客")
        try await scene.run()
        #expect(scene.receiver.messages.isEmpty)
        #expect(await scene.deliveries(webhook).first?["error"] == "refused_address")
        await scene.receiver.close()
    }

    @Test("removing a subscription removes its log, and what was on its way is not sent")
    func remove() async throws {
        let scene = try await Scene()
        let webhook = try id(try await scene.subscribe())
        try await scene.clinic.customer("辛客")
        #expect(await scene.admin.send(.delete, "/v1/webhooks/\(webhook)").status == 204)
        try await scene.run()
        #expect(scene.receiver.messages.isEmpty)
        #expect(await scene.admin.send(.get, "/v1/webhooks/\(webhook)/deliveries").status == 404)
        await scene.receiver.close()
    }

    @Test("what is wrong with a subscription is said at once; what is written as an inner address is refused when it is made")
    func violations() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let answer = await admin.send(
            .post, "/v1/webhooks", text: #"{"name": "", "url": "ftp://x", "eventTypes": ["customer.exploded"], "secret": "mine"}"#)
        #expect(answer.status == 422)
        #expect(
            Set((answer.json["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }) == ["/name", "/url", "/eventTypes/0", "/secret"])
        for url in ["https://10.0.0.1/", "https://169.254.169.254/latest", "https://[::1]/", "https://[::ffff:192.168.0.1]/"] {
            let answer = await admin.send(
                .post, "/v1/webhooks",
                body: (["name": "x", "url": .string(url), "eventTypes": ["customer.created"]] as JSONValue).serialized)
            #expect(answer.json["errors"]?[0]?["pointer"] == "/url", "\(url): \(answer.text)")
        }
        for role in Clinic.roles where role.code != RoleTemplate.systemAdmin {
            #expect(await (try clinic.call(as: role.code)).send(.get, "/v1/webhooks").status == 403, "\(role.code)")
        }
    }

    @Test("one chain's events are not told to another's receivers")
    func isolation() async throws {
        let scene = try await Scene()
        _ = try await scene.subscribe()
        let other = try await Clinic(in: scene.clinic.house)
        try await other.customer("邻家客")
        try await scene.run()
        try await scene.runner.runDue(of: other.tenant)
        #expect(scene.receiver.messages.isEmpty)
        await scene.receiver.close()
    }
}

extension Clinic {
    /// The system administrator again, with a session that has not run out meanwhile.
    fileprivate static func person(again clinic: Clinic) async throws -> InProcessClient {
        clinic.call(as: try await clinic.person((RoleTemplate.systemAdmin, clinic.chain)))
    }
}
