import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Schema
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

/// Hardened mode: whoever can only send statements as the pool role cannot become another tenant.
@Suite struct HardenedTests {
    /// Two tenants in a database that insists on signed contexts, and the pool role's own connection to it.
    private struct Ground {
        let database: TestDatabase
        let house: House
        let here: Clinic
        let there: Clinic
        let key: ContextKey
        let pool: Connection
        let backend: Int32

        init() async throws {
            database = try TestDatabase.fresh()
            try database.harden()
            house = try await House(database, hardened: true)
            here = try await Clinic(in: house)
            there = try await Clinic(in: house)
            _ = try await here.customer("这边的人")
            _ = try await there.customer("那边的人")
            key = ContextKey(root: database.root)
            pool = try Connection(url: database.url(of: "peony_app"))
            backend = try pool.execute("select pg_backend_pid()")[0][0]
        }

        /// How many customers are seen after these statements; throws what the wall says.
        func customers(after statements: [SQL]) throws -> Int64 {
            try pool.execute("begin")
            defer { _ = try? pool.execute("rollback") }
            for statement in statements { try pool.execute(statement) }
            return try pool.execute("select count(*) from app.customer")[0][0]
        }

        func refuses(_ statements: [SQL], _ why: Comment) {
            let error = #expect(throws: PostgresError.self, why) { _ = try customers(after: statements) }
            #expect(error?.sqlState == "42501", why)
        }
    }

    @Test("a context that was set by hand, changed, kept too long or taken from another backend is refused")
    func forged() async throws {
        let ground = try await Ground()
        defer { ground.pool.close() }
        let (here, there) = (ground.here, ground.there)
        let system = Actor.system(of: here.tenant, request: .new(at: ground.house.now))
        let signed = system.preamble(on: ground.backend, signedBy: ground.key)
        #expect(try ground.customers(after: [signed]) == 1)
        let other: SQL = "select set_config('app.tenant_id', \(there.tenant.description), true)"
        ground.refuses([other, "select set_config('app.all_branches', 'true', true)"], "by hand")
        ground.refuses([system.preamble], "unsigned")
        ground.refuses([signed, other], "another tenant under the same proof")
        ground.refuses([system.preamble(on: ground.backend + 1, signedBy: ground.key)], "another backend's")
        ground.refuses(
            [system.preamble(on: ground.backend, signedBy: ContextKey(root: .generate()))], "under another key")
        ground.refuses([signed, "select set_config('app.proof', '1.' || split_part(current_setting('app.proof'), '.', 2), true)"], "late")
        ground.refuses([signed, "select set_config('app.proof', '', true)"], "no proof")
        ground.refuses([signed, "select set_config('app.proof', 'x.y', true)"], "no proof either")

        // A branch's person does not widen his branches, nor name more customers.
        let person = Actor(
            person: try #require(here.people["front_desk"]).id, named: "desk", of: here.tenant, session: .new(at: ground.house.now),
            rights: Rights(portions: [
                Portion(rows: RowSet(.branches([here.b])), actions: [], fields: FieldRights(), sources: [])
            ]), request: .new(at: ground.house.now), address: nil)
        let narrow = person.preamble(on: ground.backend, signedBy: ground.key)
        #expect(try ground.customers(after: [narrow]) == 0)
        ground.refuses([narrow, "select set_config('app.all_branches', 'true', true)"], "all branches")
        ground.refuses([narrow, "select set_config('app.branch_ids', '{\(here.a.description)}', true)".trusted], "another branch")
        ground.refuses([narrow, "select set_config('app.customer_ids', '{\(UUID().uuidString)}', true)".trusted], "another customer")
    }

    @Test("the pool role cannot read the key, nor exchange the check")
    func key() async throws {
        let ground = try await Ground()
        defer { ground.pool.close() }
        for statement in [
            "select * from priv.context_key", "call priv.soften()", "call priv.harden(''::bytea, ''::bytea)",
            "create or replace function app.tenant_id() returns uuid language sql as 'select null::uuid'",
            "set role peony_owner", "drop function app.tenant_id()",
        ] {
            let error = #expect(throws: PostgresError.self, "\(statement)") {
                try ground.pool.execute(SQL(trustedText: statement))
            }
            #expect(error?.sqlState == "42501", "\(statement)")
        }
        let body: String = try ground.pool.execute("select prosrc from pg_proc where oid = 'app.tenant_id()'::regprocedure")[0][0]
        #expect(!body.contains("\\x"), "the key does not stand in what everybody may read")
    }

    @Test("requests, one-shot reads and sign-in work as before, and the lint finds nothing")
    func works() async throws {
        let ground = try await Ground()
        defer { ground.pool.close() }
        let desk = try ground.here.call(as: "front_desk")
        #expect(await desk.send(.get, "/v1/customers").rows.count == 1)
        #expect(try await ground.here.call(as: "chain_director").send(.get, "/v1/customers").rows.count == 1)
        #expect(try await ground.here.call(as: "system_admin").send(.get, "/v1/settings").status == 200)
        // A wrong password is counted by the sign-in role, whose functions set the context themselves.
        let client = InProcessClient(ground.house.edge)
        let refused = await client.send(
            .post, "/v1/sessions", text: #"{"tenant": "\#(ground.here.slug)", "user": "front.desk", "password": "not the one at all"}"#)
        #expect(refused.code == "session.rejected")
        let superuser = try ground.database.superuser()
        defer { superuser.close() }
        try superuser.execute("set search_path to pg_catalog")
        for query in Schema.lint { #expect(try superuser.execute(SQL(trustedText: query)).isEmpty) }
        // And back.
        try superuser.execute("set role peony_owner")
        try superuser.execute(ContextKey.softening)
        #expect(await desk.send(.get, "/v1/customers").rows.count == 1)
        let system = Actor.system(of: ground.here.tenant, request: .new(at: ground.house.now))
        #expect(try ground.customers(after: [system.preamble]) == 1)
    }
}

extension String {
    /// A statement of the test's own making.
    fileprivate var trusted: SQL { SQL(trustedText: self) }
}
