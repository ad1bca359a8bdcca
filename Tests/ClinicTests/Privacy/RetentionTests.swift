import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Retention: nothing goes before the law's time, whoever asks; what is over goes by itself.
@Suite struct RetentionTests {
    /// Rows in every table that is kept.
    private func ground() async throws -> Clinic {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let customer = try await clinic.customer("留痕的人")
        _ = try await clinic.note("一句话", about: customer)
        try await clinic.consent(to: .marketingCall, of: customer)
        let request = try await clinic.verified(.copy, about: customer)
        _ = try await clinic.handle(request, "exports")
        _ = try await clinic.handle(request, "completion", "{}")
        _ = try await clinic.call(as: "front_desk").send(
            .post, "/v1/customers/\(customer)/consent-withdrawals", text: #"{"purposes": ["marketing"], "channel": "phone"}"#)
        try await clinic.erase(try await clinic.customer("删去的人"))
        return clinic
    }

    /// Moves the beginning of every period into the past, as time would.
    private func age(_ connection: Connection, years: Int) throws {
        try connection.execute("set session_replication_role = replica")
        for (table, columns) in [
            ("app.consent", ["given_at", "ended_at"]), ("app.data_export", ["created_at", "expires_at"]),
            ("app.data_request", ["received_at", "due_at", "settled_at"]),
        ] {
            let moves = columns.map { "\($0) = \($0) - interval '\(years) years'" }.joined(separator: ", ")
            try connection.execute(SQL(trustedText: "update \(table) set \(moves)"))
        }
        try connection.execute("set session_replication_role = origin")
    }

    @Test("no role deletes a kept row before its time, by DELETE, TRUNCATE or the function for it")
    func kept() async throws {
        let clinic = try await ground()
        let superuser = try clinic.superuser()
        defer { superuser.close() }
        let tables: [String] = try superuser.execute("select target from priv.retention order by 1").map { try $0[0] }
        #expect(tables.count >= 9)
        func attempt(_ statement: String, as role: String) throws {
            try superuser.execute("begin")
            defer { _ = try? superuser.execute("rollback") }
            if role != "superuser" { try superuser.execute(SQL(trustedText: "set local role \(role)")) }
            for (name, value) in [("tenant_id", clinic.tenant.description), ("all_branches", "true"), ("sees_blocked", "true")] {
                try superuser.execute(SQL(trustedText: "select set_config('app.\(name)', '\(value)', true)"))
            }
            try superuser.execute(SQL(trustedText: statement))
        }
        let roles = ["superuser", "peony_owner", "peony_app", "peony_auth", "peony_sealer", "peony_auditor", "peony_backup"]
        var tried = 0
        for table in tables {
            let guards: Int64 = try superuser.execute(
                """
                select count(*) from pg_trigger where tgrelid = \(table)::text::regclass and tgname in ('kept', 'kept_whole')
                and tgenabled = 'O'
                """)[0][0]
            #expect(guards == 2, "\(table)")
            let rows: Int64 = try superuser.execute(SQL(trustedText: "select count(*) from \(table)"))[0][0]
            // Without a row there is nothing that a DELETE could be refused for.
            guard rows > 0 else { continue }
            tried += 1
            for role in roles {
                for statement in ["delete from \(table)", "truncate \(table) cascade"] {
                    let error = #expect(throws: PostgresError.self, "\(role): \(statement)") { try attempt(statement, as: role) }
                    let isRefused = error?.sqlState == "42501" || error?.constraint == "kept_by_law"
                    #expect(isRefused, "\(role): \(statement): \(error?.sqlState ?? "?")")
                    if role == "superuser" || role == "peony_owner" {
                        #expect(error?.constraint == "kept_by_law", "\(role): \(statement)")
                    }
                }
                let error = #expect(throws: PostgresError.self, "\(role) retires \(table)") {
                    try attempt("select 1 / (app.retire('\(table)', now() + interval '500 years', 1000) + 1 - 1)", as: role)
                }
                // Nothing is old enough (a division by zero), never anything, or not for this role.
                let isRefused = ["22012", "42501", "23514"].contains(error?.sqlState ?? "")
                #expect(isRefused, "\(role): \(error?.sqlState ?? "?")")
            }
            let left: Int64 = try superuser.execute(SQL(trustedText: "select count(*) from \(table)"))[0][0]
            #expect(left == rows, "\(table)")
        }
        #expect(tried >= 9)
        // Nor by pretending that the time began long ago.
        for (table, column) in [("app.consent", "ended_at"), ("app.data_request", "settled_at")] {
            let error = #expect(throws: PostgresError.self) {
                try attempt("update \(table) set \(column) = \(column) - interval '4 years'", as: "peony_app")
            }
            #expect(error?.constraint == "kept_by_law", "\(table)")
        }
    }

    @Test("every table with a customer's id is kept, or said not to be")
    func coverage() throws {
        let connection = try TestDatabase.shared().superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select n.nspname || '.' || c.relname, exists (select 1 from priv.retention r where r.target = n.nspname || '.' || c.relname)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
            and a.attname = 'customer_id' order by 1
            """)
        for row in rows {
            let (table, isKept): (String, Bool) = (try row[0], try row[1])
            #expect(
                isKept != (RetentionTests.free[table] != nil),
                "\(table): call priv.keep in its migration, or say here why it need not be kept")
        }
        // What the program deletes one day is what the database lets go, after the same time at least.
        let rules = try connection.execute(
            "select target, since, extract(year from floor)::int8 from priv.retention where since is not null order by target")
        let stored: [String] = try lines(rules)
        let known = RetentionRule.all.map { "\($0.table) \($0.since.name) \($0.leastYears)" }.sorted()
        #expect(stored == known)
        for rule in RetentionRule.all { #expect(rule.years.range.lowerBound == rule.leastYears, "\(rule.table)") }
    }

    private func lines(_ rows: Rows) throws -> [String] {
        try rows.map { "\(try $0.get(0, as: String.self)) \(try $0.get(1, as: String.self)) \(try $0.get(2, as: Int64.self))" }
    }

    /// Tables about customers whose rows may go.
    private static let free: [String: String] = [
        "app.canary_customer": "whether a made-up customer is bait; who set it is in the audit trail",
        "app.phone_token": "made anew with every change of the number, destroyed with an erasure",
        "app.customer_external_id": "only knows a customer again when he is imported once more; goes when the import is undone",
        "app.search_token": "made anew with every change of the name, destroyed with an erasure",
        "app.identity_token": "made anew with every change of the values, destroyed with an erasure",
        "app.duplicate_due": "that somebody is to be looked at; gone when he was",
        "app.duplicate_pair": "found anew whenever somebody looks; what was decided is in the audit trail",
        "app.care_relation": "what staff may see now; what they saw is in the audit trail",
        "app.customer_phone": "corrected and taken away as people change numbers; what stood there is in the audit trail",
        "app.customer_address": "as app.customer_phone",
        "app.customer_relation": "as app.customer_phone",
        "app.customer_lane": "who on the staff looked after whom; no law asks for it, and it goes with what wrote it alone",
        "app.customer_level_change": "as app.customer_lane",
        "app.lead": "no role may delete it; its key goes with an erasure of the customer whom it became",
        "app.lead_touch": "as app.lead, under whose key it is sealed",
        "app.task": "no role may delete it; what staff had to do, not what is known of somebody",
        "app.online_request": "no role may delete it; its keys go with an erasure, or a year after nothing came of it",
        "app.customer_tag": "what somebody is called goes with him; nothing but an erasure deletes it",
        "app.layer_snapshot_row": "no role may delete it; goes with a customer whom the undo of an import takes away",
        "app.custom_text": "values of a tenant's own fields change like the customer's own; what stood there is in the audit trail",
        "app.custom_number": "as app.custom_text",
        "app.custom_date": "as app.custom_text",
        "app.custom_choice": "as app.custom_text",
        "app.custom_customer": "as app.custom_text",
        "app.custom_person": "as app.custom_text",
        "app.custom_file": "as app.custom_text; the file itself goes with the value",
        "app.custom_sealed": "as app.custom_text; what is medical in it goes with the medical key",
        "app.alert": "points to what stands in the audit trail",
    ]

    @Test("what is past its years goes, what is not stays, and what should have gone is reported")
    func ends() async throws {
        let clinic = try await ground()
        let house = clinic.house
        let connection = try clinic.superuser()
        defer { connection.close() }
        let end = EndRetention(on: house.deployment)
        let officer = try clinic.call(as: "compliance_officer")
        #expect(try await end.run(of: clinic.tenant, at: house.now) == EndRetention.Report())
        func count(_ table: String) throws -> Int64 { try connection.execute(SQL(trustedText: "select count(*) from \(table)"))[0][0] }
        let open = try count("app.consent where ended_at is null")
        let requests = try count("app.data_request")
        // Four years: the law would let it go, the chain's own number does not.
        try age(connection, years: 4)
        #expect(try await end.run(of: clinic.tenant, at: house.now).rows == 0)
        #expect(await officer.send(.get, "/v1/privacy/overdue").json["retention"] == [])
        try age(connection, years: 12)
        let late = await officer.send(.get, "/v1/privacy/overdue").json["retention"]?.array ?? []
        #expect(Set(late.compactMap { $0["what"]?.string }) == ["app.data_export", "app.data_request", "app.consent"])
        let report = try await end.run(of: clinic.tenant, at: house.now)
        #expect(report.rows >= 4, "\(report)")
        #expect(try count("app.data_export") == 0)
        #expect(try count("app.data_request") == 0, "all \(requests) were settled")
        #expect(try count("app.consent") == open)
        #expect(await officer.send(.get, "/v1/privacy/overdue").json["retention"] == [])
        let rules = await officer.send(.get, "/v1/privacy/retention-rules").rows
        #expect(rules.count == RetentionRule.all.count)
        #expect(rules.allSatisfy { ($0["years"]?.integer ?? 0) >= ($0["leastYears"]?.integer ?? 100) })
    }

    @Test("an export that nobody took is gone after its week")
    func exports() async throws {
        let clinic = try await ground()
        clinic.house.clock.advance(by: .seconds(8 * 86_400))
        let report = try await EndRetention(on: clinic.house.deployment).run(of: clinic.tenant, at: clinic.house.now)
        #expect(report == EndRetention.Report(rows: 0, medicalKeys: 0, exports: 1))
    }
}
