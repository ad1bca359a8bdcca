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
    /// The column by which rows go to somebody else in a merge: mostly the same. Where it is another, those that `customer` does not give to
    /// him stay under the key that they have.
    public let moving: SQLIdentifier
    public let slot: KeySlot

    public init(
        table: String, tableIdentifier: SQLIdentifier, column: SQLIdentifier, customer: SQLIdentifier, moving: SQLIdentifier? = nil,
        slot: KeySlot
    ) {
        self.table = table
        self.tableIdentifier = tableIdentifier
        self.column = column
        self.customer = customer
        self.moving = moving ?? customer
        self.slot = slot
    }

    /// The sealed fields of resources. Rows that do not hold the key themselves name their customer in `customer_id`, where the resource's key
    /// holder does not say another column. What is nobody's in all rows is under a key of the tenant's, and no customer's cell.
    public static func all(of resources: [Resource]) -> [SealedColumn] {
        resources.filter { $0.keyHolder != nil || $0.houseKey == nil }.flatMap { resource in
            resource.fields.compactMap { field in
                field.sealing.map {
                    SealedColumn(
                        table: resource.table, tableIdentifier: resource.tableIdentifier, column: field.column,
                        customer: holder(of: resource), moving: isOwn(resource) ? nil : "customer_id", slot: $0)
                }
            }
        }
    }

    private static func holder(of resource: Resource) -> SQLIdentifier {
        guard let holder = resource.keyHolder, isOwn(resource) || holder.id.name != "id" else { return "customer_id" }
        return holder.id
    }

    /// Whether rows hold the keys themselves.
    private static func isOwn(_ resource: Resource) -> Bool { resource.keyHolder?.alias.name == "t" }
}

/// Secrets of a tenant's own that are sealed under what is derived from its data key.
public struct TenantSecret: Sendable {
    /// Table and column, for whoever asks what keeps an old key alive.
    public let name: String
    /// Seals anew what a version of the data key sealed, as far as it can be; tells how many are still under it.
    let renew: @Sendable (_ version: UInt32, _ keys: TenantKeys, _ deployment: Deployment) async throws -> Int
    /// A query that counts what is under a version of the tenant's data key.
    let count: @Sendable (_ version: UInt32, _ tenant: ID<Tenant>) -> SQL

    /// - Parameters:
    ///   - count: a query of the pool role's with one number.
    ///   - renew: safe to be called again after it was interrupted.
    public init(
        _ name: String, count: @escaping @Sendable (_ version: UInt32, _ tenant: ID<Tenant>) -> SQL,
        renew: @escaping @Sendable (_ version: UInt32, _ keys: TenantKeys, _ deployment: Deployment) async throws -> Int
    ) {
        self.name = name
        self.count = count
        self.renew = renew
    }

    /// A column whose cells are sealed with `TenantKeys.sealing(label)` for (table, column, row's id).
    ///
    /// - Parameters:
    ///   - renewed: false where cells end by themselves: then the old key waits for that.
    ///   - holder: the column that says whose key other rows of the table are under; those where it is NULL are meant.
    public static func column(
        _ column: SQLIdentifier, of table: SQLIdentifier, id: SQLIdentifier = "id", label: String, renewed: Bool = true,
        besides holder: SQLIdentifier? = nil
    ) -> TenantSecret {
        let own: SQL = holder.map { "and \($0) is null" as SQL } ?? ""
        let count = { @Sendable (version: UInt32, tenant: ID<Tenant>) -> SQL in
            let mark = EnvelopeMark.version(version)
            return "select count(*) from \(table) where tenant_id = \(tenant) and substring(\(column) from 3 for 4) = \(mark) \(own)"
        }
        return TenantSecret("\(table.name).\(column.name)", count: count) { version, keys, deployment in
            let actor = Actor.system(of: keys.tenant, request: .new(at: deployment.clock.now()))
            let mark = EnvelopeMark.version(version)
            let sealing = keys.sealing(label)
            var isMore = renewed
            while isMore {
                isMore = try await deployment.database.write(as: actor) { tx in
                    let rows = try tx.execute(
                        """
                        select \(id), \(column) from \(table) where tenant_id = \(actor.tenant) and substring(\(column) from 3 for 4) = \(mark)
                        \(own) limit 100 for update
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
            let left: Int64 = try await deployment.database.fetch(as: actor, [count(version, actor.tenant)])[0][0][0]
            return Int(left)
        }
    }
}

/// Tables of search tokens that are filled together. Each names in `key_version` the index key that made a token, and in a column whom it
/// finds.
public struct TokenIndex: Sendable {
    /// Each with the column that tells what of its holder a token is made of.
    let tables: [(name: SQLIdentifier, part: SQLIdentifier)]
    /// The column that names whom a token finds.
    let holder: SQLIdentifier
    /// Writes the tokens of the filling index key for up to `limit` customers after a position, whose rows it locks.
    /// Gives how many there were and the last; nothing after the end.
    let fill: @Sendable (_ after: UUID?, _ limit: Int, _ filling: IndexKey, _ keys: TenantKeys, _ tx: Transaction) throws -> WalkedBatch

    public init(
        _ tables: [(name: SQLIdentifier, part: SQLIdentifier)], holder: SQLIdentifier = "customer_id",
        fill: @escaping @Sendable (UUID?, Int, IndexKey, TenantKeys, Transaction) throws -> WalkedBatch
    ) {
        self.tables = tables
        self.holder = holder
        self.fill = fill
    }

    /// Whether the newer version has fewer tokens of some part of one of these holders than the older one: somebody wrote with the older
    /// key alone.
    func isLacking(_ newer: Int32, beside older: Int32, of holders: [UUID], in tenant: ID<Tenant>, _ tx: Transaction) throws -> Bool {
        for table in tables {
            let parts = parts(of: table, newer, older, holders, tenant, are: "<")
            if try !tx.execute("select 1 from (\(parts)) h limit 1").isEmpty { return true }
        }
        return false
    }

    /// Takes away what the older version made for these holders.
    ///
    /// - Parameter newer: what has to have made as many, part by part; nil where that was seen to and nobody can have come in between.
    func sweep(_ older: Int32, for newer: Int32?, of holders: [UUID], in tenant: ID<Tenant>, _ tx: Transaction) {
        for table in tables {
            var replaced: SQL = ""
            if let newer {
                let parts = parts(of: table, newer, older, holders, tenant, are: ">=")
                replaced = "and (t.\(holder), t.\(table.part)) in (select h.holder, h.part from (\(parts)) h)"
            }
            tx.enqueue(
                """
                delete from \(table.name) t where t.tenant_id = \(tenant) and t.\(holder) = any (\(holders))
                and t.key_version = \(older) \(replaced)
                """)
        }
    }

    /// The parts of these holders of which the newer version has fewer tokens than the older one, or as many.
    private func parts(
        of table: (name: SQLIdentifier, part: SQLIdentifier), _ newer: Int32, _ older: Int32, _ holders: [UUID], _ tenant: ID<Tenant>,
        are comparison: SQL
    ) -> SQL {
        """
        select o.\(holder) as holder, o.\(table.part) as part from \(table.name) o
        where o.tenant_id = \(tenant) and o.\(holder) = any (\(holders)) and o.key_version in (\(newer), \(older)) group by 1, 2
        having count(*) filter (where o.key_version = \(newer)) \(comparison) count(*) filter (where o.key_version = \(older))
        """
    }

    /// How many tokens a version has.
    func count(_ version: Int32, in tenant: ID<Tenant>, _ tx: Transaction) throws -> Int64 {
        try tables.reduce(0) { sum, table in
            let statement: SQL = "select count(*) from \(table.name) where tenant_id = \(tenant) and key_version = \(version)"
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
            ? batches.compactMap(\.last).sorted(by: >) : stopped.sorted()
        last = ends.first
    }
}

/// What stands in an envelope behind marker and suite: the key's version, big-endian.
enum EnvelopeMark {
    static func version(_ version: UInt32) -> [UInt8] {
        withUnsafeBytes(of: version.bigEndian) { [UInt8]($0) }
    }
}
