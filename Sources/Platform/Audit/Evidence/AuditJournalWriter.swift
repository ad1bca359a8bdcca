internal import FoundationEssentials
internal import JSON
public import ServiceLifecycle

/// Writes acknowledged events into the server's log, every few seconds and when the server stops.
///
/// A line: `{"message": "audit acknowledged", "run", "sequence", "tenant", "count", "events": [ids]}`. `run` names this start of
/// the server, `sequence` counts its lines, so a line that was taken out of the log is missed.
public final class AuditJournalWriter: Service {
    static let message = "audit acknowledged"
    private static let idsInLine = 500

    private let journal: AuditJournal
    private let sink: LogSink
    private let clock: any WallClock
    private let every: Duration
    private let id = ID<AuditJournal>(UUID())

    public init(_ journal: AuditJournal = .process, sink: LogSink, clock: any WallClock = SystemClock(), every: Duration = .seconds(10)) {
        self.journal = journal
        self.sink = sink
        self.clock = clock
        self.every = every
    }

    public func run() async throws {
        journal.open()
        defer { journal.close() }
        let sequence = await cancelWhenGracefulShutdown {
            var sequence: Int64 = 0
            while !Task.isCancelled {
                try? await Task.sleep(for: self.every)
                self.write(&sequence)
            }
            return sequence
        }
        // What was committed while the last line was written.
        var last = sequence
        write(&last)
    }

    /// Writes what was gathered.
    func write(_ sequence: inout Int64) {
        for (tenant, events) in journal.take() {
            for first in stride(from: 0, to: events.count, by: Self.idsInLine) {
                let part = events[first..<min(first + Self.idsInLine, events.count)]
                sequence += 1
                let line: JSONValue = [
                    "time": .string(clock.now().description), "level": "info", "logger": "audit", "message": .string(Self.message),
                    "run": .string(id.description), "sequence": .integer(sequence), "tenant": .string(ID<Tenant>(tenant).description),
                    "count": .integer(Int64(part.count)), "events": .array(part.map { .string(ID<AuditEvent>($0).description) }),
                ]
                sink.write(line.serialized, now: true)
            }
        }
    }
}
