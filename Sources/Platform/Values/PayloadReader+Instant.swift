public import JSON

extension PayloadReader {
    /// When something happened that is told later: RFC 3339, not in the future; nil where it is absent. Notes `pattern` or `range`.
    public func instant(_ key: String, notAfter now: Instant) -> Instant? {
        guard let text = text(key, max: 40) else { return nil }
        guard let instant = Instant(text) else {
            refuse(key, "pattern")
            return nil
        }
        if instant > now { refuse(key, "range") }
        return instant
    }
}
