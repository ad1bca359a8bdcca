internal import FoundationEssentials
public import Platform
public import Postgres
public import Vault

/// What is written together with many new customers, by the feature whose it is: sealed customer by customer, while their keys are at
/// hand, and written with their flight, after them.
public protocol CustomerBatchPart: Sendable {
    /// Seals what belongs to a customer; pure work for the processor.
    mutating func add(_ customer: NewCustomer, crm: SealingKey, medical: SealingKey, keys: TenantKeys) throws
    /// Writes everything with the next flight.
    func enqueue(for tenant: ID<Tenant>, in tx: Transaction)
}

/// What many new customers have of one kind, each with whose it is and where he is.
struct CustomerBatchRows<Value: Sendable>: Sendable {
    private let given: [ID<Customer>: [Value]]
    private(set) var all: [(customer: UUID, branch: UUID, given: Value)] = []

    init(_ given: [ID<Customer>: [Value]]) {
        self.given = given
    }

    mutating func add(_ customer: NewCustomer) {
        all += (given[customer.id] ?? []).map { (customer.id.uuid, customer.homeBranch.uuid, $0) }
    }
}
