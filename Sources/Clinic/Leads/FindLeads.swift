internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Finds leads by a whole telephone number or WeChat name, both where both are named: those in which the actor may filter by what he names.
/// A pool is no list of numbers, so what lies there is found only by who gives leads out. Every search leaves a trace, also without a hit.
struct FindLeads: Sendable {
    private let phone: String?
    private let wechat: String?

    /// Reads `{"phone"?, "wechat"?}`; what the actor may filter by nowhere is refused in the words of an unknown field.
    init(reading payload: PayloadReader, view: ResourceView) {
        let readable = view.bits(allowing: .readLead)
        func mayUse(_ field: String) -> Bool {
            view.resource.position(of: field).map { view.bits(of: $0, using: .filter) & readable != 0 } ?? false
        }
        phone = mayUse("phone") ? payload.numberText("phone", max: 40) : nil
        wechat = mayUse("wechat") ? payload.text("wechat", max: 64) : nil
        if phone == nil, wechat == nil { payload.refuse("phone", "required") }
    }

    /// The names of the fields that are searched by.
    private var names: [String] { (phone == nil ? [] : ["phone"]) + (wechat == nil ? [] : ["wechat"]) }

    /// The leads, the newest first; at most fifty.
    func run(_ selection: Selection, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [Row] {
        let view = selection.view
        var bits = view.bits(allowing: .readLead)
        for name in names {
            guard let position = view.resource.position(of: name) else { continue }
            bits &= view.bits(of: position, using: .filter)
        }
        let tokens = LeadTokens(phone: phone, wechat: wechat, index: keys.indexes[0])
        let rows = try tx.execute(
            """
            select \(selection.list), t.branch_id from \(Lead.resource.source) where t.tenant_id = \(actor.tenant)
            and \(view.condition(bits, for: actor, at: now)) and \(FindLeads.outsidePool(actor))
            and exists (select 1 from app.lead_token k
              join unnest(\(tokens.tokens.map { Int32($0.kind.rawValue) }), \(tokens.tokens.map(\.token))) x (field, token)
                on x.field = k.field and x.token = k.token
              where k.tenant_id = t.tenant_id and k.lead_id = t.id and k.key_version = \(tokens.version))
            order by t.number desc limit 50
            """)
        let found = Array(rows)
        for event in try events(of: found, selection, as: actor) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        return found
    }

    /// What is nobody's is there for who gives leads out in its branch.
    private static func outsidePool(_ actor: Actor) -> SQL {
        switch actor.rights.grantedReach(of: .assignLead) {
        case .everywhere?: return "true"
        case .branches(let branches)?:
            let ids = branches.map(\.uuid).sorted()
            return "(t.branch_id = any (\(ids)) or not t.state = any (\(Lead.pool)))"
        case nil: return "not t.state = any (\(Lead.pool))"
        }
    }

    /// An event for each branch in which something was found; one without a hit in the only branch of whoever has one, or else nowhere.
    private func events(of rows: [Row], _ selection: Selection, as actor: Actor) throws -> [AuditEvent] {
        let releases = Dictionary(grouping: try selection.releases(in: rows)) { $0.branch }
        var counts: [ID<Platform.Unit>?: Int] = [:]
        for row in rows { counts[try row.get(selection.width, as: ID<Platform.Unit>.self), default: 0] += 1 }
        if rows.isEmpty {
            var only: ID<Platform.Unit>?
            if case .branches(let branches)? = actor.rights.grantedReach(of: .readLead), branches.count == 1 { only = branches.first }
            counts[only] = 0
        }
        let branches = counts.keys.sorted { ($0?.description ?? "") < ($1?.description ?? "") }
        return branches.map { branch in
            AuditEvent(
                .readLead, on: Lead.resource.name, branch: branch, fields: names.map { "lead." + $0 }, purpose: "search",
                rowCount: counts[branch], links: releases[branch] ?? [])
        }
    }
}
