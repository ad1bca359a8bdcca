internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// The telephone numbers that merges did not choose. They are nobody's first number, and still tell who somebody may be: their tokens lead
/// to the file that is left. The number itself stands in the file that was merged away or, where that one's was chosen, in what the merge
/// kept of the other.
enum MergedPhones {
    /// The numbers that lead to these customers, in E.164, by every merge that stands, also of files that were merged into one of theirs
    /// before.
    ///
    /// Merged files have to be within reach (``MergedRows``), and all branches: it is the server's own work.
    static func open(of customers: [UUID: SealingKey], keys: TenantKeys, in tx: Transaction) throws -> [UUID: [String]] {
        guard !customers.isEmpty else { return [:] }
        let ids = customers.keys.sorted()
        let rows = try tx.execute(
            """
            select c.merged_into, c.id, c.crm_key, c.phone_sealed, m.id, m.target_id, 'phone' = any (m.taken), m.before_sealed
            from app.customer c join app.customer_merge m on m.tenant_id = c.tenant_id and m.source_id = c.id and m.state = 'merged'
            where c.tenant_id = \(keys.tenant) and c.merged_into = any (\(ids)) order by c.merged_into, c.id
            """)
        // What a merge kept is under the key of whom it was merged into then, who may have been merged on since.
        var opened = customers
        for row in rows {
            let id: UUID = try row[1]
            guard let wrapped = try row.getOptional(2, as: [UInt8].self), !wrapped.isEmpty else { continue }
            opened[id] = try wrapped.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: id) }
        }
        var numbers: [UUID: [String]] = [:]
        for row in rows {
            let customer: UUID = try row[0]
            let isSourceChosen: Bool = try row[6]
            let holder: UUID = try row[isSourceChosen ? 5 : 1]
            guard let key = opened[holder], let sealed = try row.getOptional(isSourceChosen ? 7 : 3, as: [UInt8].self), !sealed.isEmpty
            else { continue }
            var text: String?
            if isSourceChosen {
                let merge: UUID = try row[4]
                let before = try MergeSnapshot(
                    opening: sealed, medical: nil, merge: merge, of: keys.tenant, resource: Customer.resource, crm: key, medicalKey: nil)
                text = Customer.resource.position(of: "phone").flatMap { before.values[$0]?.text }
            } else {
                let place = AssociatedData(tenant: keys.tenant.uuid, table: Customer.resource.table, column: "phone_sealed", row: holder)
                text = String(decoding: try key.open(sealed, for: place), as: UTF8.self)
            }
            if let number = text.flatMap({ PhoneNormalizer.normalize($0) }) { numbers[customer, default: []].append(number) }
        }
        return numbers
    }

    /// Lets numbers lead to a customer, beside the one that is his own; travels with the next flight.
    static func enqueue(_ numbers: [String], of customer: UUID, beside own: String?, keys: TenantKeys, in tx: Transaction) {
        let own = own.flatMap { PhoneNormalizer.normalize($0) }
        let others = Set(numbers).filter { $0 != own }.sorted()
        guard !others.isEmpty else { return }
        for index in keys.writtenIndexes {
            tx.enqueue(
                """
                insert into app.phone_token (tenant_id, key_version, token, customer_id, is_primary)
                select \(keys.tenant), \(index.version), x.token, \(customer), false
                from unnest(\(others.map { CustomerTokens.phone($0, index) })) as x (token)
                on conflict do nothing
                """)
        }
    }
}
