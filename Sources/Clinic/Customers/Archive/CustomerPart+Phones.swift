internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

extension CustomerPart {
    /// Further phones, found by their tokens like the first one.
    static let phones = CustomerPart(
        resource: CustomerPhone.resource, operation: "addCustomerPhone", path: "phones", chinese: "联系电话", english: "phone",
        write: .updateCustomer, isRemovable: true,
        follow: { work, tx in
            guard let key = work.crm else { return }
            try OtherPhones.remake(of: [work.customer: key], keys: work.keys, in: tx)
        })
}

/// The further phones of customers, and the tokens that they are found by. The whole number has 16 bits, not 128: relatives may carry the
/// same one, so nothing has to decide whose it is, and what is found is compared.
enum OtherPhones {
    static let kinds: [CustomerTokens.Kind] = [.otherLastFour, .otherPhone]

    /// The numbers of these customers, in E.164, whoever may read them: for tokens and for comparing what was found.
    static func open(of customers: [UUID: SealingKey], keys: TenantKeys, in tx: Transaction) throws -> [UUID: [String]] {
        guard !customers.isEmpty else { return [:] }
        let ids = customers.keys.sorted()
        let rows = try tx.execute(
            """
            select customer_id, id, phone_sealed from app.customer_phone where tenant_id = \(keys.tenant) and customer_id = any (\(ids))
            """)
        var numbers: [UUID: [String]] = [:]
        for row in rows {
            let (customer, id, sealed): (UUID, UUID, [UInt8]) = (try row[0], try row[1], try row[2])
            guard let key = customers[customer] else { continue }
            let place = AssociatedData(tenant: keys.tenant.uuid, table: CustomerPhone.resource.table, column: "phone_sealed", row: id)
            let text = String(decoding: try key.open(sealed, for: place), as: UTF8.self)
            if let number = PhoneNormalizer.normalize(text) { numbers[customer, default: []].append(number) }
        }
        return numbers
    }

    /// The tokens of these customers' further phones, anew.
    static func remake(of customers: [UUID: SealingKey], keys: TenantKeys, in tx: Transaction) throws {
        let numbers = try open(of: customers, keys: keys, in: tx)
        for customer in customers.keys.sorted() {
            tx.enqueue(
                """
                delete from app.search_token where tenant_id = \(keys.tenant) and customer_id = \(customer)
                and field = any (\(kinds.map(\.rawValue)))
                """)
            for index in keys.writtenIndexes {
                enqueue(tokens(numbers[customer] ?? [], index).map { ($0, customer) }, index, keys.tenant, in: tx)
            }
        }
    }

    static func tokens(_ numbers: [String], _ index: IndexKey) -> [CustomerTokens.Token] {
        let tokens = numbers.flatMap { number -> [CustomerTokens.Token] in
            let whole = CustomerTokens.Token(kind: .otherPhone, token: CustomerTokens.Kind.otherPhone.token(number, index))
            guard let four = PhoneNormalizer.lastFour(number) else { return [whole] }
            return [whole, CustomerTokens.Token(kind: .otherLastFour, token: CustomerTokens.Kind.otherLastFour.token(four, index))]
        }
        return Set(tokens).sorted { ($0.kind.rawValue, $0.token) < ($1.kind.rawValue, $1.token) }
    }

    /// Writes tokens that are not there yet.
    static func enqueue(
        _ tokens: [(token: CustomerTokens.Token, customer: UUID)], _ index: IndexKey, _ tenant: ID<Tenant>, in tx: Transaction
    ) {
        guard !tokens.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.search_token (tenant_id, key_version, field, token, customer_id)
            select \(tenant), \(index.version), x.field, x.token, x.customer
            from unnest(\(tokens.map(\.token.kind.rawValue)), \(tokens.map(\.token.token)), \(tokens.map(\.customer)))
              as x (field, token, customer)
            on conflict do nothing
            """)
    }
}
