internal import Clinic
internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Writes a chain's own words, before its customers come: groups of tags, tags, rules, segments, fields, notices.
struct ArchiveLoader: Sendable {
    let plan: ArchivePlan
    let deployment: Deployment

    private var chain: ChainPlan { plan.plan.chain }

    /// Writes what is missing, all in one transaction; the chain's own fields as they are then, none for a chain without a director.
    func run() async throws -> [CustomField] {
        guard let (director, officer) = ArchivePlan.keepers(of: chain) else { return [] }
        let (loader, tenant, now) = (self, chain.tenant, deployment.clock.now())
        let keys = try await deployment.keys.keys(of: tenant)
        let system = Actor.system(of: tenant, request: .new(at: now))
        let first: ID<TagGroup> = plan.id(0, 0)
        let fields = try await deployment.database.write(as: system, deadline: .seconds(60)) { tx in
            if try tx.execute("select 1 from app.tag_group where tenant_id = \(tenant) and id = \(first)").isEmpty {
                let rights = try RightsLoader.load(director.id, of: tenant, at: now, in: tx).rights
                let actor = Actor(
                    person: director.id, named: director.userName, of: tenant, session: .new(at: now), rights: rights,
                    request: .new(at: now),
                    address: nil)
                try loader.define(as: actor, officer: officer.id, keys: keys, at: now, in: tx)
            }
            return try CustomField.all(of: tenant, in: tx)
        }
        deployment.forget(tenant)
        return fields
    }

    private func define(as director: Actor, officer: ID<User>, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        func payload<Read>(_ json: JSONValue, _ read: (PayloadReader) throws -> Read) throws -> Read {
            let payload = PayloadReader(json)
            let result = try read(payload)
            try payload.finish()
            return result
        }
        func group(_ place: Int, _ name: String, _ english: String, _ colour: String, isExclusive: Bool) throws -> ID<TagGroup> {
            let id: ID<TagGroup> = plan.id(0, place)
            let group = try payload(
                ["name": .string(name), "nameEn": .string(english), "colour": .string(colour), "exclusive": .boolean(isExclusive)]
            ) { DefineTagGroup(reading: $0, creating: true) }
            _ = try group.create(id, as: director, keys: keys, at: now, in: tx)
            return id
        }
        func tag(_ id: ID<Tag>, in group: ID<TagGroup>, _ name: String, _ english: String, rule: JSONValue? = nil) throws {
            var json: JSONObject = ["name": .string(name), "nameEn": .string(english), "groupId": .string(group.description)]
            if let rule { json["rule"] = rule }
            let tag = try payload(.object(json)) { DefineTag(reading: $0, creating: true, for: director) }
            _ = try tag.create(id, as: director, keys: keys, at: now, in: tx)
        }
        for (place, words) in ArchiveWords.groups.enumerated() {
            let id = try group(place, words.name, words.english, words.colour, isExclusive: words.isExclusive)
            for (inner, word) in words.tags.enumerated() { try tag(plan.id(1, place, inner), in: id, word.name, word.english) }
        }
        let place = ArchiveWords.groups.count
        let ruled = try group(place, "会员动态", "Membership", "blue", isExclusive: false)
        for (inner, rule) in ArchiveWords.rules.enumerated() {
            let condition = try JSONParser.parse(Array(rule.condition.utf8))
            try tag(plan.id(1, place, inner), in: ruled, rule.name, rule.english, rule: condition)
        }
        for (place, segment) in ArchiveWords.segments.enumerated() {
            let condition = try JSONParser.parse(Array(segment.condition.utf8))
            let kept = try payload(["name": .string(segment.name), "condition": condition]) {
                KeepSegment(reading: $0, creating: true, for: director)
            }
            _ = try kept.create(plan.id(3, place), as: director, keys: keys, at: now, in: tx)
        }
        for (place, text) in ArchiveWords.fields.enumerated() {
            let field = try payload(try JSONParser.parse(Array(text.utf8))) { DefineCustomField(reading: $0) }
            _ = try field.run(plan.id(4, place), as: director, keys: keys, at: now, in: tx)
        }
        // In force since the chain opened, so that what was agreed to then counts.
        for (place, notice) in ArchiveWords.notices.enumerated() {
            let (purpose, language) = (notice.purpose.rawValue, Language.chinese.rawValue)
            let digest = ConsentNotice.digest(purpose: purpose, language: language, title: notice.title, body: notice.body)
            tx.enqueue(
                """
                insert into app.consent_notice (tenant_id, id, purpose, language, edition, title, body, digest, requires_renewal, state,
                  created_by, created_at, published_by, published_at)
                values (\(chain.tenant), \(plan.id(2, place) as ID<ConsentNotice>), \(purpose), \(language), 1, \(notice.title), \(notice.body),
                  \(digest), false, 'published', \(value: director.user), \(Calendar.opening), \(officer), \(Calendar.opening))
                """)
        }
    }
}
