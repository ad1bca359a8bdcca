internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

/// Two customers who may be one person. Shown to whoever sees both, with of each what he sees of him.
public enum DuplicatePair {
    static let states = ["open", "merged", "dismissed"]

    /// Why two files are two people. It is about both, and the row goes when one of them is erased: so it is under a key of the tenant's.
    private static let reason = SealedText(table: "app.duplicate_pair", column: "reason_sealed")
    private static let houseKey = "duplicate"

    /// For the rotation of keys.
    public static let secrets: [TenantSecret] = [.column(reason.column, of: reason.table, label: houseKey)]

    /// What stood in clear before.
    public static let clearTexts = [ClearText("reason", as: reason, houseKey: houseKey)]

    /// A reason for a pair; nil for none.
    static func sealed(_ text: String?, of pair: UUID, keys: TenantKeys) throws -> [UInt8]? {
        try reason.seal(text, row: pair, key: keys.sealing(houseKey), tenant: keys.tenant)
    }

    /// What ``sealed(_:of:keys:)`` sealed.
    static func opened(_ cell: [UInt8]?, of pair: UUID, keys: TenantKeys) throws -> String? {
        try reason.open(cell, row: pair, key: keys.sealing(houseKey), tenant: keys.tenant)
    }

    static let columns: SQL = """
        p.id, p.customer_id, p.other_id, p.evidence, p.score, p.state, p.found_at, p.decided_at, p.decided_by, p.reason_sealed, p.version
        """

    /// That the reader sees both, as a condition on `p`.
    static func seen(by actor: Actor, allowing action: Action, at now: Instant) -> SQL {
        let view = actor.rights.view(of: Customer.resource)
        let condition = view.condition(view.bits(allowing: action) & view.bits(allowing: .readCustomer), for: actor, at: now)
        func sees(_ id: SQL) -> SQL {
            "exists (select 1 from \(Customer.resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(id) and \(condition))"
        }
        return "\(sees("p.customer_id")) and \(sees("p.other_id"))"
    }

    /// The fields that two files are compared by at a glance.
    static let shown = [
        "number", "name", "phone", "birthday", "sex", "level", "homeBranchId", "ownerId", "createdAt", "version",
    ]

    /// Pairs as JSON, each with its two customers as the reader sees them. What leaves in clear is recorded.
    static func json(
        _ rows: some Sequence<Row>, as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> [UUID: JSONValue] {
        let pairs = Array(rows)
        let ids = Set(try pairs.flatMap { [try $0.get(1, as: UUID.self), try $0.get(2, as: UUID.self)] })
        let customers = try CustomerGlance(as: actor, keys: keys, at: now).read(Array(ids), in: tx)
        var result: [UUID: JSONValue] = [:]
        for row in pairs {
            let (first, second): (UUID, UUID) = (try row[1], try row[2])
            var pair: JSONObject = [
                "id": .string(try row.get(0, as: ID<DuplicatePair>.self).description),
                "customers": .array([customers[first] ?? .null, customers[second] ?? .null]),
                "evidence": .array(DuplicateEvidence(rawValue: try row[3]).words.map { .string($0) }),
            ]
            pair["score"] = .integer(Int64(try row.get(4, as: Int32.self)))
            pair["state"] = .string(try row[5])
            pair["foundAt"] = .string(try row.get(6, as: Instant.self).description)
            pair["decidedAt"] = try row.getOptional(7, as: Instant.self).map { .string($0.description) } ?? .null
            pair["decidedBy"] = try row.getOptional(8, as: ID<User>.self).map { .string($0.description) } ?? .null
            let why = try opened(row.getOptional(9, as: [UInt8].self), of: row.get(0), keys: keys)
            pair["reason"] = why.map { .string($0) } ?? .null
            pair["version"] = .integer(try row[10])
            result[try row[0]] = .object(pair)
        }
        return result
    }
}

/// Some customers with the few fields that they are told apart by, as one person sees them.
struct CustomerGlance {
    private let actor: Actor
    private let keys: TenantKeys
    private let now: Instant
    private let selection: Selection

    init(as actor: Actor, keys: TenantKeys, at now: Instant) {
        self.actor = actor
        self.keys = keys
        self.now = now
        let resource = Customer.resource
        selection = Selection(
            actor.rights.view(of: resource), fields: DuplicatePair.shown.compactMap { resource.position(of: $0) }, for: actor, at: now)
    }

    /// By id; whoever is not the actor's to see is not there.
    func read(_ ids: [UUID], in tx: Transaction) throws -> [UUID: JSONValue] {
        guard !ids.isEmpty else { return [:] }
        let view = selection.view
        let rows = try tx.execute(
            """
            select \(selection.list) from \(Customer.resource.source) where t.tenant_id = \(actor.tenant) and t.id = any (\(ids)) \
            and \(view.condition(view.bits(allowing: .readCustomer), for: actor, at: now))
            """)
        for event in try selection.readEvents(of: rows, .readCustomer) {
            try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx)
        }
        try EmergencyReads.record(rows, selection, as: actor, keys: keys, at: now, in: tx)
        let encoder = ResourceEncoder(selection, keys: keys)
        var found: [UUID: JSONValue] = [:]
        for row in rows {
            var object = try JSONParser.parse(try encoder.object(row)).object ?? JSONObject()
            let id: ID<Customer> = try selection.id(of: row)
            object["id"] = .string(id.description)
            found[id.uuid] = .object(object)
        }
        return found
    }
}
