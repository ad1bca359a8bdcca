internal import ArgumentParser
internal import Clinic
internal import Foundation
internal import JSON
internal import Logging
internal import Platform
internal import Postgres
internal import Schema
internal import ServiceLifecycle
internal import UnixSignals
internal import Vault

/// `peony serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the API.",
        discussion: """
            Every option can be given by the environment instead; --print-configuration lists them all. Stops gracefully on SIGTERM \
            and SIGINT: readiness goes off at once, requests finish within 20 seconds.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @Option(help: ArgumentHelp(stringLiteral: Setting.host.help)) var host: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.port.help + " (PEONY_PORT; default 8080)")) var port: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.adminHost.help)) var adminHost: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.adminPort.help + " (PEONY_ADMIN_PORT; default 9090)")) var adminPort: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.trustedProxies.help)) var trustedProxies: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.tlsCertificate.help)) var tlsCertificate: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.tlsKey.help)) var tlsKey: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.filesDirectory.help)) var filesDirectory: String?
    @Option(name: .customLong("files-s3"), help: ArgumentHelp(stringLiteral: Setting.filesS3.help)) var filesS3: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.poolSize.help)) var poolSize: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.preparedStatements.help)) var preparedStatements: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.hardened.help)) var hardened: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.jobPlaces.help)) var jobPlaces: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.webhookNetworks.help)) var webhookNetworks: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.addressRate.help)) var addressRate: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.tenantRate.help)) var tenantRate: String?
    @Option(name: .customLong("swagger-ui"), help: ArgumentHelp(stringLiteral: Setting.swaggerUI.help)) var swaggerUI: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.auditAnchors.help)) var auditAnchors: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.webApp.help)) var webApp: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.accessLog.help)) var accessLog: String?
    @Option(help: ArgumentHelp(stringLiteral: Setting.production.help)) var production: String?
    @Flag(help: "Print every setting as JSON and stop.") var printConfiguration = false

    private var settings: Settings {
        Settings(
            deployment.given.merging([
                Setting.host.name: host, Setting.port.name: port, Setting.adminHost.name: adminHost, Setting.adminPort.name: adminPort,
                Setting.trustedProxies.name: trustedProxies, Setting.tlsCertificate.name: tlsCertificate,
                Setting.tlsKey.name: tlsKey, Setting.filesDirectory.name: filesDirectory,
                Setting.filesS3.name: filesS3, Setting.poolSize.name: poolSize,
                Setting.preparedStatements.name: preparedStatements, Setting.hardened.name: hardened, Setting.jobPlaces.name: jobPlaces,
                Setting.webhookNetworks.name: webhookNetworks,
                Setting.addressRate.name: addressRate,
                Setting.tenantRate.name: tenantRate, Setting.swaggerUI.name: swaggerUI, Setting.webApp.name: webApp,
                Setting.accessLog.name: accessLog,
                Setting.production.name: production, Setting.auditAnchors.name: auditAnchors,
            ]) { $1 })
    }

    func run() async throws {
        if printConfiguration {
            print(String(decoding: JSONValue.array(Setting.all.map(\.json)).serialized, as: UTF8.self))
            return
        }
        let settings = settings
        let tls = try settings.tlsIdentity()
        let sink = LogSink()
        LoggingSystem.bootstrap { JSONLogHandler(label: $0, sink: sink) }
        let logger = Logger(label: "peony")
        if !CoreDumps.forbid() { logger.warning("core dumps could not be forbidden") }
        Descriptors.raise()
        guard let root = try await RootOpening.root(settings, logger: logger, sink: sink) else { return }
        let deployment = try await Composition.deployment(settings, application: "peony", root: root)
        let file = try DatabaseFile(contentsOf: settings.databaseFile)

        let doctor = Doctor(settings: settings, file: file, root: root)
        for finding in try doctor.providerFindings() { complain(finding.text) }
        let findings = try await doctor.providerFindings() + doctor.boot().findings
        for finding in findings { logger.warning("boot check", metadata: ["check": "\(finding.check)"]) }
        let refusals = try findings.filter { try $0.severity == .refusal || settings.isOn(.production) }
        if !refusals.isEmpty {
            for finding in refusals { complain(finding.text) }
            throw ExitCode(78)
        }

        let extended = try await ExtendBuiltInRoles.run(on: deployment, logger: logger, at: deployment.clock.now())
        if extended.tenants > 0 {
            logger.notice(
                "built-in roles extended", metadata: ["count": "\(extended.roles)"])
        }

        let keeper = ErasureKeeper(deployment.keys, in: deployment.database, logger: logger)
        guard try await Erasures.areWhole(keeper, on: deployment, logger: logger) else {
            complain("REFUSED erasures: the database was restored from before people were erased, or its ledger is not this one's.")
            complain("  remedy: `peony erasures replay --ledger COPY` with the newest copy of the ledger.")
            throw ExitCode(78)
        }

        let news = Listener(url: file.appURL, channels: [AccessNews.channel, KeyNews.channel, Change.channel])
        let following = Task { await deployment.follow(news.events) }
        let alarms = Task { await deployment.keys.alarm.record(on: deployment, logger: logger) }
        let metrics = Metrics()
        ServerMetrics.register(deployment, in: metrics)
        let sealer = Sealer(url: file.sealerURL, logger: logger)
        sealer.backlog.register(in: metrics, clock: deployment.clock)
        let edge = try Composition.edge(
            deployment, settings, tls: tls, readiness: Readiness(ReadinessChecks.all(deployment)), metrics: metrics, sink: sink,
            logger: logger)
        let jobs = try await Jobs(settings, file, deployment, metrics: metrics, logger: logger)
        // The first stop last: what requests were acknowledged is written down when there are no more.
        var services: [any Service] = [
            AuditJournalWriter(sink: sink), sealer, TLSReload(identity: tls, logger: logger), keeper,
            ChangePublisher(to: deployment.database, clock: deployment.clock, logger: logger),
        ]
        services += try AuditComposition.services(settings, file, deployment, logger: logger)
        services += jobs?.services ?? []
        services += edge.services { listener, port in
            logger.notice("listening", metadata: ["listener": "\(listener)", "port": "\(port)"])
            sink.flush()
        }
        if let jobs { services.append(jobs.runner.stopSwitch) }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        edge.limitShutdown(of: &configuration)
        try await ServiceGroup(configuration: configuration).run()
        following.cancel()
        alarms.cancel()
        news.close()
        await jobs?.close()
        await deployment.database.close()
        await deployment.signIn.close()
        sink.flush()
    }
}

/// What must hold of erasures before anybody is served.
enum Erasures {
    /// Applies the ledger; after a restore replays the copy that lies beside first.
    static func areWhole(_ keeper: ErasureKeeper, on deployment: Deployment, logger: Logger) async throws -> Bool {
        if try await keeper.apply() == .whole { return true }
        guard let shares = deployment.keys.shares else { return true }
        let report = try await ReplayErasures(on: deployment).run(shares.ledger, at: deployment.clock.now())
        logger.notice(
            "erasures replayed after a restore", metadata: ["entries": "\(report.entries)", "erased": "\(report.erased)"])
        return try await keeper.apply() == .whole
    }
}

/// Says something to the operator, apart from the log.
func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}
