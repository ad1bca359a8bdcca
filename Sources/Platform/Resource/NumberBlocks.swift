public import Postgres
internal import Synchronization

/// Ascending numbers without a counter row in every create: a server takes a block and hands it out; what is left when it stops
/// is a gap, which is allowed.
public final class NumberBlocks: Sendable {
    private struct Sequence: Hashable {
        let tenant: ID<Tenant>
        let kind: String
    }

    private let database: Database
    private let size: Int64
    private let blocks = Mutex<[Sequence: Range<Int64>]>([:])

    public init(database: Database, size: Int64 = 50) {
        self.database = database
        self.size = size
    }

    /// The next number of a kind in a tenant; from the second on in a block without a round trip.
    public func next(_ kind: String, of tenant: ID<Tenant>, request: ID<Request>) async throws -> Int64 {
        let sequence = Sequence(tenant: tenant, kind: kind)
        if let number = take(sequence) { return number }
        let size = size
        let end: Int64 = try await database.write(as: Actor.system(of: tenant, request: request)) { tx in
            tx.enqueue(
                """
                insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), \(kind), 1) on conflict do nothing
                """)
            return try tx.execute(
                """
                update app.number_sequence set next = next + \(size) where tenant_id = \(tenant) and kind = \(kind) returning next
                """)[0][0]
        }
        blocks.withLock { blocks in
            // Two requests may have reserved at once: the higher block wins, the other is a gap.
            if (blocks[sequence]?.upperBound ?? 0) < end { blocks[sequence] = (end - size)..<end }
        }
        return try await next(kind, of: tenant, request: request)
    }

    private func take(_ sequence: Sequence) -> Int64? {
        blocks.withLock { blocks in
            guard let block = blocks[sequence], let number = block.first else { return nil }
            blocks[sequence] = block.dropFirst().isEmpty ? nil : (number + 1)..<block.upperBound
            return number
        }
    }
}
