internal import FoundationEssentials
@testable internal import Platform
@testable internal import Postgres
internal import Vault

extension FuzzTarget {
    /// Small values that come as text. What is read and written again is what it was.
    static let textTargets: [FuzzTarget] = [
        FuzzTarget(name: "values") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let instant = Instant(text) {
                try promise(Instant(instant.description) == instant, "an instant reads differently")
            }
            if let date = LocalDate(text) { try promise(date.description == text, "a day is written differently") }
            if let id = ID<Tenant>(text) { try promise(id.description == text.lowercased(), "an id is written differently") }
            if let plain = Hex.decode(text) { try promise(Hex.encode(plain) == text.lowercased(), "hexadecimal differs") }
            if let plain = Base64URL.decode(text) { try promise(Base64URL.encode(plain) == text, "two texts for the same bytes") }
            if let phone = PhoneNormalizer.normalize(text) {
                try promise(PhoneNormalizer.normalize(phone) == phone, "a normalised phone is normalised to another")
                try promise(PhoneNormalizer.lastFour(phone)?.utf8.count == 4, "a phone without last four")
            }
            let name = NameNormalizer.normalize(text)
            try promise(NameNormalizer.normalize(name) == name, "a normalised name is normalised to another")
            _ = NameNormalizer.bigrams(of: name)
            _ = SessionToken(text)
            _ = APIKeyToken(text)
        },
        FuzzTarget(name: "addresses") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let address = NetworkAddress(text) {
                try promise(NetworkAddress(address.description) == address, "an address reads differently")
            }
            if let range = NetworkRange(text), let address = NetworkAddress(text.split(separator: "/")[0]) {
                try promise(range.contains(address), "a network without its own address")
            }
            guard let url = OutboundURL(text) else { return }
            try promise(url.target.hasPrefix("/") && (1...65535).contains(url.port), "a URL that cannot be called")
            try promise(url.host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "@") }, "a host that is none")
        },
        FuzzTarget(name: "sql-script") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let script = SQLScript(text)
            for statement in script.statements {
                // Byte by byte: a cut may part a character from its combining mark.
                try promise(Array(text.utf8).firstRange(of: Array(statement.text.utf8)) != nil, "a statement that is not in the script")
                try promise(statement.line >= 1, "a line before the first")
            }
        },
    ]
}
