internal import FoundationEssentials
internal import Platform

/// Some rows of a file, decided: who is new, who is there already, what is to be filled. What is decided does not depend on where one batch ends
/// and the next begins.
struct ImportBatch: Sendable {
    /// A customer who is there, as far as filling him goes.
    struct Present: Sendable {
        let id: UUID
        /// Nil where the importer may not change him.
        var version: Int64?
        /// Fields that are empty and that the importer may write there.
        var fillable: Set<Int>
        /// Whether he came by an earlier row of the same file.
        let isRepeated: Bool
    }

    /// A customer to be changed.
    struct Update: Sendable {
        var present: Present
        var changes: FieldChanges
        /// Places in the results.
        var rows: [Int]
    }

    /// Where a token that was seen in this batch leads to.
    private enum Target {
        case creation(Int)
        case update(Int)
        /// There, and nothing was done to him so far.
        case present(Present)
    }

    private(set) var creations: [ImportRows.Candidate] = []
    private(set) var updates: [Update] = []
    private(set) var results: [RowResult] = []
    /// What customers are called elsewhere: the token, and the place of the creation or the customer.
    private(set) var externals: [(token: [UInt8], creation: Int?, customer: UUID?)] = []
    /// For each creation the places of its rows in the results.
    private var rowsOfCreations: [[Int]] = []
    private let policy: ImportPlan.Policy
    private var phones: [[UInt8]: Target] = [:]
    private var names: [[UInt8]: Target] = [:]

    init(policy: ImportPlan.Policy) {
        self.policy = policy
    }

    /// Fields that a repeated row may fill, if they are empty. Nobody becomes a minor by it: that wants a guardian, and a form.
    static func filling(_ candidate: ImportRows.Candidate) -> [Int] {
        candidate.changes.fields.filter { !candidate.isMinor || candidate.changes.resource.fields[$0].name != "birthday" }
    }

    /// Fields that every customer has.
    static let always: Set<String> = ["name", "homeBranchId", "level"]

    /// Notes a row that cannot be taken.
    mutating func add(_ result: RowResult) { results.append(result) }

    /// Decides about a row.
    ///
    /// - Parameters:
    ///   - phone: whose phone it is, among those who are there.
    ///   - external: who is called so, among those who are there.
    mutating func add(_ candidate: ImportRows.Candidate, phone: Present?, external: Present?) {
        let byPhone = candidate.phone.flatMap { phones[$0] } ?? phone.map { known(.present($0)) }
        let byName = candidate.external.flatMap { names[$0] } ?? external.map { known(.present($0)) }
        if let byPhone, let byName, !isSame(byPhone, byName) {
            // One person under two names, or two under one: nobody but a person can tell.
            results.append(RowResult(row: candidate.row, outcome: .failed, problems: [":conflict"]))
            return
        }
        switch byName ?? byPhone {
        case nil: create(candidate)
        case .creation(let place)?: fill(candidate, creation: place)
        case .update(let place)?: fill(candidate, update: place)
        case .present(let present)?: meet(candidate, present)
        }
    }

    /// What has become of somebody in this batch who was there before it.
    private func known(_ target: Target) -> Target {
        guard case .present(let present) = target else { return target }
        return updates.firstIndex { $0.present.id == present.id }.map { .update($0) } ?? target
    }

    private func isSame(_ one: Target, _ other: Target) -> Bool {
        switch (one, other) {
        case (.creation(let a), .creation(let b)), (.update(let a), .update(let b)): a == b
        case (.present(let a), .present(let b)): a.id == b.id
        case (.update(let place), .present(let present)), (.present(let present), .update(let place)):
            updates[place].present.id == present.id
        case (.creation, _), (_, .creation): false
        }
    }

    private mutating func create(_ candidate: ImportRows.Candidate) {
        let place = creations.count
        creations.append(candidate)
        rowsOfCreations.append([results.count])
        results.append(RowResult(row: candidate.row, outcome: .created))
        remember(candidate, .creation(place))
    }

    /// What is new of a row's tokens leads to the same customer from now on.
    private mutating func remember(_ candidate: ImportRows.Candidate, _ target: Target) {
        if let token = candidate.phone, phones[token] == nil { phones[token] = target }
        guard let token = candidate.external, names[token] == nil else { return }
        names[token] = target
        switch target {
        case .creation(let place): externals.append((token, place, nil))
        case .update(let place): externals.append((token, nil, updates[place].present.id))
        case .present(let present): externals.append((token, nil, present.id))
        }
    }

    private mutating func fill(_ candidate: ImportRows.Candidate, creation place: Int) {
        let filled = policy == .update ? ImportBatch.filling(candidate).filter { isEmpty($0, inCreation: place) } : []
        for index in filled { creations[place].changes[candidate.changes.resource.fields[index].name] = candidate.changes.values[index] }
        remember(candidate, .creation(place))
        guard !filled.isEmpty else { return repeated(candidate) }
        rowsOfCreations[place].append(results.count)
        results.append(RowResult(row: candidate.row, outcome: .updated, fields: filled.map { candidate.changes.resource.fields[$0].name }))
    }

    private func isEmpty(_ field: Int, inCreation place: Int) -> Bool {
        creations[place].changes.values[field] == nil && !ImportBatch.always.contains(creations[place].changes.resource.fields[field].name)
    }

    private mutating func fill(_ candidate: ImportRows.Candidate, update place: Int) {
        let fillable = updates[place].present.fillable
        let filled = ImportBatch.filling(candidate).filter { fillable.contains($0) && updates[place].changes.values[$0] == nil }
        for index in filled { updates[place].changes[candidate.changes.resource.fields[index].name] = candidate.changes.values[index] }
        remember(candidate, .update(place))
        guard !filled.isEmpty else { return repeated(candidate) }
        updates[place].rows.append(results.count)
        results.append(
            RowResult(
                row: candidate.row, outcome: .updated, object: updates[place].present.id,
                fields: filled.map { candidate.changes.resource.fields[$0].name }))
    }

    private mutating func repeated(_ candidate: ImportRows.Candidate) {
        results.append(RowResult(row: candidate.row, outcome: .duplicate, problems: [":repeated"]))
    }

    /// The customer is there already.
    private mutating func meet(_ candidate: ImportRows.Candidate, _ present: Present) {
        let filled = policy == .update ? ImportBatch.filling(candidate).filter(present.fillable.contains) : []
        guard present.version != nil, !filled.isEmpty else {
            remember(candidate, .present(present))
            results.append(
                RowResult(row: candidate.row, outcome: .duplicate, problems: [present.isRepeated ? ":repeated" : ":exists"]))
            return
        }
        var changes = FieldChanges(candidate.changes.resource)
        for index in filled { changes[candidate.changes.resource.fields[index].name] = candidate.changes.values[index] }
        let place = updates.count
        updates.append(Update(present: present, changes: changes, rows: [results.count]))
        redirect(present.id, to: place)
        remember(candidate, .update(place))
        results.append(
            RowResult(
                row: candidate.row, outcome: .updated, object: present.id, fields: filled.map { candidate.changes.resource.fields[$0].name }
            ))
    }

    /// Tokens that led to somebody who was left alone lead to his change now.
    private mutating func redirect(_ customer: UUID, to place: Int) {
        func redirected(_ target: Target) -> Target {
            if case .present(let present) = target, present.id == customer { .update(place) } else { target }
        }
        phones = phones.mapValues(redirected)
        names = names.mapValues(redirected)
    }

    /// Puts the id of what was written to the rows that it came of.
    mutating func settle(creation place: Int, as id: UUID) {
        for index in rowsOfCreations[place] {
            results[index].object = id
            results[index].version = 1
        }
    }

    /// A change that was made, or refused.
    mutating func settle(update place: Int, version: Int64?, problems: [String] = []) {
        for index in updates[place].rows {
            if let version {
                results[index].version = version
            } else {
                results[index].outcome = .failed
                results[index].problems = problems
                results[index].object = nil
                results[index].fields = []
            }
        }
    }

    var counts: ImportCounts {
        results.reduce(into: ImportCounts()) { $0.add($1.outcome) }
    }
}
