import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    @Suite struct Questions {
        /// A clinic in Shanghai whose trail goes back three months, and a way to ask it.
        struct Ground {
            let fixture: AuditFixture
            let clinic: AuditFixture.Clinic
            let deployment: Deployment
            /// Noon of the clinic's yesterday.
            let noon: Instant

            init() async throws {
                fixture = try AuditFixture()
                clinic = try await fixture.clinic()
                deployment = Deployment(
                    database: fixture.deployment.database, signIn: fixture.deployment.signIn, keys: fixture.deployment.keys,
                    clock: SystemClock(), catalog: fixture.deployment.catalog,
                    signing: AuditSigning(try NoteSigner(name: "peony-audit", key: .generate())))
                let superuser = try fixture.database.superuser()
                for ahead in 1...4 {
                    try superuser.executeScript("call audit.make_month((current_date - interval '\(ahead) months')::date)")
                }
                try superuser.execute(
                    """
                    insert into app.tenant_setting (tenant_id, locale, time_zone, compliance_profile, updated_at)
                    values (\(clinic.tenant), 'zh', 'Asia/Shanghai', 'standard', now())
                    """)
                noon = try superuser.execute(
                    "select (date_trunc('day', now() at time zone 'Asia/Shanghai') - interval '12 hours') at time zone 'Asia/Shanghai'")[0][
                        0]
            }

            func at(_ hours: Double, days: Int = 0) -> Instant {
                noon.advanced(by: .seconds(hours * 3600) - .seconds(days * 86_400))
            }

            func call(
                _ method: HTTPRequest.Method = .get, _ path: String, query: String = "", name: String? = nil, id: UUID? = nil,
                body: String? = nil, version: Int64? = nil, as actor: Actor? = nil
            ) async throws -> Reply {
                let endpoints = AuditQuestionEndpoints.endpoints(deployment) + AlertEndpoints.endpoints(deployment)
                let endpoint = try #require(endpoints.first { $0.method == method && $0.path == path })
                var headers = HTTPFields()
                if body != nil { headers[.contentType] = "application/json" }
                return try await endpoint.handler(
                    Call(
                        request: clinic.actor.request, now: SystemClock().now(), language: .english, address: nil, isSecure: true,
                        actor: actor ?? clinic.actor, session: nil, query: try Query(parsing: query[...]), body: Array((body ?? "").utf8),
                        idempotencyKey: nil, expectedVersion: version, headers: headers,
                        parameters: (name.map { [(name: "name", value: $0)] } ?? [])
                            + (id.map { [(name: "id", value: $0.uuidString.lowercased())] } ?? [])))
            }

            func ask(_ question: String, _ query: String = "", as actor: Actor? = nil) async throws -> JSONValue {
                try JSONParser.parse(
                    try await call(.get, "/v1/audit/questions/{name}", query: query, name: question, as: actor).body)
            }

            /// The ids of the events that answer.
            func events(_ question: String, _ query: String = "") async throws -> [String] {
                try await ask(question, query)["data"]?.array?.compactMap { $0["id"]?.string } ?? []
            }
        }

        private func text(_ ids: [UUID]) -> [String] { ids.map { $0.uuidString.lowercased() } }

        private func release(_ customer: UUID, _ field: String = "customer.phone", action: Action = Action("reveal.customer")) -> AuditEvent
        {
            AuditEvent(action, on: "customer", customer, customer: customer, fields: [field], purpose: "call back", rowCount: 1)
        }

        @Test("every question has a name of its own, both languages, and answers an empty trail")
        func declared() async throws {
            let ground = try await Ground()
            let questions = AuditQuestions.all
            #expect(Set(questions.map(\.name)).count == questions.count)
            for question in questions {
                #expect(question.title[.chinese] != question.title[.english])
                #expect(question.summary[.english].hasSuffix("."))
                #expect(question.isAwaiting == question.summary[.english].contains("not there yet"))
                let required = question.parameters.filter(\.isRequired).map { "\($0.name)=\(UUID().uuidString)" }
                let answer = try await ground.ask(question.name, required.joined(separator: "&"))
                #expect(answer["data"]?.array?.filter { $0["action"]?.string != "read.audit" }.isEmpty == true, "\(question.name)")
            }
            let list = try JSONParser.parse(try await ground.call(.get, "/v1/audit/questions").body)
            #expect(list["data"]?.array?.count == questions.count)
            let recorded = try await ground.clinic.read("select count(*) from audit.event where object_type = 'audit_question'")
            #expect(try recorded[0].get(0, as: Int.self) == questions.count)
        }

        @Test("who saw a customer's phone, photo or diagnosis: those who did, and no others")
        func whoSaw() async throws {
            let ground = try await Ground()
            let (customer, other) = (UUID(), UUID())
            let phone = try await ground.clinic.record([release(customer)])[0]
            let photo = try await ground.clinic.record([release(customer, "photo.image", action: Action("read.photo"))])[0]
            try await ground.clinic.record([release(other), release(customer, action: Action("update.customer"))])
            var refused = release(customer)
            refused.outcome = .denied
            try await ground.clinic.record([refused])
            // In a list of several customers he is found by his link.
            let list = AuditEvent(
                Action("read.customer"), on: "customer", rowCount: 2,
                links: [customer, other].map { Release(object: $0, customer: $0, field: "customer.phone") })
            let listed = try await ground.clinic.record([list])[0]
            let about = "customerId=\(customer.uuidString)"
            #expect(try await ground.events("who-saw-customer", about) == text([listed, photo, phone]))
            #expect(try await ground.events("who-saw-customer", about + "&what=phone") == text([listed, phone]))
            #expect(try await ground.events("who-saw-customer", about + "&what=photo") == text([photo]))
            #expect(try await ground.events("who-saw-customer", about + "&what=diagnosis").isEmpty)
            #expect(try await ground.events("who-saw-customer", about + "&field=photo.image") == text([photo]))
            #expect(try await ground.events("who-saw-customer", about + "&until=2020-01-02T00:00:00Z&from=2020-01-01T00:00:00Z").isEmpty)
            let asked = try await ground.clinic.read(
                "select customer_id from audit.event where object_type = 'audit_question' order by at limit 1")
            #expect(try asked[0].get(0, as: UUID.self) == customer)
        }

        @Test("pages follow each other without gap or repetition, and a cursor serves one question only")
        func pages() async throws {
            let ground = try await Ground()
            let customer = UUID()
            var written: [UUID] = []
            for _ in 0..<7 { written += try await ground.clinic.record([release(customer)]) }
            let query = "customerId=\(customer.uuidString)&limit=3"
            var cursor: String?
            var seen: [String] = []
            repeat {
                let page = try await ground.ask("who-saw-customer", query + (cursor.map { "&cursor=" + $0 } ?? ""))
                seen += page["data"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = page["page"]?["next"]?.string
                if let cursor {
                    await #expect(throws: Failure.self) {
                        try await ground.ask("who-saw-customer", "customerId=\(UUID().uuidString)&limit=3&cursor=\(cursor)")
                    }
                }
            } while cursor != nil
            #expect(seen == text(written.reversed()))
        }

        @Test("exports are found by their size, refusals by their outcome, changes of rights by their actions")
        func lists() async throws {
            let ground = try await Ground()
            let clinic = ground.clinic
            let small = try await clinic.record([AuditEvent(Action("export.customer"), on: "customer", rowCount: 900)])
            let large = try await clinic.record([AuditEvent(Action("export.customer"), on: "customer", rowCount: 1000)])
            #expect(try await ground.events("large-exports") == text(large))
            #expect(try await ground.events("large-exports", "rows=900") == text(large + small))
            let someone = clinic.person()
            let denied = try await clinic.record([AuditEvent(Action("read.visit"), on: "visit", outcome: .denied)], as: someone)
            #expect(try await ground.events("refusals") == text(denied))
            #expect(try await ground.events("refusals", "actorId=\(UUID().uuidString)").isEmpty)
            #expect(try await ground.events("everything-by-user", "actorId=\(someone.user?.description ?? "")") == text(denied))
            let published = try await clinic.record([AuditEvent(Action("publish.role"), on: "role", UUID())])
            #expect(try await ground.events("permission-changes") == text(published))
            let opened = try await clinic.record([AuditEvent(Action("break_glass.customer"), on: "customer", UUID())])
            #expect(try await ground.events("break-glass") == text(opened))
            let readers = try await ground.ask("who-read-the-audit", "limit=1")
            #expect(readers["data"]?[0]?["objectType"]?.string == "audit_question")
        }

        @Test("outside hours is what the clinic's own clock says")
        func outsideHours() async throws {
            let ground = try await Ground()
            let customer = UUID()
            func read(_ hours: Double) async throws -> [UUID] {
                try await ground.clinic.record([release(customer)], at: ground.at(hours))
            }
            _ = try await read(0)
            _ = try await read(9.9)
            let late = try await read(10.1)
            let early = try await read(-5)
            _ = try await read(-3.9)
            #expect(try await ground.events("reads-outside-hours") == text(late + early))
            let superuser = try ground.fixture.database.superuser()
            try superuser.execute(
                "insert into app.audit_setting (tenant_id, closes_at, updated_at) values (\(ground.clinic.tenant), 1380, now())")
            #expect(try await ground.events("reads-outside-hours") == text(early))
        }

        @Test("whoever reads far more customers than his own median stands out, and whoever always does, does not")
        func median() async throws {
            let ground = try await Ground()
            let (busy, curious) = (ground.clinic.person(), ground.clinic.person())
            let superuser = try ground.fixture.database.superuser()
            for (person, usual) in [(busy, 8 as Int32), (curious, 2)] {
                try superuser.execute(
                    """
                    insert into audit.reading_day select \(ground.clinic.tenant), \(try #require(person.user)), current_date - n, \(usual)
                    from generate_series(1, 9) n
                    """)
                try await ground.clinic.record((0..<9).map { _ in release(UUID()) }, as: person)
            }
            let answer = try await ground.ask("readers-above-median")
            #expect(answer["data"]?.array?.compactMap { $0["actorId"]?.string } == [try #require(curious.user?.description)])
            #expect(answer["data"]?[0]?["customersToday"]?.integer == 9)
            #expect(answer["data"]?[0]?["median"]?.integer == 2)
            #expect(try await ground.ask("readers-above-median", "factor=5")["data"]?.array?.isEmpty == true)
        }

        @Test("contact after consent was withdrawn ends with the next consent")
        func contact() async throws {
            let ground = try await Ground()
            let customer = UUID()
            func happens(_ action: String, _ hours: Double) async throws -> [UUID] {
                try await ground.clinic.record(
                    [AuditEvent(Action(named: action), on: "customer", customer, customer: customer)], at: ground.at(hours))
            }
            _ = try await happens("reveal.customer", -9)
            _ = try await happens("withdraw.consent", -8)
            let after = try await happens("reveal.customer", -7)
            _ = try await happens("give.consent", -6)
            _ = try await happens("reveal.customer", -5)
            #expect(try await ground.events("contact-after-withdrawal") == text(after))
        }

        @Test("a failed sign-in is odd, and so is a new address; the usual one is not")
        func signIns() async throws {
            let ground = try await Ground()
            let person = ground.clinic.person()
            let elsewhere = Actor(
                person: try #require(person.user), named: "someone", of: ground.clinic.tenant, session: ID(UUID()), rights: .none,
                request: ID(UUID()), address: "198.51.100.9")
            func signIn(_ actor: Actor, _ hours: Double, _ outcome: AuditEvent.Outcome = .done) async throws -> [UUID] {
                try await ground.clinic.record(
                    [AuditEvent(Action("create.session"), on: "session", UUID(), outcome: outcome)], as: actor, at: ground.at(hours))
            }
            _ = try await signIn(person, -9)
            _ = try await signIn(person, -8)
            let failed = try await signIn(person, -7, .denied)
            let new = try await signIn(elsewhere, -6)
            _ = try await signIn(elsewhere, -5)
            #expect(try await ground.events("sign-in-anomalies") == text(new + failed))
        }

        @Test(
            "what a question does not take is refused, all of it at once",
            arguments: [
                ("who-saw-customer", "", 1), ("who-saw-customer", "customerId=1&what=shoes&x=1", 3), ("large-exports", "rows=0", 1),
                ("refusals", "from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", 1), ("refusals", "limit=0", 1),
            ])
        func refused(question: String, query: String, count: Int) async throws {
            let ground = try await Ground()
            let failure = await #expect(throws: Failure.self) { try await ground.ask(question, query) }
            #expect(failure?.code == .invalid)
            #expect(failure?.violations.count == count)
        }

        @Test("who reads the trail of one branch asks no questions about the whole chain, and nobody asks what is none")
        func rights() async throws {
            let ground = try await Ground()
            let reader = ground.clinic.person(
                Rights(portions: [
                    Portion(
                        rows: RowSet(.branches([ID(UUID())])), actions: [.readAudit, .exportAudit], fields: FieldRights(), sources: [])
                ]))
            let denied = await #expect(throws: Failure.self) { try await ground.ask("refusals", as: reader) }
            #expect(denied?.code == .forbidden)
            let unknown = await #expect(throws: Failure.self) { try await ground.ask("everything") }
            #expect(unknown?.code == .notFound)
            let period = "actorId=\(UUID().uuidString)&from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z"
            await #expect(throws: Failure.self) { try await ground.call(.get, "/v1/audit/incident-pack", query: period, as: reader) }
        }

        @Test("an answer is taken away under the audit's signature")
        func export() async throws {
            let ground = try await Ground()
            let customer = UUID()
            let ids = try await ground.clinic.record([release(customer), release(customer)])
            let reply = try await ground.call(
                .post, "/v1/audit/questions/{name}/exports", name: "who-saw-customer", body: #"{"customerId": "\#(customer.uuidString)"}"#)
            let path = FileManager.default.temporaryDirectory.appending(path: "answer-\(UUID())").path
            try Data(reply.body).write(to: URL(filePath: path))
            let reader = try SignedFileReader(path, signers: NoteTrust([try #require(ground.deployment.signer).verifier]))
            var lines: [JSONValue] = []
            while let line = try reader.next() { lines.append(line) }
            #expect(reader.seal == .whole)
            #expect(lines[0]["question"]?.string == "who-saw-customer")
            #expect(Set(lines[1...2].compactMap { $0["id"]?.string }) == Set(text(ids)))
            #expect(lines[3]["rows"]?.integer == 2)
            let recorded = try await ground.clinic.read("select row_count from audit.event where action = 'export.audit'")
            #expect(try recorded.map { try $0.get(0, as: Int32.self) } == [2])
            let note = try await ground.call(.get, "/v1/audit/note")
            let signed = try SignedNote(parsing: String(decoding: note.body, as: UTF8.self))
            #expect(try #require(ground.deployment.signer).verifier.verifies(signed))
        }

        @Test("an incident pack names every customer that a person's access concerned, as JSON and as CSV")
        func incident() async throws {
            let ground = try await Ground()
            let person = ground.clinic.person()
            let (seen, changed, outside) = (UUID(), UUID(), UUID())
            try await ground.clinic.record(
                [release(seen), release(seen, "customer.wechat"), release(changed, action: Action("update.customer"))], as: person)
            try await ground.clinic.record([release(outside)], as: person, at: ground.at(0, days: 20))
            try await ground.clinic.record([release(UUID())])
            let period = "actorId=\(person.user?.description ?? "")&from=\(ground.at(0))&until=\(ground.at(0, days: -9))"
            let pack = try JSONParser.parse(try await ground.call(.get, "/v1/audit/incident-pack", query: period).body)
            #expect(pack["customers"]?.integer == 2)
            let one = try #require(pack["data"]?.array?.first { $0["customerId"]?.string == seen.uuidString.lowercased() })
            #expect(one["released"]?.array?.compactMap(\.string) == ["customer.phone", "customer.wechat"])
            #expect(one["events"]?.integer == 2)
            let other = try #require(pack["data"]?.array?.first { $0["customerId"]?.string == changed.uuidString.lowercased() })
            #expect(other["changed"]?.array?.compactMap(\.string) == ["customer.phone"])
            let csv = try await ground.call(.get, "/v1/audit/incident-pack", query: period + "&format=csv")
            let lines = String(decoding: csv.body, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasSuffix("\"customerId\",\"released\",\"changed\",\"events\",\"firstAt\",\"lastAt\""))
            #expect(csv.contentType == "text/csv; charset=utf-8")
            let recorded = try await ground.clinic.read(
                "select object_id from audit.event where action = 'export.audit' and object_type = 'incident_pack'")
            #expect(try recorded.map { try $0.get(0, as: UUID.self) } == [person.user?.uuid, person.user?.uuid])
        }

        @Test("no question reads a month from end to end")
        func plans() async throws {
            let ground = try await Ground()
            let tenant = ground.clinic.tenant
            let superuser = try ground.fixture.database.superuser()
            // Enough that an index is worth its while, spread over three months as a year's ten million would be.
            try superuser.execute(
                """
                insert into audit.event (tenant_id, at, id, actor_id, actor_name, request_id, address, action, object_type, branch_id,
                  customer_id, outcome, row_count, leaf, batch)
                select \(tenant), now() - make_interval(secs => n * 100), gen_random_uuid(), md5((n % 50)::text)::uuid, 'x',
                  gen_random_uuid(), '192.0.2.1',
                  (array['read.customer', 'reveal.customer', 'search.customer', 'update.customer', 'create.note', 'create.session',
                    'export.customer', 'publish.role', 'withdraw.consent', 'read.audit'])[case when n % 97 = 0 then 6 + n % 5
                    else 1 + n % 5 end],
                  'customer', md5((n % 9)::text)::uuid, md5((n % 3000)::text)::uuid,
                  case n % 100 when 0 then 'denied' else 'done' end, n % 5000, sha256('x'), 1 + n / 500
                from generate_series(1, 75000) n
                """)
            try superuser.execute(
                """
                insert into audit.event_link select tenant_id, at, id, 'customer', customer_id, customer_id,
                  'customer.' || (array['phone', 'name', 'wechat'])[1 + abs(hashtext(id::text)) % 3] from audit.event
                """)
            try superuser.executeScript("analyze audit.event; analyze audit.event_link")
            var arguments = AuditArguments(tenant: tenant, now: SystemClock().now())
            arguments.settings.timeZone = "Asia/Shanghai"
            arguments.bound = 51
            let some = try #require(UUID(uuidString: "cfcd2084-95d5-65ef-66e7-dff9f98764da"))  // md5('0')
            arguments.ids = [some]
            (arguments.values["customerId"], arguments.numbers["rows"], arguments.numbers["factor"]) = (some, 1000, 3)
            for question in AuditQuestions.all {
                var asked = arguments
                if question.parameters.contains(where: { $0.name == "actorId" && $0.isRequired }) { asked.values["actorId"] = some }
                let statement: SQL
                switch question.answer {
                case .events(let candidates), .picked(let candidates, _):
                    statement = AskAudit.page(candidates(asked), of: tenant, limit: 51)
                case .table(_, let table): statement = table(asked)
                }
                let plan = try await ground.clinic.read("explain (costs off) \(statement)").map { try $0.get(0, as: String.self) }
                // Months to come are empty, and read in whatever way.
                let scans = plan.filter { $0.contains("Seq Scan on event") }
                let months = try superuser.execute(
                    "select to_char(now() - make_interval(months => n), 'YYYYMM') from generate_series(0, 2) n"
                ).map { try $0.get(0, as: String.self) }
                #expect(
                    !scans.contains { scan in months.contains { scan.contains($0) } }, "\(question.name): \(plan.joined(separator: "\n"))")
            }
        }
    }
}
