import Postgres
import Testing

@Suite struct SQLTests {
    @Test("an interpolated value becomes a numbered parameter")
    func binds() {
        let sql: SQL = "select \(1) where a = \("x; drop table y") and b = \(Int?.none)"
        #expect(sql.text == "select $1 where a = $2 and b = $3")
        #expect(sql.parameters.map(\.type) == [.int8, .text, .int8])
        #expect(sql.parameters[1].bytes == Array("x; drop table y".utf8))
        #expect(sql.parameters[2].bytes == nil)
    }
}
