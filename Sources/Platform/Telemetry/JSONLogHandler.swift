internal import JSON
public import Logging

/// Writes log records as JSON, one a line, with only what may be known.
///
/// Metadata passes an allow-list by name: everything else keeps its name and loses its value. Messages pass
/// ``Redaction``.
public struct JSONLogHandler: LogHandler {
    /// Metadata that may carry its value: words and numbers of the program.
    public static let allowedMetadata: Set<String> = [
        "request", "route", "method", "status", "code", "error", "durationMicroseconds", "job", "attempt", "count",
        "check", "listener", "host", "port", "version", "state", "kind", "constraint", "sqlState", "service", "signal", "seed",
        "hb.request.id", "migration", "tenant", "batch", "pool",
    ]

    public var metadata: Logger.Metadata = [:]
    public var logLevel = Logger.Level.info

    private let label: String
    private let sink: LogSink
    private let clock: any WallClock

    /// A handler for one label; pass it to `LoggingSystem.bootstrap` with a sink that all share.
    public init(label: String, sink: LogSink, clock: any WallClock = SystemClock()) {
        self.label = label
        self.sink = sink
        self.clock = clock
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.beginObject()
        writer.key("time")
        writer.string(clock.now().description)
        writer.key("level")
        writer.string(event.level.rawValue)
        writer.key("logger")
        writer.string(label)
        writer.key("message")
        writer.string(Redaction.clean(event.message.description))
        if let error = event.error {
            // The type only: an error's text may quote anything.
            writer.key("error")
            writer.string(String(reflecting: type(of: error)))
        }
        var all = metadata
        if let more = event.metadata { all.merge(more) { $1 } }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) where !(name == "error" && event.error != nil) {
            writer.key(Redaction.clean(name))
            if JSONLogHandler.allowedMetadata.contains(name) {
                writer.string(Redaction.clean(value.description))
            } else {
                writer.string("[redacted]")
            }
        }
        writer.endObject()
        sink.write(writer.finish(), now: event.level >= .notice)
    }
}
