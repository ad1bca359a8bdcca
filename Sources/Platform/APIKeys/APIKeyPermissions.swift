extension Action {
    /// See keys: one's own, and those of people within reach.
    public static let readAPIKey = Action("read.api_key")
    /// Make a key that acts in one's own name, with part of one's rights.
    public static let createAPIKey = Action("create.api_key")
    /// End a key: one's own, and those of people that one manages.
    public static let revokeAPIKey = Action("revoke.api_key")
    /// A key was used from an address that it is not taken from: a word of the audit trail.
    public static let useAPIKey = Action("use.api_key")
}

extension FailureCode {
    public static let apiKeyNameTaken = FailureCode("api_key.name_taken", .conflict, "密钥名称已被使用", "The key's name is in use")
    public static let apiKeyTooMany = FailureCode(
        "api_key.too_many", .conflict, "您的密钥数量已达上限", "You have as many keys as one may have")

    /// The keys' own codes.
    public static let apiKeys: [FailureCode] = [apiKeyNameTaken, apiKeyTooMany]

    /// What the constraints of keys mean to a caller.
    public static let apiKeyConstraints: [String: FailureCode] = ["api_key_name_among_open": apiKeyNameTaken]
}

/// Keys for programs: who may make them.
public enum APIKeyPermissions {
    public static let permissions: FeaturePermissions = {
        let all: [Action] = [.readAPIKey, .createAPIKey, .revokeAPIKey]
        let holders = ["integration", "branch_admin", "chain_director", RoleTemplate.systemAdmin]
        return FeaturePermissions(
            actions: [
                (.readAPIKey, LocalizedText("查看接口密钥", "See API keys")),
                (.createAPIKey, LocalizedText("新建接口密钥", "Make API keys")),
                (.revokeAPIKey, LocalizedText("吊销接口密钥", "Revoke API keys")),
            ],
            defaults: Dictionary(uniqueKeysWithValues: holders.map { ($0, all) }))
    }()

    /// What only a person does, whatever a key's scope says: a key that leaks must not appoint anybody, let somebody in or make
    /// further keys.
    static let personal: Set<Action> = [
        .createAPIKey, .revokeAPIKey, .createRole, .updateRole, .publishRole, .createGrant, .confirmGrant, .revokeGrant,
        .inviteUser, .updateUser, .suspendUser, .revokeSession, .updateSetting, .createTenant, .updateTenant, .suspendTenant,
        .closeTenant, .grantSupport, .useSupport, .approveExport,
        // The clinic's own: who sees a customer beyond what roles say, and who may open one in an emergency.
        Action("share.customer"), Action("protect.customer"), Action("assign.care"), Action("approve.care"), Action("break_glass.customer"),
    ]
}
