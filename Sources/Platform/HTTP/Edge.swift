internal import HTTPTypes
internal import JSON
public import Logging
internal import Synchronization

/// Where requests come in. It knows limits, callers and endpoints, and nothing of what the endpoints do.
///
/// The order of a request: limits of its head, endpoint, rate by address, who it is, rate by tenant, body, a place to
/// work, permission, conditions, handler. Everything thrown on the way becomes a problem document in one place.
public final class Edge: Sendable {
    let configuration: EdgeConfiguration
    let table: EndpointTable
    /// The position of the web app's page, which answers for every path of the app; nil without the app.
    let webAppPage: Int?
    let authenticator: any Authenticator
    let readiness: Readiness
    let metrics: Metrics
    let clock: any WallClock
    let monotonic: @Sendable () -> ContinuousClock.Instant
    let logger: Logger
    let sink: LogSink?
    let denied: @Sendable (Call, Action) async -> Void
    let visited: @Sendable (Call, Action, String) async throws -> Void

    let admission: Admission
    /// Places for uploads, apart from all others.
    let uploads: Admission
    let deadlines = Deadlines()
    let addressLimiter: RateLimiter<NetworkAddress>?
    let tenantLimiter: RateLimiter<ID<Tenant>>?
    let tenantRate: @Sendable (ID<Tenant>) -> Int?
    let counts: EdgeMetrics
    let texts: ViolationTexts

    /// An edge over these endpoints.
    ///
    /// - Parameters:
    ///   - endpoints: everything but the documentation, which the edge adds itself.
    ///   - tenantRate: requests a minute of one tenant where it has a rate of its own; asked at every request.
    ///   - visited: told of every look of a visiting operator before it happens, with the route; what throws refuses it.
    ///   - denied: told of every refused permission, so that the audit trail records it.
    ///   - sink: where access lines go; none without.
    ///   - monotonic: the clock of deadlines, which never steps.
    public init(
        _ configuration: EdgeConfiguration, endpoints: [Endpoint], authenticator: any Authenticator,
        readiness: Readiness = Readiness(), metrics: Metrics = Metrics(), logger: Logger, sink: LogSink? = nil,
        clock: any WallClock = SystemClock(),
        monotonic: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
        tenantRate: @escaping @Sendable (ID<Tenant>) -> Int? = { _ in nil },
        visited: @escaping @Sendable (Call, Action, String) async throws -> Void = { _, _, _ in throw Failure(.forbidden) },
        denied: @escaping @Sendable (Call, Action) async -> Void
    ) throws {
        let described = try EndpointTable(endpoints)
        let documentation = Documentation(directory: configuration.swaggerUIDirectory)
        let webApp = try configuration.webAppDirectory.map { try WebApp(directory: $0) }
        let table = try EndpointTable(
            endpoints + [Edge.health, Edge.ready(readiness), Edge.openAPI(described, configuration.title)] + documentation.endpoints
                + (webApp?.endpoints ?? []))
        let admission = Admission(configuration.limits)
        self.configuration = configuration
        self.table = table
        webAppPage = webApp == nil ? nil : table.all.firstIndex { $0.path == "/" }
        self.authenticator = authenticator
        self.readiness = readiness
        self.metrics = metrics
        self.clock = clock
        self.monotonic = monotonic
        self.logger = logger
        self.sink = sink
        self.denied = denied
        self.visited = visited
        self.admission = admission
        var ofUploads = configuration.limits
        ofUploads.inFlight = configuration.limits.uploadsInFlight
        ofUploads.queue = configuration.limits.uploadsInFlight
        uploads = Admission(ofUploads)
        self.tenantRate = tenantRate
        addressLimiter = configuration.addressRate.map { RateLimiter($0) }
        tenantLimiter = configuration.tenantRate.map { RateLimiter($0) }
        counts = EdgeMetrics(table.all, in: metrics) { admission.load }
        texts = ViolationTexts(adding: configuration.violationTexts)
    }

    /// What waits or works for too long is ended here; called by the service ten times a second, and by tests at will.
    public func tick() {
        let now = monotonic()
        admission.expire(now: now)
        uploads.expire(now: now)
        deadlines.expire(now: now)
        sink?.flush()
    }

    /// `/health`: the process answers.
    private static var health: Endpoint {
        var endpoint = Endpoint(
            .get, "/health", access: .anonymous, tag: "health", summary: LocalizedText("存活检查", "Alive")
        ) { _ in .text("ok\n") }
        endpoint.isDescribed = false
        return endpoint
    }

    /// `/ready`: the server wants requests; a load balancer asks on the port that it sends them to.
    private static func ready(_ readiness: Readiness) -> Endpoint {
        var endpoint = Endpoint(
            .get, "/ready", access: .anonymous, tag: "health", summary: LocalizedText("就绪检查", "Ready")
        ) { _ in
            let failed = await readiness.failures()
            guard failed.isEmpty else { throw Failure(notReady: failed) }
            return .text("ready\n")
        }
        endpoint.isDescribed = false
        return endpoint
    }

    private static func openAPI(_ table: EndpointTable, _ title: LocalizedText) -> Endpoint {
        var endpoint = Endpoint(
            .get, "/v1/openapi.json", access: .anonymous, tag: "docs",
            summary: LocalizedText("调用者可用的接口说明", "What the caller may use")
        ) { call in
            .json(table.openAPI(for: call.actor?.rights, title: title, language: call.language).serialized)
        }
        endpoint.welcomesAnonymous = true
        endpoint.isDescribed = false
        return endpoint
    }
}
