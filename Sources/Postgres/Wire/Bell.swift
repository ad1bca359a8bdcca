internal import CLibPQ
internal import Glibc

/// Wakes a thread that sleeps in `poll`: an eventfd. Ringing twice before the sleeper looks is one ring.
final class Bell: Sendable {
    let descriptor: Int32

    init() {
        let descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        precondition(descriptor >= 0, "out of file descriptors")
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    func ring() {
        _ = eventfd_write(descriptor, 1)
    }

    /// Makes it silent again.
    func hush() {
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(descriptor, &count)
    }
}

/// What `poll` is asked and answers.
struct Readiness: OptionSet {
    let rawValue: Int16
    static let readable = Readiness(rawValue: Int16(POLLIN))
    static let writable = Readiness(rawValue: Int16(POLLOUT))
    static let broken = Readiness(rawValue: Int16(POLLERR | POLLHUP | POLLNVAL))

    /// Sleeps until one of the descriptors is ready, the instant passes (nil: never) or a signal arrives.
    static func wait(
        _ descriptors: [(descriptor: Int32, interest: Readiness)], until deadline: ContinuousClock.Instant?
    ) -> [Readiness] {
        var timeout: Int32 = -1
        if let deadline {
            let left = ContinuousClock.now.duration(to: deadline)
            timeout = Int32(clamping: left.wholeMilliseconds)
        }
        return unsafe withUnsafeTemporaryAllocation(of: pollfd.self, capacity: descriptors.count) { polled in
            for (index, one) in descriptors.enumerated() {
                unsafe polled.initializeElement(
                    at: index, to: pollfd(fd: one.descriptor, events: one.interest.rawValue, revents: 0))
            }
            let ready = unsafe poll(polled.baseAddress, nfds_t(descriptors.count), timeout)
            return descriptors.indices.map { ready > 0 ? unsafe Readiness(rawValue: polled[$0].revents) : [] }
        }
    }
}

extension Duration {
    /// Rounded up, never negative: what `poll` and `statement_timeout` count in.
    var wholeMilliseconds: Int64 {
        if self <= .zero { return 0 }
        let (seconds, attoseconds) = components
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return overflow ? .max : milliseconds &+ (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
