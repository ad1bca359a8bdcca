import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Value layers: who is in which is what SQL from outside says; parameters count from their day; months are kept for good.
@Suite struct LayerTests {
    /// A clinic with customers of all kinds.
    private func ground() async throws -> Clinic {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let far = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        for number in 0..<18 {
            let isFar = number % 6 == 5
            let customer = try await clinic.customer("客\(number)", in: isFar ? clinic.b : nil)
            let desk = isFar ? far : try clinic.call(as: "front_desk")
            // One day is one, however often he came.
            for visit in 0..<(number % 7) {
                try await clinic.visit(
                    customer, daysAgo: Int32(number * 17 + visit / 2 * 5), number % 4 == 3 ? "arrival" : "treatment", as: desk)
            }
        }
        return clinic
    }

    /// How many are in each layer of the program's own parameters, asked differently than the program asks; nil: nothing known.
    private func expected(_ clinic: Clinic, branch: String = "true", _ connection: Connection) throws -> [String: Int64] {
        let rows = try connection.execute(
            SQL(
                trustedText: """
                    with v as (
                      select customer_id, max(visited_on) filter (where kind = 'treatment') as last,
                        count(distinct visited_on) filter (where visited_on > date '\(clinic.today)' - interval '1 year') as days
                      from app.visit_fact where tenant_id = '\(clinic.tenant)' and withdraws_id is null
                      and id not in (select withdraws_id from app.visit_fact where withdraws_id is not null) group by customer_id)
                    select case when v.customer_id is null then 'none'
                      when date '\(clinic.today)' - v.last <= 180 and v.days >= 3 then 'potential'
                      when date '\(clinic.today)' - v.last > 180 then 'sleeping' else 'regular' end, count(*)
                    from app.customer c left join v on v.customer_id = c.id where c.tenant_id = '\(clinic.tenant)' and \(branch) group by 1
                    """))
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get(0, as: String.self), try $0.get(1, as: Int64.self)) })
    }

    private func distribution(_ client: InProcessClient, _ query: String = "") async throws -> [String: Int64] {
        let answer = await client.send(.get, "/v1/layers" + query)
        try #require(answer.status == 200, "\(answer.text)")
        var numbers: [String: Int64] = [:]
        for layer in answer.json["layers"]?.array ?? [] {
            if let code = layer["code"]?.string, let number = layer["customers"]?.integer, number > 0 { numbers[code] = number }
        }
        if let none = answer.json["none"]?.integer, none > 0 { numbers["none"] = none }
        return numbers
    }

    @Test("the layers' numbers are what SQL from outside counts, for the chain and for a branch; a figure without a source says so")
    func counts() async throws {
        let clinic = try await ground()
        let connection = try clinic.superuser()
        defer { connection.close() }
        let director = try clinic.call(as: "chain_director")
        #expect(await director.send(.post, "/v1/layer-runs").status == 202)
        try await clinic.workOut()
        let chain = try expected(clinic, connection)
        #expect(chain.keys.sorted() == ["none", "potential", "regular", "sleeping"], "the ground has all of them")
        #expect(try await distribution(director) == chain)
        let branch = try expected(clinic, branch: "home_branch_id = '\(clinic.a)'", connection)
        #expect(try await distribution(try clinic.call(as: "branch_admin")) == branch)
        #expect(branch != chain)

        let answer = await director.send(.get, "/v1/layers").json
        #expect(answer["missing"] == ["monetary"])
        let undecided = (answer["layers"]?.array ?? []).filter { $0["undecided"] == true }.compactMap { $0["code"]?.string }
        #expect(undecided == ["super"], "who spends enough is not known yet of anybody")
        #expect(answer["parameterId"]?.isNull == true)

        // As a field: in lists and filters, and as a criterion.
        let filtered = await director.send(.get, "/v1/customers?limit=200&filter[layer]=sleeping").rows
        #expect(Int64(filtered.count) == chain["sleeping"])
        #expect(filtered.allSatisfy { $0["layer"] == "sleeping" })
        let asked = await director.send(
            .post, "/v1/segment-counts", text: #"{"condition": {"field": "layer", "in": ["potential", "regular"]}}"#)
        #expect(asked.json["count"]?.integer == (chain["potential"] ?? 0) + (chain["regular"] ?? 0))
        // Who cannot read it cannot count by it, and who holds nothing of it is not let in.
        #expect(await (try clinic.call(as: "cashier")).send(.get, "/v1/layers").status == 403)
        let operations = try clinic.call(as: "hq_operations")
        #expect(await operations.send(.get, "/v1/layers").code == "layer.beyond_rights")
        #expect(try await distribution(try await Clinic(in: clinic.house).call(as: "chain_director")).isEmpty)
    }

    @Test("a visit moves its customer at once, and its withdrawal moves him back")
    func one() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        let customer = try await clinic.customer("甲")
        try await clinic.computeLayers()
        func layer() async -> JSONValue? { await director.send(.get, "/v1/customers/\(customer)").json["layer"] }
        #expect(await layer()?.isNull == true)
        let visit = try await clinic.visit(customer, daysAgo: 1)
        try await clinic.workOut()
        #expect(await layer() == "regular")
        for days in [Int32(8), 15] { try await clinic.visit(customer, daysAgo: days) }
        try await clinic.workOut()
        #expect(await layer() == "potential")
        let desk = try clinic.call(as: "front_desk")
        #expect(await desk.send(.post, "/v1/visits/\(visit)/withdrawal").status == 204)
        try await clinic.workOut()
        #expect(await layer() == "regular")
        let history = await desk.send(.get, "/v1/customers/\(customer)/tag-history").rows.filter { $0["source"] == "system" }
        #expect(history.count >= 3, "each layer was a tag for its time")
    }

    private func parameters(_ day: LocalDate, near: Int = 90, far: Int = 180, regular: String = "普通") -> [UInt8] {
        let body = """
            {"effectiveOn": "\(day)", "recencyDays": [\(near), \(far)], "frequencyDays": [3, 6], "monetaryFen": [100, 200], "layers": [
              {"code": "fresh", "name": "近期", "colour": "green", "any": [{"recency": {"min": 3}}]},
              {"code": "sleeping", "name": "沉睡", "colour": "grey", "any": [{"recency": {"max": 1}}]},
              {"code": "regular", "name": "\(regular)", "colour": "blue"}]}
            """
        return Array(body.utf8)
    }

    @Test("parameters count from their day on and stay readable; what is wrong with them is said at once")
    func effective() async throws {
        let clinic = try await ground()
        let director = try clinic.call(as: "chain_director")
        let usual = await director.send(.get, "/v1/layer-parameters")
        #expect(usual.rows.map { $0["inForce"] } == [true])
        #expect(usual.rows[0]["recencyDays"] == [90, 180] && usual.rows[0]["frequencyDays"] == [3, 6])
        #expect(usual.rows[0]["monetaryFen"] == [1_000_000, 5_000_000])
        #expect(usual.json["missing"] == ["monetary"])

        let wrong = await director.send(
            .post, "/v1/layer-parameters",
            text: """
                {"effectiveOn": "2020-13-01", "recencyDays": [90, 90], "frequencyDays": [0, 3], "monetaryFen": "x", "layers": [
                  {"code": "None!", "name": "甲", "colour": "green"}, {"code": "b", "name": "甲", "colour": "grey", "any": [{}]}]}
                """)
        #expect(
            Set(wrong.violations) == [
                "/effectiveOn pattern", "/recencyDays range", "/frequencyDays range", "/monetaryFen type", "/layers/0/code pattern",
                "/layers/1/any required", "/layers duplicate", "/layers/0 not_allowed", "/layers/1 not_allowed",
            ], "\(wrong.text)")
        let yesterday = LocalDate(daysSince1970: clinic.today.daysSince1970 - 1)
        #expect(await director.send(.post, "/v1/layer-parameters", body: parameters(yesterday)).violations == ["/effectiveOn range"])
        for role in ["branch_admin", "marketing"] {
            #expect(await (try clinic.call(as: role)).send(.post, "/v1/layer-parameters", body: parameters(clinic.today)).status == 403)
        }

        try await clinic.computeLayers()
        let before = try await distribution(director)
        let day = LocalDate(daysSince1970: clinic.today.daysSince1970 + 3)
        let made = await director.send(.post, "/v1/layer-parameters", body: parameters(day, near: 20, far: 60))
        #expect(made.status == 201 && made.json["inForce"] == false, "\(made.text)")
        try await clinic.computeLayers()
        #expect(try await distribution(director) == before, "not before its day")
        try clinic.passDays(3)
        try await clinic.computeLayers()
        let connection = try clinic.superuser()
        defer { connection.close() }
        let fresh: Int64 = try connection.execute(
            SQL(
                trustedText: """
                    select count(*) from (select customer_id from app.visit_fact where kind = 'treatment' group by customer_id
                    having date '\(clinic.today)' - max(visited_on) <= 20) x
                    """))[0][0]
        let after = try await distribution(director)
        #expect(after["fresh"] == fresh && fresh > 0)
        #expect(after["potential"] == nil)
        // Of two with one day the later word counts; both stay.
        clinic.house.clock.advance(by: .seconds(1))
        #expect(
            await director.send(.post, "/v1/layer-parameters", body: parameters(clinic.today, near: 400, far: 500)).json["inForce"] == true)
        let all = await director.send(.get, "/v1/layer-parameters").rows
        #expect(all.count == 3)
        #expect(all.map { $0["inForce"] } == [true, false, false])
        #expect(all[1]["recencyDays"] == [20, 60])
    }

    @Test("a set that is sent again with its key is one set, and another under the key is refused")
    func again() async throws {
        let clinic = try await Clinic()
        let director = try clinic.call(as: "chain_director")
        func define(_ near: Int) async -> Clinic.Answer {
            await director.send(
                .post, "/v1/layer-parameters", headers: [("Idempotency-Key", "key-of-a-set")],
                text: """
                    {"effectiveOn": "\(clinic.today)", "recencyDays": [\(near), 200], "frequencyDays": [1, 2], "monetaryFen": [1, 2],
                     "layers": [{"code": "one", "name": "甲层", "colour": "teal", "any": [{"recency": {"min": 3}}]},
                      {"code": "two", "name": "乙层", "colour": "grey"}]}
                    """)
        }
        let first = await define(30)
        try #require(first.status == 201, "\(first.text)")
        #expect(await define(30).body == first.body)
        #expect(await define(40).code == "idempotency.reused")
        #expect(await director.send(.get, "/v1/layer-parameters").rows.count == 2, "one and the program's own")
    }

    @Test("rows of a run that was cut off are no month, and the run that is repeated adds the others")
    func cutOff() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let director = try clinic.call(as: "chain_director")
        let (first, second) = (try await clinic.customer("甲"), try await clinic.customer("乙"))
        for customer in [first, second] { try await clinic.visit(customer, daysAgo: 1) }
        let connection = try clinic.superuser()
        defer { connection.close() }
        let month = String(clinic.today.description.prefix(7))
        try connection.execute(
            SQL(
                trustedText: """
                    insert into app.layer_snapshot_row (tenant_id, month, customer_id, unit_id, layer)
                    select tenant_id, date '\(month)-01', id, home_branch_id, 'sleeping' from app.customer where id = '\(first)'
                    """))
        #expect(await director.send(.get, "/v1/layer-snapshots").rows.isEmpty)
        #expect(await director.send(.get, "/v1/layers?month=\(month)").code == "layer.no_snapshot")
        try await clinic.computeLayers()
        #expect(try await distribution(director, "?month=\(month)") == ["sleeping": 1, "regular": 1])
        let counted: Int64 = try connection.execute("select customers from app.layer_snapshot where tenant_id = \(clinic.tenant)")[0][0]
        #expect(counted == 2)
    }

    @Test("a month is kept once and for good; what moved between two is counted over the rows that one sees, and listed")
    func months() async throws {
        let clinic = try await ground()
        let director = try clinic.call(as: "chain_director")
        try await clinic.computeLayers()
        let first = String(clinic.today.description.prefix(7))
        let before = try await distribution(director, "?month=\(first)")
        #expect(try await distribution(director) == before)
        // Within the month nothing is kept anew.
        try await clinic.computeLayers()
        #expect(await director.send(.get, "/v1/layer-snapshots").rows.map { $0["month"]?.string } == [first])

        try clinic.passDays(95)
        let newcomer = try await clinic.customer("新来")
        try await clinic.visit(newcomer)
        try await clinic.computeLayers()
        let second = String(clinic.today.description.prefix(7))
        let snapshots = await director.send(.get, "/v1/layer-snapshots").rows
        #expect(snapshots.map { $0["month"]?.string } == [second, first])
        #expect(snapshots.allSatisfy { $0["missing"] == ["monetary"] })
        #expect(try await distribution(director, "?month=\(first)") == before, "what was stays what it was")

        let connection = try clinic.superuser()
        defer { connection.close() }
        for (role, branch) in [("chain_director", "true"), ("branch_admin", "c.home_branch_id = '\(clinic.a)'")] {
            let client = try clinic.call(as: role)
            let matrix = await client.send(.get, "/v1/layer-migrations?from=\(first)&to=\(second)")
            #expect(matrix.status == 200 && matrix.json["comparable"] == true, "\(matrix.text)")
            let rows = try connection.execute(
                SQL(
                    trustedText: """
                        select coalesce(a.l, 'absent'), coalesce(b.l, 'absent'), count(*) from app.customer c
                        left join (select customer_id, coalesce(layer, 'none') l from app.layer_snapshot_row where month = '\(first)-01') a
                          on a.customer_id = c.id
                        left join (select customer_id, coalesce(layer, 'none') l from app.layer_snapshot_row where month = '\(second)-01') b
                          on b.customer_id = c.id
                        where \(branch) group by 1, 2 order by 1, 2
                        """))
            let expected = try rows.map {
                "\(try $0.get(0, as: String.self)) \(try $0.get(1, as: String.self)) \(try $0.get(2, as: Int64.self))"
            }
            let cells = matrix.json["cells"]?.array ?? []
            let shown = cells.map { "\($0["from"]?.string ?? "") \($0["to"]?.string ?? "") \($0["customers"]?.integer ?? -1)" }
            #expect(shown == expected)
            #expect(shown.contains { $0.hasPrefix("potential sleeping") || $0.hasPrefix("regular sleeping") }, "\(shown)")
            #expect(shown.contains { $0.hasPrefix("absent ") })
            for cell in cells {
                let list = await client.send(
                    .get,
                    "/v1/layer-migrations/customers?from=\(first)&to=\(second)&fromLayer=\(cell["from"]?.string ?? "")&toLayer=\(cell["to"]?.string ?? "")&limit=200"
                )
                #expect(Int64(list.rows.count) == cell["customers"]?.integer, "\(list.text)")
            }
        }
        let nowhere = "/v1/layer-migrations/customers?from=\(first)&to=\(second)&fromLayer=absent&toLayer=absent"
        #expect(await director.send(.get, nowhere).rows.isEmpty, "who was in neither month moved nowhere")
        // Found by the layer of a month, through its index.
        let id = try #require(UUID(uuidString: clinic.tenant.description))
        let day = try #require(LocalDate(first + "-01"))
        let plan = try await clinic.house.deployment.database.read(as: clinic.house.system(of: clinic.tenant)) { tx in
            tx.enqueue("set local enable_seqscan = off")
            tx.enqueue("set local enable_bitmapscan = off")
            let moved = LayerQueries.moved(from: day, "sleeping", to: day, "regular", tenant: ID(id))
            return try tx.execute("explain select t.id from app.customer t where t.tenant_id = \(id) and \(moved)")
                .map { try $0.get(0, as: String.self) }.joined(separator: "\n")
        }
        #expect(plan.contains("layer_snapshot_row_by_layer"), "\(plan)")
        #expect(await director.send(.get, "/v1/layer-migrations?from=2020-01&to=\(second)").code == "layer.no_snapshot")
        #expect(await director.send(.get, "/v1/layer-migrations?from=\(second)&to=\(first)").violations == ["/to range"])
        #expect(await director.send(.get, "/v1/layer-migrations?to=nonsense").status == 422)
        let stranger = try await Clinic(in: clinic.house)
        #expect(await (try stranger.call(as: "chain_director")).send(.get, "/v1/layer-snapshots").rows.isEmpty)

        // No role of the program changes or deletes what was kept.
        for user in ["peony_app", "peony_auth", "peony_sealer", "peony_auditor"] {
            for table in ["app.layer_snapshot", "app.layer_snapshot_row", "app.layer_parameter", "app.layer_run"] {
                let rights: [Bool] = try connection.execute(
                    SQL(
                        trustedText:
                            "select has_table_privilege('\(user)', '\(table)', 'DELETE'), has_any_column_privilege('\(user)', '\(table)', 'UPDATE'), has_table_privilege('\(user)', '\(table)', 'TRUNCATE')"
                    )
                )
                .flatMap { row in try (0..<3).map { try row.get($0, as: Bool.self) } }
                #expect(rights == [false, false, false], "\(user) on \(table)")
            }
        }
        let pool = try Connection(url: clinic.house.database.url(of: "peony_app"))
        defer { pool.close() }
        for statement in ["update app.layer_snapshot_row set layer = 'super'", "delete from app.layer_snapshot"] {
            _ = try pool.execute("begin")
            try clinic.house.database.enter(clinic.tenant, branches: nil, customers: [], on: pool)
            #expect(throws: PostgresError.self) { try pool.execute(SQL(trustedText: statement)) }
            _ = try pool.execute("rollback")
        }
    }
}
