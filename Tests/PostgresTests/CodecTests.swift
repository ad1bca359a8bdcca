import Foundation
import Postgres
import Testing

@Suite("Values to PostgreSQL and back")
struct CodecTests {
    let connection: Connection

    init() throws { connection = try TestDatabase.shared.connection() }

    private func back<Value: SQLEncodable & SQLDecodable & Equatable>(_ value: Value) throws -> Value {
        try connection.execute("select \(value)")[0].get(0)
    }

    @Test("integers, to their ends")
    func integers() throws {
        for value in [Int64.min, -1, 0, 1, .max] { #expect(try back(value) == value) }
        for value in [Int32.min, -1, 0, .max] { #expect(try back(value) == value) }
        for value in [Int16.min, -1, 0, .max] { #expect(try back(value) == value) }
        for value in [Int.min, .max] { #expect(try back(value) == value) }
        let same = try connection.execute("select 9223372036854775807::int8 = \(Int.max)")
        #expect(try same[0].get(0, as: Bool.self))
    }

    @Test("an integer that does not fit is refused, not cut")
    func overflow() throws {
        let row = try connection.execute("select 32768::int4, '18446744073709551615'::xid8, 5::int2")[0]
        #expect(throws: PostgresError.self) { try row.get(0, as: Int16.self) }
        #expect(throws: PostgresError.self) { try row.get(0, as: String.self) }
        #expect(try row.get(0, as: Int.self) == 32_768)
        #expect(try row.get(2, as: Int64.self) == 5)
    }

    @Test("floating point keeps every bit")
    func doubles() throws {
        for value in [0, -0.0, 1.5, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity] {
            #expect(try back(value).bitPattern == value.bitPattern)
        }
        #expect(try back(Double.nan).isNaN)
    }

    @Test("text, bytes, uuid, boolean")
    func scalars() throws {
        for value in ["", "芍药", "a'b\"c\\", "👩‍⚕️\n\t", String(repeating: "长", count: 100_000)] {
            #expect(try back(value) == value)
        }
        for value in [[], [0], [UInt8](0...255)] as [[UInt8]] { #expect(try back(value) == value) }
        let id = UUID()
        #expect(try back(id) == id)
        #expect(try connection.execute("select \(id)::text")[0].get(0, as: String.self) == id.uuidString.lowercased())
        #expect(try back(true) && !back(false))
        #expect(try connection.execute("select \("{\"a\": 1}")::jsonb")[0].get(0, as: String.self) == "{\"a\": 1}")
        #expect(try connection.execute("select host(\("10.1.2.3")::inet)")[0].get(0, as: String.self) == "10.1.2.3")
    }

    @Test("text with U+0000 is refused by the server, and the connection lives on")
    func nul() throws {
        #expect(throws: PostgresError.self) { try connection.execute("select \("a\0b")") }
        #expect(try back(1) == 1)
    }

    @Test("arrays, empty and with NULLs")
    func arrays() throws {
        #expect(try back([Int]()) == [])
        #expect(try back([1, -2, .max]) == [1, -2, .max])
        #expect(try back([Int32.min, 3]) == [.min, 3])
        #expect(try back([Int64.max]) == [.max])
        #expect(try back([true, false]) == [true, false])
        #expect(try back(["", "NULL", "a,b", "{}"]) == ["", "NULL", "a,b", "{}"])
        #expect(try back([[1, 2], [], [255]] as [[UInt8]]) == [[1, 2], [], [255]])
        let ids = [UUID(), UUID()]
        #expect(try back(ids) == ids)
        #expect(try back(["a", nil, ""] as [String?]) == ["a", nil, ""])
        #expect(try back([nil, [9]] as [[UInt8]?]) == [nil, [9]])
        #expect(try back([nil, ids[0]] as [UUID?]) == [nil, ids[0]])
    }

    @Test("rows are inserted from unnest")
    func unnest() throws {
        let names: [String?] = ["a", nil]
        let rows = try connection.execute("select * from unnest(\([1, 2]), \(names)) as t (id, name) order by id")
        #expect(try rows[1].getOptional(1, as: String.self) == nil)
        #expect(try rows[0][1] as String == "a")
        #expect(rows[1].isNull(1) && !rows[0].isNull(1))
    }

    @Test("NULL, a missing column and a wrong type are errors, never traps")
    func mistakes() throws {
        let row = try connection.execute("select null::int, '{1,null}'::int[], '{{1},{2}}'::int[], 1.5::numeric")[0]
        let error = #expect(throws: PostgresError.self) { try row.get(0, as: Int.self) }
        #expect(error?.kind == .unexpectedNull)
        #expect(try row.getOptional(0, as: Int.self) == nil)
        #expect(throws: PostgresError.self) { try row.get(1, as: [Int].self) }
        #expect(try row.get(1, as: [Int?].self) == [1, nil])
        #expect(throws: PostgresError.self) { try row.get(2, as: [Int].self) }
        #expect(throws: PostgresError.self) { try row.get(3, as: Double.self) }
        #expect(throws: PostgresError.self) { try row.get(9, as: Int.self) }
        #expect(throws: PostgresError.self) { try row.get(-1, as: Int.self) }
        #expect(row.withBytes(0) { $0 == nil } && row.withBytes(9) { $0 == nil })
        #expect(row.withBytes(3) { $0?.isEmpty } == false)
    }

    @Test("array bytes that lie about their lengths are refused")
    func hostileArrays() {
        var honest: [UInt8] = []
        ["ab", "c"].encode(into: &honest)
        for length in 0..<honest.count {
            #expect(throws: PostgresError.self) {
                try honest.prefix(length).withUnsafeBytes { try [String](postgres: $0, type: .textArray) }
            }
        }
        for position in 0..<honest.count {
            var lying = honest
            lying[position] = 0xff
            _ = try? lying.withUnsafeBytes { try [String](postgres: $0, type: .textArray) }
        }
    }

    @Test("rows know how many they are and what they touched")
    func counts() throws {
        try connection.executeScript("create temporary table counted (a int)")
        #expect(try connection.execute("insert into counted select generate_series(1, 5)").affected == 5)
        #expect(try connection.execute("delete from counted where a > \(2)").affected == 3)
        let rows = try connection.execute("select a, a * 2 as twice from counted order by a")
        #expect(rows.count == 2 && rows.columns == ["a", "twice"])
        #expect(try rows.map { try $0.get(1, as: Int.self) } == [2, 4])
    }
}
