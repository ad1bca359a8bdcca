internal import FoundationEssentials
internal import Pinyin
public import Platform
internal import Postgres
internal import Vault

/// The blind-index tokens that a customer is found by. What they give away to a thief of the database is said in docs/security.md.
public struct CustomerTokens: Sendable, Equatable {
    /// Which kind a row of `search_token` is.
    enum Kind: Int16, Sendable, CaseIterable {
        case phoneLastFour = 1
        /// Two neighbouring characters of the name.
        case namePart = 2
        /// Two neighbouring syllables of the name as it is read.
        case nameSound = 3
        /// The first letters of two neighbouring syllables.
        case nameInitials = 4
        case wechat = 5
        /// The last four digits of a further phone.
        case otherLastFour = 6
        /// A further phone as a whole.
        case otherPhone = 7

        /// Last four digits fall into 8,192 classes, so a token names about one in eight thousand phones, not one; all others into 65,536.
        var bits: Int { self == .phoneLastFour || self == .otherLastFour ? 13 : 16 }

        /// Keeps equal texts of two kinds apart.
        var domain: String {
            switch self {
            case .phoneLastFour, .otherLastFour: "phone.last4"
            case .namePart: "name.part"
            case .nameSound: "name.sound"
            case .nameInitials: "name.initials"
            case .wechat: "wechat"
            case .otherPhone: "phone.other"
            }
        }

        /// The token of a text that is brought into its form already.
        func token(_ text: String, _ index: IndexKey) -> Int32 { index.index.short(text, domain: domain, bits: bits) }
    }

    /// A row of `search_token`.
    struct Token: Sendable, Hashable {
        let kind: Kind
        let token: Int32
    }

    /// What is indexed of a customer, as it is sealed.
    public struct Values: Sendable, Equatable {
        public var name: String?
        public var phone: String?
        public var wechat: String?

        public init(name: String? = nil, phone: String? = nil, wechat: String? = nil) {
            self.name = name
            self.phone = phone
            self.wechat = wechat
        }
    }

    /// Raised when customers are indexed by more than before: ``ReindexCustomers`` then walks through those who are there.
    static let revision: Int32 = 2

    /// No name has more tokens, however many ways there are to read it.
    private static let mostOfName = 64

    /// The version of the index key that they are made with.
    public let version: Int32
    /// 16 bytes for the whole number; nil without a phone.
    public let phone: [UInt8]?
    let tokens: [Token]

    public init(_ values: Values, index: IndexKey) {
        version = index.version
        let number = values.phone.flatMap { PhoneNormalizer.normalize($0) }
        phone = number.map { CustomerTokens.phone($0, index) }
        let name = NameNormalizer.normalize(values.name ?? "")
        let reading = NameReading(name)
        let ofName: [(Kind, [String])] = [
            (.namePart, NameNormalizer.bigrams(of: name)), (.nameSound, reading.pairs), (.nameInitials, reading.initials),
        ]
        var tokens = Set(
            ofName.flatMap { kind, texts in texts.prefix(CustomerTokens.mostOfName).map { Token(kind: kind, token: kind.token($0, index)) }
            })
        if let four = number.flatMap({ PhoneNormalizer.lastFour($0) }) {
            tokens.insert(Token(kind: .phoneLastFour, token: Kind.phoneLastFour.token(four, index)))
        }
        if let wechat = values.wechat.map(NameNormalizer.normalize), !wechat.isEmpty {
            tokens.insert(Token(kind: .wechat, token: Kind.wechat.token(wechat, index)))
        }
        self.tokens = tokens.sorted { ($0.kind.rawValue, $0.token) < ($1.kind.rawValue, $1.token) }
    }

    /// Tokens with every index key that writes have to use: two while one is being replaced.
    public static func all(_ values: Values, keys: TenantKeys) -> [CustomerTokens] {
        keys.writtenIndexes.map { CustomerTokens(values, index: $0) }
    }

    /// The token of a whole number.
    static func phone(_ number: String, _ index: IndexKey) -> [UInt8] { index.index.exact(number, domain: "phone") }

    /// Writes the tokens of a customer; travels with the next flight.
    func enqueue(for customer: UUID, of tenant: ID<Tenant>, withPhone: Bool = true, in tx: Transaction) {
        if withPhone, let phone {
            tx.enqueue(
                """
                insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
                values (\(tenant), \(version), \(phone), \(customer), true)
                """)
        }
        guard !tokens.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.search_token (tenant_id, key_version, field, token, customer_id)
            select \(tenant), \(version), x.field, x.token, \(customer)
            from unnest(\(tokens.map { Int32($0.kind.rawValue) }), \(tokens.map(\.token))) as x (field, token)
            """)
    }

    /// Takes away the tokens of a customer's numbers, before those of a new one are written. Numbers of files that were merged into his
    /// (``MergedPhones``) lead to him still.
    ///
    /// - Parameter numbers: the one that he had and the one that he gets: a token may not be his first one's, where somebody else was given
    ///   the same number, or where the new one led to him already.
    static func enqueueRemoval(of numbers: [String?], of customer: UUID, keys: TenantKeys, in tx: Transaction) {
        let known = numbers.compactMap { $0.flatMap { PhoneNormalizer.normalize($0) } }
        let tokens = keys.indexes.flatMap { index in known.map { CustomerTokens.phone($0, index) } }
        tx.enqueue(
            """
            delete from app.phone_token where tenant_id = \(keys.tenant) and customer_id = \(customer)
            and (is_primary or token = any (\(tokens)))
            """)
    }

    /// Takes away the tokens of a customer's own fields but the number, before new ones are written.
    static func enqueueRemoval(of customer: UUID, of tenant: ID<Tenant>, in tx: Transaction) {
        tx.enqueue(
            """
            delete from app.search_token where tenant_id = \(tenant) and customer_id = \(customer)
            and field <> all (\(OtherPhones.kinds.map(\.rawValue)))
            """)
    }
}
