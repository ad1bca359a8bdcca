internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Gives a branch what another works with: rooms and devices, prices of its own, opening hours, shifts by name, the rule of its triage.
/// People, certificates, serial numbers and counters are not copied: they are somebody's and something's. What the branch has already is left
/// as it is, so a copy that is repeated makes nothing the second time.
struct CopyBranch: Sendable {
    /// What is copied.
    enum Kind: String, Sendable, CaseIterable {
        case rooms
        case devices
        case prices
        case openingHours = "opening_hours"
        case shiftTemplates = "shift_templates"
        case triageRule = "triage_rule"

        /// What one has to be allowed in the branch that it comes from.
        var reading: Action {
            switch self {
            case .rooms, .devices: .readBookable
            case .prices: .readService
            case .openingHours, .shiftTemplates: .readShift
            case .triageRule: .readVisit
            }
        }

        /// What one has to be allowed in the branch that it goes to.
        var writing: Action {
            switch self {
            case .rooms, .devices: .manageResource
            case .prices: .setPrice
            case .openingHours, .shiftTemplates: .manageShift
            case .triageRule: .manageTriage
            }
        }
    }

    /// What came of one kind: how many were made and what is there already, with the names of the first of them.
    struct Copied: Sendable, Hashable {
        let kind: Kind
        var made = 0
        var skipped = 0
        var names: [String] = []
        var skippedNames: [String] = []

        /// Names at the most: a person looks through them.
        private static let mostNames = 100

        mutating func add(_ name: String?, isThere: Bool) {
            if isThere { skipped += 1 } else { made += 1 }
            let list = isThere ? skippedNames : names
            // Several prices of one service are one name.
            guard let name, list.last != name, list.count < Self.mostNames else { return }
            if isThere { skippedNames.append(name) } else { names.append(name) }
        }

        var json: JSONValue {
            [
                "kind": .string(kind.rawValue), "made": .integer(Int64(made)), "skipped": .integer(Int64(skipped)),
                "names": .array(names.map { .string($0) }), "skippedNames": .array(skippedNames.map { .string($0) }),
            ]
        }
    }

    let to: ID<Unit>
    let from: ID<Unit>
    let kinds: [Kind]
    /// From which day on the prices hold; today where it is not said.
    let pricesFrom: LocalDate?
    /// The prices of which day; of the one from which on they hold where it is not said.
    let pricesOf: LocalDate?

    /// Reads `{"fromBranchId", "kinds": [...], "pricesFrom"?, "pricesOf"?}`.
    init(to: ID<Unit>, reading payload: PayloadReader) {
        self.to = to
        from = ID(payload.requiredUUID("fromBranchId"))
        let words = payload.texts("kinds", max: Kind.allCases.count, maxLength: 20)
        for (index, word) in words.enumerated() where Kind(rawValue: word) == nil { payload.refuse("kinds", at: index, "choice") }
        if words.isEmpty { payload.refuse("kinds", "required") }
        kinds = Kind.allCases.filter { words.contains($0.rawValue) }
        pricesFrom = payload.date("pricesFrom").flatMap { LocalDate($0) }
        pricesOf = payload.date("pricesOf").flatMap { LocalDate($0) }
        if from == to { payload.refuse("fromBranchId", "not_allowed") }
    }

    /// - Returns: what came of each kind, in the kinds' order.
    /// - Throws: `resource.not_found` for a branch that is not the actor's; `request.invalid` where the other is not; `access.denied` where he
    ///   may not read there, or not write here, what he asks for.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws -> [Copied] {
        guard try HouseRecord.bookables.reaches(to.uuid, as: actor, in: tx) else { throw Failure(.notFound) }
        guard actor.rights.grantedReach(of: .readBookable)?.contains(from) == true,
            try !tx.execute(CatalogueQueries.branches([from.uuid], tenant: actor.tenant)).isEmpty
        else { throw Failure.invalid([Violation(pointer: "/fromBranchId", code: "not_allowed")]) }
        for kind in kinds {
            guard actor.rights.grantedReach(of: kind.reading)?.contains(from) == true,
                actor.rights.grantedReach(of: kind.writing)?.contains(to) == true
            else { throw Failure(.forbidden) }
        }
        // Two who copy at once copy one after the other; who books meanwhile does not wait.
        tx.enqueue("select 1 from app.unit where tenant_id = \(actor.tenant) and id = \(to) for no key update")
        let work = BranchCopy(to: to, from: from, actor: actor, keys: keys, now: now)
        return try kinds.map { kind -> Copied in
            switch kind {
            case .rooms: try work.bookables(.rooms, "room", in: tx)
            case .devices: try work.bookables(.devices, "device", in: tx)
            case .prices: try work.prices(from: pricesFrom, of: pricesOf, in: tx)
            case .openingHours: try work.openingHours(in: tx)
            case .shiftTemplates: try work.shiftTemplates(in: tx)
            case .triageRule: try work.triageRule(in: tx)
            }
        }
    }
}
