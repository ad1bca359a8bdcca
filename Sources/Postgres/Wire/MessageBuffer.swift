internal import Glibc

/// Bytes as they come from the server, cut into messages: a letter, the length in four bytes, the body.
struct MessageBuffer {
    /// The letter says what a message is, and the reader starts at its body.
    typealias Message = (kind: UInt8, body: MessageReader)

    /// No answer of ours is longer; a length beyond it is no length.
    private static let longest = 1 << 30
    private static let smallestRead = 8 << 10

    private var bytes = [UInt8](repeating: 0, count: 32 << 10)
    private var start = 0
    private var end = 0

    /// Reads what the socket has; false when the other side has ended.
    mutating func fill(from descriptor: Int32) -> Bool {
        while true {
            makeRoom()
            let room = bytes.count - end
            let read = unsafe bytes.withUnsafeMutableBytes { bytes in
                unsafe recv(descriptor, bytes.baseAddress.map { unsafe $0 + end }, room, Int32(MSG_DONTWAIT))
            }
            if read < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN || errno == EWOULDBLOCK
            }
            end += read
            // Less than there was room for is all there was.
            if read < room { return read > 0 }
        }
    }

    /// Lends the next whole message; false when there is none yet.
    mutating func next(_ take: (UInt8, inout MessageReader) throws(PostgresError) -> Void) throws(PostgresError) -> Bool {
        guard end - start >= 5 else { return false }
        let length = (1...4).reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
        guard length >= 4, length <= MessageBuffer.longest else { throw MessageReader.violation }
        guard end - start > length else { return false }
        let (kind, body) = (bytes[start], (start + 5)..<(start + 1 + length))
        start += 1 + length
        try unsafe bytes.withUnsafeBufferPointer { bytes throws(PostgresError) in
            var reader = unsafe MessageReader(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[body]))
            try take(kind, &reader)
        }
        return true
    }

    private mutating func makeRoom() {
        if start == end { (start, end) = (0, 0) }
        guard bytes.count - end < MessageBuffer.smallestRead else { return }
        if start > 0 {
            bytes.removeSubrange(..<start)
            bytes += repeatElement(0, count: start)
            (start, end) = (0, end - start)
        }
        if bytes.count - end < MessageBuffer.smallestRead { bytes += repeatElement(0, count: bytes.count) }
    }
}

/// Reads the body of a message; every length is checked against the bytes that are there.
@safe struct MessageReader {
    static let violation = PostgresError(.connectionLost, message: "the server broke the protocol")

    private let body: UnsafeRawBufferPointer
    private var position = 0

    init(_ body: UnsafeRawBufferPointer) {
        unsafe self.body = unsafe body
    }

    /// What was not read yet.
    var rest: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(rebasing: body[position...]) }

    mutating func integer<Integer: FixedWidthInteger>(as: Integer.Type = Integer.self) throws(PostgresError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard unsafe body.count - position >= size else { throw MessageReader.violation }
        defer { position += size }
        return unsafe Integer(bigEndian: body.loadUnaligned(fromByteOffset: position, as: Integer.self))
    }

    mutating func skip(_ count: Int) throws(PostgresError) {
        guard count >= 0, unsafe body.count - position >= count else { throw MessageReader.violation }
        position += count
    }

    /// Text up to its 0.
    mutating func text() throws(PostgresError) -> String {
        guard let end = unsafe body[position...].firstIndex(of: 0) else { throw MessageReader.violation }
        defer { position = end + 1 }
        return unsafe String(decoding: body[position..<end], as: UTF8.self)
    }
}
