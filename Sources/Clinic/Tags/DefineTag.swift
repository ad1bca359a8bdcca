internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Makes a tag, or changes one. Its group is for good: history would otherwise say what never was.
public struct DefineTag: Sendable {
    private let group: ID<TagGroup>?
    private let name: String?
    private let nameEnglish: String??
    private let colour: String??
    private let lifetimeDays: Int32??
    private let archives: Bool?

    /// Reads `{groupId, name, nameEn?, colour?, lifetimeDays?, archived?}`; a change names what it changes, and never the group.
    public init(reading payload: PayloadReader, creating: Bool) {
        group = creating ? ID(payload.requiredUUID("groupId")) : nil
        name = creating || payload.has("name") ? payload.requiredText("name", max: 40) : nil
        nameEnglish = payload.has("nameEn") ? .some(payload.text("nameEn", max: 60)) : nil
        colour = payload.has("colour") ? .some(payload.choice("colour", of: Tag.colours)) : nil
        lifetimeDays = payload.has("lifetimeDays") ? .some(payload.integer("lifetimeDays", in: 1...3650).map { Int32($0) }) : nil
        archives = creating ? nil : payload.boolean("archived")
    }

    /// Makes it; its place is after the others of its group.
    ///
    /// - Throws: `request.invalid` for a group that is not there or archived; `tag.limit`; `tag.name_taken`.
    public func create(_ id: ID<Tag>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Tag {
        try TagRules.requireChain(actor)
        guard let group, let row = try tx.execute(TagQueries.group(group, tenant: actor.tenant, locking: true)).first,
            try !TagGroup(row).isArchived
        else { throw Failure.invalid([Violation(pointer: "/groupId", code: "not_allowed")]) }
        let room = try tx.execute(TagQueries.tagRoom(in: group, tenant: actor.tenant))[0]
        guard try room.get(0, as: Int64.self) < Int64(Tag.most) else { throw Failure(.tagLimit) }
        let place: Int32 = try room[1]
        tx.enqueue(
            """
            insert into app.tag (tenant_id, id, group_id, name, name_en, colour, kind, lifetime_days, position, created_at, updated_at)
            values (\(actor.tenant), \(id), \(group), \(name ?? ""), \(value: nameEnglish ?? nil), \(value: colour ?? nil),
              \(Tag.Kind.manual.rawValue), \(value: lifetimeDays ?? nil), \(place), \(now), \(now))
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// Changes what is named. An archived tag is given to nobody any more; who has it keeps it.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`; `tag.archived` where its group is.
    public func change(_ id: ID<Tag>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Tag
    {
        try TagRules.requireChain(actor)
        guard let row = try tx.execute(TagQueries.tag(id, tenant: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
        let old = try Tag(row)
        guard old.version == version else { throw Failure(.stale) }
        let isArchived = archives ?? old.isArchived
        if old.isArchived, !isArchived, let row = try tx.execute(TagQueries.group(old.group, tenant: actor.tenant)).first,
            try TagGroup(row).isArchived
        {
            throw Failure(.tagArchived)
        }
        let lifetime = lifetimeDays ?? old.lifetimeDays
        if lifetime != nil, old.kind != .manual { throw Failure.invalid([Violation(pointer: "/lifetimeDays", code: "not_allowed")]) }
        let archived: SQL = isArchived ? "coalesce(archived_at, \(now))" : "null"
        tx.enqueue(
            """
            update app.tag set name = \(name ?? old.name), name_en = \(value: nameEnglish ?? old.nameEnglish),
              colour = \(value: colour ?? old.colour), lifetime_days = \(value: lifetime), archived_at = \(archived),
              version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    private func finish(_ id: ID<Tag>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Tag {
        guard let row = try tx.execute(TagQueries.tag(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        let tag = try Tag(row)
        try AuditTrail.record(AuditEvent(.manageTag, on: "tag", id.uuid, body: tag.json), as: actor, keys: keys, at: now, in: tx)
        return tag
    }
}

/// Rules that the definitions share.
enum TagRules {
    /// Tags are the chain's: what one branch's people change is every branch's.
    ///
    /// - Throws: `access.denied` for somebody who holds the action in some branches only.
    static func requireChain(_ actor: Actor) throws {
        guard case .everywhere? = actor.rights.grantedReach(of: .manageTag) else { throw Failure(.forbidden) }
    }
}
