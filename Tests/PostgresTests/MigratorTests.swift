import Postgres
import Testing

@testable import struct Postgres.SQLScript

@Suite("Migrator", .timeLimit(.minutes(10)))
struct MigratorTests {
    let url: String
    let first = Migration(number: 1, name: "first", text: "create table a (x int); -- ;\ninsert into a values (1);")
    let second = Migration(number: 2, name: "second", text: "insert into a select 2;")

    init() throws { url = try TestDatabase.shared.makeDatabase() }

    @Test("applies in the order of numbers, once")
    func order() throws {
        let connection = try Connection(url: url)
        let report = try Migrator(connection).run([second, first])
        #expect(report.applied.map(\.label) == ["0001_first", "0002_second"])
        let again = try Migrator(connection).run([first, second])
        #expect(again.applied.isEmpty && again.alreadyApplied == [1, 2])
        #expect(try connection.execute("select count(*) from a")[0].get(0, as: Int.self) == 2)
    }

    @Test("refuses a changed, a renamed, a missing and a late file")
    func disagreement() throws {
        let connection = try Connection(url: url)
        let third = Migration(number: 3, name: "third", text: "select 1")
        try Migrator(connection).run([first, third])
        let changed = Migration(number: 1, name: "first", text: first.text + " ")
        let renamed = Migration(number: 1, name: "erste", text: first.text)
        for files in [[changed, third], [renamed, third], [third], [first, second, third], [first, first, third]] {
            let error = #expect(throws: PostgresError.self) { try Migrator(connection).run(files) }
            #expect(error?.kind == .migration)
        }
        #expect(try connection.execute("select count(*) from a")[0].get(0, as: Int.self) == 1)
    }

    @Test("a migration that fails leaves nothing, keeps those before it, and names its line")
    func failure() throws {
        let connection = try Connection(url: url)
        let broken = Migration(number: 2, name: "broken", text: "create table b (x int);\n\nselect 1 / 0;\n")
        let error = #expect(throws: PostgresError.self) { try Migrator(connection).run([first, broken]) }
        #expect(error?.sqlState == "22012")
        #expect(error?.message.hasPrefix("0002_broken, line 3:") == true)
        #expect(try connection.execute("select to_regclass('b') is null")[0].get(0, as: Bool.self))
        #expect(try Migrator(connection).run([first, second]).applied == [second])
    }

    @Test("two that start together apply each migration once")
    func concurrent() async throws {
        let url = url
        let files = [first, second]
        let applied = try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { try Migrator(try Connection(url: url)).run(files).applied.count }
            }
            return try await group.reduce(0, +)
        }
        #expect(applied == 2)
    }

    @Test("works as the owner when told so")
    func role() throws {
        let connection = try Connection(url: url)
        try connection.executeScript(
            """
            do $$ begin create role peony_test_owner;
            exception when duplicate_object or unique_violation then null; end $$;
            grant create on database \(try database(connection)) to peony_test_owner;
            grant create on schema public to peony_test_owner
            """)
        try Migrator(connection, role: "peony_test_owner").run([first])
        let owner = try connection.execute("select tableowner::text from pg_tables where tablename = 'a'")
        #expect(try owner[0].get(0, as: String.self) == "peony_test_owner")
        #expect(try connection.execute("select current_user::text = session_user::text")[0].get(0, as: Bool.self))
    }

    private func database(_ connection: Connection) throws -> String {
        try connection.execute("select current_database()::text")[0].get(0)
    }

    @Test("file names have the form NNNN_name.sql")
    func fileNames() {
        #expect(Migration(fileName: "0042_add_rooms.sql", text: "")?.label == "0042_add_rooms")
        for name in ["42_a.sql", "0042.sql", "0042_.sql", "0042_a.txt", "0000_a.sql", "abcd_a.sql"] {
            #expect(Migration(fileName: name, text: "") == nil)
        }
    }

    @Test(
        "a script is cut at its own semicolons only",
        arguments: [
            ("", 0), (" ;; -- x;\n/* a; /* b; */ c; */ ;", 0), ("select 1", 1), ("select 1; select 2;", 2),
            ("select ';' || 'it''s;'; select E'\\';'", 2), ("select \"a;b\"\"c;\"", 1),
            ("do $$ begin null; end $$; select $x$ $$;$$ ; $x$", 2), ("create rule r as on insert to t do (a; b);", 1),
            ("create function f() returns int begin atomic select 1; select case when true then 1 end; end; select", 2),
            ("select $1; select a$b$; select 1", 3), ("begin; commit; end;", 3),
        ])
    func cutting(script: String, count: Int) {
        #expect(SQLScript(script).statements.count == count)
    }
}
