internal import FoundationEssentials
public import Platform
public import Postgres
public import Vault

/// What stands in many new customers' records besides the person, a statement a table: further phones with their tokens, warnings,
/// relations, lanes, levels.
public struct ArchiveBatch: CustomerBatchPart {
    private typealias Of<Value> = (customer: UUID, branch: UUID, value: Value)

    private let records: [ID<Customer>: NewCustomer.Archive]
    private var phones: [Of<(phone: NewCustomer.Archive.Phone, sealed: [UInt8], at: Instant)>] = []
    private var tokens: [(index: IndexKey, token: CustomerTokens.Token, customer: UUID)] = []
    private var warnings: [Of<(warning: NewCustomer.Archive.Warning, sealed: [UInt8]?, at: Instant)>] = []
    private var relations: [Of<(relation: NewCustomer.Archive.Relation, at: Instant)>] = []
    private var lanes: [Of<NewCustomer.Archive.Lane>] = []
    private var levels: [Of<NewCustomer.Archive.Level>] = []

    public init(_ records: [ID<Customer>: NewCustomer.Archive]) {
        self.records = records
    }

    public mutating func add(_ customer: NewCustomer, crm: SealingKey, medical: SealingKey, keys: TenantKeys) throws {
        guard let record = records[customer.id] else { return }
        let (id, branch, at) = (customer.id.uuid, customer.homeBranch.uuid, customer.createdAt)
        for phone in record.phones {
            let place = AssociatedData(
                tenant: keys.tenant.uuid, table: CustomerPhone.resource.table, column: "phone_sealed", row: phone.id)
            phones.append((id, branch, (phone, try crm.seal(Array(phone.phone.utf8), for: place), at)))
        }
        let numbers = record.phones.compactMap { PhoneNormalizer.normalize($0.phone) }
        for index in keys.writtenIndexes { tokens += OtherPhones.tokens(numbers, index).map { (index, $0, id) } }
        for warning in record.warnings {
            let place = AssociatedData(
                tenant: keys.tenant.uuid, table: CustomerWarning.resource.table, column: "detail_sealed", row: warning.id)
            warnings.append((id, branch, (warning, try warning.detail.map { try medical.seal(Array($0.utf8), for: place) }, at)))
        }
        relations += record.relations.map { (id, branch, ($0, at)) }
        lanes += record.lanes.map { (id, branch, $0) }
        levels += record.levels.map { (id, branch, $0) }
    }

    public func enqueue(for tenant: ID<Tenant>, in tx: Transaction) {
        enqueuePhones(tenant, in: tx)
        if !warnings.isEmpty {
            tx.enqueue(
                """
                insert into app.customer_warning (tenant_id, id, customer_id, branch_id, kind, severity, detail_sealed, since_on, until_on,
                  recorded_by, created_at, updated_at)
                select \(tenant), x.id, x.customer, x.branch, x.kind, x.severity, x.detail, x.since, x.until, x.by, x.at, x.at
                from unnest(\(warnings.map(\.value.warning.id)), \(warnings.map(\.customer)), \(warnings.map(\.branch)),
                  \(warnings.map(\.value.warning.kind)), \(warnings.map(\.value.warning.severity)), \(warnings.map(\.value.sealed)),
                  \(warnings.map(\.value.warning.since)), \(warnings.map(\.value.warning.until)),
                  \(warnings.map { $0.value.warning.by?.uuid }), \(warnings.map(\.value.at)))
                  as x (id, customer, branch, kind, severity, detail, since, until, by, at)
                """)
        }
        enqueueRelations(tenant, in: tx)
        if !lanes.isEmpty {
            tx.enqueue(
                """
                insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, until)
                select \(tenant), x.* from unnest(\(lanes.map(\.value.id)), \(lanes.map(\.customer)), \(lanes.map(\.branch)),
                  \(lanes.map(\.value.lane)), \(lanes.map(\.value.user.uuid)), \(lanes.map(\.value.since)), \(lanes.map(\.value.until))) as x
                """)
        }
        if !levels.isEmpty {
            tx.enqueue(
                """
                insert into app.customer_level_change (tenant_id, id, customer_id, branch_id, from_level, to_level, at, changed_by)
                select \(tenant), x.* from unnest(\(levels.map(\.value.id)), \(levels.map(\.customer)), \(levels.map(\.branch)),
                  \(levels.map(\.value.from)), \(levels.map(\.value.to)), \(levels.map(\.value.at)), \(levels.map { $0.value.by?.uuid })) as x
                """)
        }
    }

    private func enqueuePhones(_ tenant: ID<Tenant>, in tx: Transaction) {
        guard !phones.isEmpty else { return }
        tx.enqueue(
            """
            insert into app.customer_phone (tenant_id, id, customer_id, branch_id, relation, phone_sealed, created_at, updated_at)
            select \(tenant), x.id, x.customer, x.branch, x.relation, x.phone, x.at, x.at
            from unnest(\(phones.map(\.value.phone.id)), \(phones.map(\.customer)), \(phones.map(\.branch)),
              \(phones.map(\.value.phone.relation)), \(phones.map(\.value.sealed)), \(phones.map(\.value.at)))
              as x (id, customer, branch, relation, phone, at)
            """)
        for version in Set(tokens.map(\.index.version)).sorted() {
            let part = tokens.filter { $0.index.version == version }
            if let index = part.first?.index { OtherPhones.enqueue(part.map { ($0.token, $0.customer) }, index, tenant, in: tx) }
        }
    }

    private func enqueueRelations(_ tenant: ID<Tenant>, in tx: Transaction) {
        guard !relations.isEmpty else { return }
        // One row from each side, of one pair.
        let sides = relations.flatMap { customer, branch, value in
            let relation = value.relation
            return [
                (relation.id, customer, branch, relation.other.uuid, relation.kind, relation.id, value.at),
                (
                    relation.inverse, relation.other.uuid, relation.otherBranch.uuid, customer,
                    CustomerRelation.inverse[relation.kind] ?? "other", relation.id, value.at
                ),
            ]
        }
        tx.enqueue(
            """
            insert into app.customer_relation (tenant_id, id, customer_id, branch_id, other_customer_id, kind, pair_id, created_at, updated_at)
            select \(tenant), x.id, x.customer, x.branch, x.other, x.kind, x.pair, x.at, x.at
            from unnest(\(sides.map(\.0)), \(sides.map(\.1)), \(sides.map(\.2)), \(sides.map(\.3)), \(sides.map(\.4)), \(sides.map(\.5)),
              \(sides.map(\.6))) as x (id, customer, branch, other, kind, pair, at)
            """)
    }
}
