internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// The use cases about people as the API calls them: reads the request, opens the transaction, writes the answer.
struct People: Sendable {
    private let deployment: Deployment

    init(_ deployment: Deployment) {
        self.deployment = deployment
    }

    @Sendable func list(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let query = try UserListQuery(call.query)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        guard let reader = actor.user else { throw Failure(.forbidden) }
        let after = try query.cursor.map {
            try Cursor(opening: $0, keys: keys, user: reader, query: query.fingerprint).id
        }
        let rows = try await deployment.database.read(as: actor) { tx in
            let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
            let queries = UserQueries(for: actor, units: units, at: call.now)
            return try tx.execute(
                queries.list(states: query.states, prefix: query.prefix, after: after, limit: query.limit))
        }
        let page = rows.prefix(query.limit)
        var next: JSONValue = .null
        if rows.count > query.limit, let last = page.last {
            next = .string(
                try Cursor(value: nil, id: try last[0]).sealed(keys: keys, user: reader, query: query.fingerprint))
        }
        let body: JSONValue = ["data": .array(try page.map(UserQueries.json)), "page": ["next": next]]
        return .json(body.serialized)
    }

    @Sendable func get(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<User> = try call.id("id")
        let row = try await deployment.database.read(as: actor) { tx in
            try People.row(id, for: actor, at: call.now, in: tx)
        }
        return try People.reply(row)
    }

    @Sendable func invite(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let payload = try call.payload()
        let input = InviteUser.Input(reading: payload)
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let invitation = try await deployment.database.write(as: actor) { tx in
            try InviteUser.run(input, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(invitation.json.serialized, status: .created, version: 1, location: "/v1/users/\(invitation.user)")
    }

    @Sendable func renew(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<User> = try call.id("id")
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let invitation = try await deployment.database.write(as: actor) { tx in
            try ChangeUser.renewInvitation(id, as: actor, keys: keys, at: call.now, in: tx)
        }
        return .json(invitation.json.serialized, status: .created)
    }

    @Sendable func update(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<User> = try call.id("id")
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let payload = try call.payload()
        let displayName = payload.text("displayName", max: 64)
        if payload.isNull("displayName") { payload.refuse("displayName", "required") }
        let word = payload.choice("locale", of: Language.allCases.map(\.rawValue))
        let locale: Language?? = payload.has("locale") ? .some(word.flatMap(Language.init(rawValue:))) : nil
        try payload.finish()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let row = try await deployment.database.write(as: actor) { tx in
            try ChangeUser.update(
                id, displayName: displayName, locale: locale, version: version, as: actor, keys: keys, at: call.now,
                in: tx)
            return try People.row(id, for: actor, at: call.now, in: tx)
        }
        deployment.forget(actor.tenant)
        return try People.reply(row)
    }

    /// The verbs that take nothing but the person.
    func change(
        _ change: @escaping @Sendable (ID<User>, Actor, TenantKeys, Instant, Transaction) throws -> Void
    ) -> @Sendable (Call) async throws -> Reply {
        { [deployment] call in
            let actor = try call.requireActor()
            let id: ID<User> = try call.id("id")
            let keys = try await deployment.keys.keys(of: actor.tenant)
            try await deployment.database.write(as: actor) { tx in try change(id, actor, keys, call.now, tx) }
            deployment.forget(actor.tenant)
            return .noContent
        }
    }

    @Sendable func sessions(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let id: ID<User> = try call.id("id")
        // A write, because only an account that may be changed is shown, and looking takes its lock.
        let rows = try await deployment.database.write(as: actor) { tx in
            _ = try ChangeUser.lock(id, for: .revokeSession, as: actor, at: call.now, in: tx)
            return try tx.execute(Sessions.open(of: id, in: actor.tenant, at: call.now))
        }
        return .json(try Sessions.json(rows, current: actor.session).serialized)
    }

    @Sendable func accept(_ call: Call) async throws -> Reply {
        let payload = try call.payload()
        let tenant = payload.requiredText("tenant", max: 32)
        let token = payload.requiredText("token", max: 64)
        let password = payload.requiredText("password", max: PasswordPolicy.length.upperBound, trimmed: false)
        try payload.finish()
        try await AcceptInvitation.run(
            tenant: tenant, token: token, password: password,
            from: OpenSession.Caller(request: call.request, address: call.address, userAgent: call.userAgent),
            on: deployment,
            at: call.now)
        return .noContent
    }

    private static func row(_ id: ID<User>, for actor: Actor, at now: Instant, in tx: Transaction) throws -> Row {
        let units = try UnitTree(try tx.execute(UnitTree.statement(of: actor.tenant)))
        guard let row = try tx.execute(UserQueries(for: actor, units: units, at: now).get(id)).first else {
            throw Failure(.notFound)
        }
        return row
    }

    private static func reply(_ row: Row) throws -> Reply {
        .json(try UserQueries.json(row).serialized, version: try row.get(UserQueries.versionColumn))
    }
}
