internal import CLibPQ
internal import Glibc

/// How a connection is opened. Keys are libpq's; they win over the same keys in `url`.
struct ConnectionSettings: Sendable {
    var url: String
    var applicationName: String
    var statementTimeout: Duration?
    var connectTimeout: Duration = .seconds(5)
    var preparedStatements = true
    var statementCacheSize = 256

    var parameters: [(key: String, value: String)] {
        var parameters = [
            ("fallback_application_name", applicationName),
            ("dbname", url),
            ("client_encoding", "UTF8"),
            // libpq takes at least two seconds here.
            ("connect_timeout", String(max(2, connectTimeout.wholeMilliseconds / 1_000))),
            // A peer that vanished without a word is noticed within half a minute.
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "4"),
            ("tcp_user_timeout", "30000"),
        ]
        if let statementTimeout {
            parameters.append(("options", "-c statement_timeout=\(statementTimeout.wholeMilliseconds)"))
        }
        return parameters
    }

    /// Opens a connection and signs in; blocks. The caller owns what it gets.
    func connect() throws(PostgresError) -> OpaquePointer {
        let parameters = parameters
        var keys = unsafe parameters.map { unsafe strdup($0.key) }
        var values = unsafe parameters.map { unsafe strdup($0.value) }
        unsafe keys.append(nil)
        unsafe values.append(nil)
        defer { unsafe (keys + values).forEach { unsafe free($0) } }
        let handle = unsafe keys.map { unsafe UnsafePointer($0) }.withUnsafeBufferPointer { keys in
            unsafe values.map { unsafe UnsafePointer($0) }.withUnsafeBufferPointer { values in
                unsafe PQconnectStartParams(keys.baseAddress, values.baseAddress, 1)
            }
        }
        guard let handle = unsafe handle else { throw PostgresError(.cannotConnect, message: "out of memory") }
        // Notices may quote values; nobody reads them. They come with the greeting too, and libpq would print those on standard error.
        unsafe PQsetNoticeReceiver(handle, { _, _ in }, nil)
        unsafe finishSigningIn(handle)
        guard unsafe PQstatus(handle) == CONNECTION_OK, unsafe PQsetnonblocking(handle, 1) == 0 else {
            let message = unsafe String(cString: PQerrorMessage(handle))
            unsafe PQfinish(handle)
            throw PostgresError(.cannotConnect, message: message)
        }
        return unsafe handle
    }

    /// Takes a connection that was begun to its end, good or bad; blocks.
    private func finishSigningIn(_ handle: OpaquePointer) {
        let deadline = ContinuousClock.now + max(.seconds(2), connectTimeout)
        var next = PGRES_POLLING_WRITING
        while unsafe PQstatus(handle) != CONNECTION_BAD, next == PGRES_POLLING_WRITING || next == PGRES_POLLING_READING {
            let left = max(0, (deadline - .now).wholeMilliseconds)
            var socket = pollfd(fd: unsafe PQsocket(handle), events: Int16(next == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
            let ready = unsafe poll(&socket, 1, Int32(clamping: left))
            if ready < 0, errno == EINTR { continue }
            if ready == 0 {
                // A host that says nothing. Only libpq can go on to the next of several, and only from the beginning, which heeds
                // `connect_timeout` for each.
                return unsafe PQreset(handle)
            }
            next = unsafe PQconnectPoll(handle)
        }
    }

    /// Opens a connection for `fetch`; blocks.
    func connectForFetch() throws(PostgresError) -> any FetchWire {
        let handle = try unsafe connect()
        // What PgBouncer before 1.21 can do with statements is libpq's way alone.
        if preparedStatements, let wire = unsafe DirectWire(taking: handle, statementCacheSize: statementCacheSize) { return wire }
        return try unsafe Wire(taking: handle, self)
    }
}
