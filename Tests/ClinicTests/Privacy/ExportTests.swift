import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing

@testable import Clinic
@testable import PeonyServer
@testable import Platform

/// The export of a person's data: all of it, nobody else's, once.
@Suite struct ExportTests {
    private func download(_ token: String, _ clinic: Clinic) async -> Clinic.Answer {
        await InProcessClient(clinic.house.edge).send(
            .post, "/v1/data-exports/download", body: JSONValue.object(["token": .string(token)]).serialized)
    }

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
        let person = try #require(taken.json["data"]?["customer"]?[0])
        for (field, value) in canary.values {
            let expected = field.lowercased().hasSuffix("phone") ? String(value.dropFirst(3)) : value
            #expect(person[field]?.string == expected, "\(field)")
        }
        #expect(taken.json["data"]?["note"]?[0]?["body"]?.string == "只关于他的话")
        #expect(taken.json["data"]?["consent"]?[0]?["purpose"]?.string == "treatment")
        #expect(taken.json["data"]?["data_request"]?.array?.count == 1)
        #expect((taken.json["data"]?["timeline"]?.array?.count ?? 0) > 2)
        #expect(taken.json["masked"] == nil)
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
