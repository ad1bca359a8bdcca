internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// What somebody is known again by: his telephone number and his WeChat name, each whole. Under names of their own: a stolen copy does not
/// tell which lead is which customer.
public struct LeadTokens: Sendable {
    /// `app.lead_token.field`.
    enum Kind: Int16, Sendable {
        case phone = 1
        case wechat = 2

        var domain: String { self == .phone ? "lead.phone" : "lead.wechat" }
    }

    struct Token: Sendable {
        let kind: Kind
        let token: [UInt8]
    }

    let version: Int32
    let tokens: [Token]

    init(phone: String?, wechat: String?, index: IndexKey) {
        version = index.version
        var tokens: [Token] = []
        func add(_ kind: Kind, _ text: String) {
            tokens.append(Token(kind: kind, token: index.index.exact(text, domain: kind.domain)))
        }
        if let number = phone.flatMap({ PhoneNormalizer.normalize($0) }) { add(.phone, number) }
        if let name = wechat.map(NameNormalizer.normalize), !name.isEmpty { add(.wechat, name) }
        self.tokens = tokens
    }

    /// With every index key that writes have to use.
    static func all(phone: String?, wechat: String?, keys: TenantKeys) -> [LeadTokens] {
        keys.writtenIndexes.map { LeadTokens(phone: phone, wechat: wechat, index: $0) }
    }

    /// Writes them; those that are there stay.
    func enqueue(for lead: UUID, of tenant: ID<Tenant>, in tx: Transaction) {
        guard !tokens.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.lead_token (tenant_id, key_version, field, token, lead_id)
            select \(tenant), \(version), x.field, x.token, \(lead)
            from unnest(\(tokens.map { Int32($0.kind.rawValue) }), \(tokens.map(\.token))) as x (field, token)
            on conflict do nothing
            """)
    }

    static func enqueueRemoval(of lead: UUID, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("delete from app.lead_token where tenant_id = \(tenant) and lead_id = \(lead)")
    }

    /// Holds the person until COMMIT: of sheets of one person that arrive at once, one makes a lead and the others find it. Always in one
    /// order, so that two sheets cannot wait for each other.
    func hold(of tenant: ID<Tenant>, in tx: Transaction) throws {
        let names = tokens.map { "lead/\(tenant)/\($0.kind.rawValue)/\(Hex.encode($0.token))" }.sorted()
        for name in names { try tx.execute("select pg_advisory_xact_lock(hashtextextended(\(name), 0))") }
    }
}

extension LeadTokens {
    /// The table of tokens, for the rotation of an index key.
    public static let index = TokenIndex([("app.lead_token", "field")], holder: "lead_id") { position, limit, filling, keys, tx in
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        let rows = try tx.execute(
            """
            select id, crm_key, phone_sealed, wechat_sealed from app.lead where tenant_id = \(keys.tenant) \(start)
            order by id limit \(Int64(limit)) for update
            """)
        for row in rows {
            let id: UUID = try row[0]
            guard let cells = try LeadCells(row, id: id, key: 1, keys: keys) else { continue }
            LeadTokens(
                phone: try cells.text("phone_sealed", in: row, 2), wechat: try cells.text("wechat_sealed", in: row, 3), index: filling
            ).enqueue(for: id, of: keys.tenant, in: tx)
        }
        return WalkedBatch(count: rows.count, last: try rows.last.map { try $0[0] })
    }
}

/// A lead's cells, opened with its own key.
struct LeadCells {
    let id: UUID
    let key: SealingKey
    private let tenant: ID<Tenant>

    /// Nil where the key is gone.
    ///
    /// - Parameter key: the column of the row with the wrapped key.
    init?(_ row: Row, id: UUID, key column: Int, keys: TenantKeys) throws {
        guard let wrapped = try row.getOptional(column, as: [UInt8].self), !wrapped.isEmpty else { return nil }
        key = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }
        self.id = id
        tenant = keys.tenant
    }

    private func place(_ column: String) -> AssociatedData {
        AssociatedData(tenant: tenant.uuid, table: Lead.resource.table, column: column, row: id)
    }

    /// A cell's text; nil where it is empty.
    func text(_ name: String, in row: Row, _ column: Int) throws -> String? {
        guard let sealed = try row.getOptional(column, as: [UInt8].self), !sealed.isEmpty else { return nil }
        return String(decoding: try key.open(sealed, for: place(name)), as: UTF8.self)
    }

    /// A text sealed for a cell.
    func seal(_ text: String, for name: String) throws -> [UInt8] { try key.seal(Array(text.utf8), for: place(name)) }
}
