import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Schema
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The walls between tenants and branches, looked at from the database: what a policy keeps out comes in when it is gone, so
/// each of them is there for a reason, and the probe that finds nothing could find something.
@Suite struct WallTests {
    /// Two tenants with a row or more in every table.
    private struct Ground {
        let house: House
        let here: Clinic
        let there: Clinic
        /// A customer of branch B, here.
        let far: String

        init() async throws {
            house = try await House(TestDatabase.fresh())
            here = try await Clinic(in: house)
            there = try await Clinic(in: house)
            var strangers: [String] = []
            for clinic in [here, there] {
                let id = try await clinic.canary(Canary())
                let far = try await clinic.customer("院外人", in: clinic.b)
                let there = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
                _ = try await clinic.note("要记的", about: id)
                _ = try await clinic.note("要记的", about: far, as: there)
                strangers.append(far)
                _ = try await clinic.attachment(of: id)
                _ = try await clinic.attachment(of: far, as: there)
                try await clinic.give(try await clinic.tag("墙").tag, to: id)
                try await clinic.give(try await clinic.tag("院外").tag, to: far, as: there)
                _ = await (try clinic.call(as: "front_desk")).send(
                    .post, "/v1/saved-views", text: #"{"list": "customer", "name": "墙", "content": {}}"#)
                try await clinic.segmentGround()
                try await clinic.access(to: id)
                try await clinic.access(to: far, of: clinic.b)
                _ = try await clinic.consent(to: .treatment, of: id)
                _ = try await clinic.consent(to: .treatment, of: far, as: there)
                for person in [id, far] {
                    try await clinic.disclose(person)
                    let request = try await clinic.call(as: "compliance_officer").send(
                        .post, "/v1/customers/\(person)/data-requests", text: #"{"kind": "copy", "channel": "counter"}"#)
                    let asked = try #require(request.json["id"]?.string)
                    _ = try await clinic.handle(asked, "identity-check", #"{"method": "id_card"}"#)
                    _ = try await clinic.handle(asked, "exports")
                }
                try await clinic.erase(try await clinic.customer("删去的人"))
                _ = try await clinic.call(as: "compliance_officer").send(
                    .patch, "/v1/privacy/settings", headers: [("If-Match", "\"1\"")], text: #"{"requestDays": 20}"#)
                let desk = try clinic.call(as: "front_desk")
                _ = await clinic.create(["name": "记一次"], as: desk, key: "key-of-ground")
                _ = await desk.send(
                    .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#)
                let connection = try clinic.superuser()
                defer { connection.close() }
                let user = try #require(clinic.people["cashier"]).id
                try connection.execute(
                    """
                    insert into app.role_proposal (tenant_id, id, role_id, base_version, content, state, proposed_by, created_at)
                    select \(clinic.tenant), gen_random_uuid(), r.id, 1, '{}', 'proposed', \(user), now()
                    from app.role r where r.tenant_id = \(clinic.tenant) and r.code = 'cashier'
                    """)
                try connection.execute("insert into app.audit_setting (tenant_id, updated_at) values (\(clinic.tenant), now())")
                try connection.execute("insert into app.detection (tenant_id, batch, updated_at) values (\(clinic.tenant), 1, now())")
                try connection.execute(
                    """
                    insert into app.alert (tenant_id, id, kind, severity, occasion, at)
                    values (\(clinic.tenant), gen_random_uuid(), 'canary', 'critical', 'x', now())
                    """)
                try connection.execute(
                    """
                    insert into app.api_key (tenant_id, id, name, token_hash, created_by, unit_id, scope, addresses, created_at,
                      expires_at)
                    values (\(clinic.tenant), gen_random_uuid(), 'sync', sha256('x'), \(user), \(clinic.a), '{}', '{}', now(),
                      now() + interval '1 day')
                    """)
                try connection.execute(
                    """
                    insert into app.recovery_code (tenant_id, user_id, code_hash, created_at)
                    values (\(clinic.tenant), \(user), sha256('x'), now())
                    """)
                for person in [id, far] {
                    _ = try await clinic.call(as: "compliance_officer").send(.put, "/v1/keys/canaries/\(person)")
                }
                try connection.execute(
                    """
                    insert into app.key_rotation (tenant_id, id, kind, state, phase, phase_since, done_count, total_count, per_second,
                      created_at, updated_at, finished_at)
                    values (\(clinic.tenant), gen_random_uuid(), 'customer', 'done', 'done', now(), 0, 0, 1, now(), now(), now())
                    """)
                try connection.execute(
                    """
                    insert into app.note_mention (tenant_id, user_id, note_id, mentioned_at)
                    select n.tenant_id, \(user), n.id, now() from app.customer_note n where n.tenant_id = \(clinic.tenant)
                    """)
                try await clinic.leaveImport(of: id, connection)
                try clinic.frontDeskGround()
                try clinic.leadGround(far: far)
                try clinic.onlineGround(far: far)
                _ = try await clinic.ask()
                let action = UUID()
                try connection.execute(
                    """
                    insert into app.bulk_action (tenant_id, id, kind, parameters, state, total, created_at, created_by)
                    values (\(clinic.tenant), \(action), 'level', '{}', 'waiting', 1, now(), \(user))
                    """)
                try connection.execute(
                    """
                    insert into app.bulk_action_row (tenant_id, action_id, position, lane, object_id)
                    values (\(clinic.tenant), \(action), 1, 'level', \(action))
                    """)
                for (source, target) in [(id, far), (far, id)] {
                    try connection.execute(
                        """
                        insert into app.customer_merge (tenant_id, id, source_id, source_number, target_id, branch_id, taken, joined,
                          before_sealed, merged_at, merged_by)
                        select t.tenant_id, gen_random_uuid(), s.id, s.number, t.id, t.home_branch_id, '{}', '{}', '', now(), \(user)
                        from app.customer t join app.customer s on s.tenant_id = t.tenant_id and s.id = \(source)::text::uuid
                        where t.tenant_id = \(clinic.tenant) and t.id = \(target)::text::uuid
                        """)
                }
                try connection.execute(
                    """
                    insert into app.customer_merge_row (tenant_id, merge_id, position, target, row_key)
                    select tenant_id, id, 1, 'app.customer_note.customer_id', '{}' from app.customer_merge
                    where tenant_id = \(clinic.tenant)
                    """)
                try connection.execute(
                    """
                    insert into app.duplicate_pair (tenant_id, id, customer_id, other_id, evidence, score, found_at)
                    values (\(clinic.tenant), gen_random_uuid(), least(\(id)::text::uuid, \(far)::text::uuid),
                      greatest(\(id)::text::uuid, \(far)::text::uuid), 1, 50, now())
                    on conflict do nothing
                    """)
                try connection.execute(
                    "insert into app.tenant_freeze (tenant_id, reason, frozen_at) values (\(clinic.tenant), 'ground', now())")
                let job = UUID()
                try connection.execute(
                    """
                    insert into app.job (tenant_id, id, ordinal, kind, payload, state, due_at, created_at, request_id)
                    values (\(clinic.tenant), \(job), 1, 'test.ground', '{}', 'waiting', now(), now(), \(job))
                    """)
                try connection.execute(
                    "insert into app.job_effect (tenant_id, job_id, name, at) values (\(clinic.tenant), \(job), 'once', now())")
                try connection.execute(
                    """
                    insert into app.webhook (tenant_id, id, name, url, event_types, secret_sealed, state, created_at, updated_at)
                    values (\(clinic.tenant), \(job), 'x', 'https://example.com/', '{customer.created}', '', 'active', now(), now())
                    """)
                try connection.execute(
                    """
                    insert into app.webhook_delivery (tenant_id, id, webhook_id, event_id, event_type, object_type, object_id, fields,
                      occurred_at, state, created_at)
                    values (\(clinic.tenant), \(job), \(job), \(job), 'customer.created', 'customer', \(job), '{}', now(), 'failed', now())
                    """)
                try connection.execute(
                    "insert into app.job_schedule (tenant_id, kind, last_at) values (\(clinic.tenant), 'test.ground', now())")
                for (table, columns, values) in [
                    ("customer_phone", "relation, phone_sealed", "'own', 'x'"), ("customer_address", "kind, address_sealed", "'home', 'x'"),
                    ("customer_warning", "kind, severity, since_on", "'allergy', 'stop', now()"),
                ] {
                    try WallTests.rows(
                        connection,
                        """
                        insert into app.\(table) (tenant_id, id, customer_id, branch_id, created_at, updated_at, \(columns))
                        select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, now(), now(), \(values)
                        from app.customer c where c.tenant_id = '\(clinic.tenant)' and c.erased_at is null
                        """)
                }
                try WallTests.rows(
                    connection,
                    """
                    insert into app.customer_relation (tenant_id, id, pair_id, customer_id, branch_id, other_customer_id, kind, created_at,
                      updated_at)
                    select c.tenant_id, gen_random_uuid(), c.id, c.id, c.home_branch_id, o.id, 'friend', now(), now()
                    from app.customer c, app.customer o where c.tenant_id = '\(clinic.tenant)' and o.tenant_id = c.tenant_id and o.id <> c.id
                    """)
                try WallTests.rows(
                    connection,
                    """
                    insert into app.visit_fact (tenant_id, id, customer_id, branch_id, unit_id, visited_on, kind, source, recorded_at)
                    select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, c.home_branch_id, current_date, 'arrival', 'desk', now()
                    from app.customer c where c.tenant_id = '\(clinic.tenant)' and c.erased_at is null
                    """)
                try clinic.consultationGround()
                try connection.execute(
                    """
                    insert into app.layer_parameter (tenant_id, id, effective_on, recency_near, recency_far, frequency_some, frequency_many,
                      monetary_some_fen, monetary_many_fen, layers, defined_at, defined_by)
                    values (\(clinic.tenant), gen_random_uuid(), current_date, 1, 2, 1, 2, 1, 2, '[]', now(), \(user))
                    """)
                try connection.execute(
                    """
                    insert into app.layer_run (tenant_id, id, computed_on, computed_at, without, customers, changed)
                    values (\(clinic.tenant), gen_random_uuid(), current_date, now(), '{}', 0, 0)
                    """)
                try connection.execute(
                    """
                    insert into app.layer_snapshot (tenant_id, month, taken_on, taken_at, layers, without, customers)
                    values (\(clinic.tenant), '2026-01-01', current_date, now(), '[]', '{}', 1)
                    """)
                try WallTests.rows(
                    connection,
                    """
                    insert into app.layer_snapshot_row (tenant_id, month, customer_id, unit_id, layer)
                    select c.tenant_id, '2026-01-01', c.id, c.home_branch_id, 'super' from app.customer c where c.tenant_id = '\(clinic.tenant)'
                    """)
                try WallTests.rows(
                    connection,
                    """
                    insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since)
                    select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, 'nurse', '\(user)', now()
                    from app.customer c where c.tenant_id = '\(clinic.tenant)'
                    """)
                try WallTests.rows(
                    connection,
                    """
                    insert into app.customer_level_change (tenant_id, id, customer_id, branch_id, from_level, to_level, at)
                    select c.tenant_id, gen_random_uuid(), c.id, c.home_branch_id, 'gold', 'silver', now()
                    from app.customer c where c.tenant_id = '\(clinic.tenant)'
                    """)
                try connection.execute(
                    """
                    insert into app.customer_numbering (tenant_id, unit_id, is_default, prefix, date_part, digits, updated_at)
                    values (\(clinic.tenant), \(clinic.chain), true, 'P', 'none', 6, now())
                    """)
                let field = UUID()
                try connection.execute(
                    """
                    insert into app.custom_field (tenant_id, id, code, kind, class, sealed, is_required, is_in_lists, choices, name_zh,
                      name_en, position, created_at, updated_at)
                    values (\(clinic.tenant), \(field), 'ground', 'number', 'C1', false, false, false, '{}', 'x', 'x', 0, now(), now())
                    """)
                for (table, columns, values) in [
                    ("custom_text", "value", "'x'"), ("custom_number", "value", "1"), ("custom_date", "value", "now()"),
                    ("custom_choice", "value", "'x'"), ("custom_file", "value", "gen_random_uuid()"),
                    (
                        "custom_customer", "value",
                        "(select o.id from app.customer o where o.tenant_id = c.tenant_id and o.id <> c.id order by o.id limit 1)"
                    ),
                    (
                        "custom_person", "value",
                        "(select u.id from app.user_account u where u.tenant_id = c.tenant_id order by u.id limit 1)"
                    ),
                    ("custom_sealed", "id, crm_sealed", "gen_random_uuid(), 'x'"),
                ] {
                    try WallTests.rows(
                        connection,
                        """
                        insert into app.\(table) (tenant_id, field_id, customer_id, branch_id, \(columns))
                        select c.tenant_id, '\(field.uuidString)', c.id, c.home_branch_id, \(values)
                        from app.customer c where c.tenant_id = '\(clinic.tenant)'
                        """)
                }
                try connection.execute(
                    "insert into app.search_index (tenant_id, revision, updated_at) values (\(clinic.tenant), 1, now())")
            }
            far = strangers[0]
        }
    }

    @discardableResult
    private static func rows(_ connection: Connection, _ text: String) throws -> Rows {
        try connection.execute(SQL(trustedText: text))
    }

    /// How many rows the pool role sees in a context; nil when the role may not read the table or there is no context.
    private static func count(
        _ connection: Connection, _ database: TestDatabase, _ condition: String, in table: String, tenant: ID<Tenant>,
        branches: [ID<Unit>]?,
        customers: [String] = []
    ) throws -> Int64 {
        try rows(connection, "begin")
        defer { _ = try? rows(connection, "rollback") }
        try database.enter(tenant, branches: branches, customers: customers, on: connection)
        try rows(connection, "select set_config('app.sees_blocked', 'true', true)")
        return try rows(connection, "select count(*) from \(table) where \(condition)")[0][0]
    }

    @Test("each policy that is dropped lets rows of another tenant or branch through, and none does before")
    func policies() async throws {
        let ground = try await Ground()
        let (here, there) = (ground.here, ground.there)
        let superuser = try ground.house.database.superuser()
        defer { superuser.close() }
        let pool = try Connection(url: ground.house.database.url(of: "peony_app"))
        defer { pool.close() }
        let tables: [String] = try Self.rows(
            superuser,
            """
            select distinct p.schemaname || '.' || p.tablename from pg_policies p
            where p.schemaname = 'app' and p.policyname = 'wall' order by 1
            """
        ).map { try $0[0] }
        #expect(tables.count >= 19)
        var walls = 0
        var gates = 0
        for table in tables {
            // A column that the pool role may read tells that there are rows; the superuser sees that there are some to hide.
            let hidden: Int64 = try Self.rows(
                superuser, "select count(*) from \(table) where tenant_id = '\(there.tenant)'")[0][0]
            #expect(hidden > 0, "\(table) has no row to hide: give it one in Ground")
            let foreign = "tenant_id = '\(there.tenant)'"
            #expect(try Self.count(pool, ground.house.database, foreign, in: table, tenant: here.tenant, branches: nil) == 0, "\(table)")
            try superuser.executeScript("drop policy wall on \(table)")
            #expect(
                try Self.count(pool, ground.house.database, foreign, in: table, tenant: here.tenant, branches: nil) == hidden,
                "\(table) without its wall")
            try superuser.executeScript(
                """
                create policy wall on \(table) as restrictive for all to public using (tenant_id = (select app.tenant_id()))
                with check (tenant_id = (select app.tenant_id()))
                """)
            #expect(try Self.count(pool, ground.house.database, foreign, in: table, tenant: here.tenant, branches: nil) == 0, "\(table)")
            walls += 1

            let visible: String = try Self.rows(
                superuser,
                "select qual from pg_policies where policyname = 'visible' and schemaname || '.' || tablename = '\(table)'"
            )[0][0]
            guard visible != "true" else { continue }
            let column = try #require(
                visible.contains("home_branch_id")
                    ? "home_branch_id" : visible.contains("branch_id") ? "branch_id" : nil)
            let far = "\(column) = '\(here.b)'"
            let there: Int64 = try Self.rows(superuser, "select count(*) from \(table) where \(far)")[0][0]
            #expect(there > 0, "\(table) has no row of another branch")
            func seen(_ branches: [ID<Unit>]) throws -> Int64 {
                try Self.count(pool, ground.house.database, far, in: table, tenant: here.tenant, branches: branches)
            }
            #expect(try seen([here.a]) == 0, "\(table)")
            #expect(try seen([]) == 0, "\(table)")
            #expect(try seen([here.a, here.b]) == there, "\(table)")
            let hasSecondWay = try !Self.rows(
                superuser, "select 1 from pg_policies where policyname = 'shared' and schemaname || '.' || tablename = '\(table)'"
            ).isEmpty
            // Named one by one, a customer of another branch is there with all that is his, and without its policy he is not.
            func named(_ customers: [String]) throws -> Int64 {
                try Self.count(pool, ground.house.database, far, in: table, tenant: here.tenant, branches: [here.a], customers: customers)
            }
            #expect(try named([ground.far]) == (hasSecondWay ? there : 0), "\(table)")
            #expect(try named([UUID().uuidString]) == 0, "\(table)")
            if hasSecondWay { try superuser.executeScript("drop policy shared on \(table)") }
            #expect(try named([ground.far]) == 0, "\(table) without its second way in")
            // Without it nothing is visible at all; opened wide, the other branch is.
            try superuser.executeScript("drop policy visible on \(table)")
            #expect(try seen([here.b]) == 0, "\(table)")
            try superuser.executeScript(
                "create policy visible on \(table) for all to peony_app using (true) with check (true)")
            #expect(try seen([here.a]) == there, "\(table) without its branches")
            // The wall holds whatever a permissive policy says.
            #expect(try Self.count(pool, ground.house.database, foreign, in: table, tenant: here.tenant, branches: nil) == 0, "\(table)")
            gates += 1
        }
        #expect(walls == tables.count)
        #expect(gates >= 10, "tables whose rows belong to a branch")
    }

    @Test("without a context the pool role is refused on every table, and reads nothing silently")
    func noContext() async throws {
        // A table without rows has nothing to ask its policies about.
        let ground = try await Ground()
        let pool = try Connection(url: ground.house.database.url(of: "peony_app"))
        defer { pool.close() }
        let tables: [String] = try Self.rows(
            pool, "select distinct schemaname || '.' || tablename from pg_policies where schemaname = 'app' order by 1"
        ).map { try $0[0] }
        #expect(tables.count >= 19)
        for table in tables {
            let error = #expect(throws: PostgresError.self, "\(table)") {
                try WallTests.rows(pool, "select 1 from \(table) limit 1")
            }
            #expect(error?.sqlState == "42501", "\(table)")
        }
        // What a transaction set is gone with it.
        try pool.execute("begin")
        try ground.house.database.enter(ID(UUID()), on: pool)
        #expect(try Self.rows(pool, "select count(*) from app.customer")[0].get(0, as: Int64.self) == 0)
        try pool.execute("commit")
        let after = #expect(throws: PostgresError.self) { try Self.rows(pool, "select 1 from app.customer limit 1") }
        #expect(after?.sqlState == "42501")
    }

    @Test("the pool role writes no row of another tenant, and none of a branch that it does not reach")
    func writes() async throws {
        let (here, there) = (try await Clinic(), try await Clinic())
        let pool = try Connection(url: here.house.database.url(of: "peony_app"))
        defer { pool.close() }
        func attempt(_ statement: SQL, branches: [ID<Unit>]) throws {
            try pool.execute("begin")
            defer { _ = try? pool.execute("rollback") }
            try here.house.database.enter(here.tenant, branches: branches, on: pool)
            try pool.execute(statement)
        }
        func insertion(_ tenant: ID<Tenant>, _ branch: ID<Unit>) -> SQL {
            """
            insert into app.customer (tenant_id, id, number, home_branch_id, level, name_sealed, crm_key, medical_key, created_at, updated_at)
            values (\(tenant), \(UUID()), 900, \(branch), 'gold', ''::bytea, ''::bytea, ''::bytea, now(), now())
            """
        }
        try attempt(insertion(here.tenant, here.a), branches: [here.a])
        for (tenant, branch) in [(there.tenant, there.a), (here.tenant, here.b), (there.tenant, here.a)] {
            let error = #expect(throws: PostgresError.self) {
                try attempt(insertion(tenant, branch), branches: [here.a])
            }
            #expect(error?.sqlState == "42501")
        }
        // A foreign key carries its tenant: another's branch is none of one's own.
        let crossed = #expect(throws: PostgresError.self) {
            try attempt(insertion(here.tenant, there.a), branches: [there.a])
        }
        #expect(crossed?.constraint == "customer_home_branch")
    }

    @Test("the lint finds nothing, as the pool role too")
    func lint() throws {
        let database = try TestDatabase.shared()
        #expect(Schema.lint.count >= 12)
        for connection in [try database.superuser(), try Connection(url: database.url(of: "peony_app"))] {
            defer { connection.close() }
            try connection.execute("set search_path to pg_catalog")
            for query in Schema.lint {
                let found = try Self.rows(connection, query).map {
                    "\(try $0.get(0, as: String.self)) \(try $0.get(1, as: String.self))"
                }
                #expect(found.isEmpty, "\(found)")
            }
        }
    }

    @Test("the lint finds what it is there to find")
    func lintFinds() throws {
        let database = try TestDatabase.fresh()
        let connection = try database.superuser()
        defer { connection.close() }
        try connection.execute("set search_path to pg_catalog")
        func found() throws -> Set<String> {
            try Schema.lint.reduce(into: []) { found, query in
                for row in try Self.rows(connection, query) { found.insert(try row[0]) }
            }
        }
        let faults: [(rule: String, fault: String)] = [
            ("L1", "alter table app.customer no force row level security"),
            ("L2", "drop policy wall on app.unit"),
            ("L2b", "create policy stray on app.role for select to peony_app using (true)"),
            ("L12", "drop policy shared on app.customer_note"),
            ("L3", "create policy slow on audit.batch for select to peony_app using (tenant_id = app.tenant_id())"),
            ("L4", "create unique index stray_number on app.customer (number)"),
            ("L5", "alter table app.session add constraint stray foreign key (tenant_id) references app.tenant (id)"),
            ("L6", "grant truncate on app.customer to peony_app"),
            ("L8", "create view app.stray as select 1"),
            ("L8f", "create function app.stray() returns int language sql as 'select 1'"),
            (
                "L9",
                "alter table app.unit add column stray int[]; create index stray_list on app.unit (tenant_id, stray)"
            ),
            ("L11", "alter table app.customer add column total_fen numeric"),
        ]
        var before = try found()
        #expect(before.isEmpty)
        for (rule, fault) in faults {
            try connection.executeScript(fault)
            let after = try found()
            #expect(after.subtracting(before) == [rule], "\(fault)")
            before = after
        }
    }

    @Test("every column of every table says its class")
    func classes() throws {
        let database = try TestDatabase.shared()
        let connection = try database.superuser()
        defer { connection.close() }
        let columns = try Self.rows(
            connection,
            """
            select n.nspname || '.' || c.relname || '.' || a.attname, coalesce(col_description(c.oid, a.attnum), '')
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('app', 'audit') and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
            and not a.attisdropped order by 1
            """)
        #expect(columns.count > 150)
        let classes = Set(Classification.allCases.map(\.rawValue))
        for column in columns {
            let (name, given): (String, String) = (try column[0], try column[1])
            #expect(classes.contains(given), "\(name) has no class")
        }
        // And the field table says the same as the column.
        for resource in Composition.catalog.resources {
            for field in resource.fields where field.derivation == nil {
                let name = "\(resource.table).\(field.column.name)"
                let stored = try columns.first { try $0.get(0, as: String.self) == name }?.get(1, as: String.self)
                #expect(stored == field.classification.rawValue, "\(name)")
            }
        }
    }
}
