import Foundation
import Glibc
import Testing

@testable import Postgres

@Suite("fetch over the socket itself", .timeLimit(.minutes(10)))
struct DirectWireTests {
    let server = TestDatabase.shared

    @Test("rows are the same as libpq's, cell by cell")
    func sameRows() async throws {
        let database = server.database()
        let statement: SQL = """
            select n, nullif(n % 3, 0) as "third", repeat('芍', n) as text, ''::text as empty, null::uuid as nothing,
              decode(repeat('00ff', n), 'hex') as bytes, n % 2 = 0 as even, array[n, null] as list,
              timestamptz '2026-11-21' + n * interval '1 second' as at, \("x")::text || n as bound
            from generate_series(1, 300) n
            """
        let expected = try await database.read(as: NoContext()) { try $0.execute(statement) }
        // Twice: once prepared with it, once known.
        for _ in 0..<2 {
            let found = try await database.fetch(as: NoContext(), [statement])[0]
            #expect(found.count == expected.count && found.columns == expected.columns && found.command == "SELECT 300")
            for (row, other) in zip(found, expected) {
                for column in 0..<expected.columns.count {
                    #expect(row.type(of: column) == other.type(of: column) && row.isNull(column) == other.isNull(column))
                    #expect(bytes(row, column) == bytes(other, column))
                }
                #expect(row.isNull(expected.columns.count) && row.type(of: expected.columns.count) == nil)
            }
        }
        await database.close()
    }

    private func bytes(_ row: Row, _ column: Int) -> [UInt8]? {
        row.withBytes(column) { $0.map { [UInt8]($0) } }
    }

    @Test("answers and parameters longer than any buffer pass through side by side")
    func large() async throws {
        let database = server.database {
            $0.fetchConnections = 1; $0.fetchTimeout = .seconds(20)
        }
        let text = String(repeating: "芍药", count: 1_000_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<6 {
                group.addTask {
                    let answers = try await database.fetch(
                        as: NoContext(),
                        ["select \(text)::text, \(n)", "select i, repeat('x', 100) from generate_series(1, 20000) i"])
                    #expect(try answers[0][0].get(0, as: String.self) == text)
                    #expect(try answers[0][0].get(1, as: Int.self) == n)
                    #expect(answers[1].count == 20_000)
                    #expect(try answers[1][19_999].get(0, as: Int.self) == 20_000)
                }
            }
            try await group.waitForAll()
        }
        await database.close()
    }

    @Test("statements that make room for others are forgotten by the server too")
    func eviction() async throws {
        let database = server.database {
            $0.fetchConnections = 1; $0.statementCacheSize = 4
        }
        for _ in 0..<3 {
            for n in 1...50 {
                let sql = SQL(trustedText: "select \(n)")
                #expect(try await database.fetch(as: NoContext(), [sql])[0][0].get(0, as: Int.self) == n)
            }
            // One of them fails while another waits to be forgotten.
            let error = await failure { _ = try await database.fetch(as: NoContext(), ["select 1 / 0", "select 7"]) }
            #expect(error?.sqlState == "22012")
        }
        let kept = try await database.fetch(as: NoContext(), ["select count(*) from pg_prepared_statements"])[0][0]
        #expect(try kept.get(0, as: Int.self) <= 6)
        await database.close()
    }

    @Test("a statement that cannot be prepared harms nobody, and can be tried again")
    func unprepared() async throws {
        let database = server.database { $0.fetchConnections = 1 }
        let schema = SQL(trustedText: try server.makeSchema())
        let read: SQL = "select a from \(schema).later"
        for _ in 0..<2 {
            let error = await failure { _ = try await database.fetch(as: NoContext(), ["select 1", read, "select 2"]) }
            #expect(error?.sqlState == "42P01")
        }
        try await database.write(as: NoContext()) { _ = try $0.execute("create table \(schema).later (a int)") }
        #expect(try await database.fetch(as: NoContext(), [read])[0].isEmpty)
        await database.close()
    }

    @Test("what fails only at the end of its transaction is an error with its constraint, and nothing remains")
    func deferred() async throws {
        let database = server.database { $0.fetchConnections = 1 }
        let schema = SQL(trustedText: try server.makeSchema())
        try await database.write(as: NoContext()) {
            _ = try $0.execute("create table \(schema).t (a int constraint once unique deferrable initially deferred)")
        }
        let error = await failure {
            _ = try await database.fetch(as: NoContext(), ["insert into \(schema).t values (1), (1)"])
        }
        #expect(error?.sqlState == "23505" && error?.constraint == "once" && error?.table == "t")
        let inserted = try await database.fetch(as: NoContext(), ["insert into \(schema).t values (1), (2)", "select 1 where false", ""])
        #expect(inserted.map(\.affected) == [2, 0, 0])
        #expect(try await database.fetch(as: NoContext(), ["select count(*) from \(schema).t"])[0][0].get(0) == 2)
        await database.close()
    }

    @Test("without prepared statements libpq carries the same")
    func libpq() async throws {
        let database = server.database {
            $0.fetchConnections = 2; $0.preparedStatements = false
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for n in 0..<200 {
                group.addTask {
                    let answers = try await database.fetch(as: TenantContext(tenant: "t\(n)"), ["select \(n)", "select 'x'"])
                    #expect(try answers[0][0].get(0, as: Int.self) == n)
                }
            }
            try await group.waitForAll()
        }
        await database.close()
    }

    // MARK: Messages

    /// A socket whose other end a test writes to.
    private func withPair(_ body: (_ reader: Int32, _ write: ([UInt8]) -> Void, _ end: () -> Void) throws -> Void) rethrows {
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { close(pair[0]) }
        var isOpen = true
        func end() {
            if isOpen { close(pair[1]) }
            isOpen = false
        }
        defer { end() }
        try body(pair[0], { bytes in #expect(Glibc.write(pair[1], bytes, bytes.count) == bytes.count) }, end)
    }

    @Test("messages are whole however they arrive")
    func pieces() throws {
        let messages: [(UInt8, [UInt8])] = (0..<200).map { (UInt8(65 + $0 % 26), Array(repeating: UInt8($0), count: $0 * 7)) }
        var stream: [UInt8] = []
        for (kind, body) in messages {
            stream.append(kind)
            stream.append(bigEndian: Int32(body.count + 4))
            stream += body
        }
        try withPair { descriptor, write, end in
            var buffer = MessageBuffer()
            var found: [(UInt8, [UInt8])] = []
            var start = 0
            var dice = SystemRandomNumberGenerator()
            while start < stream.count {
                let piece = min(stream.count - start, Int.random(in: 1...4000, using: &dice))
                write(Array(stream[start..<(start + piece)]))
                start += piece
                let isOpen = buffer.fill(from: descriptor)
                #expect(isOpen)
                while try buffer.next({ kind, body in found.append((kind, [UInt8](body.rest))) }) {}
            }
            #expect(found.map(\.0) == messages.map(\.0) && found.map(\.1) == messages.map(\.1))
            end()
            let isOpen = buffer.fill(from: descriptor)
            #expect(!isOpen)
        }
    }

    @Test("a length that cannot be ends the connection", arguments: [[0, 0, 0, 3], [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff]])
    func lies(length: [UInt8]) throws {
        withPair { descriptor, write, _ in
            var buffer = MessageBuffer()
            write([UInt8(ascii: "D")] + length + [0, 0, 0, 0])
            let isOpen = buffer.fill(from: descriptor)
            #expect(isOpen)
            #expect(throws: PostgresError.self) { while try buffer.next({ _, _ in }) {} }
        }
    }

    @Test("a row cut short at any place, or with other columns, is refused")
    func brokenRows() throws {
        var row: [UInt8] = []
        row.append(bigEndian: Int16(3))
        row.append(bigEndian: Int32(4))
        row += [1, 2, 3, 4]
        row.append(bigEndian: Int32(-1))
        row.append(bigEndian: Int32(0))
        let shape = RowShape(names: ["a", "b", "c"], types: [.int4, .text, .text])
        func parse(_ bytes: [UInt8], _ shape: RowShape) throws {
            var rows = PackedRows(shape)
            defer { rows.discard() }
            try bytes.withUnsafeBytes {
                var reader = MessageReader($0)
                try rows.append(&reader)
            }
        }
        try parse(row, shape)
        for end in row.indices { #expect(throws: PostgresError.self) { try parse(Array(row[..<end]), shape) } }
        #expect(throws: PostgresError.self) { try parse(row, RowShape(names: ["a"], types: [.int4])) }
        var huge = row
        huge[2] = 0x7f
        #expect(throws: PostgresError.self) { try parse(huge, shape) }
    }
}
