import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Erasure: what is gone stays gone, in the API, in the database, and in a restored backup.
@Suite struct ErasureTests {
    /// A customer with something of everything.
    private func person(_ canary: Canary, in clinic: Clinic) async throws -> (id: String, note: String) {
        let id = try await clinic.canary(canary)
        let note = try await clinic.note("备注里写着\(canary.remark)", about: id)
        try await clinic.consent(to: .marketingCall, of: id)
        let desk = try clinic.call(as: "front_desk")
        _ = await desk.send(.post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#)
        return (id, note)
    }

    @Test("an erased customer is nowhere, his number is free, and the certificate says what was done")
    func erased() async throws {
        let clinic = try await Clinic(in: House.withShares(TestDatabase.fresh()))
        let (canary, other) = (Canary(), Canary())
        let (id, note) = try await person(canary, in: clinic)
        let stays = try await person(other, in: clinic).id
        let desk = try clinic.call(as: "front_desk")
        // An answer that was kept for a repeated request holds his data too.
        let kept = await desk.send(
            .post, "/v1/customers/\(id)/notes", headers: [("Idempotency-Key", "key-of-erasure")],
            body: JSONValue.object(["body": .string(canary.address)]).serialized)
        #expect(kept.status == 201)

        let request = try await clinic.verified(.erase, about: id)
        try clinic.prove(#require(clinic.people["compliance_officer"]), at: nil)
        #expect(try await clinic.handle(request, "completion", "{}").code == "session.step_up_required")
        #expect(await desk.send(.get, "/v1/customers/\(id)").status == 200)
        try clinic.stepUp()
        let done = try await clinic.handle(request, "completion", #"{"answer": "已删除"}"#)
        #expect(done.status == 200, "\(done.text)")
        let erasure = try #require(done.json["erasureId"]?.string)

        // In the same bytes as one who never was, for every role and way.
        let roles = ["front_desk", "branch_admin", "chain_director", "compliance_officer", "doctor", "marketing"]
        for role in roles {
            let client = try clinic.call(as: role)
            let never = await client.send(.get, "/v1/customers/00000000-0000-7000-8000-000000000001")
            let gone = await client.send(.get, "/v1/customers/\(id)")
            #expect(gone.status == 404, "\(role)")
            #expect(gone.withoutRequest == never.withoutRequest, "\(role)")
            #expect(await client.send(.get, "/v1/customers").rows.allSatisfy { $0["id"]?.string != id }, "\(role)")
        }
        for path in ["/notes", "/timeline", "/consents", "/consent-states"] {
            #expect(await desk.send(.get, "/v1/customers/\(id)\(path)").status == 404, "\(path)")
        }
        #expect(await desk.send(.get, "/v1/notes/\(note)").status == 404)
        for query: JSONObject in [
            ["phone": .string(canary.phone)], ["phoneLast4": .string(String(canary.phone.suffix(4)))], ["name": .string(canary.name)],
        ] {
            let found = await desk.send(.post, "/v1/customers/search", body: JSONValue.object(query).serialized)
            #expect(found.rows.allSatisfy { $0["id"]?.string != id })
        }
        let repeated = await desk.send(
            .post, "/v1/customers/\(id)/notes", headers: [("Idempotency-Key", "key-of-erasure")],
            body: JSONValue.object(["body": .string(canary.address)]).serialized)
        #expect(repeated.status == 404, "the kept answer is gone too")

        // The request stays, without his words; the certificate names ids alone, and its signature holds.
        let officer = try clinic.call(as: "compliance_officer")
        let settled = await officer.send(.get, "/v1/data-requests/\(request)")
        #expect(settled.json["state"]?.string == "completed")
        #expect(settled.json["answer"]?.isNull ?? true)
        let certificate = await officer.send(.get, "/v1/erasures/\(erasure)")
        #expect(certificate.json["customerId"]?.string == id)
        let text = try #require(certificate.json["certificate"]?.string)
        let secret = clinic.house.deployment.keys.erasureSecret
        #expect(ErasureCertificates.isGenuine(text, secret: secret))
        #expect(!ErasureCertificates.isGenuine(text.replacing("erased by", with: "erased By"), secret: secret))
        #expect(!ErasureCertificates.isGenuine(text, secret: .random()))
        #expect(text.contains("customer \(id)\n"))
        #expect(text.contains("erased by \(try #require(clinic.people["compliance_officer"]).id)"))
        #expect(canary.found(in: certificate.everything).isEmpty)
        let locked = try #require(certificate.json["medicalLockedUntil"]?.string.flatMap { Instant($0) })
        #expect(locked > clinic.house.now.advanced(by: .seconds(14 * 365 * 86_400)))
        #expect(await officer.send(.get, "/v1/erasures").rows.count == 1)
        #expect(await desk.send(.get, "/v1/erasures/\(erasure)").status == 403)

        // The number belongs to nobody now.
        let new = await clinic.create(["name": "新客户", "phone": .string(canary.phone)], as: desk)
        #expect(new.status == 201, "\(new.text)")
        #expect(await desk.send(.get, "/v1/customers/\(stays)").json["name"]?.string == other.name)
        // Twice is not possible.
        let again = try await clinic.call(as: "front_desk").send(
            .post, "/v1/customers/\(id)/data-requests", text: #"{"kind": "erase", "channel": "counter"}"#)
        #expect(again.status == 404)
    }

    @Test("the audit trail still says who did what, and no longer with what")
    func audit() async throws {
        let clinic = try await Clinic(in: House.withShares(TestDatabase.fresh()))
        let canary = Canary()
        let (id, _) = try await person(canary, in: clinic)
        let officer = try clinic.call(as: "compliance_officer")
        func trail() async -> [Clinic.Answer] {
            var answers: [Clinic.Answer] = []
            let events = await officer.send(.get, "/v1/audit/events?filter[customerId]=\(id)&limit=200").rows
            for event in events {
                answers.append(await officer.send(.get, "/v1/audit/events/\(event["id"]?.string ?? "")"))
            }
            return answers
        }
        func withBody(_ action: String, _ answers: [Clinic.Answer]) -> [JSONValue] {
            answers.filter { $0.json["action"]?.string == action }.compactMap { $0.json["body"] }
        }
        let before = await trail()
        #expect(withBody("create.customer", before).allSatisfy { !$0.isNull })
        #expect(!withBody("create.customer", before).isEmpty)
        try await clinic.erase(id)
        let after = await trail()
        #expect(after.count > before.count)
        #expect(after.allSatisfy { canary.found(in: $0.everything).isEmpty })
        for action in ["create.customer", "create.note"] {
            #expect(withBody(action, after).allSatisfy { $0.isNull }, "\(action)")
        }
        #expect(after.contains { $0.json["action"]?.string == "erase.customer" })
        let verified = await officer.send(.post, "/v1/audit/verifications", text: "{}")
        #expect(verified.json["fault"]?.isNull == true)
    }

    @Test("nothing in the database opens what was his, and every cell and clear value of his row is blank")
    func atRest() async throws {
        let clinic = try await Clinic(in: House.withShares(TestDatabase.fresh()))
        let canary = Canary()
        let (id, _) = try await person(canary, in: clinic)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let customer = try #require(ID<Customer>(id))
        func wrapped(_ column: SQLIdentifier) throws -> [UInt8]? {
            try connection.execute("select \(column) from app.customer where id = \(customer)")[0].getOptional(0)
        }
        let crm = try #require(try wrapped("crm_key"))
        try await clinic.erase(id)
        #expect(try wrapped("crm_key") == nil)
        #expect(try wrapped("medical_key") != nil, "records are kept, locked")
        // Every personal column but the medical ones, as the field table says.
        for field in Customer.resource.fields
        where field.classification > .internal && field.sealing != .medical && field.derivation == nil {
            let left = try connection.execute(
                "select coalesce(length(t.\(field.column)::text), 0) from app.customer t where id = \(customer)")[0]
            let length: Int32 = try left[0]
            #expect(length <= 2, "\(field.name): at most an empty bytea")
        }
        for table in ["phone_token", "search_token", "customer_tag"] {
            let rows: Int64 = try connection.execute(
                SQL(trustedText: "select count(*) from app.\(table) where customer_id = '\(id)'"))[0][0]
            #expect(rows == 0, "\(table)")
        }
        // Somebody who kept a copy of his wrapped key, and has the root key, has nothing: the other half is gone.
        clinic.house.deployment.keys.forget(clinic.tenant)
        let keys = try await clinic.house.deployment.keys.keys(of: clinic.tenant)
        let error = #expect(throws: VaultError.self) {
            try crm.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: customer.uuid) }
        }
        #expect(error?.kind == .unknownKeyVersion)
        let plain = try await KeyRing(root: clinic.house.database.root, database: clinic.house.deployment.database).keys(of: clinic.tenant)
        #expect(throws: VaultError.self) {
            try crm.withUnsafeBytes { try plain.customerKey(.crm, wrapped: $0, customer: customer.uuid) }
        }
        // Nor can a key be made for him again.
        #expect(throws: VaultError.self) { try keys.newCustomerKey(.crm, customer: customer.uuid) }
        let dump = try PostgresProgram.run("pg_dump", ["--dbname", clinic.house.database.superuserURL])
        #expect(canary.found(in: dump).isEmpty)
    }

    @Test("the tombstone holds against every role, the medical key until its time")
    func tombstone() async throws {
        let clinic = try await Clinic()
        let id = try await person(Canary(), in: clinic).id
        try await clinic.erase(id)
        let superuser = try clinic.superuser()
        defer { superuser.close() }
        let attempts: [(String, String)] = [
            ("erased_at = null, medical_locked_until = null, crm_key = '\\x00'", "customer_tombstone"),
            ("crm_key = '\\x00'", "customer_tombstone"),
            ("erased_at = erased_at + interval '1 day'", "customer_tombstone"),
            ("medical_key = null", "customer_medical_lock"),
            ("medical_locked_until = now()", "customer_medical_lock"),
            ("medical_key = null, medical_locked_until = now() - interval '1 day'", "customer_medical_lock"),
        ]
        for role in ["postgres", "peony_app", "peony_owner"] {
            for (change, constraint) in attempts {
                try superuser.execute("begin")
                if role != "postgres" { try superuser.execute(SQL(trustedText: "set local role \(role)")) }
                for setting in ["app.tenant_id', '\(clinic.tenant)", "app.all_branches', 'true", "app.sees_blocked', 'true"] {
                    try superuser.execute(SQL(trustedText: "select set_config('\(setting)', true)"))
                }
                let error = #expect(throws: PostgresError.self, "\(role): \(change)") {
                    try superuser.execute(SQL(trustedText: "update app.customer set \(change) where id = '\(id)'"))
                }
                #expect(error?.constraint == constraint, "\(role): \(change)")
                try superuser.execute("rollback")
            }
        }
        // The time comes: what is due goes, and what is not stays.
        let house = clinic.house
        let destroy = DestroyMedicalKeys(on: house.deployment)
        let future = house.now.advanced(by: .seconds(40 * 365 * 86_400))
        #expect(try await destroy.run(of: clinic.tenant, at: future) == 0, "the database's own clock decides as well")
        try superuser.execute("set session_replication_role = replica")
        try superuser.execute(
            SQL(
                trustedText: """
                    update app.customer set created_at = created_at - interval '16 years',
                      medical_locked_until = medical_locked_until - interval '16 years' where id = '\(id)'
                    """))
        try superuser.execute("set session_replication_role = origin")
        #expect(try await destroy.run(of: clinic.tenant, at: house.now) == 1)
        #expect(try await destroy.run(of: clinic.tenant, at: house.now) == 0)
        let row = try superuser.execute(
            SQL(
                trustedText: """
                    select c.medical_key is null and c.allergy_sealed is null, e.medical_destroyed_at is not null
                    from app.customer c join app.erasure e on e.customer_id = c.id where c.id = '\(id)'
                    """))[0]
        #expect(try row.get(0, as: Bool.self))
        #expect(try row.get(1, as: Bool.self))
    }

    @Test("a restored backup with that day's root key does not bring him back, and is not served before the ledger is replayed")
    func restored() async throws {
        let folder = try House.folder()
        let house = try await House.withShares(TestDatabase.fresh(), in: folder)
        let clinic = try await Clinic(in: house)
        let (canary, other) = (Canary(), Canary())
        let id = try await person(canary, in: clinic).id
        let stays = try await person(other, in: clinic).id
        // Somebody who was erased before the backup is erased in it.
        let earlier = try await person(Canary(), in: clinic).id
        try await clinic.erase(earlier)
        let dump = folder.appending(path: "day.dump").path
        _ = try PostgresProgram.run("pg_dump", ["--format=custom", "--file", dump, "--dbname", house.database.superuserURL])
        let erasure = try await clinic.erase(id)

        let restored = try TestDatabase.empty(root: house.database.root)
        _ = try PostgresProgram.run("pg_restore", ["--dbname", restored.superuserURL, dump])
        let again = try await House.withShares(restored, in: folder)
        let keeper = ErasureKeeper(again.deployment.keys, in: again.deployment.database)
        #expect(try await keeper.apply() == .restored(missing: 1))
        // Served all the same, it could not show him: his half of the key is gone.
        let token = try #require(clinic.people["front_desk"]).token
        let desk = InProcessClient(again.edge, token: token)
        let shown = await desk.send(.get, "/v1/customers/\(id)")
        #expect(shown.status == 500)
        // The clear birthday is the one thing that a dump holds; no answer gives it.
        #expect(canary.found(in: shown.everything).isEmpty)
        #expect(await desk.send(.get, "/v1/customers/\(stays)").json["name"]?.string == other.name)
        #expect(await desk.send(.get, "/v1/customers/\(earlier)").status == 404)

        let ledger = try #require(again.deployment.keys.shares).ledger
        let replay = ReplayErasures(on: again.deployment)
        #expect(try await replay.run(ledger, at: again.now) == ReplayErasures.Report(entries: 1, erased: 1, unknown: 0))
        #expect(try await replay.run(ledger, at: again.now) == ReplayErasures.Report())
        #expect(try await keeper.apply() == .whole)
        #expect(await desk.send(.get, "/v1/customers/\(id)").status == 404)
        #expect(await desk.send(.get, "/v1/customers").status == 200)
        let officer = InProcessClient(again.edge, token: try #require(clinic.people["compliance_officer"]).token)
        #expect(
            await officer.send(.get, "/v1/erasures/\(erasure)").json["certificate"]
                == (try clinic.call(as: "compliance_officer").send(.get, "/v1/erasures/\(erasure)").json["certificate"]))
        let free = await clinic.create(["name": "新客户", "phone": .string(canary.phone)], as: desk)
        #expect(free.status == 201, "\(free.text)")
        let after = try PostgresProgram.run("pg_dump", ["--dbname", restored.superuserURL])
        #expect(canary.found(in: after).filter { $0 != "phone" }.isEmpty)
    }

    @Test("with everything of that day, the share tree too, a newer copy of the ledger erases him again")
    func ledgerAlone() async throws {
        let (folder, safe) = (try House.folder(), try House.folder())
        let house = try await House.withShares(TestDatabase.fresh(), in: folder)
        let clinic = try await Clinic(in: house)
        let canary = Canary()
        let id = try await person(canary, in: clinic).id
        let dump = safe.appending(path: "day.dump").path
        _ = try PostgresProgram.run("pg_dump", ["--format=custom", "--file", dump, "--dbname", house.database.superuserURL])
        try FileManager.default.copyItem(at: folder.appending(path: "shares.key"), to: safe.appending(path: "shares.key"))
        try await clinic.erase(id)
        let restored = try TestDatabase.empty(root: house.database.root)
        _ = try PostgresProgram.run("pg_restore", ["--dbname", restored.superuserURL, dump])
        let again = try await House.withShares(restored, in: safe)
        let copy = LedgerFile(at: folder.appending(path: "erasures.log").path)
        let report = try await ReplayErasures(on: again.deployment).run(copy, at: again.now)
        #expect(report == ReplayErasures.Report(entries: 1, erased: 1, unknown: 0))
        #expect(try await ErasureKeeper(again.deployment.keys, in: again.deployment.database).apply() == .whole)
        let shares = try #require(again.deployment.keys.shares)
        let customer = try #require(ID<Customer>(id))
        #expect(shares.share(of: .crm, customer: customer.uuid, tenant: clinic.tenant) == nil)
        #expect(shares.share(of: .medical, customer: customer.uuid, tenant: clinic.tenant) != nil)
        let desk = InProcessClient(again.edge, token: try #require(clinic.people["front_desk"]).token)
        #expect(await desk.send(.get, "/v1/customers/\(id)").status == 404)
    }

    @Test("entries that no server of the deployment made destroy nothing, in the database and in the file")
    func forged() async throws {
        let folder = try House.folder()
        let house = try await House.withShares(TestDatabase.fresh(), in: folder)
        let clinic = try await Clinic(in: house)
        let id = try await person(Canary(), in: clinic).id
        let victim = try await person(Canary(), in: clinic).id
        try await clinic.erase(id)
        let shares = try #require(house.deployment.keys.shares)
        let keeper = ErasureKeeper(house.deployment.keys, in: house.deployment.database)
        #expect(shares.position.sequence == 1, "applied at once")
        // What the pool role may insert, it cannot make true.
        let pool = try Connection(url: house.database.url(of: "peony_app"))
        defer { pool.close() }
        let customer = try #require(ID<Customer>(victim))
        try pool.execute(
            """
            insert into app.erasure_ledger (sequence, chain_id, customer_id, key, at, record, previous, head)
            select 2, \(clinic.tenant), \(customer), 'crm', at, '{}', head, sha256(head) from app.erasure_ledger where sequence = 1
            """)
        #expect(try await keeper.apply() == .broken(at: 2))
        #expect(shares.share(of: .crm, customer: customer.uuid, tenant: clinic.tenant) != nil)
        for change in ["update app.erasure_ledger set record = ''", "delete from app.erasure_ledger", "truncate app.erasure_ledger"] {
            let error = #expect(throws: PostgresError.self) { try pool.execute(SQL(trustedText: change)) }
            #expect(error?.sqlState == "42501", "\(change)")
        }
        let superuser = try house.database.superuser()
        defer { superuser.close() }
        // Lines are kept by law: only who goes around the triggers takes one away.
        try superuser.execute("set session_replication_role = replica")
        try superuser.execute("delete from app.erasure_ledger where sequence = 2")
        #expect(try await keeper.apply() == .whole)
        // Nor does a line that somebody wrote into a copy of the file.
        let line = try #require(try shares.ledger.entries().first).line
        let copy = folder.appending(path: "forged.log")
        try Data((line.replacing(id, with: victim) + "\n").utf8).write(to: copy)
        await #expect(throws: VaultError.self) {
            try await ReplayErasures(on: house.deployment).run(LedgerFile(at: copy.path), at: house.now)
        }
        #expect(try await clinic.call(as: "front_desk").send(.get, "/v1/customers/\(victim)").status == 200)
    }

    @Test("a server refuses a share tree of another database, and a database whose tree is not here")
    func trees() async throws {
        let folder = try House.folder()
        let house = try await House.withShares(TestDatabase.fresh(), in: folder)
        let database = house.deployment.database
        let other = try House.folder()
        func open(_ folder: URL) async throws {
            _ = try await CustomerShares.open(
                at: folder.appending(path: "shares.key").path, ledger: folder.appending(path: "erasures.log").path, in: database,
                at: house.now)
        }
        try await open(folder)
        var error = await #expect(throws: VaultError.self) { try await open(other) }
        #expect(error?.kind == .wrongShares)
        #expect(!FileManager.default.fileExists(atPath: other.appending(path: "shares.key").path), "nothing is made in its place")
        _ = try ShareFile.create(at: other.appending(path: "shares.key").path)
        error = await #expect(throws: VaultError.self) { try await open(other) }
        #expect(error?.kind == .wrongShares)
    }

    @Test("keys that were wrapped before there were shares still open")
    func before() async throws {
        let database = try TestDatabase.fresh()
        let old = try await House(database)
        let clinic = try await Clinic(in: old)
        let canary = Canary()
        let id = try await person(canary, in: clinic).id
        let new = try await House.withShares(database)
        let desk = InProcessClient(new.edge, token: try #require(clinic.people["front_desk"]).token)
        #expect(await desk.send(.get, "/v1/customers/\(id)").json["name"]?.string == canary.name)
    }
}
