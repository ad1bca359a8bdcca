internal import HTTPTypes

/// What is known of one request while it is answered, for whoever ends it: the handler or a failure.
struct Exchange {
    let request: ID<Request>
    let now: Instant
    let started: ContinuousClock.Instant
    let method: HTTPRequest.Method
    /// What was asked for, without the query; nil when it was too long to be read.
    var instance: String?
    var origin: Origin
    var language: Language
    /// The position of the endpoint, once it is known.
    var route: Int?
    var tenant: ID<Tenant>?
    /// The methods that a path has, for the Allow header of a 405.
    var allowed: [HTTPRequest.Method] = []
}
