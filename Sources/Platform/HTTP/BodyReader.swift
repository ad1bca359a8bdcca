internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore

/// Reads a whole body, within its limit. How fast it must come is the connection's business.
enum BodyReader {
    /// The body's bytes. Throws `Failure(.tooLarge)` as soon as that is certain, and `.malformedRequest` when the body
    /// is cut short: a connection that ends early looks like an end to the layers below.
    static func read(_ request: HummingbirdCore.Request, limit: Int) async throws -> [UInt8] {
        var expected: Int?
        if let text = request.headers[.contentLength] {
            guard let length = Int(text), length >= 0 else { throw Failure(.malformedRequest) }
            guard length <= limit else { throw Failure(.tooLarge) }
            expected = length
        } else if request.headers[.transferEncoding] == nil {
            return []
        }
        if expected == 0 { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected ?? 0)
        do {
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= limit else { throw Failure(.tooLarge) }
                bytes.append(contentsOf: buffer.readableBytesView)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.malformedRequest, cause: error)
        }
        if let expected, bytes.count != expected { throw Failure(.malformedRequest) }
        return bytes
    }
}
