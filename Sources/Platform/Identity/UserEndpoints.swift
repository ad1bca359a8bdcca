internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Postgres

/// `/v1/users` and the acceptance of invitations.
public enum UserEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let people = People(deployment)
        let tag = "Users"
        let version: [FailureCode] = [.stale, .versionRequired]
        return [
            Endpoint(
                .get, "/v1/users", access: .permitted(.readUser), tag: tag,
                summary: LocalizedText("员工列表", "List staff"),
                query: [
                    QueryParameter(
                        "filter[state]", summary: LocalizedText("状态，可用逗号分隔多个", "States, separated by commas")),
                    QueryParameter("filter[name]", summary: LocalizedText("姓名开头", "How the name begins")),
                    QueryParameter("limit", summary: LocalizedText("每页条数", "Rows a page"), schema: ["type": "integer"]),
                    QueryParameter("cursor", summary: LocalizedText("下一页", "Where to go on")),
                ], output: .page(of: user), handler: people.list),
            Endpoint(
                .get, "/v1/users/{id}", access: .permitted(.readUser), tag: tag,
                summary: LocalizedText("员工", "One person"),
                output: user, handler: people.get),
            Endpoint(
                .post, "/v1/users", access: .permitted(.inviteUser), tag: tag,
                summary: LocalizedText("邀请员工", "Invite somebody"),
                input: invite, output: invited, status: .created, failures: [.userNameTaken, .userQuotaReached],
                handler: people.invite),
            Endpoint(
                .patch, "/v1/users/{id}", access: .permitted(.updateUser), tag: tag,
                summary: LocalizedText("修改员工资料", "Change somebody's name or language"), input: change, output: user,
                requiresVersion: true, failures: version, handler: people.update),
            Endpoint(
                .post, "/v1/users/{id}/invitation", access: .permitted(.inviteUser), tag: tag,
                summary: LocalizedText("重新邀请", "Renew an invitation"), output: invited, status: .created,
                failures: [.userState, .ownAccount], handler: people.renew),
            Endpoint(
                .post, "/v1/users/{id}/suspension", access: .permitted(.suspendUser), tag: tag,
                summary: LocalizedText("停用", "Suspend"), status: .noContent,
                failures: [.userState, .ownAccount, .grantLastAdmin],
                handler: people.change(ChangeUser.suspend)),
            Endpoint(
                .delete, "/v1/users/{id}/suspension", access: .permitted(.suspendUser), tag: tag,
                summary: LocalizedText("恢复", "End a suspension"), status: .noContent,
                failures: [.userState, .ownAccount],
                handler: people.change(ChangeUser.resume)),
            Endpoint(
                .post, "/v1/users/{id}/departure", access: .permitted(.suspendUser), tag: tag,
                summary: LocalizedText("离职", "Somebody leaves for good"), status: .noContent,
                failures: [.userState, .ownAccount, .grantLastAdmin],
                handler: people.change(ChangeUser.depart)),
            Endpoint(
                .get, "/v1/users/{id}/sessions", access: .permitted(.revokeSession), tag: tag,
                summary: LocalizedText("某人的登录会话", "Somebody's open sessions"),
                output: .page(of: SessionEndpoints.session),
                handler: people.sessions),
            Endpoint(
                .post, "/v1/invitations/acceptance", access: .anonymous, tag: tag,
                summary: LocalizedText("接受邀请并设置密码", "Accept an invitation and set a password"), input: acceptance,
                status: .noContent, failures: [.invitationRejected, .signInThrottled], handler: people.accept),
        ]
    }

    private static let text: JSONValue = ["type": "string"]
    private static let locale: JSONValue = ["type": ["string", "null"], "enum": ["zh", "en", .null]]
    private static let time: JSONValue = ["type": ["string", "null"], "format": "date-time"]

    private static let user = Schema.object(
        "User", required: ["id", "displayName", "state"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("displayName", text),
            ("state", ["type": "string", "enum": ["invited", "active", "suspended", "left"]]), ("userName", text),
            ("locale", locale),
            ("totpEnabled", ["type": "boolean"]), ("passwordSetAt", time), ("createdAt", time),
            ("version", ["type": "integer"]),
        ])
    private static let invite = Schema.object(
        "UserInvitation", required: ["userName", "displayName"],
        properties: [("userName", text), ("displayName", text), ("locale", locale)])
    private static let change = Schema.object("UserChange", properties: [("displayName", text), ("locale", locale)])
    private static let invited = Schema.object(
        "InvitedUser", required: ["id", "userName", "invitation"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("userName", text), ("invitation", ["type": "object"]),
        ])
    private static let acceptance = Schema.object(
        "InvitationAcceptance", required: ["tenant", "token", "password"],
        properties: [("tenant", text), ("token", text), ("password", ["type": "string", "format": "password"])])
}
