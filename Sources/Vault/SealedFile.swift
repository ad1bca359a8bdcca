public import struct FoundationEssentials.UUID

/// A file that is sealed to somebody's public key piece by piece, so that it can be longer than memory.
///
/// `PEONYFILE1` ‖ a public key made for this file (32) ‖ pieces, each u32 length ‖ envelope. The pieces' key comes from the secret
/// that both keys agree on (HKDF-SHA256 with both public keys as context). Each piece is bound to the file's subject, its number and
/// whether it is the last: none can be left out, repeated, moved or cut off at the end.
public enum SealedFile {
    static let magic = Array("PEONYFILE1".utf8)
    /// Plain bytes of a piece.
    static let pieceCount = 32 << 10
    /// No piece of ours is longer; a length beyond it is no file of ours.
    static let longestPiece = 64 << 10

    static func key(_ secret: SecretKey, made: [UInt8], recipient: [UInt8]) -> SealingKey {
        SealingKey(key: secret.derive(label: "sealed file", context: made, recipient), version: 1)
    }

    static func place(_ subject: UUID, _ number: Int, isLast: Bool) -> AssociatedData {
        AssociatedData(tenant: subject, table: "sealed file", column: "\(number)\(isLast ? " last" : "")", row: subject)
    }

    /// Makes such a file: give it everything with `append`, then take the rest with `finish`.
    public struct Writer {
        private let key: SealingKey
        private let subject: UUID
        private let write: ([UInt8]) throws -> Void
        private var waiting: [UInt8] = []
        private var number = 0

        /// Writes the beginning. `recipient` is an X25519 public key; `write` takes the file's bytes in order.
        public init(to recipient: [UInt8], subject: UUID, write: @escaping ([UInt8]) throws -> Void) throws {
            let made = try AgreementKey.generate()
            key = SealedFile.key(try made.shared(with: recipient), made: made.publicKey, recipient: recipient)
            self.subject = subject
            self.write = write
            try write(SealedFile.magic + made.publicKey)
        }

        /// Adds plain bytes.
        public mutating func append(_ bytes: [UInt8]) throws {
            waiting += bytes
            var start = 0
            // One byte more than a piece must wait: the last piece is never empty unless the file is.
            while waiting.count - start > SealedFile.pieceCount {
                try seal(Array(waiting[start..<(start + SealedFile.pieceCount)]), isLast: false)
                start += SealedFile.pieceCount
            }
            waiting.removeFirst(start)
        }

        /// Writes the end.
        public mutating func finish() throws {
            try seal(waiting, isLast: true)
            waiting = []
        }

        private mutating func seal(_ piece: [UInt8], isLast: Bool) throws {
            let envelope = try key.seal(piece, for: SealedFile.place(subject, number, isLast: isLast))
            let count = UInt32(envelope.count)
            try write((0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) } + envelope)
            number += 1
        }
    }

    /// Opens such a file. Throws `malformed`, or `cannotOpen` for the wrong key, another subject or a file that is not whole.
    ///
    /// - Parameters:
    ///   - read: so many of the file's next bytes, fewer only at its end.
    ///   - write: takes the plain bytes in order. What was written before an error is authentic, but not all there was.
    public static func open(
        with key: AgreementKey, subject: UUID, read: (Int) throws -> [UInt8], write: ([UInt8]) throws -> Void
    ) throws {
        let head = try read(magic.count + 32)
        guard head.count == magic.count + 32, Array(head.prefix(magic.count)) == magic else {
            throw VaultError(.malformed, "this is no sealed file")
        }
        let made = Array(head.dropFirst(magic.count))
        let sealing = SealedFile.key(try key.shared(with: made), made: made, recipient: key.publicKey)
        var length = try read(4)
        var number = 0
        repeat {
            guard length.count == 4 else { throw VaultError(.cannotOpen, "the sealed file is cut off") }
            let count = length.reduce(0) { $0 << 8 | Int($1) }
            guard count <= longestPiece else { throw VaultError(.malformed, "a piece of the sealed file is too long") }
            let envelope = try read(count)
            guard envelope.count == count else { throw VaultError(.cannotOpen, "the sealed file is cut off") }
            length = try read(4)
            try write(sealing.open(envelope, for: place(subject, number, isLast: length.isEmpty)))
            number += 1
        } while !length.isEmpty
    }
}
