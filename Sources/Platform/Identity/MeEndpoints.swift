internal import HTTPTypes
internal import JSON
internal import Postgres
internal import QRCode

/// `/v1/me`: what belongs to whoever is signed in.
public enum MeEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let tag = "Me"
        return [
            whoAmI(deployment, tag),
            Endpoint(
                .post, "/v1/me/password", access: .signedIn, tag: tag,
                summary: LocalizedText("修改密码", "Change my password"),
                input: .object(
                    "PasswordChange", required: ["current", "new"],
                    properties: [("current", password), ("new", password)]),
                status: .noContent, failures: [.signInRejected, .signInThrottled]
            ) { call in
                let payload = try call.payload()
                let current = payload.requiredText("current", max: PasswordPolicy.length.upperBound, trimmed: false)
                let new = payload.requiredText("new", max: PasswordPolicy.length.upperBound, trimmed: false)
                try payload.finish()
                try await ChangePassword.run(
                    current: current, new: new, as: try call.requireActor(), try call.requireSession(), on: deployment,
                    at: call.now)
                return .noContent
            },
            Endpoint(
                .post, "/v1/me/totp", access: .signedIn, tag: tag,
                summary: LocalizedText("登记动态验证码", "Enrol an authenticator"),
                output: .object(
                    "AuthenticatorOffer", required: ["secret", "uri", "qrCode"],
                    properties: [
                        ("secret", ["type": "string"]), ("uri", ["type": "string", "format": "uri"]), ("qrCode", qrCode),
                    ]),
                status: .created, failures: [.totpEnabled]
            ) { call in
                let offer = try await EnrolTOTP.begin(as: try call.requireActor(), on: deployment, at: call.now)
                let body: JSONValue = [
                    "secret": .string(offer.secret), "uri": .string(offer.uri),
                    "qrCode": ["size": .integer(Int64(offer.code.size)), "path": .string(offer.code.path)],
                ]
                return .json(body.serialized, status: .created)
            },
            Endpoint(
                .post, "/v1/me/totp/confirmation", access: .signedIn, tag: tag,
                summary: LocalizedText("确认动态验证码", "Confirm the authenticator"),
                input: .object(
                    "AuthenticatorConfirmation", required: ["otp"],
                    properties: [("otp", ["type": "string", "pattern": "^[0-9]{6}$"])]),
                output: recoveryCodes, failures: [.totpNotPending]
            ) { call in
                let payload = try call.payload()
                let otp = payload.requiredText("otp", max: 6)
                try payload.finish()
                let codes = try await EnrolTOTP.confirm(otp, as: try call.requireActor(), on: deployment, at: call.now)
                return reply(codes)
            },
            Endpoint(
                .post, "/v1/me/totp/recovery-codes", access: .signedIn, tag: tag,
                summary: LocalizedText("重新生成恢复码（只显示这一次）", "Make new recovery codes, which are shown this once"),
                output: recoveryCodes, status: .created, failures: [.stepUpRequired, .totpNotEnabled]
            ) { call in
                try call.requireStepUp()
                let codes = try await RecoveryCodes.renew(as: try call.requireActor(), on: deployment, at: call.now)
                return reply(codes, status: .created)
            },
            Endpoint(
                .delete, "/v1/me/totp", access: .signedIn, tag: tag,
                summary: LocalizedText("停用动态验证码", "Remove the authenticator"), status: .noContent,
                failures: [.stepUpRequired]
            ) { call in
                try call.requireStepUp()
                try await EnrolTOTP.remove(as: try call.requireActor(), on: deployment, at: call.now)
                return .noContent
            },
        ]
    }

    /// A program with a key asks it too: what it may do depends on what its creator may do today.
    private static func whoAmI(_ deployment: Deployment, _ tag: String) -> Endpoint {
        var endpoint = Endpoint(
            .get, "/v1/me", access: .signedIn, tag: tag,
            summary: LocalizedText("我的身份与权限", "Who I am and what I may do"),
            output: me
        ) { call in
            let actor = try call.requireActor()
            let session = try call.requireSession()
            let csrf = call.csrf
            let document = MeDocument(actor: actor, catalog: deployment.catalog)
            let json = try await deployment.database.read(as: actor) { tx in
                try document.json(session: session, csrf: csrf, in: tx)
            }
            return .json(json.serialized)
        }
        endpoint.welcomesKeys = true
        return endpoint
    }

    private static let qrCode: JSONValue = [
        "type": "object", "required": ["size", "path"],
        "description": "SVG path of the dark modules; a module is a unit, `size` of them make a side; leave a margin of four",
        "properties": [
            "size": ["type": "integer", "minimum": 21, "maximum": 177],
            "path": ["type": "string", "pattern": "^(M[0-9]+ [0-9]+h[0-9]+v1h-[0-9]+z)+$"],
        ],
    ]

    private static func reply(_ codes: [String], status: HTTPResponse.Status = .ok) -> Reply {
        let body: JSONValue = ["recoveryCodes": .array(codes.map { .string($0) })]
        return .json(body.serialized, status: status)
    }

    private static let recoveryCodes = Schema.object(
        "RecoveryCodes", required: ["recoveryCodes"],
        properties: [("recoveryCodes", ["type": "array", "items": ["type": "string"]])])

    private static let password: JSONValue = [
        "type": "string", "format": "password", "minLength": 10, "maxLength": 128,
    ]

    private static let me = Schema.object(
        "Me", required: ["user", "tenant", "session", "branches", "grants", "permissions", "resources"],
        properties: [
            ("user", ["type": "object"]), ("tenant", ["type": "object"]), ("session", ["type": "object"]),
            ("branches", ["type": "array", "items": ["type": "object"]]),
            ("grants", ["type": "array", "items": ["type": "object"]]),
            ("permissions", ["type": "array", "items": ["type": "object"]]), ("resources", ["type": "object"]),
            ("csrf", ["type": "string"]), ("apiKey", ["type": "object"]),
        ])
}
