internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

extension ExportTenant {
    /// What contents came to.
    struct Contents {
        var count = 0
        /// Those whose bytes are not there, or open no more.
        var lost = 0
    }

    /// Writes the contents of one kind: of each its pieces, a line a piece, and a line that ends it with size, checksum and number of pieces.
    /// One piece is in memory at a time.
    static func write(
        _ contents: ExportedContents, of tenant: ID<Tenant>, keys: TenantKeys, from store: FileStore, in tx: Transaction,
        _ append: (_ name: String, _ value: JSONValue) throws -> Void
    ) throws -> Contents {
        let first = FileQueries.columnCount
        var result = Contents()
        result.count = try each(of: contents.statement(of: tenant), in: tx) { row in
            let facts = try FileFacts(row, tenant: tenant, keys: keys)
            let id: UUID = try row[first]
            var end = JSONObject()
            end["id"] = .string(id.uuidString.lowercased())
            end["type"] = .string(facts.type)
            let digest = RunningDigest()
            var (parts, bytes) = (Int64(0), Int64(0))
            let reader = try? reader(of: facts, contents.opening(row, first, keys), keys: keys, from: store)
            var isWhole = reader != nil
            while isWhole, let reader {
                let piece: [UInt8]?
                do { piece = try reader.next() } catch {
                    isWhole = false
                    break
                }
                guard let piece else { break }
                digest.update(piece)
                try append(
                    contents.name,
                    [
                        "id": .string(id.uuidString.lowercased()), "part": .integer(parts),
                        "data": .string(Data(piece).base64EncodedString()),
                    ])
                parts += 1
                bytes += Int64(piece.count)
            }
            end["parts"] = .integer(parts)
            if isWhole {
                end["bytes"] = .integer(bytes)
                end["sha256"] = .string(Hex.encode(digest.finish()))
            } else {
                end["lost"] = true
                result.lost += 1
            }
            try append(contents.name, .object(end))
        }
        return result
    }

    private static func reader(
        of facts: FileFacts, _ opening: ExportedContents.Opening, keys: TenantKeys, from store: FileStore
    ) throws -> SealedBlob.Reader? {
        switch opening {
        case .tenantKey: try store.reader(of: facts, keys: keys, share: nil)
        case .share(let share): try store.reader(of: facts, keys: keys, share: share)
        case .gone: nil
        }
    }
}
