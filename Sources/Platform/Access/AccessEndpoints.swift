internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// Roles, grants and the question who sees what.
public enum AccessEndpoints {
    /// The endpoints over a deployment; the catalog says all that can be permitted in it.
    public static func endpoints(_ deployment: Deployment, catalog: PermissionCatalog) -> [Endpoint] {
        let desk = AccessDesk(deployment: deployment, catalog: catalog)
        return RoleEndpoints.endpoints(desk) + ProposalEndpoints.endpoints(desk) + GrantEndpoints.endpoints(desk)
    }
}

/// Where requests about access are taken: opens the transaction and hands it to a use case.
struct AccessDesk: Sendable {
    let deployment: Deployment
    let catalog: PermissionCatalog

    /// The caller at work.
    func work(_ call: Call) async throws -> Administration {
        let actor = try call.requireActor()
        return try Administration(
            actor, catalog: catalog, keys: try await deployment.keys.keys(of: actor.tenant), at: call.now)
    }

    /// Reads in a transaction of the caller.
    func read<Value: Sendable>(
        _ call: Call, _ body: @escaping @Sendable (Administration, Transaction) throws -> Value
    ) async throws -> Value {
        let work = try await work(call)
        return try await deployment.database.read(as: work.actor) { try body(work, $0) }
    }

    /// Writes in a transaction of the caller. This server forgets at once what it kept; the others hear of it.
    ///
    /// Who tries more than he may is noted: the edge knows only that he lacks an action, here it is the role or the unit.
    func write<Value: Sendable>(
        _ call: Call, _ action: Action, _ object: UUID? = nil,
        _ body: @escaping @Sendable (Administration, Transaction) throws -> Value
    ) async throws -> Value {
        let work = try await work(call)
        do {
            let value = try await deployment.database.write(as: work.actor) { try body(work, $0) }
            deployment.forget(work.tenant)
            return value
        } catch let failure as Failure where AccessFailures.denials.contains(failure.code) {
            let kind = action.name.split(separator: ".").last.map(String.init) ?? "access"
            try await AuditTrail.recordDenied(
                AuditEvent(action, on: kind, object, body: ["code": .string(failure.code.code)]), as: work.actor,
                keys: work.keys,
                at: work.now, in: deployment.database)
            throw failure
        }
    }
}

extension Reply {
    /// A small answer that was built as a tree.
    static func json(
        _ value: JSONValue, status: HTTPResponse.Status = .ok, version: Int64? = nil, location: String? = nil
    ) -> Reply {
        .json(value.serialized, status: status, version: version, location: location)
    }

    /// A list that is one page.
    static func list(_ values: [JSONValue], next: String? = nil) -> Reply {
        .json(["data": .array(values), "page": ["next": next.map { .string($0) } ?? .null]] as JSONValue)
    }
}
