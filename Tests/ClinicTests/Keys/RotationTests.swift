import Foundation
import HTTPTypes
import JSON
import Logging
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Clinic
@testable import PeonyServer
@testable import Platform

@Suite("Rotation of keys", .serialized)
struct RotationTests {
    @Test("a data key is replaced while people work, killed twice on the way: everything opens, and the old one is gone")
    func dataKey() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let traffic = try Traffic(fixture)
        let id = try await fixture.begin("data", perSecond: 5)
        // Nothing is touched while a server may still work with the old key.
        try await fixture.runner().runDue(of: fixture.tenant)
        #expect(try await fixture.rotation(id)["phase"] == "settle")
        #expect(
            try await fixture.clinic.call(as: "system_admin").send(.post, "/v1/keys/rotations", text: #"{"kind": "index"}"#).code
                == "key.rotation_running")
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        #expect(try fixture.envelopes("crm_key").map(\.version) == [2])
        #expect(try fixture.envelopes("medical_key").map(\.version) == [2])
        #expect(
            try fixture.count(
                """
                select count(*) from app.tenant_key where tenant_id = \(fixture.tenant) and purpose = 'data' and version = 1
                and state = 'destroyed' and wrapped = ''
                """) == 1)
        try await fixture.checkEverything()
    }

    @Test("a tenant's own secrets move to the new data key, and what cannot move is waited for")
    func tenantSecrets() async throws {
        let fixture = try await RotationFixture(customers: 2)
        let (house, tenant) = (fixture.house, fixture.tenant)
        let user = try #require(fixture.clinic.people["cashier"]).id
        let old = try await house.deployment.keys.keys(of: tenant)
        let seed = Random.bytes(20)
        let sealed = try TOTPSeed.seal(seed, of: user, keys: old)
        try await house.deployment.signIn.write(as: SignInContext(tenant: tenant)) { tx in
            tx.enqueue("select auth.set_totp(\(tenant), \(user), \(nil as [UInt8]?), \(sealed), true, 0::int8)")
        }
        // A kept answer is under the old key, with a hash that nobody can make anew.
        let desk = try fixture.clinic.call(as: "front_desk")
        let fields: JSONObject = ["name": "重复提交"]
        let first = await fixture.clinic.create(fields, as: desk, key: "once-and-only")
        let id = try await fixture.begin("data")
        for _ in 0..<4 {
            try await fixture.runner().runDue(of: tenant)
            fixture.hearNews()
            house.clock.advance(by: .seconds(61))
        }
        #expect(try await fixture.rotation(id)["phase"] == "sweep")
        let repeated = await fixture.clinic.create(fields, as: desk, key: "once-and-only")
        #expect(repeated.status == 201 && repeated.json["id"] == first.json["id"], "\(repeated.text)")
        let kept: [UInt8] = try {
            let connection = try house.database.superuser()
            defer { connection.close() }
            return try connection.execute("select totp_sealed from app.user_account where tenant_id = \(tenant) and id = \(user)")[0][0]
        }()
        let keys = try await house.deployment.keys.keys(of: tenant)
        #expect(try Envelope(parsing: kept).keyVersion == 2)
        #expect(try TOTPSeed.open(kept, of: user, keys: keys) == seed)
        let connection = try house.database.superuser()
        defer { connection.close() }
        try connection.execute("delete from app.idempotency where tenant_id = \(tenant)")
        house.clock.advance(by: .seconds(3601))
        try await fixture.runner().runDue(of: tenant)
        fixture.hearNews()
        let state: String = try connection.execute(
            "select state from app.key_rotation where tenant_id = \(tenant)")[0][0]
        #expect(state == "done")
    }

    @Test("what is written into tasks opens after both kinds of rotation, be it about a customer or about nobody")
    func texts() async throws {
        let fixture = try await RotationFixture(customers: 2)
        let (clinic, admin) = (fixture.clinic, try fixture.clinic.call(as: "branch_admin"))
        let due = fixture.house.now.advanced(by: .seconds(86_400)).description
        var ids: [String] = []
        for about in [#""customerId": "\#(fixture.customers[0].id)""#, #""branchId": "\#(clinic.a)""#] {
            let made = await admin.send(.post, "/v1/tasks", text: #"{"title": "轮换之后还在", "dueAt": "\#(due)", \#(about)}"#)
            ids.append(try #require(made.json["id"]?.string, "\(made.text)"))
        }
        for kind in ["data", "customer"] { try await fixture.finish(try await fixture.begin(kind)) }
        fixture.house.deployment.keys.forgetAll()
        for id in ids { #expect(await admin.send(.get, "/v1/tasks/\(id)").json["title"] == "轮换之后还在") }
        #expect(try clinic.count("get_byte(title_sealed, 5) = 2", in: "app.task") == 2)
    }

    @Test("an index key is replaced while people search, killed twice: old and new are found throughout, duplicates refused, old tokens go")
    func indexKey() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let id = try await fixture.begin("index", perSecond: 5)
        fixture.hearNews()
        let traffic = try Traffic(fixture)
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        // Both versions are written, and the old one still decides.
        let desk = try fixture.clinic.call(as: "front_desk")
        #expect(
            await fixture.clinic.create(["name": "别人", "phone": .string(fixture.customers[11].canary.phone)], as: desk).code
                == "customer.duplicate")
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        for table in ["app.phone_token", "app.search_token"] {
            let connection = try fixture.house.database.superuser()
            defer { connection.close() }
            let versions = try connection.execute(
                SQL(trustedText: "select distinct key_version from \(table) where tenant_id = '\(fixture.tenant)'"))
            #expect(try versions.map { try $0.get(0, as: Int32.self) } == [2], "\(table)")
        }
        try await fixture.checkEverything()
    }

    @Test("every customer gets new keys while people work, killed twice: every cell is under the new ones, and the trail still opens")
    func customerKeys() async throws {
        let fixture = try await RotationFixture(customers: 12)
        let traffic = try Traffic(fixture)
        let id = try await fixture.begin("customer", perSecond: 5)
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 4)
        try await fixture.kill(id, after: 9)
        #expect(await traffic.stop() == 0)
        try await fixture.finish(id)
        for column in ["name_sealed", "phone_sealed", "wechat_sealed", "remark_sealed", "allergy_sealed"] {
            let connection = try fixture.house.database.superuser()
            defer { connection.close() }
            // Customers who were made after the walk began may have their first keys still; those from before may not.
            let ids = fixture.customers.map { "'\($0.id)'" }.joined(separator: ",")
            let old: Int64 = try connection.execute(
                SQL(trustedText: "select count(*) from app.customer where id in (\(ids)) and get_byte(\(column), 5) < 2"))[0][0]
            #expect(old == 0, "\(column)")
        }
        #expect(
            try fixture.count(
                "select count(*) from app.customer_note where tenant_id = \(fixture.tenant) and get_byte(body_sealed, 5) < 2") == 0)
        try await fixture.checkEverything()
        // The medical key has its newest version alone, the other one what the trail needs.
        let keys = try await fixture.house.deployment.keys.keys(of: fixture.tenant)
        let connection = try fixture.house.database.superuser()
        defer { connection.close() }
        let customer = try #require(UUID(uuidString: fixture.customers[0].id))
        let row = try connection.execute("select crm_key, medical_key from app.customer where id = \(customer)")[0]
        func versions(_ slot: KeySlot, _ wrapped: [UInt8]) throws -> [UInt32] {
            let key = try wrapped.withUnsafeBytes { try keys.unwrap(slot, wrapped: $0, customer: customer) }
            return [key.version] + key.older.map(\.version)
        }
        #expect(try versions(.crm, row[0]) == [2, 1])
        #expect(try versions(.medical, row[1]) == [2])
    }

    @Test("after a change of the suite three rotations leave nothing of the old one")
    func changeOfSuite() async throws {
        let fixture = try await RotationFixture(customers: 3)
        let admin = try fixture.clinic.call(as: "system_admin")
        let version = try #require(await admin.send(.get, "/v1/settings").json["version"]?.integer)
        let changed = await admin.send(
            .patch, "/v1/settings", headers: [("If-Match", "\"\(version)\"")], text: #"{"cipherSuite": "sm4"}"#)
        try #require(changed.status == 200)
        for kind in ["data", "index", "customer"] {
            let id = try await fixture.begin(kind)
            fixture.hearNews()
            try await fixture.finish(id)
        }
        for column in ["crm_key", "medical_key", "name_sealed", "phone_sealed", "allergy_sealed"] {
            #expect(try fixture.envelopes(column).map(\.suite) == [2], "\(column)")
        }
        let state = await admin.send(.get, "/v1/keys?counts=true")
        let versions = try #require(state.json["versions"]?.array)
        #expect(versions.filter { $0["state"] == "active" && $0["purpose"] != "audit" }.allSatisfy { $0["cipherSuite"] == "sm4" })
        #expect(versions.first { $0["purpose"] == "data" && $0["state"] == "active" }?["count"]?.integer == 3)
        #expect(state.json["rotations"]?.array?.count == 3)
        try await fixture.checkEverything()
    }

    @Test("a walk does not go on to customers who came long after it began", arguments: ["data", "customer", "index"])
    func newcomers(kind: String) async throws {
        let fixture = try await RotationFixture(customers: 12)
        let clock = fixture.house.clock
        let id = try await fixture.begin(kind, perSecond: 10)
        fixture.hearNews()
        clock.advance(by: .seconds(61))
        try await fixture.kill(id, after: 10)
        fixture.hearNews()
        clock.advance(by: .seconds(900))
        var newcomers: [(String, Canary)] = []
        for _ in 0..<30 {
            let canary = Canary()
            newcomers.append((try await fixture.clinic.canary(canary), canary))
        }
        try await fixture.finish(id)
        let done = try #require(try await fixture.rotation(id)["done"]?.integer)
        // The second ten are the end of the walk; tokens and customers' keys are swept afterwards, whoever came before that.
        #expect(done <= (kind == "data" ? 20 : 20 + 42))
        try await fixture.checkEverything()
        let desk = try fixture.clinic.call(as: "front_desk")
        for (customer, canary) in newcomers {
            #expect(await desk.send(.get, "/v1/customers/\(customer)").json["name"]?.string == canary.name)
            let found = await desk.send(.post, "/v1/customers/search", text: #"{"phone": "\#(canary.phone)"}"#)
            #expect(found.json["data"]?.array?.map { $0["id"]?.string } == [customer])
        }
    }

    @Test("a file that comes while the data key is replaced is kept under the key that there is when it has come")
    func upload() async throws {
        let fixture = try await RotationFixture(customers: 1)
        let (house, tenant) = (fixture.house, fixture.tenant)
        var configuration = EdgeConfiguration()
        configuration.port = 0
        configuration.adminPort = 0
        configuration.swaggerUIDirectory = "/nonexistent"
        configuration.constraints = Composition.constraints
        configuration.addressRate = nil
        configuration.tenantRate = nil
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let edge = try Edge(
            configuration, endpoints: Composition.endpoints(house.deployment), authenticator: house.deployment.sessions, logger: logger,
            clock: house.clock
        ) { _, _ in }
        let token = try #require(fixture.clinic.people["branch_admin"]).token
        let bytes = Array(("姓名,手机\n" + String(repeating: "客户,13800138000\n", count: 20_000)).utf8)
        try await RunningEdge.run(edge, logger: logger) { port, _, _ in
            let file = try await RawConnection.open(port: port) { connection in
                try await connection.send(
                    """
                    POST /v1/files?name=x.csv HTTP/1.1\r
                    Host: a\r
                    Authorization: Bearer \(token)\r
                    Content-Type: application/octet-stream\r
                    Content-Length: \(bytes.count)\r
                    \r

                    """)
                try await connection.send(Array(bytes.prefix(bytes.count / 2)))
                // The tenant's first file has a secret made for it, with the keys that there are before.
                let deadline = ContinuousClock.now + .seconds(60)
                while try fixture.count("select count(*) from app.file_secret where tenant_id = \(tenant)") == 0 {
                    try #require(ContinuousClock.now < deadline)
                    await Task.yield()
                }
                try await fixture.finish(try await fixture.begin("data"))
                try await connection.send(Array(bytes.dropFirst(bytes.count / 2)))
                let answer = await connection.read(until: "\"type\"")
                #expect(answer.hasPrefix("HTTP/1.1 201 "), "\(answer)")
                return answer.split(separator: "\"id\":\"").last.map { String($0.prefix(36)) } ?? "?"
            }
            let content = await (try fixture.clinic.call(as: "branch_admin")).send(.get, "/v1/files/\(file)/content")
            #expect(content.body == bytes, "\(content.status)")
        }
        let under = "select count(*) from app.file_content where tenant_id = \(tenant) and get_byte(key_sealed, 5) = 2" as SQL
        #expect(try fixture.count(under) == 1)
        try await fixture.checkEverything()
    }

    @Test("an export during which the data key is replaced opens what it lists, and is kept under the new one")
    func export() async throws {
        let blobs = HeldBlobs()
        let fixture = try await RotationFixture(customers: 2, blobs: blobs)
        let (clinic, tenant) = (fixture.clinic, fixture.tenant)
        let asked = try await clinic.ask(["columns": ["number", "name"]])
        let id = try #require(asked.json["id"]?.string, "\(asked.text)")
        blobs.hold()
        let work = Task { try await clinic.exportRunner.runDue(of: tenant) }
        let deadline = ContinuousClock.now + .seconds(60)
        while !blobs.isHeld {
            try #require(ContinuousClock.now < deadline)
            await Task.yield()
        }
        try await fixture.finish(try await fixture.begin("data"))
        blobs.release()
        _ = try await work.value
        let export = try await clinic.export(id)
        try #require(export["state"] == "done", "\(export)")
        let names = try await clinic.table(of: export).dropFirst().map { $0.last ?? "" }
        #expect(Set(names) == Set(fixture.customers.map(\.canary.name)))
        try await fixture.checkEverything()
    }

    @Test("numbers that merges did not choose lead to whom is left with the new index key too, by every merge that stands")
    func mergedNumbers() async throws {
        let fixture = try await RotationFixture(customers: 1)
        let clinic = fixture.clinic
        let numbers = (0..<4).map { "1370000000\($0)" }
        var files: [String] = []
        for number in numbers.prefix(3) { files.append(try await clinic.customer("同一个人", phone: number)) }
        let (director, desk) = (try clinic.call(as: "chain_director"), try clinic.call(as: "front_desk"))
        func version(_ id: String) async throws -> Int64 {
            try #require(await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer)
        }
        func merge(_ source: String, into target: String, phone: String) async throws -> String {
            let body: JSONValue = [
                "sourceId": .string(source), "sourceVersion": .integer(try await version(source)), "fields": ["phone": .string(phone)],
            ]
            let answer = await director.send(
                .post, "/v1/customers/\(target)/merges", headers: [("If-Match", "\"\(try await version(target))\"")], body: body.serialized)
            return try #require(answer.json["id"]?.string, "\(answer.text)")
        }
        func whose(_ number: String) async throws -> [String?] {
            let answer = await desk.send(.post, "/v1/customers/duplicate-checks", text: #"{"phone": "\#(number)"}"#)
            return try #require(answer.json["matches"]?.array, "\(answer.text)").map { $0["customer"]?["id"]?.string }
        }
        // Of the first the number is not chosen, of the second it is, and the third is left.
        _ = try await merge(files[0], into: files[1], phone: "target")
        let second = try await merge(files[1], into: files[2], phone: "source")
        for number in numbers.prefix(3) { #expect(try await whose(number) == [files[2]], "\(number)") }

        try await fixture.finish(try await fixture.begin("index"))
        #expect(try fixture.count("select count(*) from app.phone_token where tenant_id = \(fixture.tenant) and key_version = 1") == 0)
        for number in numbers.prefix(3) { #expect(try await whose(number) == [files[2]], "\(number)") }

        // Undone, each leads where it led before; a changed number takes none of them with it.
        let undone = await director.send(
            .post, "/v1/customer-merges/\(second)/reversal", headers: [("If-Match", "\"1\"")], text: #"{"reason": "看错了"}"#)
        try #require(undone.status == 200, "\(undone.text)")
        let changed = await desk.send(
            .patch, "/v1/customers/\(files[1])", headers: [("If-Match", "\"\(try await version(files[1]))\"")],
            text: #"{"phone": "\#(numbers[3])"}"#)
        try #require(changed.status == 200, "\(changed.text)")
        let leading: [[String?]] = [[files[1]], [], [files[2]], [files[1]]]
        for (number, file) in zip(numbers, leading) { #expect(try await whose(number) == file, "\(number)") }
    }

    @Test(
        "a person's copy during which keys are replaced holds his files, and is kept under the new ones", arguments: ["data", "customer"])
    func personalCopy(kind: String) async throws {
        let blobs = HeldBlobs()
        let fixture = try await RotationFixture(customers: 1, blobs: blobs)
        let (clinic, customer) = (fixture.clinic, fixture.customers[0])
        let document = try await clinic.attachment(of: customer.id)
        try await clinic.assignCare(customer.id, to: "doctor")
        let picture = try await clinic.picture(of: customer.id)
        blobs.hold()
        let work = Task { try await clinic.copy(of: customer.id) }
        let deadline = ContinuousClock.now + .seconds(60)
        while !blobs.isHeld {
            try #require(ContinuousClock.now < deadline)
            await Task.yield()
        }
        // All of it was read; nothing of the archive is written, and no file is opened.
        try await fixture.finish(try await fixture.begin(kind))
        blobs.release()
        let copy = try await work.value
        #expect(copy.entries["files/attachment/\(document).pdf"] == Clinic.pdf)
        #expect(copy.entries["files/attachment/\(picture).jpg"] == (try BroughtFile(PictureSamples.jpeg).bytes))
        #expect(copy.json["data"]?["customer"]?[0]?["name"]?.string == customer.canary.name)
        let old = "select count(*) from app.file_content where tenant_id = \(fixture.tenant) and get_byte(key_sealed, 5) < 2" as SQL
        if kind == "data" { #expect(try fixture.count(old) == 0) }
        try await fixture.checkEverything()
    }

    @Test("tokens that somebody made with the old index key alone are made anew before they go")
    func straggler() async throws {
        let fixture = try await RotationFixture(customers: 3)
        let id = try await fixture.begin("index")
        fixture.hearNews()
        fixture.house.clock.advance(by: .seconds(61))
        try await fixture.runner().runDue(of: fixture.tenant)
        fixture.hearNews()
        try #require(try await fixture.rotation(id)["phase"] == "drain")
        let connection = try fixture.house.database.superuser()
        defer { connection.close() }
        let ids = try fixture.customers.map { try #require(UUID(uuidString: $0.id)) }
        // One who was written with the old key alone, and one of whom a single part was.
        for table in ["app.phone_token", "app.search_token", "app.identity_token"] {
            try connection.execute(
                SQL(trustedText: "delete from \(table) where customer_id = '\(ids[0])' and key_version = 2"))
        }
        try connection.execute(
            """
            delete from app.search_token t where t.customer_id = \(ids[1]) and t.key_version = 2 and t.field = 2
            and t.token = (select min(o.token) from app.search_token o where o.customer_id = \(ids[1]) and o.key_version = 2 and o.field = 2)
            """)
        try await fixture.finish(id)
        #expect(try fixture.count("select count(*) from app.search_token where tenant_id = \(fixture.tenant) and key_version = 1") == 0)
        try await fixture.checkEverything()
    }

    @Test("whoever still has a data key that is gone is refused by the database, and told to come again")
    func gone() async throws {
        let fixture = try await RotationFixture(customers: 1)
        let (house, tenant) = (fixture.house, fixture.tenant)
        let old = try await house.deployment.keys.keys(of: tenant)
        try await fixture.finish(try await fixture.begin("data"))
        let new = try await house.deployment.keys.keys(of: tenant)
        try #require(!old.writesLike(new))
        let actor = house.system(of: tenant)
        let store = FileStore(house.deployment)
        var isSent = false
        let content = try await store.seal(for: tenant, keys: new, limit: 100) {
            defer { isSent = true }
            return isSent ? nil : Array("text".utf8)
        }
        let customer = try #require(UUID(uuidString: fixture.customers[0].id))
        let user = try #require(fixture.clinic.people["cashier"]).id
        let wrapped = try old.newCustomerKey(.crm, customer: customer).wrapped
        let seed = try TOTPSeed.seal(Random.bytes(20), of: user, keys: old)
        let now = house.now
        func refused(_ write: () async throws -> Void) async {
            do {
                try await write()
                Issue.record("it was written")
            } catch let error as PostgresError {
                #expect(error.constraint == "tenant_key_gone")
                let failure = Composition.constraints.failure(for: error)
                #expect(failure.code == .busy && failure.retryAfter != nil)
            } catch {
                Issue.record(error)
            }
        }
        await refused {
            try await house.deployment.database.write(as: actor) { tx in
                tx.enqueue("update app.customer set crm_key = \(wrapped) where tenant_id = \(tenant) and id = \(customer)")
            }
        }
        await refused {
            _ = try await house.deployment.database.write(as: actor) { tx in
                try store.keep(
                    content, use: .report, name: "x", until: now.advanced(by: .seconds(60)), as: actor, createdBy: nil, keys: old, at: now,
                    in: tx)
            }
        }
        await refused {
            try await house.deployment.signIn.write(as: SignInContext(tenant: tenant)) { tx in
                tx.enqueue("select auth.set_totp(\(tenant), \(user), \(nil as [UInt8]?), \(seed), true, 0::int8)")
            }
        }
        try await fixture.checkEverything()
    }

    @Test("a data key is not ended while somebody writes under it: he is waited for, and what he wrote is sealed anew")
    func writerUnderWay() async throws {
        let fixture = try await RotationFixture(customers: 1)
        let (house, tenant) = (fixture.house, fixture.tenant)
        let old = try await house.deployment.keys.keys(of: tenant)
        let place = AssociatedData(tenant: tenant.uuid, table: "app.file_secret", column: "secret_sealed", row: tenant.uuid)
        let secret = Random.bytes(32)
        let sealed = try old.sealing(FileStore.label).seal(secret, for: place)
        let writer = try house.database.superuser()
        defer { writer.close() }
        try writer.execute("begin")
        try writer.execute("insert into app.file_secret (tenant_id, secret_sealed, created_at) values (\(tenant), \(sealed), now())")
        // Nor does he keep a rotation from beginning.
        let id = try await fixture.begin("data")
        let work = Task { try await fixture.finish(id) }
        let deadline = ContinuousClock.now + .seconds(60)
        while try fixture.count(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0
        {
            try #require(ContinuousClock.now < deadline, "nobody waits for him")
            await Task.yield()
        }
        try writer.execute("commit")
        try await work.value
        let kept: [UInt8] = try writer.execute("select secret_sealed from app.file_secret where tenant_id = \(tenant)")[0][0]
        #expect(try Envelope(parsing: kept).keyVersion == 2)
        #expect(try await house.deployment.keys.keys(of: tenant).sealing(FileStore.label).open(kept, for: place) == secret)
    }

    @Test("all that lies under the tenant's data key is watched by the database: a new column that is not could be lost")
    func watched() async throws {
        let house = try await House.shared()
        let connection = try house.database.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select n.nspname || '.' || c.relname || '.' || a.attname from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum = any (t.tgattr) where t.tgname = 'living_key'
            """)
        let watched = Set(try rows.map { try $0.get(0, as: String.self) })
        let keys = try connection.execute(
            """
            select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
            where table_schema = 'app' and column_name in ('crm_key', 'medical_key')
            """)
        let expected = Set(try keys.map { try $0.get(0, as: String.self) } + Composition.rotations.secrets.map(\.name))
        #expect(watched == expected)
    }

    @Test("every sealed column of the schema is in the plan of rotations: a new one that is not would lose its key")
    func plan() async throws {
        let house = try await House.shared()
        let connection = try house.database.superuser()
        defer { connection.close() }
        let rows = try connection.execute(
            """
            select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
            where table_schema = 'app' and column_name like '%\\_sealed'
            """)
        let stored = Set(try rows.map { try $0.get(0, as: String.self) })
        let plan = Composition.rotations
        let planned = Set(plan.cells.map { "\($0.table).\($0.column.name)" } + plan.secrets.map(\.name))
        #expect(stored.subtracting(planned).isEmpty, "name them in Composition.rotations")
        #expect(planned.subtracting(stored).isEmpty)
        for column in Composition.rotations.cells {
            _ = try connection.execute(
                "select id, \(column.customer), \(column.column) from \(column.tableIdentifier) limit 0")
        }
    }
}
