internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Tabular
internal import Vault

/// Turns rows into what is to be stored, by the rules that a form has to keep.
struct ImportRows: Sendable {
    /// A row that can be stored, if its customer is not there already.
    struct Candidate: Sendable {
        let row: Int
        var changes: FieldChanges
        let branch: ID<Unit>
        let phone: [UInt8]?
        let external: [UInt8]?
        let isMinor: Bool
    }

    enum Read: Sendable {
        case candidate(Candidate)
        case failed(RowResult)
    }

    let plan: ImportPlan
    let importer: Actor
    let keys: TenantKeys
    let externalKey: SecretKey
    /// Open branches by their folded names and by their ids.
    let branches: [String: ID<Unit>]
    /// Who is born later is a minor.
    let newestAdult: LocalDate
    private let fields: [(column: Int, field: Field)]
    private let externalColumn: Int?

    init(
        _ plan: ImportPlan, for importer: Actor, keys: TenantKeys, externalKey: SecretKey, branches: [(id: ID<Unit>, name: String)],
        newestAdult: LocalDate
    ) {
        self.plan = plan
        self.importer = importer
        self.keys = keys
        self.externalKey = externalKey
        self.newestAdult = newestAdult
        var named: [String: ID<Unit>] = [:]
        for (id, name) in branches {
            named[id.description] = id
            named[ImportRows.folded(name)] = id
        }
        self.branches = named
        fields = plan.columns.sorted { $0.key < $1.key }.compactMap { column, name in
            importer.rights.view(of: Customer.resource).resource.field(name).map { (column, $0) }
        }
        externalColumn = plan.columns.first { $0.value == ImportField.externalID }?.key
    }

    private static func folded(_ name: String) -> String { HalfWidth.folded(HalfWidth.trimmed(name)).lowercased() }

    /// Reads one row.
    func read(_ record: SheetRecord) -> Read {
        if let fault = record.fault { return failed(record, [":" + fault.rawValue]) }
        // A character that could not be read is a character that is lost.
        if record.cells.contains(where: { $0.unicodeScalars.contains("\u{fffd}") }) { return failed(record, [":encoding"]) }
        var object = JSONObject()
        var custom = JSONObject()
        var problems: [String] = []
        var branch = plan.branch
        for (column, field) in fields where column < record.cells.count {
            if field.name == "homeBranchId" {
                let name = ImportRows.folded(record.cells[column])
                guard !name.isEmpty else { continue }
                branch = branches[name]
                if branch == nil { problems.append("homeBranchId:unknown") }
            } else if let value = ImportCell.value(record.cells[column], for: field) {
                if let code = field.custom?.code { custom[code] = value } else { object[field.name] = value }
            }
        }
        let view = importer.rights.view(of: Customer.resource)
        // Present even when empty, so that what is missing is named field by field.
        let writes = view.resource.fields.indices.contains { view.resource.fields[$0].custom != nil && view.bits(writing: $0) != 0 }
        if writes { object[CustomField.group] = .object(custom) }
        let payload = PayloadReader(.object(object))
        let changes = FieldChanges(reading: payload, of: view, creating: true)
        do {
            try payload.finish()
        } catch {
            problems += error.violations.map { "\($0.pointer.dropFirst()):\($0.code)" }
        }
        guard let branch else {
            return failed(record, problems.contains("homeBranchId:unknown") ? problems : problems + ["homeBranchId:required"])
        }
        problems += refusals(of: changes, in: branch, view)
        var isMinor = false
        if case .date(let day)? = changes["birthday"] {
            isMinor = day > newestAdult
            if isMinor {
                for name in ["guardianName", "guardianPhone"] where changes[name]?.text == nil { problems.append(name + ":required") }
            }
        }
        guard problems.isEmpty else { return failed(record, problems) }
        let phone = token(of: changes)
        return .candidate(
            Candidate(
                row: record.number, changes: changes, branch: branch, phone: phone, external: external(record), isMinor: isMinor))
    }

    /// The token of the phone that is set; nil without one.
    func token(of changes: FieldChanges) -> [UInt8]? {
        changes["phone"]?.text.flatMap { PhoneNormalizer.normalize($0) }.map { CustomerTokens.phone($0, keys.indexes[0]) }
    }

    /// What the importer may not do with a new customer of a branch.
    private func refusals(of changes: FieldChanges, in branch: ID<Unit>, _ view: ResourceView) -> [String] {
        let bits = view.bits(branch: branch, owner: nil, for: importer.user)
        guard bits.overlaps(view.bits(allowing: .createCustomer)), bits.overlaps(view.bits(allowing: .importCustomer)) else {
            return ["homeBranchId:not_allowed"]
        }
        return changes.fields.filter { !view.right(on: $0, in: bits).allowsWriting }
            .map { view.resource.fields[$0].name + ":unknown_field" }
    }

    private func external(_ record: SheetRecord) -> [UInt8]? {
        guard let externalColumn, externalColumn < record.cells.count else { return nil }
        let text = HalfWidth.folded(HalfWidth.trimmed(record.cells[externalColumn]))
        guard !text.isEmpty else { return nil }
        return Array(Digest.hmacSHA256(key: externalKey, Array(plan.source.utf8) + [0] + Array(text.utf8)).prefix(16))
    }

    private func failed(_ record: SheetRecord, _ problems: [String]) -> Read {
        .failed(RowResult(row: record.number, outcome: .failed, problems: Array(problems.prefix(20))))
    }
}
