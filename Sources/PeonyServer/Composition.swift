internal import Clinic
internal import Foundation
internal import Logging
internal import Platform
internal import Postgres
internal import Vault

/// The only file that knows every part: which features there are, and how they stand on one another.
enum Composition {
    /// What can be permitted, feature by feature.
    static let catalog = PermissionCatalog([
        IdentityPermissions.permissions,
        AccessPermissions.permissions,
        AuditPermissions.permissions,
        JobPermissions.permissions,
        APIKeyPermissions.permissions,
        CustomerPermissions.permissions,
        CustomFieldPermissions.permissions,
        NotePermissions.permissions,
        VisitPermissions.permissions,
        AttachmentPermissions.permissions,
        TagPermissions.permissions,
        LayerPermissions.permissions,
        SegmentPermissions.permissions,
        SavedViewPermissions.permissions,
        CustomerAccessPermissions.permissions,
        DuplicatePermissions.permissions,
        MergePermissions.permissions,
        BulkPermissions.permissions,
        ConsentPermissions.permissions,
        DisclosurePermissions.permissions,
        WebhookPermissions.permissions,
        PrivacyPermissions.permissions,
        FilePermissions.permissions,
        ImportPermissions.permissions,
        ExportPermissions.permissions(of: exported),
        SealingPermissions.permissions,
        CataloguePermissions.permissions,
        SchedulePermissions.permissions,
        BookingPermissions.permissions,
        ConsultationPermissions.permissions,
        LeadPermissions.permissions,
        OnlineRequestPermissions.permissions,
        TaskPermissions.permissions,
    ])

    /// The lists that can be had as files.
    static let exported: [ExportList] = [
        Customer.export(narrowings: [Segment.exported], names: ["tag": Tag.exportedNames]), DataRequest.export, Disclosure.export,
    ]

    /// Every endpoint.
    static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        SessionEndpoints.endpoints(deployment)
            + MeEndpoints.endpoints(deployment)
            + StreamEndpoint.all(deployment)
            + UserEndpoints.endpoints(deployment)
            + UnitEndpoints.endpoints(deployment)
            + TenantEndpoints.endpoints(deployment)
            + SettingEndpoints.endpoints(deployment)
            + BackupEndpoints.endpoints(deployment)
            + SupportEndpoints.endpoints(deployment)
            + AccessEndpoints.endpoints(deployment, catalog: catalog)
            + AuditEndpoints.endpoints(deployment)
            + AuditQuestionEndpoints.endpoints(deployment, questions: questions)
            + AlertEndpoints.endpoints(deployment)
            + APIKeyEndpoints.endpoints(deployment)
            + CustomerEndpoints.endpoints(deployment)
            + ArchiveEndpoints.endpoints(deployment)
            + CustomFieldEndpoints.endpoints(deployment)
            + NoteEndpoints.endpoints(deployment)
            + VisitEndpoints.endpoints(deployment)
            + AttachmentEndpoints.endpoints(deployment)
            + TagEndpoints.endpoints(deployment)
            + LayerEndpoints.endpoints(deployment)
            + SegmentEndpoints.endpoints(deployment)
            + SavedViewEndpoints.endpoints(deployment)
            + CustomerAccessEndpoints.endpoints(deployment)
            + DuplicateEndpoints.endpoints(deployment)
            + MergeEndpoints.endpoints(deployment, cells: rotations.cells)
            + BulkEndpoints.endpoints(deployment)
            + JobEndpoints.endpoints(deployment)
            + ConsentEndpoints.endpoints(deployment)
            + DisclosureEndpoints.endpoints(deployment)
            + WebhookEndpoints.endpoints(deployment, types: eventTypes)
            + PrivacyEndpoints.endpoints(deployment)
            + FileEndpoints.endpoints(deployment)
            + ImportEndpoints.endpoints(deployment)
            + ExportEndpoints.endpoints(deployment, lists: exported)
            + KeyEndpoints.endpoints(deployment, plan: rotations)
            + CatalogueEndpoints.endpoints(deployment)
            + CatalogueImportEndpoints.endpoints(deployment)
            + BranchCopyEndpoints.endpoints(deployment)
            + ScheduleEndpoints.endpoints(deployment)
            + BookingEndpoints.endpoints(deployment)
            + ConsultationEndpoints.endpoints(deployment)
            + LeadEndpoints.endpoints(deployment)
            + OnlineRequestEndpoints.endpoints(deployment)
            + TaskEndpoints.endpoints(deployment, leads: Lead.resource)
    }

    /// Every saved question of the audit.
    static let questions = AuditQuestions.all + CustomerQuestions.all

    /// Everything that is sealed, for the rotation of keys. What is sealed in a column that no resource has is named here.
    static let rotations = RotationPlan(
        cells: SealedColumn.all(of: catalog.resources) + MergeSnapshot.cells + CustomFieldEndpoints.sealed + Attachment.sealed
            + Lead.sealed + AccessReasons.sealed,
        secrets: [
            TenantSecret.platform, FileJobs.secrets, ExportJobs.secrets, WorkTask.secrets, AccessReasons.secrets, ScheduleTexts.secrets,
            DuplicatePair.secrets, Alert.secrets, webhooks,
        ].flatMap { $0 },
        indexes: [CustomerTokens.index, IdentityTokens.index, LeadTokens.index])

    private static let webhooks: [TenantSecret] = [.column("secret_sealed", of: "app.webhook", label: "webhook")]

    /// What stood in clear in versions before.
    static let clearTexts: [ClearText] = [
        WorkTask.clearTexts, Lead.clearTexts, Appointment.clearTexts, AccessReasons.clearTexts, CustomerMerge.clearTexts,
        ScheduleTexts.clearTexts, DuplicatePair.clearTexts, ExportJobs.clearTexts, Alert.clearTexts,
    ].flatMap { $0 }

    /// The files that leave with a tenant: those that leave with each of its customers.
    static let contents = PersonalExport.contents

    /// What can be done after the answer, feature by feature.
    static func jobs(_ deployment: Deployment, client: OutboundClient) -> [JobKind] {
        CleanUp.kinds(deployment)
            + WebhookJobs.kinds(deployment, client: client)
            + [RotationJob.kind(rotations)]
            + RetentionJobs.kinds(deployment)
            + DuplicateJobs.kinds(deployment)
            + BulkJobs.kinds(deployment)
            + TagJobs.kinds(deployment)
            + BookingJobs.kinds(deployment)
            + LayerJobs.kinds(deployment)
            + SegmentJobs.kinds(deployment)
            + ReindexCustomers.kinds(deployment)
            + AuditJobs.kinds
            + FileJobs.kinds(deployment)
            + ImportJobs.kinds
            + ExportJobs.kinds(exported)
            + LeadJobs.kinds(deployment)
            + OnlineRequestJobs.kinds(deployment)
            + ExpiryJobs.kinds(deployment)
            + SealClearTexts.kinds(clearTexts)
    }

    /// What is due by itself.
    static let schedules: [Schedule] = [
        CleanUp.schedules,
        WebhookJobs.schedules,
        RetentionJobs.schedules,
        DuplicateJobs.schedules,
        TagJobs.schedules,
        BookingJobs.schedules,
        LayerJobs.schedules,
        SegmentJobs.schedules,
        ReindexCustomers.schedules,
        AuditJobs.schedules,
        FileJobs.schedules,
        ExportJobs.schedules,
        LeadJobs.schedules,
        OnlineRequestJobs.schedules,
        ExpiryJobs.schedules,
        SealClearTexts.schedules,
    ].flatMap { $0 }

    /// What webhooks can be told of, feature by feature.
    static let eventTypes: [EventType] =
        CustomerEvents.types + NoteEvents.types + MergePermissions.types + BookingPermissions.types + LeadPermissions.types
        + TaskPermissions.types + OnlineRequestPermissions.types

    /// Every code that a request can fail with, for the generated list.
    static let failureCodes: [FailureCode] = [
        FailureCode.platform,
        FailureCode.identity,
        FailureCode.apiKeys,
        AccessFailures.all,
        FailureCode.audit,
        FailureCode.jobs,
        FailureCode.customers,
        FailureCode.customFields,
        FailureCode.notes,
        FailureCode.attachments,
        FailureCode.tags,
        FailureCode.layers,
        FailureCode.segments,
        FailureCode.savedViews,
        FailureCode.customerAccess,
        FailureCode.duplicates,
        FailureCode.merging,
        FailureCode.bulk,
        FailureCode.consents,
        FailureCode.disclosures,
        FailureCode.webhooks,
        FailureCode.privacy,
        FailureCode.files,
        FailureCode.imports,
        FailureCode.exports,
        FailureCode.sealing,
        FailureCode.catalogue,
        FailureCode.catalogueImports,
        FailureCode.schedules,
        FailureCode.visits,
        FailureCode.consultations,
        FailureCode.leads,
        FailureCode.onlineRequests,
        FailureCode.tasks,
        FailureCode.bookings,
        [.notReady, .shareRefused],
    ].flatMap { $0 }

    /// What a caller is told when a constraint of the database refuses.
    static var constraints: ConstraintFailures {
        var constraints = ConstraintFailures()
        constraints.add(FailureCode.identityConstraints)
        constraints.add(AccessFailures.constraints)
        constraints.add(FailureCode.apiKeyConstraints)
        constraints.add(CustomerConstraints.failures)
        constraints.add(TagConstraints.failures)
        constraints.add(SegmentConstraints.failures)
        constraints.add(CustomFieldPermissions.constraints)
        constraints.add(CustomerAccessConstraints.failures)
        constraints.add(DisclosurePermissions.constraints)
        constraints.add(PrivacyConstraints.failures)
        constraints.add(FailureCode.sealingConstraints)
        constraints.add(CataloguePermissions.constraints)
        constraints.add(SchedulePermissions.constraints)
        constraints.add(VisitPermissions.constraints)
        constraints.add(ConsultationPermissions.constraints)
        constraints.add(LeadPermissions.constraints)
        constraints.add(OnlineRequestPermissions.constraints)
        return constraints
    }

    /// The parts that everything stands on. Throws when the root key is not the one that the database was sealed under; then
    /// nothing has been written.
    ///
    /// - Parameters:
    ///   - root: the root key where it is open already; asked of the settings' provider otherwise.
    ///   - others: further ones that are open.
    static func deployment(
        _ settings: Settings, application: String, root opened: RootKey? = nil, others: [RootKey] = []
    ) async throws -> Deployment {
        let file = try DatabaseFile(contentsOf: settings.databaseFile)
        var pool = Database.Configuration(url: file.appURL)
        pool.poolSize = try settings.number(.poolSize, in: 1...200)
        pool.preparedStatements = try settings.isOn(.preparedStatements)
        pool.applicationName = application
        var signIn = Database.Configuration(url: file.authURL)
        signIn.poolSize = 4
        signIn.preparedStatements = pool.preparedStatements
        signIn.fetchConnections = 1
        signIn.applicationName = application + "-auth"
        let root = try opened ?? settings.rootKey()
        if try settings.isOn(.hardened) { pool.signer = ContextKey(root: root) }
        let database = Database(pool)
        let roots = RootKeys(root, others: others + settings.otherRootKeys()) { settings.otherRootKeys() }
        try await RootKeyCheck.confirm(roots, in: database)
        let shares = try await CustomerShares.open(
            at: settings.sharesFile, ledger: settings.erasureLedger, in: database, at: SystemClock().now())
        let deployment = Deployment(
            database: database, signIn: Database(signIn), keys: KeyRing(roots: roots, database: database, shares: shares),
            clock: SystemClock(), catalog: catalog, outbound: AddressGuard(allowing: try settings.networks(.webhookNetworks)),
            signing: try AuditComposition.signing(settings), blobs: try settings.blobs())
        try await DeploymentProvisioning.run(on: deployment, at: deployment.clock.now())
        return deployment
    }

    /// The same deployment for jobs: with database connections of their own, so that neither requests nor jobs keep the other waiting.
    static func jobsDeployment(of deployment: Deployment, places: Int) -> Deployment {
        var pool = deployment.database.configuration
        pool.poolSize = places + 2
        pool.fetchConnections = 1
        pool.applicationName += "-jobs"
        return Deployment(
            database: Database(pool), signIn: deployment.signIn, keys: deployment.keys, clock: deployment.clock,
            catalog: deployment.catalog,
            passwords: deployment.passwords, outbound: deployment.outbound, signing: deployment.signing, blobs: deployment.blobs)
    }

    /// Where the two listeners are.
    static func listeners(_ settings: Settings) throws -> EdgeConfiguration {
        var configuration = EdgeConfiguration()
        configuration.host = settings[.host]
        configuration.port = try settings.number(.port, in: 0...65535)
        configuration.adminHost = settings[.adminHost]
        configuration.adminPort = try settings.number(.adminPort, in: 0...65535)
        return configuration
    }

    /// The edge, with what the settings say of it.
    static func edge(
        _ deployment: Deployment, _ settings: Settings, tls: TLSIdentity?, readiness: Readiness, metrics: Metrics, sink: LogSink,
        logger: Logger
    ) throws -> Edge {
        var configuration = try listeners(settings)
        configuration.tls = tls
        configuration.trustedProxies = try settings.trustedProxies()
        configuration.constraints = constraints
        configuration.violationTexts = FailureCode.identityViolations
        configuration.permissionNames = catalog.actionNames
        // As many as the database works on, transactions and reads: what waits, waits where places are shared fairly.
        let pool = deployment.database.configuration
        configuration.limits.inFlight = max(48, pool.poolSize + pool.fetchConnections * pool.fetchDepth)
        configuration.logsAccess = try settings.isOn(.accessLog)
        configuration.swaggerUIDirectory = settings[.swaggerUI].isEmpty ? nil : settings[.swaggerUI]
        configuration.webAppDirectory = settings[.webApp].isEmpty ? nil : settings[.webApp]
        let addressRate = try settings.number(.addressRate, in: 0...10_000_000)
        configuration.addressRate = addressRate == 0 ? nil : RateLimit(perMinute: addressRate, burst: max(60, addressRate / 10))
        let tenantRate = try settings.number(.tenantRate, in: 0...10_000_000)
        configuration.tenantRate = tenantRate == 0 ? nil : RateLimit(perMinute: tenantRate, burst: max(60, tenantRate / 6))
        return try Edge(
            configuration, endpoints: endpoints(deployment), authenticator: deployment.sessions, readiness: readiness, metrics: metrics,
            logger: logger, sink: sink, clock: deployment.clock, tenantRate: { deployment.sessions.requestsPerMinute(of: $0) },
            visited: { try await SupportVisits.record($1, $2, $0, on: deployment) }
        ) { call, action in
            await Denials.record(action, call, on: deployment, logger: logger)
        }
    }
}

/// Refused permissions are part of the audit trail.
enum Denials {
    static func record(_ action: Action, _ call: Call, on deployment: Deployment, logger: Logger) async {
        guard let actor = call.actor else { return }
        do {
            let keys = try await deployment.keys.keys(of: actor.tenant)
            let object = action.name.split(separator: ".").last.map(String.init) ?? "request"
            try await AuditTrail.recordDenied(
                AuditEvent(action, on: object), as: actor, keys: keys, at: call.now, in: deployment.database)
        } catch {
            // The caller is refused all the same; that the refusal could not be written down is a fault to look at.
            logger.error("a refusal could not be recorded", metadata: ["error": "\(type(of: error))"])
        }
    }
}
