internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// That one customer was merged into another, and whether it was undone.
public enum CustomerMerge {
    /// Why, in somebody's words: under the target's key.
    static let reason = SealedText(table: "app.customer_merge", column: "reason_sealed")
    static let undoReason = SealedText(table: "app.customer_merge", column: "undo_reason_sealed")
    /// What stood in clear before.
    public static let clearTexts = [
        ClearText("reason", as: reason, holder: "target_id"), ClearText("undo_reason", as: undoReason, holder: "target_id"),
    ]

    /// `{id, sourceId, sourceNumber, targetId, state, fields, reason, mergedAt, mergedBy, undoneAt, undoneBy, undoReason, version}`.
    static func json(_ row: Row, view: ResourceView, keys: TenantKeys) throws -> JSONObject {
        let target: UUID = try row[3]
        let key = try row.withBytes(13) { try $0.map { try keys.customerKey(.crm, wrapped: $0, customer: target) } }
        func said(_ text: SealedText, _ column: Int) throws -> JSONValue {
            try text.open(row.getOptional(column), row: row.get(0), key: key, tenant: keys.tenant).map { .string($0) } ?? .null
        }
        let seen = view.visibleFields
        func id(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        }
        func time(_ column: Int) throws -> JSONValue {
            try row.getOptional(column, as: Instant.self).map { .string($0.description) } ?? .null
        }
        func text(_ column: Int) throws -> JSONValue { try row.getOptional(column, as: String.self).map { .string($0) } ?? .null }
        return [
            "id": try id(0), "sourceId": try id(1), "sourceNumber": .integer(try row[2]), "targetId": try id(3), "state": try text(4),
            "fields": .array(try row.get(5, as: [String].self).filter { seen.contains($0) }.map { .string($0) }),
            "reason": try said(reason, 6),
            "mergedAt": try time(7), "mergedBy": try id(8), "undoneAt": try time(9), "undoneBy": try id(10),
            "undoReason": try said(undoReason, 11),
            "version": .integer(try row[12]),
        ]
    }

    /// A merge whose target the actor sees; nil otherwise.
    static func read(
        _ id: ID<CustomerMerge>, as actor: Actor, action: Action, at now: Instant, locking: Bool = false, in tx: Transaction
    ) throws -> Row? {
        let view = actor.rights.view(of: Customer.resource)
        let lock: SQL = locking ? "for update of m" : ""
        return try tx.execute(
            """
            select \(MergeQueries.columns) from app.customer_merge m join app.customer t on t.tenant_id = m.tenant_id and t.id = m.target_id
            where m.tenant_id = \(actor.tenant) and m.id = \(id)
            and \(view.condition(view.bits(allowing: action) & view.bits(allowing: .readCustomer), for: actor, at: now)) \(lock)
            """
        ).first
    }
}
