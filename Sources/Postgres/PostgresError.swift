/// The one error of this module.
///
/// `description` prints the kind, the SQLSTATE and the constraint and nothing else: text of the server may quote
/// values of a row. `message` keeps that text for the owner's tools (migrator, `doctor`) and must not be logged.
public struct PostgresError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, as far as a caller can act on it.
    public enum Kind: Sendable, Hashable {
        /// The server refused a statement with this SQLSTATE (five characters, PostgreSQL manual, appendix A).
        case server(sqlState: String)
        /// The connection ended while it was in use.
        case connectionLost
        /// No connection could be opened.
        case cannotConnect
        /// The queue of the pool is full, or no connection became free in time.
        case poolExhausted
        /// The caller's deadline or the server's statement timeout passed.
        case deadlineExceeded
        /// The task that waited for the answer was cancelled.
        case cancelled
        /// A value does not have the shape that the reader asked for.
        case decoding
        /// NULL where a value was asked for.
        case unexpectedNull
        /// The database was closed.
        case shutDown
        /// The statement cannot be sent, or its transaction has ended already: a fault of the program.
        case misuse
        /// A migration was refused; `message` says why.
        case migration
    }

    /// What went wrong.
    public var kind: Kind
    /// The primary message of the server or of libpq. May contain values: for the owner's tools only.
    public var message: String
    /// Name of the violated constraint, when the server reports one.
    public var constraint: String?
    /// Name of the table, when the server reports one.
    public var table: String?
    /// Name of the column, when the server reports one.
    public var column: String?
    /// True when the connection died after COMMIT was sent: the transaction may or may not have happened.
    public var commitUnknown = false

    /// An error of a kind, with a message for the owner's tools.
    public init(_ kind: Kind, message: String = "") {
        self.kind = kind
        self.message = message
    }

    /// The SQLSTATE, when the server answered.
    public var sqlState: String? {
        if case .server(let sqlState) = kind { sqlState } else { nil }
    }

    /// Serialization failure (40001) or deadlock (40P01): running the whole transaction again may succeed.
    public var isRetryable: Bool {
        sqlState == "40001" || sqlState == "40P01"
    }

    /// A prepared statement that the server no longer knows, or whose result changed shape under it after DDL.
    var isStaleStatement: Bool {
        // 0A000 has other meanings too, told apart only by a message in the server's language: then a retry is in vain.
        sqlState == "26000" || sqlState == "0A000"
    }

    /// Kind, SQLSTATE and constraint; never text of the server.
    public var description: String {
        var text = "PostgreSQL: "
        if case .server(let sqlState) = kind { text += sqlState } else { text += "\(kind)" }
        if commitUnknown { text += " (commit unknown)" }
        if let constraint { text += " (\(constraint))" }
        return text
    }
}

extension PostgresError: CustomDebugStringConvertible, CustomReflectable {
    /// The same as `description`: a debugger's text ends in logs too.
    public var debugDescription: String { description }

    /// Hides `message` from `dump` and from reflecting log handlers.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

extension PostgresError {
    /// A value of `type` that cannot be read as what was asked for. For conformances to `SQLDecodable`.
    public static func undecodable(_ type: PostgresType, as wanted: Any.Type) -> PostgresError {
        PostgresError(.decoding, message: "cannot read type \(type.oid) as \(wanted)")
    }
}
