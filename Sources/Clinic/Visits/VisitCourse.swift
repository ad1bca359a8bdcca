public import Platform
internal import Postgres

/// What a customer came for (分诊类型).
public enum VisitType: String, Sendable, CaseIterable {
    /// 初诊: was never there.
    case first
    /// 复诊: was there, and nothing was agreed or done.
    case `return`
    /// 再消费: something was agreed or done before.
    case repeatPurchase = "repeat_purchase"
    /// 复查: somebody looks at what was done lately.
    case review
    case other

    /// Whether it is about a sale: then a talk ends with an agreement, or with the reason why there is none.
    var isSale: Bool { self == .first || self == .return || self == .repeatPurchase }

    /// Days after a treatment in which a visit is taken for a review of it, unless somebody says otherwise.
    static let reviewDays: Int32 = 14

    /// The type as the history tells it.
    ///
    /// - Parameters:
    ///   - wasThere: on a day before this one.
    ///   - wasAgreed: something was ordered on a visit before.
    ///   - treatedDaysAgo: days since the last treatment.
    static func derived(wasThere: Bool, wasAgreed: Bool, treatedDaysAgo: Int64?) -> VisitType {
        guard wasThere else { return .first }
        if let days = treatedDaysAgo, days <= Int64(reviewDays) { return .review }
        return wasAgreed || treatedDaysAgo != nil ? .repeatPurchase : .return
    }
}

/// Where the customer is.
public enum VisitStep: String, Sendable, CaseIterable {
    case waiting, consultation, cashier, treatment, observation, left

    /// Those that one is moved to; one leaves by ``LeaveVisit``.
    static let places = allCases.filter { $0 != .left }.map(\.rawValue)
}

/// How far a visit has come (接诊): registered → triaged → consulting → planned → ordered or no_deal → treated → left.
public enum VisitState: String, Sendable, CaseIterable {
    case registered, triaged, consulting, planned, ordered
    case noDeal = "no_deal"
    case treated, left

    /// Whether it may become this one. Not everybody goes through everything: who comes for the next of a course is treated at once. Nothing
    /// goes back but to a further talk.
    func mayBecome(_ next: VisitState) -> Bool {
        switch self {
        case .registered: next == .triaged
        case .triaged: [.consulting, .treated, .left].contains(next)
        case .consulting: [.planned, .ordered, .noDeal, .treated, .left].contains(next)
        case .planned: [.ordered, .noDeal].contains(next)
        case .ordered: [.planned, .treated, .left].contains(next)
        case .noDeal: [.consulting, .planned, .treated, .left].contains(next)
        case .treated: [.consulting, .planned, .ordered, .noDeal, .left].contains(next)
        case .left: false
        }
    }

    /// Whether a talk is going on whose end nobody has told.
    var isOpenTalk: Bool { self == .consulting || self == .planned }
}

/// Why a talk ended without an agreement (未成交原因).
public enum NoDeal {
    /// 价格高, 对比同行, 回去考虑, 家人意见, 担心效果, 不适合, 时间不便, 其他.
    public static let reasons = ["price", "comparing", "thinking", "family", "effect", "unsuitable", "no_time", "other"]
}

/// Whom those who come are handed to.
public enum TriageStrategy: String, Sendable, CaseIterable {
    /// The customer's own consultant, where he is on shift.
    case own
    /// The next of those on shift.
    case roundRobin = "round_robin"
    /// Who has the fewest customers there.
    case leastBusy = "least_busy"
    /// Who is on shift and has nobody, for the longest time; nobody, where all are busy.
    case onShift = "on_shift"

    /// What a visit says of how it was handed out: a strategy, or a person who said it.
    static let words = allCases.map(\.rawValue) + [person]
    static let person = "person"
    /// What a branch may do with those who are nobody's.
    static let ofBranch = [roundRobin, leastBusy, onShift].map(\.rawValue) + [byHand]
    /// Somebody says it each time.
    static let byHand = "by_hand"
}

/// What ids of a visit's steps name.
public enum VisitStepRecord {
    /// Notes where he is from now on, with the state and the people as they are now.
    static func note(of id: ID<Visit>, as actor: Actor, at now: Instant) -> SQL {
        """
        insert into app.visit_step (tenant_id, id, visit_id, position, customer_id, branch_id, step, state, since, consultant_id, doctor_id,
          room_id, moved_by)
        select v.tenant_id, \(ID<VisitStepRecord>.new(at: now)), v.id,
          coalesce((select max(s.position) from app.visit_step s where s.tenant_id = v.tenant_id and s.visit_id = v.id), 0) + 1,
          v.customer_id, v.branch_id, v.step, v.state, \(now), v.consultant_id, v.doctor_id, v.room_id, \(value: actor.user)
        from app.visit_fact v where v.tenant_id = \(actor.tenant) and v.id = \(id)
        """
    }

    /// Where the customer was, one after the other; seen with the customer, by whoever sees visits.
    public static let resource = Resource(
        name: "visit_step", table: "app.visit_step", tableIdentifier: "app.visit_step",
        source: "app.visit_step t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        isVersioned: false, read: .readVisit, defaultSort: "position",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("visitId", "visit_id", .id(of: "visit"), .internal, writing: .server, label: LocalizedText("到院记录", "Visit")),
            Field("customerId", "customer_id", .id(of: "customer"), .internal, writing: .server, label: LocalizedText("客户", "Customer")),
            Field("position", "position", .integer, .internal, writing: .server, uses: [.sort], label: LocalizedText("序号", "Position")),
            Field(
                "step", "step", .choice(VisitStep.allCases.map(\.rawValue)), .internal, writing: .server, label: LocalizedText("环节", "Step")
            ),
            Field(
                "state", "state", .choice(VisitState.allCases.map(\.rawValue)), .internal, writing: .server,
                label: LocalizedText("接诊状态", "State")),
            Field("since", "since", .instant, .internal, writing: .server, label: LocalizedText("开始", "Since")),
            Field(
                "consultantId", "consultant_id", .id(of: "user"), .internal, writing: .server, label: LocalizedText("咨询师", "Consultant")),
            Field("doctorId", "doctor_id", .id(of: "user"), .internal, writing: .server, label: LocalizedText("医生", "Doctor")),
            Field("roomId", "room_id", .id(of: "resource"), .internal, writing: .server, label: LocalizedText("诊室", "Room")),
            Field("movedBy", "moved_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("操作人", "Moved by")),
        ])
}
