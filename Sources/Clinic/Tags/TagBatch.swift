public import FoundationEssentials
public import Platform
public import Postgres
public import Vault

/// Tags that people gave many new customers. Rules give theirs themselves.
public struct TagBatch: CustomerBatchPart {
    /// A tag as it was given, and taken away where it was.
    public struct Given: Sendable {
        public let id: UUID
        public let tag: ID<Tag>
        public let since: Instant
        public let ended: Instant?
        public let by: ID<User>?

        public init(id: UUID, tag: ID<Tag>, since: Instant, ended: Instant?, by: ID<User>?) {
            self.id = id
            self.tag = tag
            self.since = since
            self.ended = ended
            self.by = by
        }
    }

    private var rows: CustomerBatchRows<Given>

    public init(_ given: [ID<Customer>: [Given]]) {
        rows = CustomerBatchRows(given)
    }

    public mutating func add(_ customer: NewCustomer, crm: SealingKey, medical: SealingKey, keys: TenantKeys) {
        rows.add(customer)
    }

    public func enqueue(for tenant: ID<Tenant>, in tx: Transaction) {
        let rows = rows.all
        guard !rows.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.customer_tag (tenant_id, id, customer_id, branch_id, tag_id, source, since, set_by, ended_at, ended_by, end_reason)
            select \(tenant), x.id, x.customer, x.branch, x.tag, 'manual', x.since, x.by, x.ended,
              case when x.ended is not null then x.by end, case when x.ended is not null then 'removed' end
            from unnest(\(rows.map(\.given.id)), \(rows.map(\.customer)), \(rows.map(\.branch)), \(rows.map(\.given.tag.uuid)),
              \(rows.map(\.given.since)), \(rows.map { $0.given.by?.uuid }), \(rows.map(\.given.ended)))
              as x (id, customer, branch, tag, since, by, ended)
            """)
    }
}
