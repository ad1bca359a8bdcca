public import Platform

extension Action {
    /// See leads: one's own and the pool, or a branch's.
    public static let readLead = Lead.resource.read
    /// Take a sheet down.
    public static let createLead = Lead.resource.create
    /// Work on a lead: correct it, say how far it is, make a customer of it.
    public static let updateLead = Lead.resource.update
    /// Take one from the pool.
    public static let claimLead = Action("claim.lead")
    /// Give a lead to somebody, or back to the pool.
    public static let assignLead = Action("assign.lead")
    /// See the rules that give leads out.
    public static let readLeadRule = LeadRule.resource.read
    /// Write them, and how long leads wait and are kept.
    public static let manageLeadRule = Action("manage.lead_rule")
}

extension FailureCode {
    public static let leadTaken = FailureCode("lead.taken", .conflict, "线索已被他人领取", "Somebody else has the lead already")
    public static let leadInPool = FailureCode("lead.in_pool", .conflict, "请先领取线索", "Claim the lead first")
    public static let leadStep = FailureCode("lead.step", .conflict, "当前状态不能执行此操作", "The lead does not go there from where it is")
    public static let leadClaimLimit = FailureCode(
        "lead.claim_limit", .tooManyRequests, "今日领取次数已用完", "Today's claims are used up")
    public static let leadOpenLimit = FailureCode(
        "lead.open_limit", .conflict, "在跟线索已达上限，请先处理已有线索", "There are as many open leads as one may have")
    public static let leadConverted = FailureCode("lead.converted", .conflict, "线索已有客户档案", "The lead has a customer's file already")
    public static let leadRuleNameTaken = FailureCode("lead.rule_name_taken", .conflict, "已有同名的规则", "There is a rule of this name already")

    /// The leads' own codes.
    public static let leads: [FailureCode] = [
        leadTaken, leadInPool, leadStep, leadClaimLimit, leadOpenLimit, leadConverted, leadRuleNameTaken,
    ]
}

extension EventType {
    public static let leadCreated = EventType("lead.created", "线索已登记", "A lead was received")
    public static let leadAssigned = EventType("lead.assigned", "线索已分配", "A lead was given to somebody, or to the pool")
    public static let leadChanged = EventType("lead.changed", "线索已更新", "A lead was changed, or went a step on")
}

/// What leads may be used for, and by whom at first: those who develop and follow up, marketing which brings them, who leads a branch.
public enum LeadPermissions {
    public static let permissions: FeaturePermissions = {
        let works: [Action] = [.readLead, .createLead, .updateLead, .claimLead]
        let leads = works + [.assignLead, .readLeadRule, .manageLeadRule]
        return FeaturePermissions(
            actions: [
                (.readLead, LocalizedText("查看线索", "See leads")),
                (.createLead, LocalizedText("登记线索", "Take leads down")),
                (.updateLead, LocalizedText("跟进线索", "Work on leads")),
                (.claimLead, LocalizedText("领取公海线索", "Claim leads of the pool")),
                (.assignLead, LocalizedText("指派与回收线索", "Give leads to others")),
                (.readLeadRule, LocalizedText("查看线索分配规则", "See the rules of leads")),
                (.manageLeadRule, LocalizedText("管理线索分配规则", "Write the rules of leads")),
            ],
            resources: [Lead.resource, LeadTouch.resource, LeadRule.resource],
            defaults: [
                "front_desk": [.readLead, .createLead, .updateLead], "consultant": works, "follow_up": works,
                "marketing": [.readLead, .createLead, .assignLead, .readLeadRule], "branch_admin": leads, "chain_director": leads,
                "hq_operations": [.readLeadRule, .manageLeadRule], "integration": [.createLead],
            ],
            // Whoever takes a sheet down writes what it says, and reads it back as he reads such fields.
            fields: [
                "follow_up": taking(identity: .write), "marketing": taking(identity: .masked), "integration": taking(identity: .masked),
                "chain_director": taking(identity: .write),
                "hq_operations": CataloguePermissions.writing([LeadRule.resource]),
            ])
    }()

    private static func taking(identity: FieldLevel) -> [(field: String, right: FieldRight)] {
        Lead.resource.fields.filter { $0.writing != .server }.map { field in
            let right =
                switch field.classification {
                case .contact: FieldRight(.masked, [.set])
                case .identity: identity == .write ? FieldRight(.write) : FieldRight(.masked, [.set])
                default: FieldRight(.write, [.filter, .sort, .group])
                }
            return (Lead.resource.qualified(field), right)
        }
    }

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = ["lead_rule_name_once": .leadRuleNameTaken]
    /// What is told of leads.
    public static let types: [EventType] = [.leadCreated, .leadAssigned, .leadChanged]
}
