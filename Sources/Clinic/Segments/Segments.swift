internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres

/// The segments' use cases as the API calls them.
struct Segments: Sendable {
    private let deployment: Deployment
    private let customers: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    /// What the caller may ask.
    func criteria(_ call: Call) throws -> Reply {
        let view = try call.requireActor().rights.view(of: Customer.resource)
        let shown = Criteria(view.resource).all.filter { $0.mayBeAsked(in: view) }.map { criterion -> JSONValue in
            var object: JSONObject = [
                "code": .string(criterion.code), "nameZh": .string(criterion.label.chinese), "nameEn": .string(criterion.label.english),
            ]
            switch criterion.kind {
            case .choice(let words):
                object["kind"] = "choice"
                object["choices"] = .array(words.map { .string($0) })
            case .ids:
                object["kind"] = "ids"
                if let own = criterion.own?.custom { object["of"] = .string(own.kind.rawValue) }
            case .tags: object["kind"] = "tags"
            case .number(let range):
                object["kind"] = "number"
                object["minimum"] = .integer(range.lowerBound)
                object["maximum"] = .integer(range.upperBound)
                if criterion.own?.custom?.kind == .money { object["unit"] = "fen" }
            case .instant: object["kind"] = "instant"
            case .date: object["kind"] = "date"
            case .text: object["kind"] = "text"
            case .several(let words):
                object["kind"] = "several"
                object["choices"] = .array(words.map { .string($0) })
            }
            return .object(object)
        }
        return .json((["data": .array(shown)] as JSONValue).serialized)
    }

    /// Of a condition that is not kept.
    func count(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let condition = Predicate.read("condition", of: payload, on: actor.rights.view(of: Customer.resource))
        try payload.finish()
        guard let condition else { throw Failure(.invalid) }
        return try await count(condition, call)
    }

    func countOf(_ call: Call) async throws -> Reply {
        let segment = try await found(call)
        return try await count(try usable(segment), call)
    }

    /// A page of the list of customers, narrowed to the condition: fields, filters and rights are the list's.
    func members(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let segment = try await found(call)
        let narrowing = try Segmentation.narrowing(try usable(segment), for: actor, at: call.now)
        guard actor.rights.allows(.readCustomer) else { throw Failure(.forbidden) }
        return try await customers.list(for: call, where: narrowing)
    }

    func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let rows = try await deployment.database.fetch(as: actor, [SegmentQueries.segments(tenant: actor.tenant)])[0]
        let criteria = Criteria(for: actor)
        return .json((["data": .array(try rows.map { try Segment($0, by: criteria).json(for: actor) })] as JSONValue).serialized)
    }

    func get(_ call: Call) async throws -> Reply {
        let segment = try await found(call)
        return .json(segment.json(for: try call.requireActor()).serialized, version: segment.version)
    }

    func create(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let keep = KeepSegment(reading: payload, creating: true, for: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let (id, now) = (ID<Segment>.new(at: call.now), call.now)
        let segment = try await deployment.database.write(as: actor) { tx in try keep.create(id, as: actor, keys: keys, at: now, in: tx) }
        return .json(
            segment.json(for: actor).serialized, status: .created, version: segment.version, location: "/v1/segments/\(id)")
    }

    func change(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let keep = KeepSegment(reading: payload, creating: false, for: actor)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let (id, now): (ID<Segment>, Instant) = (try call.id("id"), call.now)
        let segment = try await deployment.database.write(as: actor) { tx in
            try keep.change(id, version: version, as: actor, keys: keys, at: now, in: tx)
        }
        return .json(segment.json(for: actor).serialized, version: segment.version)
    }

    /// The last year's days, summed over the branches that the caller sees.
    func snapshots(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let segment = try await found(call)
        _ = try Segmentation.narrowing(try usable(segment), for: actor, at: call.now)
        // Numbers of whole branches are for who sees whole branches, not for who sees his own customers there.
        let reaches = actor.rights.grants.filter {
            $0.rows.basis == .home && $0.rows.relation == .any && $0.actions.contains(.readCustomer)
        }.map(\.rows.reach)
        let branches: [UUID]? =
            reaches.contains(.everywhere)
            ? nil
            : Set(
                reaches.flatMap { reach -> [UUID] in if case .branches(let branches) = reach { branches.map(\.uuid) } else { [] } }
            ).sorted()
        let rows = try await deployment.database.fetch(
            as: actor, [SegmentQueries.snapshots(segment.id, branches: branches, limit: 366, tenant: actor.tenant)])[0]
        let days = try rows.map { row -> JSONValue in
            ["on": .string(try row.get(0, as: LocalDate.self).description), "members": .integer(try row[1])]
        }
        return .json((["data": .array(days)] as JSONValue).serialized)
    }

    private func count(_ condition: Predicate, _ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let counted = try Segmentation.condition(condition, for: actor, at: call.now)
        let rows = try await deployment.database.fetch(as: actor, [SegmentQueries.count(counted, tenant: actor.tenant)])[0]
        let body: JSONValue = ["count": .integer(try rows[0][0]), "at": .string(call.now.description)]
        return .json(body.serialized)
    }

    private func found(_ call: Call) async throws -> Segment {
        let actor = try call.requireActor()
        let id: ID<Segment> = try call.id("id")
        let rows = try await deployment.database.fetch(as: actor, [SegmentQueries.segment(id, tenant: actor.tenant)])[0]
        guard let row = rows.first else { throw Failure(.notFound) }
        return try Segment(row, by: Criteria(for: actor))
    }

    private func usable(_ segment: Segment) throws -> Predicate {
        guard let condition = segment.condition else { throw Failure(.segmentBeyondRights) }
        return condition
    }
}
