internal import CLibPQ
internal import Glibc

/// PostgreSQL's wire protocol (its manual's chapter "Frontend/Backend Protocol") over a socket that libpq opened and authenticated: for
/// `fetch`, whose answers are many and small.
///
/// libpq asks for the description of every answer again, sends at every sync point and makes an object of every row. Here a statement is
/// described once, when it is prepared; what is queued together leaves together; and rows stay as they came. Only without
/// encryption, which is libpq's own affair: to a database that is reached by TLS `Wire` goes on serving.
@safe final class DirectWire: FetchWire {
    private enum Expectation {
        case statement(StatementCache.Key, name: String)
        case preparation(StatementCache.Key, name: String)
        case deallocation(String)
        case sync
    }

    /// Kept for its socket, and for its polite goodbye.
    private let handle: OpaquePointer
    let descriptor: Int32
    private var statements: StatementCache
    /// What each prepared statement answers, by its name.
    private var descriptions: [String: RowShape] = [:]
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var incoming = MessageBuffer()
    private var expected: [Expectation] = []
    private var answered = 0
    private var rows: PackedRows?
    private var unit = Wire.Unit()
    private var units: [Wire.Unit] = []
    private var transactionStatus = UInt8(ascii: "I")
    private(set) var isBroken = false

    /// Takes over a connection on which nothing was sent yet; nil when it is encrypted.
    init?(taking handle: OpaquePointer, statementCacheSize: Int) {
        guard unsafe PQsslInUse(handle) == 0, unsafe PQgssEncInUse(handle) == 0 else { return nil }
        unsafe self.handle = unsafe handle
        descriptor = unsafe PQsocket(handle)
        statements = StatementCache(capacity: statementCacheSize)
    }

    deinit {
        rows?.discard()
        unsafe PQfinish(handle)
    }

    var backend: Int32 { unsafe PQbackendPID(handle) }

    var interest: Readiness { sent < outgoing.count ? [.readable, .writable] : .readable }

    var isIdle: Bool { !isBroken && expected.isEmpty && transactionStatus == UInt8(ascii: "I") }

    // MARK: Sending

    func send(_ sql: SQL) throws(PostgresError) {
        if isBroken { throw PostgresError(.connectionLost) }
        // The protocol counts parameters in 16 bits.
        guard sql.parameters.count <= 65_535 else {
            throw PostgresError(.misuse, message: "more than 65535 parameters")
        }
        let key = StatementCache.Key(sql)
        let name: String
        switch statements.use(key) {
        case .known(let known): name = known
        case .unknown(let new):
            for old in statements.takeEvicted() {
                message("C") { $0.append(statement: old) }
                expected.append(.deallocation(old))
            }
            prepare(sql, as: new, key)
            name = new
        }
        message("B") { body in
            body.append(text: "")
            body.append(text: name)
            // All parameters and all columns are binary.
            body.append(bigEndian: Int16(1))
            body.append(bigEndian: Int16(1))
            body.append(bigEndian: UInt16(truncatingIfNeeded: sql.parameters.count))
            for parameter in sql.parameters {
                body.append(bigEndian: parameter.bytes.map { Int32(clamping: $0.count) } ?? -1)
                if let bytes = parameter.bytes { body += bytes }
            }
            body.append(bigEndian: Int16(1))
            body.append(bigEndian: Int16(1))
        }
        message("E") { body in
            body.append(text: "")
            body.append(bigEndian: Int32(0))
        }
        expected.append(.statement(key, name: name))
    }

    private func prepare(_ sql: SQL, as name: String, _ key: StatementCache.Key) {
        message("P") { body in
            body.append(text: name)
            body.append(text: sql.text)
            body.append(bigEndian: UInt16(truncatingIfNeeded: key.types.count))
            for type in key.types { body.append(bigEndian: type.oid) }
        }
        message("D") { $0.append(statement: name) }
        expected.append(.preparation(key, name: name))
    }

    func sync() throws(PostgresError) {
        if isBroken { throw PostgresError(.connectionLost) }
        message("S") { _ in }
        expected.append(.sync)
    }

    func flush() throws(PostgresError) {
        while sent < outgoing.count {
            let written = unsafe outgoing.withUnsafeBytes { bytes in
                unsafe Glibc.send(
                    descriptor, bytes.baseAddress.map { unsafe $0 + sent }, bytes.count - sent,
                    Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN || errno == EWOULDBLOCK { return }
                throw lose()
            }
            sent += written
        }
        outgoing.removeAll(keepingCapacity: true)
        sent = 0
    }

    /// A letter, the length of the rest with its own four bytes, the rest.
    private func message(_ kind: Unicode.Scalar, _ body: (inout [UInt8]) -> Void) {
        outgoing.append(UInt8(ascii: kind))
        let start = outgoing.count
        outgoing.append(bigEndian: Int32(0))
        body(&outgoing)
        let length = UInt32(truncatingIfNeeded: outgoing.count - start)
        for byte in 0..<4 { outgoing[start + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * byte)) }
    }

    // MARK: Receiving

    func pump() throws(PostgresError) {
        if isBroken { throw PostgresError(.connectionLost) }
        let isAlive = incoming.fill(from: descriptor)
        do throws(PostgresError) {
            while try incoming.next({ kind, body throws(PostgresError) in try take(kind, &body) }) {}
        } catch {
            throw lose(error)
        }
        // What came before the end is still delivered.
        guard isAlive else {
            let error = lose()
            if units.isEmpty { throw error }
            return
        }
        try flush()
    }

    func takeUnits() -> [Wire.Unit] {
        defer { units = [] }
        return units
    }

    private func take(_ kind: UInt8, _ body: inout MessageReader) throws(PostgresError) {
        switch kind {
        case UInt8(ascii: "D"):
            guard rows != nil else { throw MessageReader.violation }
            try rows?.append(&body)
        case UInt8(ascii: "2"):
            guard case .statement(_, let name)? = current else { throw MessageReader.violation }
            rows = PackedRows(descriptions[name] ?? RowShape())
        case UInt8(ascii: "C"), UInt8(ascii: "I"):
            guard case .statement? = current, let packed = rows else { throw MessageReader.violation }
            rows = nil
            unit.rows.append(Rows(taking: packed, command: kind == UInt8(ascii: "C") ? try body.text() : ""))
            answered += 1
        case UInt8(ascii: "T"), UInt8(ascii: "n"):
            guard case .preparation(_, let name)? = current else { throw MessageReader.violation }
            descriptions[name] = kind == UInt8(ascii: "T") ? try RowShape(&body) : RowShape()
            answered += 1
        case UInt8(ascii: "3"):
            guard case .deallocation(let name)? = current else { throw MessageReader.violation }
            descriptions[name] = nil
            answered += 1
        case UInt8(ascii: "Z"):
            guard case .sync? = current else { throw MessageReader.violation }
            transactionStatus = try body.integer()
            units.append(unit)
            unit = Wire.Unit()
            answered += 1
            if answered == expected.count {
                expected.removeAll(keepingCapacity: true)
                answered = 0
            }
        case UInt8(ascii: "E"): try fail(PostgresError(&body))
        // Parsed; the parameters' types; what the server says unasked.
        case UInt8(ascii: "1"), UInt8(ascii: "t"), UInt8(ascii: "N"), UInt8(ascii: "S"), UInt8(ascii: "A"): break
        default: throw MessageReader.violation
        }
    }

    private var current: Expectation? { answered < expected.count ? expected[answered] : nil }

    /// The server skips everything up to the next sync point.
    private func fail(_ error: PostgresError) throws(PostgresError) {
        rows?.discard()
        rows = nil
        // Nothing was asked: the server says goodbye.
        guard current != nil else { throw error }
        if unit.failure == nil { unit.failure = error }
        var isFirst = true
        while let current {
            switch current {
            case .sync: return
            case .statement(let key, let name):
                if isFirst, error.isStaleStatement {
                    forget(key, name)
                    // After 26000 there is nothing to deallocate.
                    if error.sqlState != "26000" { statements.keepEvicted(name) }
                }
            case .preparation(let key, let name): forget(key, name)
            case .deallocation(let name): statements.keepEvicted(name)
            }
            isFirst = false
            answered += 1
        }
    }

    private func forget(_ key: StatementCache.Key, _ name: String) {
        statements.forget(key, name: name)
        descriptions[name] = nil
    }

    private func lose(_ error: PostgresError = PostgresError(.connectionLost)) -> PostgresError {
        isBroken = true
        return error.kind == .connectionLost ? error : PostgresError(.connectionLost, message: error.message)
    }
}

extension RowShape {
    /// A RowDescription: of each column its name, table (4 bytes), attribute (2), type (4), size (2), modifier (4), format (2).
    fileprivate init(_ body: inout MessageReader) throws(PostgresError) {
        for _ in 0..<(try body.integer(as: UInt16.self)) {
            names.append(try body.text())
            try body.skip(6)
            types.append(PostgresType(oid: try body.integer()))
            try body.skip(8)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(text: String) {
        append(contentsOf: text.utf8)
        append(0)
    }

    fileprivate mutating func append(statement name: String) {
        append(UInt8(ascii: "S"))
        append(text: name)
    }
}

extension PostgresError {
    /// An ErrorResponse: fields of a letter and a text each.
    fileprivate init(_ body: inout MessageReader) throws(PostgresError) {
        var fields: [UInt8: String] = [:]
        while true {
            let code: UInt8 = try body.integer()
            if code == 0 { break }
            fields[code] = try body.text()
        }
        self.init(message: fields[UInt8(ascii: "M")] ?? "") { fields[UInt8(ascii: $0)] }
    }
}
