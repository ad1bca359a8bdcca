internal import Clinic
internal import FoundationEssentials
internal import Platform
internal import Postgres

/// Writes a chain's leads: some in the pool, some with each consultant, some that came to nothing; and a rule a branch, in turn.
struct LeadLoader: Sendable {
    /// Leads of a branch.
    static let each = 36

    let chain: ChainPlan
    let deployment: Deployment

    private static let states = Shares<String>([
        ("new", 12), ("recycled", 10), ("assigned", 14), ("contacted", 26), ("added_wecom", 18), ("arrived", 6), ("lost", 14),
    ])
    private static let sources = Shares<String>([
        ("douyin", 28), ("xiaohongshu", 24), ("meituan", 18), ("telephone", 12), ("search", 10), ("wechat", 8),
    ])
    private static let mediums = ["直播间", "信息流", "私信", "来电", "表单"]
    private static let wishes = ["问热玛吉价格和恢复期", "想做水光，皮肤偏干", "想约面诊，周末方便", "咨询肉毒除皱", "痘印修复，之前做过光子", "对比几家，先了解方案"]
    private static let reasons = ["price_high", "comparing", "thinking", "unreachable", "too_far"]

    /// Writes what is missing; false when it is all there, or the chain has leads of its own.
    func run() async throws -> Bool {
        let tenant = chain.tenant
        let actor = Actor.system(of: tenant, request: .new(at: deployment.clock.now()))
        let isThere = try await deployment.database.fetch(as: actor, ["select 1 from app.lead where tenant_id = \(tenant) limit 1"])[0]
        guard isThere.isEmpty else { return false }
        let keys = try await deployment.keys.keys(of: tenant)
        let now = deployment.clock.now()
        let count = Int64(chain.branches.count * LeadLoader.each)
        let first: Int64 = try await deployment.database.write(as: actor) { tx in
            tx.enqueue("insert into app.number_sequence (tenant_id, kind, next) values (\(tenant), 'lead', 1) on conflict do nothing")
            return try tx.execute(
                "update app.number_sequence set next = next + \(count) where tenant_id = \(tenant) and kind = 'lead' returning next - \(count)"
            )[0][0]
        }
        let leads = chain.branches.indices.flatMap { branch in
            (0..<LeadLoader.each).map { lead($0, in: branch, number: first + Int64(branch * LeadLoader.each + $0)) }
        }
        let batch = try LeadBatch(leads, keys: keys)
        try await deployment.database.write(as: actor, deadline: .seconds(60)) { tx in
            try batch.enqueue(as: actor, keys: keys, at: now, in: tx)
            for branch in chain.branches.indices { enqueueRule(branch, in: tx) }
        }
        return true
    }

    private func dice(_ kind: UInt64, _ branch: Int, _ index: Int) -> Dice {
        Dice(chain.seed, 60 + kind, UInt64(chain.ordinal), UInt64(branch), UInt64(index))
    }

    /// A lead by its place; all but the number is the same every time.
    func lead(_ index: Int, in branch: Int, number: Int64) -> NewLead {
        var dice = dice(0, branch, index)
        let person = Person(5_000_000 + UInt64(chain.ordinal * 100_000 + branch * 1_000 + index), seed: chain.seed)
        // Within the last thirty days, while the clinic is open.
        let createdAt = Calendar.now.advanced(by: .seconds(-86_400 * (1 + dice.below(30)) + 2 * 3600 + dice.below(36_000)))
        let consultants = chain.members("consultant", in: branch)
        let drawn = LeadLoader.states.pick(&dice)
        // Without anybody to work on it there is only the pool.
        let state = consultants.isEmpty ? "new" : drawn
        let isPool = state == "new" || state == "recycled"
        var lead = NewLead(
            id: dice.id(at: createdAt), number: number, branch: chain.branches[branch].id, state: state,
            owner: isPool ? nil : dice.pick(consultants), source: LeadLoader.sources.pick(&dice), createdAt: createdAt)
        lead.medium = dice.chance(60) ? dice.pick(LeadLoader.mediums) : nil
        lead.campaign = dice.chance(35) ? "双十一" : nil
        lead.name = dice.chance(80) ? person.name : nil
        lead.phone = person.phone
        lead.wechat = dice.chance(50) ? person.wechat : nil
        lead.remark = dice.chance(75) ? dice.pick(LeadLoader.wishes) : nil
        guard !isPool else { return lead }
        lead.contactedAt = createdAt.advanced(by: .seconds(60 * (3 + dice.below(26))))
        lead.protectedUntil = createdAt.advanced(by: .seconds(86_400 * 90))
        if state == "lost" {
            lead.lostReason = dice.pick(LeadLoader.reasons)
            lead.closedAt = createdAt.advanced(by: .seconds(86_400))
        } else if dice.chance(60) {
            lead.callBack = (
                dice.id(at: createdAt), Calendar.now.advanced(by: .seconds(86_400 * dice.below(6) + 3600 * (2 + dice.below(9))))
            )
        }
        return lead
    }

    private func enqueueRule(_ branch: Int, in tx: Transaction) {
        let members = chain.members("consultant", in: branch)
        guard !members.isEmpty else { return }
        var dice = dice(1, branch, 0)
        let rule: ID<LeadRule> = dice.id(at: Calendar.opening)
        let (tenant, unit) = (chain.tenant, chain.branches[branch])
        tx.enqueue(
            """
            insert into app.lead_rule (tenant_id, id, name, basis, unit_id, strategy, roster, created_at, updated_at)
            values (\(tenant), \(rule), \(unit.name + "轮流"), 'branch', \(unit.id), 'round_robin', 'on_shift', \(Calendar.opening), \(Calendar.opening))
            """)
        let positions = members.indices.map { Int32($0) + 1 }
        tx.enqueue(
            """
            insert into app.lead_rule_member (tenant_id, rule_id, user_id, position)
            select \(tenant), \(rule), x.person, x.position from unnest(\(members.map(\.uuid)), \(positions)) as x (person, position)
            """)
    }
}
