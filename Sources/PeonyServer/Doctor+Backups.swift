internal import Platform
internal import Postgres

extension Doctor {
    /// Whether the newest backup that the database was told of is young enough. A new deployment has as long for its first one.
    func backups() throws -> [Finding] {
        let hours = try settings.number(.backupAge, in: 0...8_760)
        // Who cannot connect, or has another schema, was told so above.
        guard hours > 0, let connection = try? Connection(url: file.appURL) else { return [] }
        defer { connection.close() }
        let question: SQL = """
            select max(b.ended_at) is null, coalesce(max(b.ended_at), (select t.created_at from app.tenant t where t.slug = '-'))
              < clock_timestamp() - \(Int64(hours))::int8 * interval '1 hour'
            from app.backup b
            """
        guard let row = try? connection.execute(question).first, try row.getOptional(1, as: Bool.self) ?? false else { return [] }
        let isMissing = try row.get(0, as: Bool.self)
        return [
            Finding(
                check: "backup", severity: .warning,
                problem: isMissing
                    ? "The database was never told of a backup."
                    : "The newest backup that the database was told of is older than \(hours) hours.",
                remedy: "Does `peony backup timer` run? See its log; --backup-age sets the hours, 0 where others make the backups.")
        ]
    }
}
