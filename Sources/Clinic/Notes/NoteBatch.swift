internal import FoundationEssentials
public import Platform
public import Postgres
public import Vault

/// Notes about many new customers.
public struct NoteBatch: CustomerBatchPart {
    /// A note as it is to be written.
    public struct NewNote: Sendable {
        public let id: ID<Note>
        public let author: ID<User>
        public let body: String
        public let at: Instant
        /// Colleagues who may read it and have not yet; each once.
        public let mentions: [ID<User>]

        public init(id: ID<Note>, author: ID<User>, body: String, at: Instant, mentions: [ID<User>] = []) {
            self.id = id
            self.author = author
            self.body = body
            self.at = at
            self.mentions = mentions
        }
    }

    private let notes: [ID<Customer>: NewNote]
    private var rows: [(customer: UUID, branch: UUID, note: NewNote, sealed: [UInt8])] = []

    public init(_ notes: [ID<Customer>: NewNote]) {
        self.notes = notes
    }

    public mutating func add(_ customer: NewCustomer, crm: SealingKey, medical: SealingKey, keys: TenantKeys) throws {
        guard let note = notes[customer.id] else { return }
        let place = AssociatedData(tenant: keys.tenant.uuid, table: Note.resource.table, column: "body_sealed", row: note.id.uuid)
        rows.append((customer.id.uuid, customer.homeBranch.uuid, note, try crm.seal(Array(note.body.utf8), for: place)))
    }

    public func enqueue(for tenant: ID<Tenant>, in tx: Transaction) {
        guard !rows.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.customer_note (tenant_id, id, customer_id, branch_id, author_id, body_sealed, created_at, updated_at)
            select \(tenant), x.id, x.customer, x.branch, x.author, x.body, x.at, x.at
            from unnest(\(rows.map(\.note.id.uuid)), \(rows.map(\.customer)), \(rows.map(\.branch)), \(rows.map(\.note.author.uuid)),
              \(rows.map(\.sealed)), \(rows.map(\.note.at))) as x (id, customer, branch, author, body, at)
            """)
        let mentions = rows.flatMap { row in row.note.mentions.map { (user: $0.uuid, note: row.note) } }
        guard !mentions.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.note_mention (tenant_id, user_id, note_id, mentioned_at)
            select \(tenant), x.person, x.note, x.at
            from unnest(\(mentions.map(\.user)), \(mentions.map(\.note.id.uuid)), \(mentions.map(\.note.at))) as x (person, note, at)
            """)
    }
}
