internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// The search tokens of the two files of a merge, made anew from their values.
enum MergeTokens {
    /// The target's from what he is now; the source has none. Telephone numbers that are not his first one lead to him too, also those that
    /// led to either of the two by merges before. Files that were merged into the source are the target's already.
    static func remake(
        _ target: UUID, _ pair: MergePair, phone: String?, others: [String], keys: TenantKeys, in tx: Transaction,
        _ text: (String) -> String?
    ) throws {
        let before = try MergedPhones.open(of: pair.crmKeys, keys: keys, in: tx).values.flatMap { $0 }
        for row in [pair.source, pair.target] { remove(row.id, keys: keys, in: tx) }
        write(target, phone: phone, keys: keys, in: tx, text)
        IdentityTokens.follow(["idNumber", "wechat"], of: target, isNew: true, keys: keys, in: tx, text)
        let numbers = others.compactMap { PhoneNormalizer.normalize($0) } + before
        MergedPhones.enqueue(numbers, of: target, beside: phone, keys: keys, in: tx)
    }

    /// Both files' own tokens again, and those of what was merged into either before. The source is nobody's again by then.
    static func restore(
        _ rows: [(id: UUID, text: (String) -> String?)], _ pair: MergePair, keys: TenantKeys, in tx: Transaction
    ) throws {
        let before = try MergedPhones.open(of: pair.crmKeys, keys: keys, in: tx)
        for row in rows { remove(row.id, keys: keys, in: tx) }
        for row in rows {
            write(row.id, phone: row.text("phone"), keys: keys, in: tx, row.text)
            IdentityTokens.follow(["idNumber", "wechat"], of: row.id, isNew: true, keys: keys, in: tx, row.text)
            MergedPhones.enqueue(before[row.id] ?? [], of: row.id, beside: row.text("phone"), keys: keys, in: tx)
        }
    }

    private static func remove(_ customer: UUID, keys: TenantKeys, in tx: Transaction) {
        tx.enqueue("delete from app.phone_token where tenant_id = \(keys.tenant) and customer_id = \(customer)")
        CustomerTokens.enqueueRemoval(of: customer, of: keys.tenant, in: tx)
        IdentityTokens.enqueueRemoval(of: customer, of: keys.tenant, in: tx)
    }

    private static func write(
        _ customer: UUID, phone: String?, keys: TenantKeys, in tx: Transaction, _ text: (String) -> String?
    ) {
        let values = CustomerTokens.Values(name: text("name"), phone: phone, wechat: text("wechat"))
        for tokens in CustomerTokens.all(values, keys: keys) { tokens.enqueue(for: customer, of: keys.tenant, in: tx) }
    }
}
