internal import FoundationEssentials
public import HTTPTypes
internal import JSON
public import Postgres

/// Reads one resource for the API: by id and in lists, with the caller's rights in the SQL, and an audit event where a C3 or C4
/// value leaves in clear.
public struct ResourceReader: Sendable {
    private let deployment: Deployment
    private let resource: Resource

    public init(_ resource: Resource, of deployment: Deployment) {
        self.resource = resource
        self.deployment = deployment
    }

    /// One object with every field that the caller may see. Not there and not his are the same `resource.not_found`.
    public func get<Entity>(_ id: ID<Entity>, for call: Call, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let actor = try call.requireActor()
        let selection = Selection(wholeOf: resource, for: actor, at: call.now)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let statement = ResourceQueries.get(id, selection, action: resource.read, for: actor, at: call.now)
        let rows = try await rows(of: statement, selection, for: actor, keys, at: call.now, object: id.uuid)
        guard let row = rows.first else { throw try await absence(of: id.uuid, for: actor, at: call.now) }
        let body = try ResourceEncoder(selection, keys: keys).object(row)
        return .json(body, status: status, version: resource.isVersioned ? try selection.version(of: row) : nil)
    }

    /// Confirms that the caller sees an object, before what hangs on it is listed: what belongs to an unseen object is not an empty
    /// list but not there.
    public func requireVisible<Entity>(_ id: ID<Entity>, for call: Call) async throws {
        let actor = try call.requireActor()
        let nothing = Selection(actor.rights.view(of: resource), fields: [], for: actor, at: call.now)
        let statement = ResourceQueries.get(id, nothing, action: resource.read, for: actor, at: call.now)
        guard try await !deployment.database.fetch(as: actor, [statement])[0].isEmpty else {
            throw try await absence(of: id.uuid, for: actor, at: call.now)
        }
    }

    /// Why a row is not there for somebody: it is not, or not his, or the processing of its customer is restricted.
    private func absence(of id: UUID, for actor: Actor, at now: Instant) async throws -> Failure {
        guard resource.scope.customer != nil else { return Failure(.notFound) }
        let resource = resource
        try await deployment.database.read(as: actor) { tx in
            let view = actor.rights.view(of: resource)
            try BlockedRows.check(id, of: resource, allowing: resource.read, view, for: actor, at: now, in: tx)
        }
        return Failure(.notFound)
    }

    /// A page of a list: filtered, sorted, cut and continued as the query asks.
    ///
    /// - Parameters:
    ///   - narrowing: a condition of the endpoint's own.
    ///   - words: which words of lists of words are shown.
    ///   - reserved: parameters that are the endpoint's own.
    public func list(
        for call: Call, where narrowing: SQL = "true", words: Set<String>? = nil, reserved: Set<String> = []
    ) async throws -> Reply {
        let actor = try call.requireActor()
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let view = actor.rights.view(of: resource)
        let query = try ListQuery(call.query, on: view, reserved: reserved)
        let selection = actor.rights.selection(of: query.fields, from: resource, for: actor, at: call.now)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        // A list below an object (one customer's timeline) is another list below another object.
        let place = ([query.fingerprint] + call.parameters.map(\.value)).joined(separator: "/")
        let position = try query.cursor.map {
            let cursor = try Cursor(opening: $0, keys: keys, user: user, query: place)
            return ListPosition(value: cursor.value, id: cursor.id)
        }
        let statement = ResourceQueries.list(query, selection, after: position, for: actor, at: call.now, where: narrowing)
        let rows = try await rows(of: statement, selection, for: actor, keys, at: call.now, object: nil)
        let page = try Page(rows, limit: query.limit, columns: selection.width)
        let next = try page.next.map {
            try Cursor(value: $0.value, id: $0.id).sealed(keys: keys, user: user, query: place)
        }
        return .json(try ResourceEncoder(selection, keys: keys, words: words).page(page.rows, next: next))
    }

    /// Runs a read in one round trip; one that may release values in clear, or shows what was opened in an emergency, runs in a
    /// transaction with its audit event.
    private func rows(
        of statement: SQL, _ selection: Selection, for actor: Actor, _ keys: TenantKeys, at now: Instant, object: UUID?
    ) async throws -> Rows {
        let opened = selection.view.bitsOpened
        guard selection.mayReleaseInClear || opened != 0 else {
            return try await deployment.database.fetch(as: actor, [statement])[0]
        }
        let action = resource.read
        return try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(statement)
            for event in try selection.readEvents(of: rows, action, object: object) {
                try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
            }
            try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
            return rows
        }
    }
}
