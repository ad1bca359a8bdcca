import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import PeonyServer
@testable import Platform

/// `/v1/jobs`: who sees which jobs, and the levers on them.
@Suite struct JobEndpointTests {
    private struct Trouble: Error {}

    private func enqueue(_ kind: String, dueIn delay: Duration = .zero, key: String? = nil, of tenant: ID<Tenant>, in house: House)
        async throws
        -> ID<Job>
    {
        let (actor, now) = (house.system(of: tenant), house.now)
        return try await house.deployment.database.write(as: actor) { tx in
            try Outbox.enqueue(kind, at: now, dueAt: now.advanced(by: delay), key: key, as: actor, in: tx)
        }
    }

    private func runner(_ house: House, _ kinds: JobKind...) -> JobRunner { JobRunner(kinds, deployment: house.deployment) }

    @Test("the system administrator sees the chain's jobs, newest first, by state and kind, page by page; payloads stay inside")
    func list() async throws {
        let clinic = try await Clinic(in: House.another())
        let admin = try clinic.call(as: "system_admin")
        var ids: [String] = []
        for index in 0..<5 {
            ids.append(try await enqueue(index == 2 ? "test.other" : "test.list", of: clinic.tenant, in: clinic.house).description)
            clinic.house.clock.advance(by: .milliseconds(2))
        }
        var seen: [String] = []
        var path = "/v1/jobs?limit=2&filter[kind]=test.list"
        while true {
            let answer = await admin.send(.get, path)
            try #require(answer.status == 200, "\(answer.text)")
            let page = try #require(answer.json["data"]?.array)
            seen += page.compactMap { $0["id"]?.string }
            #expect(page.allSatisfy { $0["payload"] == nil && $0["state"] == "waiting" })
            guard let next = answer.json["page"]?["next"]?.string else { break }
            path = "/v1/jobs?limit=2&filter[kind]=test.list&cursor=" + next
        }
        #expect(seen == [ids[4], ids[3], ids[1], ids[0]])
        let dead = await admin.send(.get, "/v1/jobs?filter[state]=dead,done")
        #expect(dead.json["data"]?.array?.isEmpty == true)
        #expect(await admin.send(.get, "/v1/jobs?filter[state]=alive&limit=0&x=1").json["errors"]?.array?.count == 3)
        #expect(await admin.send(.get, "/v1/jobs?cursor=abc").status == 422)
    }

    @Test("a dead letter is replayed: it begins anew, and the audit trail says who did it")
    func replay() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let ledger = Attempts()
        let kind = JobKind("test.dead", maximumAttempts: 1) { _ in
            if await ledger.next() == 1 { throw Trouble() }
        }
        let id = try await enqueue("test.dead", of: clinic.tenant, in: clinic.house)
        let runner = runner(clinic.house, kind)
        try await runner.runDue(of: clinic.tenant)
        let dead = await admin.send(.get, "/v1/jobs/\(id)")
        #expect(dead.json["state"] == "dead" && dead.json["error"] == "error.Trouble" && dead.json["finishedAt"]?.string != nil)
        #expect(await admin.send(.post, "/v1/jobs/\(id)/retry").code == "job.state")
        #expect(await admin.send(.post, "/v1/jobs/\(id)/cancellation").code == "job.state")
        let replayed = await admin.send(.post, "/v1/jobs/\(id)/replay")
        #expect(replayed.status == 200 && replayed.json["state"] == "waiting" && replayed.json["attempt"] == 0)
        try await runner.runDue(of: clinic.tenant)
        #expect(await admin.send(.get, "/v1/jobs/\(id)").json["state"] == "done")
        #expect(await admin.send(.post, "/v1/jobs/\(id)/replay").code == "job.state")
        let superuser = try clinic.superuser()
        defer { superuser.close() }
        let events = try superuser.execute(
            "select actor_name from audit.event where tenant_id = \(clinic.tenant) and action = 'manage.job' and object_id = \(id) and outcome = 'done'"
        )
        #expect(try events.map { try $0.get(0, as: String.self) } == ["system.admin"])
    }

    @Test("a replay is refused while another job waits under the key")
    func replayWithKey() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let kind = JobKind("test.keyed") { _ in throw JobFailure(permanent: "no") }
        let id = try await enqueue("test.keyed", key: "k", of: clinic.tenant, in: clinic.house)
        try await runner(clinic.house, kind).runDue(of: clinic.tenant)
        _ = try await enqueue("test.keyed", key: "k", of: clinic.tenant, in: clinic.house)
        #expect(await admin.send(.post, "/v1/jobs/\(id)/replay").code == "job.state")
    }

    @Test("a job that waits for its next attempt is tried at once")
    func retry() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let id = try await enqueue("test.retry", dueIn: .seconds(900), of: clinic.tenant, in: clinic.house)
        let runner = runner(clinic.house, JobKind("test.retry") { _ in })
        #expect(try await runner.runDue(of: clinic.tenant) == 0)
        #expect(await admin.send(.post, "/v1/jobs/\(id)/retry").status == 200)
        #expect(try await runner.runDue(of: clinic.tenant) == 1)
    }

    @Test("a waiting job is cancelled at once, a running one when it looks up; neither is tried again")
    func cancel() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "system_admin")
        let gate = Gate()
        let kind = JobKind("test.cancel") { run in
            await gate.pass()
            try await run.progress(done: 1)
            Issue.record("a cancelled run went on")
        }
        let waiting = try await enqueue("test.cancel", dueIn: .seconds(900), of: clinic.tenant, in: clinic.house)
        let cancelled = await admin.send(.post, "/v1/jobs/\(waiting)/cancellation")
        #expect(cancelled.status == 200 && cancelled.json["state"] == "cancelled")

        let running = try await enqueue("test.cancel", of: clinic.tenant, in: clinic.house)
        let runner = runner(clinic.house, kind)
        let tenant = clinic.tenant
        let work = Task {
            defer { gate.open() }
            return try await runner.runDue(of: tenant)
        }
        await gate.arrivals(1)
        let asked = await admin.send(.post, "/v1/jobs/\(running)/cancellation")
        #expect(asked.json["state"] == "running" && asked.json["cancelRequested"] == true)
        gate.open()
        #expect(try await work.value == 1)
        #expect(await admin.send(.get, "/v1/jobs/\(running)").json["state"] == "cancelled")
    }

    @Test("another chain's jobs are not there, and nobody but the administrator sees the own ones")
    func isolation() async throws {
        let clinic = try await Clinic()
        let other = try await Clinic()
        let id = try await enqueue("test.wall", of: clinic.tenant, in: clinic.house)
        let stranger = try other.call(as: "system_admin")
        #expect(await stranger.send(.get, "/v1/jobs/\(id)").status == 404)
        for verb in ["cancellation", "retry", "replay"] {
            #expect(await stranger.send(.post, "/v1/jobs/\(id)/\(verb)").status == 404)
        }
        #expect(!(await stranger.send(.get, "/v1/jobs")).text.contains(id.description))
        for role in Clinic.roles where role.code != RoleTemplate.systemAdmin {
            let caller = try clinic.call(as: role.code)
            #expect(await caller.send(.get, "/v1/jobs").status == 403, "\(role.code)")
            #expect(await caller.send(.post, "/v1/jobs/\(id)/cancellation").status == 403, "\(role.code)")
        }
        // A runner that serves the other chain does not get this one's.
        #expect(try await runner(clinic.house, JobKind("test.wall") { _ in }).runDue(of: other.tenant) == 0)
        let statement = JobQueries.claim(of: clinic.tenant, at: clinic.house.now, lease: .seconds(60))
        let rows = try await clinic.house.deployment.database.write(as: clinic.house.system(of: other.tenant)) { tx in
            try tx.execute(statement).count
        }
        #expect(rows == 0, "the wall holds even when the statement names another tenant")
    }

    @Test("the pool role learns from the horizon which tenants have work, and keeps no context of it")
    func horizon() async throws {
        let clinic = try await Clinic()
        _ = try await enqueue("test.horizon", of: clinic.tenant, in: clinic.house)
        let (house, tenant) = (clinic.house, clinic.tenant)
        let now = house.now
        try await house.deployment.database.read(as: house.system(of: .deployment)) { tx in
            let rows = try tx.execute(JobQueries.horizon(at: now))
            let columns = rows.columns
            #expect(columns == ["tenant_id", "next_at", "waiting", "running", "dead", "oldest_at"])
            #expect(try rows.contains { try $0.get(0, as: ID<Tenant>.self) == tenant })
            let context: String = try tx.execute("select current_setting('app.tenant_id')")[0][0]
            #expect(context == ID<Tenant>.deployment.description)
            #expect(try tx.execute("select 1 from app.job where tenant_id = \(tenant)").isEmpty)
        }
    }

    @Test("the clean-up removes kept answers after 72 hours, sessions long after their end and jobs that are done, and nothing else")
    func cleanUp() async throws {
        let house = try await House(TestDatabase.fresh())
        let clinic = try await Clinic(in: house)
        let admin = try clinic.call(as: "system_admin")
        _ = try await clinic.create(
            ["name": "王芳", "homeBranchId": .string(clinic.a.description)], as: clinic.call(as: "front_desk"), key: "a-key-of-mine")
        let old = try await enqueue("test.old", of: clinic.tenant, in: house)
        let runner = JobRunner(CleanUp.kinds(house.deployment) + [JobKind("test.old") { _ in }], deployment: house.deployment)
        try await runner.runDue(of: clinic.tenant)
        let superuser = try house.database.superuser()
        defer { superuser.close() }
        func rows(_ table: SQL) throws -> Int64 {
            try superuser.execute("select count(*) from \(table) where tenant_id = \(clinic.tenant)")[0][0]
        }
        let sessions = try rows("app.session")
        func cleanUpAfter(_ days: Int64) async throws {
            house.clock.advance(by: .seconds(days * 86_400))
            _ = try await enqueue("platform.clean_up", of: clinic.tenant, in: house)
            #expect(try await runner.runDue(of: clinic.tenant) == 1)
        }
        try await cleanUpAfter(2)
        #expect(try rows("app.idempotency") == 1)
        try await cleanUpAfter(2)
        #expect(try rows("app.idempotency") == 0)
        #expect(try rows("app.session") == sessions)
        #expect(try !superuser.execute("select 1 from app.job where id = \(old)").isEmpty)
        try await cleanUpAfter(4)
        #expect(try superuser.execute("select 1 from app.job where id = \(old)").isEmpty)
        try await cleanUpAfter(30)
        #expect(try rows("app.session") == 0)
        #expect(try rows("app.customer") == 1)
        #expect(await admin.send(.get, "/v1/jobs").status == 401)
    }
}

/// Counts up.
private actor Attempts {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
