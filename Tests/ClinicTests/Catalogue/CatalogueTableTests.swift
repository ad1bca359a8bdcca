import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// Packages, prices, rooms and devices come from tables in the way in which services do.
@Suite struct CatalogueTableTests {
    private static func send(_ path: String, _ table: String, as client: InProcessClient) async throws -> Clinic.Answer {
        let file = await client.send(
            .post, "/v1/files?name=table.csv", headers: [("Content-Type", "application/octet-stream")], body: Array(table.utf8))
        try #require(file.status == 201, "\(file.text)")
        let id = try #require(file.json["id"]?.string)
        return await client.send(.post, "/v1/catalogue-imports/" + path, text: #"{"fileId": "\#(id)"}"#)
    }

    /// `[created, changed, unchanged, failed]`.
    private static func counts(_ answer: Clinic.Answer) -> [Int64] {
        ["created", "changed", "unchanged", "failed"].map { answer.json[$0]?.integer ?? -1 }
    }

    /// `row codes` of each problem.
    private static func problems(_ answer: Clinic.Answer) -> [String] {
        (answer.json["problems"]?.array ?? []).map { row in
            "\(row["row"]?.integer ?? 0) " + (row["codes"]?.array ?? []).compactMap(\.string).joined(separator: ",")
        }
    }

    @Test("packages come with what they are made of, and change nothing the second time")
    func packages() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "hq_operations")
        let pico = try await clinic.service("皮秒祛斑", in: nil, ["code": "PGM-01"])
        let care = try await clinic.service("补水 AquaX 3", in: nil, ["code": "BS"])
        let table = """
            编码,套餐名称,分类,套餐价,有效天数,明细
            tc-01,焕肤套餐,套餐/年卡,"12,800",365,pgm-01×5；补水 AquaX 3；BS*2次（赠）
            ,体验,套餐,99,,皮秒祛斑

            """
        let tried = try await Self.send("packages/checks", table, as: client)
        #expect(Self.counts(tried) == [2, 0, 0, 0] && tried.json["categories"] == 2, "\(tried.text)")
        #expect(await client.send(.get, "/v1/service-packages").rows.isEmpty)
        let done = try await Self.send("packages", table, as: client)
        #expect(Self.counts(done) == [2, 0, 0, 0], "\(done.text)")
        let rows = await client.send(.get, "/v1/service-packages?sort=-listPriceFen").rows
        #expect(rows.map { $0["name"] } == ["焕肤套餐", "体验"])
        #expect(rows[0]["code"] == "TC-01" && rows[0]["listPriceFen"] == 1_280_000 && rows[0]["validDays"] == 365, "\(rows[0])")
        let path = "/v1/service-packages/\(rows[0]["id"]?.string ?? "")"
        let lines = await client.send(.get, path + "/lines").json["lines"]?.array ?? []
        #expect(lines.map { $0["serviceId"] } == [.string(pico), .string(care), .string(care)])
        #expect(lines.map { $0["sessions"] } == [5, 1, 2] && lines.map { $0["gift"] } == [false, false, true], "\(lines)")

        #expect(try await Self.counts(Self.send("packages", table, as: client)) == [0, 0, 2, 0])
        let next = try await Self.send("packages", "编码,名称,明细\nTC-01,焕肤套餐,PGM-01×6\n", as: client)
        #expect(Self.counts(next) == [0, 1, 0, 0], "\(next.text)")
        #expect(await client.send(.get, path + "/lines").json["lines"]?.array?.count == 1)
        #expect(await client.send(.get, path).json["listPriceFen"] == 1_280_000, "what is not said stays")
        #expect(
            try clinic.count("action = 'manage.service' and object_type = 'service_package' and purpose = 'imported'", in: "audit.event")
                == 2)

        let wrong = """
            名称,分类,价格,明细
            甲,套餐,1,没有这个×2
            乙,套餐,1,皮秒祛斑×101
            丙,套餐,1,皮秒祛斑×二
            丁,套餐,1,皮秒祛斑；PGM-01×2
            体验,套餐,88,
            体验,套餐,77,
            """
        let refused = try await Self.send("packages", wrong, as: client)
        #expect(refused.status == 409 && refused.code == "catalogue.import_rows", "\(refused.text)")
        #expect(
            Self.problems(refused) == ["2 lines:unknown", "3 lines:range", "4 lines:pattern", "5 lines:twice", "7 :repeated"],
            "\(refused.text)")
        #expect(await client.send(.get, "/v1/service-packages").rows.count == 2)
    }

    @Test("a price of a table holds from its first day; behind its last one the unit takes what it took before")
    func prices() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "hq_operations")
        let pico = try await clinic.service("皮秒祛斑", in: nil, ["code": "PGM-01"])
        _ = try await clinic.service("补水护理", in: nil, ["code": "BS"])
        let day = { (days: Int32) in LocalDate(daysSince1970: clinic.monday().daysSince1970 + days) }
        // Two campaigns on top of a price, the later one said first.
        let table = """
            项目,院区,自,至,价格
            PGM-01,浦东院,\(day(40)),\(day(49)),700
            PGM-01,浦东院,\(day(20)),\(day(29)),800
            皮秒祛斑,浦东院,\(day(0)),,"1,000"
            BS,丽人连锁,\(day(0)),\(day(9)),150
            BS,丽人连锁,\(day(10)),,160

            """
        let tried = try await Self.send("prices/checks", table, as: client)
        #expect(Self.counts(tried) == [7, 0, 0, 0], "\(tried.text)")
        #expect(await client.send(.get, "/v1/prices").rows.isEmpty)
        let done = try await Self.send("prices", table, as: client)
        #expect(Self.counts(done) == [7, 0, 0, 0], "\(done.text)")
        for (days, fen) in [(0, 100_000), (20, 80_000), (29, 80_000), (30, 100_000), (40, 70_000), (50, 100_000)] as [(Int32, Int64)] {
            let taken = await client.send(.get, "/v1/branches/\(clinic.a)/prices?day=\(day(days))&services=\(pico)")
            #expect(taken.rows.first?["priceFen"]?.integer == fen, "day \(days): \(taken.text)")
        }
        #expect(try await Self.counts(Self.send("prices", table, as: client)) == [0, 0, 5, 0], "twice is once")
        #expect(try clinic.count("action = 'set.price' and purpose = 'imported'", in: "audit.event") == 1)

        let changed = try await Self.send("prices", "项目,机构,自,价格\nBS,丽人连锁,\(day(10)),165\n", as: client)
        #expect(Self.counts(changed) == [0, 1, 0, 0], "\(changed.text)")
        // Many tables write that day where there is no end.
        let endless = try await Self.send("prices", "项目,机构,自,至,价格\nBS,静安院,\(day(0)),9999-12-31,170\n", as: client)
        #expect(Self.counts(endless) == [1, 0, 0, 0], "\(endless.text)")
    }

    @Test("what a price may not say is its row's problem")
    func wrongPrices() async throws {
        let clinic = try await Clinic()
        let client = try clinic.call(as: "hq_operations")
        let pico = try await clinic.service("皮秒祛斑", in: nil, ["code": "PGM-01"])
        _ = try await clinic.id(
            "/v1/service-packages", ["name": "年卡", "code": "TC", "categoryId": .string(try await clinic.category()), "listPriceFen": 1])
        let today = LocalDate(daysSince1970: clinic.house.now.date(offset: 8 * 3600).daysSince1970)
        let day = { (days: Int32) in LocalDate(daysSince1970: today.daysSince1970 + days) }
        _ = try await clinic.make(
            "/v1/prices",
            ["serviceId": .string(pico), "unitId": .string(clinic.a.description), "since": .string("\(today)"), "priceFen": 5])
        let table = """
            项目,院区,自,至,价格
            TC,浦东院,\(day(1)),,1
            没有,没有院,\(day(1)),,1
            PGM-01,浦东院,\(day(-1)),,1
            PGM-01,浦东院,\(today),,1
            PGM-01,浦东院,\(day(5)),\(day(4)),1
            PGM-01,浦东院,\(day(10)),\(day(20)),1
            PGM-01,浦东院,\(day(15)),,2
            PGM-01,浦东院,\(day(15)),,3
            PGM-01,静安院,明天,,很贵
            ,静安院,,,1
            """
        let tried = try await Self.send("prices/checks", table, as: client)
        #expect(
            Self.problems(tried) == [
                "2 serviceId:package", "3 serviceId:unknown,unitId:unknown", "4 since:past", "5 since:begun", "6 until:range",
                "7 until:overlap", "9 :repeated", "10 since:pattern,priceFen:pattern", "11 serviceId:required,since:required",
            ], "\(tried.text)")
        #expect(tried.json["problems"]?[0]?["problems"]?[0]?.string?.hasPrefix("项目：套餐") == true, "\(tried.text)")
        #expect(try await Self.send("prices", table, as: client).status == 409)
        #expect(await client.send(.get, "/v1/prices").rows.count == 1)
        #expect(
            try await Self.send("prices/checks", "项目,院区\nPGM-01,浦东院\n", as: client).violations == ["/fileId required"])
    }

    @Test("rooms and devices come into one's own branches; a branch that is another's is one that is not there")
    func resources() async throws {
        let clinic = try await Clinic()
        let admin = try clinic.call(as: "branch_admin")
        let table = """
            院区,类型,名称,能力标签,容量,清理时间,型号,序列号,注册证有效期至
            浦东院,诊室,一号,洁净、激光,2,15,,,
            浦东院,设备,皮秒一号,pico,,10,PicoWay,S-1,2031/5/6

            """
        let done = try await Self.send("resources", table, as: admin)
        #expect(Self.counts(done) == [2, 0, 0, 0], "\(done.text)")
        let rows = await admin.send(.get, "/v1/resources?filter[branchId]=\(clinic.a)").rows
        let room = rows.first { $0["kind"] == "room" }
        let device = rows.first { $0["kind"] == "device" }
        #expect(Set(room?["tags"]?.array?.compactMap(\.string) ?? []) == ["洁净", "激光"], "\(rows)")
        #expect(room?["capacity"] == 2 && room?["bufferAfter"] == 15, "\(rows)")
        #expect(device?["serial"] == "S-1" && device?["certificateUntil"] == "2031-05-06", "\(rows)")
        #expect(try await Self.counts(Self.send("resources", table, as: admin)) == [0, 0, 2, 0])
        let next = try await Self.send("resources", "院区,类型,名称,保养到期\n浦东院,设备,皮秒一号,2030-01-31\n", as: admin)
        #expect(Self.counts(next) == [0, 1, 0, 0], "\(next.text)")

        let wrong = """
            院区,类型,名称,型号
            静安院,诊室,甲,
            不存在院,诊室,乙,
            浦东院,医生,丙,
            浦东院,诊室,丁,X-1
            """
        let refused = try await Self.send("resources/checks", wrong, as: admin)
        #expect(
            Self.problems(refused) == ["2 branchId:unknown", "3 branchId:unknown", "4 kind:choice", "5 model:not_allowed"],
            "\(refused.text)")
        // Nobody brings in what he may not write one by one.
        #expect(try await Self.send("prices/checks", table, as: admin).status == 403)
        #expect(try await Self.send("packages/checks", table, as: admin).status == 403)
        let file = await admin.send(
            .post, "/v1/files?name=t.csv", headers: [("Content-Type", "application/octet-stream")], body: Array(table.utf8))
        let body = #"{"fileId": "\#(file.json["id"]?.string ?? "")"}"#
        let operations = try clinic.call(as: "hq_operations")
        #expect(await operations.send(.post, "/v1/catalogue-imports/resources", text: body).violations == ["/fileId unknown"])
    }
}
