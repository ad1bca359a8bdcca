internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// For whom a view is.
struct SavedViewTarget: Sendable, Equatable {
    let scope: SavedView.Scope
    let role: ID<Role>?
    let branch: ID<Platform.Unit>?

    init(_ view: SavedView) {
        scope = view.scope
        role = view.role
        branch = view.branch
    }

    /// Reads `{scope?, roleId?, branchId?}`; personal without a scope.
    init(reading payload: PayloadReader) {
        let scope =
            SavedView.Scope(rawValue: payload.choice("scope", of: SavedView.Scope.allCases.map(\.rawValue)) ?? "personal") ?? .personal
        let role = payload.uuid("roleId").map { ID<Role>($0) }
        let branch = payload.uuid("branchId").map { ID<Platform.Unit>($0) }
        if scope == .role, role == nil { payload.refuse("roleId", "required") }
        if scope != .role, role != nil { payload.refuse("roleId", "not_allowed") }
        if scope == .branch, branch == nil { payload.refuse("branchId", "required") }
        if scope == .personal, branch != nil { payload.refuse("branchId", "not_allowed") }
        self.scope = scope
        self.role = role
        self.branch = branch
    }

    /// - Throws: `request.invalid` for a role or a branch that is not there; `access.denied` for one that the actor may not share with.
    func check(for actor: Actor, in tx: Transaction) throws {
        guard scope != .personal else { return }
        let found = try tx.execute(SavedViewQueries.targets(role: role, branch: branch, tenant: actor.tenant))[0]
        var violations: [Violation] = []
        if try !found.get(0, as: Bool.self) { violations.append(Violation(pointer: "/roleId", code: "not_allowed")) }
        if try !found.get(1, as: Bool.self) { violations.append(Violation(pointer: "/branchId", code: "not_allowed")) }
        if !violations.isEmpty { throw Failure.invalid(violations) }
        guard SavedView.mayShare(in: branch, actor) else { throw Failure(.forbidden) }
    }
}

/// Keeps a view, or changes one.
struct KeepView: Sendable {
    private let list: String
    private let name: String?
    private let target: SavedViewTarget?
    private let content: ViewContent?
    private let isDefault: Bool?

    /// Reads `{list, name, content, scope?, roleId?, branchId?, default?}`.
    init(creating payload: PayloadReader, for actor: Actor) {
        list = payload.requiredChoice("list", of: SavedView.lists.keys.sorted())
        name = payload.requiredText("name", max: 40)
        target = SavedViewTarget(reading: payload)
        isDefault = payload.boolean("default")
        payload.require("content")
        content = KeepView.content(payload, list, actor)
    }

    /// Reads what a change names; with `scope` it says whole for whom the view is.
    init(changing payload: PayloadReader, list: String, for actor: Actor) {
        self.list = list
        name = payload.has("name") ? payload.requiredText("name", max: 40) : nil
        target = payload.has("scope") ? SavedViewTarget(reading: payload) : nil
        isDefault = payload.boolean("default")
        content = payload.has("content") ? KeepView.content(payload, list, actor) : nil
    }

    private static func content(_ payload: PayloadReader, _ list: String, _ actor: Actor) -> ViewContent? {
        guard let resource = SavedView.lists[list] else { return nil }
        return payload.object("content").map { ViewContent(reading: $0, on: actor.rights.view(of: resource)) }
    }

    /// - Throws: `saved_view.limit`, and what ``SavedViewTarget/check(for:in:)`` throws.
    func create(_ id: ID<SavedView>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> SavedView {
        guard let user = actor.user, let target, let content else { throw Failure(.forbidden) }
        try target.check(for: actor, in: tx)
        let counts = try tx.execute(SavedViewQueries.counts(list, of: user, tenant: actor.tenant))[0]
        let (own, shared): (Int64, Int64) = (try counts[0], try counts[1])
        guard target.scope == .personal ? own < Int64(SavedView.mostPersonal) : shared < Int64(SavedView.mostShared) else {
            throw Failure(.savedViewLimit)
        }
        if isDefault == true { tx.enqueue(SavedViewQueries.dethrone(list, target, of: user, but: id, tenant: actor.tenant)) }
        let stored = String(decoding: content.json.serialized, as: UTF8.self)
        tx.enqueue(
            """
            insert into app.saved_view (tenant_id, id, list, name, scope, owner_id, for_role_id, for_branch_id, content, is_default,
              created_at, updated_at)
            values (\(actor.tenant), \(id), \(list), \(name ?? ""), \(target.scope.rawValue), \(user), \(value: target.role),
              \(value: target.branch), \(stored)::text::jsonb, \(isDefault ?? false), \(now), \(now))
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// - Throws: `resource.not_found` for one that the actor may not change; `resource.stale`.
    func change(
        _ id: ID<SavedView>, version: Int64, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> SavedView {
        let old = try KeepView.lock(id, as: actor, in: tx)
        guard old.version == version else { throw Failure(.stale) }
        let target = target ?? SavedViewTarget(old)
        if target != SavedViewTarget(old) {
            // What others use does not become one's own, and what was one's own is the one's who shares it.
            try target.check(for: actor, in: tx)
        }
        let owner = target.scope == .personal ? actor.user ?? old.owner : old.owner
        let isDefault = isDefault ?? old.isDefault
        if isDefault { tx.enqueue(SavedViewQueries.dethrone(list, target, of: owner, but: id, tenant: actor.tenant)) }
        let stored = String(decoding: (content ?? old.content).json.serialized, as: UTF8.self)
        tx.enqueue(
            """
            update app.saved_view set name = \(name ?? old.name), scope = \(target.scope.rawValue), owner_id = \(owner),
              for_role_id = \(value: target.role), for_branch_id = \(value: target.branch), content = \(stored)::text::jsonb,
              is_default = \(isDefault), version = version + 1, updated_at = \(now)
            where tenant_id = \(actor.tenant) and id = \(id)
            """)
        return try finish(id, as: actor, keys: keys, at: now, in: tx)
    }

    /// The view, held, if the actor may change it.
    static func lock(_ id: ID<SavedView>, as actor: Actor, in tx: Transaction) throws -> SavedView {
        guard let row = try tx.execute(SavedViewQueries.view(id, tenant: actor.tenant, locking: true)).first else {
            throw Failure(.notFound)
        }
        let view = try SavedView(row)
        guard view.mayBeChanged(by: actor) else {
            // One that he sees and may not change is refused; one that he does not see is not there.
            throw Failure(view.isShown(to: actor) ? .forbidden : .notFound)
        }
        return view
    }

    private func finish(_ id: ID<SavedView>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> SavedView {
        guard let row = try tx.execute(SavedViewQueries.view(id, tenant: actor.tenant)).first else { throw Failure(.notFound) }
        let view = try SavedView(row)
        try KeepView.record(.keepView, view, as: actor, keys: keys, at: now, in: tx)
        return view
    }

    /// Names and fields, no value that somebody compared with.
    static func record(
        _ action: Action, _ view: SavedView, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws {
        try AuditTrail.record(
            AuditEvent(
                action, on: "saved_view", view.id.uuid, branch: view.branch,
                fields: view.content.filters.map { view.list + "." + $0.field },
                body: ["scope": .string(view.scope.rawValue), "list": .string(view.list)]),
            as: actor, keys: keys, at: now, in: tx)
    }
}

/// Drops a view.
struct DropView: Sendable {
    let id: ID<SavedView>

    /// - Throws: as changing does.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let view = try KeepView.lock(id, as: actor, in: tx)
        tx.enqueue("delete from app.saved_view where tenant_id = \(actor.tenant) and id = \(id)")
        try KeepView.record(.dropView, view, as: actor, keys: keys, at: now, in: tx)
    }
}
