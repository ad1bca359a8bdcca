import Foundation
import HTTPTypes
import JSON
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

/// What a thief of the disk, of a backup or of the log gets: nothing that names a customer.
@Suite struct AtRestTests {
    /// A birthday is kept in clear on purpose (security.md §3): it is sorted by, and names nobody.
    private static let clear = ["birthday"]

    @Test("a dump, the write-ahead log and the server's log hold no name, phone or number of a customer")
    func thief() async throws {
        let house = try await House(TestDatabase.fresh())
        let connection = try house.database.superuser()
        defer { connection.close() }
        let start: String = try connection.execute("select pg_current_wal_insert_lsn()::text")[0][0]
        let clinic = try await Clinic(in: house)
        let canary = Canary()
        let id = try await clinic.canary(canary)
        let desk = try clinic.call(as: "front_desk")
        _ = await clinic.create(canary.fields, as: desk, key: "key-of-thief")
        _ = await desk.send(
            .post, "/v1/customers/\(id)/reveal", text: #"{"fields": ["phone", "wechat"], "purpose": "call back"}"#)
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
            and name <= pg_walfile_name(pg_current_wal_lsn()) order by name limit 40
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
