public import FoundationEssentials
public import Postgres
internal import Vault

/// Where everything is that a rotation has to touch. Features say what they seal; the composition puts it together.
public struct RotationPlan: Sendable {
    /// The cells under customers' keys.
    public let cells: [SealedColumn]
    /// What is sealed under keys that are derived from a tenant's data key.
    public let secrets: [TenantSecret]
    /// What customers are found by.
    public let indexes: [TokenIndex]

    public init(cells: [SealedColumn], secrets: [TenantSecret], indexes: [TokenIndex]) {
        self.cells = cells
        self.secrets = secrets
        self.indexes = indexes
    }
}

/// A column whose cells are sealed under a key of the customer whom their row belongs to.
public struct SealedColumn: Sendable {
    /// The table as it stands in the cells' associated data.
    public let table: String
    public let tableIdentifier: SQLIdentifier
    public let column: SQLIdentifier
    /// The column with the customer's id.
    public let customer: SQLIdentifier
    public let slot: KeySlot

    public init(table: String, tableIdentifier: SQLIdentifier, column: SQLIdentifier, customer: SQLIdentifier, slot: KeySlot) {
        self.table = table
        self.tableIdentifier = tableIdentifier
        self.column = column
        self.customer = customer
        self.slot = slot
    }

    /// The sealed fields of resources. Rows that do not hold the key themselves name their customer in `customer_id`.
    public static func all(of resources: [Resource]) -> [SealedColumn] {
        resources.flatMap { resource in
            resource.fields.compactMap { field in
                field.sealing.map {
                    SealedColumn(
                        table: resource.table, tableIdentifier: resource.tableIdentifier, column: field.column,
                        customer: resource.keyHolder.map { $0.alias.name == "t" ? $0.id : "customer_id" } ?? "customer_id", slot: $0)
                }
            }
        }
    }
}

/// Secrets of a tenant's own that are sealed under what is derived from its data key.
public struct TenantSecret: Sendable {
    /// Table and column, for whoever asks what keeps an old key alive.
    public let name: String
    /// Seals anew what a version of the data key sealed, as far as it can be; tells how many are still under it.
    let renew: @Sendable (_ version: UInt32, _ keys: TenantKeys, _ deployment: Deployment) async throws -> Int

    /// - Parameter renew: safe to be called again after it was interrupted.
    public init(
        _ name: String, renew: @escaping @Sendable (_ version: UInt32, _ keys: TenantKeys, _ deployment: Deployment) async throws -> Int
    ) {
        self.name = name
        self.renew = renew
    }

    /// A column whose cells are sealed with `TenantKeys.sealing(label)` for (table, column, row's id).
    ///
    /// - Parameter renewed: false where cells end by themselves: then the old key waits for that.
    public static func column(
        _ column: SQLIdentifier, of table: SQLIdentifier, id: SQLIdentifier = "id", label: String, renewed: Bool = true
    ) -> TenantSecret {
        TenantSecret("\(table.name).\(column.name)") { version, keys, deployment in
            let actor = Actor.system(of: keys.tenant, request: .new(at: deployment.clock.now()))
            let mark = EnvelopeMark.version(version)
            let sealing = keys.sealing(label)
            var isMore = renewed
            while isMore {
                isMore = try await deployment.database.write(as: actor) { tx in
                    let rows = try tx.execute(
                        """
                        select \(id), \(column) from \(table) where tenant_id = \(actor.tenant) and substring(\(column) from 3 for 4) = \(mark)
                        limit 100 for update
                        """)
                    for row in rows {
                        let key: UUID = try row[0]
                        let place = AssociatedData(tenant: actor.tenant.uuid, table: table.name, column: column.name, row: key)
                        let sealed = try sealing.seal(sealing.open(row.get(1, as: [UInt8].self), for: place), for: place)
                        tx.enqueue("update \(table) set \(column) = \(sealed) where tenant_id = \(actor.tenant) and \(id) = \(key)")
                    }
                    return rows.count == 100
                }
            }
            let count: Int64 = try await deployment.database.fetch(
                as: actor,
                [
                    """
                    select count(*) from \(table) where tenant_id = \(actor.tenant) and substring(\(column) from 3 for 4) = \(mark)
                    """
                ])[0][0][0]
            return Int(count)
        }
    }
}

/// Tables of search tokens that are filled together. Each names in `key_version` the index key that made a token, and in a column whom it
/// finds.
public struct TokenIndex: Sendable {
    let tables: [SQLIdentifier]
    /// The column that names whom a token finds.
    let holder: SQLIdentifier
    /// Writes the tokens of the filling index key for up to `limit` customers after a position, whose rows it locks.
    /// Gives how many there were and the last; nothing after the end.
    let fill: @Sendable (_ after: UUID?, _ limit: Int, _ filling: IndexKey, _ keys: TenantKeys, _ tx: Transaction) throws -> WalkedBatch

    public init(
        _ tables: [SQLIdentifier], holder: SQLIdentifier = "customer_id",
        fill: @escaping @Sendable (UUID?, Int, IndexKey, TenantKeys, Transaction) throws -> WalkedBatch
    ) {
        self.tables = tables
        self.holder = holder
        self.fill = fill
    }

    /// Takes away what a version made for these customers.
    func sweep(_ version: Int32, of customers: [UUID], in tenant: ID<Tenant>, _ tx: Transaction) {
        for table in tables {
            tx.enqueue(
                "delete from \(table) where tenant_id = \(tenant) and \(holder) = any (\(customers)) and key_version = \(version)")
        }
    }

    /// How many tokens a version has.
    func count(_ version: Int32, in tenant: ID<Tenant>, _ tx: Transaction) throws -> Int64 {
        try tables.reduce(0) { sum, table in
            let statement: SQL = "select count(*) from \(table) where tenant_id = \(tenant) and key_version = \(version)"
            return sum + (try tx.execute(statement)[0].get(0, as: Int64.self))
        }
    }
}

/// A step of a walk through all customers in the order of their ids.
public struct WalkedBatch: Sendable {
    public let count: Int
    /// The last customer of the batch; nil when there was none.
    public let last: UUID?

    public init(count: Int, last: UUID?) {
        self.count = count
        self.last = last
    }

    /// Several walks of one step, each through rows of its own: the next step begins where the first of those stopped that did not come
    /// to their end, so that none passes over a row. What it sees twice it leaves as it is.
    init(joining batches: [WalkedBatch], limit: Int) {
        count = batches.map(\.count).max() ?? 0
        let stopped = batches.filter { $0.count >= limit }.compactMap(\.last)
        let ends =
            stopped.isEmpty
            ? batches.compactMap(\.last).sorted { $0.uuidString > $1.uuidString } : stopped.sorted { $0.uuidString < $1.uuidString }
        last = ends.first
    }
}

/// What stands in an envelope behind marker and suite: the key's version, big-endian.
enum EnvelopeMark {
    static func version(_ version: UInt32) -> [UInt8] {
        withUnsafeBytes(of: version.bigEndian) { [UInt8]($0) }
    }
}
