internal import Foundation
public import JSON
public import Platform
public import Postgres
internal import Vault

/// Finds customers by a whole phone number, its last four digits, a name or part of one, or several of these together: through
/// blind-index tokens, opened and checked again, since tokens collide on purpose.
public struct SearchCustomers: Sendable {
    /// The phone in E.164.
    public let phone: String?
    public let lastFour: String?
    /// At least two characters, normalised.
    public let name: String?
    public let limit: Int

    /// Candidates that are opened at the most; a search that has more says so.
    static let candidateLimit = 400

    /// Reads `{phone | phoneLast4 | name, limit?}`. A criterion on a field that the person may not filter by is refused in the words
    /// of an unknown field.
    public init(reading payload: PayloadReader, view: ResourceView) {
        func mayUse(_ field: String) -> Bool {
            view.resource.position(of: field).map { view.bits(of: $0, using: .filter) != 0 } ?? false
        }
        var phone: String?
        var lastFour: String?
        var name: String?
        if mayUse("phone") {
            if let text = payload.numberText("phone", max: 40) {
                phone = PhoneNormalizer.normalize(text)
                if phone == nil { payload.refuse("phone", "pattern") }
            }
            if let text = payload.numberText("phoneLast4", max: 8) {
                let digits = text.precomposedStringWithCompatibilityMapping
                if digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                    lastFour = digits
                } else {
                    payload.refuse("phoneLast4", "pattern")
                }
            }
        }
        if mayUse("name"), let text = payload.text("name", max: 64) {
            let normalized = NameNormalizer.normalize(text)
            if NameNormalizer.bigrams(of: normalized).isEmpty {
                payload.refuse("name", "too_short", limit: "2")
            } else {
                name = normalized
            }
        }
        limit = Int(payload.integer("limit", in: 1...50) ?? 50)
        if payload.violations.isEmpty, phone == nil, lastFour == nil, name == nil { payload.refuse("", "required") }
        self.phone = phone
        self.lastFour = lastFour
        self.name = name
    }

    /// Names of the fields searched by, for the audit.
    var fields: [String] {
        [name.map { _ in "customer.name" }, (phone ?? lastFour).map { _ in "customer.phone" }].compactMap(\.self)
    }

    /// What the audit trail keeps of a search: an event for each branch in which something was found, with the values that it
    /// released in clear; one without a hit where the person searches one branch only, or else nowhere.
    public func events(of rows: [Row], _ selection: Selection, as actor: Actor) throws -> [AuditEvent] {
        let releases = Dictionary(grouping: try selection.releases(in: rows)) { $0.branch }
        var counts: [ID<Platform.Unit>?: Int] = [:]
        for row in rows { counts[try row.get(selection.width + 3, as: ID<Platform.Unit>.self), default: 0] += 1 }
        if rows.isEmpty {
            var only: ID<Platform.Unit>?
            if case .branches(let branches)? = actor.rights.reach(of: .searchCustomer), branches.count == 1 { only = branches.first }
            counts[only] = 0
        }
        let branches = counts.keys.sorted { ($0?.description ?? "") < ($1?.description ?? "") }
        return branches.map { branch in
            AuditEvent(
                .searchCustomer, on: "customer", branch: branch, fields: fields, rowCount: counts[branch],
                links: releases[branch] ?? [])
        }
    }

    /// The rows found, newest customers first, and whether there may be more.
    public func run(
        as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection, in tx: Transaction
    ) throws -> (rows: [Row], isTruncated: Bool) {
        let candidates = try tx.execute(statement(as: actor, keys: keys, at: now, selection: selection))
        let resource = Customer.resource
        var found: [Row] = []
        for row in candidates where found.count < limit {
            let id: UUID = try row[0]
            let key = try row.withBytes(selection.width + 2) { bytes in
                try bytes.map { try keys.customerKey(.crm, wrapped: $0, customer: id) }
            }
            guard let key else { continue }
            func text(_ column: Int, _ field: String) throws -> String? {
                guard let sealed = try row.getOptional(column, as: [UInt8].self), let field = resource.field(field) else { return nil }
                let place = AssociatedData(tenant: actor.tenant.uuid, table: resource.table, column: field.column.name, row: id)
                return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
            }
            if let name {
                guard let stored = try text(selection.width, "name"), NameNormalizer.normalize(stored).contains(name) else { continue }
            }
            if phone != nil || lastFour != nil {
                guard let stored = try text(selection.width + 1, "phone"), let number = PhoneNormalizer.normalize(stored),
                    phone == nil || number == phone, lastFour == nil || PhoneNormalizer.lastFour(number) == lastFour
                else { continue }
            }
            found.append(row)
        }
        return (found, candidates.count >= SearchCustomers.candidateLimit || found.count == limit && candidates.count > limit)
    }

    /// Candidates: the rarest token leads, the others are looked up beside it. Behind the selection stand the sealed name, the
    /// sealed phone and the key, to check again, and the branch.
    private func statement(as actor: Actor, keys: TenantKeys, at now: Instant, selection: Selection) -> SQL {
        let tenant = actor.tenant
        var tokens: [SQL] = []
        // While an index key is being replaced, a token of either says where a customer is.
        func anyVersion(_ condition: (IndexKey) -> SQL) -> SQL {
            "(" + keys.indexes.map { "k.key_version = \($0.version) and \(condition($0))" as SQL }.joined(separator: " or ") + ")"
        }
        if let phone {
            let condition = anyVersion { "k.token = \(CustomerTokens.phone(phone, $0))" }
            tokens.append("from app.phone_token k where k.tenant_id = \(tenant) and \(condition)")
        }
        func searchToken(_ kind: CustomerTokens.Kind, _ token: (IndexKey) -> Int32) -> SQL {
            let condition = anyVersion { "k.token = \(token($0))" }
            return "from app.search_token k where k.tenant_id = \(tenant) and k.field = \(kind.rawValue) and \(condition)"
        }
        if let lastFour { tokens.append(searchToken(.phoneLastFour) { CustomerTokens.lastFour(lastFour, $0) }) }
        if let name {
            tokens += NameNormalizer.bigrams(of: name).map { part in searchToken(.namePart) { CustomerTokens.namePart(part, $0) } }
        }

        let view = selection.view
        var bits = view.bits(allowing: .readCustomer) & view.bits(allowing: .searchCustomer)
        for name in fields {
            if let index = view.resource.position(of: String(name.split(separator: ".")[1])) {
                bits &= view.bits(of: index, using: .filter)
            }
        }
        var conditions: [SQL] = tokens.dropFirst().map { "exists (select 1 \($0) and k.customer_id = found.customer_id)" }
        let visible = view.condition(bits, for: actor, at: now)
        if visible.text != "true" { conditions.append(visible) }
        if conditions.isEmpty { conditions.append("true") }
        return """
            select \(selection.list), t.name_sealed, t.phone_sealed, t.crm_key, t.home_branch_id \
            from (select \(keys.indexes.count > 1 ? "distinct" as SQL : "") k.customer_id \(tokens.first ?? "from app.phone_token k where false")) as found \
            join app.customer t on t.tenant_id = \(tenant) and t.id = found.customer_id \
            where \(conditions.joined(separator: " and ")) \
            order by t.number desc limit \(SearchCustomers.candidateLimit)
            """
    }
}
