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

    /// The version of the index key that they are made with.
    public let version: Int32
    /// 16 bytes for the whole number; nil without a phone.
    public let phone: [UInt8]?
    public let lastFour: Int32?
    public let nameParts: [Int32]

    /// Tokens of a name and a phone, both as they are sealed.
    public init(name: String?, phone: String?, index: IndexKey) {
        version = index.version
        let number = phone.flatMap { PhoneNormalizer.normalize($0) }
        self.phone = number.map { CustomerTokens.phone($0, index) }
        lastFour = number.flatMap { PhoneNormalizer.lastFour($0) }.map { CustomerTokens.lastFour($0, index) }
        let parts = NameNormalizer.bigrams(of: NameNormalizer.normalize(name ?? ""))
        nameParts = Set(parts.map { CustomerTokens.namePart($0, index) }).sorted()
    }

    /// Tokens with every index key that writes have to use: two while one is being replaced.
    public static func all(name: String?, phone: String?, keys: TenantKeys) -> [CustomerTokens] {
        keys.writtenIndexes.map { CustomerTokens(name: name, phone: phone, index: $0) }
    }

    /// The token of a whole number.
    static func phone(_ number: String, _ index: IndexKey) -> [UInt8] { index.index.exact(number, domain: "phone") }

    /// The token of four digits.
    static func lastFour(_ digits: String, _ index: IndexKey) -> Int32 {
        index.index.short(digits, domain: "phone.last4", bits: lastFourBits)
    }

    /// The token of two neighbouring characters of a normalised name.
    static func namePart(_ part: String, _ index: IndexKey) -> Int32 {
        index.index.short(part, domain: "name.part", bits: namePartBits)
    }

    /// Writes the tokens of a customer; travels with the next flight.
    func enqueue(for customer: UUID, of tenant: ID<Tenant>, withPhone: Bool = true, in tx: Transaction) {
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
