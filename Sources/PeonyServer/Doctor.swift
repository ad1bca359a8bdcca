internal import Foundation
internal import Platform
internal import Postgres
internal import Schema
internal import Vault

/// The boot check: looks at the database as the pool role sees it, and says what is wrong with a remedy beside each finding.
struct Doctor: Sendable {
    /// Something that does not hold.
    struct Finding: Sendable {
        /// Whether the server may serve all the same.
        enum Severity: Sendable {
            case warning
            case refusal
        }

        let check: String
        let severity: Severity
        let problem: String
        let remedy: String

        var text: String { "\(severity == .refusal ? "REFUSED" : "warning") \(check): \(problem)\n  remedy: \(remedy)" }
    }

    let settings: Settings
    let file: DatabaseFile
    /// The root key where it is open already.
    var root: RootKey?

    /// The oldest minor release of each major version that has the row-security fixes of 2026.
    static let minimumMinor: [Int: Int] = [15: 20, 16: 16, 17: 12, 18: 6]

    /// What was found, and what was learned on the way.
    struct Examination: Sendable {
        var findings: [Finding]
        /// Whether the database insists on signed contexts; nil when it could not be asked.
        var isHardened: Bool?
    }

    /// What `peony serve` asks at its start.
    func boot() async throws -> Examination {
        let connection: Connection
        do {
            connection = try Connection(url: file.appURL)
        } catch {
            return Examination(findings: [
                Finding(
                    check: "database", severity: .refusal, problem: "PostgreSQL cannot be reached as the pool role.",
                    remedy: "Is it running? Are appURL and its password right? `peony migrate` sets the password.")
            ])
        }
        defer { connection.close() }
        // The catalog writes names as the reader's path needs them; the lint compares full ones.
        try connection.execute("set search_path to pg_catalog")
        let (insists, believes) = try hardening(of: connection)
        return try Examination(
            findings: schema(connection) + roles(connection) + lint(connection) + version(connection) + hardening(insists, believes),
            isHardened: insists)
    }

    /// Everything, the files and keys too.
    func examine() async throws -> Examination {
        var examination = try await boot()
        examination.findings = try await files() + providerFindings() + examination.findings + keys() + jobs() + backups()
        return examination
    }

    private func schema(_ connection: Connection) throws -> [Finding] {
        let known = Schema.migrations.map(\.number).max() ?? 0
        let found: Int? = try? Int(connection.execute("select app.schema_version()")[0].get(0, as: Int32.self))
        guard found != known else { return [] }
        let isNewer = (found ?? 0) > known
        return [
            Finding(
                check: "schema", severity: .refusal,
                problem: "The database is at migration \(found.map(String.init) ?? "none"), this program knows \(known).",
                remedy: isNewer ? "Start a program at least as new as the database." : "Run `peony migrate`.")
        ]
    }

    private func roles(_ connection: Connection) throws -> [Finding] {
        let row = try connection.execute(
            """
            select rolsuper or rolbypassrls, rolinherit,
              exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('app', 'audit', 'priv', 'auth') and c.relowner = r.oid)
            from pg_roles r where rolname = current_user
            """)[0]
        var findings: [Finding] = []
        if try row.get(0, as: Bool.self) {
            findings.append(
                Finding(
                    check: "pool role", severity: .refusal, problem: "The pool role is superuser or may bypass row security.",
                    remedy: "appURL must sign in as peony_app; `alter role peony_app nosuperuser nobypassrls`."))
        }
        if try row.get(1, as: Bool.self) {
            findings.append(
                Finding(
                    check: "pool role", severity: .refusal, problem: "The pool role inherits from its memberships, policies included.",
                    remedy: "`alter role peony_app noinherit`."))
        }
        if try row.get(2, as: Bool.self) {
            findings.append(
                Finding(
                    check: "pool role", severity: .refusal, problem: "The pool role owns tables.",
                    remedy: "Tables belong to peony_owner: `reassign owned by … to peony_owner`."))
        }
        return findings
    }

    /// Every query of the lint must return no row.
    private func lint(_ connection: Connection) throws -> [Finding] {
        try Schema.lint.flatMap { query in
            try connection.execute(SQL(trustedText: query)).map { row in
                let rule: String = (try? row.get(0, as: String.self)) ?? "lint"
                return Finding(
                    check: "schema lint \(rule)", severity: .refusal,
                    problem: "A rule of sql/lint.sql is broken by \((try? row.get(1, as: String.self)) ?? "an object").",
                    remedy: "Run sql/lint.sql with psql, and undo what was changed by hand.")
            }
        }
    }

    /// Looks whether the database insists on signed contexts, as the pool role would notice, and believes this server's; nil where there
    /// is no root key at hand to sign with.
    func hardening(of connection: Connection) throws -> (insists: Bool, believes: Bool?) {
        func isTaken(_ preamble: SQL) throws -> Bool {
            try connection.execute("begin")
            defer { _ = try? connection.execute("rollback") }
            try connection.execute(preamble)
            do {
                try connection.execute("select app.tenant_id()")
                return true
            } catch let error where error.sqlState == "42501" {
                return false
            }
        }
        let system = Actor.system(of: .deployment, request: .new(at: SystemClock().now()))
        if try isTaken(system.preamble) { return (false, true) }
        // Shares are not asked for here: somebody would have to type them.
        guard try settings.isOn(.hardened), let root = root ?? (settings[.rootProvider] == "shares" ? nil : try? settings.rootKey())
        else { return (true, nil) }
        let backend: Int32 = try connection.execute("select pg_backend_pid()")[0][0]
        return (true, try isTaken(system.preamble(on: backend, signedBy: ContextKey(root: root))))
    }

    private func hardening(_ insists: Bool, _ believes: Bool?) throws -> [Finding] {
        let isOn = try settings.isOn(.hardened)
        switch (insists, isOn, believes) {
        case (true, false, _):
            return [
                Finding(
                    check: "hardened mode", severity: .refusal,
                    problem: "The database wants signed contexts, and this server does not sign them.",
                    remedy: "Set PEONY_HARDENED=on, or run `peony hardened off`.")
            ]
        case (true, true, false):
            return [
                Finding(
                    check: "hardened mode", severity: .refusal, problem: "The database does not believe this server's signature.",
                    remedy: "After the root key has changed run `peony hardened on` again. It does not work behind a pooler.")
            ]
        case (false, true, _):
            return [
                Finding(
                    check: "hardened mode", severity: .warning,
                    problem: "Contexts are signed, but the database does not insist on it.", remedy: "Run `peony hardened on`.")
            ]
        default: return []
        }
    }

    private func version(_ connection: Connection) throws -> [Finding] {
        let number: Int32 = try connection.execute("select current_setting('server_version_num')::int4")[0][0]
        let (major, minor) = (Int(number) / 10_000, Int(number) % 10_000)
        if major < 15 {
            return [
                Finding(
                    check: "PostgreSQL", severity: .refusal, problem: "Version \(major) is older than 15.", remedy: "Upgrade PostgreSQL.")
            ]
        }
        guard let least = Doctor.minimumMinor[major], minor < least else { return [] }
        return [
            Finding(
                check: "PostgreSQL", severity: .warning,
                problem: "\(major).\(minor) lacks the row-security fixes of \(major).\(least).", remedy: "Install the latest minor release."
            )
        ]
    }

    /// Dead letters, and jobs that nobody runs.
    private func jobs() throws -> [Finding] {
        // Who cannot connect, or has another schema, was told so above.
        guard let connection = try? Connection(url: file.appURL) else { return [] }
        defer { connection.close() }
        let question: SQL =
            "select coalesce(sum(dead), 0)::int8, min(oldest_at) < clock_timestamp() - interval '1 hour' from app.job_horizon(clock_timestamp())"
        guard let row = try? connection.execute(question).first else { return [] }
        var findings: [Finding] = []
        let mark: SQL = """
            select silence is not null or coalesce(nullif(current_setting('peony.restored_from', true), '') <> coalesce(confirmed, ''), false)
            from app.restore_mark
            """
        if (try? connection.execute(mark).first?.get(0, as: Bool.self)) ?? false {
            findings.append(
                Finding(
                    check: "restore", severity: .warning, problem: "This database was restored or set back: no background work is done.",
                    remedy: "If this is the copy to go on with, and no other one runs: `peony confirm-restore`."))
        }
        let dead = try row.get(0, as: Int64.self)
        if dead > 0 {
            findings.append(
                Finding(
                    check: "jobs", severity: .warning, problem: "\(dead) background jobs were given up.",
                    remedy: "Look at GET /v1/jobs?filter[state]=dead in the tenants and replay or leave them."))
        }
        if try row.getOptional(1, as: Bool.self) ?? false {
            findings.append(
                Finding(
                    check: "jobs", severity: .warning, problem: "Background jobs have been due for more than an hour.",
                    remedy: "Does a server run with --job-places above 0? See its log and peony_job_oldest_seconds."))
        }
        return findings
    }

    private func files() throws -> [Finding] {
        try rootKey() + auditKey() + store()
    }

    private func rootKey() throws -> [Finding] {
        let provider: any RootProvider
        do {
            provider = try settings.rootProvider()
        } catch {
            return [
                Finding(
                    check: "root key", severity: .refusal, problem: "The settings name no root key that may be used here.",
                    remedy: "--root-provider is file, shares or pkcs11 (with --pkcs11-module); environment is for development only.")
            ]
        }
        return try provider is RootShares || provider is RootEnvironment ? [] : tryOpening(provider)
    }

    /// A provider that opens without anybody's help: the key is not kept.
    private func tryOpening(_ provider: any RootProvider) throws -> [Finding] {
        do throws(VaultError) {
            _ = try provider.open()
            return []
        } catch {
            let remedy =
                provider is RootToken
                ? "Is the module there, the token in its place, the PIN file right and mode 0400? A new token: `peony keys create`."
                : "Put the root key back from its safe place, mode 0400; on a new deployment run `peony keys create`."
            return [Finding(check: "root key", severity: .refusal, problem: "It cannot be used: \(error.detail).", remedy: remedy)]
        }
    }

    /// What the operator should know of a provider that works.
    func providerFindings() throws -> [Finding] {
        guard settings[.rootProvider] == "environment" else { return [] }
        return [
            Finding(
                check: "root key", severity: .warning, problem: "THE ROOT KEY COMES FROM THE ENVIRONMENT: for development only.",
                remedy: "`peony keys create` makes a file; shares and PKCS #11 are in docs/operations.md.")
        ]
    }

    private func keys() async throws -> [Finding] {
        do {
            let deployment = try await Composition.deployment(settings, application: "peony-doctor")
            await deployment.database.close()
            await deployment.signIn.close()
            return []
        } catch let error as VaultError where error.kind == .wrongShares {
            return [
                Finding(
                    check: "shares", severity: .refusal, problem: "\(settings.sharesFile) is missing, or is not this database's.",
                    remedy: "Put the current shares.key back from its safe place, mode 0600. Nothing was written.")
            ]
        } catch let error as VaultError where error.kind == .wrongKey {
            return [
                Finding(
                    check: "root key", severity: .refusal, problem: "This database was sealed under another root key.",
                    remedy: "Put the right root.key in its place. Nothing was written.")
            ]
        } catch {
            // What the other checks have named already is told again here: better twice than "everything holds".
            return [
                Finding(
                    check: "deployment", severity: .refusal, problem: "It does not open (\(type(of: error))).",
                    remedy: "Mend the other findings first; without any, see the server's log.")
            ]
        }
    }
}
