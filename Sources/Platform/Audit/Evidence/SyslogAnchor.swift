internal import Glibc
internal import Vault

/// The system's log, or another machine's: one line a note, with the note's number and the hash of what was signed. The
/// note itself stays in the database; the line tells which one it must be.
///
/// `syslog:` and `syslog:/path` speak to a local socket (RFC 3164's short form), `syslog:host:port` sends UDP (RFC 5424).
public struct SyslogAnchor: NoteAnchor {
    private enum Place: Sendable {
        case socket(String)
        case remote(host: String, port: String)
    }

    /// Facility 13 (log audit), severity 5 (notice).
    private static let priority = 13 * 8 + 5

    public let name: String
    private let place: Place
    private let clock: any WallClock

    /// Reads what follows `syslog:`; nil when it is none of the forms.
    public init?(_ text: String, clock: any WallClock = SystemClock()) {
        name = "syslog:" + text
        self.clock = clock
        if text.isEmpty {
            place = .socket("/dev/log")
        } else if text.first == "/" {
            place = .socket(text)
        } else {
            let parts = text.split(separator: ":").map(String.init)
            guard parts.count == 2, let port = UInt16(parts[1]), port > 0 else { return nil }
            place = .remote(host: parts[0], port: parts[1])
        }
    }

    public func deliver(_ notes: [AnchoredNote]) async throws {
        let (descriptor, isLocal) = try connect()
        defer { close(descriptor) }
        for note in notes {
            let told = "\(AuditNote.origin.dropLast(2)) \(note.number) sha256 \(Hex.encode(note.digest))"
            let head = isLocal ? "peony[\(getpid())]:" : "1 \(clock.now()) - peony \(getpid()) audit -"
            let message = Array("<\(SyslogAnchor.priority)>\(head) \(told)".utf8)
            let sent = send(descriptor, message, message.count, Int32(MSG_NOSIGNAL))
            guard sent == message.count else { throw SyslogAnchor.failure("cannot send") }
        }
    }

    private func connect() throws -> (Int32, isLocal: Bool) {
        switch place {
        case .socket(let path): (try SyslogAnchor.local(path), true)
        case .remote(let host, let port): (try SyslogAnchor.remote(host, port), false)
        }
    }

    private static func local(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw AnchorError("the socket's path is too long") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw failure("cannot open a socket") }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        guard status == 0 else {
            let error = failure("cannot reach the socket")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func remote(_ host: String, _ port: String) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &found) == 0, let first = found else { throw AnchorError("the host is not known") }
        defer { freeaddrinfo(found) }
        let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
        guard descriptor >= 0 else { throw failure("cannot open a socket") }
        guard Glibc.connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            let error = failure("cannot reach the host")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func failure(_ action: String) -> AnchorError {
        AnchorError("\(action): \(String(cString: strerror(errno)))")
    }
}
