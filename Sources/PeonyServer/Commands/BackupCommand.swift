internal import ArgumentParser
internal import Foundation

/// `peony backup`
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Physical backups, the log between them, and data directories made of them.",
        discussion: """
            once            one backup, read back and verified
            log             keep the write-ahead log, without a gap, until SIGTERM
            timer           both, for ever
            list, check     which backups there are; whether the newest is young enough
            drilled NAME    tell the database that this one was restored and found good
            restore NAME DIRECTORY [TIME]
                            a data directory for PostgreSQL, up to a time if there is one, and beside it
                            DIRECTORY.files, the folder of sealed files

            Needs backupURL in database.json and PostgreSQL's own programs (pg_basebackup, pg_receivewal, pg_verifybackup, psql). A backup \
            holds sealed columns, sealed files and no key: the root key is kept elsewhere, and a directory that holds both is refused.
            """)
    @OptionGroup var deployment: DeploymentOptions
    @Option(help: "Where backups are kept (BACKUP_DIRECTORY).") var directory: String?
    @Argument(help: "once, log, timer, list, check, drilled or restore.") var verb: String
    @Argument(help: "For restore: NAME DIRECTORY [TIME]; for drilled: NAME.") var operands: [String] = []

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        guard let place = directory ?? environment["BACKUP_DIRECTORY"], !place.isEmpty else {
            throw ValidationError("Say where: --directory or BACKUP_DIRECTORY.")
        }
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let settings = deployment.settings
        let target = URL(filePath: place).resolvingSymlinksInPath().path
        let key = URL(filePath: settings.rootKeyFile).resolvingSymlinksInPath().path
        if key.hasPrefix(target + "/") {
            throw ValidationError("The root key lies in \(place): whoever gets the backups would read them. Keep them apart.")
        }
        let arguments = ["env", "bash", "-c", String(decoding: PackageResources.backup_sh, as: UTF8.self), "backup", verb] + operands
        var places = ["BACKUP_DIRECTORY": target]
        let files = URL(filePath: settings.filesDirectory).resolvingSymlinksInPath().path
        // Two folders of files in each other would be copied for ever.
        guard !(files + "/").hasPrefix(target + "/") else {
            throw ValidationError("The files lie in \(place). Keep backups apart from what they are of.")
        }
        if environment["BACKUP_FILES"] == nil { places["BACKUP_FILES"] = files }
        let variables = try connection(environment, settings).merging(places) { $1 }
        // The script takes this process's place: signals reach it, and its exit status is ours.
        let argumentPointers = arguments.map { strdup($0) } + [nil]
        let variablePointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        // The thread that runs this blocks signals, and what it starts would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        execve("/usr/bin/env", argumentPointers, variablePointers)
        throw ValidationError("/usr/bin/env does not start: \(String(cString: strerror(errno))).")
    }

    /// libpq's variables for the backup role. The password goes by the environment, which only its owner can read.
    private func connection(_ environment: [String: String], _ settings: Settings) throws -> [String: String] {
        guard ["once", "log", "timer", "drilled"].contains(verb) else { return environment }
        let file = try DatabaseFile(contentsOf: settings.databaseFile)
        guard let url = file.backupURL.flatMap({ URLComponents(string: $0) }), let host = url.host, let user = url.user else {
            throw ValidationError("database.json has no backupURL.")
        }
        var variables = environment
        variables["PGHOST"] = host
        variables["PGPORT"] = String(url.port ?? 5_432)
        variables["PGUSER"] = user
        variables["PGPASSWORD"] = url.password
        // Replication has no database; this one is told what was made.
        let database = url.path.drop { $0 == "/" }
        if !database.isEmpty { variables["PGDATABASE"] = String(database) }
        return variables
    }
}
