internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Makes a custom role out of another: a copy, or less than a copy. It belongs to a unit and is granted there and below.
enum CreateRole {
    /// The roles that a tenant may have; the list of roles is one page.
    static let maximumRoles = 300

    /// What is asked for.
    struct Input: Sendable {
        let code: String
        let name: LocalizedText
        let base: ID<Role>
        let unit: ID<Unit>
        /// Nil copies the base.
        let content: RoleContent?

        init(reading payload: PayloadReader, catalog: PermissionCatalog) throws {
            code = payload.requiredText("code", min: 2, max: 63)
            let letters = Array(code.utf8)
            if !letters.allSatisfy({ (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f })
                || !(letters.first.map { (0x61...0x7a).contains($0) } ?? false)
            {
                payload.refuse("code", "pattern", limit: "[a-z][a-z0-9_]*")
            }
            name = LocalizedText(payload.requiredText("nameZh", max: 40), payload.requiredText("nameEn", max: 60))
            base = ID(payload.requiredUUID("basedOn"))
            unit = ID(payload.requiredUUID("unitId"))
            content = payload.object("content").map { RoleContent(reading: $0, catalog: catalog) }
            try payload.finish()
        }
    }

    /// The new role's id.
    static func run(_ input: Input, _ work: Administration, in tx: Transaction) throws -> ID<Role> {
        let authority = try work.authority(in: tx)
        let base = try authority.visibleRole(input.base)
        guard authority.units.nodes[input.unit]?.isOpen == true else { throw Failure(.notFound) }
        try authority.require(.createRole, granting: base, on: input.unit)
        // What a fixed role holds belongs to that role alone, under that name.
        guard authority.template(of: base)?.isFixed == false else { throw Failure(.roleFixed) }
        guard work.catalog.template(input.code) == nil else { throw Failure(.roleCodeTaken) }
        guard authority.roles.all.count < maximumRoles else { throw Failure(.roleTooMany) }

        // The base stays as it is until the copy stands, so that a narrowing of the base finds the copy.
        let line = authority.roles.line(of: base)
        let (family, contents) = try work.contents(of: line, locking: .share, in: tx)
        guard family[base.id]?.isActive == true, let whole = contents[base.id] else { throw Failure(.roleRetired) }
        let content = input.content ?? whole
        try authority.requireKnown(content)
        guard whole.covers(content, in: authority.catalog) else { throw Failure(.roleBeyondBase) }

        let id = ID<Role>.new(at: work.now)
        tx.enqueue(
            """
            insert into app.role (tenant_id, id, code, name_zh, name_en, built_in, based_on, unit_id, row_scope, created_at) \
            values (\(work.tenant), \(id), \(input.code), \(input.name.chinese), \(input.name.english), false, \(base.id), \
            \(input.unit), \(content.relation.rawValue), \(work.now))
            """)
        for statement in RoleQueries.insert(content, of: id, tenant: work.tenant) { tx.enqueue(statement) }
        try work.record(
            AuditEvent(
                .createRole, on: "role", id.uuid, branch: authority.units.branch(of: input.unit),
                body: [
                    "code": .string(input.code), "basedOn": .string(base.code),
                    "unitId": .string(input.unit.description),
                    "content": content.json,
                ]), in: tx)
        // Now, not at COMMIT: a code that is taken should fail while a failure still has a name.
        try tx.execute("select 1")
        return id
    }
}
