import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The stream of what changed: it says kinds, to whoever may read them there, and nothing else to anybody.
@Suite(.timeLimit(.minutes(10))) struct StreamTests {
    /// A page that listens.
    private final class Listening: Sendable {
        private let pieces: AsyncStream<[UInt8]>

        init(_ client: InProcessClient) async throws {
            let (answer, pieces) = await client.open("/v1/stream")
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/event-stream")
            self.pieces = try #require(pieces)
            #expect(await next() == "event: ready\ndata: \n\n")
        }

        /// The next piece, signs of life too; nil at the end.
        func next() async -> String? {
            var iterator = pieces.makeAsyncIterator()
            return await iterator.next().map { String(decoding: $0, as: UTF8.self) }
        }

        /// Waits for a sign of life; false where the stream ends before.
        func isBeating() async -> Bool {
            while let piece = await next() { if piece == ":\n\n" { return true } }
            return false
        }

        /// The next that says something.
        func nextEvent() async -> String? {
            while let piece = await next() { if piece != ":\n\n" { return piece } }
            return nil
        }
    }

    /// A second server on the house's database, which hears only what PostgreSQL passes on.
    private final class Office {
        let deployment: Deployment
        let edge: Edge
        let publisher: ChangePublisher
        private let listener: Listener
        private let following: Task<Void, Never>

        init(of clinic: Clinic, _ pace: StreamEndpoint.Pace = .init(heartbeat: .seconds(600), pause: .zero)) async throws {
            let house = clinic.house
            let deployment = house.anotherDeployment()
            self.deployment = deployment
            edge = try Edge(
                EdgeConfiguration(), endpoints: [StreamEndpoint.endpoint(deployment, pace)], authenticator: deployment.sessions,
                logger: Logger(label: "stream"), clock: house.clock, denied: { _, _ in })
            publisher = ChangePublisher(to: house.deployment.database, clock: house.clock, logger: Logger(label: "stream"))
            let listener = Listener(url: house.database.url(of: "peony_app"), channels: [Change.channel, AccessNews.channel])
            self.listener = listener
            // Once listening has begun, nothing said later is missed.
            var heard = listener.events.makeAsyncIterator()
            #expect(await heard.next() == .reconnected)
            following = Task { await deployment.follow(listener.events) }
        }

        deinit {
            following.cancel()
            listener.close()
        }

        func page(of person: Clinic.Person) async throws -> Listening {
            try await Listening(InProcessClient(edge, token: person.token))
        }
    }

    @Test("a change is told on another server to whoever may read such a thing in that branch, by its kind alone")
    func told() async throws {
        let clinic = try await Clinic()
        let desk = try #require(clinic.people["front_desk"])
        let deskOfB = try await clinic.person(("front_desk", clinic.b))
        let stranger = try #require(await Clinic(in: clinic.house).people["front_desk"])
        // That people were made is news too, told before anybody listens.
        await ChangePublisher(to: clinic.house.deployment.database, clock: clinic.house.clock, logger: Logger(label: "stream")).publish()
        let office = try await Office(of: clinic)
        let here = try await office.page(of: desk)
        let elsewhere = try await office.page(of: deskOfB)
        let technician = try await office.page(of: #require(clinic.people["system_admin"]))
        let foreign = try await office.page(of: stranger)

        try await clinic.customer("甲")
        await office.publisher.publish()
        #expect(await here.nextEvent() == "event: changed\ndata: customer\n\n")
        let made = await clinic.create(["name": "乙", "homeBranchId": .string(clinic.b.description)], as: clinic.call(as: deskOfB))
        #expect(made.status == 201)
        await office.publisher.publish()
        #expect(await elsewhere.nextEvent() == "event: changed\ndata: customer\n\n")
        // What nobody else was told shows in that the next thing they hear is something else.
        office.deployment.news.tell(Change(topic: "tag", tenant: clinic.tenant).line)
        for page in [here, elsewhere] { #expect(await page.nextEvent() == "event: changed\ndata: tag\n\n") }
        office.deployment.news.tellAll()
        for page in [technician, foreign] {
            var event = await page.nextEvent()
            if event == "event: changed\ndata: tag\n\n" { event = await page.nextEvent() }
            #expect(event == "event: all\ndata: \n\n")
        }
    }

    @Test("what is somebody's own is told to him alone")
    func personal() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("甲")
        let (desk, follower) = (try #require(clinic.people["front_desk"]), try #require(clinic.people["follow_up"]))
        await ChangePublisher(to: clinic.house.deployment.database, clock: clinic.house.clock, logger: Logger(label: "stream")).publish()
        let office = try await Office(of: clinic)
        let (author, mentioned) = (try await office.page(of: desk), try await office.page(of: follower))
        /// What a page hears until it hears of tags.
        func topics(_ page: Listening) async -> Set<String> {
            var heard: Set<String> = []
            while !heard.contains("tag"), let event = await page.nextEvent() {
                heard.formUnion(event.dropFirst("event: changed\ndata: ".count).split(whereSeparator: \.isWhitespace).map(String.init))
            }
            return heard
        }
        let made = await clinic.call(as: desk).send(
            .post, "/v1/customers/\(customer)/notes", text: #"{"body": "请回电", "mentions": ["\#(follower.id)"]}"#)
        #expect(made.status == 201, "\(made.text)")
        await office.publisher.publish()
        // By PostgreSQL as well, so that it comes behind what was published.
        try await clinic.house.deployment.database.write(as: clinic.house.system(of: clinic.tenant)) { tx in
            tx.enqueue("select pg_notify('peony_changes', \(Change(topic: "tag", tenant: clinic.tenant).line))")
        }
        #expect(await topics(author) == ["customer", "note", "tag"])
        #expect(await topics(mentioned) == ["customer", "note", "mention", "tag"])
        // That he read it is nobody else's news.
        let read = Change.all(in: AuditEvent(.acknowledgeMention, on: "mention"), of: clinic.tenant)
        #expect(read.isEmpty)
        let own = Change(topic: "mention", tenant: clinic.tenant, user: follower.id)
        #expect(Change(own.line) == own)
        for text in ["\(own.line)x", "\(own.line)/", own.line.replacing(follower.id.description, with: "")] { #expect(Change(text) == nil) }
    }

    @Test("an emergency is told to who reviews it, a request to who decides and its decision to who asked, an erasure to its readers")
    func waiting() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("甲")
        let (doctor, nurse) = (try #require(clinic.people["doctor"]), try #require(clinic.people["nurse"]))
        let (officer, admin) = (try #require(clinic.people["compliance_officer"]), try #require(clinic.people["branch_admin"]))
        let elsewhere = try await clinic.person(("branch_admin", clinic.b))
        await ChangePublisher(to: clinic.house.deployment.database, clock: clinic.house.clock, logger: Logger(label: "stream")).publish()
        let office = try await Office(of: clinic)
        let pages = [
            ("doctor", try await office.page(of: doctor)), ("nurse", try await office.page(of: nurse)),
            ("officer", try await office.page(of: officer)), ("admin", try await office.page(of: admin)),
            ("elsewhere", try await office.page(of: elsewhere)),
        ]
        /// What each heard of what waits for somebody, once what was done is published: it comes before the news of a tag that all may read.
        func heard(after work: () async throws -> Void) async throws -> [String: Set<String>] {
            try await work()
            await office.publisher.publish()
            try await clinic.house.deployment.database.write(as: clinic.house.system(of: clinic.tenant)) { tx in
                tx.enqueue("select pg_notify('peony_changes', \(Change(topic: "tag", tenant: clinic.tenant).line))")
            }
            var found: [String: Set<String>] = [:]
            for (name, page) in pages {
                var topics: Set<String> = []
                while !topics.contains("tag"), let event = await page.nextEvent() {
                    topics.formUnion(event.dropFirst("event: changed\ndata: ".count).split(whereSeparator: \.isWhitespace).map(String.init))
                }
                found[name] = topics.intersection(["break_glass", "care_request", "care_decision", "erasure"])
            }
            return found.filter { !$0.value.isEmpty }
        }
        let reason = #"{"reason": "collapsed in the lobby"}"#
        let emergency = try await heard {
            let opened = await clinic.call(as: doctor).send(.post, "/v1/customers/\(customer)/break-glass", text: reason)
            #expect(opened.status == 201, "\(opened.text)")
        }
        #expect(emergency == ["officer": ["break_glass"]])
        let until = clinic.house.now.advanced(by: .seconds(7_200))
        let asked = try await heard {
            let wish = #"{"customerId": "\#(customer)", "reason": "prepares the treatment", "until": "\#(until)"}"#
            #expect(await clinic.call(as: nurse).send(.post, "/v1/care-requests", text: wish).status == 201)
        }
        #expect(asked == ["officer": ["care_request"], "admin": ["care_request"]])
        let decided = try await heard {
            let waiting = await clinic.call(as: admin).send(.get, "/v1/care-requests/queue?state=requested").rows
            let request = try #require(waiting.first?["id"]?.string)
            let decision = await clinic.call(as: admin).send(.post, "/v1/care-requests/\(request)/decision", text: #"{"approved": true}"#)
            #expect(decision.status == 200, "\(decision.text)")
        }
        #expect(decided == ["officer": ["care_request"], "admin": ["care_request"], "nurse": ["care_decision"]])
        let erasure = Change(topic: "erasure", tenant: clinic.tenant, branch: clinic.a)
        office.deployment.news.tell(erasure.line)
        let erased = try await heard {}
        #expect(erased == ["officer": ["erasure"]])
    }

    @Test("reading, searching and being refused is no news")
    func looking() async throws {
        let clinic = try await Clinic()
        for action in ["read.customer", "search.customer", "export.audit", "check.duplicate", "use.api_key"] {
            #expect(Change.all(in: AuditEvent(Action(named: action), on: "customer"), of: clinic.tenant).isEmpty)
        }
        let refused = AuditEvent(Action("update.customer"), on: "customer", outcome: .denied)
        #expect(Change.all(in: refused, of: clinic.tenant).isEmpty)
        let note = AuditEvent(Action("create.note"), on: "note", branch: clinic.a, customer: UUID())
        #expect(Set(Change.all(in: note, of: clinic.tenant).map(\.topic)) == ["note", "customer"])
    }

    @Test("a stream ends with its session, and a silent one finds out by itself")
    func endsWithSession() async throws {
        let clinic = try await Clinic()
        let office = try await Office(of: clinic, .init(heartbeat: .milliseconds(20), pause: .zero))
        let desk = try #require(clinic.people["front_desk"])
        let page = try await office.page(of: desk)
        #expect(await page.isBeating())
        #expect(office.deployment.news.count == 1)
        #expect(await clinic.call(as: desk).send(.delete, "/v1/sessions/current").status == 204)
        while await page.next() != nil {}
        let deadline = ContinuousClock.now + .seconds(120)
        while office.deployment.news.count > 0, ContinuousClock.now < deadline { await Task.yield() }
        #expect(office.deployment.news.count == 0)
        let (answer, pieces) = await InProcessClient(office.edge, token: desk.token).open("/v1/stream")
        #expect(answer.status == 401)
        #expect(pieces == nil)
    }

    @Test("one person's pages are counted, and a page that is closed makes room")
    func limits() async throws {
        let clinic = try await Clinic()
        let office = try await Office(of: clinic)
        let client = InProcessClient(office.edge, token: try #require(clinic.people["front_desk"]).token)
        var pages: [Listening] = []
        for _ in 0..<Newsroom.limitOfPerson { pages.append(try await Listening(client)) }
        #expect(await client.open("/v1/stream").answer.code == "request.too_many")
        pages.removeLast()
        let deadline = ContinuousClock.now + .seconds(120)
        while office.deployment.news.count == Newsroom.limitOfPerson, ContinuousClock.now < deadline { await Task.yield() }
        pages.append(try await Listening(client))
        #expect(office.deployment.news.count == Newsroom.limitOfPerson)
    }

    @Test("one tenant's pages leave room for the others'")
    func fairness() throws {
        let newsroom = Newsroom(connections: 100)
        func actor(_ tenant: ID<Tenant>) -> Actor { .system(of: tenant, request: ID(UUID())) }
        let (busy, other) = (ID<Tenant>(UUID()), ID<Tenant>(UUID()))
        let pages = try (0..<20).map { _ in try newsroom.subscribe(actor(busy)) }
        #expect { try newsroom.subscribe(actor(busy)) } throws: { ($0 as? Failure)?.code == .busy }
        _ = try newsroom.subscribe(actor(other))
        newsroom.leave(pages[0])
        newsroom.leave(pages[0])
        #expect(newsroom.count == 20)
        _ = try newsroom.subscribe(actor(busy))
    }

    @Test("kinds whose right has another name are told by rights that there are")
    func readers() {
        for (topic, action) in StreamEndpoint.readers { #expect(Composition.catalog.actionNames[action] != nil, "\(topic)") }
    }

    @Test("what servers tell each other fits into notifications, and nonsense is no change")
    func notifications() {
        let changes = Set((0..<500).map { Change(topic: "kind\($0)", tenant: ID(UUID()), branch: $0.isMultiple(of: 2) ? ID(UUID()) : nil) })
        let payloads = ChangePublisher.payloads(changes)
        #expect(payloads.allSatisfy { $0.utf8.count < 8_000 })
        #expect(Set(payloads.flatMap { $0.split(separator: "\n") }.compactMap { Change($0) }) == changes)
        for text in ["", "x", "//", "customer", "\(UUID())//", String(repeating: "/", count: 9)] { #expect(Change(text) == nil) }
    }
}
