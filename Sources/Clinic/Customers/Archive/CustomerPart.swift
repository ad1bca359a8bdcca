internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres
internal import Vault

/// A kind of thing that a customer has several of: how it is written, and what happens with it.
struct CustomerPart: Sendable {
    /// One addition, change or removal, with the customer's key at hand.
    struct Work {
        enum Step: Sendable { case added, changed, removed }

        let step: Step
        let id: UUID
        let customer: UUID
        let branch: ID<Unit>
        /// The values as they will be, by position; of a removed one as they were.
        let values: [Int: FieldValue]
        let crm: SealingKey?
        let actor: Actor
        let keys: TenantKeys
        let now: Instant
    }

    let resource: Resource
    /// What a repeated addition is recognised by.
    let operation: StaticString
    /// The segment of its paths: `/v1/customers/{id}/phones`, `/v1/customer-phones/{id}`.
    let path: String
    let chinese: String
    let english: String
    /// What one has to be allowed to write it.
    let write: Action
    /// Whether it may be taken away; what may not ends.
    let isRemovable: Bool
    /// Columns that the server sets when it is added.
    var stamps: @Sendable (Work) -> [(SQLIdentifier, SQL)] = { _ in [] }
    /// Throws where the values do not fit.
    var check: @Sendable (Work, Transaction) throws -> Void = { _, _ in }
    /// What else has to be written, in the same transaction.
    var follow: @Sendable (Work, Transaction) throws -> Void = { _, _ in }
    /// A further condition of what is shown, beside seeing the customer.
    var shown: @Sendable (Actor, Instant) -> SQL = { _, _ in "true" }

    static let all: [CustomerPart] = [phones, addresses, warnings, relations]

    static let addresses = CustomerPart(
        resource: CustomerAddress.resource, operation: "addCustomerAddress", path: "addresses", chinese: "地址", english: "address",
        write: .updateCustomer,
        isRemovable: true)

    static let warnings = CustomerPart(
        resource: CustomerWarning.resource, operation: "addWarning", path: "warnings", chinese: "医疗警示", english: "medical warning",
        write: .recordWarning,
        isRemovable: false,
        stamps: { work in [("recorded_by", "\(value: work.actor.user)")] },
        check: { work, _ in
            let resource = CustomerWarning.resource
            func day(_ name: String) -> LocalDate? {
                if case .date(let day)? = resource.position(of: name).flatMap({ work.values[$0] }) { day } else { nil }
            }
            if let since = day("since"), let until = day("until"), until < since {
                throw Failure.invalid([Violation(pointer: "/until", code: "range")])
            }
        })
}

extension Action {
    /// Say what is medically to be heeded.
    public static let recordWarning = Action("record.warning")
}
