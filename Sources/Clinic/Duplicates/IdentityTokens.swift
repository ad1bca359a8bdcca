internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// Blind-index tokens of the identity number and the WeChat name, whole and 128 bits long: who else has the same is found without
/// opening anybody's cell. What they give away to a thief of the database (that two files carry the same) is said in docs/security.md.
public struct IdentityTokens: Sendable, Equatable {
    enum Kind: Int16, Sendable {
        case idNumber = 1
        case wechat = 2

        /// What it says when two have the same.
        var evidence: DuplicateEvidence { self == .idNumber ? .idNumber : .wechat }
    }

    struct Token: Sendable, Equatable {
        let kind: Kind
        let version: Int32
        let bytes: [UInt8]
    }

    let tokens: [Token]

    /// Tokens under some index keys: those that are written, or all that are looked up.
    init(_ facts: PersonFacts, indexes: [IndexKey]) {
        tokens = indexes.flatMap { index in
            [
                facts.idNumber.map { Token(kind: .idNumber, version: index.version, bytes: index.index.exact($0, domain: "idNumber")) },
                facts.wechat.map { Token(kind: .wechat, version: index.version, bytes: index.index.exact($0, domain: "wechat")) },
            ].compactMap(\.self)
        }
    }

    /// Writes a customer's tokens in place of those that he has; travels with the next flight.
    static func enqueue(_ facts: PersonFacts, for customer: UUID, keys: TenantKeys, in tx: Transaction) {
        let tokens = IdentityTokens(facts, indexes: keys.writtenIndexes).tokens
        enqueueRemoval(of: customer, of: keys.tenant, in: tx)
        guard !tokens.isEmpty else { return }
        tx.enqueue(insert(tokens.map { ($0, customer) }, tenant: keys.tenant))
    }

    /// Follows what a customer is given or changed to, in the same transaction, so that the next one who asks finds him.
    ///
    /// - Parameters:
    ///   - fields: names of the customer's fields that are written.
    ///   - isNew: he has no tokens yet.
    static func follow(
        _ fields: Set<String>, of customer: UUID, isNew: Bool, keys: TenantKeys, in tx: Transaction, _ text: (String) -> String?
    ) {
        let facts = PersonFacts(
            name: nil, phone: nil, idNumber: fields.contains("idNumber") ? text("idNumber") : nil,
            wechat: fields.contains("wechat") ? text("wechat") : nil, birthday: nil)
        for (name, kind) in [("idNumber", Kind.idNumber), ("wechat", .wechat)] where !isNew && fields.contains(name) {
            tx.enqueue(
                """
                delete from app.identity_token where tenant_id = \(keys.tenant) and customer_id = \(customer) and kind = \(kind.rawValue)
                """)
        }
        let tokens = IdentityTokens(facts, indexes: keys.writtenIndexes).tokens
        if !tokens.isEmpty { tx.enqueue(insert(tokens.map { ($0, customer) }, tenant: keys.tenant)) }
    }

    /// Takes a customer's tokens away.
    static func enqueueRemoval(of customer: UUID, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue("delete from app.identity_token where tenant_id = \(tenant) and customer_id = \(customer)")
    }

    private static func insert(_ rows: [(Token, UUID)], tenant: ID<Tenant>) -> SQL {
        """
        insert into app.identity_token (tenant_id, key_version, kind, token, customer_id)
        select \(tenant), x.version, x.kind, x.token, x.customer
        from unnest(\(rows.map { $0.0.version }), \(rows.map { Int32($0.0.kind.rawValue) }), \(rows.map { $0.0.bytes }),
          \(rows.map { $0.1 })) as x (version, kind, token, customer)
        on conflict do nothing
        """
    }

    /// For the rotation of an index key.
    public static let index = TokenIndex([("app.identity_token", "kind")]) { position, limit, filling, keys, tx in
        let rows = try tx.execute(DuplicateQueries.people(after: position, limit: limit, tenant: keys.tenant))
        var found: [(Token, UUID)] = []
        for row in rows {
            guard let person = try KnownPerson(row, keys: keys) else { continue }
            found += IdentityTokens(person.facts, indexes: [filling]).tokens.map { ($0, person.id) }
        }
        if !found.isEmpty { tx.enqueue(insert(found, tenant: keys.tenant)) }
        return WalkedBatch(count: rows.count, last: try rows.last.map { try $0[0] })
    }
}
