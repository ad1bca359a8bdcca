internal import FoundationEssentials
internal import JSON
internal import Postgres

/// People as one person may see them: everybody at work sees colleagues' names, who manages people sees the rest.
struct UserQueries {
    let tenant: ID<Tenant>
    let read: UserReach
    let update: UserReach

    init(for actor: Actor, units: UnitTree, at now: Instant) {
        tenant = actor.tenant
        read = UserReach(.readUser, of: actor, units: units, at: now)
        update = UserReach(.updateUser, of: actor, units: units, at: now)
    }

    /// One person, if he is seen.
    func get(_ user: ID<User>) -> SQL {
        "select \(columns) from app.user_account u where u.tenant_id = \(tenant) and u.id = \(user) and \(read.seen)"
    }

    /// A page by id; one row more than asked for.
    func list(states: [String]?, prefix: String?, after: UUID?, limit: Int) -> SQL {
        var conditions: [SQL] = [read.seen]
        if let states { conditions.append("u.state = any (\(states))") }
        if let after { conditions.append("u.id > \(after)") }
        if let prefix {
            // The sign-in name may only be asked about where it is shown.
            let bySignInName: SQL = "\(update.seen) and starts_with(u.user_name, lower(\(prefix)))"
            conditions.append("(starts_with(lower(u.display_name), lower(\(prefix))) or (\(bySignInName)))")
        }
        return """
            select \(columns) from app.user_account u where u.tenant_id = \(tenant)
              and \(conditions.joined(separator: " and "))
            order by u.id limit \(limit + 1)
            """
    }

    private var columns: SQL {
        """
        u.id, u.display_name, u.state, \(update.seen), u.user_name, u.locale, u.totp_enabled, u.password_set_at,
          u.created_at, u.version
        """
    }

    static let versionColumn = 9

    /// One row's JSON: what everybody sees, and the rest where the reader manages people.
    static func json(_ row: Row) throws -> JSONValue {
        let id: ID<User> = try row[0]
        var object: JSONObject = [
            "id": .string(id.description), "displayName": .string(try row[1]), "state": .string(try row[2]),
        ]
        if try row[3] {
            object["userName"] = .string(try row[4])
            object["locale"] = .text(try row.getOptional(5))
            object["totpEnabled"] = .boolean(try row[6])
            object["passwordSetAt"] = .text(try row.getOptional(7, as: Instant.self)?.description)
            object["createdAt"] = .string(try row.get(8, as: Instant.self).description)
            object["version"] = .integer(try row[9])
        }
        return .object(object)
    }
}
