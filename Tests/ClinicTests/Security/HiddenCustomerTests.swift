import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Bookings, places on the waiting list, tasks and leads that name somebody whom their reader does not see.
@Suite struct HiddenCustomerTests {
    /// Who settles a data subject's request has to know whose it is, also while his processing is restricted and nobody else sees him.
    private static let excused: Set<String> = ["data_request"]

    @Test("every resource that is seen without its customer says what of it tells of him")
    func declared() {
        var naming: Set<String> = []
        for resource in Composition.catalog.resources where resource.scope.customer != nil {
            guard resource.scope.alias == "t", resource.scope.customer != "id", !Self.excused.contains(resource.name) else {
                let isBare = resource.naming == nil && !resource.fields.contains { $0.isOfCustomer }
                #expect(isBare, "\(resource.name) is seen with its customer")
                continue
            }
            naming.insert(resource.name)
            guard let named = resource.naming else {
                Issue.record("\(resource.name) names customers: say which, and which of its fields tell of them")
                continue
            }
            #expect(resource.source.text.contains("left join app.customer \(named.alias.name) on"), "\(resource.name)")
            for field in resource.fields where field.type == .id(of: "customer") || field.type == .ids(of: "customer") {
                #expect(field.isOfCustomer, "\(resource.qualified(field))")
            }
            // Personal texts are about him, but for those that are a lead's own, under a key of its own.
            for field in resource.fields where field.classification > .internal && resource.keyHolder?.alias != "t" {
                #expect(field.isOfCustomer, "\(resource.qualified(field))")
            }
        }
        #expect(naming.isSuperset(of: ["appointment", "waitlist_entry", "task", "lead", "lead_touch"]))
    }

    @Test("of a customer whom the reader does not see no way of reading tells, and none confirms a guess")
    func channels() async throws {
        let ground = try await Ground()
        let client = ground.client
        var answers: [(channel: String, answer: Clinic.Answer)] = []
        func ask(
            _ path: String, _ method: HTTPRequest.Method = .get, _ headers: [(String, String)] = [], _ body: JSONValue? = nil
        ) async -> Clinic.Answer {
            let answer = await client.send(method, path, headers: headers, body: body?.serialized)
            answers.append((method.rawValue + " " + path.replacing(ground.hidden, with: "{hidden}"), answer))
            return answer
        }

        for kind in ground.kinds {
            // All of them are there; those of the one are told of, those of the other are not.
            for query in ["", "?fields=\(kind.fields)", "?fields=id,\(kind.fields)", "?limit=1", "?sort=-\(kind.sort)"] {
                let rows = await ask(kind.path + query).rows
                #expect(!rows.isEmpty, "\(kind.path)\(query)")
            }
            let rows = await ask(kind.path).rows
            for id in kind.hidden + kind.shown {
                let row = try #require(rows.first { $0["id"]?.string == id }, "\(kind.path)")
                let isShown = kind.shown.contains(id)
                let customer: JSONValue = isShown ? .string(ground.shown) : .null
                let isHidden: JSONValue? = kind.isTold ? .boolean(!isShown) : nil
                #expect(row["customerId"] == customer, "\(row)")
                #expect(row["isHidden"] == isHidden, "\(row)")
            }
            // A guess is not confirmed, whatever else is asked with it; who is seen is found.
            for guess in [
                "filter[customerId]=\(ground.hidden)", "filter[id]=\(kind.hidden[0])&filter[customerId]=\(ground.hidden)",
                "filter[customerId]=\(ground.hidden)&sort=-\(kind.sort)", "filter[customerId]=\(ground.hidden)&limit=1",
            ] {
                let found = await ask(kind.path + "?" + guess)
                #expect(found.status == 200 && found.rows.isEmpty, "\(kind.path) \(found.text)")
            }
            let both = await ask(kind.path + "?filter[customerId]=\(ground.hidden),\(ground.shown)")
            #expect(both.rows.compactMap { $0["id"]?.string }.sorted() == kind.shown.sorted(), "\(both.text)")
            // A guess is answered like a name that nobody has.
            let nobody = UUID().uuidString.lowercased()
            let unknown = await client.send(.get, kind.path + "?filter[customerId]=\(nobody)")
            #expect(await ask(kind.path + "?filter[customerId]=\(ground.hidden)").body == unknown.body)
            for order in ["sort=customerId", "sort=title", "sort=remark", "filter[title]=x", "filter[remark]=x"] {
                #expect(await ask(kind.path + "?" + order).status == 422, "\(kind.path) \(order)")
            }
            guard kind.isReadAlone else { continue }
            for id in kind.hidden {
                let one = await ask(kind.path + "/" + id)
                #expect(one.json["customerId"] == .null, "\(one.text)")
                // Nor does the tag of the version differ by who reads.
                let version = one.json["version"]?.integer ?? 0
                #expect(one.headers[.eTag] == "\"\(version)\"")
            }
        }
        #expect(await client.send(.get, "/v1/customers/\(ground.hidden)/appointments").status == 404)
        let day = "from=\(ground.desk.monday)&to=\(ground.desk.monday)"
        for more in ["", "&ended=true", "&resource=\(ground.desk.room)"] {
            _ = await ask("/v1/branches/\(ground.clinic.a)/appointments?\(day)\(more)")
        }
        try await ground.writes(ask)
        for (channel, answer) in answers {
            for secret in [ground.hidden] + Ground.said {
                #expect(!answer.text.contains(secret), "\(channel) tells \(secret)")
            }
        }
    }

    @Test("who looks after the customer, and who leads, reads all of it; nothing is hidden from them")
    func seen() async throws {
        let ground = try await Ground()
        let leading = try ground.clinic.call(as: "branch_admin")
        for kind in ground.kinds where kind.isTold {
            let rows = await leading.send(.get, kind.path).rows
            for id in kind.hidden {
                let row = try #require(rows.first { $0["id"]?.string == id }, "\(kind.path)")
                #expect(row["customerId"]?.string == ground.hidden && row["isHidden"] == false, "\(row)")
            }
            let found = await leading.send(.get, kind.path + "?filter[customerId]=\(ground.hidden)").rows
            #expect(Set(found.compactMap { $0["id"]?.string }) == Set(kind.hidden), "\(kind.path)")
        }
        let tasks = await leading.send(.get, "/v1/tasks?filter[customerId]=\(ground.hidden)").rows
        #expect(tasks.first?["title"]?.string == Ground.said[0])
        let bookings = await leading.send(.get, "/v1/appointments?filter[customerId]=\(ground.hidden)").rows
        #expect(Set(bookings.compactMap { $0["remark"]?.string }) == [Ground.said[1]])
        #expect(bookings.compactMap { $0["endReason"]?.string } == [Ground.said[2]])
    }

    @Test("what pages are told of a change names nobody")
    func news() {
        let now = SystemClock().now()
        let (tenant, branch, customer, object) = (ID<Tenant>.new(at: now), ID<Unit>.new(at: now), UUID(), UUID())
        let changes: [(Action, String)] = [
            (.changeAppointment, "appointment"), (.keepWaitlist, "waitlist_entry"), (.updateTask, "task"),
        ]
        for (action, name) in changes {
            let event = AuditEvent(action, on: name, object, branch: branch, customer: customer)
            let lines = Change.all(in: event, of: tenant).map { $0.line.lowercased() }
            #expect(!lines.isEmpty)
            for id in [customer, object] { #expect(!lines.contains { $0.contains(id.uuidString.lowercased()) }) }
        }
    }
}

extension HiddenCustomerTests {
    /// A branch with two customers, a colleague's and the reader's own, and of either a booking, a place on the waiting list, a task and a lead.
    private struct Ground {
        /// Rows of one kind of object.
        struct Kind {
            let path: String
            let fields: String
            let sort: String
            var isTold = true
            var isReadAlone = true
            let hidden: [String]
            let shown: [String]
        }

        /// The task's title, the booking's remark, why the other booking ended, why the task was postponed.
        static let said = ["暗号甲乙丙", "暗号丁戊己", "暗号庚辛壬", "暗号子丑寅"]

        let desk: FrontDesk
        let client: InProcessClient
        let hidden: String
        let shown: String
        let kinds: [Kind]

        var clinic: Clinic { desk.clinic }

        init() async throws {
            let desk = try await FrontDesk()
            let clinic = desk.clinic
            let colleague = try #require(clinic.people["consultant"])
            let reader = try await clinic.consultants(1)[0]
            let client = clinic.call(as: reader)
            let hidden = try await clinic.customer("别人的客", phone: Clinic.number(), ["ownerId": .string(colleague.id.description)])
            let shown = try await clinic.customer("自己的客", phone: Clinic.number(), ["ownerId": .string(reader.id.description)])

            let ended = try await desk.booked(hidden, 600, [desk.care])
            let cancelled = try await desk.change(ended, version: 1, ["reason": .string(Self.said[2])], step: "cancellation")
            try #require(cancelled.status == 200, "\(cancelled.text)")
            let booked = try await desk.booked(hidden, 720, [desk.care], ["remark": .string(Self.said[1])])
            let own = try await desk.booked(shown, 840, [desk.care])

            func wait(_ customer: String) async throws -> String {
                let body: JSONObject = [
                    "branchId": .string(clinic.a.description), "customerId": .string(customer), "services": [.string(desk.treatment)],
                    "from": .string(desk.monday.description), "until": .string(desk.monday.description),
                ]
                return try await clinic.id("/v1/waitlist-entries", body, as: "front_desk")
            }
            let waiting = try await (wait(hidden), wait(shown))

            let admin = try clinic.call(as: "branch_admin")
            func task(_ customer: String, _ title: String) async throws -> String {
                let body: JSONObject = [
                    "title": .string(title), "dueAt": .string(clinic.house.now.advanced(by: .seconds(3600)).description),
                    "kind": "follow_up",
                    "customerId": .string(customer), "assigneeId": .string(reader.id.description),
                ]
                let made = await admin.send(.post, "/v1/tasks", body: JSONValue.object(body).serialized)
                try #require(made.status == 201, "\(made.text)")
                return try #require(made.json["id"]?.string)
            }
            let tasks = try await (task(hidden, Self.said[0]), task(shown, "回访"))

            let leads = try await (clinic.lead(["keep": "me"], as: client), clinic.lead(["keep": "me"], as: client))
            let (lead, ownLead) = (try #require(leads.0["id"]?.string), try #require(leads.1["id"]?.string))
            let connection = try clinic.superuser()
            defer { connection.close() }
            for (id, customer) in [(lead, hidden), (ownLead, shown)] {
                try connection.execute(
                    "update app.lead set customer_id = \(customer)::text::uuid where tenant_id = \(clinic.tenant) and id = \(id)::text::uuid"
                )
            }
            self.desk = desk
            self.client = client
            self.hidden = hidden
            self.shown = shown
            kinds = [
                Kind(
                    path: "/v1/appointments", fields: "customerId,remark,endReason", sort: "startsAt", hidden: [ended, booked], shown: [own]
                ),
                Kind(
                    path: "/v1/waitlist-entries", fields: "customerId,state", sort: "createdAt", isReadAlone: false, hidden: [waiting.0],
                    shown: [waiting.1]),
                Kind(
                    path: "/v1/tasks", fields: "customerId,title,outcome,postponeReason", sort: "dueAt", hidden: [tasks.0], shown: [tasks.1]
                ),
                Kind(path: "/v1/leads", fields: "customerId,state", sort: "number", isTold: false, hidden: [lead], shown: [ownLead]),
            ]
        }

        /// Answers to what the reader writes: what is his to do he does without learning about whom it is.
        func writes(
            _ ask: (String, HTTPRequest.Method, [(String, String)], JSONValue?) async -> Clinic.Answer
        ) async throws {
            let later = clinic.house.now.advanced(by: .seconds(7200)).description
            let body: JSONValue = ["dueAt": .string(later), "reason": .string(Self.said[3])]
            let postponed = await ask("/v1/tasks/\(kinds[2].hidden[0])/postponement", .post, [("If-Match", "\"1\"")], body)
            #expect(postponed.status == 200 && postponed.json["isHidden"] == true, "\(postponed.text)")
            let done = await ask("/v1/tasks/\(kinds[2].hidden[0])/completion", .post, [("If-Match", "\"2\"")], ["outcome": "办好了"])
            #expect(done.json["state"] == "done" && done.json["outcome"] == .null, "\(done.text)")
            // What stands in a booking of somebody hidden is not his to write over.
            let said = await ask("/v1/appointments/\(kinds[0].hidden[1])", .patch, [("If-Match", "\"1\"")], ["remark": "改写"])
            #expect(said.violations == ["/remark not_allowed"], "\(said.text)")
            // Who is in the way is not named.
            let wish = desk.wish(shown, 720, [desk.care])
            var refusal: Clinic.Answer?
            for _ in 0..<3 {
                let answer = await ask("/v1/appointments", .post, [("Idempotency-Key", UUID().uuidString)], .object(wish))
                if answer.status == 409 { refusal = answer }
            }
            #expect(refusal?.code == "appointment.not_free")
            let gone = await ask("/v1/waitlist-entries/\(kinds[1].hidden[0])/withdrawal", .post, [("If-Match", "\"1\"")], nil)
            #expect(gone.status == 200 && gone.json["isHidden"] == true && gone.json["customerId"] == .null, "\(gone.text)")
            let contacted: JSONValue = ["step": "contacted"]
            _ = await ask("/v1/leads/\(kinds[3].hidden[0])/steps", .post, [("If-Match", "\"1\"")], contacted)
            _ = await ask("/v1/leads/\(kinds[3].hidden[0])/history", .get, [], nil)
        }
    }
}
