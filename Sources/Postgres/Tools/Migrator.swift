/// One numbered step of the schema: the file `NNNN_name.sql`.
public struct Migration: Sendable, Hashable {
    /// The number in the file's name, from 1.
    public let number: Int
    /// The rest of the file's name.
    public let name: String
    /// The file's text: SQL statements.
    public let text: String

    /// A step.
    public init(number: Int, name: String, text: String) {
        self.number = number
        self.name = name
        self.text = text
    }

    /// A step from a file; nil when the name does not have the form `NNNN_name.sql`.
    public init?(fileName: String, text: String) {
        let parts = fileName.split(separator: "_", maxSplits: 1)
        guard
            parts.count == 2, parts[0].count == 4, let number = Int(parts[0]), number > 0,
            parts[1].hasSuffix(".sql"), parts[1].count > 4
        else { return nil }
        self.init(number: number, name: String(parts[1].dropLast(4)), text: text)
    }

    /// `0042_name`
    public var label: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
    }
}

/// Brings a schema forward: each migration once, in order, in a transaction of its own; never back.
///
/// What was applied is kept in `priv.schema_migration` with a SHA-256 of the text: a file that was changed or removed
/// after it was applied is refused, since then the schema would no longer be what the files say. An advisory lock lets
/// two that start together pass one after the other.
public struct Migrator {
    /// What a run did.
    public struct Report: Sendable, Hashable {
        /// Applied by this run, in order.
        public var applied: [Migration]
        /// Numbers that were applied before.
        public var alreadyApplied: [Int]
    }

    /// "peony" in ASCII: the key of the advisory lock.
    private static let lockKey: Int64 = 0x70_656f_6e79

    private let connection: Connection
    private let role: SQLIdentifier?

    /// A migrator over a connection that may own the schema, or may become the `role` that does. That role needs
    /// CREATE on the database, for the schema `priv`.
    public init(_ connection: Connection, role: SQLIdentifier? = nil) {
        self.connection = connection
        self.role = role
    }

    /// Applies what is missing. Throws `.migration` when files and history disagree, and the server's error, with
    /// file and line in its `message`, when a statement fails; that migration then leaves nothing behind.
    @discardableResult
    public func run(_ migrations: [Migration]) throws(PostgresError) -> Report {
        let ordered = migrations.sorted { $0.number < $1.number }
        for (left, right) in zip(ordered, ordered.dropFirst()) where left.number == right.number {
            throw PostgresError(.migration, message: "\(left.label) and \(right.label) have the same number")
        }
        try connection.execute("select pg_advisory_lock(\(Self.lockKey))")
        let result: Result<Report, PostgresError>
        do throws(PostgresError) {
            result = .success(try runLocked(ordered))
        } catch {
            result = .failure(error)
        }
        // The lock ends with the session anyway; these make the connection usable for others.
        if role != nil { _ = try? connection.execute("reset role") }
        _ = try? connection.execute("select pg_advisory_unlock(\(Self.lockKey))")
        return try result.get()
    }

    private func runLocked(_ migrations: [Migration]) throws(PostgresError) -> Report {
        if let role { try connection.execute("set role \(role)") }
        let history = try history()
        try check(migrations, against: history)
        var report = Report(applied: [], alreadyApplied: history.keys.sorted())
        for migration in migrations where history[migration.number] == nil {
            try apply(migration)
            report.applied.append(migration)
        }
        return report
    }

    /// Number to (name, SHA-256) of what was applied.
    private func history() throws(PostgresError) -> [Int: (name: String, hash: [UInt8])] {
        let exists = try connection.execute("select to_regclass('priv.schema_migration') is not null")
        if let row = exists.first, try !row.get(0, as: Bool.self) {
            try connection.execute("create schema if not exists priv")
            try connection.execute(
                """
                create table priv.schema_migration (
                  number int not null, name text not null, hash bytea not null,
                  applied_at timestamptz not null default now(),
                  constraint schema_migration_pkey primary key (number))
                """)
        }
        var history: [Int: (name: String, hash: [UInt8])] = [:]
        for row in try connection.execute("select number, name, hash from priv.schema_migration") {
            history[try row.get(0)] = (try row.get(1), try row.get(2))
        }
        return history
    }

    private func check(
        _ migrations: [Migration], against history: [Int: (name: String, hash: [UInt8])]
    ) throws(PostgresError) {
        let numbers = Set(migrations.map(\.number))
        if let missing = history.keys.sorted().first(where: { !numbers.contains($0) }) {
            throw PostgresError(.migration, message: "migration \(missing) was applied, but its file is missing")
        }
        let newest = history.keys.max() ?? 0
        for migration in migrations {
            guard let applied = history[migration.number] else {
                if migration.number > newest { continue }
                throw PostgresError(
                    .migration, message: "\(migration.label) is older than migration \(newest), which was applied")
            }
            if applied.name != migration.name {
                throw PostgresError(.migration, message: "\(migration.label) was applied as \(applied.name)")
            }
            if applied.hash != (try hash(migration)) {
                throw PostgresError(.migration, message: "\(migration.label) was changed after it was applied")
            }
        }
    }

    private func hash(_ migration: Migration) throws(PostgresError) -> [UInt8] {
        let rows = try connection.execute("select sha256(convert_to(\(migration.text), 'UTF8'))")
        guard let row = rows.first else { throw PostgresError(.connectionLost) }
        return try row.get(0)
    }

    private func apply(_ migration: Migration) throws(PostgresError) {
        try connection.execute("begin")
        do throws(PostgresError) {
            for statement in SQLScript(migration.text).statements {
                do throws(PostgresError) {
                    try connection.executeScript(statement.text)
                } catch {
                    var error = error
                    error.message = "\(migration.label), line \(statement.line): \(error.message)"
                    throw error
                }
            }
            // A migration that changed role or search_path must not change where its own record goes.
            try connection.execute(
                """
                insert into priv.schema_migration (number, name, hash)
                values (\(migration.number), \(migration.name), sha256(convert_to(\(migration.text), 'UTF8')))
                """)
            let commit = try connection.execute("commit")
            guard commit.command == "COMMIT" else {
                throw PostgresError(.migration, message: "\(migration.label) ended its own transaction")
            }
        } catch {
            _ = try? connection.execute("rollback")
            throw error
        }
    }
}
