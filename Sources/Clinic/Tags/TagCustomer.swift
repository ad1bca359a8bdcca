public import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Gives a customer a tag. Asked twice it is done once. Bulk work calls it customer by customer.
public struct TagCustomer: Sendable {
    /// Until when.
    public enum Until: Sendable, Hashable {
        /// As long as the tag says; one that is there already stays as it is.
        case usual
        case forever
        case time(Instant)
    }

    /// Tags of a customer at one time.
    static let most = 100
    /// The longest that a tag is given for.
    static let longest: Duration = .seconds(3650 * 86_400)

    public let customer: ID<Customer>
    public let tag: ID<Tag>
    public let until: Until

    public init(_ customer: ID<Customer>, _ tag: ID<Tag>, until: Until = .usual) {
        self.customer = customer
        self.tag = tag
        self.until = until
    }

    /// Reads `{expiresAt?}`; null means that it does not expire.
    public init(_ customer: ID<Customer>, _ tag: ID<Tag>, reading payload: PayloadReader, at now: Instant) {
        var until = Until.usual
        if payload.has("expiresAt") {
            if payload.isNull("expiresAt") {
                until = .forever
            } else if let text = payload.text("expiresAt", max: 40) {
                if let instant = Instant(text) {
                    if instant <= now || instant > now.advanced(by: TagCustomer.longest) { payload.refuse("expiresAt", "range") }
                    until = .time(instant)
                } else {
                    payload.refuse("expiresAt", "pattern")
                }
            }
        }
        self.init(customer, tag, until: until)
    }

    /// Writes it and answers with the row's id.
    ///
    /// In an exclusive group the new tag replaces the one that is there: a person who sets 干性 means that 油性 was wrong. In a group with
    /// a maximum nothing goes by itself, since nobody could tell which.
    ///
    /// - Throws: `resource.not_found` where the customer is not the actor's to tag or there is no such tag; `access.denied` where he may
    ///   not write tags there; `tag.archived`, `tag.not_manual`, `tag.group_full`, `tag.too_many`.
    public func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> UUID {
        let (row, branch) = try TagCustomer.lock(customer, as: actor, keys: keys, at: now, in: tx)
        let (definition, group) = try defined(by: actor.tenant, in: tx)
        let held = try tx.execute(TagQueries.held(by: customer.uuid, at: now, tenant: actor.tenant)).map { row in
            Held(id: try row[0], tag: try row[1], group: try row[2], expiresAt: try row.getOptional(3))
        }
        let same = held.filter { $0.tag == tag.uuid }
        let expiresAt: Instant? =
            switch until {
            case .usual: definition.lifetimeDays.map { now.advanced(by: .seconds(Int64($0) * 86_400)) }
            case .forever: nil
            case .time(let instant): instant
            }
        if let there = same.last, until == .usual || there.expiresAt == expiresAt { return there.id }
        let others = held.filter { $0.group == group.id.uuid && $0.tag != tag.uuid }
        if let maximum = group.maximum, Set(others.map(\.tag)).count >= Int(maximum) {
            throw Failure(
                .tagGroupFull,
                detail: LocalizedText("“\(group.name)”每位客户最多 \(maximum) 个", "“\(group.nameEnglish ?? group.name)” allows \(maximum)"),
                extra: ["groupId": .string(group.id.description), "maximum": .integer(Int64(maximum))])
        }
        if Set(held.map(\.tag)).count >= TagCustomer.most, same.isEmpty { throw Failure(.tagTooMany) }
        let id = ID<CustomerTag>.new(at: now).uuid
        let replaced = group.isExclusive ? others : []
        if !same.isEmpty { tx.enqueue(TagQueries.end(same.map(\.id), .renewed, by: actor.user, at: now, tenant: actor.tenant)) }
        if !replaced.isEmpty { tx.enqueue(TagQueries.end(replaced.map(\.id), .replaced, by: actor.user, at: now, tenant: actor.tenant)) }
        tx.enqueue(
            TagQueries.give(
                id, tag, to: customer.uuid, branch: branch, source: .manual, by: actor.user, until: expiresAt, at: now, tenant: actor.tenant
            ))
        try TagCustomer.tell(
            .tagCustomer, kind: "tagged", customer, row: id, branch: branch, key: row, from: replaced.map(\.tag), to: [tag.uuid], as: actor,
            keys: keys, at: now, in: tx)
        return id
    }

    private struct Held {
        let id: UUID
        let tag: UUID
        let group: UUID
        let expiresAt: Instant?
    }

    private func defined(by tenant: ID<Tenant>, in tx: Transaction) throws -> (Tag, TagGroup) {
        guard let row = try tx.execute(TagQueries.tag(tag, tenant: tenant)).first else { throw Failure(.notFound) }
        let tag = try Tag(row)
        guard let row = try tx.execute(TagQueries.group(tag.group, tenant: tenant)).first else { throw Failure(.notFound) }
        let group = try TagGroup(row)
        guard tag.kind == .manual else { throw Failure(.tagNotManual) }
        guard !tag.isArchived, !group.isArchived else { throw Failure(.tagArchived) }
        return (tag, group)
    }

    /// The customer's row, held until the end of the transaction: of two people who tag him one waits.
    static func lock(
        _ customer: ID<Customer>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> (row: LockedRow, branch: UUID) {
        let resource = Customer.resource
        let view = actor.rights.view(of: resource)
        guard let tags = resource.position(of: "tags"),
            let row = try ResourceWriter(resource, keys: keys).lock(
                customer.uuid, fields: [], action: .tagCustomer, view: view, for: actor, at: now, in: tx),
            let branch = row.branch
        else { throw Failure(.notFound) }
        guard view.right(on: tags, in: row.bits).allowsWriting else { throw Failure(.forbidden) }
        return (row, branch.uuid)
    }

    /// Timeline, other systems, audit. The timeline names the row and not the tag: who may not read tags learns that there was one.
    static func tell(
        _ action: Action, kind: String, _ customer: ID<Customer>, row: UUID, branch: UUID, key: LockedRow, from: [UUID], to: [UUID],
        as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        let resource = Customer.resource
        tx.enqueue(
            CustomerQueries.timeline(
                customer.uuid, kind: kind, branch: branch, objectType: "customer_tag", object: row, fields: ["tags"], actor: actor, at: now)
        )
        WebhookEvent(.customerChanged, of: resource.name, customer.uuid, fields: ["tags"]).tell(as: actor, at: now, in: tx)
        func ids(_ ids: [UUID]) -> JSONValue {
            ids.isEmpty ? .null : .string(ids.map { $0.uuidString.lowercased() }.joined(separator: ","))
        }
        try AuditTrail.record(
            AuditEvent(
                action, on: resource.name, customer.uuid, branch: ID(branch), customer: customer.uuid, fields: ["customer.tags"],
                links: [Release(object: customer.uuid, customer: customer.uuid, field: "customer.tags")],
                body: ["changes": ["customer.tags": ["from": ids(from), "to": ids(to)]]]),
            as: actor, keys: keys, customerKey: key.crm, at: now, in: tx)
    }
}
