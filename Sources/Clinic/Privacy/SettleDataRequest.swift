internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Ends a request: carries it out, refuses it with a reason, or notes that it was taken back.
public struct SettleDataRequest: Sendable {
    /// How it ends.
    public enum Ending: Sendable {
        case completed
        case refused(reason: String)
        case cancelled
    }

    let id: ID<DataRequest>
    let ending: Ending
    let answer: String?
    /// The number of the certificate, should one be needed.
    let certificateNumber: Int64
    let deployment: Deployment

    /// Reads `{answer?}`, and for a refusal `{reason, answer}`.
    public static func reading(_ payload: PayloadReader, refuses: Bool) -> (ending: Ending, answer: String?) {
        guard refuses else { return (.completed, payload.text("answer", max: 2000)) }
        let reason = payload.requiredChoice("reason", of: DataRequest.refusals)
        return (.refused(reason: reason), payload.requiredText("answer", min: 2, max: 2000))
    }

    public init(
        _ id: ID<DataRequest>, _ ending: Ending, answer: String?, certificateNumber: Int64 = 0, on deployment: Deployment
    ) {
        self.id = id
        self.ending = ending
        self.answer = answer
        self.certificateNumber = certificateNumber
        self.deployment = deployment
    }

    /// What kind a request is, before it is known whether completing it needs a second proof of who sits there. Nil where it is not the
    /// actor's.
    public static func kind(
        of id: ID<DataRequest>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> DataRequestKind {
        try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx).kind
    }

    /// - Throws: `resource.not_found`; `data_request.settled`; `data_request.identity_unchecked`; `data_request.export_missing`;
    ///   `customer.erased` where there is nothing left to do something with.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let request = try OpenDataRequest(id.uuid, as: actor, keys: keys, at: now, in: tx)
        try request.requireOpen()
        var erasure: UUID?
        var reason: String?
        let state: DataRequest.State
        switch ending {
        case .completed:
            state = .completed
            guard request.state == .verified else { throw Failure(.requestUnverified) }
            erasure = try carryOut(request, as: actor, keys: keys, at: now, in: tx)
        case .refused(let why):
            state = .refused
            reason = why
        case .cancelled:
            state = .cancelled
        }
        // After an erasure there is no key to seal an answer under; the certificate is the answer.
        var sealed: SQL = "null"
        var changes: [Int: FieldValue] = [:]
        let resource = DataRequest.resource
        if erasure == nil, let answer, let field = resource.field("answer"), request.lock.crm != nil {
            sealed = try ResourceWriter(resource, keys: keys).parameter(
                .text(answer), for: field, row: id.uuid, crm: request.lock.crm, medical: nil)
            if let position = resource.position(of: "answer") { changes[position] = .text(answer) }
        }
        tx.enqueue(
            """
            update app.data_request set state = \(state.rawValue), settled_at = \(now), settled_by = \(value: actor.user),
              refusal_reason = \(value: reason), answer_sealed = \(sealed), erasure_id = \(value: erasure), version = version + 1
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        try AuditTrail.record(
            AuditEvent(
                .handleDataRequest, on: resource.name, id.uuid, branch: ID(request.branch), customer: request.customer,
                fields: changes.isEmpty ? [] : ["data_request.answer"], purpose: "\(request.kind.rawValue) \(state.rawValue)",
                body: changes.isEmpty ? nil : ResourceWriter(resource, keys: keys).difference(from: [:], to: changes)),
            as: actor, keys: keys, customerKey: changes.isEmpty ? nil : request.lock.crm, at: now, in: tx)
    }

    /// Does what was asked; returns the certificate's id after an erasure.
    private func carryOut(
        _ request: OpenDataRequest, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> UUID? {
        guard request.erasedAt == nil else { throw Failure(.customerErased) }
        switch request.kind {
        case .access, .copy, .transfer:
            let exports: Int64 = try tx.execute(
                "select count(*) from app.data_export where tenant_id = \(actor.tenant) and request_id = \(id)")[0][0]
            if exports == 0 { throw Failure(.requestNotAnswered) }
            return nil
        case .correct:
            return nil
        case .erase:
            return try EraseCustomer(
                ID(request.customer), asked: id, number: certificateNumber, branch: ID(request.branch)
            ).run(as: actor, keys: keys, on: deployment, at: now, in: tx)
        case .restrict:
            try LimitProcessing(request, .restriction).begin(as: actor, keys: keys, at: now, in: tx)
            return nil
        case .object:
            try LimitProcessing(request, .objection).begin(as: actor, keys: keys, at: now, in: tx)
            return nil
        }
    }
}
