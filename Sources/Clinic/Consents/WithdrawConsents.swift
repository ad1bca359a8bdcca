internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Ends the consents that a customer takes back, in one call and at once. Taking back is as easy as giving (PIPL 15): no reason is
/// asked for, and what was never given may be withdrawn too.
public struct WithdrawConsents: Sendable {
    let customer: ID<Customer>
    let purposes: [String]
    let channel: String
    let reason: String?

    /// Reads `{purposes, channel, reason?}`; `marketing` stands for every purpose of promotion.
    public init(of customer: ID<Customer>, reading payload: PayloadReader) {
        self.customer = customer
        var purposes: Set<String> = []
        let words = payload.texts("purposes", max: 20, maxLength: 40)
        for (index, word) in words.enumerated() {
            if word == "marketing" {
                purposes.formUnion(ConsentPurpose.marketing.map(\.rawValue))
            } else if ConsentPurpose(rawValue: word) != nil {
                purposes.insert(word)
            } else {
                payload.refuse("purposes", at: index, "choice")
            }
        }
        if words.isEmpty { payload.refuse("purposes", "required") }
        self.purposes = purposes.sorted()
        channel = payload.requiredChoice("channel", of: ConsentChannel.words)
        reason = payload.text("reason", max: 500)
    }

    /// The purposes that held until now.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [String] {
        let customers = Customer.resource
        let branchField = customers.position(of: "homeBranchId").map { [$0] } ?? []
        guard
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: branchField, action: .withdrawConsent, view: actor.rights.view(of: customers), for: actor, at: now,
                in: tx), case .id(let branch)? = branchField.first.flatMap({ about.values[$0] })
        else { throw Failure(.notFound) }
        let resource = Consent.resource
        let writer = ResourceWriter(resource, keys: keys)
        var ended: [String] = []
        for open in try tx.execute(ConsentQueries.given(customer.uuid, purposes: purposes, tenant: actor.tenant)) {
            let id: UUID = try open[0]
            ended.append(try open[1])
            var sealed: [UInt8]?
            if let reason, let crm = about.crm, let field = resource.field("endReason") {
                sealed = try crm.seal(
                    Array(reason.utf8),
                    for: AssociatedData(tenant: actor.tenant.uuid, table: resource.table, column: field.column.name, row: id))
            }
            tx.enqueue(
                ConsentQueries.end(
                    id, as: "withdrawn", by: actor.user, channel: channel, reason: sealed, tenant: actor.tenant, at: now))
            tx.enqueue(
                CustomerQueries.timeline(
                    customer.uuid, kind: "consent_withdrawn", branch: branch, objectType: resource.name, object: id, fields: [],
                    actor: actor, at: now))
        }
        var changes: [Int: FieldValue] = [:]
        if let reason, let position = resource.position(of: "endReason") { changes[position] = .text(reason) }
        try AuditTrail.record(
            AuditEvent(
                .withdrawConsent, on: customers.name, customer.uuid, branch: ID(branch), customer: customer.uuid,
                fields: reason == nil ? [] : ["consent.endReason"], purpose: purposes.joined(separator: ","), rowCount: ended.count,
                body: writer.difference(from: [:], to: changes)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        return ended
    }
}
