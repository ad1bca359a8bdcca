internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

extension CustomerTokens {
    /// The two tables of tokens, for the rotation of an index key.
    public static let index = TokenIndex([("app.phone_token", "is_primary"), ("app.search_token", "field")]) {
        position, limit, filling, keys, tx in
        try fill(after: position, limit: limit, with: filling, keys: keys, in: tx)
    }

    /// Opens what is indexed of customers, whose rows it locks: nobody changes them between the look and the tokens, nor merges them.
    /// Tokens that are there already stay. Merged files have none; they are out of reach before and afterwards.
    static func fill(
        after position: UUID?, limit: Int, with filling: IndexKey, keys: TenantKeys, in tx: Transaction
    ) throws -> WalkedBatch {
        let start: SQL = position.map { "and id > \($0)" as SQL } ?? ""
        let rows = try tx.execute(
            """
            select id, crm_key, name_sealed, phone_sealed, wechat_sealed from app.customer where tenant_id = \(keys.tenant) \(start)
            order by id limit \(Int64(limit)) for update
            """)
        var phones: [(token: [UInt8], customer: UUID)] = []
        var tokens: [(token: Token, customer: UUID)] = []
        var opened: [UUID: SealingKey] = [:]
        for row in rows {
            let id: UUID = try row[0]
            // Whose key was destroyed is found no more.
            guard let wrapped = try row.getOptional(1, as: [UInt8].self), !wrapped.isEmpty else { continue }
            let key = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }
            opened[id] = key
            func text(_ column: Int, _ name: String) throws -> String? {
                guard let sealed = try row.getOptional(column, as: [UInt8].self), !sealed.isEmpty else { return nil }
                let place = AssociatedData(tenant: keys.tenant.uuid, table: Customer.resource.table, column: name, row: id)
                return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
            }
            let values = Values(
                name: try text(2, "name_sealed"), phone: try text(3, "phone_sealed"), wechat: try text(4, "wechat_sealed"))
            let found = CustomerTokens(values, index: filling)
            if let phone = found.phone { phones.append((phone, id)) }
            tokens += found.tokens.map { ($0, id) }
        }
        for (customer, numbers) in try OtherPhones.open(of: opened, keys: keys, in: tx) {
            tokens += OtherPhones.tokens(numbers, filling).map { ($0, customer) }
        }
        tx.enqueue(MergedRows.reach)
        let merged = try MergedPhones.open(of: opened, keys: keys, in: tx)
        tx.enqueue(MergedRows.leave)
        var others: [(token: [UInt8], customer: UUID)] = []
        for row in rows {
            let id: UUID = try row[0]
            others += (merged[id] ?? []).map { (CustomerTokens.phone($0, filling), id) }
        }
        // Where two people were given one number, each under one key alone, it leads to both, and they are looked at as duplicates.
        let written: [(primary: SQL, phones: [(token: [UInt8], customer: UUID)])] = [("true", phones), ("false", phones + others)]
        for (primary, phones) in written {
            tx.enqueue(
                """
                insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
                select \(keys.tenant), \(filling.version), x.token, x.customer, \(primary)
                from unnest(\(phones.map(\.token)), \(phones.map(\.customer))) as x (token, customer)
                on conflict do nothing
                """)
        }
        tx.enqueue(
            """
            insert into app.search_token (tenant_id, key_version, field, token, customer_id)
            select \(keys.tenant), \(filling.version), x.field, x.token, x.customer
            from unnest(\(tokens.map(\.token.kind.rawValue)), \(tokens.map(\.token.token)), \(tokens.map(\.customer)))
              as x (field, token, customer)
            on conflict do nothing
            """)
        return WalkedBatch(count: rows.count, last: try rows.last.map { try $0[0] })
    }
}
