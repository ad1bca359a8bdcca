internal import CLibPQ
internal import Glibc

/// One libpq connection in pipeline mode, never blocking inside libpq. Used by one thread at a time.
///
/// Statements are queued with `send`, closed into a unit by `sync`, and answered unit by unit: `pump` reads what has
/// arrived, `take` hands over finished units. Traps of libpq's pipeline mode that shape this file: each answer is
/// followed by NULL, a sync point is not; after an error the rest of the unit is PGRES_PIPELINE_ABORTED; `PQflush` may
/// leave bytes behind; the server stops reading when we do not read.
@safe final class Wire {
    /// The answer to everything between two sync points.
    struct Unit {
        /// One per statement sent, up to the first that failed.
        var rows: [Rows] = []
        var failure: PostgresError?
    }

    private enum Expectation {
        /// With what it was prepared as, nil when it was not.
        case statement((key: StatementCache.Key, name: String)?)
        case preparation(StatementCache.Key, name: String)
        case deallocation(String)
        case sync
    }

    private let handle: OpaquePointer
    private let usesPreparedStatements: Bool
    private var statements: StatementCache
    private var expected: [Expectation] = []
    private var answered = 0
    private var unit = Unit()
    private var units: [Unit] = []
    private var hasUnsentBytes = false
    /// Nothing more can be sent or read.
    private(set) var isBroken = false
    /// A cancel request was sent. It may arrive late, so the connection must not serve anybody else.
    private(set) var wasCancelled = false

    /// Opens a connection; blocks.
    convenience init(_ settings: ConnectionSettings) throws(PostgresError) {
        try unsafe self.init(taking: settings.connect(), settings)
    }

    /// Takes over a connection on which nothing was sent yet.
    init(taking handle: OpaquePointer, _ settings: ConnectionSettings) throws(PostgresError) {
        guard unsafe PQenterPipelineMode(handle) == 1 else {
            unsafe PQfinish(handle)
            throw PostgresError(.cannotConnect)
        }
        unsafe self.handle = unsafe handle
        usesPreparedStatements = settings.preparedStatements
        statements = StatementCache(capacity: settings.statementCacheSize)
    }

    deinit {
        unsafe PQfinish(handle)
    }

    /// The socket, for `poll`.
    var descriptor: Int32 { unsafe PQsocket(handle) }

    /// Process id of the server's backend.
    var backend: Int32 { unsafe PQbackendPID(handle) }

    /// True when the server stands outside any transaction and nothing is under way.
    var isIdle: Bool {
        unsafe !isBroken && !wasCancelled && expected.isEmpty && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// What to ask `poll` for.
    var interest: Readiness { hasUnsentBytes ? [.readable, .writable] : .readable }

    // MARK: Sending

    /// Queues a statement, prepared first where it is not yet.
    func send(_ sql: SQL) throws(PostgresError) {
        try check()
        // The protocol counts parameters in 16 bits.
        guard sql.parameters.count <= 65_535 else {
            throw PostgresError(.misuse, message: "more than 65535 parameters")
        }
        guard usesPreparedStatements else {
            try sendUnnamed(sql)
            return
        }
        let key = StatementCache.Key(sql)
        let name: String
        var isNew = false
        switch statements.use(key) {
        case .known(let known): name = known
        case .unknown(let new):
            isNew = true
            let types = key.types.map(\.oid)
            let sent = unsafe types.withUnsafeBufferPointer { types in
                unsafe PQsendPrepare(handle, new, sql.text, Int32(types.count), types.baseAddress)
            }
            try expect(.preparation(key, name: new), sent)
            name = new
        }
        let sent = unsafe withValues(of: sql) { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        try expect(.statement((key, name)), sent)
        if isNew { try sendDeallocations() }
    }

    /// Frees what had to make room, behind the statement that took it: in front, a BEGIN with an isolation level would come too late
    /// (25001), and in a failed transaction, which takes nothing but ROLLBACK, the ROLLBACK would go with what is refused.
    private func sendDeallocations() throws(PostgresError) {
        guard unsafe PQtransactionStatus(handle) != PQTRANS_INERROR else { return }
        for old in statements.takeEvicted() {
            try sendUnnamed(SQL(trustedText: "deallocate \(old)"), expecting: .deallocation(old))
        }
    }

    /// Closes a unit: the server commits an implicit transaction here and answers.
    func sync() throws(PostgresError) {
        try check()
        try expect(.sync, unsafe PQpipelineSync(handle))
        try flush()
    }

    /// Sends what the socket takes.
    func flush() throws(PostgresError) {
        switch unsafe PQflush(handle) {
        case 0: hasUnsentBytes = false
        case 1: hasUnsentBytes = true
        default: try fail()
        }
    }

    private func sendUnnamed(_ sql: SQL, expecting expectation: Expectation = .statement(nil)) throws(PostgresError) {
        let types = sql.parameters.map(\.type.oid)
        let sent = unsafe withValues(of: sql) { count, values, lengths, formats in
            unsafe types.withUnsafeBufferPointer { types in
                unsafe PQsendQueryParams(handle, sql.text, count, types.baseAddress, values, lengths, formats, 1)
            }
        }
        try expect(expectation, sent)
    }

    private func expect(_ expectation: Expectation, _ sent: Int32) throws(PostgresError) {
        guard sent == 1 else { try fail() }
        expected.append(expectation)
        hasUnsentBytes = true
    }

    /// Lays the parameters out as libpq wants them: three arrays, pointing into one block.
    private func withValues(
        of sql: SQL,
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Int32
    ) -> Int32 {
        let count = sql.parameters.count
        if count == 0 { return body(0, nil, nil, nil) }
        let size = sql.parameters.reduce(0) { $0 + ($1.bytes?.count ?? 0) }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size + 1) { block in
            unsafe withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
                    var offset = 0
                    for (index, parameter) in sql.parameters.enumerated() {
                        let bytes = parameter.bytes
                        let rest = unsafe UnsafeMutableRawBufferPointer(block)[offset...]
                        let start = unsafe UnsafeMutableRawBufferPointer(rebasing: rest)
                        unsafe start.copyBytes(from: bytes ?? [])
                        let value = unsafe UnsafeRawPointer(start.baseAddress)?.assumingMemoryBound(to: CChar.self)
                        unsafe values.initializeElement(at: index, to: bytes == nil ? nil : value)
                        unsafe numbers.initializeElement(at: index, to: Int32(clamping: bytes?.count ?? 0))
                        unsafe numbers.initializeElement(at: count + index, to: 1)
                        offset += bytes?.count ?? 0
                    }
                    guard let lengths = numbers.baseAddress else { return 0 }
                    return unsafe body(Int32(count), UnsafePointer(values.baseAddress), lengths, lengths + count)
                }
            }
        }
    }

    // MARK: Receiving

    /// Reads what has arrived and sends what the socket takes; never waits. When the connection has ended it throws,
    /// or, with finished units still to be taken, leaves `isBroken` behind.
    func pump() throws(PostgresError) {
        try check()
        // Even when the socket is closed, what came before is still to be read: a COMMIT's answer, for one.
        let alive = unsafe PQconsumeInput(handle) == 1
        try drain(alive: alive)
        if !alive {
            isBroken = true
            if units.isEmpty { try fail() }
            return
        }
        if hasUnsentBytes { try flush() }
    }

    private func drain(alive: Bool) throws(PostgresError) {
        var silences = 0
        while answered < expected.count, unsafe PQisBusy(handle) == 0 {
            guard let result = unsafe PQgetResult(handle) else {
                silences += 1
                if unsafe silences > 2 || PQstatus(handle) == CONNECTION_BAD { try fail() }
                continue
            }
            silences = 0
            unsafe take(result)
        }
        if answered == expected.count, answered > 0 {
            expected.removeAll(keepingCapacity: true)
            answered = 0
        }
    }

    private func take(_ result: OpaquePointer) {
        let status = unsafe PQresultStatus(result)
        let expectation = expected[answered]
        if status == PGRES_PIPELINE_SYNC {
            unsafe PQclear(result)
            answered += 1
            units.append(unit)
            unit = Unit()
            return
        }
        let succeeded = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
        switch expectation {
        case .statement where succeeded:
            unit.rows.append(unsafe Rows(taking: result))
            answered += 1
            return
        case .statement(let prepared):
            answered += 1
            if let prepared, status != PGRES_PIPELINE_ABORTED {
                let error = unsafe PostgresError(result: result)
                if error.isStaleStatement {
                    statements.forget(prepared.key, name: prepared.name)
                    // After 26000 there is nothing to deallocate, and trying would fail the unit it travels with.
                    if error.sqlState != "26000" { statements.keepEvicted(prepared.name) }
                }
            }
        case .preparation(let key, let name):
            if !succeeded { statements.forget(key, name: name) }
            answered += 1
        case .deallocation(let name):
            if status == PGRES_PIPELINE_ABORTED { statements.keepEvicted(name) }
            answered += 1
        // A deferred constraint of an implicit transaction fails at the sync point, which is still to come.
        case .sync: break
        }
        if !succeeded && status != PGRES_PIPELINE_ABORTED && unit.failure == nil {
            unit.failure = unsafe PostgresError(result: result)
        }
        unsafe PQclear(result)
    }

    /// Hands over the units that are complete, oldest first.
    func takeUnits() -> [Unit] {
        defer { units = [] }
        return units
    }

    /// Waits for one unit. An interrupt asks the server to stop and then waits a little for its answer, because the
    /// answer tells what really happened; without one the connection is given up.
    func receive(_ interrupt: Interrupt, bell: Bell?) throws(PostgresError) -> Unit {
        var reason: Interrupt.Reason?
        var deadline = interrupt.deadline
        while true {
            if !units.isEmpty {
                var unit = units.removeFirst()
                if let reason, unit.failure?.kind == .deadlineExceeded { unit.failure = reason.error }
                return unit
            }
            if let reason, let deadline, ContinuousClock.now >= deadline {
                isBroken = true
                throw reason.error
            }
            if reason == nil, let found = interrupt.reason {
                reason = found
                cancel()
                deadline = .now + .seconds(2)
            }
            var descriptors = [(descriptor, interest)]
            if let bell { descriptors.append((bell.descriptor, .readable)) }
            let ready = Readiness.wait(descriptors, until: deadline)
            if ready.count > 1, !ready[1].isEmpty { bell?.hush() }
            if !ready[0].isEmpty { try pump() }
        }
    }

    /// Asks the server to stop what it is doing; blocks until the server has the request.
    private func cancel() {
        wasCancelled = true
        guard let request = unsafe PQgetCancel(handle) else { return }
        defer { unsafe PQfreeCancel(request) }
        _ = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            unsafe PQcancel(request, buffer.baseAddress, 256)
        }
    }

    private func check() throws(PostgresError) {
        if isBroken { throw PostgresError(.connectionLost) }
    }

    private func fail() throws(PostgresError) -> Never {
        isBroken = true
        if let failure = unit.failure, failure.kind == .connectionLost { throw failure }
        throw PostgresError(.connectionLost, message: unsafe String(cString: PQerrorMessage(handle)))
    }
}

extension Wire {
    /// The next notification that has arrived on a LISTENed channel.
    func takeNotification() -> (channel: String, payload: String)? {
        guard let notification = unsafe PQnotifies(handle) else { return nil }
        defer { unsafe PQfreemem(notification) }
        return unsafe (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
    }

    /// Runs a script of several statements by the simple protocol, outside pipeline mode; blocks.
    func runScript(_ text: String) throws(PostgresError) {
        try check()
        guard unsafe PQexitPipelineMode(handle) == 1 else { try fail() }
        let result = unsafe PQexec(handle, text)
        var failure: PostgresError?
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            isBroken = true
            failure = PostgresError(.misuse, message: "a script cannot COPY from or to the client")
        default:
            failure = PostgresError(.connectionLost)
            if let result = unsafe result { failure = unsafe PostgresError(result: result) }
        }
        unsafe PQclear(result)
        if unsafe PQstatus(handle) == CONNECTION_BAD { isBroken = true }
        if !isBroken, unsafe PQenterPipelineMode(handle) != 1 { isBroken = true }
        if let failure { throw failure }
    }
}
