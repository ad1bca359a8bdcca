internal import HTTPTypes

/// What the edge counts: every request by route template, method and class of status. All series exist from the start,
/// so recording is a look into an array.
struct EdgeMetrics: Sendable {
    private struct Route: Sendable {
        let duration: Histogram
        /// By status class, 1xx to 5xx.
        let answers: [Counter]
    }

    private static let classes = ["1xx", "2xx", "3xx", "4xx", "5xx"]

    private let routes: [Route]
    private let unmatched: Route
    private let refusals: Counter

    init(_ endpoints: [Endpoint], in metrics: Metrics, load: @escaping @Sendable () -> (working: Int, waiting: Int)) {
        func route(_ template: String, _ method: String) -> Route {
            let labels = [("route", template), ("method", method)]
            return Route(
                duration: metrics.histogram(
                    "peony_http_request_duration_seconds", help: "Time from a request's head to its answer.",
                    labels: labels),
                answers: EdgeMetrics.classes.map {
                    metrics.counter(
                        "peony_http_requests_total", help: "Requests answered.", labels: labels + [("status", $0)])
                })
        }
        routes = endpoints.map { route($0.path, $0.method.rawValue) }
        unmatched = route("unmatched", "any")
        refusals = metrics.counter(
            "peony_http_connection_refusals_total", help: "Requests refused before they were read.")
        metrics.gauge("peony_http_requests_working", help: "Requests at work now.") { Double(load().working) }
        metrics.gauge("peony_http_requests_waiting", help: "Requests waiting for a place.") { Double(load().waiting) }
    }

    /// Counts an answer; nil is a path that no endpoint has.
    func record(route position: Int?, status: Int, _ duration: Duration) {
        let route = position.map { routes[$0] } ?? unmatched
        route.duration.record(duration)
        route.answers[min(max(status / 100, 1), 5) - 1].add()
    }

    /// Counts what the connection refused by itself.
    func recordRefusal() { refusals.add() }
}
