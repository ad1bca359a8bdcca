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
    private let days: Int32?
    private let archives: Bool?
    private let rule: SetTagRule?

    /// Reads `{groupId, name, nameEn?, colour?, lifetimeDays?, rule?, days?, archived?}`; a change names what it changes, and never group
    /// or rule. With a rule the tag is of that kind. `days` are for changes of the program's own tags.
    public init(reading payload: PayloadReader, creating: Bool, for actor: Actor) {
        group = creating ? ID(payload.requiredUUID("groupId")) : nil
        name = creating || payload.has("name") ? payload.requiredText("name", max: 40) : nil
        nameEnglish = payload.has("nameEn") ? .some(payload.text("nameEn", max: 60)) : nil
        colour = payload.has("colour") ? .some(payload.choice("colour", of: Tag.colours)) : nil
        lifetimeDays = payload.has("lifetimeDays") ? .some(payload.integer("lifetimeDays", in: 1...3650).map { Int32($0) }) : nil
        days = creating ? nil : payload.integer("days", in: 1...3650).map { Int32($0) }
        archives = creating ? nil : payload.boolean("archived")
        rule = creating && payload.has("rule") ? SetTagRule("rule", reading: payload, for: actor) : nil
        if rule != nil, payload.has("lifetimeDays") { payload.refuse("lifetimeDays", "not_allowed") }
    }

    /// Makes it; its place is after the others of its group.
    ///
    /// - Throws: `request.invalid` for a group that is not there or archived; `tag.limit`; `tag.name_taken`;
    ///   `tag.system_kept` in a group of the program's own.
    public func create(_ id: ID<Tag>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Tag {
        try TagRules.requireChain(actor)
        guard let group, let row = try tx.execute(TagQueries.group(group, tenant: actor.tenant, locking: true)).first,
            case let found = try TagGroup(row), !found.isArchived
        else { throw Failure.invalid([Violation(pointer: "/groupId", code: "not_allowed")]) }
        if found.systemCode != nil { throw Failure(.tagSystemKept) }
        // What a rule gives is not to be refused or replaced by a group.
        if rule != nil, found.isExclusive || found.maximum != nil { throw Failure(.tagGroupManualOnly) }
        let room = try tx.execute(TagQueries.tagRoom(in: group, tenant: actor.tenant))[0]
        guard try room.get(0, as: Int64.self) < Int64(Tag.most) else { throw Failure(.tagLimit) }
        let place: Int32 = try room[1]
        tx.enqueue(
            """
            insert into app.tag (tenant_id, id, group_id, name, name_en, colour, kind, lifetime_days, position, created_at, updated_at)
            values (\(actor.tenant), \(id), \(group), \(name ?? ""), \(value: nameEnglish ?? nil), \(value: colour ?? nil),
              \((rule == nil ? Tag.Kind.manual : .rule).rawValue), \(value: lifetimeDays ?? nil), \(place), \(now), \(now))
            """)
        try rule?.store(id, at: "/rule", as: actor, keys: keys, now: now, in: tx)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// Changes what is named. An archived tag is given to nobody any more; who has it keeps it, but for one that follows a rule.
    ///
    /// - Throws: `resource.not_found`, `resource.stale`; `tag.archived` where its group is; `tag.system_kept` for what people do not say of
    ///   the program's own.
    public func change(_ id: ID<Tag>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Tag
    {
        try TagRules.requireChain(actor)
        guard let row = try tx.execute(TagQueries.tag(id, tenant: actor.tenant, locking: true)).first else { throw Failure(.notFound) }
        let old = try Tag(row)
        guard old.version == version else { throw Failure(.stale) }
        let isArchived = archives ?? old.isArchived
        if old.kind == .system { try checkSystem(old, turnsOn: old.isArchived && !isArchived, for: actor) }
        if days != nil, old.days == nil { throw Failure.invalid([Violation(pointer: "/days", code: "not_allowed")]) }
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
              colour = \(value: colour ?? old.colour), lifetime_days = \(value: lifetime), days = \(value: days ?? old.days), archived_at = \(archived),
              version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        if old.kind == .rule, isArchived != old.isArchived { try TagJobs.compute(id, as: actor, at: now, in: tx) }
        if old.kind == .system { try CustomerChanges.tellEverybody(as: actor, at: now, in: tx) }
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// Of the program's own tags people say the colour, the days, and whether it is on; of a layer's nothing. Who turns one on or says by
    /// how many days it goes could ask himself, everywhere, for what it tells everybody.
    private func checkSystem(_ old: Tag, turnsOn: Bool, for actor: Actor) throws {
        guard let known = old.systemCode.flatMap({ SystemTag.named($0) }), name.map({ $0 == old.name }) ?? true,
            nameEnglish.map({ $0 == old.nameEnglish }) ?? true
        else { throw Failure(.tagSystemKept) }
        let setsDays = days.map { $0 != old.days } ?? false
        guard turnsOn || setsDays else { return }
        let mayFilter =
            known.fields.isEmpty || Criterion.mayAsk(known.fields, in: actor.rights.view(of: Customer.resource), everywhere: true)
        guard mayFilter, TagRules.mayTell(known.actions, actor) else {
            throw Failure.invalid([Violation(pointer: turnsOn ? "/archived" : "/days", code: "not_allowed")])
        }
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

    /// Whether what somebody defines may tell of customers what these actions show: he holds each wherever he sees customers. Who sees
    /// none of them learns nothing from it.
    static func mayTell(_ actions: [Action], _ actor: Actor) -> Bool {
        let view = actor.rights.view(of: Customer.resource)
        let readable = view.bits(allowing: .readCustomer)
        return actions.allSatisfy { readable & ~view.bits(allowing: $0) == 0 }
    }
}
