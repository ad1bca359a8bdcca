internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Makes a group of tags, or changes one.
public struct DefineTagGroup: Sendable {
    /// What a request says; nil for what it does not name.
    private let name: String?
    private let nameEnglish: String??
    private let colour: String?
    private let isExclusive: Bool?
    private let maximum: Int32??
    private let archives: Bool?

    /// Reads `{name, nameEn?, colour, exclusive?, maximum?, archived?}`; a change names what it changes.
    public init(reading payload: PayloadReader, creating: Bool) {
        name = creating || payload.has("name") ? payload.requiredText("name", max: 40) : nil
        nameEnglish = payload.has("nameEn") ? .some(payload.text("nameEn", max: 60)) : nil
        colour = creating || payload.has("colour") ? payload.requiredChoice("colour", of: Tag.colours) : nil
        isExclusive = payload.boolean("exclusive")
        maximum = payload.has("maximum") ? .some(payload.integer("maximum", in: 1...50).map { Int32($0) }) : nil
        archives = creating ? nil : payload.boolean("archived")
    }

    /// Makes it; its place is after the others.
    ///
    /// - Throws: `tag.limit`; `tag.name_taken`; `request.invalid` for a maximum of an exclusive group, which has one by being it.
    public func create(_ id: ID<TagGroup>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> TagGroup {
        try TagRules.requireChain(actor)
        let maximum = maximum ?? nil
        try check(isExclusive: isExclusive ?? false, maximum: maximum)
        let room = try tx.execute(TagQueries.groupRoom(tenant: actor.tenant))[0]
        guard try room.get(0, as: Int64.self) < Int64(TagGroup.most) else { throw Failure(.tagLimit) }
        let place: Int32 = try room[1]
        tx.enqueue(
            """
            insert into app.tag_group (tenant_id, id, name, name_en, colour, exclusive, maximum, position, created_at, updated_at)
            values (\(actor.tenant), \(id), \(name ?? ""), \(value: nameEnglish ?? nil), \(colour ?? "grey"), \(isExclusive ?? false),
              \(value: maximum), \(place), \(now), \(now))
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// Changes what is named. Customers keep what they have, also where the new rule would no longer let them have it.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`, `tag.system_kept`, and what creating throws.
    public func change(
        _ id: ID<TagGroup>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> TagGroup {
        try TagRules.requireChain(actor)
        guard let row = try tx.execute(TagQueries.group(id, tenant: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
        let old = try TagGroup(row)
        guard old.version == version else { throw Failure(.stale) }
        // How a group of the program's own looks is all that people say of it.
        if old.systemCode != nil, name != nil || nameEnglish != nil || self.isExclusive != nil || self.maximum != nil || archives != nil {
            throw Failure(.tagSystemKept)
        }
        let isExclusive = isExclusive ?? old.isExclusive
        // Whoever makes a group exclusive need not say that its maximum is gone.
        let maximum = maximum ?? (isExclusive && !old.isExclusive ? nil : old.maximum)
        try check(isExclusive: isExclusive, maximum: maximum)
        if isExclusive || maximum != nil, try tx.execute(TagQueries.hasRules(in: id, tenant: actor.tenant))[0].get(0, as: Bool.self) {
            throw Failure(.tagGroupManualOnly)
        }
        let archived: SQL = (archives ?? old.isArchived) ? "coalesce(archived_at, \(now))" : "null"
        tx.enqueue(
            """
            update app.tag_group set name = \(name ?? old.name), name_en = \(value: nameEnglish ?? old.nameEnglish),
              colour = \(colour ?? old.colour), exclusive = \(isExclusive), maximum = \(value: maximum), archived_at = \(archived),
              version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    private func check(isExclusive: Bool, maximum: Int32?) throws {
        if isExclusive, maximum != nil { throw Failure.invalid([Violation(pointer: "/maximum", code: "not_allowed")]) }
    }

    private func finish(_ id: ID<TagGroup>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> TagGroup {
        guard let row = try tx.execute(TagQueries.group(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        let group = try TagGroup(row)
        try AuditTrail.record(AuditEvent(.manageTag, on: "tag_group", id.uuid, body: group.json), as: actor, keys: keys, at: now, in: tx)
        return group
    }
}
