internal import FoundationEssentials
internal import Platform
internal import Postgres

/// A lead as it stands, locked: what the rules look at.
struct LeadRow {
    let id: UUID
    let branch: UUID
    let state: String
    let owner: UUID?
    let source: String
    let campaign: String?
    let service: UUID?
    let customer: UUID?
    let returns: Int64
    let contactDueAt: Instant?
    let protectedUntil: Instant?
    let version: Int64
    let contactedAt: Instant?
    /// The row itself, for its sealed cells.
    let row: Row

    /// The cells of the row, by their columns.
    static let cells: [(column: String, position: Int)] = [
        ("name_sealed", 12), ("phone_sealed", 13), ("wechat_sealed", 14), ("remark_sealed", 15),
    ]

    /// Locks a lead; nil where it is not there for the transaction's context.
    init?(locking id: UUID, of tenant: ID<Tenant>, in tx: Transaction) throws {
        try self.init(id, LeadQueries.row(id, tenant: tenant, locking: true), in: tx)
    }

    /// Looks at a lead; nil where it is not there for the transaction's context.
    init?(seeing id: UUID, of tenant: ID<Tenant>, in tx: Transaction) throws {
        try self.init(id, LeadQueries.row(id, tenant: tenant, locking: false), in: tx)
    }

    private init?(_ id: UUID, _ statement: SQL, in tx: Transaction) throws {
        guard let row = try tx.execute(statement).first else { return nil }
        self.id = id
        self.row = row
        branch = try row[0]
        state = try row[1]
        owner = try row.getOptional(2)
        source = try row[3]
        campaign = try row.getOptional(4)
        service = try row.getOptional(5)
        customer = try row.getOptional(6)
        returns = try row[7]
        contactDueAt = try row.getOptional(9)
        protectedUntil = try row.getOptional(10)
        version = try row[11]
        contactedAt = try row.getOptional(17)
    }

    /// A lead that the actor may do this with, locked.
    ///
    /// - Throws: `resource.not_found`.
    init(_ id: UUID, for action: Action, as actor: Actor, at now: Instant, in tx: Transaction) throws {
        let view = actor.rights.view(of: Lead.resource)
        let mine = try tx.execute(
            """
            select 1 from \(Lead.resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(id)
            and \(view.condition(view.bits(allowing: action), for: actor, at: now)) for update of t
            """)
        guard !mine.isEmpty, let found = try LeadRow(locking: id, of: actor.tenant, in: tx) else { throw Failure(.notFound) }
        self = found
    }

    var isInPool: Bool { Lead.pool.contains(state) }

    /// Its cells, opened with its own key; nil where that is gone.
    func opened(keys: TenantKeys) throws -> LeadCells? { try LeadCells(row, id: id, key: 8, keys: keys) }

    /// A cell's text by its column.
    func text(_ column: String, _ cells: LeadCells?) throws -> String? {
        guard let cells, let place = LeadRow.cells.first(where: { $0.column == column }) else { return nil }
        return try cells.text(column, in: row, place.position)
    }
}
