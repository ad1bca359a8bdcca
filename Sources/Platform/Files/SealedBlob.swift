internal import FoundationEssentials
internal import Synchronization
internal import Vault

/// The form of a blob: `PEONYBLOB1`, then pieces, each u32 length ‖ envelope, sealed under the content's own key. Each piece is bound to
/// the tenant, the content, its number and whether it is the last: none can be left out, repeated, moved, or cut off at the end.
enum SealedBlob {
    static let magic = Array("PEONYBLOB1".utf8)
    /// Plain bytes of a piece: with their length they need no padding.
    static let pieceCount = (64 << 10) - 4
    /// No piece of ours is longer.
    static let longestPiece = (64 << 10) + 128

    static func place(_ name: BlobName, _ number: Int, isLast: Bool) -> AssociatedData {
        AssociatedData(tenant: name.tenant.uuid, table: "app.file_content", column: "\(number)\(isLast ? " last" : "")", row: name.id)
    }

    /// Seals a content into a blob as it comes. Used by one task at a time.
    final class Writer: Sendable {
        private struct State {
            var sink: (any BlobSink)?
            var waiting: [UInt8] = []
            var number = 0
            var size: Int64 = 0
            var head: [UInt8] = []
            let digest = RunningDigest()
        }

        let name: BlobName
        private let key: SealingKey
        private let state: Mutex<State>

        init(_ name: BlobName, key: SealingKey, in store: any BlobStore) throws {
            self.name = name
            self.key = key
            let sink = try store.create(name)
            try sink.append(SealedBlob.magic)
            state = Mutex(State(sink: sink))
        }

        func append(_ bytes: [UInt8], headCount: Int) throws {
            try state.withLock { state in
                if state.head.count < headCount { state.head += bytes.prefix(headCount - state.head.count) }
                state.size += Int64(bytes.count)
                state.digest.update(bytes)
                state.waiting += bytes
                var start = 0
                // One byte more than a piece must wait: the last piece is never empty unless the content is.
                while state.waiting.count - start > SealedBlob.pieceCount {
                    try seal(Array(state.waiting[start..<(start + SealedBlob.pieceCount)]), isLast: false, &state)
                    start += SealedBlob.pieceCount
                }
                state.waiting.removeFirst(start)
            }
        }

        func finish() throws -> (size: Int64, digest: [UInt8], head: [UInt8]) {
            try state.withLock { state in
                try seal(state.waiting, isLast: true, &state)
                state.waiting = []
                try state.sink?.finish()
                state.sink = nil
                return (state.size, state.digest.finish(), state.head)
            }
        }

        private func seal(_ piece: [UInt8], isLast: Bool, _ state: inout State) throws {
            let envelope = try key.seal(piece, for: SealedBlob.place(name, state.number, isLast: isLast))
            let count = UInt32(envelope.count)
            try state.sink?.append((0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) } + envelope)
            state.number += 1
        }
    }

    /// Opens a blob piece by piece. Used by one task at a time.
    final class Reader: Sendable {
        private struct State {
            let source: any BlobSource
            var length: [UInt8]
            var number = 0
        }

        private let name: BlobName
        private let key: SealingKey
        private let state: Mutex<State>

        init(_ name: BlobName, key: SealingKey, source: sending any BlobSource) throws {
            self.name = name
            self.key = key
            guard try source.read(SealedBlob.magic.count) == SealedBlob.magic else {
                throw VaultError(.malformed, "this is no sealed blob")
            }
            state = Mutex(State(source: source, length: try source.read(4)))
        }

        /// The next plain bytes; nil after the last. Throws `cannotOpen` for a blob that was changed or cut.
        func next() throws -> [UInt8]? {
            try state.withLock { state in
                guard !state.length.isEmpty else { return nil }
                guard state.length.count == 4 else { throw VaultError(.cannotOpen, "the blob is cut off") }
                let count = state.length.reduce(0) { $0 << 8 | Int($1) }
                guard count <= SealedBlob.longestPiece else { throw VaultError(.malformed, "a piece of the blob is too long") }
                let envelope = try state.source.read(count)
                guard envelope.count == count else { throw VaultError(.cannotOpen, "the blob is cut off") }
                state.length = try state.source.read(4)
                let plain = try key.open(envelope, for: SealedBlob.place(name, state.number, isLast: state.length.isEmpty))
                state.number += 1
                return plain
            }
        }
    }
}
