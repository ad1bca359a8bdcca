internal import FoundationEssentials
internal import Platform
internal import Postgres

/// What a candidate has to have: a token of one kind, one of these texts.
struct TokenCondition: Sendable {
    let kind: CustomerTokens.Kind
    let texts: [String]

    init(_ kind: CustomerTokens.Kind, _ texts: [String]) {
        self.kind = kind
        self.texts = texts
    }

    /// Which condition leads: few customers share a WeChat's class, many share two initials.
    var breadth: Int {
        let base =
            switch kind {
            case .wechat, .otherPhone: 0
            case .phoneLastFour, .otherLastFour: 1
            case .nameSound: 2
            case .namePart: 2
            case .nameInitials: 8
            }
        return base + texts.count - 1
    }
}

/// One way to candidates: all of this has to hold.
struct CandidateLeg: Sendable {
    var phone: String?
    var number: Int64?
    var code: String?
    var tokens: [TokenCondition] = []
    /// Pairs of characters of which at least so many are there.
    var most: (parts: [String], atLeast: Int)?

    /// Whether it leads to anybody by itself.
    var leads: Bool { phone != nil || number != nil || code != nil || most != nil || !tokens.isEmpty }

    /// Both.
    func and(_ other: CandidateLeg) -> CandidateLeg {
        CandidateLeg(
            phone: phone ?? other.phone, number: number ?? other.number, code: code ?? other.code, tokens: tokens + other.tokens,
            most: most ?? other.most)
    }
}

/// The statements that lead to candidates.
enum CandidateQueries {
    /// Candidates that are opened at the most, for each way; a search that has more says so.
    static let limit = 400

    /// Candidates newest first, so that what is cut off is old: ids are made in order, and so stand the tokens of a value in their index.
    /// Behind the selection stand name, phone and WeChat as they are sealed, the key, the branch, the number.
    static func find(_ leg: CandidateLeg, _ selection: Selection, visible: SQL, keys: TenantKeys) -> SQL {
        let tenant = keys.tenant
        var tokens = leg.tokens.sorted { $0.breadth < $1.breadth }
        let source: SQL
        var conditions: [SQL] = ["t.tenant_id = \(tenant)"]
        if let phone = leg.phone {
            source = "app.phone_token k join app.customer t on t.tenant_id = k.tenant_id and t.id = k.customer_id"
            let condition = anyVersion(keys) { "k.token = \(CustomerTokens.phone(phone, $0))" }
            conditions.append("k.tenant_id = \(tenant) and \(condition)")
        } else if leg.number != nil || leg.code != nil {
            source = "app.customer t"
        } else if let most = leg.most {
            source = "(\(sharing(most, keys))) k join app.customer t on t.tenant_id = \(tenant) and t.id = k.customer_id"
        } else if !tokens.isEmpty {
            source = "app.search_token k join app.customer t on t.tenant_id = k.tenant_id and t.id = k.customer_id"
            conditions.append("k.tenant_id = \(tenant) and \(has(tokens.removeFirst(), keys))")
        } else {
            source = "app.customer t"
            conditions.append("false")
        }
        if let number = leg.number { conditions.append(has(number)) }
        if let code = leg.code { conditions.append("t.code = \(code)") }
        for condition in tokens {
            conditions.append(
                "exists (select 1 from app.search_token k where k.tenant_id = \(tenant) and \(has(condition, keys)) and k.customer_id = t.id)"
            )
        }
        if visible.text != "true" { conditions.append(visible) }
        return """
            select \(selection.list), t.name_sealed, t.phone_sealed, t.wechat_sealed, t.crm_key, t.home_branch_id, \(shown(leg.number)), \
            t.code from \(source) where \(conditions.joined(separator: " and ")) \
            order by t.id desc limit \(limit)
            """
    }

    /// The customer with a number, also one that he had before his file was merged into another.
    private static func has(_ number: Int64) -> SQL { "(t.number = \(number) or t.id = app.merged_number(\(number)))" }

    /// The number that a candidate is compared by: the one that was asked for, where it leads to him.
    private static func shown(_ asked: Int64?) -> SQL {
        guard let asked else { return "t.number" }
        return "case when t.id = app.merged_number(\(asked)) then \(asked)::int8 else t.number end"
    }

    /// Customers who have most of these pairs.
    private static func sharing(_ most: (parts: [String], atLeast: Int), _ keys: TenantKeys) -> SQL {
        let parts = has(TokenCondition(.namePart, most.parts), keys)
        return """
            select k.customer_id from app.search_token k where k.tenant_id = \(keys.tenant) and \(parts) \
            group by k.key_version, k.customer_id having count(*) >= \(most.atLeast)
            """
    }

    /// The row `k` of `search_token` is of the kind and one of the texts. While an index key is being replaced, a token of either says
    /// where a customer is.
    private static func has(_ condition: TokenCondition, _ keys: TenantKeys) -> SQL {
        let matches = anyVersion(keys) { index in
            let tokens = condition.texts.map { condition.kind.token($0, index) }
            if tokens.count == 1, let token = tokens.first { return "k.token = \(token)" }
            return "k.token = any (\(tokens))"
        }
        return "k.field = \(condition.kind.rawValue) and \(matches)"
    }

    private static func anyVersion(_ keys: TenantKeys, _ condition: (IndexKey) -> SQL) -> SQL {
        "(" + keys.indexes.map { "k.key_version = \($0.version) and \(condition($0))" as SQL }.joined(separator: " or ") + ")"
    }
}
