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

/// Files of customers: who brings them, who sees that they are there, who opens them, and what is left of them.
@Suite struct AttachmentTests {
    private func events(_ clinic: Clinic, _ action: String, of object: String) async throws -> [(purpose: String?, links: [String])] {
        let keys = try await clinic.house.deployment.keys.keys(of: clinic.tenant)
        let connection = try clinic.superuser()
        defer { connection.close() }
        return try connection.execute(
            """
            select e.id, e.purpose, array(select l.field from audit.event_link l where l.tenant_id = e.tenant_id and l.event_id = e.id order by 1)
            from audit.event e where e.tenant_id = \(clinic.tenant) and e.action = \(action) and e.object_id = \(object)::text::uuid
            and e.outcome = 'done' order by e.at, e.id
            """
        ).map { (AuditReason.open(try $0.getOptional(1), of: try $0[0], keys: keys), try $0[2]) }
    }

    @Test("a picture is brought, listed, described, opened for a purpose, and taken away; each with its event and its line in the timeline")
    func life() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("有照片的人")
        try await clinic.assignCare(customer, to: "doctor")
        let doctor = try clinic.call(as: "doctor")
        let made = await clinic.attach(PictureSamples.jpeg, to: customer, "before", as: doctor)
        try #require(made.status == 201, "\(made.text)")
        let id = try #require(made.json["id"]?.string)
        let clean = try BroughtFile(PictureSamples.jpeg).bytes
        #expect(made.json["medicalChecksum"]?.string == Hex.encode(Digest.sha256(clean)))
        #expect(made.json["type"] == "image/jpeg")
        #expect(made.json["bytes"] == .integer(Int64(clean.count)))
        let described = await doctor.send(
            .patch, "/v1/customer-attachments/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"medicalRemark": "左颊，术前"}"#)
        #expect(described.json["medicalRemark"] == "左颊，术前", "\(described.text)")
        let stale = await doctor.send(
            .patch, "/v1/customer-attachments/\(id)", headers: [("If-Match", "\"1\"")], text: #"{"medicalRemark": "又一次"}"#)
        #expect(stale.status == 412)
        let list = await doctor.send(.get, "/v1/customers/\(customer)/attachments")
        #expect(list.rows.count == 1)
        #expect(list.rows[0]["medicalRemark"] == "左颊，术前")
        #expect(list.rows[0]["medicalChecksum"] == nil, "seeing that there is a picture opens none")

        let opened = await clinic.open(id, as: doctor)
        #expect(opened.status == 200)
        #expect(opened.body == clean)
        func header(_ name: String) -> String? { opened.headers.first { $0.name.rawName.lowercased() == name }?.value }
        #expect(header("content-type") == "image/jpeg")
        #expect(header("content-disposition")?.hasPrefix("attachment; filename*=UTF-8''before-") == true)
        #expect(header("x-content-type-options") == "nosniff")
        #expect(header("cache-control") == "no-store")
        #expect(header("content-security-policy")?.contains("sandbox") == true)
        let openings = try await events(clinic, "download.attachment", of: id)
        #expect(openings.map(\.purpose) == ["复诊对比"])
        #expect(openings.map(\.links) == [["attachment.medicalChecksum"]])
        #expect(await doctor.send(.post, "/v1/customer-attachments/\(id)/content", text: "{}").violations == ["/purpose required"])

        #expect(await doctor.send(.delete, "/v1/customer-attachments/\(id)").status == 204)
        #expect(await doctor.send(.get, "/v1/customers/\(customer)/attachments").rows.isEmpty)
        #expect(await clinic.open(id, as: doctor).status == 404)
        #expect(await doctor.send(.delete, "/v1/customer-attachments/\(id)").status == 404)
        let late = await doctor.send(
            .patch, "/v1/customer-attachments/\(id)", headers: [("If-Match", "\"3\"")], text: #"{"medicalRemark": "晚了"}"#)
        #expect(late.status == 404)
        for action in ["create.attachment", "update.attachment", "delete.attachment"] {
            #expect(try await events(clinic, action, of: id).count == 1, "\(action)")
        }
        let timeline = await doctor.send(.get, "/v1/customers/\(customer)/timeline").rows.compactMap { $0["kind"]?.string }
        #expect(
            timeline.filter { $0.hasPrefix("attachment_") }.sorted() == ["attachment_added", "attachment_changed", "attachment_removed"])
        // What is medical stays, as a record has to.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let end: Instant = try connection.execute(
            """
            select f.expires_at from app.customer_attachment a join app.file f on f.tenant_id = a.tenant_id and f.id = a.file_id
            where a.tenant_id = \(clinic.tenant) and a.id = \(id)::text::uuid
            """)[0][0]
        #expect(end == FileStore.endless)
    }

    @Test("documents are seen masked, opened for a purpose, and count against the day's reveals; medical files are opened by who treats")
    func rights() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("两种文件的人")
        try await clinic.assignCare(customer, to: "doctor", "nurse")
        let desk = try clinic.call(as: "front_desk")
        let document = try await clinic.attachment(of: customer)
        let picture = try await clinic.picture(of: customer)
        let named = await desk.send(
            .patch, "/v1/customer-attachments/\(document)", headers: [("If-Match", "\"1\"")],
            text: #"{"name": "../合同.exe", "remark": "一式两份"}"#)
        #expect(named.json["name"] == "../合同.exe", "\(named.text)")
        let rows = await desk.send(.get, "/v1/customers/\(customer)/attachments?fields=id,name,checksum").rows
        #expect(rows.count == 2)
        let foreign = await desk.send(.get, "/v1/customers/\(customer)/attachments?fields=id,medicalRemark")
        #expect(foreign.violations == ["/fields unknown_field"], "\(foreign.text)")
        #expect(rows.first { $0["id"]?.string == document }?["checksum"] == "***")
        let opened = await clinic.open(document, as: desk)
        #expect(opened.body == Clinic.pdf)
        let name = opened.headers[.contentDisposition] ?? ""
        #expect(name == "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C.exe.pdf", "\(name)")
        // Of the wrong kind, for a file of the other kind, and in nobody's words.
        #expect(
            await desk.send(
                .patch, "/v1/customer-attachments/\(document)", headers: [("If-Match", "\"2\"")], text: #"{"medicalRemark": "x"}"#
            ).violations == ["/medicalRemark unknown_field"])
        #expect(
            try await clinic.call(as: "doctor").send(
                .patch, "/v1/customer-attachments/\(picture)", headers: [("If-Match", "\"1\"")], text: #"{"medicalRemark": null}"#
            ).status == 200)
        for role in ["front_desk", "consultant", "follow_up", "branch_admin", "chain_director"] {
            #expect(await clinic.open(picture, as: try clinic.call(as: role)).code == "access.denied", "\(role)")
            #expect(await clinic.open(document, as: try clinic.call(as: role)).status == 200, "\(role)")
        }
        for role in ["doctor", "nurse"] {
            #expect(await clinic.open(picture, as: try clinic.call(as: role)).status == 200, "\(role)")
            #expect(await clinic.open(document, as: try clinic.call(as: role)).code == "access.denied", "\(role)")
        }
        for role in ["marketing", "cashier", "compliance_officer", "system_admin"] {
            #expect(await clinic.open(document, as: try clinic.call(as: role)).code == "access.denied", "\(role)")
        }
        // Who may not write such files brings none.
        #expect(await clinic.attach(PictureSamples.png, to: customer, "after", as: desk).code == "access.denied")
        #expect(await clinic.attach(to: customer, "document", as: try clinic.call(as: "doctor")).code == "access.denied")
        let consultant = try clinic.call(as: "consultant")
        let taken = await clinic.attach(PictureSamples.png, to: customer, "after", as: consultant)
        #expect(taken.status == 201, "\(taken.text)")
        #expect(taken.json["medicalChecksum"] == "***")
        #expect(await desk.send(.delete, "/v1/customer-attachments/\(document)").code == "access.denied")
        #expect(await (try clinic.call(as: "branch_admin")).send(.delete, "/v1/customer-attachments/\(picture)").code == "access.denied")
        #expect(await (try clinic.call(as: "branch_admin")).send(.delete, "/v1/customer-attachments/\(document)").status == 204)
        let connection = try clinic.superuser()
        defer { connection.close() }
        let spent: Int32 = try connection.execute(
            """
            select revealed from app.reveal_count where tenant_id = \(clinic.tenant) and user_id = \(try #require(clinic.people["front_desk"]).id)
            """)[0][0]
        #expect(spent == 2, "opened twice")
        try connection.execute("update app.tenant_setting set reveal_quota = 2 where tenant_id = \(clinic.tenant)")
        let other = try await clinic.attachment(of: customer)
        #expect(await clinic.open(other, as: desk).code == "customer.reveal_quota")
    }

    @Test("what is no such file is refused in words, and nothing of it is kept")
    func refusals() async throws {
        let blobs = MemoryBlobs()
        let clinic = try await Clinic(in: House.another(blobs: blobs))
        let customer = try await clinic.customer("收文件的人")
        let desk = try clinic.call(as: "front_desk")
        #expect(await clinic.attach(Array("<svg onload=alert(1)>".utf8), to: customer, as: desk).code == "file.kind_not_allowed")
        #expect(await clinic.attach(Array(PictureSamples.jpeg.prefix(300)), to: customer, as: desk).code == "file.damaged")
        #expect(await clinic.attach([], to: customer, as: desk).code == "file.empty")
        #expect(await clinic.attach(to: customer, "selfie", as: desk).violations == ["/category choice"])
        let bare = await desk.send(.post, "/v1/customers/\(customer)/attachments", body: Clinic.pdf)
        #expect(bare.violations == ["/category required"])
        #expect(await clinic.attach(to: customer, "document&name=x", as: desk).violations == ["/query unknown_field"])
        let huge = await desk.send(
            .post, "/v1/customers/\(customer)/attachments?category=document", headers: [("Content-Length", "20971521")], body: [0x25])
        #expect(huge.status == 413)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.tenant_setting set file_quota_mib = 0 where tenant_id = \(clinic.tenant)")
        #expect(await clinic.attach(to: customer, as: desk).code == "attachment.quota")
        #expect(blobs.names(of: clinic.tenant, before: clinic.house.now).isEmpty)
        let kept: Int64 = try connection.execute("select count(*) from app.file where tenant_id = \(clinic.tenant)")[0][0]
        #expect(kept == 0)
    }

    @Test("what was taken away is stored for years, and counts as long as it is")
    func quotaOfTheDeleted() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("来来去去")
        let (desk, admin) = (try clinic.call(as: "front_desk"), try clinic.call(as: "branch_admin"))
        let document = Clinic.pdf.prefix(9) + [UInt8](repeating: 0x20, count: 700 << 10) + Clinic.pdf.dropFirst(9)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute("update app.tenant_setting set file_quota_mib = 1 where tenant_id = \(clinic.tenant)")
        let first = await clinic.attach(Array(document), to: customer, as: desk)
        let id = try #require(first.json["id"]?.string, "\(first.text)")
        #expect(await clinic.attach(Array(document), to: customer, as: desk).code == "attachment.quota")
        #expect(await admin.send(.delete, "/v1/customer-attachments/\(id)").status == 204)
        #expect(await clinic.attach(Array(document), to: customer, as: desk).code == "attachment.quota")
        try connection.execute(
            "update app.customer_attachment set deleted_at = deleted_at - interval '4 years' where tenant_id = \(clinic.tenant)")
        #expect(await clinic.attach(Array(document), to: customer, as: desk).status == 201)
    }

    @Test("another branch's and another chain's files are not there, and neither are those of a restricted customer")
    func walls() async throws {
        let clinic = try await Clinic()
        let far = try await clinic.customer("远方客", in: clinic.b)
        let there = clinic.call(as: try await clinic.person(("front_desk", clinic.b)))
        let document = try await clinic.attachment(of: far, as: there)
        let desk = try clinic.call(as: "front_desk")
        #expect(await clinic.attach(to: far, as: desk).status == 404)
        #expect(await desk.send(.get, "/v1/customers/\(far)/attachments").status == 404)
        #expect(await clinic.open(document, as: desk).status == 404)
        #expect(await (try clinic.call(as: "branch_admin")).send(.delete, "/v1/customer-attachments/\(document)").status == 404)
        #expect(await clinic.open(document, as: there).status == 200)
        let stranger = try await Clinic()
        #expect(await stranger.open(document, as: try stranger.call(as: "front_desk")).status == 404)
        let vip = try await clinic.customer("要客")
        let hidden = try await clinic.attachment(of: vip)
        let restricted = await (try clinic.call(as: "branch_admin")).send(
            .put, "/v1/customers/\(vip)/restriction", text: #"{"kind": "vip", "reason": "well known"}"#)
        try #require(restricted.status < 300, "\(restricted.text)")
        #expect(await clinic.open(hidden, as: desk).status == 404)
        #expect(await clinic.attach(to: vip, as: desk).status == 404)
    }

    @Test("a link opens one file for one session for some minutes, each time with an event, and asks the rights anew")
    func links() async throws {
        let clinic = try await Clinic(in: House.another())
        let customer = try await clinic.customer("有链接的人")
        let desk = try clinic.call(as: "front_desk")
        let document = try await clinic.attachment(of: customer)
        let url = try await clinic.link(document, as: desk)
        #expect(!url.contains(document))
        for _ in 0..<2 { #expect(await desk.send(.get, url).body == Clinic.pdf) }
        #expect(try await events(clinic, "download.attachment", of: document).map(\.purpose) == ["复诊对比", "复诊对比"])
        #expect(try await events(clinic, "link.attachment", of: document).count == 1)
        // Nobody else's: a colleague with the same rights, the same person in another session, nobody, another chain.
        let colleague = clinic.call(as: try await clinic.person(("front_desk", clinic.a)))
        #expect(await colleague.send(.get, url).status == 404)
        let token = SessionToken.new(slug: clinic.slug)
        let connection = try clinic.superuser()
        defer { connection.close() }
        try connection.execute(
            """
            insert into app.session (tenant_id, id, user_id, token_hash, created_at, last_used_at, expires_at)
            values (\(clinic.tenant), \(UUID()), \(try #require(clinic.people["front_desk"]).id), \(token.hash), \(clinic.house.now),
              \(clinic.house.now), \(clinic.house.now.advanced(by: .seconds(3600))))
            """)
        #expect(await InProcessClient(clinic.house.edge, token: token.text).send(.get, url).status == 404)
        #expect(await InProcessClient(clinic.house.edge).send(.get, url).status == 401)
        let stranger = try await Clinic(in: clinic.house)
        #expect(await (try stranger.call(as: "front_desk")).send(.get, url).status == 404)
        // No letter of it may be another.
        for place in stride(from: 21, to: url.count, by: 7) {
            var letters = Array(url)
            letters[place] = letters[place] == "A" ? "B" : "A"
            #expect(await desk.send(.get, String(letters)).status == 404, "\(place)")
        }
        let restricted = await (try clinic.call(as: "branch_admin")).send(
            .put, "/v1/customers/\(customer)/restriction", text: #"{"kind": "vip", "reason": "well known"}"#)
        try #require(restricted.status < 300, "\(restricted.text)")
        #expect(await desk.send(.get, url).status == 404)
        clinic.house.clock.advance(by: .seconds(301))
        #expect(await desk.send(.get, url).code == "attachment.link_ended")
        #expect(await desk.send(.delete, "/v1/sessions/current").status == 204)
        #expect(await desk.send(.get, url).status == 401)
    }

    @Test("what lies in the store opens with the customer's key alone: not with the tenant's, and not for another customer")
    func shredded() async throws {
        let blobs = MemoryBlobs()
        let clinic = try await Clinic(in: House.another(blobs: blobs))
        let (first, second) = (try await clinic.customer("甲"), try await clinic.customer("乙"))
        let documents = [try await clinic.attachment(of: first), try await clinic.attachment(of: second)]
        #expect(blobs.names(of: clinic.tenant, before: clinic.house.now).count == 2, "equal files of two people have nothing in common")
        let connection = try clinic.superuser()
        defer { connection.close() }
        let keys = try await clinic.house.deployment.keys.keys(of: clinic.tenant)
        let system = clinic.house.system(of: clinic.tenant)
        let file: ID<StoredFile> = try connection.execute(
            "select file_id from app.customer_attachment where id = \(documents[0])::text::uuid")[0][0]
        let facts = try #require(try await FileStore(clinic.house.deployment).find(file, as: system, keys: keys, at: clinic.house.now))
        await #expect(throws: (any Error).self) { try await FileStore(clinic.house.deployment).bytes(of: facts, keys: keys) }
        // The halves of two customers exchanged: neither opens.
        let halves: [[UInt8]] = try documents.map {
            try connection.execute("select crm_key_sealed from app.customer_attachment where id = \($0)::text::uuid")[0][0]
        }
        try connection.execute("update app.customer_attachment set crm_key_sealed = \(halves[1]) where id = \(documents[0])::text::uuid")
        #expect(await clinic.open(documents[0], as: try clinic.call(as: "front_desk")).status == 500)
        try connection.execute("update app.customer_attachment set crm_key_sealed = \(halves[0]) where id = \(documents[0])::text::uuid")
        #expect(await clinic.open(documents[0], as: try clinic.call(as: "front_desk")).status == 200)
    }

    @Test("an erasure ends documents at once and locks what is medical; a merge takes files along; a person's export names them")
    func belongings() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("要删的人", phone: "13912340001")
        try await clinic.assignCare(customer, to: "doctor")
        let (document, picture) = (try await clinic.attachment(of: customer), try await clinic.picture(of: customer))
        let other = try await clinic.customer("合并的人")
        let director = try clinic.call(as: "chain_director")
        func version(_ id: String) async -> Int64 { await director.send(.get, "/v1/customers/\(id)").json["version"]?.integer ?? 0 }
        let merged = await director.send(
            .post, "/v1/customers/\(other)/merges", headers: [("If-Match", "\"\(await version(other))\"")],
            body: JSONValue.object(
                [
                    "sourceId": .string(customer), "sourceVersion": .integer(await version(customer)), "fields": [:] as JSONValue,
                    "reason": "同一人",
                ] as JSONObject
            ).serialized)
        try #require(merged.status == 201, "\(merged.text)")
        #expect(await clinic.open(document, as: try clinic.call(as: "front_desk")).status == 200)
        #expect(await clinic.open(picture, as: try clinic.call(as: "doctor")).status == 200)
        #expect(await (try clinic.call(as: "front_desk")).send(.get, "/v1/customers/\(other)/attachments").rows.count == 2)

        let taken = try await clinic.copy(of: other, .transfer)
        #expect(taken.entries.keys.count { $0.hasPrefix("files/") } == 2, "what came by the merge opens too")
        let files = try #require(taken.json["data"]?["attachment"]?.array)
        #expect(files.compactMap { $0["medicalChecksum"]?.string ?? $0["checksum"]?.string }.count == 2)

        let connection = try clinic.superuser()
        defer { connection.close() }
        try await clinic.erase(other)
        let left = try connection.execute(
            """
            select a.category, a.crm_key_sealed is null and a.checksum_sealed is null, a.medical_key_sealed is not null,
              exists (select 1 from app.file f where f.tenant_id = a.tenant_id and f.id = a.file_id)
            from app.customer_attachment a where a.tenant_id = \(clinic.tenant) order by 1
            """
        ).map { row in (try row.get(0, as: String.self), try (1...3).map { try row.get($0, as: Bool.self) }) }
        #expect(left.map(\.0) == ["before", "document"])
        #expect(left.map(\.1) == [[true, true, true], [true, false, false]])
        #expect(await clinic.open(document, as: try clinic.call(as: "front_desk")).status == 404)
        #expect(await clinic.open(picture, as: try clinic.call(as: "doctor")).status == 404)
    }

    @Test("a file that is sent again with its key is one file; another content, category or customer is another wish")
    func again() async throws {
        let clinic = try await Clinic()
        let (customer, other) = (try await clinic.customer("甲"), try await clinic.customer("乙"))
        let desk = try clinic.call(as: "front_desk")
        func send(_ bytes: [UInt8] = Clinic.pdf, _ category: String = "document", to id: String) async -> Clinic.Answer {
            await desk.send(
                .post, "/v1/customers/\(id)/attachments?category=\(category)",
                headers: [("Content-Type", "application/octet-stream"), ("Idempotency-Key", "key-of-a-file")], body: bytes)
        }
        let first = await send(to: customer)
        try #require(first.status == 201, "\(first.text)")
        let again = await send(to: customer)
        #expect(again.status == 201)
        #expect(again.body == first.body)
        #expect(await send(Clinic.pdf + [0x0a], to: customer).code == "idempotency.reused")
        #expect(await send(Clinic.pdf, "other", to: customer).code == "idempotency.reused")
        #expect(await send(to: other).code == "idempotency.reused")
        #expect(await desk.send(.get, "/v1/customers/\(customer)/attachments").rows.count == 1)
        #expect(await desk.send(.get, "/v1/customers/\(other)/attachments").rows.isEmpty)
    }

    @Test("an answer to a link, a list and a refusal tells nothing of a file that one may not open")
    func silence() async throws {
        let clinic = try await Clinic()
        let customer = try await clinic.customer("有秘密的人")
        try await clinic.assignCare(customer, to: "doctor")
        let picture = try await clinic.picture(of: customer)
        let doctor = try clinic.call(as: "doctor")
        _ = await doctor.send(
            .patch, "/v1/customer-attachments/\(picture)", headers: [("If-Match", "\"1\"")], text: #"{"medicalRemark": "金丝雀诊断"}"#)
        let sum = Hex.encode(Digest.sha256(try BroughtFile(PictureSamples.jpeg).bytes))
        for role in Clinic.roles.map(\.code) where !["doctor", "nurse"].contains(role) {
            let client = try clinic.call(as: role)
            for answer in [
                await client.send(.get, "/v1/customers/\(customer)/attachments"),
                await client.send(.get, "/v1/customers/\(customer)/attachments?fields=id,medicalRemark,medicalChecksum"),
                await client.send(.get, "/v1/customers/\(customer)/timeline"), await clinic.open(picture, as: client),
                await client.send(.post, "/v1/customer-attachments/\(picture)/links", text: #"{"purpose": "看看"}"#),
            ] {
                #expect(!Canary.contains(answer.everything, Array("金丝雀诊断".utf8)), "\(role)")
                #expect(!Canary.contains(answer.everything, Array(sum.utf8)), "\(role)")
                #expect(!Canary.contains(answer.everything, [0xff, 0xd8, 0xff]), "\(role)")
            }
        }
    }
}
