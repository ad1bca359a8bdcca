import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Synchronization
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// What leaves is sealed until it leaves, goes after its time, and is written down: who, when, whom.
@Suite struct ExportTraceTests {
    @Test("every row of the file is named in the trail, with the fields in clear, once; and each download is an event")
    func trail() async throws {
        let clinic = try await Clinic()
        var customers: Set<String> = []
        for name in ["甲", "乙", "丙"] { customers.insert(try await clinic.customer(name)) }
        let far = try await clinic.customer("远", in: clinic.b)
        let export = try await clinic.exported()
        let id = try #require(export["id"]?.string)
        for _ in 0..<2 { #expect(try await clinic.content(of: export).status == 200) }
        #expect(try await clinic.export(id)["opened"] == 2)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let links = try connection.execute(
            """
            select l.customer_id::text, l.field from audit.event_link l join audit.event e on e.tenant_id = l.tenant_id and e.id = l.event_id
            and e.at = l.at where l.tenant_id = \(clinic.tenant) and e.action = 'export.customer' and e.object_id = \(id)::text::uuid
            and l.customer_id is not null
            """)
        #expect(links.count == 3)
        #expect(Set(try links.map { try $0.get(0, as: String.self) }) == customers)
        func count(_ action: String, _ condition: String = "true") throws -> Int64 {
            try connection.execute(
                SQL(
                    trustedText: """
                        select count(*) from audit.event where tenant_id = '\(clinic.tenant)' and action = '\(action)' and object_id = '\(id)'
                        and actor_name = 'branch.admin' and \(condition)
                        """))[0][0]
        }
        #expect(try count("order.export", "purpose like 'sealed:%'") == 1)
        #expect(try count("export.customer", "row_count = 3 and 'customer.name' = any (fields)") == 1)
        #expect(try count("open.export", "row_count = 3") == 2)
        // Whoever asks who saw a customer finds it; of whom was not in the file he does not.
        let officer = try clinic.call(as: "compliance_officer")
        for (customer, finds) in [(try #require(customers.first), true), (far, false)] {
            let answer = await officer.send(
                .get, "/v1/audit/questions/who-saw-customer?customerId=\(customer)&from=2026-01-01T00:00:00Z")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.text.contains("export.customer") == finds, "\(answer.text)")
        }
    }

    @Test("a field in clear that the trail watches is named for each row that has it")
    func watched() async throws {
        let clinic = try await Clinic()
        let connection = try clinic.superuser()
        defer { connection.close() }
        // A chain whose branch administrators may read and export phones.
        let (tenant, system) = (clinic.tenant, clinic.house.system(of: clinic.tenant))
        try await clinic.house.deployment.database.write(as: system) { tx in
            tx.enqueue(
                """
                insert into app.role_field (tenant_id, role_id, target, level, uses)
                select tenant_id, id, 'customer.phone', 2, 8 from app.role where tenant_id = \(tenant) and code = 'branch_admin'
                """)
            AccessNews.publish(tenant, in: tx)
        }
        clinic.house.deployment.forget(tenant)
        let one = try await clinic.customer("有号", phone: "13800138000")
        try await clinic.customer("无号")
        let export = try await clinic.exported(["columns": ["name", "phone"]])
        #expect(try await clinic.content(of: export).text.contains("13800138000"))
        let links = try connection.execute(
            """
            select l.object_id::text from audit.event_link l join audit.event e on e.tenant_id = l.tenant_id and e.id = l.event_id and e.at = l.at
            where l.tenant_id = \(tenant) and e.action = 'export.customer' and l.field = 'customer.phone' and l.customer_id is not null
            """)
        #expect(try links.map { try $0.get(0, as: String.self) } == [one])
    }

    /// Blobs that fail to be finished while they are told to.
    private final class TiredBlobs: BlobStore {
        let inner = MemoryBlobs()
        let isTired = Mutex(false)

        func create(_ name: BlobName) throws -> any BlobSink {
            if isTired.withLock({ $0 }) { throw CancellationError() }
            return inner.create(name)
        }

        func open(_ name: BlobName) throws -> (any BlobSource)? { inner.open(name) }
        func remove(_ name: BlobName) throws { inner.remove(name) }
        func names(of tenant: ID<Tenant>, before: Instant) throws -> [BlobName] { inner.names(of: tenant, before: before) }
    }

    @Test("a run that is killed on its way begins anew: one file, each row once, and what the first has written goes")
    func killed() async throws {
        let blobs = TiredBlobs()
        let house = try await House.another(blobs: blobs)
        let clinic = try await Clinic(in: house)
        for name in ["甲", "乙", "丙"] { try await clinic.customer(name) }
        let asked = try await clinic.ask()
        let id = try #require(asked.json["id"]?.string)
        let connection = try clinic.superuser()
        defer { connection.close() }
        // The database refuses the end, as if the server had died with the file whole and nobody knowing of it.
        let name = id.replacing("-", with: "")
        try connection.executeScript(
            """
            create function priv.stop_\(name)() returns trigger language plpgsql set search_path = pg_catalog as $$
            begin if new.id = '\(id)' and new.state = 'done' then raise exception 'power cut'; end if; return new; end $$;
            create trigger stop_\(name) before update on app.export for each row execute function priv.stop_\(name)();
            """)
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(try await clinic.export(id)["state"] == "running")
        blobs.isTired.withLock { $0 = true }
        house.clock.advance(by: .seconds(60))
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(try await clinic.export(id)["state"] == "running")
        blobs.isTired.withLock { $0 = false }
        try connection.executeScript("drop trigger stop_\(name) on app.export; drop function priv.stop_\(name)();")
        house.clock.advance(by: .seconds(120))
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        let done = try await clinic.export(id)
        #expect(done["state"] == "done", "\(done)")
        #expect(try await clinic.table(of: done).count == 4)
        let files: Int64 = try connection.execute("select count(*) from app.file where tenant_id = \(clinic.tenant)")[0][0]
        #expect(files == 1)
        #expect(blobs.inner.names(of: clinic.tenant, before: house.now).count == 1)
    }

    @Test("sealed in the store, gone after a day, and swept")
    func sealed() async throws {
        let blobs = MemoryBlobs()
        let house = try await House.another(blobs: blobs)
        let clinic = try await Clinic(in: house)
        try await clinic.customer("林小雨")
        let export = try await clinic.exported()
        let names = blobs.names(of: clinic.tenant, before: house.now)
        try #require(names.count == 1)
        let source = try #require(blobs.open(names[0]))
        let stored = try source.read(1 << 20)
        #expect(stored.count > 200)
        #expect(!Canary.contains(stored, Array("林小雨".utf8)))
        #expect(!Canary.contains(stored, Array("客户号".utf8)))
        let connection = try clinic.superuser()
        defer { connection.close() }
        // Nor does the order's row tell what was looked for.
        let asked = try await clinic.ask(query: "?filter[birthday]=1987-06-05")
        let row: String = try connection.execute(
            "select e::text from app.export e where id = \(try #require(asked.json["id"]?.string))::text::uuid")[0][0]
        // The whole day: four digits alone stand in sealed bytes by chance.
        let day = "1987-06-05"
        #expect(!row.contains(day) && !row.contains(Hex.encode(Array(day.utf8))))
        #expect(asked.json["filters"] == [["name": "filter[birthday]", "value": "1987-06-05"]])
        // The compliance officer, who reads no birthday in clear, sees that one was asked for.
        let seen = try await clinic.export(try #require(asked.json["id"]?.string), as: try clinic.call(as: "compliance_officer"))
        #expect(seen["filters"] == [["name": "filter[birthday]", "value": "***"]])
        // A colleague sees none of it.
        let colleague = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        #expect(await colleague.send(.get, "/v1/exports").rows.isEmpty)
        #expect(try await clinic.content(of: export, as: colleague).status == 404)

        house.clock.advance(by: .seconds(86_401))
        let admin = InProcessClient(house.edge, token: try await clinic.freshSession(of: "branch_admin"))
        let gone = try await clinic.content(of: export, as: admin)
        #expect(gone.code == "export.gone", "\(gone.text)")
        #expect(try await clinic.export(try #require(export["id"]?.string), as: admin)["available"] == false)
        try await house.deployment.database.write(as: house.system(of: clinic.tenant)) { tx in
            try FileJobs.sweepSoon(as: house.system(of: clinic.tenant), at: house.now, in: tx)
        }
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(!blobs.names(of: clinic.tenant, before: house.now).contains(names[0]))
        #expect(try await clinic.export(try #require(export["id"]?.string), as: admin)["rows"] == 1)
    }

    @Test("taken back it is not written; one that nobody approves or works on ends by itself")
    func ends() async throws {
        let house = try await House.another()
        let clinic = try await Clinic(in: house)
        try await clinic.customer("甲")
        let admin = try clinic.call(as: "branch_admin")
        let asked = try await clinic.ask()
        let id = try #require(asked.json["id"]?.string)
        let stranger = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        #expect(await stranger.send(.post, "/v1/exports/\(id)/cancellation").status == 404)
        let officer = try clinic.call(as: "compliance_officer")
        #expect(await officer.send(.post, "/v1/exports/\(id)/cancellation").status == 404)
        #expect(await admin.send(.post, "/v1/exports/\(id)/cancellation").json["state"] == "cancelled")
        #expect(await admin.send(.post, "/v1/exports/\(id)/cancellation").code == "export.state")
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(try await clinic.export(id)["state"] == "cancelled")
        // Cancelled as a job.
        let other = try #require(try await clinic.ask().json["id"]?.string)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.job set state = 'cancelled', finished_at = now() where tenant_id = \(clinic.tenant)
            and subject_id = \(other)::text::uuid
            """)
        try await clinic.setApproval(above: 0)
        let waiting = try #require(try await clinic.ask().json["id"]?.string)
        func sweep() async throws {
            try await house.deployment.database.write(as: house.system(of: clinic.tenant)) { tx in
                _ = try Outbox.enqueue("export.sweep", at: house.now, as: house.system(of: clinic.tenant), in: tx)
            }
            try await clinic.exportRunner.runDue(of: clinic.tenant)
        }
        try await sweep()
        func state(_ id: String) throws -> String {
            try connection.execute("select state from app.export where id = \(id)::text::uuid")[0][0]
        }
        #expect(try state(other) == "failed")
        #expect(try state(waiting) == "waiting")
        house.clock.advance(by: .seconds(8 * 86_400))
        try await sweep()
        #expect(try state(waiting) == "lapsed")
    }
}

extension Clinic {
    /// A new session of somebody whose old one has ended with the time; its token.
    func freshSession(of role: String) async throws -> String {
        let (token, now, tenant) = (SessionToken.new(slug: slug), house.now, tenant)
        let user = try #require(people[role]).id
        try await house.deployment.database.write(as: house.system(of: tenant)) { tx in
            tx.enqueue(
                """
                insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at, stepped_up_at)
                values (\(tenant), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                  \(now.advanced(by: .seconds(3600))), \(now))
                """)
        }
        return token.text
    }
}
