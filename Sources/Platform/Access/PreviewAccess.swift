internal import FoundationEssentials
internal import JSON
internal import Postgres

/// "What would user U see of customer C, and why?", asked by somebody who has U within his units and may see C himself.
enum PreviewAccess {
    /// What is asked for.
    struct Input: Sendable {
        let user: ID<User>
        let resource: Resource
        let object: UUID?

        init(reading payload: PayloadReader, catalog: PermissionCatalog) throws {
            user = ID(payload.requiredUUID("userId"))
            let name = payload.requiredChoice("resource", of: catalog.resources.map(\.name))
            object = payload.uuid("objectId")
            try payload.finish()
            guard let resource = catalog.resources.first(where: { $0.name == name }) else { throw Failure(.notFound) }
            self.resource = resource
        }
    }

    static func run(_ input: Input, _ work: Administration, in database: Database) async throws -> AccessPreview {
        var preview = try await database.read(as: work.actor) { tx in try abstract(input, work, in: tx) }
        if let object = input.object {
            preview.object = try await evaluated(object, preview, work, in: database)
        }
        let answer = preview
        try await database.write(as: work.actor) { tx in
            try work.record(
                AuditEvent(
                    .previewAccess, on: "user", input.user.uuid,
                    body: [
                        "resource": .string(input.resource.name),
                        "objectId": input.object.map { .string($0.uuidString.lowercased()) } ?? .null,
                        "sees": .boolean(answer.sees),
                    ]), in: tx)
        }
        return answer
    }

    /// What the person's grants say, without any object. Grants elsewhere stay out of it: they are none of the asker's business.
    private static func abstract(_ input: Input, _ work: Administration, in tx: Transaction) throws -> AccessPreview {
        let authority = try work.authority(in: tx)
        let rights = try RightsLoader.load(
            input.user, of: work.tenant, at: work.now, crossings: work.catalog.crossings, in: tx
        ).rights
        let all = rights.grants + rights.derived
        let known = all.filter { grant in grant.sources.allSatisfy { authority.holds(.previewAccess, on: $0.unit) } }
        guard !known.isEmpty else { throw Failure(.notFound) }
        return AccessPreview(
            user: input.user, resource: input.resource.extended(by: rights.customFields), grants: known, timeZone: rights.timeZone,
            custom: rights.customFields, isComplete: known.count == all.count)
    }

    /// The portions of the person's view that the object lies in, and why its customer is in his care; without portions when the asker has
    /// nothing to do with such objects, and `resource.not_found` when he has, but not with this one.
    private static func evaluated(
        _ object: UUID, _ preview: AccessPreview, _ work: Administration, in database: Database
    ) async throws -> AccessPreview.Object {
        let resource = preview.resource
        let own = work.actor.rights.view(of: resource)
        guard own.bits(allowing: resource.read) != 0 else { return AccessPreview.Object(id: object, bits: nil) }
        let selection = Selection(own, fields: [], for: work.actor, at: work.now)
        let mine = ResourceQueries.get(
            ID<AccessPreview>(object), selection, action: resource.read, for: work.actor, at: work.now)
        guard try await !database.fetch(as: work.actor, [mine])[0].isEmpty else { throw Failure(.notFound) }

        // As the previewed person in the conditions, as the system in the transaction: his own reach is what is in question.
        let view = preview.view
        guard !view.portions.isEmpty else { return AccessPreview.Object(id: object, bits: 0) }
        let person = Actor(
            person: preview.user, named: "", of: work.tenant, session: ID(preview.user.uuid),
            rights: Rights(portions: preview.grants, timeZone: preview.timeZone), request: work.actor.request, address: nil)
        let columns = view.portions.indices.map { index -> SQL in
            let bit = ResourceView.Bits(1) << ResourceView.Bits(index)
            return "(case when \(view.condition(bit, for: person, at: work.now)) then \(bit) else 0 end)"
        }
        let statement: SQL = """
            select \(columns.joined(separator: " + ")), \(view.reasons(for: person, at: work.now)) from \(resource.source) \
            where t.tenant_id = \(work.tenant) and t.id = \(object)
            """
        let system = Actor.system(of: work.tenant, request: work.actor.request, address: work.actor.address)
        guard let row = try await database.fetch(as: system, [statement])[0].first else { throw Failure(.notFound) }
        let bits: ResourceView.Bits = try row[0]
        guard bits & (view.bitsInCare | view.bitsHanded) != 0 else { return AccessPreview.Object(id: object, bits: bits) }
        let until: [(word: String, until: Instant?)] = [("relation", try row.getOptional(1)), ("booking", try row.getOptional(2))]
        return AccessPreview.Object(
            id: object, bits: bits,
            care: until.compactMap { reason in reason.until.map { AccessPreview.Care(word: reason.word, until: $0) } })
    }
}
