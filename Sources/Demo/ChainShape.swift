internal import Platform

/// What a demo chain consists of, before anything is drawn by lot.
struct ChainShape: Sendable {
    struct Branch: Sendable {
        let code: String
        let name: String
        let departments: [String]
        /// Sign-in name behind the branch's code, and role.
        let posts: [(name: String, role: String)]
    }

    struct Member: Sendable {
        let userName: String
        var grants: [ChainPlan.Grant]
    }

    let slug: String
    let name: String
    var region: String?
    let branches: [Branch]
    /// Sign-in name and role of those who work for the whole chain; the first two are the system administrators.
    let headquarters: [(name: String, role: String)]
    /// Roles that a branch's person has in another branch too.
    var elsewhere: [(userName: String, role: String, branch: Int)] = []

    /// Everybody, with his roles.
    var members: [Member] {
        var members = headquarters.map {
            Member(userName: $0.name, grants: [ChainPlan.Grant(role: $0.role, branch: nil)])
        }
        for (index, branch) in branches.enumerated() {
            members += branch.posts.map {
                Member(userName: branch.code + "." + $0.name, grants: [ChainPlan.Grant(role: $0.role, branch: index)])
            }
        }
        for (userName, role, branch) in elsewhere {
            if let index = members.firstIndex(where: { $0.userName == userName }) {
                members[index].grants.append(ChainPlan.Grant(role: role, branch: branch))
            }
        }
        return members
    }

    /// The chain at a place: two with names and stories, then as many small ones as are wanted.
    static func shape(of ordinal: Int) -> ChainShape {
        switch ordinal {
        case 0: return yueyan
        case 1: return meili
        default:
            let number = String(repeating: "0", count: max(0, 3 - "\(ordinal + 1)".utf8.count)) + "\(ordinal + 1)"
            return ChainShape(
                slug: "chain\(number)", name: "连锁\(number)",
                branches: [
                    Branch(
                        code: "main", name: "总院", departments: ["皮肤科"],
                        posts: [
                            ("admin", "branch_admin"), ("desk", "front_desk"), ("consultant", "consultant"),
                            ("doctor", "doctor"),
                        ])
                ],
                headquarters: admins)
        }
    }

    private static let admins = [("admin1", RoleTemplate.systemAdmin), ("admin2", RoleTemplate.systemAdmin)]

    private static let wholeBranch = [
        ("admin", "branch_admin"), ("desk1", "front_desk"), ("desk2", "front_desk"), ("consultant1", "consultant"),
        ("consultant2", "consultant"), ("doctor1", "doctor"), ("doctor2", "doctor"), ("nurse1", "nurse"),
        ("nurse2", "nurse"),
        ("followup", "follow_up"), ("cashier", "cashier"), ("store", "store_keeper"),
    ]

    private static let yueyan = ChainShape(
        slug: "yueyan", name: "悦颜医美", region: "上海（华东）",
        branches: [
            Branch(
                code: "jingan", name: "静安院区", departments: ["皮肤科", "注射科", "整形外科", "咨询部"],
                posts: wholeBranch + [("consultant3", "consultant")]),
            Branch(code: "xuhui", name: "徐汇院区", departments: ["皮肤科", "注射科", "咨询部"], posts: wholeBranch),
            Branch(code: "pudong", name: "浦东院区", departments: ["皮肤科", "注射科", "口腔科", "咨询部"], posts: wholeBranch),
        ],
        headquarters: admins + [
            ("compliance", RoleTemplate.complianceOfficer), ("director", "chain_director"),
            ("operations", "hq_operations"),
            ("marketing", "marketing"), ("integration", "integration"),
        ],
        // Runs one branch, consults in another, has no business in the third.
        elsewhere: [("jingan.admin", "consultant", 1)])

    private static let meili = ChainShape(
        slug: "meili", name: "美丽时光",
        branches: [
            Branch(
                code: "hongkou", name: "虹口院区", departments: ["皮肤科", "咨询部"],
                posts: [
                    ("admin", "branch_admin"), ("desk", "front_desk"), ("consultant", "consultant"),
                    ("doctor", "doctor"), ("nurse", "nurse"),
                ]),
            Branch(
                code: "minhang", name: "闵行院区", departments: ["皮肤科", "咨询部"],
                posts: [("desk", "front_desk"), ("consultant", "consultant"), ("doctor", "doctor")]),
        ],
        headquarters: admins + [("compliance", RoleTemplate.complianceOfficer), ("director", "chain_director")])
}
