internal import Platform

/// A chain as it shall be: its units, its people and how many customers. Made from the seed alone.
struct ChainPlan: Sendable {
    struct Department: Sendable {
        let id: ID<Unit>
        let name: String
    }

    struct Branch: Sendable {
        let id: ID<Unit>
        /// Leads the sign-in names of its people.
        let code: String
        let name: String
        let departments: [Department]
    }

    struct Grant: Sendable {
        let role: String
        /// Position among the branches; nil for the chain.
        let branch: Int?
    }

    struct Member: Sendable {
        let id: ID<User>
        let userName: String
        let displayName: String
        let password: String
        let grants: [Grant]
    }

    let seed: UInt64
    /// Place among the chains, from 0.
    let ordinal: Int
    let tenant: ID<Tenant>
    let slug: String
    let name: String
    let region: Department?
    let branches: [Branch]
    /// The first two are the system administrators that the tenant begins with.
    let staff: [Member]
    let customers: Int
    /// Customers of the first chain, some of whom also go to the second.
    let firstChainCustomers: Int

    /// The chains of some options, in order.
    static func chains(of options: DemoOptions) -> [ChainPlan] {
        (0..<options.tenants).map { ChainPlan($0, options) }
    }

    private init(_ ordinal: Int, _ options: DemoOptions) {
        let shape = ChainShape.shape(of: ordinal)
        var dice = Dice(options.seed, 2, UInt64(ordinal))
        func department(_ name: String) -> Department { Department(id: dice.id(at: Calendar.opening), name: name) }
        seed = options.seed
        self.ordinal = ordinal
        slug = shape.slug
        name = shape.name
        firstChainCustomers = options.customers
        customers =
            switch ordinal {
            case 0: options.customers
            case 1: options.customers / 10
            default: min(options.customers, 100)
            }
        tenant = dice.id(at: Calendar.opening)
        region = shape.region.map(department)
        branches = shape.branches.map { branch in
            Branch(
                id: dice.id(at: Calendar.opening), code: branch.code, name: branch.name,
                departments: branch.departments.map(department))
        }
        staff = shape.members.map { member in
            Member(
                id: dice.id(at: Calendar.opening), userName: member.userName,
                displayName: Names.make(isFemale: dice.chance(70), birthYear: 1980 + dice.below(20), &dice),
                password: Passphrase.make(&dice), grants: member.grants)
        }
    }

    /// People with a role in a branch.
    func members(_ role: String, in branch: Int) -> [ID<User>] {
        staff.filter { $0.grants.contains { $0.role == role && $0.branch == branch } }.map(\.id)
    }

    /// What everybody signs in with.
    var signIns: [DemoSignIn] {
        staff.map { member in
            DemoSignIn(
                tenant: slug, user: member.userName, password: member.password, role: member.grants.first?.role ?? "",
                branch: member.grants.first?.branch.map { branches[$0].name } ?? "", displayName: member.displayName)
        }
    }
}
