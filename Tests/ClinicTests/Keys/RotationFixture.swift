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

/// A house of its own with a clinic and customers, whose keys are rotated while people work.
struct RotationFixture: Sendable {
    let house: House
    let clinic: Clinic
    /// Customers with what is known of them.
    let customers: [(id: String, canary: Canary)]
    let notes: [String]

    init(customers count: Int, blobs: any BlobStore = MemoryBlobs()) async throws {
        house = try await House(TestDatabase.fresh(), blobs: blobs)
        clinic = try await Clinic(in: house)
        var customers: [(String, Canary)] = []
        var notes: [String] = []
        for index in 0..<count {
            let canary = Canary()
            let id = try await clinic.canary(canary)
            customers.append((id, canary))
            if index.isMultiple(of: 3) { notes.append(try await clinic.note("随访 \(index)", about: id)) }
        }
        self.customers = customers
        self.notes = notes
    }

    var tenant: ID<Tenant> { clinic.tenant }

    /// Begins a rotation as the chain's system administrator would.
    @discardableResult
    func begin(_ kind: String, perSecond: Int = 100_000) async throws -> String {
        let answer = try await clinic.call(as: "system_admin").send(
            .post, "/v1/keys/rotations", text: #"{"kind": "\#(kind)", "perSecond": \#(perSecond)}"#)
        try #require(answer.status == 202, "\(answer.text)")
        return try #require(answer.json["id"]?.string)
    }

    func rotation(_ id: String) async throws -> JSONValue {
        let answer = try await clinic.call(as: "system_admin").send(.get, "/v1/keys/rotations/\(id)")
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json
    }

    /// A runner as another server would have: with keys that it opens by itself.
    func runner() -> JobRunner {
        let deployment = Deployment(
            database: house.deployment.database, signIn: house.deployment.signIn,
            keys: KeyRing(root: house.database.root, database: house.deployment.database, shares: house.deployment.keys.shares),
            clock: house.clock,
            catalog: Composition.catalog, passwords: house.deployment.passwords)
        var configuration = JobRunner.Configuration()
        // A run that was killed leaves its lease behind, which ends by the database's clock.
        configuration.lease = .seconds(2)
        return JobRunner([RotationJob.kind(Composition.rotations)], deployment: deployment, configuration: configuration)
    }

    /// What a notification does on a running server.
    func hearNews() { house.deployment.keys.forget(tenant) }

    /// Runs until the rotation is done, the clock moving on where it waits.
    func finish(_ id: String) async throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while ContinuousClock.now < deadline {
            try await runner().runDue(of: tenant)
            hearNews()
            let rotation = try await rotation(id)
            if rotation["state"] == "done" { return }
            if rotation["phase"] == "settle" || rotation["phase"] == "drain" { house.clock.advance(by: .seconds(61)) }
            // A sweep that has to wait for somebody.
            if rotation["phase"] == "sweep" { house.clock.advance(by: .seconds(5)) }
            await Task.yield()
        }
        Issue.record("the rotation does not end: \(String(decoding: try await rotation(id).serialized, as: UTF8.self))")
    }

    /// Runs until something of the current phase is done, then ends the run as a killed server would: whatever it had in its hands is lost.
    func kill(_ id: String, after count: Int64) async throws {
        let runner = runner()
        let tenant = tenant
        let work = Task {
            // The lease of the run before has to end first.
            while !Task.isCancelled {
                try await runner.runDue(of: tenant)
                await Task.yield()
            }
        }
        let deadline = ContinuousClock.now + .seconds(300)
        while ContinuousClock.now < deadline {
            if let done = try await rotation(id)["done"]?.integer, done >= count { break }
            await Task.yield()
        }
        work.cancel()
        _ = try? await work.value
        #expect(try await rotation(id)["state"] == "running")
    }

    /// Every customer is read and found, by a server that has nothing in memory.
    func checkEverything() async throws {
        house.deployment.keys.forgetAll()
        let desk = try clinic.call(as: "front_desk")
        let doctor = try clinic.call(as: "doctor")
        for (id, canary) in customers {
            let answer = await desk.send(.get, "/v1/customers/\(id)")
            #expect(answer.json["name"]?.string == canary.name, "\(answer.text)")
            #expect(answer.json["remark"]?.string == canary.remark)
            #expect(await doctor.send(.get, "/v1/customers/\(id)").json["allergy"]?.string == canary.allergy)
            for search in [
                #"{"phone": "\#(canary.phone)"}"#, #"{"name": "\#(canary.name)"}"#, #"{"phoneLast4": "\#(canary.phone.suffix(4))"}"#,
            ] {
                let found = await desk.send(.post, "/v1/customers/search", text: search)
                #expect(found.json["data"]?.array?.contains { $0["id"]?.string == id } == true, "\(search) \(found.text)")
            }
            let again = await clinic.create(["name": "别人", "phone": .string(canary.phone)], as: desk)
            #expect(again.code == "customer.duplicate")
        }
        for note in notes {
            let answer = await desk.send(.get, "/v1/notes/\(note)")
            #expect(answer.status == 404 || answer.json["body"]?.string?.hasPrefix("随访") == true, "\(answer.text)")
        }
        // The trail opens as well: bodies under customers' keys and under the tenant's.
        let officer = try clinic.call(as: "compliance_officer")
        let events = await officer.send(.get, "/v1/audit/events?limit=200")
        for event in events.json["data"]?.array ?? [] {
            let id = try #require(event["id"]?.string)
            #expect(await officer.send(.get, "/v1/audit/events/\(id)").status == 200)
        }
        #expect((events.json["data"]?.array ?? []).count > customers.count)
    }

    func count(_ question: SQL) throws -> Int64 {
        let connection = try house.database.superuser()
        defer { connection.close() }
        return try connection.execute(question)[0][0]
    }

    /// Envelopes by their suite and version: of a column, over all customers.
    func envelopes(_ column: String) throws -> [(suite: Int, version: Int, count: Int64)] {
        let connection = try house.database.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            SQL(
                trustedText: """
                    select get_byte(\(column), 1), get_byte(\(column), 5), count(*) from app.customer
                    where tenant_id = '\(tenant)' and \(column) is not null group by 1, 2 order by 1, 2
                    """))
        return try rows.map { (Int(try $0.get(0, as: Int32.self)), Int(try $0.get(1, as: Int32.self)), try $0[2]) }
    }
}

/// A store that holds a blob back before its first byte, for as long as a test wants.
final class HeldBlobs: BlobStore {
    private enum State {
        case open, holding, held
    }

    private let blobs = MemoryBlobs()
    private let state = Mutex(State.open)

    /// The next blob is held.
    func hold() { state.withLock { $0 = .holding } }

    var isHeld: Bool { state.withLock { $0 == .held } }

    func release() { state.withLock { $0 = .open } }

    func create(_ name: BlobName) throws -> any BlobSink {
        state.withLock { if $0 == .holding { $0 = .held } }
        while isHeld { Thread.sleep(forTimeInterval: 0.005) }
        return blobs.create(name)
    }

    func open(_ name: BlobName) throws -> (any BlobSource)? { blobs.open(name) }

    func remove(_ name: BlobName) throws { blobs.remove(name) }

    func names(of tenant: ID<Tenant>, before: Instant) throws -> [BlobName] { blobs.names(of: tenant, before: before) }
}

/// People at work, without a pause, until they are told to stop.
final class Traffic: Sendable {
    private let task: Task<Int, Never>

    /// Reads, finds, changes and makes customers; every answer has to be what it always is. That a busy machine refuses some is no
    /// wrong answer.
    init(_ fixture: RotationFixture) throws {
        let desk = try fixture.clinic.call(as: "front_desk")
        task = Task {
            var wrong = 0
            var right = 0
            func expect(_ answer: Clinic.Answer, _ isRight: (Clinic.Answer) -> Bool) {
                guard answer.status != 503, answer.status != 408 else { return }
                if isRight(answer) { right += 1 } else { wrong += 1 }
            }
            var round = 0
            while !Task.isCancelled {
                let (id, canary) = fixture.customers[round % fixture.customers.count]
                let read = await desk.send(.get, "/v1/customers/\(id)")
                expect(read) { $0.json["name"]?.string == canary.name }
                if let version = read.json["version"]?.integer {
                    let changed = await desk.send(
                        .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"\(version)\"")],
                        body: JSONValue.object(["wechat": .string("wx\(100_000 + round)")]).serialized)
                    expect(changed) { $0.status == 200 }
                }
                let found = await desk.send(.post, "/v1/customers/search", text: #"{"phone": "\#(canary.phone)"}"#)
                expect(found) { $0.json["data"]?[0]?["id"]?.string == id }
                round += 1
                // Enough to be in every phase, not so many that the walk never ends.
                guard round <= 12 else { continue }
                let made = Canary()
                let created = await fixture.clinic.create(["name": .string(made.name), "phone": .string(made.phone)], as: desk)
                expect(created) { $0.status == 201 }
                guard let new = created.json["id"]?.string else { continue }
                let known = await desk.send(.post, "/v1/customers/search", text: #"{"phone": "\#(made.phone)"}"#)
                expect(known) { $0.json["data"]?[0]?["id"]?.string == new }
            }
            return right == 0 ? 1 : wrong
        }
    }

    /// How many answers were wrong.
    func stop() async -> Int {
        task.cancel()
        return await task.value
    }
}
