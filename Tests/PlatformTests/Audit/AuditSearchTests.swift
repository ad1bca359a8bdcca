import Foundation
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Searching {
        private func search(
            _ clinic: AuditFixture.Clinic, limit: Int = 50, cursor: String? = nil, as actor: Actor? = nil,
            _ build: (inout AuditFilter) -> Void = { _ in }
        ) async throws -> AuditSearch.Page {
            var filter = AuditFilter()
            build(&filter)
            let search = AuditSearch(filter, limit: limit, cursor: cursor)
            let actor = actor ?? clinic.actor
            return try await clinic.deployment.database.write(as: actor) { [keys = clinic.keys] tx in
                try search.run(as: actor, keys: keys, at: SystemClock().now(), in: tx)
            }
        }

        @Test("each filter finds its events, and together they find what fits all")
        func filters() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let event = AuditEvent.sample()
            let someone = clinic.person()
            let sample = try await clinic.record([event])[0]
            let visit = Action("read.visit")
            let read = try await clinic.record([AuditEvent(visit, on: "visit", branch: event.branch)], as: someone)[0]
            let denied = try await clinic.record([AuditEvent(visit, on: "visit", outcome: .denied)], as: someone)[0]
            // A list in which the customer was one of several.
            let listed = Release(object: UUID(), customer: event.customer, field: "visit.plan")
            let list = try await clinic.record([AuditEvent(Action("read.visit"), on: "visit", links: [listed])])[0]

            func found(_ build: (inout AuditFilter) -> Void) async throws -> [UUID] {
                try await search(clinic) {
                    $0.until = Instant(unixSeconds: 4_000_000_000)
                    build(&$0)
                }.entries.map(\.id).filter { [sample, read, denied, list].contains($0) }
            }
            #expect(try await found { _ in } == [list, denied, read, sample])
            #expect(try await found { $0.actor = someone.user?.uuid } == [denied, read])
            #expect(try await found { $0.customer = event.customer } == [list, sample])
            #expect(try await found { $0.field = "customer.phone" } == [sample])
            #expect(try await found { $0.field = "visit.plan" } == [list])
            #expect(try await found { ($0.field, $0.customer) = ("visit.plan", event.customer) } == [list])
            #expect(try await found { ($0.field, $0.customer) = ("visit.plan", UUID()) }.isEmpty)
            #expect(try await found { $0.action = Action("read.visit") } == [list, denied, read])
            #expect(try await found { $0.outcome = .denied } == [denied])
            #expect(try await found { $0.outcome = .done } == [list, read, sample])
            #expect(try await found { $0.branch = event.branch } == [read, sample])
            #expect(try await found { ($0.actor, $0.outcome) = (someone.user?.uuid, .done) } == [read])
            #expect(try await found { ($0.customer, $0.action) = (event.customer, Action("read.visit")) } == [list])
            #expect(try await found { $0.until = Instant(unixSeconds: 1) }.isEmpty)
            #expect(try await found { $0.from = Instant(unixSeconds: 4_000_000_000 - 1) }.isEmpty)
        }

        @Test(
            "pages follow each other without gap or repetition, whatever leads",
            arguments: ["time", "customer", "field", "actor"])
        func pages(lead: String) async throws {
            let clinic = try await AuditFixture().clinic()
            let event = AuditEvent.sample()
            var written: [UUID] = []
            for _ in 0..<7 { written += try await clinic.record([event]) }
            let until = SystemClock().now()
            var cursor: String?
            var seen: [UUID] = []
            repeat {
                let page = try await search(clinic, limit: 3, cursor: cursor) {
                    $0.until = until
                    switch lead {
                    case "customer": $0.customer = event.customer
                    case "field": $0.field = "customer.phone"
                    case "actor": $0.actor = clinic.actor.user?.uuid
                    default: break
                    }
                }
                #expect(page.entries.count <= 3)
                seen += page.entries.map(\.id)
                cursor = page.next
            } while cursor != nil
            #expect(seen == written.reversed())
        }

        @Test("a page that looked at as many events as it may ends there and says where to go on")
        func boundedWork() async throws {
            let clinic = try await AuditFixture().clinic()
            let branch = ID<Platform.Unit>(UUID())
            let wanted = try await clinic.record([AuditEvent(Action("read.visit"), on: "visit", branch: branch)])[0]
            let noise = (0..<AuditSearch.candidates).map { _ in AuditEvent(Action("read.visit"), on: "visit") }
            try await clinic.record(noise)
            let first = try await search(clinic) { ($0.action, $0.outcome) = (Action("read.visit"), .denied) }
            #expect(first.entries.isEmpty)
            #expect(first.next == nil)
            func page(_ cursor: String?) async throws -> AuditSearch.Page {
                try await search(clinic, cursor: cursor) {
                    ($0.actor, $0.action) = (clinic.actor.user?.uuid, Action("read.visit"))
                    $0.outcome = .done
                    $0.until = Instant(unixSeconds: 4_000_000_000)
                    $0.branch = branch
                }
            }
            let empty = try await page(nil)
            #expect(empty.entries.isEmpty)
            let next = try #require(empty.next)
            let found = try await page(next)
            #expect(found.entries.map(\.id) == [wanted])
            #expect(found.next == nil)
        }

        @Test("a cursor serves nobody else and no other search")
        func cursors() async throws {
            let clinic = try await AuditFixture().clinic()
            try await clinic.record([.sample(), .sample()])
            let next = try #require(try await search(clinic, limit: 1).next)
            let colleague = clinic.person(clinic.actor.rights)
            await #expect(throws: Failure.self) { try await search(clinic, limit: 1, cursor: next, as: colleague) }
            await #expect(throws: Failure.self) {
                try await search(clinic, limit: 1, cursor: next) { $0.outcome = .done }
            }
            await #expect(throws: Failure.self) { try await search(clinic, limit: 1, cursor: "x") }
        }

        @Test("reading the trail is itself recorded, with what was asked")
        func recorded() async throws {
            let clinic = try await AuditFixture().clinic()
            let customer = UUID()
            _ = try await search(clinic) { $0.customer = customer }
            let rows = try await clinic.read("select action, customer_id, row_count, id, body from audit.event")
            #expect(rows.count == 1)
            #expect(try rows[0].get(0, as: String.self) == "read.audit")
            #expect(try rows[0].get(1, as: UUID.self) == customer)
            let body = try AuditBody.open(
                try rows[0].get(4, as: [UInt8].self), of: try rows[0].get(3), keys: clinic.keys, customerKey: nil)
            #expect(body["filter"]?["customerId"]?.string == customer.uuidString.lowercased())
        }

        @Test("without the right nothing is read, and a right in one branch shows that branch")
        func reach() async throws {
            let clinic = try await AuditFixture().clinic()
            let here = AuditEvent.sample()
            try await clinic.record([here, .sample(), AuditEvent(Action("read.visit"), on: "visit")])
            await #expect(throws: Failure.self) { try await search(clinic, as: clinic.person()) }
            let branches = Set([here.branch].compactMap { $0 })
            let reader = clinic.person(
                Rights(portions: [
                    Portion(
                        rows: RowSet(.branches(branches)), actions: [.readAudit], fields: FieldRights(), sources: [])
                ]))
            let page = try await search(clinic, as: reader)
            #expect(page.entries.map(\.record.branch) == [here.branch?.uuid])
        }

        @Test("an event shows its links, and of its body the values that the reader may read")
        func detail() async throws {
            let clinic = try await AuditFixture().clinic()
            let event = AuditEvent.sample(3)
            let id = try await clinic.record([event])[0]
            let resource = Resource(
                name: "customer", table: "app.customer", tableIdentifier: "app.customer", source: "app.customer t",
                scope: Resource.Scope(alias: "t", branch: "home_branch_id"), defaultSort: "name",
                fields: [Field("name", "name_sealed", .text(max: 40), .contact, label: LocalizedText("姓名", "Name"))])
            var fields = FieldRights()
            fields[.contact] = FieldRight(.read)
            let seeing = clinic.person(
                Rights(portions: [
                    Portion(rows: RowSet(.everywhere), actions: [.readAudit], fields: fields, sources: [])
                ]))

            func read(as actor: Actor, _ resources: [Resource]) async throws -> AuditDetail? {
                try await clinic.deployment.database.write(as: actor) { [keys = clinic.keys] tx in
                    try AuditDetail.read(
                        ID(id), as: actor, keys: keys, resources: resources, at: SystemClock().now(), in: tx)
                }
            }
            let masked = try #require(try await read(as: clinic.actor, [resource]))
            #expect(masked.body["changes"]?["customer.name"] == ["from": "***", "to": "***"])
            #expect(masked.body["number"]?.integer == 3)
            #expect(
                Set(masked.entry.record.links.map(\.field)) == ["customer.phone", "customer.name", "customer.allergy"])
            let clear = try #require(try await read(as: seeing, [resource]))
            #expect(clear.body["changes"]?["customer.name"]?["to"]?.string == "李四")
            let unknown = try #require(try await read(as: seeing, []))
            #expect(unknown.body["changes"]?["customer.name"]?["to"]?.string == "***")

            // The value left in clear once: that is found by its link.
            let releases = try await clinic.read(
                """
                select e.actor_id from audit.event_link l join audit.event e on e.at = l.at and e.id = l.event_id
                where e.action = 'read.audit' and l.field = 'customer.name' and l.customer_id = \(event.customer)
                """)
            #expect(try releases.map { try $0.get(0, as: UUID.self) } == [seeing.user?.uuid])
            let foreign = try await clinic.deployment.database.write(as: seeing) { [keys = clinic.keys] tx in
                try AuditDetail.read(
                    .new(at: SystemClock().now()), as: seeing, keys: keys, resources: [], at: SystemClock().now(),
                    in: tx)
            }
            #expect(foreign == nil)
        }

        @Test("every lead is served by an index, in the order of the page")
        func plans() async throws {
            let fixture = try AuditFixture()
            let clinic = try await fixture.clinic()
            let superuser = try fixture.database.superuser()
            try superuser.execute(
                """
                insert into audit.event (tenant_id, at, id, actor_id, request_id, action, object_type, branch_id,
                  customer_id, outcome, leaf, batch)
                select \(clinic.tenant), date_trunc('day', now()) + make_interval(secs => n), gen_random_uuid(),
                  md5((n % 50)::text)::uuid, gen_random_uuid(), 'verb.' || n % 20, 'customer', md5((n % 9)::text)::uuid,
                  md5((n % 3000)::text)::uuid, case n % 100 when 0 then 'denied' else 'done' end, sha256('x'), 1
                from generate_series(1, 60000) n
                """)
            try superuser.execute(
                """
                insert into audit.event_link select tenant_id, at, id, 'customer', customer_id, customer_id,
                  'customer.' || (array['phone', 'name', 'wechat'])[1 + abs(hashtext(id::text)) % 3] from audit.event
                """)
            try superuser.executeScript("analyze audit.event; analyze audit.event_link")

            let month: String = try superuser.execute("select to_char(now() at time zone 'UTC', 'YYYYMM')")[0][0]
            let some = UUID(uuidString: "cfcd2084-95d5-65ef-66e7-dff9f98764da")  // md5('0')
            let position = AuditPosition(at: SystemClock().now(), id: UUID())
            let leads: [(column: String, build: (inout AuditFilter) -> Void)] = [
                ("tenant_id", { _ in }), ("actor_id", { $0.actor = some }), ("outcome", { $0.outcome = .denied }),
                ("action", { $0.action = Action("verb.3") }), ("branch_id", { $0.branch = some.map { ID($0) } }),
                ("customer_id", { $0.customer = some }), ("field", { $0.field = "customer.phone" }),
                ("customer_id", { ($0.customer, $0.field) = (some, "customer.phone") }),
                ("actor_id", { ($0.actor, $0.action, $0.outcome) = (some, Action("verb.3"), .denied) }),
            ]
            for lead in leads {
                var filter = AuditFilter()
                lead.build(&filter)
                for start in [nil, position] {
                    let plan = AuditPlan(filter, of: clinic.tenant, reach: .everywhere, after: start)
                    let lines = try await clinic.read("explain (costs off) \(plan.page(limit: 51))").map {
                        try $0.get(0, as: String.self)
                    }
                    let text = lines.joined(separator: "\n")
                    // Months to come are empty, and read in whatever way.
                    for table in ["event", "event_link"] {
                        #expect(!text.contains("Seq Scan on \(table)_\(month)"), "\(lead.column): \(text)")
                    }
                    // The denied have an index of their own, which needs no condition on the outcome.
                    let column = lead.column == "outcome" ? "tenant_id" : lead.column
                    let isLed = lines.contains { $0.contains("Index Cond") && $0.contains("\(column) = ") }
                    #expect(isLed, "\(lead.column): \(text)")
                }
            }
        }
    }
}
