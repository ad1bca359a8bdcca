internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Makes a key for a program. It acts in its creator's name, with the part of his rights that its scope names.
struct CreateAPIKey: Sendable {
    /// A key ends by itself after this long at the latest.
    static let longest: Duration = .seconds(366 * 86_400)
    /// So many open keys a person may have.
    static let limit: Int64 = 20

    let name: String
    let unit: ID<Unit>
    let scope: RoleContent
    let addresses: [String]
    let expiresAt: Instant

    /// Reads `{name, unitId, actions, fields?, addresses?, expiresAt}`. Without fields the key reads what the role
    /// `integration` reads by default: no contact in clear, nothing medical.
    init(reading payload: PayloadReader, catalog: PermissionCatalog, at now: Instant) {
        name = payload.requiredText("name", max: 40)
        if !name.isEmpty, !CreateAPIKey.isName(name) { payload.refuse("name", "pattern") }
        unit = ID(payload.requiredUUID("unitId"))
        let names = payload.texts("actions", max: 200, maxLength: 80)
        if names.isEmpty { payload.refuse("actions", "required") }
        var fields = catalog.template("integration")?.fields ?? FieldRights()
        if payload.has("fields") {
            var content = RoleContent(relation: .any, actions: [], fields: FieldRights())
            content.read(fieldsOf: payload, catalog: catalog)
            fields = content.fields
        }
        scope = RoleContent(relation: .any, actions: Set(names.map(Action.init(named:))), fields: fields)
        addresses = payload.texts("addresses", max: 50, maxLength: 60)
        for (index, address) in addresses.enumerated() where NetworkRange(address) == nil {
            payload.refuse("addresses", at: index, "pattern")
        }
        let text = payload.requiredText("expiresAt", max: 40)
        let instant = Instant(text)
        if instant == nil, !text.isEmpty { payload.refuse("expiresAt", "pattern") }
        expiresAt = instant ?? now
        if let instant, instant <= now || instant > now.advanced(by: CreateAPIKey.longest) {
            payload.refuse("expiresAt", "range")
        }
    }

    /// Writes it; the only time that the token is seen.
    ///
    /// - Throws: violations for a unit that is not his to make keys on and for actions that he does not hold there or no key may
    ///   have, all in the same words as for what does not exist; `api_key.too_many`. Fails with the constraint
    ///   `api_key_name_among_open` for a name in use.
    func run(
        slug: String, catalog: PermissionCatalog, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> (id: ID<APIKey>, token: APIKeyToken) {
        guard let user = actor.user, actor.key == nil else { throw Failure(.forbidden) }
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
        guard units.covers(actor.rights.units(of: .createAPIKey), unit) else {
            throw Failure.invalid([Violation(pointer: "/unitId", code: "not_allowed")])
        }
        let possible = actor.rights.narrowed(to: scope, under: unit, units: units, in: catalog).actions
        if !scope.actions.isSubset(of: possible) {
            throw Failure.invalid([Violation(pointer: "/actions", code: "choice")])
        }
        // His own row is the lock that lets one request in at a time, and it waits for whoever suspends him now.
        let results = try tx.execute(all: [
            """
            select 1 from app.user_account where tenant_id = \(actor.tenant) and id = \(user) and state = 'active'
            for no key update
            """,
            """
            select count(*) from app.api_key where tenant_id = \(actor.tenant) and created_by = \(user)
            and revoked_at is null and expires_at > \(now)
            """,
        ])
        guard !results[0].isEmpty else { throw Failure(.unauthenticated) }
        guard try results[1][0].get(0, as: Int64.self) < CreateAPIKey.limit else { throw Failure(.apiKeyTooMany) }
        let id = ID<APIKey>.new(at: now)
        let token = APIKeyToken.new(slug: slug)
        tx.enqueue(
            """
            insert into app.api_key (tenant_id, id, name, token_hash, created_by, unit_id, scope, addresses, created_at, expires_at)
            values (\(actor.tenant), \(id), \(name), \(token.hash), \(user), \(unit), \(scope.text), \(addresses), \(now),
              \(expiresAt))
            """)
        try AuditTrail.record(
            AuditEvent(
                .createAPIKey, on: "api_key", id.uuid, branch: units.branch(of: unit),
                body: [
                    "name": .string(name), "unitId": .string(unit.description), "scope": scope.json,
                    "addresses": .array(addresses.map { .string($0) }), "expiresAt": .string(expiresAt.description),
                ]), as: actor, keys: keys, at: now, in: tx)
        return (id, token)
    }

    /// Lower-case letters, digits and hyphens; 2 to 40, a letter first.
    private static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isLetter = { (byte: UInt8) in (0x61...0x7a).contains(byte) }
        return (2...40).contains(bytes.count) && isLetter(bytes[0])
            && bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }
}
