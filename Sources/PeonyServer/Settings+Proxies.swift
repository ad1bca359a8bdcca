internal import ArgumentParser
internal import Platform

extension Settings {
    /// Networks whose forwarded headers are believed; an empty text is none.
    func trustedProxies() throws -> [NetworkRange] { try networks(.trustedProxies) }

    /// Networks by comma; an empty text is none.
    func networks(_ setting: Setting) throws -> [NetworkRange] {
        try self[setting].split(separator: ",").map { part in
            guard let range = NetworkRange(part.filter { !$0.isWhitespace }) else {
                throw ValidationError("\(setting.flag): '\(part)' is neither an address nor a network.")
            }
            return range
        }
    }
}
