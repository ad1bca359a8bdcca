internal import Synchronization

/// A body that is too large to be held at once: taken piece by piece, while the rest is still on its way. The caller is read from no
/// faster than pieces are taken.
public final class UploadStream: Sendable {
    private let arriving: ArrivingBody?
    private let whole: Mutex<[UInt8]?>

    init(_ arriving: ArrivingBody) {
        self.arriving = arriving
        whole = Mutex(nil)
    }

    init(_ bytes: [UInt8]) {
        arriving = nil
        whole = Mutex(bytes.isEmpty ? nil : bytes)
    }

    /// The next bytes; nil after the last. Throws when the body is too large, too slow, or cut short.
    public func next() async throws -> [UInt8]? {
        if let arriving { return try await arriving.next() }
        return whole.withLock { whole in
            let bytes = whole
            whole = nil
            return bytes
        }
    }
}
