internal import Glibc

/// A TCP connection whose every wait ends with a deadline. Closes with the object.
final class Socket: ByteChannel {
    let descriptor: Int32

    /// Connects. Throws `unreachable`, also where nobody answers until the deadline: nothing was said yet, so another address may be asked.
    init(to address: String, port: Int, deadline: ContinuousClock.Instant) throws(CourierError) {
        guard let port = UInt16(exactly: port) else { throw .unreachable }
        var v4 = sockaddr_in()
        v4.sin_family = sa_family_t(AF_INET)
        v4.sin_port = port.bigEndian
        var v6 = sockaddr_in6()
        v6.sin6_family = sa_family_t(AF_INET6)
        v6.sin6_port = port.bigEndian
        let isV4 = unsafe inet_pton(AF_INET, address, &v4.sin_addr) == 1
        guard unsafe isV4 || inet_pton(AF_INET6, address, &v6.sin6_addr) == 1 else { throw .unreachable }
        let made = socket(isV4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard made >= 0 else { throw .unreachable }
        descriptor = made
        let status =
            if isV4 {
                unsafe withUnsafeBytes(of: &v4) {
                    unsafe connect(made, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
                }
            } else {
                unsafe withUnsafeBytes(of: &v6) {
                    unsafe connect(made, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
                }
            }
        if status == 0 { return }
        guard errno == EINPROGRESS else { throw .unreachable }
        do throws(CourierError) {
            try wait(for: Int16(POLLOUT), until: deadline)
        } catch {
            throw .unreachable
        }
        var problem: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(made, SOL_SOCKET, SO_ERROR, &problem, &length) == 0, problem == 0 else { throw .unreachable }
    }

    deinit {
        close(descriptor)
    }

    /// Waits until something can be read or written. Throws `timeout`.
    func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(CourierError) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { throw .timeout }
            var polled = pollfd(fd: descriptor, events: events, revents: 0)
            let milliseconds = left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            let ready = unsafe poll(&polled, 1, Int32(clamping: milliseconds))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .noAnswer }
        }
    }

    func send(_ bytes: [UInt8], deadline: ContinuousClock.Instant) throws(CourierError) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(descriptor, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if count < 0, errno == EAGAIN {
                try wait(for: Int16(POLLOUT), until: deadline)
            } else if count < 0, errno == EINTR {
                continue
            } else {
                throw .noAnswer
            }
        }
    }

    func receive(deadline: ContinuousClock.Instant) throws(CourierError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count >= 0 { return Array(buffer[..<count]) }
            switch errno {
            case EAGAIN: try wait(for: Int16(POLLIN), until: deadline)
            case EINTR: continue
            default: throw .noAnswer
            }
        }
    }
}
