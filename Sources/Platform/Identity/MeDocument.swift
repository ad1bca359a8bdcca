internal import JSON
internal import Postgres

/// Who is signed in and what he may do: enough to build the screens from.
struct MeDocument {
    let actor: Actor
    let catalog: PermissionCatalog

    /// Reads and renders it.
    func json(session: AuthenticatedSession, csrf: String?, in tx: Transaction) throws -> JSONValue {
        guard let user = actor.user else { throw Failure(.unauthenticated) }
        let results = try tx.execute(all: [
            """
            select u.display_name, u.locale, u.totp_enabled, t.slug, t.name, s.locale, s.time_zone, s.compliance_profile,
              (select count(*) from app.recovery_code r where r.tenant_id = u.tenant_id and r.user_id = u.id and r.used_at is null)
            from app.user_account u join app.tenant t on t.id = u.tenant_id join app.tenant_setting s on
              s.tenant_id = u.tenant_id
            where u.tenant_id = \(actor.tenant) and u.id = \(user)
            """,
            UnitTree.statement(of: actor.tenant),
            "select id, code, name_zh, name_en from app.role where tenant_id = \(actor.tenant)",
        ])
        guard let row = results[0].first else { throw Failure(.unauthenticated) }
        let units = try UnitTree(results[1])
        var roles: [ID<Role>: JSONValue] = [:]
        for row in results[2] {
            let id: ID<Role> = try row[0]
            roles[id] = [
                "id": .string(id.description), "code": .string(try row[1]),
                "name": ["zh": .string(try row[2]), "en": .string(try row[3])],
            ]
        }
        var document: JSONObject = [
            "user": [
                "id": .string(user.description), "userName": .text(actor.userName), "displayName": .string(try row[0]),
                "locale": .text(try row.getOptional(1)), "totpEnabled": .boolean(try row[2]),
                "recoveryCodesLeft": .integer(try row[8]),
            ],
            "tenant": [
                "id": .string(actor.tenant.description), "slug": .string(try row[3]), "name": .string(try row[4]),
                "locale": .string(try row[5]), "timeZone": .string(try row[6]),
                "complianceProfile": .string(try row[7]),
            ],
            "session": [
                "id": .string(session.id.description), "expiresAt": .string(session.expiresAt.description),
                "steppedUpAt": .text(session.steppedUpAt?.description),
            ],
            "branches": .array(
                units.branches.filter { actor.rights.visibleReach.contains($0.id) }.map { branch in
                    [
                        "id": .string(branch.id.description), "name": .string(branch.name),
                        "open": .boolean(branch.isOpen),
                    ]
                }),
            "grants": .array(grants(units, roles)),
            "permissions": .array(permissions),
            "resources": .object(resources),
        ]
        if let csrf { document["csrf"] = .string(csrf) }
        if let key = actor.key { document["apiKey"] = ["id": .string(key.id.description), "name": .string(key.name)] }
        return .object(document)
    }

    /// Which role on which unit. A grant that gives several portions of rows is one all the same.
    private func grants(_ units: UnitTree, _ roles: [ID<Role>: JSONValue]) -> [JSONValue] {
        let sources = actor.rights.portions.flatMap(\.sources).sorted { $0.grant < $1.grant }
        return sources.indices.filter { $0 == 0 || sources[$0].grant != sources[$0 - 1].grant }.map { index -> JSONValue in
            let source = sources[index]
            return [
                "id": .string(source.grant.description),
                "role": roles[source.role] ?? ["code": .string(source.roleCode)],
                "unit": [
                    "id": .string(source.unit.description), "name": .text(units.nodes[source.unit]?.name),
                    "kind": .text(units.nodes[source.unit]?.kind),
                ],
            ]
        }
    }

    /// Every action held, and where: `branches` is null for the whole chain.
    private var permissions: [JSONValue] {
        actor.rights.actions.sorted().map { action in
            [
                "action": .string(action.name),
                "branches": MeDocument.branches(actor.rights.reach(of: action) ?? .branches([])),
            ]
        }
    }

    /// For each resource the portions of its rows, with what holds there. Where portions overlap their rights unite.
    private var resources: JSONObject {
        var object = JSONObject()
        for resource in catalog.resources {
            let view = actor.rights.view(of: resource)
            guard !view.portions.isEmpty else { continue }
            object[resource.name] = .array(
                view.portions.indices.map { index in
                    let portion = view.portions[index]
                    var fields = JSONObject()
                    for (position, field) in view.resource.fields.enumerated() {
                        let right = view.right(on: position, in: 1 << ResourceView.Bits(index))
                        guard right != .none else { continue }
                        fields[field.name] = [
                            "level": .string(right.level.word), "uses": .array(right.uses.words.map { .string($0) }),
                        ]
                    }
                    return [
                        "rows": [
                            "branches": MeDocument.branches(portion.rows.reach),
                            "relation": .string(portion.rows.relation.rawValue),
                            "basis": .string(portion.rows.basis.word),
                        ],
                        "actions": .array(
                            portion.actions.filter { catalog.resource(of: $0) == resource.name }.sorted().map {
                                .string($0.name)
                            }),
                        "fields": .object(fields),
                    ]
                })
        }
        return object
    }

    private static func branches(_ reach: RowSet.Reach) -> JSONValue {
        switch reach {
        case .everywhere: .null
        case .branches(let branches): .array(branches.sorted().map { .string($0.description) })
        }
    }
}
