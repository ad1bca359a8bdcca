internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Writes down by hand that a customer was there.
public struct RecordVisit: Sendable {
    public let id: ID<Visit>
    public let customer: ID<Customer>
    private let day: LocalDate?
    private let kind: Visit.Kind
    private let place: ID<Unit>?

    /// Reads `{visitedOn?, kind, branchId?}`: today, in the customer's own branch, where nothing else is said.
    public init(_ id: ID<Visit>, of customer: ID<Customer>, reading payload: PayloadReader) {
        self.id = id
        self.customer = customer
        day = payload.date("visitedOn").flatMap { LocalDate($0) }
        kind = Visit.Kind(rawValue: payload.requiredChoice("kind", of: Visit.Kind.allCases.map(\.rawValue))) ?? .arrival
        place = payload.uuid("branchId").map { ID($0) }
    }

    /// Writes it and answers with the row.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to record for; `request.invalid` for a day to come or before
    ///   1970, and for a branch that is not open.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction) throws -> Row {
        let customers = Customer.resource
        guard actor.user != nil,
            let about = try ResourceWriter(customers, keys: keys).lock(
                customer.uuid, fields: [], action: .recordVisit, view: actor.rights.view(of: customers), for: actor, at: now, in: tx),
            let home = about.branch
        else { throw Failure(.notFound) }
        let known = try tx.execute(all: [
            "select (\(now)::timestamptz at time zone \(actor.rights.timeZone)::text)::date",
            CustomerQueries.references(branch: place?.uuid, owner: nil, tenant: actor.tenant),
        ])
        let today: LocalDate = try known[0][0][0]
        let day = day ?? today
        var violations: [Violation] = []
        if day > today || day.daysSince1970 < 0 { violations.append(Violation(pointer: "/visitedOn", code: "range")) }
        if try !known[1][0].get(0, as: Bool.self) { violations.append(Violation(pointer: "/branchId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        try VisitFact(id, of: customer, home: home, at: place ?? home, on: day, kind, from: .desk).write(as: actor, at: now, in: tx)
        let resource = Visit.resource
        var values = FieldChanges(resource)
        values["visitedOn"] = .date(day)
        values["kind"] = .text(kind.rawValue)
        try AuditTrail.record(
            AuditEvent(
                .recordVisit, on: resource.name, id.uuid, branch: home, customer: customer.uuid,
                fields: values.fields.map { resource.qualified(resource.fields[$0]) },
                body: ResourceWriter(resource, keys: keys).difference(from: [:], to: values.values)),
            as: actor, keys: keys, customerKey: about.crm, at: now, in: tx)
        guard let row = try tx.execute(ResourceQueries.get(id, selection, action: .readVisit, for: actor, at: now)).first else {
            throw Failure(.forbidden)
        }
        return row
    }
}
