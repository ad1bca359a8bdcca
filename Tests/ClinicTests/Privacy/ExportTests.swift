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

/// The export of a person's data: all of it, nobody else's, once.
@Suite struct ExportTests {
    private func download(_ token: String, _ clinic: Clinic) async -> Clinic.Answer { await clinic.take(token) }

    @Test("everything about the person is in it, in clear, and nothing of anybody else")
    func whole() async throws {
        let clinic = try await Clinic()
        let (canary, other) = (Canary(), Canary())
        let customer = try await clinic.canary(canary)
        let stranger = try await clinic.canary(other)
        _ = try await clinic.note("只关于他的话", about: customer)
        _ = try await clinic.note("别人的话", about: stranger)
        try await clinic.consent(to: .treatment, of: customer)
        let request = try await clinic.verified(.transfer, about: customer)
        #expect(try await clinic.handle(request, "completion", "{}").code == "data_request.export_missing")
        let issued = try await clinic.handle(request, "exports")
        #expect(issued.status == 201, "\(issued.text)")
        #expect(canary.found(in: issued.everything).isEmpty, "the officer gets a link, not the data")
        let token = try #require(issued.json["token"]?.string)

        let taken = await download(token, clinic)
        #expect(taken.status == 200, "\(taken.text)")
        #expect(taken.headers[.contentDisposition]?.contains("attachment") == true)
        #expect(taken.headers[.contentType] == "application/zip")
        let copy = try PersonalCopy(taken)
        #expect(copy.entries.keys.sorted() == ["files.json", "personal-data.json"])
        let person = try #require(copy.json["data"]?["customer"]?[0])
        for (field, value) in canary.values {
            let expected = field.lowercased().hasSuffix("phone") ? String(value.dropFirst(3)) : value
            #expect(person[field]?.string == expected, "\(field)")
        }
        #expect(copy.json["data"]?["note"]?[0]?["body"]?.string == "只关于他的话")
        #expect(copy.json["data"]?["consent"]?[0]?["purpose"]?.string == "treatment")
        #expect(copy.json["data"]?["data_request"]?.array?.count == 1)
        #expect((copy.json["data"]?["timeline"]?.array?.count ?? 0) > 2)
        #expect(copy.json["masked"] == nil)
        #expect(other.found(in: taken.everything).isEmpty)
        #expect(!Canary.contains(taken.body, Array("别人的话".utf8)))
        // Ids of staff and of other customers are not his data.
        for person in clinic.people.values { #expect(!Canary.contains(taken.body, Array(person.id.description.utf8))) }
        #expect(!Canary.contains(taken.body, Array(stranger.utf8)))

        // Once.
        let again = await download(token, clinic)
        #expect(again.status == 404)
        #expect(again.code == "data_export.not_available")
        #expect(try await clinic.handle(request, "completion", "{}").status == 200)
        // What left is in the audit trail, value by value.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let links: [String] = try connection.execute(
            """
            select distinct l.field from audit.event e join audit.event_link l on l.tenant_id = e.tenant_id and l.event_id = e.id
            where e.tenant_id = \(clinic.tenant) and e.action = 'issue.data_export' order by 1
            """
        ).map { try $0[0] }
        #expect(Set(links).isSuperset(of: ["customer.phone", "customer.idNumber", "customer.address", "customer.allergy"]))
        let events: Int64 = try connection.execute(
            "select count(*) from audit.event where tenant_id = \(clinic.tenant) and action = 'take.data_export'")[0][0]
        #expect(events == 1)
    }

    @Test("a person's copy holds the contents of his files, in an archive that other programs read, and those of nobody else")
    func files() async throws {
        let folder = try House.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let clinic = try await Clinic(in: House.another(blobs: DirectoryBlobs(at: folder.path)))
        let (customer, stranger) = (try await clinic.customer("有资料的人"), try await clinic.customer("别人"))
        let document = try await clinic.attachment(of: customer)
        // Several pieces of the store, and more than an answer holds.
        let long = Array("%PDF-1.7\n".utf8) + (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) } + Array("\n%%EOF\n".utf8)
        let whole = try await clinic.attach(long, to: customer, as: clinic.call(as: "front_desk"))
        try #require(whole.status == 201, "\(whole.text)")
        let gone = try await clinic.attachment(of: customer)
        #expect(try await clinic.call(as: "branch_admin").send(.delete, "/v1/customer-attachments/\(gone)").status == 204)
        try await clinic.assignCare(customer, to: "doctor")
        let picture = try await clinic.picture(of: customer)
        let foreign = Array("%PDF-1.7 of somebody else".utf8)
        _ = await clinic.attach(foreign, to: stranger, as: try clinic.call(as: "front_desk"))
        let copy = try await clinic.copy(of: customer)
        let places = [document, try #require(whole.json["id"]?.string)].map { "files/attachment/\($0).pdf" }
        #expect(copy.entries[places[0]] == Clinic.pdf)
        #expect(copy.entries[places[1]] == long)
        #expect(copy.entries["files/attachment/\(picture).jpg"] == (try BroughtFile(PictureSamples.jpeg).bytes))
        #expect(copy.entries.count == 5)
        #expect(!Canary.contains(copy.archive, foreign))
        #expect(copy.files.compactMap { $0["path"]?.string }.sorted() == copy.entries.keys.filter { $0.hasPrefix("files/") }.sorted())
        let listed = try #require(copy.files.first { $0["id"]?.string == document })
        #expect(listed["sha256"]?.string == Hex.encode(Digest.sha256(Clinic.pdf)))
        #expect(listed["bytes"] == .integer(Int64(Clinic.pdf.count)))
        // What others make of it: every checksum is right.
        let file = folder.appending(path: "copy.zip")
        try Data(copy.archive).write(to: file)
        let test = Process()
        test.executableURL = URL(filePath: "/usr/bin/env")
        test.arguments = ["python3", "-m", "zipfile", "-t", file.path]
        test.standardOutput = FileHandle.nullDevice
        try test.run()
        test.waitUntilExit()
        #expect(test.terminationStatus == 0)
        try FileManager.default.removeItem(at: file)
        // The archive lies with the files, and opens with the link alone; once it was taken it goes.
        let connection = try clinic.superuser()
        defer { connection.close() }
        let left = try connection.execute(
            "select expires_at from app.file where tenant_id = \(clinic.tenant) and use = 'copy'"
        ).map { try $0.get(0, as: Instant.self) }
        #expect(left.count == 1)
        #expect(left.allSatisfy { $0 <= clinic.house.now.advanced(by: .seconds(3_600)) })

        // One whose bytes are lost is said to be, and keeps the others from nobody.
        for blob in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let path = folder.appending(path: blob)
            let bytes = try? Data(contentsOf: path)
            if let bytes, bytes.count > 400_000, bytes.count < 420_000 { try bytes.prefix(300_000).write(to: path) }
        }
        let partly = try await clinic.copy(of: customer)
        #expect(partly.entries[places[0]] == Clinic.pdf)
        #expect(partly.entries[places[1]] == nil)
        #expect(partly.files.count { $0["lost"] == true } == 1)
    }

    @Test("a link expires, a newer one ends it, and what is stored opens for nobody without it")
    func links() async throws {
        let clinic = try await Clinic(in: House(TestDatabase.fresh()))
        let canary = Canary()
        let customer = try await clinic.canary(canary)
        let request = try await clinic.request(.copy, about: customer)
        #expect(try await clinic.handle(request, "exports").code == "data_request.identity_unchecked")
        #expect(try await clinic.handle(request, "identity-check", #"{"method": "in_person"}"#).status == 200)
        let first = try #require(try await clinic.handle(request, "exports").json["token"]?.string)
        let second = try #require(try await clinic.handle(request, "exports").json["token"]?.string)
        #expect(await download(first, clinic).code == "data_export.not_available")
        for wrong in ["x", clinic.slug + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "nobody" + second.dropFirst(clinic.slug.count)] {
            #expect(await download(wrong, clinic).code == "data_export.not_available", "\(wrong)")
        }
        let dump = try PostgresProgram.run("pg_dump", ["--dbname", clinic.house.database.superuserURL])
        #expect(canary.found(in: dump) == ["birthday"])
        let secret = try #require(second.split(separator: ".").last)
        #expect(!Canary.contains(dump, Array(secret.utf8)))
        clinic.house.clock.advance(by: .seconds(7 * 86_400 + 1))
        #expect(await download(second, clinic).code == "data_export.not_available")
    }

    @Test("every table with a customer's id is exported or excused with a reason")
    func coverage() throws {
        let connection = try TestDatabase.shared().superuser()
        defer { connection.close() }
        let tables: [String] = try connection.execute(
            """
            select n.nspname || '.' || c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('app', 'audit') and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
            and a.attname = 'customer_id' order by 1
            """
        ).map { try $0[0] }
        let exported = Set(PersonalExport.resources(of: Composition.catalog).map(\.table))
        #expect(exported.isSuperset(of: ["app.customer", "app.customer_note", "app.timeline_event", "app.consent", "app.data_request"]))
        for table in tables {
            let reason = PersonalExport.excused[table]
            #expect(exported.contains(table) != (reason != nil), "\(table): declare a resource with a customer's scope, or say why not")
            #expect(reason?.isEmpty != true)
        }
        #expect(PersonalExport.excused.keys.allSatisfy(tables.contains), "an excuse for a table that is not there")
        // And every personal field of what is exported is in the document.
        for resource in PersonalExport.resources(of: Composition.catalog) {
            let fields = Set(PersonalExport.fields(of: resource))
            for (index, field) in resource.fields.enumerated() where field.classification > .internal && field.classification < .secret {
                #expect(fields.contains(index), "\(resource.qualified(field))")
            }
        }
    }
}
