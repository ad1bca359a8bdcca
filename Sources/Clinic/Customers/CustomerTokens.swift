internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// The blind-index tokens that a customer is found by. What they give away to a thief of the database is said in docs/security.md.
public struct CustomerTokens: Sendable, Equatable {
    /// Which kind a row of `search_token` is.
    enum Kind: Int16 {
        case phoneLastFour = 1
        case namePart = 2
    }

    /// Last four digits fall into 8,192 classes, so a token names about one in eight thousand phones, not one.
    static let lastFourBits = 13
    /// Two characters side by side fall into 65,536 classes.
    static let namePartBits = 16

    /// 16 bytes for the whole number; nil without a phone.
    public let phone: [UInt8]?
    public let lastFour: Int32?
    public let nameParts: [Int32]

    /// Tokens of a name and a phone, both as they are sealed.
    public init(name: String?, phone: String?, keys: TenantKeys) {
        let number = phone.flatMap { PhoneNormalizer.normalize($0) }
        self.phone = number.map { keys.index.exact($0, domain: "phone") }
        lastFour = number.flatMap { PhoneNormalizer.lastFour($0) }.map { CustomerTokens.lastFour($0, keys) }
        nameParts = CustomerTokens.nameParts(name ?? "", keys)
    }

    /// The token of four digits.
    static func lastFour(_ digits: String, _ keys: TenantKeys) -> Int32 {
        keys.index.short(digits, domain: "phone.last4", bits: lastFourBits)
    }

    /// The tokens of a name's neighbouring characters, without repetition.
    static func nameParts(_ name: String, _ keys: TenantKeys) -> [Int32] {
        let parts = NameNormalizer.bigrams(of: NameNormalizer.normalize(name))
        return Set(parts.map { keys.index.short($0, domain: "name.part", bits: namePartBits) }).sorted()
    }

    /// Writes the tokens of a customer; travels with the next flight.
    func enqueue(for customer: UUID, of tenant: ID<Tenant>, version: Int32, withPhone: Bool = true, in tx: Transaction) {
        if withPhone, let phone {
            tx.enqueue(
                """
                insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
                values (\(tenant), \(version), \(phone), \(customer), true)
                """)
        }
        var kinds = nameParts.map { _ in Int32(Kind.namePart.rawValue) }
        var tokens = nameParts
        if let lastFour {
            kinds.append(Int32(Kind.phoneLastFour.rawValue))
            tokens.append(lastFour)
        }
        guard !tokens.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.search_token (tenant_id, key_version, field, token, customer_id)
            select \(tenant), \(version), x.field, x.token, \(customer)
            from unnest(\(kinds), \(tokens)) as x (field, token)
            """)
    }

    /// Takes a customer's tokens away, before new ones are written.
    static func enqueueRemoval(of customer: UUID, of tenant: ID<Tenant>, phone: Bool, in tx: Transaction) {
        if phone { tx.enqueue("delete from app.phone_token where tenant_id = \(tenant) and customer_id = \(customer)") }
        tx.enqueue("delete from app.search_token where tenant_id = \(tenant) and customer_id = \(customer)")
    }
}
