internal import Glibc

extension Database {
    /// Where the database is, and how much of it one server may use.
    public struct Configuration: Sendable {
        /// libpq's: a URL or `key=value` pairs. Several hosts may be named, with `target_session_attrs=read-write`.
        public var url: String
        /// Connections for `read` and `write`; each has a thread. Default 16.
        public var poolSize = 16
        /// Requests that may wait for a connection; one more is refused at once. Default 256.
        public var queueLimit = 256
        /// The longest wait for a connection. Default 2 s.
        public var acquireTimeout: Duration = .seconds(2)
        /// Deadline of a `read` that names none, waiting included. Default 30 s.
        public var readDeadline: Duration = .seconds(30)
        /// Deadline of a `write` that names none, waiting and retries included. Default 10 s.
        public var writeDeadline: Duration = .seconds(10)
        /// `statement_timeout` of the pool's connections; nil leaves it to the role's setting. Default nil.
        public var statementTimeout: Duration?
        /// Shown in `pg_stat_activity`.
        public var applicationName = "peony"
        /// Off for PgBouncer before 1.21, which breaks named prepared statements.
        public var preparedStatements = true
        /// Prepared statements kept by each connection; the least recently used makes room. Default 256.
        public var statementCacheSize = 256
        /// Connections for `fetch`. Default one a processor, 2 to 8: each is a backend that works beside the others, and the fewer
        /// they are, the more units each serves in one wake-up.
        public var fetchConnections = min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 2), 8)
        /// Requests in flight on each connection of `fetch`. Default 16.
        public var fetchDepth = 16
        /// Signs contexts, for hardened mode; nil leaves them as they are.
        public var signer: (any ContextSigner)?
        /// Requests of `fetch` that may wait to be sent; one more is refused at once. Default 1024.
        public var fetchQueueLimit = 1_024
        /// `statement_timeout` of the connections of `fetch`, whose statements are never cancelled. Default 1 s.
        public var fetchTimeout: Duration = .seconds(1)

        /// The defaults for a database.
        public init(url: String) {
            self.url = url
        }

        var poolSettings: ConnectionSettings {
            ConnectionSettings(
                url: url, applicationName: applicationName, statementTimeout: statementTimeout,
                preparedStatements: preparedStatements, statementCacheSize: statementCacheSize)
        }

        var fetchSettings: ConnectionSettings {
            var settings = poolSettings
            settings.statementTimeout = fetchTimeout
            return settings
        }
    }
}
