import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import PeonyServer
@testable import Platform

/// What a thief of the disk, of a backup or of the log gets: nothing that names a customer.
@Suite struct AtRestTests {
    /// A birthday is kept in clear on purpose (security.md §3): it is sorted by, and names nobody.
    private static let clear = ["birthday"]

    /// Fields that people type into and that lie in clear, by the beginning of `METHOD path field`, and why.
    private static let typedInClear: [String: String] = [
        // What the house works with, and what it is called, is nobody's in particular: it is listed, sorted and searched.
        "POST /v1/tags": "names of the house", "PATCH /v1/tags/": "names of the house", "POST /v1/tag-groups": "names of the house",
        "PATCH /v1/tag-groups/": "names of the house", "POST /v1/saved-views": "what a view is called",
        "PATCH /v1/saved-views/": "what a view is called", "POST /v1/segments": "what a segment is called",
        "PATCH /v1/segments/": "what a segment is called", "POST /v1/custom-fields": "what a field is called",
        "PATCH /v1/custom-fields/": "what a field is called", "POST /v1/service": "names of the house",
        "PATCH /v1/service": "names of the house", "PUT /v1/services/": "names of the house", "POST /v1/resources": "names of the house",
        "PATCH /v1/resources/": "names of the house", "POST /v1/licences": "a licence's number",
        "PATCH /v1/licences/": "a licence's number",
        "POST /v1/shift-templates": "names of the house", "PATCH /v1/shift-templates/": "names of the house",
        "POST /v1/calendar-days": "names of the house", "PATCH /v1/calendar-days/": "names of the house",
        "POST /v1/branches": "names of the house", "PATCH /v1/branches/": "names of the house", "POST /v1/roles": "names of the house",
        "PATCH /v1/roles/": "names of the house", "POST /v1/users": "staff are shown everywhere by their names",
        "PATCH /v1/users/": "staff are shown everywhere by their names", "POST /v1/webhooks": "names of the house",
        "PATCH /v1/webhooks/": "names of the house", "POST /v1/lead-rules": "names of the house",
        "PATCH /v1/lead-rules/": "names of the house",
        "POST /v1/online-pages": "what everybody reads", "PATCH /v1/online-pages/": "what everybody reads",
        "POST /v1/consent-notices": "what everybody reads", "POST /v1/api-keys": "names of the house",
        // Customers' and leads' own.
        "POST /v1/customers code": "the number of his file: searched whole", "PATCH /v1/customers/{id} code": "as above",
        "POST /v1/leads medium": "where he came from, not who he is: grouped by", "POST /v1/leads campaign": "as above",
        "PATCH /v1/leads/{id} campaign": "as above",
        "POST /v1/customers/{id}/disclosures recipient": "another company, which the register names to authorities",
        // Of staff, or of work that is about nobody in particular; docs/progress.md says that these are not sealed.
        "POST /v1/bulk-actions": "why many were changed", "POST /v1/hand-overs": "why work was handed over",
    ]

    @Test("a dump, the write-ahead log and the server's log hold no name, phone or number of a customer")
    func thief() async throws {
        let house = try await House(TestDatabase.fresh())
        let connection = try house.database.superuser()
        defer { connection.close() }
        // Other tests write while this one runs; what it wrote must not be recycled before it was looked at.
        try connection.execute("alter system set wal_keep_size = '2GB'")
        try connection.execute("select pg_reload_conf()")
        let start: String = try connection.execute("select pg_current_wal_insert_lsn()::text")[0][0]
        let clinic = try await Clinic(in: house)
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let desk = try clinic.call(as: "front_desk")
        _ = await clinic.create(canary.fields, as: desk, key: "key-of-thief")
        _ = await desk.send(
            .post, "/v1/customers/\(id)/reveal",
            body: JSONValue.object(["fields": ["phone", "wechat"], "purpose": .string(canary.remark)]).serialized)
        try await write(canary, about: id, in: clinic)
        _ = await desk.send(
            .post, "/v1/customers/search", body: JSONValue.object(["phone": .string(canary.phone)]).serialized)
        _ = await desk.send(
            .patch, "/v1/customers/\(id)", headers: [("If-Match", "\"2\"")],
            body: JSONValue.object(["name": .string(canary.name + "改"), "address": .string(canary.address + "改")])
                .serialized)

        let dump = try PostgresProgram.run("pg_dump", ["--dbname", house.database.superuserURL])
        #expect(Canary.contains(dump, Array("浦东院".utf8)), "a dump shows what is not sealed")
        #expect(Canary.contains(dump, Array("customer.phone".utf8)))
        #expect(canary.found(in: dump) == Self.clear)

        try connection.execute("checkpoint")
        let segments = try connection.execute(
            """
            select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name >= pg_walfile_name(\(start)::text::pg_lsn)
            and name <= pg_walfile_name(pg_current_wal_lsn()) order by name
            """)
        let needles = canary.values.keys.filter { !Self.clear.contains($0) }.flatMap { canary.forms(of: $0) }
        var seesClear = false
        for segment in segments {
            let name: String = try segment[0]
            // The server searches: the files are large.
            let found = try connection.execute(
                """
                with segment as materialized (select pg_read_binary_file('pg_wal/' || \(name)) as bytes)
                select n from segment, unnest(\(needles + [clinic.slug])) as needle (n) where position(convert_to(n, 'UTF8') in bytes) > 0
                """
            ).map { try $0.get(0, as: String.self) }
            #expect(found.allSatisfy { $0 == clinic.slug })
            seesClear = seesClear || found.contains(clinic.slug)
        }
        #expect(seesClear, "the write-ahead log shows what is not sealed")

        // Where the tests have their own cluster its log stands beside the data.
        let log = try connection.execute(
            """
            select pg_read_binary_file(path) from (select regexp_replace(current_setting('data_directory'), '/[^/]+/?$', '/log') as path) p
            where (pg_stat_file(path, true)).size > 0 and not (pg_stat_file(path, true)).isdir
            """)
        if let row = log.first {
            let bytes: [UInt8] = try row[0]
            #expect(
                Canary.contains(bytes, Array("phone_token_primary".utf8)), "the refused duplicate stands in the log")
            #expect(canary.found(in: bytes).isEmpty)
        }
    }

    /// What people say of a customer where they work with him: each of it is one of his values.
    private func write(_ canary: Canary, about id: String, in clinic: Clinic) async throws {
        let admin = try clinic.call(as: "branch_admin")
        let later = clinic.house.now.advanced(by: .seconds(86_400)).description
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: JSONObject, version: Int64? = nil) async throws -> JSONValue {
            let answer = await admin.send(
                method, path, headers: version.map { [("If-Match", "\"\($0)\"")] } ?? [], body: JSONValue.object(body).serialized)
            #expect((200..<300).contains(answer.status), "\(path): \(answer.text)")
            return answer.json
        }
        for about in [["customerId": .string(id)], ["branchId": .string(clinic.a.description)]] as [JSONObject] {
            var task: JSONObject = ["title": .string("致电 \(canary.name) \(canary.phone.dropFirst(3))"), "dueAt": .string(later)]
            for member in about.members { task[member.name] = member.value }
            let made = try await send(.post, "/v1/tasks", task)["id"]?.string ?? ""
            _ = try await send(
                .post, "/v1/tasks/\(made)/postponement", ["dueAt": .string(later), "reason": .string(canary.address)], version: 1)
            _ = try await send(.post, "/v1/tasks/\(made)/completion", ["outcome": .string(canary.allergy)], version: 2)
        }
        _ = try await send(
            .post, "/v1/customers/\(id)/shares",
            [
                "branchId": .string(clinic.b.description), "scope": "contact", "reason": .string(canary.allergy),
                "until": .string(later),
            ])
        let nurse = try #require(clinic.people["nurse"]).id
        _ = try await send(
            .put, "/v1/customers/\(id)/care-relations/\(nurse)", ["until": .string(later), "reason": .string(canary.allergy)])
        let opened = await (try clinic.call(as: "doctor")).send(
            .post, "/v1/customers/\(id)/break-glass", body: JSONValue.object(["reason": .string(canary.allergy)]).serialized)
        #expect(opened.status == 201, "\(opened.text)")
    }

    @Test("whatever is typed into whatever field of whatever endpoint is nowhere in a dump, but for what is in clear on purpose")
    func typed() async throws {
        let house = try await House(TestDatabase.fresh())
        let clinic = try await Clinic(in: house)
        let things = try await EndpointTests.Things(clinic)
        let customer = things.customer
        let later = house.now.advanced(by: .seconds(86_400)).description
        let evening = house.now.advanced(by: .seconds(90_000)).description
        let room = try await clinic.bookable("room", "封存间")
        // What has no id in its path no other test needs a body for.
        let creations: [String: String] = [
            "POST /v1/customers": #"{"name": "谁"}"#,
            "POST /v1/leads": #"{"branchId": "\#(clinic.a)", "sourceChannel": "douyin", "phone": "\#(Clinic.number())"}"#,
            "POST /v1/tasks": #"{"title": "做事", "dueAt": "\#(later)", "customerId": "\#(customer)"}"#,
            "POST /v1/care-requests": #"{"customerId": "\#(customer)", "reason": "要看", "until": "\#(later)"}"#,
            "POST /v1/customers/exports": #"{"reason": "盘点"}"#,
            "POST /v1/resource-blocks":
                #"{"resourceId": "\#(room)", "kind": "block", "reason": "培训", "startsAt": "\#(later)", "endsAt": "\#(evening)"}"#,
        ]
        var typed: [String: String] = [:]
        // Who is restricted is not there any more for whoever asks: that comes last.
        let endpoints = Composition.endpoints(house.deployment)
        let last = endpoints.filter { $0.path.hasSuffix("/restriction") }
        for endpoint in endpoints.filter({ !$0.path.hasSuffix("/restriction") }) + last where endpoint.input != nil {
            let label = "\(endpoint.method) \(endpoint.path)"
            guard let text = EndpointTests.bodies[label] ?? creations[label], let body = try JSONParser.parse(Array(text.utf8)).object,
                let client = try EndpointTests.holder(of: endpoint, in: clinic)
            else { continue }
            let path = EndpointTests.path(endpoint) { things.id($0, of: endpoint.path) ?? "" }
            let document = await client.send(.get, "/v1/openapi.json").json
            let fields = Self.texts(of: endpoint, in: document)
            // All at once; where that is refused, those of the good body, and then one after the other.
            let tries = [fields, fields.filter { body[$0] != nil }] + fields.map { [$0] }
            for chosen in tries where !chosen.isEmpty && !chosen.allSatisfy({ typed["\(label) \($0)"] != nil }) {
                var filled = body
                var words: [String: String] = [:]
                for field in chosen {
                    let word = Self.word()
                    words["\(label) \(field)"] = word
                    filled[field] = .string(word)
                }
                if await Self.isTaken(filled, by: endpoint, at: path, client) { typed.merge(words) { _, new in new } }
            }
        }
        #expect(typed.count > 20, "only these were taken: \(typed.keys.sorted())")
        let dump = try PostgresProgram.run("pg_dump", ["--dbname", house.database.superuserURL])
        let found = typed.filter { Canary.contains(dump, Array($0.value.utf8)) }.keys
        let holes = found.filter { place in !Self.typedInClear.keys.contains { place.hasPrefix($0) } }
        #expect(holes.isEmpty, "in clear: \(holes.sorted())")
    }

    /// The fields of an endpoint's body that take free text.
    private static func texts(of endpoint: Endpoint, in document: JSONValue) -> [String] {
        let operation = document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()]
        var schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"]
        if let name = schema?["$ref"]?.string?.split(separator: "/").last {
            schema = document["components"]?["schemas"]?[String(name)]
        }
        return (schema?["properties"]?.object?.members ?? []).filter { member in
            let types = member.value["type"]?.array?.compactMap(\.string) ?? [member.value["type"]?.string ?? ""]
            let isFree = ["enum", "format", "pattern", "const"].allSatisfy { member.value[$0] == nil }
            return types.contains("string") && isFree && (member.value["maxLength"]?.integer ?? 64) >= 20
        }.map(\.name)
    }

    /// Something that stands nowhere else.
    private static func word() -> String {
        let signs = (0..<10).compactMap { _ in UnicodeScalar(UInt32.random(in: 0x4e00...0x9f00)) }
        return "泄" + String(String.UnicodeScalarView(signs)) + String(Int.random(in: 1_000_000...9_999_999))
    }

    /// Whether the endpoint takes a body, whatever version its object has come to.
    private static func isTaken(_ body: JSONObject, by endpoint: Endpoint, at path: String, _ client: InProcessClient) async -> Bool {
        for version in 1...(endpoint.requiresVersion ? 8 : 1) {
            var headers: [(String, String)] = []
            if endpoint.requiresVersion { headers.append(("If-Match", "\"\(version)\"")) }
            if endpoint.idempotency == .required { headers.append(("Idempotency-Key", UUID().uuidString)) }
            let answer = await client.send(endpoint.method, path, headers: headers, body: JSONValue.object(body).serialized)
            if (200..<300).contains(answer.status) { return true }
            if answer.status != 412 { return false }
        }
        return false
    }

    @Test("cells that were swapped between rows, columns or tenants do not open, and show nobody's value")
    func swapped() async throws {
        let clinic = try await Clinic()
        let (first, second) = (Canary(), Canary())
        let ids = [try await clinic.canary(first), try await clinic.canary(second)]
        let desk = try clinic.call(as: "front_desk")
        let connection = try clinic.superuser()
        defer { connection.close() }
        func swap(_ column: String) throws {
            try connection.execute(
                SQL(
                    trustedText: """
                        update app.customer c set \(column) = o.\(column) from app.customer o
                        where c.tenant_id = '\(clinic.tenant)' and o.tenant_id = c.tenant_id and c.id in ('\(ids[0])', '\(ids[1])')
                        and o.id in ('\(ids[0])', '\(ids[1])') and o.id <> c.id
                        """))
            clinic.house.deployment.keys.forget(clinic.tenant)
        }
        for column in ["name_sealed", "phone_sealed", "wechat_sealed", "remark_sealed", "crm_key"] {
            try swap(column)
            for id in ids {
                let answer = await desk.send(.get, "/v1/customers/\(id)")
                #expect(answer.status == 500, "\(column)")
                #expect(answer.code == "server.internal")
                #expect((first.found(in: answer.everything) + second.found(in: answer.everything)).isEmpty, "\(column)")
            }
            try swap(column)
            #expect(await desk.send(.get, "/v1/customers/\(ids[0])").status == 200, "\(column) is back")
        }
        // From another column of the same row, and cut short.
        for change in [
            "name_sealed = remark_sealed", "name_sealed = substr(name_sealed, 1, 20)", "name_sealed = ''::bytea",
        ] {
            try connection.execute("begin")
            let kept: [UInt8] = try connection.execute(
                "select name_sealed from app.customer where id = \(ids[0])::text::uuid")[0][0]
            try connection.execute(SQL(trustedText: "update app.customer set \(change) where id = '\(ids[0])'"))
            try connection.execute("commit")
            #expect(await desk.send(.get, "/v1/customers/\(ids[0])").status == 500, "\(change)")
            #expect(await desk.send(.get, "/v1/customers").status == 500, "\(change)")
            try connection.execute("update app.customer set name_sealed = \(kept) where id = \(ids[0])::text::uuid")
        }
        #expect(await desk.send(.get, "/v1/customers").status == 200)
    }

    @Test("a wrong root key refuses to serve, opens nothing and writes nothing")
    func wrongRoot() async throws {
        let house = try await House(TestDatabase.fresh())
        let clinic = try await Clinic(in: house)
        try await clinic.canary(Canary())
        let database = house.deployment.database
        try await RootKeyCheck.confirm(house.database.root, in: database)
        try await RootKeyCheck.confirm(house.database.root, in: database)
        let wrong = RootKey.generate()
        let error = await #expect(throws: VaultError.self) { try await RootKeyCheck.confirm(wrong, in: database) }
        #expect(error?.kind == .wrongKey)
        let connection = try house.database.superuser()
        defer { connection.close() }
        let keys = try connection.execute("select key_id from app.root_key")
        #expect(try keys.map { try $0.get(0, as: String.self) } == [house.database.root.id])
        // Past the check it would open nothing either.
        let refused = await #expect(throws: VaultError.self) {
            _ = try await KeyRing(root: wrong, database: database).keys(of: clinic.tenant)
        }
        #expect(refused?.kind == .wrongKey)
    }
}
