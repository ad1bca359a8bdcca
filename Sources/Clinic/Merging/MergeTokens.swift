internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The search tokens of the two files of a merge, made anew from their values.
enum MergeTokens {
    /// The target's from what he is now; the source has none. Telephone numbers that are not his first one lead to him too.
    static func remake(
        _ target: UUID, _ pair: MergePair, phone: String?, others: [String], keys: TenantKeys, in tx: Transaction,
        _ text: (String) -> String?
    ) {
        for row in [pair.source, pair.target] { remove(row.id, keys: keys, in: tx) }
        write(target, phone: phone, keys: keys, in: tx, text)
        IdentityTokens.follow(["idNumber", "wechat"], of: target, isNew: true, keys: keys, in: tx, text)
        for index in keys.writtenIndexes {
            let first = CustomerTokens(CustomerTokens.Values(phone: phone), index: index).phone
            let rest = Set(others.compactMap { CustomerTokens(CustomerTokens.Values(phone: $0), index: index).phone }).filter {
                $0 != first
            }
            for token in rest {
                tx.enqueue(
                    """
                    insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
                    values (\(keys.tenant), \(index.version), \(token), \(target), false) on conflict do nothing
                    """)
            }
        }
    }

    /// Both files' own tokens again.
    static func restore(_ rows: [(id: UUID, text: (String) -> String?)], keys: TenantKeys, in tx: Transaction) {
        for row in rows { remove(row.id, keys: keys, in: tx) }
        for row in rows {
            write(row.id, phone: row.text("phone"), keys: keys, in: tx, row.text)
            IdentityTokens.follow(["idNumber", "wechat"], of: row.id, isNew: true, keys: keys, in: tx, row.text)
        }
    }

    private static func remove(_ customer: UUID, keys: TenantKeys, in tx: Transaction) {
        CustomerTokens.enqueueRemoval(of: customer, of: keys.tenant, phone: true, in: tx)
        IdentityTokens.enqueueRemoval(of: customer, of: keys.tenant, in: tx)
    }

    private static func write(
        _ customer: UUID, phone: String?, keys: TenantKeys, in tx: Transaction, _ text: (String) -> String?
    ) {
        let values = CustomerTokens.Values(name: text("name"), phone: phone, wechat: text("wechat"))
        for tokens in CustomerTokens.all(values, keys: keys) { tokens.enqueue(for: customer, of: keys.tenant, in: tx) }
    }
}
