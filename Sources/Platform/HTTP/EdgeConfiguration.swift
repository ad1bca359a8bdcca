/// How the edge listens and what it puts up with.
public struct EdgeConfiguration: Sendable {
    /// Where the API listens.
    public var host = "127.0.0.1"
    public var port = 8080
    /// Where /metrics, /health and /ready listen; not for the public.
    public var adminHost = "127.0.0.1"
    public var adminPort = 9090
    /// The certificate and key with which the API speaks TLS; nil where a proxy does. The admin listener never does.
    public var tls: TLSIdentity?
    public var limits = EdgeLimits()
    /// Peers whose forwarded headers are believed.
    public var trustedProxies: [NetworkRange] = []
    /// For each address (each /64 of IPv6); nil for none. A whole clinic may sit behind one address.
    public var addressRate: RateLimit? = RateLimit(perMinute: 6000, burst: 600)
    /// For each tenant; nil for none.
    public var tenantRate: RateLimit? = RateLimit(perMinute: 12_000, burst: 2000)
    /// When neither the request nor the session names a language.
    public var defaultLanguage = Language.chinese
    /// The name of the product in the API's description.
    public var title = LocalizedText("芍药 API", "Peony API")
    /// A folder with Swagger UI's files; looked for where Debian puts them when nil.
    public var swaggerUIDirectory: String?
    /// A folder with the built web app; none is served when nil.
    public var webAppDirectory: String?
    /// Texts of violation codes that features add to the platform's.
    public var violationTexts: [String: LocalizedText] = [:]
    /// What permissions are called, for whoever lacks one; one that is not named here is called by its word.
    public var permissionNames: [Action: LocalizedText] = [:]
    /// Which failure a violated constraint means.
    public var constraints = ConstraintFailures()
    /// Whether every request is one line of the log.
    public var logsAccess = true
    /// Whether those lines name the tenant: for finding faults, not for every day.
    public var logsTenant = false

    /// The defaults.
    public init() {}
}

/// What one caller can ask of the server at most. Every number has an end.
public struct EdgeLimits: Sendable {
    public var uriBytes = 8 << 10
    public var headerCount = 100
    public var headerBytes = 32 << 10
    public var bodyBytes = 1 << 20
    /// From the first byte of a request to the end of its headers.
    public var headerDeadline = Duration.seconds(10)
    /// From the end of the headers to the end of the body.
    public var bodyDeadline = Duration.seconds(30)
    /// Slower bodies are refused, after a short grace.
    public var bodyBytesPerSecond = 1 << 10
    public var bodyGrace = Duration.seconds(5)
    /// The same for files, which endpoints of their own take.
    public var uploadDeadline = Duration.seconds(900)
    public var uploadBytesPerSecond = 16 << 10
    /// Files that come in at once; a file may take minutes and must not hold a place of the others.
    public var uploadsInFlight = 16
    /// How long a connection may be silent between requests, and how long a caller may not read its answer.
    public var keepAlive = Duration.seconds(60)
    /// How long a handler may work.
    public var requestDeadline = Duration.seconds(15)
    /// Requests at work at once. More than the database works on only move the waiting to where it is not shared fairly.
    public var inFlight = 256
    /// Requests that wait for a place.
    public var queue = 1024
    public var queueDeadline = Duration.seconds(2)
    /// How much of the queue one tenant may fill. Of the places it holds no more than others while others wait.
    public var tenantSharePercent = 40
    /// How long requests may go on after the server was asked to stop, and when it is gone for certain.
    public var drain = Duration.seconds(20)
    public var exit = Duration.seconds(25)

    /// The defaults.
    public init() {}
}
