internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/sessions`: signing in and out, step-up, and the list of one's own sessions.
public enum SessionEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Sessions"
        return [
            Endpoint(
                .post, "/v1/sessions", access: .anonymous, tag: tag, summary: LocalizedText("登录", "Sign in"),
                input: signIn, output: opened, status: .created,
                failures: [.signInRejected, .otpRequired, .signInThrottled]
            ) { call in
                let payload = try call.payload()
                let input = OpenSession.Input(
                    tenant: payload.requiredText("tenant", max: 32), user: payload.requiredText("user", max: 63),
                    password: payload.requiredText("password", max: PasswordPolicy.length.upperBound, trimmed: false),
                    otp: payload.text("otp", max: 24))
                let cookie = payload.boolean("cookie") ?? false
                try payload.finish()
                let caller = OpenSession.Caller(request: call.request, address: call.address, userAgent: call.userAgent)
                let session = try await OpenSession.run(
                    input, from: caller, forBrowser: cookie, on: deployment, at: call.now)
                return reply(session, cookie: cookie, at: call.now)
            },
            Endpoint(
                .get, "/v1/sessions", access: .signedIn, tag: tag, summary: LocalizedText("我的登录会话", "My open sessions"),
                output: .page(of: session)
            ) { call in
                let actor = try call.requireActor()
                guard let user = actor.user else { throw Failure(.unauthenticated) }
                let rows = try await deployment.database.read(as: actor) { tx in
                    try tx.execute(Sessions.open(of: user, in: actor.tenant, at: call.now))
                }
                return .json(try Sessions.json(rows, current: actor.session).serialized)
            },
            Endpoint(
                .delete, "/v1/sessions/current", access: .signedIn, tag: tag,
                summary: LocalizedText("退出登录", "Sign out"),
                status: .noContent
            ) { call in
                try await end(try call.requireSession().id, call, deployment)
                var reply = Reply.noContent
                if call.isByCookie { reply.headers.append(setCookie("", maxAge: 0)) }
                return reply
            },
            Endpoint(
                .delete, "/v1/sessions/{id}", access: .signedIn, tag: tag,
                summary: LocalizedText("结束一个会话", "End a session"), status: .noContent
            ) { call in
                try await end(try call.id("id"), call, deployment)
                return .noContent
            },
            Endpoint(
                .post, "/v1/sessions/current/step-up", access: .signedIn, tag: tag,
                summary: LocalizedText("再次验证身份", "Prove one's identity again"), input: stepUp, output: opened,
                status: .created,
                failures: [.signInRejected, .otpRequired, .signInThrottled]
            ) { call in
                let payload = try call.payload()
                let password = payload.requiredText("password", max: PasswordPolicy.length.upperBound, trimmed: false)
                let otp = payload.text("otp", max: 24)
                try payload.finish()
                let session = try await StepUp.run(
                    password: password, otp: otp, as: try call.requireActor(), try call.requireSession(),
                    on: deployment, at: call.now)
                return reply(session, cookie: call.isByCookie, at: call.now)
            },
        ]
    }

    /// Ends one's own session, or as an admin that of somebody within reach. What is neither is not found.
    private static func end(_ session: ID<Session>, _ call: Call, _ deployment: Deployment) async throws {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in
            let rows = try tx.execute(
                "select user_id from app.session where tenant_id = \(actor.tenant) and id = \(session)")
            guard let user = try rows.first?.get(0, as: ID<User>.self) else { throw Failure(.notFound) }
            if user != actor.user {
                guard actor.rights.allows(.revokeSession) else { throw Failure(.notFound) }
                _ = try ChangeUser.lock(user, for: .revokeSession, as: actor, at: call.now, in: tx)
            }
            try Sessions.end(session, of: user, by: actor, keys: keys, at: call.now, in: tx)
        }
        deployment.forget(actor.tenant)
    }

    /// The token in the body, or in a cookie that scripts cannot read.
    private static func reply(_ opened: OpenSession.Opened, cookie: Bool, at now: Instant) -> Reply {
        var body: JSONObject = ["expiresAt": .string(opened.expiresAt.description)]
        if !cookie { body["token"] = .string(opened.token.text) }
        var reply = Reply.json(JSONValue.object(body).serialized, status: .created)
        if cookie {
            reply.headers.append(
                setCookie(opened.token.text, maxAge: max(0, opened.expiresAt.since(now).components.seconds)))
        }
        return reply
    }

    private static func setCookie(_ value: String, maxAge: Int64) -> HTTPField {
        HTTPField(
            name: .setCookie,
            value: "\(Credentials.cookieName)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(maxAge)")
    }

    /// A one-time code of the authenticator, or a recovery code.
    private static let otp: JSONValue = ["type": "string", "maxLength": 24]
    private static let signIn = Schema.object(
        "SignIn", required: ["tenant", "user", "password"],
        properties: [
            ("tenant", ["type": "string"]), ("user", ["type": "string"]),
            ("password", ["type": "string", "format": "password"]),
            ("otp", otp), ("cookie", ["type": "boolean"]),
        ])
    private static let stepUp = Schema.object(
        "StepUp", required: ["password"],
        properties: [
            ("password", ["type": "string", "format": "password"]),
            ("otp", otp),
        ])
    private static let opened = Schema.object(
        "OpenedSession", required: ["expiresAt"],
        properties: [("token", ["type": "string"]), ("expiresAt", ["type": "string", "format": "date-time"])])
    static let session = Schema.object(
        "Session", required: ["id", "createdAt", "lastUsedAt", "expiresAt", "current"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("createdAt", ["type": "string", "format": "date-time"]),
            ("lastUsedAt", ["type": "string", "format": "date-time"]),
            ("expiresAt", ["type": "string", "format": "date-time"]),
            ("address", ["type": ["string", "null"]]), ("userAgent", ["type": ["string", "null"]]),
            ("current", ["type": "boolean"]),
        ])
}

extension Call {
    /// Whether the session came by cookie, as browsers send it.
    var isByCookie: Bool {
        if case .cookie? = try? Credentials(headers) { true } else { false }
    }

    /// What a browser's writes must show; nil for a bearer of tokens.
    var csrf: String? {
        guard case .cookie(let text)? = try? Credentials(headers) else { return nil }
        return SessionToken(text)?.csrf
    }
}
