internal import FoundationEssentials
public import Platform
public import Postgres
public import Vault

/// What many new customers agreed to by themselves, signed on paper at the counter.
public struct ConsentBatch: CustomerBatchPart {
    /// A consent that holds.
    public struct Given: Sendable {
        public let id: ID<Consent>
        public let purpose: ConsentPurpose
        public let notice: ID<ConsentNotice>
        public let at: Instant
        public let by: ID<User>

        public init(id: ID<Consent>, purpose: ConsentPurpose, notice: ID<ConsentNotice>, at: Instant, by: ID<User>) {
            self.id = id
            self.purpose = purpose
            self.notice = notice
            self.at = at
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
            insert into app.consent (tenant_id, id, customer_id, branch_id, purpose, notice_id, state, given_at, recorded_at, recorded_by,
              channel, giver, evidence_kind)
            select \(tenant), x.id, x.customer, x.branch, x.purpose, x.notice, 'given', x.at, x.at, x.by, 'counter', 'self', 'paper_signature'
            from unnest(\(rows.map(\.given.id.uuid)), \(rows.map(\.customer)), \(rows.map(\.branch)), \(rows.map(\.given.purpose.rawValue)),
              \(rows.map(\.given.notice.uuid)), \(rows.map(\.given.at)), \(rows.map(\.given.by.uuid)))
              as x (id, customer, branch, purpose, notice, at, by)
            """)
    }
}
