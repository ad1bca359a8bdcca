public import Glibc
internal import Synchronization

/// Where log lines go: one file descriptor, written whole lines at a time.
///
/// Lines are gathered while nothing hurries, because a system call for each request's line would be among the dearer
/// parts of a request. Whatever tells of trouble is written at once, with everything before it.
public final class LogSink: Sendable {
    private static let capacity = 32 << 10

    private let descriptor: Int32
    private let lines = Mutex<[UInt8]>([])

    /// A sink on a file descriptor; standard output unless told otherwise.
    public init(descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
    }

    /// Adds a line (without its end).
    func write(_ line: [UInt8], now: Bool) {
        lines.withLock { lines in
            lines.append(contentsOf: line)
            lines.append(UInt8(ascii: "\n"))
            if now || lines.count >= LogSink.capacity { flush(&lines) }
        }
    }

    /// Writes what was gathered.
    public func flush() {
        lines.withLock { flush(&$0) }
    }

    private func flush(_ lines: inout [UInt8]) {
        var start = 0
        while start < lines.count {
            let written = lines[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // A log that cannot be written must not stop the server; the lines are lost.
            guard written > 0 else { break }
            start += written
        }
        lines.removeAll(keepingCapacity: true)
    }
}
