internal import CLibPQ

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
}
