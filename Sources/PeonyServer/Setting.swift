internal import ArgumentParser
internal import Foundation
internal import JSON

/// One thing that an operator can set: by a flag, else by the environment, else by its default.
struct Setting: Sendable {
    let name: String
    let environment: String
    let flag: String
    let standard: String
    /// Its value must not be seen.
    let isSecret: Bool
    let help: String

    private init(_ name: String, _ environment: String, _ standard: String, secret: Bool = false, _ help: String) {
        self.name = name
        self.environment = environment
        flag = "--" + name
        self.standard = standard
        isSecret = secret
        self.help = help
    }

    static let data = Setting("data", "PEONY_DATA", ".peony", "The deployment's folder.")
    static let databaseFile = Setting(
        "database-file", "PEONY_DATABASE_FILE", "", "How to reach PostgreSQL; database.json in the folder when empty.")
    static let rootKeyFile = Setting("root-key-file", "PEONY_ROOT_KEY_FILE", "", "The root key's file; root.key in the folder when empty.")
    static let auditKeyFile = Setting(
        "audit-key-file", "PEONY_AUDIT_KEY_FILE", "", "The key that signs the audit's notes; audit.key in the folder when empty.")
    static let auditAnchors = Setting(
        "audit-anchors", "PEONY_AUDIT_ANCHORS", "",
        "Where notes are kept outside the database, by comma: file:PATH, syslog:[PATH|HOST:PORT], webhook:URL.")
    static let sharesFile = Setting(
        "shares-file", "PEONY_SHARES_FILE", "",
        "The halves of customers' keys outside the database; shares.key in the folder when empty. Written at each erasure.")
    static let erasureLedger = Setting(
        "erasure-ledger", "PEONY_ERASURE_LEDGER", "", "The copy of the ledger of erasures; erasures.log in the folder when empty.")
    static let rootProvider = Setting(
        "root-provider", "PEONY_ROOT_PROVIDER", "file", "Where the root key is: file, shares, pkcs11, or environment (development only).")
    static let rootKey = Setting(
        "root-key", "PEONY_ROOT_KEY", "", secret: true, "The root key itself, 64 hexadecimal digits; by the environment only.")
    static let secondRoot = Setting(
        "second-root", "PEONY_SECOND_ROOT", "", "Another root key that opens too, while it is being replaced: file:PATH or pkcs11:LABEL.")
    static let pkcs11Module = Setting("pkcs11-module", "PEONY_PKCS11_MODULE", "", "The PKCS #11 module's shared library.")
    static let pkcs11Token = Setting("pkcs11-token", "PEONY_PKCS11_TOKEN", "peony", "The token's label.")
    static let pkcs11Key = Setting("pkcs11-key", "PEONY_PKCS11_KEY", "peony-root", "The label of the root key in the token.")
    static let pkcs11PINFile = Setting(
        "pkcs11-pin-file", "PEONY_PKCS11_PIN_FILE", "", "A file with the token's PIN, mode 0400; token.pin in the folder when empty.")
    static let filesDirectory = Setting(
        "files-directory", "PEONY_FILES_DIRECTORY", "",
        "Where sealed files are kept; files in the folder when empty. Belongs to the backup.")
    static let filesS3 = Setting(
        "files-s3", "PEONY_FILES_S3", "",
        "A file (JSON, mode 0400) that names an S3-compatible store, its bucket and key: sealed files lie there instead of in the folder.")
    static let host = Setting("host", "PEONY_HOST", "127.0.0.1", "Where the API listens.")
    static let port = Setting("port", "PEONY_PORT", "8080", "The API's port.")
    static let adminHost = Setting("admin-host", "PEONY_ADMIN_HOST", "127.0.0.1", "Where metrics and readiness listen; not for the public.")
    static let adminPort = Setting("admin-port", "PEONY_ADMIN_PORT", "9090", "Their port.")
    static let trustedProxies = Setting(
        "trusted-proxies", "PEONY_TRUSTED_PROXIES", "", "Addresses or networks (CIDR, by comma) whose forwarded headers are believed.")
    static let tlsCertificate = Setting(
        "tls-certificate", "PEONY_TLS_CERTIFICATE", "", "PEM file with the certificate and its chain; the API speaks TLS when it is set.")
    static let tlsKey = Setting("tls-key", "PEONY_TLS_KEY", "", "PEM file with the certificate's key, not readable by everybody.")
    static let poolSize = Setting("pool-size", "PEONY_POOL_SIZE", "16", "Database connections for transactions.")
    static let preparedStatements = Setting(
        "prepared-statements", "PEONY_PREPARED_STATEMENTS", "on", "off behind a PgBouncer older than 1.21.")
    static let hardened = Setting(
        "hardened", "PEONY_HARDENED", "off", "Sign every tenant context; `peony hardened on` makes the database insist on it.")
    static let jobPlaces = Setting("job-places", "PEONY_JOB_PLACES", "4", "Background jobs that run at once; 0 for a server without any.")
    static let webhookNetworks = Setting(
        "webhook-networks", "PEONY_WEBHOOK_NETWORKS", "",
        "Addresses or networks (CIDR, by comma) of your own that webhooks may go to, without TLS too; public ones always may.")
    static let addressRate = Setting(
        "address-rate", "PEONY_ADDRESS_RATE", "6000", "Requests a minute from one address; 0 for no limit.")
    static let tenantRate = Setting("tenant-rate", "PEONY_TENANT_RATE", "12000", "Requests a minute of one tenant; 0 for no limit.")
    static let swaggerUI = Setting(
        "swagger-ui", "PEONY_SWAGGER_UI", "", "A folder with Swagger UI's files; looked for where Debian puts them when empty.")
    static let webApp = Setting("web-app", "PEONY_WEB_APP", "", "A folder with the built web app; without it the server is an API alone.")
    static let accessLog = Setting("access-log", "PEONY_ACCESS_LOG", "on", "One line of the log for each request.")
    static let production = Setting(
        "production", "PEONY_PRODUCTION", "off", "Turns the warnings of the boot check that only matter in production into refusals.")

    /// `peony doctor` alone asks for it: a day, and the time that the next backup takes.
    static let backupAge = Setting(
        "backup-age", "PEONY_BACKUP_AGE", "26", "Hours after which the newest backup is too old; 0 where others make the backups.")

    /// Everything that `peony serve` knows.
    static let all: [Setting] = [
        data, databaseFile, rootKeyFile, auditKeyFile, auditAnchors, sharesFile, erasureLedger, rootProvider,
        rootKey, secondRoot, pkcs11Module, pkcs11Token, pkcs11Key, pkcs11PINFile, filesDirectory, filesS3, host, port, adminHost,
        adminPort, trustedProxies, tlsCertificate, tlsKey, poolSize, preparedStatements, jobPlaces,
        webhookNetworks, addressRate, tenantRate, swaggerUI, webApp, accessLog, production,
    ]

    var json: JSONValue {
        [
            "name": .string(name), "environment": .string(environment), "flag": .string(flag), "default": .string(standard),
            "secret": .boolean(isSecret), "help": .string(help),
        ]
    }
}

/// The values of the settings in one run of the program.
struct Settings: Sendable {
    private let given: [String: String]

    /// Flags given on the command line, by setting name; the environment is asked for the rest.
    init(_ given: [String: String?]) {
        self.given = given.compactMapValues(\.self)
    }

    /// The text of a setting.
    subscript(_ setting: Setting) -> String {
        given[setting.name] ?? ProcessInfo.processInfo.environment[setting.environment] ?? setting.standard
    }

    /// A whole number within a range; an error in the caller's words otherwise.
    func number(_ setting: Setting, in range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(self[setting]), range.contains(number) else {
            throw ValidationError(
                "\(setting.flag) (\(setting.environment)) must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// `on` or `off`.
    func isOn(_ setting: Setting) throws -> Bool {
        switch self[setting].lowercased() {
        case "on", "true", "1", "yes": true
        case "off", "false", "0", "no", "": false
        default: throw ValidationError("\(setting.flag) (\(setting.environment)) must be on or off.")
        }
    }

    var databaseFile: String {
        self[.databaseFile].isEmpty ? self[.data] + "/database.json" : self[.databaseFile]
    }

    var rootKeyFile: String {
        self[.rootKeyFile].isEmpty ? self[.data] + "/root.key" : self[.rootKeyFile]
    }

    /// Where the audit's next key lies while it is replaced.
    var nextAuditKeyFile: String { auditKeyFile + ".next" }

    var auditKeyFile: String {
        self[.auditKeyFile].isEmpty ? self[.data] + "/audit.key" : self[.auditKeyFile]
    }
}

extension Settings {
    var sharesFile: String {
        self[.sharesFile].isEmpty ? self[.data] + "/shares.key" : self[.sharesFile]
    }

    var filesDirectory: String {
        self[.filesDirectory].isEmpty ? self[.data] + "/files" : self[.filesDirectory]
    }

    var erasureLedger: String {
        self[.erasureLedger].isEmpty ? self[.data] + "/erasures.log" : self[.erasureLedger]
    }
}

/// The options that every subcommand takes: where the deployment is.
struct DeploymentOptions: ParsableArguments {
    @Option(help: ArgumentHelp(stringLiteral: Setting.data.help + " (PEONY_DATA; default .peony)"))
    var data: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.databaseFile.help))
    var databaseFile: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.rootKeyFile.help))
    var rootKeyFile: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.auditKeyFile.help))
    var auditKeyFile: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.rootProvider.help))
    var rootProvider: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.secondRoot.help))
    var secondRoot: String?

    @Option(name: .customLong("pkcs11-module"), help: ArgumentHelp(stringLiteral: Setting.pkcs11Module.help))
    var pkcs11Module: String?

    @Option(name: .customLong("pkcs11-token"), help: ArgumentHelp(stringLiteral: Setting.pkcs11Token.help))
    var pkcs11Token: String?

    @Option(name: .customLong("pkcs11-key"), help: ArgumentHelp(stringLiteral: Setting.pkcs11Key.help))
    var pkcs11Key: String?

    @Option(name: .customLong("pkcs11-pin-file"), help: ArgumentHelp(stringLiteral: Setting.pkcs11PINFile.help))
    var pkcs11PINFile: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.sharesFile.help))
    var sharesFile: String?

    @Option(help: ArgumentHelp(stringLiteral: Setting.erasureLedger.help))
    var erasureLedger: String?

    var settings: Settings { Settings(given) }

    var given: [String: String?] {
        [
            Setting.data.name: data, Setting.databaseFile.name: databaseFile, Setting.rootKeyFile.name: rootKeyFile,
            Setting.auditKeyFile.name: auditKeyFile,
            Setting.rootProvider.name: rootProvider, Setting.secondRoot.name: secondRoot,
            Setting.pkcs11Module.name: pkcs11Module, Setting.pkcs11Token.name: pkcs11Token,
            Setting.pkcs11Key.name: pkcs11Key, Setting.pkcs11PINFile.name: pkcs11PINFile,
            Setting.sharesFile.name: sharesFile, Setting.erasureLedger.name: erasureLedger,
        ]
    }
}
