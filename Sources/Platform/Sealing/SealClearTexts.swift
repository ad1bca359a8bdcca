internal import FoundationEssentials
public import Postgres
internal import Vault

/// A column that held texts in clear before a version of the program, and the one in which they are sealed since.
public struct ClearText: Sendable {
    let clear: SQLIdentifier
    let sealed: SQLIdentifier
    /// A table whose rows have an `id`.
    let table: SQLIdentifier
    /// The column of the customer, lead or request under whose `crm` key a row's text is; nil where every row is nobody's.
    let holder: SQLIdentifier?
    /// The label of the tenant's key for rows that are nobody's.
    let houseKey: String?

    public init(
        _ clear: SQLIdentifier, as sealed: SQLIdentifier, of table: SQLIdentifier, holder: SQLIdentifier? = nil, houseKey: String? = nil
    ) {
        self.clear = clear
        self.sealed = sealed
        self.table = table
        self.holder = holder
        self.houseKey = houseKey
    }

    func place(_ row: UUID, _ tenant: ID<Tenant>) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: table.name, column: sealed.name, row: row)
    }

    /// What is sealed in a row; nil where the key went with whom it is about.
    ///
    /// - Parameter wrapped: the holder's `crm` key.
    func open(_ cell: [UInt8], of row: UUID, holder: UUID?, wrapped: [UInt8]?, keys: TenantKeys) throws -> String? {
        var key = houseKey.map { keys.sealing($0) }
        if let holder {
            guard let wrapped, !keys.isDestroyed(.crm, customer: holder) else { return nil }
            key = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: holder) }
        }
        guard let key else { return nil }
        return String(decoding: try key.open(cell, for: place(row, keys.tenant)), as: UTF8.self)
    }
}

/// Seals what rows from before a version of the program hold in clear, and takes the clear text away. Looked at once a day, and at once after
/// an upgrade, since the schedule is new then; where there is nothing it costs one look for each column.
///
/// A step is one transaction: whatever was sealed is gone in clear, and what a killed run has not come to the next one finds.
public enum SealClearTexts {
    static let code = "texts.seal"
    /// Rows in one transaction: they are locked as long.
    static let batch: Int64 = 200

    public static func kinds(_ texts: [ClearText]) -> [JobKind] {
        [JobKind(code, maximumAttempts: 100) { try await run($0, texts) }]
    }

    public static let schedules = [Schedule(code, dailyAt: LocalTime(hour: 3, minute: 50))]

    private static func run(_ run: JobRun, _ texts: [ClearText]) async throws {
        var done: Int64 = 0
        for text in texts {
            var isMore = true
            while isMore {
                let keys = try await run.deployment.keys.keys(of: run.tenant)
                let count = try await run.write { tx in try seal(text, keys: keys, in: tx) }
                isMore = count == batch
                done += count
                if count > 0 { try await run.progress(done: done) }
            }
        }
    }

    /// All that is left, at once: whoever takes out what a tenant has does not wait for the job.
    static func finish(_ texts: [ClearText], as actor: Actor, keys: TenantKeys, on deployment: Deployment) async throws {
        for text in texts {
            var count = batch
            while count == batch {
                count = try await deployment.database.write(as: actor) { tx in try seal(text, keys: keys, in: tx) }
            }
        }
    }

    /// One batch; how many rows it had.
    private static func seal(_ text: ClearText, keys: TenantKeys, in tx: Transaction) throws -> Int64 {
        // Rows of files that were merged into others may have stayed with them.
        tx.enqueue(MergedRows.reach)
        let column: SQL = text.holder.map { "\($0)" as SQL } ?? "null::uuid"
        let rows = try tx.execute(
            """
            select id, \(column), \(text.clear) from \(text.table) where tenant_id = \(keys.tenant) and \(text.clear) is not null
            order by id limit \(batch) for update
            """)
        var holders: [UUID: SealingKey?] = [:]
        let ids = Set(try rows.compactMap { try $0.getOptional(1, as: UUID.self) }).sorted()
        for (id, crm, _) in try CustomerKeyQueries.found(ids, of: keys.tenant, in: tx) {
            guard let crm, !keys.isDestroyed(.crm, customer: id) else {
                holders.updateValue(nil, forKey: id)
                continue
            }
            holders.updateValue(try crm.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }, forKey: id)
        }
        let house = text.houseKey.map { keys.sealing($0) }
        for row in rows {
            let id: UUID = try row[0]
            let holder: UUID? = try row.getOptional(1)
            let clear: String = try row[2]
            // A text about somebody who was erased goes with what it is about; one whose holder is not there stays, and the job says so.
            var key = house
            if let holder {
                guard let held = holders[holder] else { throw Failure(.internalError) }
                key = held
            }
            let cell = try key.map { try $0.seal(Array(clear.utf8), for: text.place(id, keys.tenant)) }
            tx.enqueue(
                """
                update \(text.table) set \(text.clear) = null, \(text.sealed) = coalesce(\(text.sealed), \(cell))
                where tenant_id = \(keys.tenant) and id = \(id)
                """)
        }
        return Int64(rows.count)
    }
}
