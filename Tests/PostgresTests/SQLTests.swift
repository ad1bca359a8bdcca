import Postgres
import Testing

@Suite("SQL literals")
struct SQLTests {
    @Test("an interpolated value becomes a numbered parameter")
    func binds() {
        let sql: SQL = "select \(1) where a = \("x; drop table y") and b = \(Int?.none)"
        #expect(sql.text == "select $1 where a = $2 and b = $3")
        #expect(sql.parameters.map(\.type) == [.int8, .text, .int8])
        #expect(sql.parameters[1].bytes == Array("x; drop table y".utf8))
        #expect(sql.parameters[2].bytes == nil)
    }

    @Test("a fragment is renumbered, also past nine and inside fragments")
    func renumbers() {
        let inner: SQL = "a = \(1) or b = \(2)"
        let both: SQL = "c = \(0) and (\(inner)) and d = \(3)"
        #expect(both.text == "c = $1 and (a = $2 or b = $3) and d = $4")
        let list = (0..<12).map { number -> SQL in "\(number)" }.joined(separator: ", ")
        let nested: SQL = "\(true) in (\(list)) \(inner)"
        #expect(nested.text == "$1 in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) a = $14 or b = $15")
        #expect(nested.parameters.count == 15)
        let again = nested + nested
        #expect(again.text.hasSuffix("a = $29 or b = $30"))
        #expect(again.text.contains("or b = $15$16 in ($17"))
    }

    @Test("a dollar in the text is not taken for a parameter")
    func dollars() {
        let text = SQL(trustedText: "select '$1', $tag$ $2 $tag$, ")
        let sql: SQL = "\(1), \(text)\(2)"
        #expect(sql.text == "$1, select '$1', $tag$ $2 $tag$, $2")
    }

    @Test("fragments of non-ASCII text keep their places")
    func unicode() {
        let inner: SQL = "'芍药' = \("a") and '客' = \("b")"
        let sql: SQL = "'诊' = \("c") and \(inner)"
        #expect(sql.text == "'诊' = $1 and '芍药' = $2 and '客' = $3")
    }

    @Test("names are quoted, each part for itself")
    func identifiers() {
        #expect(SQL(SQLIdentifier("app.customer")).text == "\"app\".\"customer\"")
        let sql: SQL = "select \(SQLIdentifier("order")) from t"
        #expect(sql.text == "select \"order\" from t")
        #expect(SQLIdentifier("a\"b").quoted == "\"a\"\"b\"")
    }

    @Test("joining nothing gives nothing")
    func empty() {
        #expect([SQL]().joined(separator: ", ").isEmpty)
        #expect(SQL().isEmpty)
        #expect(["a", "b"].map { (name: SQL) in name }.joined(separator: " or ").text == "a or b")
    }

    @Test("an error describes itself without the server's text")
    func quietErrors() {
        var error = PostgresError(.server(sqlState: "23505"), message: "Key (phone)=(13800000000) already exists.")
        error.constraint = "phone_unique"
        #expect("\(error)" == "PostgreSQL: 23505 (phone_unique)")
        #expect(!String(reflecting: error).contains("138"))
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!dumped.contains("138"))
    }
}
