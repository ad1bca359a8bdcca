internal import Synchronization

/// Hears NOTIFY on a connection of its own, and connects again when it is lost.
///
/// LISTEN belongs to a session: behind a transaction pooler this needs a direct connection.
public final class Listener: Sendable {
    /// What a listener tells.
    public enum Event: Sendable, Hashable {
        /// Somebody notified a channel.
        case notification(channel: String, payload: String)
        /// Listening has begun, for the first time or again: what was said before is lost, so drop what is cached.
        case reconnected
    }

    /// Everything heard, for one consumer; ends after `close`. When it falls 1,024 events behind, new ones are
    /// dropped and a `.reconnected` follows instead.
    public let events: AsyncStream<Event>
    private let ear: Ear

    /// Starts to listen; connects in the background.
    public init(url: String, channels: [SQLIdentifier], applicationName: String = "peony-listener") {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingOldest(1_024))
        self.events = events
        ear = Ear(
            settings: ConnectionSettings(url: url, applicationName: applicationName, preparedStatements: false),
            channels: channels, continuation: continuation)
        let ear = ear
        if !DatabaseThread.start({ ear.listen() }) { continuation.finish() }
    }

    deinit {
        ear.close()
    }

    /// Stops listening; `events` ends and the connection closes.
    public func close() {
        ear.close()
    }
}

/// The listener's thread. Apart from `Listener`, so that letting go of the listener ends the thread.
private final class Ear: Sendable {
    private let settings: ConnectionSettings
    private let channels: [SQLIdentifier]
    private let continuation: AsyncStream<Listener.Event>.Continuation
    private let bell = Bell()
    private let isClosing = Atomic<Bool>(false)

    init(
        settings: ConnectionSettings, channels: [SQLIdentifier],
        continuation: AsyncStream<Listener.Event>.Continuation
    ) {
        self.settings = settings
        self.channels = channels
        self.continuation = continuation
    }

    func close() {
        isClosing.store(true, ordering: .sequentiallyConsistent)
        bell.ring()
    }

    /// The thread's whole life.
    func listen() {
        var failures = 0
        while !mustClose {
            do {
                let wire = try subscribe()
                failures = 0
                try relay(wire)
            } catch {
                failures = min(failures + 1, 6)
                // 50 ms … 3.2 s, spread, so that many servers do not return in step.
                let delay = Duration.milliseconds(50 << failures) * Double.random(in: 0.5...1)
                pause(until: .now + delay)
            }
        }
        continuation.finish()
    }

    private var mustClose: Bool { isClosing.load(ordering: .sequentiallyConsistent) }

    private func pause(until instant: ContinuousClock.Instant) {
        while !mustClose, ContinuousClock.now < instant {
            _ = Readiness.wait([(bell.descriptor, .readable)], until: instant)
            bell.hush()
        }
    }

    private func subscribe() throws(PostgresError) -> Wire {
        let wire = try Wire(settings)
        for channel in channels { try wire.send("listen \(channel)") }
        try wire.sync()
        let unit = try wire.receive(Interrupt(deadline: .now + .seconds(5)), bell: nil)
        if let failure = unit.failure { throw failure }
        return wire
    }

    private func relay(_ wire: Wire) throws(PostgresError) {
        var hasGap = !tell(.reconnected)
        while !mustClose {
            while let (channel, payload) = wire.takeNotification() {
                if !hasGap { hasGap = !tell(.notification(channel: channel, payload: payload)) }
            }
            // After a gap the consumer must learn of it, as soon as there is room.
            if hasGap { hasGap = !tell(.reconnected) }
            let ready = Readiness.wait(
                [(bell.descriptor, .readable), (wire.descriptor, .readable)],
                until: hasGap ? .now + .milliseconds(100) : nil)
            if !ready[0].isEmpty { bell.hush() }
            if !ready[1].isEmpty { try wire.pump() }
        }
    }

    /// False when the consumer has fallen behind.
    private func tell(_ event: Listener.Event) -> Bool {
        if case .dropped = continuation.yield(event) { false } else { true }
    }
}
