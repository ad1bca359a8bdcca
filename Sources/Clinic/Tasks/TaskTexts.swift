internal import FoundationEssentials
public import Platform
internal import Postgres
internal import Vault

/// Seals what people write into tasks: under the key of the lead, the online request or the customer that a task is about, so that it ends
/// with him, and under a key of the tenant's where it is about none of them.
struct TaskTexts: Sendable {
    /// What the tenant's key for tasks is derived by.
    static let label = "task"
    static let table: SQLIdentifier = "app.task"
    static let title: SQLIdentifier = "title_sealed"
    static let postponeReason: SQLIdentifier = "postpone_reason_sealed"
    static let outcome: SQLIdentifier = "outcome_sealed"

    /// Nil where it was destroyed.
    private let key: SealingKey?
    private let tenant: ID<Tenant>

    /// Of a task that is about nobody.
    init(ofNobody keys: TenantKeys) {
        key = keys.sealing(TaskTexts.label)
        tenant = keys.tenant
    }

    /// Of a task about a lead, a request, a customer or nobody, whose key is read in the transaction's context.
    ///
    /// - Throws: `server.internal` for one whom it does not reach.
    init(lead: UUID?, request: UUID?, customer: UUID?, keys: TenantKeys, in tx: Transaction) throws {
        tenant = keys.tenant
        if let holder = lead ?? request ?? customer {
            let table: SQLIdentifier = lead != nil ? "app.lead" : request != nil ? "app.online_request" : "app.customer"
            let found = try tx.execute("select crm_key from \(table) where tenant_id = \(keys.tenant) and id = \(holder)")
            // Whose key the context does not reach is not one who was erased: what was written would be lost, and nobody would hear of it.
            guard let wrapped = try found.first.map({ try $0.getOptional(0, as: [UInt8].self) }) else { throw Failure(.internalError) }
            key = try wrapped.map { try $0.withUnsafeBytes { try keys.customerKey(.crm, wrapped: $0, customer: holder) } }
        } else {
            key = keys.sealing(TaskTexts.label)
        }
    }

    /// A text for a column of a task; nil for none, and of somebody who was erased.
    func cell(_ text: String?, _ column: SQLIdentifier, of task: UUID) throws -> [UInt8]? {
        guard let text, let key else { return nil }
        let place = AssociatedData(tenant: tenant.uuid, table: TaskTexts.table.name, column: column.name, row: task)
        return try key.seal(Array(text.utf8), for: place)
    }
}

extension WorkTask {
    /// What is under the tenant's key of what is sealed in tasks, for the rotation of keys.
    public static let secrets: [TenantSecret] = [TaskTexts.title, TaskTexts.postponeReason, TaskTexts.outcome].map {
        .column($0, of: TaskTexts.table, label: TaskTexts.label, besides: "holder_id")
    }

    /// What stood in clear before.
    public static let clearTexts: [ClearText] = [
        ClearText("title", as: TaskTexts.title, of: TaskTexts.table, holder: "holder_id", houseKey: TaskTexts.label),
        ClearText("postpone_reason", as: TaskTexts.postponeReason, of: TaskTexts.table, holder: "holder_id", houseKey: TaskTexts.label),
        ClearText("outcome", as: TaskTexts.outcome, of: TaskTexts.table, holder: "holder_id", houseKey: TaskTexts.label),
    ]
}
