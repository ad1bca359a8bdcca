import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Customers of one branch, shown to another: by the tenant's policy and one by one.
@Suite struct ShareTests {
    /// A customer of branch A, and people of branch B.
    struct Setting {
        let clinic: Clinic
        let canary = Canary()
        let id: String
        let note: String
        let admin: InProcessClient
        let desk: InProcessClient
        let deskPerson: Clinic.Person

        init() async throws {
            clinic = try await Clinic()
            id = try await clinic.canary(canary)
            note = try await clinic.note("共享的话", about: id)
            admin = try clinic.call(as: "branch_admin")
            deskPerson = try await clinic.person(("front_desk", clinic.b))
            desk = clinic.call(as: deskPerson)
        }

        func share(_ scope: String, with branch: ID<Unit>? = nil, hours: Int = 24, as client: InProcessClient? = nil) async -> Clinic.Answer
        {
            let until = clinic.house.now.advanced(by: .seconds(Int64(hours) * 3_600))
            return await (client ?? admin).send(
                .post, "/v1/customers/\(id)/shares",
                text: #"{"branchId": "\#(branch ?? clinic.b)", "scope": "\#(scope)", "reason": "visits there", "until": "\#(until)"}"#)
        }

        func end(_ answer: Clinic.Answer) async throws {
            let share = try #require(answer.json["id"]?.string)
            #expect(await admin.send(.delete, "/v1/customers/\(id)/shares/\(share)").status == 204)
        }

        func policy(_ word: String) async throws {
            let administrator = try clinic.call(as: "system_admin")
            let settings = await administrator.send(.get, "/v1/settings")
            let tag = try #require(settings.headers[.eTag])
            let answer = await administrator.send(
                .patch, "/v1/settings", headers: [("If-Match", tag)], text: #"{"sharePolicy": "\#(word)"}"#)
            try #require(answer.status == 200, "\(answer.text)")
        }
    }

    private static func ids(_ answer: Clinic.Answer) -> [String] { answer.rows.compactMap { $0["id"]?.string } }

    @Test("a customer is there for the other branch as long as he is shared, in list, search, one by one, timeline and notes")
    func everywhere() async throws {
        let setting = try await Setting()
        let (desk, id, canary) = (setting.desk, setting.id, setting.canary)
        let own = try await setting.clinic.customer("本院客", in: setting.clinic.b)
        func seen() async -> [Bool] {
            let search = JSONValue.object(["phone": .string(canary.phone)]).serialized
            return [
                Self.ids(await desk.send(.get, "/v1/customers")).contains(id),
                await desk.send(.get, "/v1/customers/\(id)").status == 200,
                Self.ids(await desk.send(.post, "/v1/customers/search", body: search)) == [id],
                await desk.send(.get, "/v1/customers/\(id)/timeline").status == 200,
                await desk.send(.get, "/v1/customers/\(id)/notes").status == 200,
                await desk.send(.get, "/v1/notes/\(setting.note)").status == 200,
                await desk.send(.get, "/v1/customers/\(id)/shares").status == 200,
            ]
        }
        #expect(await seen() == Array(repeating: false, count: 7))
        let share = await setting.share("care")
        #expect(share.status == 201, "\(share.text)")
        #expect(await seen() == Array(repeating: true, count: 7))
        #expect(Set(Self.ids(await desk.send(.get, "/v1/customers?sort=number"))) == [own, id])
        let shares = await setting.admin.send(.get, "/v1/customers/\(id)/shares")
        #expect(shares.rows.first?["branchId"]?.string == setting.clinic.b.description)
        #expect(shares.rows.first?["reason"]?.string == "visits there")
        // Nobody else gets him by it.
        let third = setting.clinic.call(as: try await setting.clinic.person(("front_desk", setting.clinic.c)))
        #expect(await third.send(.get, "/v1/customers/\(id)").status == 404)
        try await setting.end(share)
        #expect(await seen() == Array(repeating: false, count: 7))
        let kinds = await setting.admin.send(.get, "/v1/customers/\(id)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(kinds.contains("shared") && kinds.contains("share_ended"))
    }

    @Test(
        "a scope is a mask over what one holds at home",
        arguments: [
            ("directory", ["name", "birthday", "remark", "sex", "guardianName"], [] as [String], 403),
            ("contact", ["phone", "wechat", "idNumber", "address", "guardianPhone"], ["name", "birthday"], 200),
            ("care", ["phone", "wechat", "idNumber", "address", "guardianPhone", "allergy"], ["name", "birthday"], 200),
            ("full", ["phone", "wechat", "idNumber", "address", "guardianPhone", "allergy"], ["name", "birthday"], 200),
        ])
    func masks(scope: String, masked: [String], clear: [String], reveal: Int) async throws {
        let setting = try await Setting()
        let (desk, id, canary) = (setting.desk, setting.id, setting.canary)
        #expect(await setting.share(scope).status == 201)
        let answer = await desk.send(.get, "/v1/customers/\(id)")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(Set((answer.json["masked"]?.array ?? []).compactMap(\.string)) == Set(masked), "\(scope)")
        for field in clear { #expect(answer.json[field]?.string == canary.values[field], "\(scope) \(field)") }
        if scope == "directory" { #expect(answer.json["phone"] == nil && canary.found(in: answer.everything).isEmpty) }
        let revealed = await desk.send(
            .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone"], "purpose": "call back"}"#)
        #expect(revealed.status == (reveal == 200 ? 200 : 404), "\(scope): \(revealed.text)")
        // Where he belongs and who owns him is not changed from outside, whatever the scope.
        let moved = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], text: #"{"homeBranchId": "\#(setting.clinic.b)"}"#)
        #expect(moved.status == 404 || moved.violations == ["/homeBranchId unknown_field"], "\(scope): \(moved.text)")
        let renamed = await desk.send(.patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")], text: #"{"name": "改名"}"#)
        #expect(renamed.status == (scope == "full" ? 200 : scope == "care" ? 422 : 404), "\(scope): \(renamed.text)")
        let note = await desk.send(.post, "/v1/customers/\(id)/notes", text: #"{"body": "在这边写的"}"#)
        #expect(note.status == (["care", "full"].contains(scope) ? 201 : 404), "\(scope): \(note.text)")
        // Nor is he passed on.
        let passed = await setting.share("directory", with: setting.clinic.c, as: desk)
        #expect(passed.status == 403)
        let other = setting.clinic.call(as: try await setting.clinic.person(("branch_admin", setting.clinic.b)))
        #expect(await setting.share("directory", with: setting.clinic.c, as: other).status == 404)
    }

    @Test("a doctor of the other branch sees a shared customer when he cares for him")
    func care() async throws {
        let setting = try await Setting()
        let doctor = try await setting.clinic.person(("doctor", setting.clinic.b))
        let client = setting.clinic.call(as: doctor)
        #expect(await setting.share("care").status == 201)
        #expect(await client.send(.get, "/v1/customers/\(setting.id)").status == 404)
        let until = setting.clinic.house.now.advanced(by: .seconds(86_400))
        let assigned = await setting.desk.send(
            .put, "/v1/customers/\(setting.id)/care-relations/\(doctor.id)",
            text: #"{"until": "\#(until)", "reason": "today's visit"}"#)
        #expect(assigned.status == 204, "\(assigned.text)")
        let answer = await client.send(.get, "/v1/customers/\(setting.id)")
        #expect(answer.json["allergy"]?.string == setting.canary.allergy)
        let changed = await client.send(
            .patch, "/v1/customers/\(setting.id)", headers: [("If-Match", answer.headers[.eTag] ?? "")], text: #"{"allergy": "青霉素"}"#)
        #expect(changed.status == 200, "\(changed.text)")
    }

    @Test("a share ends by itself at its time, though rights are kept")
    func expires() async throws {
        let setting = try await Setting()
        #expect(await setting.share("contact", hours: 1).status == 201)
        #expect(await setting.desk.send(.get, "/v1/customers/\(setting.id)").status == 200)
        // As if its time had passed: the statement asks the row, not what was kept.
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            update app.customer_share set since = since - interval '2 hours', until = until - interval '2 hours'
            where tenant_id = \(setting.clinic.tenant)
            """)
        #expect(await setting.desk.send(.get, "/v1/customers/\(setting.id)").status == 404)
        #expect(Self.ids(await setting.desk.send(.get, "/v1/customers")).isEmpty)
        // And it can be shared anew.
        #expect(await setting.share("contact").status == 201)
    }

    @Test("who may not share does not, and what makes no sense is refused")
    func refusals() async throws {
        let setting = try await Setting()
        let (clinic, id) = (setting.clinic, setting.id)
        #expect(await setting.share("contact", with: clinic.a).violations == ["/branchId not_allowed"])
        #expect(await setting.share("contact", with: ID(high: 1, low: 2)).violations == ["/branchId not_allowed"])
        #expect(await setting.share("contact", hours: 24 * 400).violations == ["/until range"])
        #expect(await setting.share("contact", hours: -1).violations == ["/until range"])
        #expect(await setting.share("everything").violations == ["/scope choice"])
        #expect(await setting.share("contact").status == 201)
        #expect(await setting.share("care").code == "customer.share_exists")
        #expect(await setting.share("care", as: try clinic.call(as: "front_desk")).status == 403)
        let stranger = try await Clinic()
        #expect(await setting.share("care", as: try stranger.call(as: "branch_admin")).status == 404)
        let gone = await setting.admin.send(.delete, "/v1/customers/\(id)/shares/\(ID<CustomerShare>.new(at: clinic.house.now))")
        #expect(gone.status == 404)
    }

    @Test("a branch takes two hundred shares and no more")
    func limit() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        let connection = try clinic.superuser()
        defer { connection.close() }
        let user = try #require(clinic.people["branch_admin"]).id
        try connection.execute(
            """
            insert into app.customer (tenant_id, id, number, home_branch_id, level, name_sealed, crm_key, medical_key, created_at, updated_at)
            select \(clinic.tenant), gen_random_uuid(), 10000 + n, \(clinic.a), 'standard', ''::bytea, ''::bytea, ''::bytea, now(), now()
            from generate_series(1, 200) n
            """)
        try connection.execute(
            """
            insert into app.customer_share (tenant_id, id, customer_id, branch_id, to_branch_id, scope, reason, since, until, shared_by)
            select tenant_id, gen_random_uuid(), id, home_branch_id, \(clinic.b), 'directory', 'many', now() - interval '1 day',
              now() + interval '9 days', \(user)
            from app.customer where tenant_id = \(clinic.tenant) and number > 10000
            """)
        #expect(await setting.share("contact").code == "customer.share_limit")
        #expect(await setting.share("contact", with: clinic.c).status == 201)
    }

    @Test("the tenant's policy shows every branch so much of the others' customers, and nothing when it is none")
    func policy() async throws {
        let setting = try await Setting()
        let (desk, id) = (setting.desk, setting.id)
        func masked() async -> Set<String>? {
            let answer = await desk.send(.get, "/v1/customers/\(id)")
            return answer.status == 200 ? Set((answer.json["masked"]?.array ?? []).compactMap(\.string)) : nil
        }
        #expect(await masked() == nil)
        try await setting.policy("directory")
        #expect(await masked() == ["name", "birthday", "remark", "sex", "guardianName"])
        #expect(Self.ids(await desk.send(.get, "/v1/customers")) == [id])
        #expect(await desk.send(.get, "/v1/customers/\(id)/notes").rows.isEmpty)
        try await setting.policy("contact")
        #expect(await masked() == ["phone", "wechat", "idNumber", "address", "guardianPhone"])
        let own = try await setting.clinic.customer("本院客", in: setting.clinic.b)
        #expect(Self.ids(await desk.send(.get, "/v1/customers?sort=number")) == [id, own])
        #expect(
            await desk.send(.patch, "/v1/customers/\(own)", headers: [("If-Match", "\"1\"")], text: #"{"level": "gold"}"#).status == 200)
        try await setting.policy("none")
        #expect(await masked() == nil)
    }

    @Test("pages go through a list of own and shared customers without gaps or doubles, in order")
    func pages() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        var expected: [String] = []
        for index in 0..<6 {
            let branch = [clinic.a, clinic.b, clinic.c][index % 3]
            let id = try await clinic.customer("客户\(index)", in: branch)
            if branch == clinic.b { expected.append(id) }
            guard branch == clinic.a else { continue }
            let until = clinic.house.now.advanced(by: .seconds(3_600))
            let answer = await setting.admin.send(
                .post, "/v1/customers/\(id)/shares",
                text: #"{"branchId": "\#(clinic.b)", "scope": "contact", "reason": "visits there", "until": "\#(until)"}"#)
            #expect(answer.status == 201)
            expected.append(id)
        }
        for (sort, order) in [("number", expected), ("-number", expected.reversed())] {
            var found: [String] = []
            var cursor = ""
            for _ in 0..<10 {
                let page = await setting.desk.send(.get, "/v1/customers?sort=\(sort)&limit=1\(cursor)")
                found += Self.ids(page)
                guard let next = page.json["page"]?["next"]?.string else { break }
                cursor = "&cursor=" + next
            }
            #expect(found == Array(order), "\(sort)")
        }
        // Somebody in two branches: a scan for each, and the shared ones beside them.
        let both = clinic.call(as: try await clinic.person(("front_desk", clinic.b), ("front_desk", clinic.c)))
        let list = Self.ids(await both.send(.get, "/v1/customers?sort=number"))
        #expect(list.count == Set(list).count && Set(list).isSuperset(of: expected) && list.count == expected.count + 2)
    }

    @Test("the plan of a list with shares finds the shared ones by their ids and the others in index order")
    func plan() async throws {
        let setting = try await Setting()
        let clinic = setting.clinic
        let connection = try clinic.superuser()
        defer { connection.close() }
        // Ten thousand of them, or no index is worth it.
        try connection.execute(
            """
            insert into app.customer (tenant_id, id, number, home_branch_id, level, name_sealed, crm_key, medical_key, created_at, updated_at)
            select \(clinic.tenant), gen_random_uuid(), 10000 + n,
              case n % 3 when 0 then \(clinic.a) when 1 then \(clinic.b) else \(clinic.c) end, 'standard', ''::bytea, ''::bytea,
              ''::bytea, now(), now()
            from generate_series(1, 10000) n
            """)
        #expect(await setting.share("contact").status == 201)
        try connection.execute("analyze app.customer")
        let house = clinic.house
        let system = house.system(of: clinic.tenant)
        let (user, tenant, now) = (setting.deskPerson.id, clinic.tenant, house.now)
        let rights = try await house.deployment.database.read(as: system) { tx in
            try RightsLoader.load(user, of: tenant, at: now, crossings: Composition.catalog.crossings, in: tx).rights
        }
        let actor = Actor(
            person: user, named: "desk", of: tenant, session: .new(at: now), rights: rights, request: .new(at: now), address: nil)
        let view = rights.view(of: Customer.resource)
        #expect(view.portions.count == 2)
        let query = try ListQuery(Query(parsing: "sort=-number&limit=50"), on: view)
        let selection = Selection(view, fields: query.fields, for: actor, at: now)
        let statement = ResourceQueries.list(query, selection, after: nil, for: actor, at: now)
        let lines: [String] = try await house.deployment.database.read(as: actor) { tx in
            try tx.execute("explain (costs off) \(statement)").map { try $0[0] }
        }
        let plan = lines.joined(separator: "\n")
        #expect(plan.contains("customer_by_branch_number"), "\(plan)")
        #expect(plan.contains("customer_pkey") || plan.contains("customer_branch_key"), "\(plan)")
        #expect(!plan.contains("Seq Scan on customer t"), "\(plan)")
    }

    @Test("sharing and its end are events of the audit trail, with who, whom, how much and why")
    func audited() async throws {
        let setting = try await Setting()
        let share = await setting.share("contact")
        try await setting.end(share)
        let connection = try setting.clinic.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select actor_name, coalesce(left(purpose, 7), '') from audit.event where tenant_id = \(setting.clinic.tenant) and action in ('share.customer', 'unshare.customer')
            and outcome = 'done' and customer_id = \(setting.id)::text::uuid
            """)
        #expect(try rows.map { try $0.get(0, as: String.self) } == ["branch.admin", "branch.admin"])
        #expect(try Set(rows.map { try $0.get(1, as: String.self) }) == ["sealed:", ""])
        // Whoever reads the trail reads why.
        let officer = try setting.clinic.call(as: "compliance_officer")
        let events = await officer.send(.get, "/v1/audit/events?filter[action]=share.customer")
        #expect(events.rows.map { $0["purpose"] } == ["visits there"], "\(events.text)")
        let one = await officer.send(.get, "/v1/audit/events/\(events.rows.first?["id"]?.string ?? "")")
        #expect(one.json["purpose"] == "visits there")
    }
}
