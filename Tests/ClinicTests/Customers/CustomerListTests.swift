import HTTPTypes
import JSON
import PeonyTesting
import Testing

@testable import Clinic
@testable import Platform

/// Lists: what one sees of them, in which order, page after page.
@Suite struct CustomerListTests {
    /// A clinic with customers in all branches, some without a birthday, some owned, some in care; the tests only read it.
    private struct Ward: Sendable {
        let clinic: Clinic
        let both: Clinic.Person
        let all: [Row]

        struct Row: Sendable {
            let id: String
            let branch: ID<Unit>
            let number: Int64
            let birthday: String?
            let level: String
            let isOwned: Bool
            let isRivals: Bool
            let inCare: Bool
        }

        init() async throws {
            let clinic = try await Clinic()
            self.clinic = clinic
            both = try await clinic.person(("front_desk", clinic.a), ("cashier", clinic.b))
            let rival = try await clinic.person(("consultant", clinic.a))
            let owner = try #require(clinic.people["consultant"]).id
            var all: [Row] = []
            for (place, branch) in clinic.branches.enumerated() {
                let desk = clinic.call(as: try await clinic.person(("front_desk", branch)))
                for index in 0..<12 {
                    let birthday = index % 3 == 0 ? nil : "199\(index % 2)-0\(1 + index % 4)-11"
                    let level = Customer.levels[index % 3]
                    let (isOwned, isRivals) = (place == 0 && index % 4 == 1, place == 0 && index % 4 == 2)
                    var fields: JSONObject = ["name": .string("客户\(index)"), "level": .string(level)]
                    if let birthday { fields["birthday"] = .string(birthday) }
                    if isOwned { fields["ownerId"] = .string(owner.description) }
                    if isRivals { fields["ownerId"] = .string(rival.id.description) }
                    let answer = await clinic.create(fields, as: desk)
                    try #require(answer.status == 201, "\(answer.text)")
                    let id = try #require(answer.json["id"]?.string)
                    let inCare = place == 0 && index % 2 == 0
                    if inCare { try await clinic.assignCare(id, to: "doctor") }
                    all.append(
                        Row(
                            id: id, branch: branch, number: answer.json["number"]?.integer ?? 0, birthday: birthday,
                            level: level,
                            isOwned: isOwned, isRivals: isRivals, inCare: inCare))
                }
            }
            self.all = all
        }

        /// Everybody who reads, with what is his to see.
        func readers() throws -> [(name: String, client: InProcessClient, rows: [Row])] {
            let a = clinic.a
            return [
                ("everywhere", try clinic.call(as: "chain_director"), all),
                ("one branch", try clinic.call(as: "front_desk"), all.filter { $0.branch == a }),
                ("two branches", clinic.call(as: both), all.filter { $0.branch != clinic.c }),
                ("own", try clinic.call(as: "consultant"), all.filter { $0.branch == a && !$0.isRivals }),
                ("care", try clinic.call(as: "doctor"), all.filter(\.inCare)),
            ]
        }
    }

    private static let ward = Task { try await Ward() }

    /// Every id of a list, page by page.
    private static func walk(_ client: InProcessClient, _ query: String, limit: Int) async throws -> [String] {
        var ids: [String] = []
        var cursor: String?
        for _ in 0..<200 {
            let page = cursor.map { "&cursor=" + $0 } ?? ""
            let answer = await client.send(.get, "/v1/customers?\(query)&limit=\(limit)\(page)")
            try #require(answer.status == 200, "\(query): \(answer.text)")
            let rows = answer.rows
            #expect(rows.count <= limit)
            ids += rows.compactMap { $0["id"]?.string }
            cursor = answer.json["page"]?["next"]?.string
            guard cursor != nil else { return ids }
            #expect(rows.count == limit, "a page that is not the last is full")
        }
        Issue.record("\(query) never ends")
        return ids
    }

    @Test(
        "pages go through a list without gaps or doubles, in order, for every kind of reach", arguments: [1, 5, 7, 200])
    func pages(limit: Int) async throws {
        let ward = try await Self.ward.value
        for (name, client, rows) in try ward.readers() {
            for sort in ["number", "-number", "createdAt", "-createdAt", "birthday", "-birthday"] {
                let ids = try await Self.walk(client, "sort=\(sort)", limit: limit)
                let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
                #expect(ids.count == rows.count, "\(name) by \(sort)")
                #expect(Set(ids) == Set(rows.map(\.id)), "\(name) by \(sort)")
                let found = ids.compactMap { byID[$0] }
                switch sort {
                case "number": #expect(found.map(\.number) == rows.map(\.number).sorted(), "\(name) by \(sort)")
                case "-number": #expect(found.map(\.number) == rows.map(\.number).sorted(by: >), "\(name) by \(sort)")
                // PostgreSQL's order: who has no birthday is last, or first when it goes down.
                case "birthday":
                    #expect(
                        found.map { $0.birthday ?? "9999" } == rows.map { $0.birthday ?? "9999" }.sorted(), "\(name)")
                case "-birthday":
                    #expect(
                        found.map { $0.birthday ?? "9999" } == rows.map { $0.birthday ?? "9999" }.sorted(by: >),
                        "\(name)")
                default: break
                }
            }
        }
    }

    @Test("a filter leaves what fits, for every kind of reach")
    func filters() async throws {
        let ward = try await Self.ward.value
        let (a, b) = (ward.clinic.a, ward.clinic.b)
        let middle = try #require(ward.all.first { $0.branch == a && $0.isOwned })
        let cases: [(query: String, fits: @Sendable (Ward.Row) -> Bool)] = [
            ("filter[level]=gold", { $0.level == "gold" }),
            ("filter[level]=gold,silver", { $0.level != "standard" }),
            ("filter[birthday]=1991-02-11", { $0.birthday == "1991-02-11" }),
            ("filter[birthday][gte]=1991-01-01", { $0.birthday.map { $0 >= "1991-01-01" } ?? false }),
            ("filter[birthday][lt]=1991-01-01", { $0.birthday.map { $0 < "1991-01-01" } ?? false }),
            (
                "filter[birthday][gt]=1990-03-11&filter[birthday][lte]=1991-02-11",
                { $0.birthday.map { $0 > "1990-03-11" && $0 <= "1991-02-11" } ?? false }
            ),
            ("filter[homeBranchId]=\(b)", { $0.branch == b }),
            ("filter[homeBranchId]=\(a),\(b)", { $0.branch == a || $0.branch == b }),
            ("filter[number][gte]=\(middle.number)", { $0.number >= middle.number }),
            ("filter[number]=\(middle.number),\(middle.number)", { $0.number == middle.number }),
            ("filter[id]=\(middle.id)", { $0.id == middle.id }),
            ("filter[createdAt][gte]=2000-01-01T00:00:00Z&filter[level]=standard", { $0.level == "standard" }),
            ("filter[createdAt][lt]=2000-01-01T00:00:00Z", { _ in false }),
        ]
        for (name, client, rows) in try ward.readers() {
            for (query, fits) in cases {
                let ids = try await Self.walk(client, query, limit: 4)
                #expect(ids.count == Set(ids).count, "\(name): \(query)")
                #expect(Set(ids) == Set(rows.filter(fits).map(\.id)), "\(name): \(query)")
            }
        }
    }

    @Test("a list shows the fields that were asked for and no others")
    func fields() async throws {
        let ward = try await Self.ward.value
        let desk = try ward.clinic.call(as: "front_desk")
        let few = await desk.send(.get, "/v1/customers?fields=id,level,phone&limit=3")
        for row in few.rows { #expect(row.names.subtracting(["masked"]) == ["id", "level", "phone"]) }
        let usual = await desk.send(.get, "/v1/customers?limit=3")
        for row in usual.rows {
            #expect(
                row.names.isDisjoint(with: ["address", "wechat", "idNumber", "remark", "allergy"]),
                "sealed cells that no list needs stay shut")
        }
        let whole = await desk.send(
            .get, "/v1/customers?limit=1&fields=" + Customer.resource.fields.map(\.name).joined(separator: ","))
        #expect(whole.rows.first?.names.subtracting(["masked"]) == Set(Customer.resource.fields.map(\.name)))
    }

    @Test("a cursor serves one user, one query and one list")
    func cursors() async throws {
        let ward = try await Self.ward.value
        let clinic = ward.clinic
        let desk = try clinic.call(as: "front_desk")
        let cursor = try #require(await desk.send(.get, "/v1/customers?limit=2").json["page"]?["next"]?.string)
        #expect(await desk.send(.get, "/v1/customers?limit=2&cursor=\(cursor)").status == 200)
        func refused(_ client: InProcessClient, _ path: String, _ why: Comment) async {
            let answer = await client.send(.get, path)
            #expect(answer.status == 422, why)
            #expect(answer.violations == ["/cursor not_allowed"], why)
        }
        await refused(try clinic.call(as: "branch_admin"), "/v1/customers?limit=2&cursor=\(cursor)", "another person's")
        await refused(desk, "/v1/customers?limit=2&filter[level]=gold&cursor=\(cursor)", "another filter's")
        await refused(desk, "/v1/customers?limit=2&sort=number&cursor=\(cursor)", "another order's")
        await refused(desk, "/v1/customers/\(ward.all[0].id)/timeline?cursor=\(cursor)", "another list's")
        await refused(desk, "/v1/customers?cursor=\(cursor.dropLast(4))AAAA", "a tampered one")
        await refused(desk, "/v1/customers?cursor=x", "none at all")
        await refused(desk, "/v1/customers?cursor=\(String(repeating: "A", count: 2000))", "a long one")
        let other = try await Clinic()
        await refused(try other.call(as: "front_desk"), "/v1/customers?limit=2&cursor=\(cursor)", "another tenant's")
        // One customer's timeline does not go on in another's.
        try await clinic.assignCare(ward.all[0].id, to: "doctor")
        let first = await desk.send(.get, "/v1/customers/\(ward.all[0].id)/timeline?limit=1")
        let next = try #require(first.json["page"]?["next"]?.string)
        #expect(await desk.send(.get, "/v1/customers/\(ward.all[0].id)/timeline?limit=1&cursor=\(next)").status == 200)
        await refused(desk, "/v1/customers/\(ward.all[1].id)/timeline?limit=1&cursor=\(next)", "another customer's")
    }

    @Test(
        "what a list does not know is refused",
        arguments: [
            ("limit=0", "/limit range"), ("limit=201", "/limit range"), ("limit=x", "/limit range"),
            ("limit=99999999999999999999", "/limit range"), ("fields=", "/fields unknown_field"),
            ("fields=id,,", "/fields unknown_field"),
            ("sort=", "/sort unknown_field"), ("sort=-", "/sort unknown_field"), ("sort=level", "/sort unknown_field"),
            ("filter[level]=bronze", "/filter/level type"), ("filter[level][gte]=gold", "/filter/level type"),
            ("filter[birthday]=1990-02-30", "/filter/birthday type"),
            ("filter[birthday]=1990-01-01,1991-01-01", "/filter/birthday type"),
            ("filter[birthday][like]=1990", "/filter unknown_field"), ("filter[number]=1e9", "/filter/number type"),
            ("filter[number]=9999999999999999999", "/filter/number type"), ("filter[id]=1", "/filter/id type"),
            ("filter[createdAt][gte]=yesterday", "/filter/createdAt type"), ("filter[]=1", "/filter unknown_field"),
            ("filter=1", "/filter unknown_field"), ("q=1", "/query unknown_field"),
            ("filter[level", "/filter unknown_field"),
        ])
    func refused(query: String, violation: String) async throws {
        let ward = try await Self.ward.value
        let answer = try await ward.clinic.call(as: "front_desk").send(.get, "/v1/customers?" + query)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(Set(answer.violations) == [violation])
    }

    @Test("a list takes sixteen filters and fifty values and no more")
    func limits() async throws {
        let ward = try await Self.ward.value
        let desk = try ward.clinic.call(as: "front_desk")
        func status(_ query: String) async -> Int { await desk.send(.get, "/v1/customers?" + query).status }
        let filter = "filter[number][gte]=1"
        #expect(await status(Array(repeating: filter, count: 16).joined(separator: "&")) == 200)
        #expect(await status(Array(repeating: filter, count: 17).joined(separator: "&")) == 422)
        #expect(await status("filter[number]=" + (1...50).map(String.init).joined(separator: ",")) == 200)
        #expect(await status("filter[number]=" + (1...51).map(String.init).joined(separator: ",")) == 422)
    }

    @Test("a list in groups counts what its reader sees, each group has the rows that it counted, and filters narrow both")
    func groups() async throws {
        let ward = try await Ward()
        let clinic = ward.clinic
        let desk = try clinic.call(as: "front_desk")
        func groups(_ by: String, _ more: String = "", as client: InProcessClient) async -> [String: Int64] {
            let answer = await client.send(.get, "/v1/customers/groups?by=\(by)\(more)")
            return Dictionary(
                uniqueKeysWithValues: (answer.json["groups"]?.array ?? []).map { ($0["key"]?.string ?? "-", $0["count"]?.integer ?? -1) })
        }
        func members(_ by: String, _ key: String?, _ more: String = "", as client: InProcessClient) async -> Set<String> {
            let path = "/v1/customers/groups/members?by=\(by)" + (key.map { "&key=\($0)" } ?? "") + more + "&limit=200"
            return Set(await client.send(.get, path).rows.compactMap { $0["id"]?.string })
        }
        let people: [(client: InProcessClient, rows: [Ward.Row])] = [
            (desk, ward.all.filter { $0.branch == clinic.a }), (clinic.call(as: ward.both), ward.all.filter { $0.branch != clinic.c }),
            (try clinic.call(as: "chain_director"), ward.all), (try clinic.call(as: "doctor"), ward.all.filter(\.inCare)),
        ]
        for (client, rows) in people {
            let byLevel = Dictionary(grouping: rows, by: \.level)
            #expect(await groups("level", as: client) == byLevel.mapValues { Int64($0.count) })
            for (level, own) in byLevel { #expect(await members("level", level, as: client) == Set(own.map(\.id)), "\(level)") }
            let byBranch = Dictionary(grouping: rows, by: \.branch.description)
            #expect(
                await groups("homeBranchId", "&filter[level]=gold", as: client)
                    == byBranch.compactMapValues { rows -> Int64? in
                        let number = rows.count { $0.level == "gold" }
                        return number == 0 ? nil : Int64(number)
                    })
            let unowned = rows.filter { !$0.isOwned && !$0.isRivals }
            #expect(await groups("ownerId", as: client)["-"] ?? 0 == Int64(unowned.count))
            #expect(await members("ownerId", nil, as: client) == Set(unowned.map(\.id)))
        }
        // In the list's order, page after page.
        let first = await desk.send(.get, "/v1/customers/groups/members?by=level&key=gold&sort=number&limit=3")
        let cursor = try #require(first.json["page"]?["next"]?.string)
        let second = await desk.send(.get, "/v1/customers/groups/members?by=level&key=gold&sort=number&limit=3&cursor=\(cursor)")
        let numbers = (first.rows + second.rows).compactMap { $0["number"]?.integer }
        let golden = ward.all.filter { $0.branch == clinic.a && $0.level == "gold" }.map(\.number).sorted()
        #expect(numbers == Array(golden.prefix(6)))
        #expect(await members("level", "no-such-level", as: desk).isEmpty)
        let stranger = try await Clinic()
        #expect(await groups("level", as: try stranger.call(as: "chain_director")).isEmpty)
    }

    @Test("a list is grouped by what its reader may group by and reads in clear, and by nothing that has as many values as rows")
    func groupRights() async throws {
        let clinic = try await Clinic()
        _ = try await clinic.customer("林小雨", ["sex": "female", "birthday": "1990-05-01"])
        let desk = try clinic.call(as: "front_desk")
        for name in ["name", "phone", "birthday", "createdAt", "tags", "allergy", "nothing", "custom.nothing"] {
            for path in ["groups?by=\(name)", "groups/members?by=\(name)&key=x"] {
                let answer = await desk.send(.get, "/v1/customers/\(path)")
                #expect(answer.violations == ["/by unknown_field"], "\(path)")
            }
        }
        #expect(await desk.send(.get, "/v1/customers/groups").violations == ["/by required"])
        #expect(
            await desk.send(.get, "/v1/customers/groups?by=phone&filter[nothing]=1").violations
                == ["/by unknown_field", "/filter unknown_field"])
        #expect(await desk.send(.get, "/v1/customers/groups/members?by=ownerId&key=x").violations == ["/key type"])
        #expect(await desk.send(.get, "/v1/customers/groups?by=sex").json["groups"] == [["key": "female", "count": 1]])
        // Who sees it masked would learn it from the group: whatever else he may do with the field.
        for role in Clinic.roles where role.actions.contains(Action("read.customer")) {
            let client = try clinic.call(as: role.code)
            let list = await client.send(.get, "/v1/customers?fields=id,sex,masked").rows + (await client.send(.get, "/v1/customers").rows)
            let isMasked = list.contains { $0["masked"]?.array?.contains("sex") == true }
            let answer = await client.send(.get, "/v1/customers/groups?by=sex")
            if isMasked { #expect(answer.violations == ["/by unknown_field"], "\(role.code)") }
            if answer.status == 200, list.isEmpty { #expect(answer.json["groups"] == [], "\(role.code)") }
        }
        #expect(await (try clinic.call(as: "hq_operations")).send(.get, "/v1/customers/groups?by=level").status == 403)
        try await clinic.customField("city", "choice", class: "C1", choices: ["上海", "杭州"])
        let one = try await clinic.customer("有城市的")
        try await clinic.setCustom(one, [("city", "杭州")])
        let cities = await (try clinic.call(as: "branch_admin")).send(.get, "/v1/customers/groups?by=custom.city")
        if cities.status == 200 {
            #expect(cities.json["groups"]?.array?.contains(["key": "杭州", "count": 1]) == true, "\(cities.text)")
        } else {
            #expect(cities.violations == ["/by unknown_field"])
        }
        // What is written down when it is read is told by no group.
        try await clinic.customField("scar", "choice", class: "C4", choices: ["yes", "no"])
        for role in Clinic.roles where role.actions.contains(Action("read.customer")) {
            let answer = await (try clinic.call(as: role.code)).send(.get, "/v1/customers/groups?by=custom.scar")
            #expect(answer.violations == ["/by unknown_field"], "\(role.code)")
        }
    }
}
