internal import HTTPTypes

/// The headers that make a request conditional or repeatable, checked before the handler runs.
enum Preconditions {
    /// The version in If-Match: `"7"`. A weak, listed or malformed one can match nothing, so it is stale.
    static func expectedVersion(_ headers: HTTPFields, required: Bool) throws -> Int64? {
        guard let text = headers[.ifMatch] else {
            if required { throw Failure(.versionRequired) }
            return nil
        }
        let digits = text.utf8.dropFirst().dropLast()
        guard text.utf8.first == UInt8(ascii: "\""), text.utf8.last == UInt8(ascii: "\""), !digits.isEmpty,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let version = Int64(Substring(digits))
        else { throw Failure(.stale) }
        return version
    }

    /// The Idempotency-Key: 8 to 128 visible ASCII characters.
    static func idempotencyKey(_ headers: HTTPFields, _ rule: Endpoint.Idempotency) throws -> String? {
        guard rule != .none else { return nil }
        guard let key = headers[.idempotencyKey] else {
            if rule == .required { throw Failure(.idempotencyKeyRequired) }
            return nil
        }
        guard (8...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw Failure(
                .malformedRequest,
                detail: LocalizedText(
                    "Idempotency-Key 须为 8 至 128 个可见 ASCII 字符",
                    "Idempotency-Key must be 8 to 128 visible ASCII characters"))
        }
        return key
    }
}
