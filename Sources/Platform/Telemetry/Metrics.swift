internal import Synchronization

/// A number that only grows.
public final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    /// A counter at zero; ``Metrics`` makes those that are shown.
    init() {}

    /// Adds to it.
    public func add(_ more: UInt64 = 1) { count.wrappingAdd(more, ordering: .relaxed) }

    /// Where it stands.
    public var value: UInt64 { count.load(ordering: .relaxed) }
}

/// How often something took how long. Buckets are fixed, so that recording is two additions without a lock.
public final class Histogram: Sendable {
    /// Upper bounds in microseconds, and as Prometheus writes them in seconds.
    static let bounds: [(microseconds: Int64, seconds: String)] = [
        (1_000, "0.001"), (2_500, "0.0025"), (5_000, "0.005"), (10_000, "0.01"), (25_000, "0.025"), (50_000, "0.05"),
        (100_000, "0.1"), (250_000, "0.25"), (500_000, "0.5"), (1_000_000, "1"), (2_500_000, "2.5"), (5_000_000, "5"),
        (15_000_000, "15"),
    ]

    private let buckets = (0...Histogram.bounds.count).map { _ in Counter() }
    private let sum = Atomic<UInt64>(0)

    init() {}

    /// Records one duration.
    public func record(_ duration: Duration) {
        let microseconds = max(0, duration.microseconds)
        let bucket = Histogram.bounds.firstIndex { microseconds <= $0.microseconds } ?? Histogram.bounds.count
        buckets[bucket].add()
        sum.wrappingAdd(UInt64(microseconds), ordering: .relaxed)
    }

    /// How many were recorded.
    public var count: UInt64 { buckets.reduce(0) { $0 + $1.value } }

    func write(_ name: String, _ labels: String, to text: inout String) {
        let separator = labels.isEmpty ? "" : ","
        var cumulative: UInt64 = 0
        for (bucket, bound) in zip(buckets, Histogram.bounds.map(\.seconds) + ["+Inf"]) {
            cumulative += bucket.value
            text += "\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(cumulative)\n"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        text += "\(name)_sum\(braces) \(Double(sum.load(ordering: .relaxed)) / 1_000_000)\n"
        text += "\(name)_count\(braces) \(cumulative)\n"
    }
}

/// The numbers of this process in Prometheus' text format. Labels are words from fixed sets; the name of a label that
/// could carry a tenant, a person or a value is refused.
public final class Metrics: Sendable {
    /// The labels that exist. Every one of them has few values, all known to the program.
    public static let labelNames: Set<String> = [
        "route", "method", "status", "pool", "state", "job", "kind", "outcome", "check", "reason",
    ]

    private enum Series: Sendable {
        case counter(Counter)
        case histogram(Histogram)
        case gauge(@Sendable () -> Double)

        var type: String {
            switch self {
            case .counter: "counter"
            case .histogram: "histogram"
            case .gauge: "gauge"
            }
        }
    }

    private struct Family: Sendable {
        let name: String
        let help: String
        var series: [(labels: String, series: Series)]
    }

    private let families = Mutex<[Family]>([])

    /// No numbers yet.
    public init() {}

    /// A new counter under a name, with labels.
    public func counter(_ name: String, help: String, labels: [(String, String)] = []) -> Counter {
        let counter = Counter()
        add(.counter(counter), name, help, labels)
        return counter
    }

    /// A new histogram of durations, in seconds.
    public func histogram(_ name: String, help: String, labels: [(String, String)] = []) -> Histogram {
        let histogram = Histogram()
        add(.histogram(histogram), name, help, labels)
        return histogram
    }

    /// A number that is asked for when somebody looks.
    public func gauge(
        _ name: String, help: String, labels: [(String, String)] = [], value: @escaping @Sendable () -> Double
    ) {
        add(.gauge(value), name, help, labels)
    }

    /// Everything as text, `text/plain; version=0.0.4`.
    public var text: String {
        var text = ""
        for family in families.withLock({ $0 }) {
            text += "# HELP \(family.name) \(family.help)\n"
            if let first = family.series.first { text += "# TYPE \(family.name) \(first.series.type)\n" }
            for (labels, series) in family.series {
                let braces = labels.isEmpty ? "" : "{\(labels)}"
                switch series {
                case .counter(let counter): text += "\(family.name)\(braces) \(counter.value)\n"
                case .gauge(let value): text += "\(family.name)\(braces) \(value())\n"
                case .histogram(let histogram): histogram.write(family.name, labels, to: &text)
                }
            }
        }
        return text
    }

    private func add(_ series: Series, _ name: String, _ help: String, _ labels: [(String, String)]) {
        for (label, _) in labels { precondition(Metrics.labelNames.contains(label), "not a label of ours: \(label)") }
        let text = labels.map { "\($0)=\"\(Metrics.escaped($1))\"" }.joined(separator: ",")
        families.withLock { families in
            if let index = families.firstIndex(where: { $0.name == name }) {
                families[index].series.append((text, series))
            } else {
                families.append(Family(name: name, help: help, series: [(text, series)]))
            }
        }
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
