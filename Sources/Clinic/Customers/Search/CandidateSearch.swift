internal import FoundationEssentials
internal import Platform
internal import Postgres
internal import Vault

/// A way to candidates, and the fields that one has to be allowed to filter by to go it.
struct SearchWay: Sendable {
    let leg: CandidateLeg
    let fields: Set<String>
}

/// Fetches candidates on all ways in one flight, opens them, and keeps those who fit.
struct CandidateSearch {
    let selection: Selection
    let keys: TenantKeys
    let actor: Actor
    let now: Instant

    private var view: ResourceView { selection.view }
    private var searchable: ResourceView.Bits { view.bits(allowing: .readCustomer) & view.bits(allowing: .searchCustomer) }

    /// Rows in order of rank, of equals the newest first, and whether a way had more candidates than are opened.
    ///
    /// - Parameters:
    ///   - besides: customers who are found already.
    ///   - rank: the rank of a candidate; it is told which fields one may filter by in that row.
    func run(
        _ ways: [SearchWay], besides known: Set<UUID> = [], in tx: Transaction, rank: (SearchCandidate, (String) -> Bool) -> Int?
    ) throws -> (rows: [Row], isCut: Bool) {
        guard !ways.isEmpty else { return ([], false) }
        let results = try tx.execute(
            all: ways.map { way in
                let bits = way.fields.reduce(searchable) { $0 & filtering($1) }
                return CandidateQueries.find(way.leg, selection, visible: view.condition(bits, for: actor, at: now), keys: keys)
            })
        var seen = known
        var found: [(rank: Int, number: Int64, row: Row)] = []
        var isCut = false
        let others = try ways.contains { $0.fields.contains("phone") } ? otherPhones(results, in: tx) : [:]
        for rows in results {
            if rows.count >= CandidateQueries.limit { isCut = true }
            for row in rows {
                let id: UUID = try row[0]
                guard seen.insert(id).inserted, let candidate = try open(row, id, others[id] ?? []) else { continue }
                let bits = try selection.bits(of: row) & searchable
                // A row may have come by one way and be looked at by another's criterion.
                if let rank = rank(candidate, { bits & filtering($0) != 0 }) { found.append((rank, candidate.number, row)) }
            }
        }
        found.sort { ($0.rank, $1.number) < ($1.rank, $0.number) }
        return (found.map(\.row), isCut)
    }

    private func filtering(_ field: String) -> ResourceView.Bits {
        view.resource.position(of: field).map { view.bits(of: $0, using: .filter) } ?? 0
    }

    /// The further phones of candidates, where a number is sought.
    private func otherPhones(_ results: [Rows], in tx: Transaction) throws -> [UUID: [String]] {
        var keys: [UUID: SealingKey] = [:]
        for rows in results {
            for row in rows { keys[try row.get(0, as: UUID.self)] = try key(row, try row[0]) }
        }
        return try OtherPhones.open(of: keys, keys: self.keys, in: tx)
    }

    private func key(_ row: Row, _ id: UUID) throws -> SealingKey? {
        try row.withBytes(selection.width + 3) { bytes in
            try bytes.map { try keys.customerKey(.crm, wrapped: $0, customer: id) }
        }
    }

    /// Nil for a customer whose key was destroyed.
    private func open(_ row: Row, _ id: UUID, _ others: [String]) throws -> SearchCandidate? {
        let first = selection.width
        guard let key = try key(row, id) else { return nil }
        func text(_ column: Int, _ name: String) throws -> String? {
            guard let sealed = try row.getOptional(column, as: [UInt8].self), let field = view.resource.field(name) else { return nil }
            let place = AssociatedData(tenant: keys.tenant.uuid, table: view.resource.table, column: field.column.name, row: id)
            return String(decoding: try key.open(sealed, for: place), as: UTF8.self)
        }
        let phone = try text(first + 1, "phone").flatMap { PhoneNormalizer.normalize($0) }
        return SearchCandidate(
            number: try row[first + 5], code: try row.getOptional(first + 6), name: try text(first, "name").map(OpenedName.init),
            phones: (phone.map { [$0] } ?? []) + others,
            wechat: try text(first + 2, "wechat").map(NameNormalizer.normalize))
    }
}
