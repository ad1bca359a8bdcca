import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Above a number of rows somebody else looks at what is to leave, however it is cut into files.
@Suite struct ExportApprovalTests {
    @Test("above the tenant's limit another person approves; nobody approves his own, and a refusal is one")
    func approval() async throws {
        let clinic = try await Clinic()
        for name in ["甲", "乙", "丙"] { try await clinic.customer(name) }
        try await clinic.setApproval(above: 2)
        let asked = try await clinic.ask()
        #expect(asked.json["state"] == "waiting")
        #expect(asked.json["expectedRows"] == 3)
        let id = try #require(asked.json["id"]?.string)
        let admin = try clinic.call(as: "branch_admin")
        let director = try clinic.call(as: "chain_director")
        // Not by himself, not by somebody of a branch, not by whoever only watches.
        #expect(await admin.send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": true}"#).status == 403)
        let near = clinic.call(as: try await clinic.person(("chain_director", clinic.a)))
        #expect(await near.send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": true}"#).status == 404)
        #expect(
            await (try clinic.call(as: "compliance_officer")).send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": true}"#).status
                == 403)
        let refused = await director.send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": false}"#)
        #expect(refused.json["state"] == "refused")
        #expect(await director.send(.post, "/v1/exports/\(id)/decision", text: #"{"approved": true}"#).code == "export.state")
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(await admin.send(.get, "/v1/exports/\(id)/content").code == "export.gone")
        // Somebody who is both is still one person; the database knows it too.
        let both = clinic.call(as: try await clinic.person(("branch_admin", clinic.a), ("chain_director", clinic.chain)))
        let own = try await clinic.ask(as: both)
        let mine = try #require(own.json["id"]?.string)
        #expect(own.json["state"] == "waiting")
        #expect(await both.send(.post, "/v1/exports/\(mine)/decision", text: #"{"approved": true}"#).code == "export.own")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let broken = #expect(throws: PostgresError.self) {
            try connection.execute(
                "update app.export set decided_by = requested_by, decided_at = now() where id = \(mine)::text::uuid")
        }
        #expect(broken?.constraint == "export_second_person")
        let approved = await director.send(.post, "/v1/exports/\(mine)/decision", text: #"{"approved": true}"#)
        #expect(approved.json["decidedBy"] == .string(try #require(clinic.people["chain_director"]).id.description))
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        #expect(try await clinic.export(mine, as: both)["state"] == "done")
        #expect(try await clinic.table(of: try await clinic.export(mine, as: both), as: both).count == 4)
    }

    @Test("a day's files count together, orders at once too")
    func sliced() async throws {
        let clinic = try await Clinic()
        for level in ["gold", "gold", "silver", "silver"] { try await clinic.customer("客", ["level": .string(level)]) }
        try await clinic.setApproval(above: 3)
        #expect(try await clinic.exported(query: "?filter[level]=gold")["state"] == "done")
        #expect(try await clinic.exported(query: "?filter[level]=silver")["state"] == "waiting")
        // Another person has a day of his own; of his two at once one finds room.
        let other = clinic.call(as: try await clinic.person(("branch_admin", clinic.a)))
        async let first = clinic.ask(query: "?filter[level]=gold", as: other)
        async let second = clinic.ask(query: "?filter[level]=silver", as: other)
        let states = try await [first, second].map { $0.json["state"]?.string ?? "" }
        #expect(states.sorted() == ["approved", "waiting"])
    }

    @Test("what has grown since it was asked for, or approved, waits again")
    func grown() async throws {
        let clinic = try await Clinic()
        for name in ["甲", "乙"] { try await clinic.customer(name) }
        try await clinic.setApproval(above: 2)
        let asked = try await clinic.ask()
        #expect(asked.json["state"] == "approved")
        try await clinic.customer("丙")
        try await clinic.exportRunner.runDue(of: clinic.tenant)
        let grown = try await clinic.export(try #require(asked.json["id"]?.string))
        #expect(grown["state"] == "waiting", "\(grown)")
        #expect(grown["expectedRows"] == 3)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let files: Int64 = try connection.execute("select count(*) from app.file where tenant_id = \(clinic.tenant)")[0][0]
        #expect(files == 0)
        // And nothing of it was released.
        let links: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'export.customer'")[0][0]
        #expect(links == 0)
    }

    @Test("whoever loses the right, or a part of it, gets no file, whether it was written already or not")
    func revoked() async throws {
        let clinic = try await Clinic()
        try await clinic.customer("甲")
        try await clinic.customer("乙", in: clinic.b)
        let person = try await clinic.person(("branch_admin", clinic.a), ("branch_admin", clinic.b))
        let client = clinic.call(as: person)
        let written = try await clinic.exported(as: client)
        #expect(written["rows"] == 2)
        let waiting = try await clinic.ask(as: client)
        let tenant = clinic.tenant
        try await clinic.house.deployment.database.write(as: clinic.house.system(of: tenant)) { tx in
            tx.enqueue(
                """
                update app.access_grant set state = 'revoked' where tenant_id = \(tenant) and user_id = \(person.id)
                and unit_id = \(clinic.b)
                """)
            AccessNews.publish(tenant, in: tx)
        }
        clinic.house.deployment.forget(tenant)
        let refused = try await clinic.content(of: written, as: client)
        #expect(refused.code == "export.rights_changed", "\(refused.text)")
        try await clinic.exportRunner.runDue(of: tenant)
        let failed = try await clinic.export(try #require(waiting.json["id"]?.string), as: client)
        #expect(failed["state"] == "failed")
        #expect(failed["error"] == "rights_changed")
    }

    @Test("neither a program's key nor a visiting operator takes anything out")
    func programs() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let made = await admin.send(
            .post, "/v1/api-keys",
            text: #"""
                {"name": "sync", "unitId": "\#(clinic.a)", "actions": ["read.customer", "export.customer", "read.export"],
                 "fields": [{"target": "C1", "level": "read", "uses": ["export"]}], "expiresAt": "\#(clinic.house.now.advanced(by: .seconds(86_400)))"}
                """#)
        guard made.status == 201, let token = made.json["token"]?.string else {
            // Whoever may not make keys has none to try with.
            Issue.record("\(made.text)")
            return
        }
        let program = InProcessClient(clinic.house.edge, token: token)
        #expect(await program.send(.get, "/v1/customers").status == 200)
        #expect(try await clinic.ask(as: program).status == 403)
    }
}
