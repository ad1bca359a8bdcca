internal import FoundationEssentials
internal import Vault

extension FuzzTarget {
    private static let key = SealingKey(key: .random(), version: 1)
    private static let place = AssociatedData(tenant: UUID(), table: "t", column: "c", row: UUID())

    static let vaultTargets: [FuzzTarget] = [
        FuzzTarget(name: "envelope") { bytes in
            if let shape = try? Envelope(parsing: bytes) {
                try promise(shape.byteCount == bytes.count, "an envelope of another length")
            }
            try promise((try? key.open(bytes, for: place)) == nil, "a forged envelope opened")
            // A genuine one, one byte of which is changed.
            guard bytes.count >= 3 else { return }
            var sealed = try key.seal(Array(bytes.dropFirst(2)), for: place)
            let at = (Int(bytes[0]) << 8 | Int(bytes[1])) % sealed.count
            try promise(try key.open(sealed, for: place) == Array(bytes.dropFirst(2)), "what was sealed opens as something else")
            sealed[at] ^= bytes[0] | 1
            try promise((try? key.open(sealed, for: place)) == nil, "a changed envelope opened")
        },
        FuzzTarget(name: "signed-note") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let note = try? SignedNote(parsing: text) else { return }
            try promise(note.serialized() == text, "a note is written differently")
        },
        FuzzTarget(name: "sealed-file") { bytes in
            let key = try AgreementKey(seed: SecretKey(bytes: Array(repeating: 7, count: 32)))
            var rest = bytes[...]
            var opened = 0
            try? SealedFile.open(with: key, subject: UUID()) { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            } write: {
                opened += $0.count
            }
            try promise(opened == 0, "a forged file opened")
        },
    ]
}
