public import FoundationEssentials
public import JSON
public import Postgres
public import Vault

/// A row as it stands before a change: locked, opened, with the rights that the actor has in it.
public struct LockedRow: Sendable {
    public let id: UUID
    public let version: Int64
    /// The portions of the actor's rights that the row lies in.
    public let bits: ResourceView.Bits
    /// The branch that it lies in.
    public let branch: ID<Unit>?
    /// Whether it names a customer whom the actor does not see: what tells of him is not his to write.
    public let isHidden: Bool
    /// Present values of the fields asked for, by position.
    public let values: [Int: FieldValue]
    /// The customer's keys, where the row has them.
    public let crm: SealingKey?
    public let medical: SealingKey?
}

/// Seals values into rows, and compares a change with what is there.
public struct ResourceWriter: Sendable {
    public let resource: Resource
    public let keys: TenantKeys

    public init(_ resource: Resource, keys: TenantKeys) {
        self.resource = resource
        self.keys = keys
    }

    /// The bound value for a field's column: sealed for this row, or as it is.
    public func parameter(_ value: FieldValue, for field: Field, row: UUID, crm: SealingKey?, medical: SealingKey?) throws -> SQL {
        guard let slot = field.sealing else { return value.parameter }
        guard let text = value.text else { return "null" }
        guard let key = slot == .crm ? crm : medical else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
        return "\(try key.seal(Array(text.utf8), for: place(field, row)))"
    }

    /// Reads and locks a row that the actor may change. Nil when there is none or it is not his to change.
    ///
    /// - Parameter locking: false where the row is only looked at, for example for its keys.
    public func lock(
        _ id: UUID, fields: [Int], action: Action, view: ResourceView, for actor: Actor, at now: Instant, locking: Bool = true,
        in tx: Transaction
    ) throws -> LockedRow? {
        var list: [SQL] = ["t.id", view.bitsColumn(for: actor, at: now), resource.isVersioned ? "t.version" : "0::int8"]
        for index in fields { list.append(resource.fields[index].value(at: now)) }
        if let holder = resource.keyHolder {
            list.append("\(holder.alias).\(holder.id)")
            list.append("\(holder.alias).crm_key")
            list.append("\(holder.alias).medical_key")
        }
        let branchColumn = list.count
        list.append(resource.scope.branchValue)
        let shown = view.shown(for: actor, at: now)
        if let shown { list.append("\(shown) is not true") }
        let lock: SQL = locking ? " for update of t" : ""
        let rest: SQL = """
            from \(resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(id) \
            and \(view.condition(view.bits(allowing: action), for: actor, at: now))\(lock)
            """
        // Whoever waits for a row reads it as it is now, but what is joined to it as it was when he began to wait: a cell that was sealed anew
        // meanwhile, and the key of before. So the row is locked first, and read by a statement that begins when it is his.
        let isJoined = resource.keyHolder.map { $0.alias != "t" } ?? false
        var statements: [SQL] = locking && isJoined ? ["select t.id \(rest)"] : []
        statements.append("select \(list.joined(separator: ", ")) \(rest)")
        guard let row = try tx.execute(all: statements).last?.first else {
            try BlockedRows.check(id, of: resource, allowing: action, view, for: actor, at: now, in: tx)
            return nil
        }
        var crm: SealingKey?
        var medical: SealingKey?
        if resource.keyHolder != nil {
            if let customer: UUID = try row.getOptional(3 + fields.count) {
                crm = try open(.crm, row, 4 + fields.count, customer)
                medical = try open(.medical, row, 5 + fields.count, customer)
            }
        }
        var values: [Int: FieldValue] = [:]
        for (offset, index) in fields.enumerated() {
            values[index] = try value(of: resource.fields[index], row, 3 + offset, id, crm, medical)
        }
        let isHidden = try shown != nil && row.get(branchColumn + 1, as: Bool.self)
        return LockedRow(
            id: id, version: try row[2], bits: try row[1], branch: try row.getOptional(branchColumn), isHidden: isHidden, values: values,
            crm: crm, medical: medical)
    }

    /// Before and after of changed fields, for the audit: `{"changes": {"customer.name": {"from": …, "to": …}}}`.
    public func difference(from old: [Int: FieldValue], to new: [Int: FieldValue]) -> JSONValue {
        var changes = JSONObject()
        for index in new.keys.sorted() {
            let before = old[index]?.text
            let after = new[index]?.text
            _ = changes.append(
                resource.qualified(resource.fields[index]),
                ["from": before.map { .string($0) } ?? .null, "to": after.map { .string($0) } ?? .null])
        }
        return ["changes": .object(changes)]
    }

    private func place(_ field: Field, _ row: UUID) -> AssociatedData {
        let cell = field.cell(of: row, in: resource.table)
        return AssociatedData(tenant: keys.tenant.uuid, table: cell.table, column: field.column.name, row: cell.row)
    }

    private func open(_ slot: KeySlot, _ row: Row, _ column: Int, _ customer: UUID) throws -> SealingKey? {
        try row.withBytes(column) { try $0.map { try keys.customerKey(slot, wrapped: $0, customer: customer) } }
    }

    private func value(
        of field: Field, _ row: Row, _ column: Int, _ id: UUID, _ crm: SealingKey?, _ medical: SealingKey?
    ) throws -> FieldValue {
        if row.isNull(column) { return .null }
        if let slot = field.sealing {
            guard let key = slot == .crm ? crm : medical else { throw VaultError(.unknownKeyVersion, "the customer's key is gone") }
            let sealed: [UInt8] = try row[column]
            return FieldValue(text: String(decoding: try key.open(sealed, for: place(field, id)), as: UTF8.self), of: field)
        }
        switch field.type {
        case .id: return .id(try row[column])
        case .integer: return .integer(try row[column])
        case .date: return .date(try row[column])
        case .instant: return .text(try row.get(column, as: Instant.self).description)
        case .ids: return .text(try row.get(column, as: [UUID].self).map { $0.uuidString.lowercased() }.joined(separator: ","))
        case .words, .choices: return .words(try row[column])
        case .text, .phone, .idNumber, .choice: return .text(try row[column])
        }
    }
}
