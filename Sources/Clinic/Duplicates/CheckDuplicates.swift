internal import FoundationEssentials
public import JSON
public import Platform
public import Postgres

/// Whether somebody who is about to be taken down is there already: asked by a form before it is saved.
///
/// Customers whom the asker sees are shown as he sees them. Of others he learns what creating them would tell him, that the number is
/// somebody's and, by the tenant's policy, of which branch; names and birthdays that he guesses tell him nothing of them.
public struct CheckDuplicates: Sendable {
    let facts: PersonFacts
    /// The customer who is being changed, and is not his own duplicate.
    let excluded: UUID?
    let fields: [String]

    /// Reads `{name?, phone?, idNumber?, wechat?, birthday?, excludedId?}`. A field that the person may neither write nor search by is
    /// refused in the words of an unknown field.
    public init(reading payload: PayloadReader, view: ResourceView) {
        var used: [String] = []
        func mayUse(_ name: String) -> Bool {
            guard payload.has(name), !payload.isNull(name), let index = view.resource.position(of: name),
                view.bits(writing: index) | view.bits(of: index, using: .filter) | view.bits(of: index, using: .reveal) != 0
            else { return false }
            used.append(name)
            return true
        }
        let name = mayUse("name") ? payload.text("name", max: 64) : nil
        var phone: String?
        if mayUse("phone"), let text = payload.numberText("phone", max: 40) { phone = text }
        var idNumber: String?
        if mayUse("idNumber"), let text = payload.text("idNumber", min: 4, max: 32) {
            idNumber = IdentityNumber(text)?.text
            if idNumber == nil { payload.refuse("idNumber", "pattern") }
        }
        let wechat = mayUse("wechat") ? payload.text("wechat", max: 64) : nil
        let birthday = mayUse("birthday") ? payload.date("birthday").flatMap { LocalDate($0) } : nil
        excluded = payload.uuid("excludedId")
        facts = PersonFacts(name: name, phone: phone, idNumber: idNumber, wechat: wechat, birthday: birthday)
        if phone != nil, facts.phone == nil { payload.refuse("phone", "pattern") }
        fields = used.map { "customer." + $0 }
        if payload.violations.isEmpty, facts == PersonFacts(name: nil, phone: nil, idNumber: nil, wechat: nil, birthday: nil) {
            payload.refuse("", "required")
        }
    }

    /// Somebody who was found, and where he belongs.
    public struct Match: Sendable {
        let id: UUID
        let evidence: DuplicateEvidence
        let branch: ID<Unit>
        let branchName: String
        /// Whether the tenant tells others which branch it is.
        let tellsBranch: Bool
    }

    /// Everybody who has a sign in common, across branches; asked in a transaction of the system.
    public func find(keys: TenantKeys, in tx: Transaction) throws -> [Match] {
        let found = try DuplicateSearch(facts, of: nil, keys: keys).run(in: tx).filter { $0.key != excluded }
        guard !found.isEmpty else { return [] }
        return try tx.execute(DuplicateQueries.owners(Array(found.keys), tenant: keys.tenant)).map { row in
            let id: UUID = try row[0]
            return Match(
                id: id, evidence: found[id] ?? [], branch: try row[1], branchName: try row[2],
                tellsBranch: try row.get(3, as: String.self) == "branch")
        }
    }

    /// `{"matches": [{score, evidence, customer} | {score, evidence, ownedBy?}]}`, the strongest first; in a transaction of the asker.
    public func answer(
        _ found: [Match], as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction
    ) throws -> JSONValue {
        let seen = try CustomerGlance(as: actor, keys: keys, at: now).read(found.map(\.id), in: tx)
        var matches: [(score: Int32, id: UUID, json: JSONValue)] = []
        for one in found {
            if let customer = seen[one.id] {
                matches.append((one.evidence.score, one.id, match(one.evidence, "customer", customer)))
                continue
            }
            let evidence = one.evidence.intersection(.naming)
            guard !evidence.isEmpty else { continue }
            var owner: JSONValue = .null
            if one.tellsBranch { owner = ["branchId": .string(one.branch.description), "branchName": .string(one.branchName)] }
            matches.append((evidence.score, one.id, match(evidence, "ownedBy", owner)))
        }
        matches.sort { ($1.score, $0.id.uuidString) < ($0.score, $1.id.uuidString) }
        // Asking for people one by one leaves a trace.
        try AuditTrail.record(
            AuditEvent(.checkDuplicate, on: "customer", fields: fields, rowCount: matches.count), as: actor, keys: keys, at: now, in: tx)
        return ["matches": .array(matches.map(\.json))]
    }

    private func match(_ evidence: DuplicateEvidence, _ key: String, _ value: JSONValue) -> JSONValue {
        ["score": .integer(Int64(evidence.score)), "evidence": .array(evidence.words.map { .string($0) }), key: value]
    }
}
