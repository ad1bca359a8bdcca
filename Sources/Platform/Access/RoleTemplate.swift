internal import Vault

/// A built-in role: what it is called and what it holds by default. A tenant gets every template as a role of its own.
public struct RoleTemplate: Sendable {
    public let code: String
    public let name: LocalizedText
    /// The relation that its rows must have to the reader.
    public let relation: RowSet.Relation
    public var actions: Set<Action>
    public var fields: FieldRights
    /// Codes of the roles that its holder may grant and edit, within his units.
    public let grantable: [String]
    /// Its holder may hold no other role (separation of duties).
    public let isExclusive: Bool
    /// Only two people together may grant it.
    public let needsTwoPeople: Bool
    /// It says something about the whole chain, so it is granted on the chain only.
    public let isChainWide: Bool
    /// Nobody changes what it holds: duties are separate only as long as these roles are what they are.
    public var isFixed: Bool {
        [RoleTemplate.complianceOfficer, RoleTemplate.systemAdmin, RoleTemplate.platformOperator].contains(code)
    }

    /// What it holds, in the form of a stored role.
    public var content: RoleContent { RoleContent(relation: relation, actions: actions, fields: fields) }

    /// SHA-256 of what these roles are: tells whether a tenant has them as they are now.
    static func digest(_ templates: [RoleTemplate]) -> [UInt8] {
        let lines = templates.map { template in
            ([template.code, template.content.text] + template.grantable).joined(separator: "\t")
        }
        return Digest.sha256(Array(lines.joined(separator: "\n").utf8))
    }
}

extension RoleTemplate {
    /// What a role may do with the whole of a class: level and uses.
    private static func classes(_ rights: [(Classification, FieldRight)]) -> FieldRights {
        rights.reduce(into: FieldRights()) { $0[$1.0] = $1.1 }
    }

    private static let queries: FieldUses = [.filter, .sort, .group]
    private static let reads = FieldRight(.read, queries)
    private static let writes = FieldRight(.write, queries)
    private static let masked = FieldRight(.masked)
    /// Masked, but may be revealed with a purpose and searched for by whoever is told the value.
    private static let revealed = FieldRight(.masked, [.filter, .reveal])
    private static let revealedAndSet = FieldRight(.masked, [.filter, .reveal, .set])

    private init(
        _ code: String, _ name: LocalizedText, _ relation: RowSet.Relation = .any,
        rights: [(Classification, FieldRight)],
        grants grantable: [String] = [], exclusive: Bool = false, twoPeople: Bool = false, chainWide: Bool = false
    ) {
        self.code = code
        self.name = name
        self.relation = relation
        actions = []
        fields = RoleTemplate.classes([(.open, rights.isEmpty ? .none : RoleTemplate.reads)] + rights)
        self.grantable = grantable
        isExclusive = exclusive
        needsTwoPeople = twoPeople
        isChainWide = chainWide
    }

    /// Roles of a branch's daily work, which a branch admin may grant.
    private static let branchRoles = [
        "front_desk", "consultant", "doctor", "nurse", "follow_up", "marketing", "cashier", "store_keeper",
    ]

    /// The code of the platform operator's role, which exists in the deployment's own tenant only.
    public static let platformOperator = "platform_operator"
    /// The code of the role that reads the audit and is told of changes.
    public static let complianceOfficer = "compliance_officer"
    /// The code of the role that a tenant begins with.
    public static let systemAdmin = "system_admin"

    /// The table of security.md §2, without the features' actions and single fields.
    public static let builtIn: [RoleTemplate] = [
        RoleTemplate(
            "front_desk", LocalizedText("前台", "Front desk"),
            rights: [(.internal, writes), (.identity, writes), (.contact, revealedAndSet)]),
        RoleTemplate(
            "consultant", LocalizedText("咨询师", "Consultant"), .own,
            rights: [(.internal, writes), (.identity, writes), (.contact, revealedAndSet)]),
        RoleTemplate(
            "doctor", LocalizedText("医生", "Doctor"), .care,
            rights: [(.internal, reads), (.identity, reads), (.contact, masked), (.medical, writes)]),
        RoleTemplate(
            "nurse", LocalizedText("护士", "Nurse"), .care,
            rights: [(.internal, reads), (.identity, reads), (.contact, masked), (.medical, reads)]),
        RoleTemplate(
            "follow_up", LocalizedText("回访专员", "Follow-up"),
            rights: [(.internal, reads), (.identity, reads), (.contact, revealed)]),
        RoleTemplate(
            "marketing", LocalizedText("市场", "Marketing"),
            rights: [(.internal, reads), (.identity, masked), (.contact, masked)]),
        RoleTemplate(
            "cashier", LocalizedText("收银", "Cashier"),
            rights: [(.internal, reads), (.identity, reads), (.contact, masked), (.commercial, writes)]),
        RoleTemplate(
            "store_keeper", LocalizedText("库管", "Store keeper"),
            rights: [(.internal, reads), (.identity, masked), (.commercial, reads)]),
        RoleTemplate(
            "branch_admin", LocalizedText("院区管理员", "Branch admin"),
            rights: [
                (.internal, FieldRight(.write, queries.union(.export))),
                (.identity, FieldRight(.write, queries.union(.export))),
                (.contact, revealedAndSet), (.commercial, reads),
            ], grants: branchRoles),
        RoleTemplate(
            "chain_director", LocalizedText("连锁总监", "Chain director"),
            rights: [(.internal, writes), (.identity, writes), (.contact, revealed), (.commercial, reads)],
            grants: branchRoles + ["branch_admin"], chainWide: true),
        RoleTemplate(
            "hq_operations", LocalizedText("总部运营", "HQ operations"), rights: [(.internal, reads)], chainWide: true),
        RoleTemplate(
            complianceOfficer, LocalizedText("合规官", "Compliance officer"),
            rights: [(.internal, reads), (.identity, masked), (.contact, masked)], exclusive: true, twoPeople: true,
            chainWide: true),
        RoleTemplate(
            systemAdmin, LocalizedText("系统管理员", "System admin"), rights: [],
            grants: branchRoles + [
                "branch_admin", "chain_director", "hq_operations", complianceOfficer, "integration", systemAdmin,
            ], chainWide: true),
        RoleTemplate(
            "integration", LocalizedText("系统对接", "Integration"),
            rights: [(.internal, reads), (.identity, reads), (.contact, masked)]),
    ]

    /// The one role of the deployment's own tenant.
    public static let deployment = RoleTemplate(
        platformOperator, LocalizedText("平台运营", "Platform operator"), rights: [], exclusive: true, chainWide: true)
}
