extension FailureCode {
    public static let roleNotGrantable = FailureCode(
        "role.not_grantable", .forbidden, "您无权在该机构授予或修改此角色", "You may not grant or change this role on this unit")
    public static let roleBeyondBase = FailureCode(
        "role.beyond_base", .invalid, "自定义角色的权限不能超出其来源角色", "A custom role cannot hold more than the role it is based on"
    )
    public static let roleFixed = FailureCode(
        "role.fixed", .forbidden, "此内置角色不可修改或复制", "This built-in role cannot be changed or copied")
    public static let roleReserved = FailureCode(
        "role.reserved_action", .invalid, "该操作仅属于固定角色，不能加入其他角色",
        "An action of fixed roles alone cannot be given to another role")
    public static let roleOwn = FailureCode(
        "role.own", .forbidden, "不能修改自己持有的角色", "Nobody changes a role that he holds himself")
    public static let roleRetired = FailureCode("role.retired", .conflict, "该角色已停用", "The role has been retired")
    public static let roleCodeTaken = FailureCode("role.code_taken", .conflict, "角色代码已被使用", "The role's code is taken")
    public static let roleDerived = FailureCode(
        "role.derived", .conflict, "有其他角色以此角色为来源，无法这样修改", "Other roles are based on this one and do not allow that")
    public static let roleTooMany = FailureCode(
        "role.too_many", .conflict, "角色数量已达上限", "There are as many roles as there may be")
    public static let grantOwn = FailureCode("grant.own", .forbidden, "不能变更自己的授权", "Nobody changes his own grants")
    public static let grantExclusive = FailureCode(
        "grant.exclusive", .conflict, "该角色不能与其他角色由同一人兼任", "This role cannot be held together with another")
    public static let grantDuplicate = FailureCode(
        "grant.duplicate", .conflict, "此人在该机构已有此角色", "The person holds this role on this unit already")
    public static let grantUnitUnfit = FailureCode(
        "grant.unit_unfit", .invalid, "该角色不能授予在此机构", "This role cannot be granted on this unit")
    public static let grantTooMany = FailureCode(
        "grant.too_many", .conflict, "此人的授权数量已达上限", "The person holds as many grants as one may")
    public static let grantPersonInactive = FailureCode(
        "grant.person_inactive", .conflict, "此人的账号已停用", "The person's account is not in use")
    public static let grantNeedsSecondPerson = FailureCode(
        "grant.needs_second_person", .forbidden, "需由另一位有权限的管理员复核", "Another administrator must confirm this")
    public static let grantEnded = FailureCode(
        "grant.ended", .conflict, "该授权不在可变更的状态", "The grant is not in a state that allows this")
    public static let grantLastAdmin = FailureCode(
        "grant.last_admin", .conflict, "至少须保留一位系统管理员", "There must remain a system administrator")
    public static let proposalStale = FailureCode(
        "proposal.stale", .conflict, "角色在提出变更后已被修改，请重新提出", "The role has changed since; propose anew")
    public static let proposalDecided = FailureCode(
        "proposal.decided", .conflict, "该变更已发布或已撤回", "The proposal was published or withdrawn already")
    public static let proposalEmpty = FailureCode(
        "proposal.empty", .invalid, "变更内容与当前角色相同", "The proposal changes nothing")
    public static let proposalNeedsSecondPerson = FailureCode(
        "proposal.needs_second_person", .forbidden, "须由提出者以外的人发布", "Somebody other than the proposer must publish this")
}

/// How access management fails.
public enum AccessFailures {
    /// Every code, for the generated list.
    public static let all: [FailureCode] = [
        .roleNotGrantable, .roleBeyondBase, .roleFixed, .roleReserved, .roleOwn, .roleRetired, .roleCodeTaken,
        .roleDerived,
        .roleTooMany, .grantOwn, .grantExclusive, .grantDuplicate, .grantUnitUnfit, .grantTooMany, .grantPersonInactive,
        .grantNeedsSecondPerson, .grantEnded, .grantLastAdmin, .proposalStale, .proposalDecided, .proposalEmpty,
        .proposalNeedsSecondPerson,
    ]

    /// Refusals of something that the caller has no right to, which the audit trail keeps.
    static let denials: Set<FailureCode> = [
        .roleNotGrantable, .roleBeyondBase, .roleFixed, .roleReserved, .roleOwn, .grantOwn, .grantNeedsSecondPerson,
        .proposalNeedsSecondPerson,
    ]

    /// What violated constraints mean.
    public static let constraints: [String: FailureCode] = [
        "role_code_unique": .roleCodeTaken,
        "access_grant_once": .grantDuplicate,
        "access_grant_two_people": .grantNeedsSecondPerson,
    ]
}
