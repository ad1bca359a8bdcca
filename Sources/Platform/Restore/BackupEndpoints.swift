internal import HTTPTypes
internal import JSON
internal import Postgres

/// What is known of backups: all of it for the platform's operators, the days for those who look after a chain.
public enum BackupEndpoints {
    /// Backups that one answer holds at the most.
    private static let most = 30

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/backups", access: .permitted(.readTenant), tag: "Tenants",
                summary: LocalizedText("最近的备份", "The newest backups"), output: backups
            ) { call in
                let actor = try call.requireActor()
                // A backup holds every chain: it is the platform's, whatever a role elsewhere may hold.
                guard actor.tenant == .deployment else { throw Failure(.forbidden) }
                let rows = try await deployment.database.fetch(as: actor, [BackupQueries.newest(most)])[0]
                let body: JSONValue = ["data": .array(try rows.map { try shown($0) })]
                return .json(body.serialized)
            },
            Endpoint(
                .get, "/v1/backup-days", access: .permitted(.readSetting), tag: "Settings",
                summary: LocalizedText("最近一次备份和恢复演练的日期", "The days of the last backup and of the last drill"), output: days
            ) { call in
                let actor = try call.requireActor()
                let rows = try await deployment.database.fetch(as: actor, [BackupQueries.days(in: actor.rights.timeZone)])[0]
                func day(_ column: Int) throws -> JSONValue {
                    .text(try rows.first?.getOptional(column, as: LocalDate.self)?.description)
                }
                let body: JSONValue = ["lastBackupOn": try day(0), "lastDrillOn": try day(1)]
                return .json(body.serialized)
            },
        ]
    }

    private static func shown(_ row: Row) throws -> JSONValue {
        [
            "name": .string(try row[0]), "endedAt": .string(try row.get(1, as: Instant.self).description),
            "seconds": .integer(Int64(try row.get(2, as: Int32.self))), "bytes": .integer(try row[3]),
            "drilledAt": .text(try row.getOptional(4, as: Instant.self)?.description),
        ]
    }

    private static let backup = Schema.object(
        "Backup", required: ["name", "endedAt", "seconds", "bytes", "drilledAt"],
        properties: [
            ("name", ["type": "string"]), ("endedAt", ["type": "string", "format": "date-time"]),
            ("seconds", ["type": "integer", "minimum": 0]), ("bytes", ["type": "integer", "minimum": 0]),
            ("drilledAt", ["type": ["string", "null"], "format": "date-time"]),
        ])
    private static let backups = Schema.raw([
        "type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": backup.render(.none)]],
    ])
    private static let days = Schema.object(
        "BackupDays", required: ["lastBackupOn", "lastDrillOn"],
        properties: [
            ("lastBackupOn", ["type": ["string", "null"], "format": "date"]),
            ("lastDrillOn", ["type": ["string", "null"], "format": "date"]),
        ])
}

/// What the backups told of themselves (`peony backup`). The rows are the deployment's own: they have no tenant.
private enum BackupQueries {
    static func newest(_ most: Int) -> SQL {
        """
        select b.name, b.ended_at, b.seconds, b.bytes, b.drilled_at from app.backup b order by b.ended_at desc, b.name desc limit \(most)
        """
    }

    /// The days of the last backup and of the last drill, where it is this time zone's.
    static func days(in timeZone: String) -> SQL {
        """
        select (max(b.ended_at) at time zone \(timeZone)::text)::date, (max(b.drilled_at) at time zone \(timeZone)::text)::date
        from app.backup b
        """
    }
}
