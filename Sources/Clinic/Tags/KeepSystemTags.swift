internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Makes the definitions of the program's own tags: those that there are, and one for each layer in force. What a chain has said of them
/// (off, on, days) stays; a layer that is no more is archived.
struct KeepSystemTags {
    let layers: [Layer]

    /// - Returns: whether anything became different.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> Bool {
        let (tenant, kept) = (actor.tenant, try tx.execute(TagQueries.tags(tenant: actor.tenant)).map { try Tag($0) })
        let known = Dictionary(
            kept.compactMap { tag in tag.systemCode.map { ($0, tag) } }, uniquingKeysWith: { first, _ in first })
        var groups: [SystemTag.Group: ID<TagGroup>] = [:]
        for group in SystemTag.Group.allCases { groups[group] = try self.group(group, tenant: tenant, at: now, in: tx) }
        var changed: [ID<Tag>] = []
        if let group = groups[.state] {
            for (place, tag) in SystemTag.all.enumerated() where known[tag.code] == nil {
                let id = ID<Tag>.new(at: now)
                tx.enqueue(
                    insert(
                        id, in: group, tag.code, tag.name.chinese, tag.name.english, tag.colour, days: tag.days, isOn: tag.isOnAtFirst,
                        place: place, tenant: tenant, at: now))
                changed.append(id)
            }
        }
        if let group = groups[.layer] {
            for (place, layer) in layers.enumerated() {
                let code = SystemTag.code(ofLayer: layer.code)
                if let tag = known[code] {
                    let isSame =
                        tag.name == layer.name && tag.nameEnglish == layer.shownEnglish && tag.colour == layer.colour && !tag.isArchived
                    if isSame { continue }
                    tx.enqueue(
                        """
                        update app.tag set name = \(layer.name), name_en = \(value: layer.shownEnglish), colour = \(layer.colour),
                          archived_at = null, version = version + 1, updated_at = \(now)
                        where tenant_id = \(tenant) and id = \(tag.id)
                        """)
                    changed.append(tag.id)
                } else {
                    let id = ID<Tag>.new(at: now)
                    tx.enqueue(
                        insert(
                            id, in: group, code, layer.name, layer.shownEnglish, layer.colour, days: nil, isOn: true, place: place,
                            tenant: tenant, at: now))
                    changed.append(id)
                }
            }
            let codes = Set(layers.map { SystemTag.code(ofLayer: $0.code) })
            for (code, tag) in known.sorted(by: { $0.key < $1.key })
            where code.hasPrefix("layer.") && !codes.contains(code) && !tag.isArchived {
                tx.enqueue(
                    """
                    update app.tag set archived_at = \(now), version = version + 1, updated_at = \(now)
                    where tenant_id = \(tenant) and id = \(tag.id)
                    """)
                changed.append(tag.id)
            }
        }
        for id in changed {
            guard let row = try tx.execute(TagQueries.tag(id, tenant: tenant)).first else { continue }
            try AuditTrail.record(
                AuditEvent(.manageTag, on: "tag", id.uuid, body: try Tag(row).json), as: actor, keys: keys, at: now, in: tx)
        }
        return !changed.isEmpty
    }

    /// The group, made where it is missing. Where people have one of its name it is told apart.
    private func group(_ group: SystemTag.Group, tenant: ID<Tenant>, at now: Instant, in tx: Transaction) throws -> ID<TagGroup>? {
        let found: SQL = "select g.id from app.tag_group g where g.tenant_id = \(tenant) and g.system_code = \(group.rawValue)"
        if let row = try tx.execute(found).first { return try row[0] }
        let other = group.name.chinese + " · Peony"
        tx.enqueue(
            """
            insert into app.tag_group (tenant_id, id, name, name_en, colour, exclusive, position, system_code, created_at, updated_at)
            select \(tenant), \(ID<TagGroup>.new(at: now)), case when exists (select 1 from app.tag_group g where g.tenant_id = \(tenant)
              and g.name = \(group.name.chinese) and g.archived_at is null) then \(other) else \(group.name.chinese) end,
              \(group.name.english), \(group.colour), false,
              (select coalesce(max(g.position), -1) + 1 from app.tag_group g where g.tenant_id = \(tenant)), \(group.rawValue), \(now), \(now)
            on conflict do nothing
            """)
        return try tx.execute(found).first?.get(0, as: ID<TagGroup>.self)
    }

    private func insert(
        _ id: ID<Tag>, in group: ID<TagGroup>, _ code: String, _ name: String, _ english: String?, _ colour: String, days: Int32?,
        isOn: Bool, place: Int, tenant: ID<Tenant>, at now: Instant
    ) -> SQL {
        let archived: SQL = isOn ? "null" : "\(now)"
        return """
            insert into app.tag (tenant_id, id, group_id, name, name_en, colour, kind, position, system_code, days, archived_at, created_at,
              updated_at)
            values (\(tenant), \(id), \(group), \(name), \(value: english), \(colour), 'system', \(Int32(place)), \(code), \(value: days),
              \(archived), \(now), \(now))
            on conflict do nothing
            """
    }
}

extension Layer {
    /// Its English name, where it has one.
    var shownEnglish: String? { nameEnglish.flatMap { $0.isEmpty ? nil : $0 } }
}
