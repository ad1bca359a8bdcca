internal import NIOCore

/// When a connection must have got further. One scheduled task is enough: it looks at the deadline when it fires, and goes
/// on if that has moved; moving it costs nothing.
final class ConnectionTimer {
    private let loop: any EventLoop
    /// Called on the loop, once for each deadline that passes.
    var onExpiry: () -> Void = {}
    private var deadline: NIODeadline?
    private var scheduled: (task: Scheduled<Void>, at: NIODeadline)?
    /// The server stops: from now on a deadline only comes nearer.
    private(set) var isDraining = false

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Sets the deadline.
    func expect(in duration: Duration) { expect(at: .now() + TimeAmount(duration)) }

    /// Sets the deadline.
    func expect(at next: NIODeadline) {
        deadline = isDraining ? min(next, deadline ?? next) : next
        schedule()
    }

    /// Bounds all that follows.
    func drain(in duration: Duration) {
        isDraining = true
        expect(in: duration)
    }

    func stop() {
        deadline = nil
        scheduled?.task.cancel()
        scheduled = nil
    }

    private func schedule() {
        guard let deadline else { return }
        if let scheduled {
            guard deadline < scheduled.at else { return }
            scheduled.task.cancel()
        }
        scheduled = (loop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in fire() }, deadline)
    }

    private func fire() {
        scheduled = nil
        guard let deadline else { return }
        if NIODeadline.now() < deadline { return schedule() }
        self.deadline = nil
        onExpiry()
    }
}
