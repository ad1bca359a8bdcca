internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Gives a role other names. What it holds is changed by proposals only.
enum RenameRole {
    /// What is asked for; nil leaves a name as it is.
    struct Input: Sendable {
        let chinese: String?
        let english: String?

        init(reading payload: PayloadReader) throws {
            for name in ["nameZh", "nameEn"] where payload.isNull(name) { payload.refuse(name, "required") }
            chinese = payload.text("nameZh", max: 40)
            english = payload.text("nameEn", max: 60)
            try payload.finish()
        }
    }

    static func run(_ id: ID<Role>, _ input: Input, version: Int64, _ work: Administration, in tx: Transaction) throws {
        let authority = try work.authority(in: tx)
        let role = try authority.visibleRole(id)
        try authority.requireEditable(role, .updateRole)
        let changed = try tx.execute(
            """
            update app.role set name_zh = \(input.chinese ?? role.name.chinese), name_en = \(input.english ?? role.name.english), \
            version = version + 1 where tenant_id = \(work.tenant) and id = \(id) and version = \(version) and state = 'active'
            """)
        guard changed.affected == 1 else { throw Failure(.stale) }
        try work.record(
            AuditEvent(
                .updateRole, on: "role", id.uuid, branch: role.unit.flatMap(authority.units.branch),
                body: [
                    "before": ["nameZh": .string(role.name.chinese), "nameEn": .string(role.name.english)],
                    "after": [
                        "nameZh": .string(input.chinese ?? role.name.chinese),
                        "nameEn": .string(input.english ?? role.name.english),
                    ],
                ]), in: tx)
    }
}

/// Takes a custom role out of use, and from everybody who holds it.
enum RetireRole {
    static func run(_ id: ID<Role>, _ work: Administration, in tx: Transaction) throws {
        let authority = try work.authority(in: tx)
        let role = try authority.visibleRole(id)
        guard !role.isBuiltIn else { throw Failure(.roleFixed) }
        try authority.requireEditable(role, .updateRole)
        guard authority.holds(.revokeGrant, on: role.unit ?? authority.units.root ?? ID(high: 0, low: 0)) else {
            throw Failure(.roleNotGrantable)
        }
        // A grant takes the role in share, so after this lock none comes any more.
        let (family, _) = try work.contents(of: [role], locking: .update, in: tx)
        guard family[id]?.isActive == true else { throw Failure(.roleRetired) }
        guard !family.derived(from: id).contains(where: \.isActive) else { throw Failure(.roleDerived) }
        let ended = try tx.execute(
            """
            update app.access_grant set state = case state when 'proposed' then 'refused' else 'revoked' end, \
            revoked_by = \(work.user), revoked_at = \(work.now) \
            where tenant_id = \(work.tenant) and role_id = \(id) and state in ('proposed', 'active') returning user_id
            """)
        let holders: [ID<User>] = try ended.map { try $0[0] }
        guard !holders.contains(work.user) else { throw Failure(.grantOwn) }
        tx.enqueue(
            "update app.role set state = 'retired', version = version + 1 where tenant_id = \(work.tenant) and id = \(id)"
        )
        try work.record(
            AuditEvent(
                .updateRole, on: "role", id.uuid, branch: role.unit.flatMap(authority.units.branch),
                rowCount: holders.count,
                body: ["state": "retired", "revokedFrom": .array(holders.map { .string($0.description) })]), in: tx)
        AccessNews.publish(work.tenant, in: tx)
    }
}
