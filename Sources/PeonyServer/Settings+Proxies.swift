internal import ArgumentParser
internal import Platform

extension Settings {
    /// Networks whose forwarded headers are believed; an empty text is none.
    func trustedProxies() throws -> [NetworkRange] {
        try self[.trustedProxies].split(separator: ",").map { part in
            guard let range = NetworkRange(part.filter { !$0.isWhitespace }) else {
                throw ValidationError("--trusted-proxies: '\(part)' is neither an address nor a network.")
            }
            return range
        }
    }
}
