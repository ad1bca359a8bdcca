internal import JSON
internal import Platform

extension PayloadReader {
    /// An RFC 3339 time, or none. Notes `pattern`.
    func time(_ key: String) -> Instant? {
        guard let text = text(key, max: 40) else { return nil }
        guard let instant = Instant(text) else {
            refuse(key, "pattern")
            return nil
        }
        return instant
    }

    /// An RFC 3339 time. Notes `required` and `pattern`.
    func requiredTime(_ key: String) -> Instant {
        let given = time(key)
        if !has(key) || isNull(key) { refuse(key, "required") }
        return given ?? Instant(unixSeconds: 0)
    }
}
