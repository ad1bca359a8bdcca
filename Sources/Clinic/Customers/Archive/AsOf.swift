internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// A moment in a question about the past: `?at=`.
enum AsOf {
    /// What the description says of it.
    static func parameter(at summary: LocalizedText) -> QueryParameter {
        QueryParameter("at", summary: summary, schema: ["type": "string", "format": "date-time"])
    }

    /// The moment that a request names; nil where it names none.
    ///
    /// - Throws: `request.invalid` for what is no moment.
    static func moment(of call: Call) throws -> Instant? {
        guard let text = call.query.all.first(where: { $0.name == "at" })?.value else { return nil }
        guard let moment = Instant(text) else { throw Failure.invalid([Violation(pointer: "/at", code: "pattern")]) }
        return moment
    }
}

/// Which level a customer had at a moment: what the last change before it made of it, or what the first one after it found.
struct LevelAsOf: Sendable {
    let customer: ID<Customer>
    let moment: Instant

    /// `{at, level, since}`. `since` is null where the level was never another before; both are null before the customer was there.
    ///
    /// - Throws: `resource.not_found`; `access.denied` where the level is not the actor's to read there, or by an emergency alone: that opens
    ///   what is.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> JSONValue {
        let view = actor.rights.view(of: Customer.resource)
        let fields = ["level", "createdAt"].compactMap { Customer.resource.position(of: $0) }
        guard fields.count == 2,
            let row = try ResourceWriter(Customer.resource, keys: keys).lock(
                customer.uuid, fields: fields, action: .readCustomer, view: view, for: actor, at: now, locking: false, in: tx)
        else { throw Failure(.notFound) }
        guard fields.allSatisfy({ view.right(on: $0, in: row.bits & ~view.bitsOpened).level >= .read }) else { throw Failure(.forbidden) }
        var (level, since): (String?, Instant?) = (row.values[fields[0]]?.text, nil)
        if let change = try change("l.at <= \(moment)", "desc", of: actor.tenant, in: tx) {
            (level, since) = (change.to, change.at)
        } else if let created = row.values[fields[1]]?.text.flatMap({ Instant($0) }), created > moment {
            level = nil
        } else if let change = try change("l.at > \(moment)", "asc", of: actor.tenant, in: tx) {
            level = change.from
        }
        return [
            "at": .string(moment.description), "level": level.map { .string($0) } ?? .null,
            "since": since.map { .string($0.description) } ?? .null,
        ]
    }

    private func change(
        _ condition: SQL, _ direction: SQL, of tenant: ID<Tenant>, in tx: Transaction
    ) throws -> (from: String, to: String, at: Instant)? {
        try tx.execute(
            """
            select l.from_level, l.to_level, l.at from app.customer_level_change l
            where l.tenant_id = \(tenant) and l.customer_id = \(customer) and \(condition)
            order by l.at \(direction), l.id \(direction) limit 1
            """
        ).first.map { (try $0[0], try $0[1], try $0[2]) }
    }
}
