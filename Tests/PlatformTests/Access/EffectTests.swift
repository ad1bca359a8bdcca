import FoundationEssentials
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

@Suite("When a change of rights takes effect")
struct EffectTests {
    /// A running session and the server's way to its rights.
    private struct Running {
        let world: AccessFixture
        let authenticator: SessionAuthenticator
        let token: String

        init(_ world: AccessFixture, _ user: ID<User>) async throws {
            self.world = world
            let (tenant, now) = (world.tenant, world.now)
            let directory = TenantDirectory(database: world.deployment.database)
            authenticator = SessionAuthenticator(
                database: world.deployment.database, directory: directory, keys: world.deployment.keys, catalog: world.catalog)
            let slug = try await world.deployment.database.read(as: world.system) { tx -> String in
                let row = try tx.execute("select slug from app.tenant where id = \(tenant)").first
                return try #require(row)[0]
            }
            let token = SessionToken.new(slug: slug)
            self.token = token.text
            try await world.deployment.database.write(as: world.system) { tx in
                tx.enqueue(
                    """
                    insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at)
                    values (\(tenant), \(ID<Session>.new(at: now)), \(user), \(token.hash), \(now), \(now),
                      \(now.advanced(by: .seconds(3600))))
                    """)
            }
        }

        func rights() async throws -> Rights {
            let now = world.now
            return try await authenticator.authenticate(token: token, request: .new(at: now), address: nil, at: now).0
                .rights
        }
    }

    @Test("a revoked right is gone a second later on a server that heard nothing")
    func withoutNews() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let person = try await world.person()
        let grant = try await world.give(person, "nurse", world.north)
        let running = try await Running(world, person)
        #expect(try await running.rights().holds("nurse"))
        try await world.send(.delete, "/v1/grants/\(grant)", as: admin)
        #expect(try await running.rights().holds("nurse"))
        world.clock.advance(by: .seconds(1))
        #expect(try await !running.rights().holds("nurse"))
    }

    @Test("a server that listens drops what it kept as soon as the change is committed", .timeLimit(.minutes(10)))
    func withNews() async throws {
        let world = try await AccessFixture()
        let admin = try await world.person(("branch_admin", world.north))
        let role: ID<Role> = try world.id(
            try await world.send(
                .post, "/v1/roles", as: admin,
                RoleTests.newRole(world, "desk", basedOn: world.roles["front_desk"], world.north)))
        let person = try await world.person(of: admin)
        try await world.send(.post, "/v1/grants", as: admin, world.grantBody(person, role, world.north))
        let running = try await Running(world, person)
        let update = Action(named: "update.customer")

        let listener = Listener(url: world.database.url(of: "peony_app"), channels: ["peony_access"])
        defer { listener.close() }
        var events = listener.events.makeAsyncIterator()
        #expect(await events.next() == .reconnected)
        #expect(try await running.rights().allows(update))

        let body: JSONValue = ["baseVersion": 1, "content": RoleContent.with(["read.customer"], []).json]
        let proposal: ID<Proposal> = try world.id(
            try await world.send(.post, "/v1/roles/\(role)/proposals", as: admin, body))
        try await world.send(.post, "/v1/roles/\(role)/proposals/\(proposal)/publication", as: admin)
        // Other tests speak on the channel too; this waits for the word about this tenant, and the test's time limit ends it.
        while let event = await events.next(),
            event != .notification(channel: "peony_access", payload: world.tenant.description)
        {}
        running.authenticator.forget(world.tenant)
        // The clock stands still: nothing has run out, and the right is gone all the same.
        let rights = try await running.rights()
        #expect(!rights.allows(update) && rights.holds("desk"))
    }

    @Test("a grant that ends by its own time ends in a running session")
    func byTime() async throws {
        let world = try await AccessFixture()
        let person = try await world.person()
        try await world.give(person, "nurse", world.north, until: world.now.advanced(by: .seconds(10)))
        try await world.give(person, "cashier", world.north, from: world.now.advanced(by: .seconds(10)))
        let running = try await Running(world, person)
        let before = try await running.rights()
        #expect(before.holds("nurse") && !before.holds("cashier"))
        world.clock.advance(by: .seconds(10))
        let after = try await running.rights()
        #expect(!after.holds("nurse") && after.holds("cashier"))
    }
}
