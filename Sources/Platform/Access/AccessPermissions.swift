extension Action {
    /// See roles and what they hold.
    public static let readRole = Action("read.role")
    /// Make a role out of another.
    public static let createRole = Action("create.role")
    /// Rename or retire a role, propose a change of it.
    public static let updateRole = Action("update.role")
    /// Let a proposed change of a role take effect.
    public static let publishRole = Action("publish.role")
    /// See who holds which role where.
    public static let readGrant = Action("read.grant")
    /// Give a role to somebody; which roles is a right of its own.
    public static let createGrant = Action("create.grant")
    /// Take a role from somebody.
    public static let revokeGrant = Action("revoke.grant")
    /// Be the second person behind a grant that needs two.
    public static let confirmGrant = Action("confirm.grant")
    /// Ask what somebody else would see, and why.
    public static let previewAccess = Action("preview.access")
}

/// What can be permitted about permissions themselves.
public enum AccessPermissions {
    private static let administration: [Action] = [
        .readRole, .createRole, .updateRole, .publishRole, .readGrant, .createGrant, .revokeGrant, .previewAccess,
    ]

    /// The actions with their names and who holds them by default.
    public static let permissions = FeaturePermissions(
        actions: [
            (.readRole, LocalizedText("查看角色", "See roles")),
            (.createRole, LocalizedText("新建角色", "Create roles")),
            (.updateRole, LocalizedText("修改角色", "Change roles")),
            (.publishRole, LocalizedText("发布角色变更", "Publish changes of roles")),
            (.readGrant, LocalizedText("查看授权", "See grants")),
            (.createGrant, LocalizedText("授予角色", "Grant roles")),
            (.revokeGrant, LocalizedText("收回角色", "Revoke roles")),
            (.confirmGrant, LocalizedText("复核授权", "Confirm grants")),
            (.previewAccess, LocalizedText("预览他人权限", "Preview somebody's access")),
        ],
        defaults: [
            RoleTemplate.systemAdmin: administration + [.confirmGrant],
            "branch_admin": administration,
            "chain_director": administration,
            RoleTemplate.complianceOfficer: [.readRole, .readGrant, .previewAccess],
        ],
        support: [.configuration: [.readRole, .readGrant]])
}
