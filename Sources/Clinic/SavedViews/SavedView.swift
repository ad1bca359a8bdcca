internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// What a view's id names: a list as somebody likes to see it, under a name.
public struct SavedView: Sendable {
    /// Whose it is.
    enum Scope: String, Sendable, CaseIterable {
        case personal
        case role
        case branch
    }

    /// The lists that have views.
    static let lists: [String: Resource] = ["customer": Customer.resource]
    /// Views of one person for a list, and shared ones of a chain for a list.
    static let mostPersonal = 50
    static let mostShared = 200

    public let id: ID<SavedView>
    let list: String
    let name: String
    let scope: Scope
    let owner: ID<User>
    let role: ID<Role>?
    let branch: ID<Platform.Unit>?
    let content: ViewContent
    let isDefault: Bool
    public let version: Int64

    static let columns: SQL = """
        v.id, v.list, v.name, v.scope, v.owner_id, v.for_role_id, v.for_branch_id, v.content::text, v.is_default, v.version
        """

    init(_ row: Row) throws {
        id = try row[0]
        list = try row[1]
        name = try row[2]
        scope = Scope(rawValue: try row[3]) ?? .personal
        owner = try row[4]
        role = try row.getOptional(5)
        branch = try row.getOptional(6)
        content = ViewContent(stored: try JSONParser.parse(Array(try row.get(7, as: String.self).utf8)))
        isDefault = try row[8]
        version = try row[9]
    }

    /// As somebody may see it. `restricted` says that it filters by what he may not use: his list is longer than the writer's.
    func json(for actor: Actor) -> JSONValue {
        guard let resource = SavedView.lists[list] else { return .null }
        let shown = content.cut(to: actor.rights.view(of: resource))
        return [
            "id": .string(id.description), "list": .string(list), "name": .string(name), "scope": .string(scope.rawValue),
            "ownerId": .string(owner.description), "roleId": role.map { .string($0.description) } ?? .null,
            "branchId": branch.map { .string($0.description) } ?? .null, "content": shown.json, "default": .boolean(isDefault),
            "restricted": .boolean(shown.filters != content.filters), "mayChange": .boolean(mayBeChanged(by: actor)),
            "version": .integer(version),
        ]
    }

    /// Whether it is shown to somebody: his own, one of a role that he holds (there), one of a branch in which he works.
    func isShown(to actor: Actor) -> Bool {
        switch scope {
        case .personal: return owner == actor.user
        case .branch: return branch.map { reaches($0, actor) } ?? false
        case .role:
            return actor.rights.grants.contains { portion in
                portion.sources.contains { $0.role == role } && (branch.map { portion.rows.reaches($0) } ?? true)
            } || mayBeChanged(by: actor)
        }
    }

    /// His own, or one that he may share there.
    func mayBeChanged(by actor: Actor) -> Bool {
        scope == .personal ? owner == actor.user : SavedView.mayShare(in: branch, actor)
    }

    /// Whether somebody may make views for the people of a branch, or of the whole chain.
    static func mayShare(in branch: ID<Platform.Unit>?, _ actor: Actor) -> Bool {
        switch actor.rights.grantedReach(of: .shareView) {
        case nil: false
        case .everywhere?: true
        case .branches(let branches)?: branch.map { branches.contains($0) } ?? false
        }
    }

    private func reaches(_ branch: ID<Platform.Unit>, _ actor: Actor) -> Bool {
        actor.rights.grants.contains { $0.rows.basis == .home && $0.rows.reaches(branch) }
    }
}
