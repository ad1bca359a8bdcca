public import Postgres

/// How far an anchor has come.
public struct AnchorState: Sendable {
    public let name: String
    /// The number of the last note that it surely has.
    public let delivered: Int64
    /// The number of the newest note there is.
    public let newest: Int64
    public let deliveredAt: Instant?
    /// Attempts that failed since then.
    public let failures: Int64
    /// Why the last attempt failed; nil when it did not.
    public let error: String?

    /// Every anchor that was ever set.
    public static func all(in database: Database) async throws -> [AnchorState] {
        try await AuditReader(database, .deployment).read(
            """
            select name, delivered, (select coalesce(max(number), 0) from audit.note), delivered_at, failures, error
            from audit.anchor order by name
            """
        ).map { row in
            AnchorState(
                name: try row.get(0), delivered: try row.get(1), newest: try row.get(2), deliveredAt: try row.getOptional(3),
                failures: try row.get(4), error: try row.getOptional(5))
        }
    }
}
