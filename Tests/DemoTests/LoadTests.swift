import Clinic
import JSON
import PeonyTesting
import Platform
import Postgres
import Testing
import Vault

@testable import Demo

@Suite("Loading the demo", .serialized)
struct LoadTests {
    private let database: TestDatabase
    private let deployment: Deployment

    init() throws {
        database = try TestDatabase.fresh()
        deployment = database.deployment(
            catalog: PermissionCatalog([
                IdentityPermissions.permissions, AccessPermissions.permissions, CustomerPermissions.permissions,
                NotePermissions.permissions,
                TagPermissions.permissions, SegmentPermissions.permissions, ConsentPermissions.permissions,
                CustomFieldPermissions.permissions,
            ]),
            passwords: PasswordWorkers(cost: .init(logN: 4, r: 1, p: 1)))
    }

    private func load(_ options: DemoOptions) async throws -> [DemoSignIn] {
        try await Demo.load(options, on: deployment) { _, _, _ in } ? Demo.signIns(of: options) : []
    }

    /// Runs a test's body and gives its connections back, however it ends.
    private func closing(_ body: () async throws -> Void) async throws {
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        await deployment.database.close()
        await deployment.signIn.close()
        if let failure { throw failure }
    }

    private func look(_ sql: SQL) throws -> Rows {
        let connection = try database.superuser()
        defer { connection.close() }
        return try connection.execute(sql)
    }

    private func count(_ sql: SQL) throws -> Int64 { try look(sql)[0][0] }

    private func actor(_ member: ChainPlan.Member, of tenant: ID<Tenant>) async throws -> Actor {
        let now = deployment.clock.now()
        let rights = try await deployment.database.read(as: Actor.system(of: tenant, request: .new(at: now))) { tx in
            try RightsLoader.load(member.id, of: tenant, at: now, in: tx).rights
        }
        return Actor(
            person: member.id, named: member.userName, of: tenant, session: .new(at: now), rights: rights,
            request: .new(at: now),
            address: nil)
    }

    private func search(_ phone: String, as actor: Actor) async throws -> [ID<Customer>] {
        let view = actor.rights.view(of: Customer.resource)
        let payload = PayloadReader(["phone": .string(phone)])
        let search = SearchCustomers(reading: payload, view: view)
        try payload.finish()
        let now = deployment.clock.now()
        let selection = Selection(view, fields: [], for: actor, at: now)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        return try await deployment.database.read(as: actor) { tx in
            try search.run(as: actor, keys: keys, at: now, selection: selection, in: tx).rows.map {
                try selection.id(of: $0)
            }
        }
    }

    @Test("two hundred customers are there, and the front desk finds one of its branch by phone, nobody of another's")
    func findByPhone() async throws {
        try await closing {
            let options = DemoOptions(customers: 200, tenants: 1)
            let signIns = try await load(options)
            let chain = ChainPlan.chains(of: options)[0]
            #expect(signIns.count == chain.staff.count + 1 && signIns[0].user == "operator")
            let tenant = chain.tenant
            #expect(try count("select count(*) from app.customer where tenant_id = \(tenant)") == 200)
            #expect(try count("select count(*) from app.phone_token where tenant_id = \(tenant)") == 200)
            let leads = try count("select count(*) from app.lead where tenant_id = \(tenant)")
            #expect(leads == Int64(chain.branches.count * LeadLoader.each))
            #expect(try count("select count(distinct lead_id) from app.lead_token where tenant_id = \(tenant)") == leads)
            #expect(
                try count("select count(*) from app.timeline_event where tenant_id = \(tenant) and kind = 'created'") == 200
            )
            #expect(try count("select count(*) from app.care_relation where tenant_id = \(tenant)") > 40)
            #expect(
                try count("select next from app.number_sequence where tenant_id = \(tenant) and kind = 'customer'") == 201)
            #expect(
                try count(
                    "select count(*) from audit.event where tenant_id = \(tenant) and action = 'create.customer' and row_count = 200"
                ) == 1)

            let plan = CustomerPlan(chain)
            let customers = (0..<200).map { plan.customer($0, number: 0) }
            let desk = try await actor(try #require(chain.staff.first { $0.userName == "xuhui.desk1" }), of: tenant)
            let own = try #require(customers.first { $0.homeBranch == chain.branches[1].id })
            let foreign = try #require(customers.first { $0.homeBranch == chain.branches[2].id })
            #expect(try await search(try #require(own.phone), as: desk) == [own.id])
            #expect(try await search(try #require(foreign.phone), as: desk) == [])
        }
    }

    @Test("records hold what a record can hold, of a share of the customers each, and open with their keys")
    func archive() async throws {
        try await closing {
            let options = DemoOptions(customers: 600, tenants: 1)
            _ = try await load(options)
            let chain = ChainPlan.chains(of: options)[0]
            let tenant = chain.tenant
            for (table, least, most) in [
                ("customer_phone", 80, 200), ("customer_warning", 50, 200), ("customer_relation", 80, 300),
                ("customer_level_change", 100, 600),
                ("customer_lane", 400, 1_300), ("customer_tag", 200, 900), ("consent", 900, 1_800), ("customer_note", 100, 300),
                ("custom_number", 100, 500), ("custom_sealed", 10, 80), ("segment", 2, 2), ("tag_rule", 2, 2),
            ] as [(SQLIdentifier, Int64, Int64)] {
                let found = try count("select count(*) from app.\(table) where tenant_id = \(tenant)")
                #expect(found >= least && found <= most, "\(table.name): \(found)")
            }
            // A few of the newest notes are meant for colleagues of the customer's branch, and nobody is left to read thousands.
            let mentions = try count("select count(*) from app.note_mention where tenant_id = \(tenant) and read_at is null")
            #expect(mentions >= 10 && mentions <= 150, "\(mentions)")
            #expect(try count("select count(distinct user_id) from app.note_mention") > 3)
            #expect(
                try count(
                    """
                    select count(*) from app.note_mention m join app.customer_note n on n.tenant_id = m.tenant_id and n.id = m.note_id
                    where m.user_id = n.author_id or m.mentioned_at <> n.created_at or not exists (select 1 from app.access_grant g
                      where g.tenant_id = m.tenant_id and g.user_id = m.user_id and g.unit_id = n.branch_id and g.state = 'active')
                    """) == 0)
            // Each side of a relation is there, and each owner is the one that the history says.
            #expect(
                try count(
                    """
                    select count(*) from app.customer_relation r where not exists (select 1 from app.customer_relation o
                      where o.tenant_id = r.tenant_id and o.pair_id = r.pair_id and o.customer_id = r.other_customer_id
                      and o.other_customer_id = r.customer_id)
                    """) == 0)
            #expect(
                try count(
                    """
                    select count(*) from app.customer c where c.owner_id is distinct from (select l.user_id from app.customer_lane l
                      where l.tenant_id = c.tenant_id and l.customer_id = c.id and l.lane = 'consultant' and l.until is null)
                    """) == 0)
            #expect(try count("select count(*) from app.job where kind = 'customers.everybody' and state = 'waiting'") == 1)

            // A further phone leads to its customer, and a note opens.
            let plan = CustomerPlan(chain)
            let archive = ArchivePlan(plan: plan)
            let director = try await actor(try #require(chain.staff.first { $0.userName == "director" }), of: tenant)
            var customers: [(customer: NewCustomer, extras: ArchivePlan.Extras)] = []
            for index in 0..<600 {
                var customer = plan.customer(index, number: 0)
                let extras = archive.extend(&customer, at: index)
                customers.append((customer, extras))
            }
            let reached = try #require(customers.first { !$0.extras.archive.phones.isEmpty })
            #expect(try await search(reached.extras.archive.phones[0].phone, as: director) == [reached.customer.id])
            // Somebody is there twice.
            let twins = Dictionary(grouping: customers.map(\.customer).filter { $0.birthday != nil }) {
                "\($0.name) \($0.birthday?.description ?? "")"
            }
            #expect(twins.values.filter { $0.count > 1 }.count >= 5)
        }
    }

    @Test("a chain's front desk has a catalogue, rosters and bookings around the day on which it is loaded, and nobody is in two places")
    func frontDesk() async throws {
        try await closing {
            _ = try await load(DemoOptions(customers: 600, tenants: 1))
            for (table, least) in [
                ("service", 8), ("resource", 40), ("licence", 12), ("shift", 400), ("appointment", 300), ("appointment_item", 500),
                ("resource_claim", 300),
            ] as [(SQLIdentifier, Int64)] {
                let found = try count("select count(*) from app.\(table)")
                #expect(found >= least, "\(table.name): \(found)")
            }
            let now = deployment.clock.now()
            #expect(
                try count(
                    "select count(*) from app.appointment where starts_at between \(now.advanced(by: .seconds(-86_400))) and \(now.advanced(by: .seconds(86_400)))"
                ) > 10)
            #expect(try count("select count(*) from app.appointment where ends_at < \(now) and state in ('booked', 'confirmed')") == 0)
            // Whoever works is at work, and the constraint let every claim in.
            #expect(
                try count(
                    """
                    select count(*) from app.resource_claim k join app.resource r on r.id = k.resource_id and r.user_id is not null
                    where not exists (select 1 from app.shift s where s.resource_id = r.id and s.starts_at <= k.starts_at
                      and s.ends_at >= k.ends_at and (s.break_starts_at >= k.ends_at or s.break_ends_at <= k.starts_at))
                    """) == 0)
            #expect(
                try count("select next from app.number_sequence where kind = 'appointment'")
                    == count("select max(number) + 1 from app.appointment"))
        }
    }

    @Test("two branches have a public page with what it offers and asks, and requests in every state, with the times that they keep")
    func onlineRequests() async throws {
        try await closing {
            let options = DemoOptions(customers: 600, tenants: 1)
            _ = try await load(options)
            let tenant = ChainPlan.chains(of: options)[0].tenant
            let now = deployment.clock.now()
            #expect(try count("select count(distinct branch_id) from app.online_page where state = 'on'") == 2)
            #expect(
                try count(
                    """
                    select count(*) from app.online_page p
                    where not exists (select 1 from app.online_page_service l join app.service s on s.id = l.service_id and s.booking = 'online'
                      where l.page_id = p.id)
                    or not exists (select 1 from app.online_page_question q join app.service_rule r on r.subject = q.word and r.kind = 'answer'
                      where q.page_id = p.id)
                    """) == 0)
            for state in [
                "auto_ok", "need_review", "contraindicated", "asking", "postponed", "approved", "rejected", "confirmed", "withdrawn",
            ] {
                #expect(
                    try count("select count(distinct branch_id) from app.online_request where state = \(state)") == 2, "\(state)")
            }
            // What is kept is in the calendar and takes whom and what it needs; what was booked is somebody's.
            #expect(
                try count(
                    """
                    select count(*) from app.online_request r join app.appointment a on a.id = r.appointment_id
                    where r.tenant_id = \(tenant) and a.state = 'held' and a.held_until > \(now) and a.customer_id is null and a.source = 'online'
                    and r.state in ('auto_ok', 'need_review', 'approved')
                    and exists (select 1 from app.resource_claim k where k.appointment_id = a.id)
                    """) >= 6)
            #expect(
                try count(
                    """
                    select count(*) from app.online_request r join app.appointment a on a.id = r.appointment_id and a.state = 'booked'
                    where r.state = 'confirmed' and r.customer_id = a.customer_id
                    """) == 2)
            #expect(try count("select count(*) from app.online_request where lead_id is not null") >= 10)
            #expect(
                try count("select next from app.number_sequence where kind = 'online_request'")
                    == count("select max(number) + 1 from app.online_request"))
        }
    }

    @Test("people sign in with their passwords, and the weak hash is made strong")
    func signIn() async throws {
        try await closing {
            let signIns = try await load(DemoOptions(customers: 0, tenants: 2))
            let now = deployment.clock.now()
            for signIn in signIns where ["operator", "admin1", "director", "hongkou.desk"].contains(signIn.user) {
                _ = try await OpenSession.run(
                    OpenSession.Input(tenant: signIn.tenant, user: signIn.user, password: signIn.password),
                    from: OpenSession.Caller(request: .new(at: now)), forBrowser: false, on: deployment, at: now)
            }
            let desk = try look("select password_hash from app.user_account where user_name = 'hongkou.desk'")
            #expect(try desk[0].get(0, as: String.self).hasPrefix("$scrypt$ln=4,"))
            #expect(try count("select count(*) from app.user_account where state <> 'active'") == 0)
            #expect(try count("select count(*) from app.invitation where used_at is null") == 0)
        }
    }

    @Test("the compliance officer was appointed by one administrator and confirmed by the other")
    func twoPeople() async throws {
        try await closing {
            _ = try await load(DemoOptions(customers: 0, tenants: 1))
            let rows = try look(
                """
                select a.user_name, b.user_name, g.state from app.access_grant g
                join app.role r on r.tenant_id = g.tenant_id and r.id = g.role_id and r.code = 'compliance_officer'
                join app.user_account a on a.tenant_id = g.tenant_id and a.id = g.granted_by
                join app.user_account b on b.tenant_id = g.tenant_id and b.id = g.confirmed_by
                """)
            #expect(rows.count == 1)
            #expect(
                try rows.map { row in try (0..<3).map { try row.get($0, as: String.self) } } == [
                    ["admin1", "admin2", "active"]
                ])
            #expect(try count("select count(*) from app.access_grant where state <> 'active'") == 0)
        }
    }

    @Test("loading again changes nothing and says so; a chain begun with other options is left alone")
    func again() async throws {
        try await closing {
            let options = DemoOptions(customers: 120, tenants: 2)
            #expect(try await !load(options).isEmpty)
            let events = try count("select count(*) from audit.event")
            #expect(try await load(options).isEmpty)
            #expect(try await load(DemoOptions(customers: 150, tenants: 2)).isEmpty)
            #expect(try await load(DemoOptions(seed: 1, customers: 120, tenants: 2)).isEmpty)
            #expect(try count("select count(*) from audit.event") == events)
            #expect(try count("select count(*) from app.customer") == 132)
        }
    }

    @Test("an interrupted load is continued: what is missing comes, nothing comes twice")
    func interrupted() async throws {
        try await closing {
            let options = DemoOptions(customers: 1500, tenants: 1)
            let signIns = try await load(options)
            let chain = ChainPlan.chains(of: options)[0]
            // As if the program had ended before the second batch, and before one person had a password.
            let lost = CustomerPlan(chain).batch(1).map { CustomerPlan(chain).id($0).uuid }
            // Customers and their timelines are kept by law: only who goes around the triggers loses one.
            let superuser = try database.superuser()
            defer { superuser.close() }
            try superuser.execute("set session_replication_role = replica")
            try superuser.execute(
                """
                delete from app.note_mention m using app.customer_note n
                where n.tenant_id = m.tenant_id and n.id = m.note_id and n.customer_id = any (\(lost))
                """)
            for table in [
                "app.phone_token", "app.search_token", "app.timeline_event", "app.care_relation", "app.customer_lane",
                "app.customer_phone", "app.customer_warning", "app.customer_relation", "app.customer_level_change", "app.customer_tag",
                "app.customer_note", "app.consent", "app.custom_number", "app.custom_choice", "app.custom_date", "app.custom_sealed",
            ] as [SQL] {
                try superuser.execute("delete from \(table) where customer_id = any (\(lost))")
            }
            try superuser.execute("delete from app.customer_relation where other_customer_id = any (\(lost))")
            try superuser.execute("delete from app.customer where id = any (\(lost))")
            _ = try look(
                "update app.user_account set state = 'invited', password_hash = null, password_set_at = null where user_name = 'pudong.store'"
            )
            #expect(try await load(options) == signIns)
            #expect(try count("select count(*) from app.customer") == 1500)
            #expect(try count("select count(distinct number) from app.customer") == 1500)
            #expect(
                try count("select count(*) from app.user_account where state = 'active'") == Int64(chain.staff.count + 1))
            #expect(try await load(options).isEmpty)
        }
    }
}
