internal import FoundationEssentials
internal import Postgres

/// What left with an export: every row of the file, with its customer and the fields that are in clear in it. Written when the file is whole
/// and before anybody can have it, so what the audit trail names is what is in the file.
struct ExportReleases {
    /// Rows of one event.
    private static let rowsOfAnEvent = 500
    /// Events of one transaction.
    private static let eventsOfAWrite = 10

    private struct Item {
        let object: UUID
        let customer: UUID?
        let branch: ID<Unit>?
        /// The columns that are audited and in clear in this row, a bit each.
        let clear: Set<Int>
    }

    private let listed: ExportedList
    private var items: [Item] = []

    init(_ listed: ExportedList) {
        self.listed = listed
    }

    var count: Int { items.count }

    mutating func add(_ rows: some Collection<Row>) throws {
        let (selection, fields) = (listed.selection, listed.resource.fields)
        for row in rows {
            let bits = try selection.bits(of: row)
            var clear: Set<Int> = []
            for column in selection.columns where !row.isNull(column.position) {
                let right = selection.view.right(on: column.field, in: bits)
                guard fields[column.field].classification.isAuditedOnRead, right.level >= .read, right.uses.contains(.export) else {
                    continue
                }
                clear.insert(column.field)
            }
            items.append(
                Item(
                    object: try row[Selection.idColumn], customer: try listed.customerColumn.flatMap { try row.getOptional($0) },
                    branch: try row.getOptional(listed.branchColumn), clear: clear))
        }
    }

    /// The events, some for each branch, so that whoever asks for a branch's finds them.
    private func events(of export: ID<Export>, reason: String) -> [AuditEvent] {
        let resource = listed.resource
        let fields = listed.columns.map { resource.qualified(resource.fields[$0]) }
        var events: [AuditEvent] = []
        for (branch, items) in Dictionary(grouping: items, by: \.branch).sorted(by: {
            ($0.key?.description ?? "") < ($1.key?.description ?? "")
        }) {
            for start in stride(from: 0, to: items.count, by: ExportReleases.rowsOfAnEvent) {
                let some = items[start..<min(start + ExportReleases.rowsOfAnEvent, items.count)]
                let links = some.flatMap { item -> [Release] in
                    let clear = item.clear.sorted().map {
                        resource.qualified(resource.fields[$0])
                    }
                    // A row of which nothing needs a trace of its own is named all the same: it left.
                    return (clear.isEmpty ? [resource.name + ".id"] : clear).map {
                        Release(object: item.object, customer: item.customer, field: $0, branch: branch)
                    }
                }
                events.append(
                    AuditEvent(listed.list.action, on: "export", export.uuid, branch: branch, fields: fields, reason: reason, links: links)
                )
            }
        }
        return events
    }

    /// Writes the events in the person's name.
    func record(_ record: ExportRecord, run: JobRun) async throws {
        let events = events(of: record.id, reason: record.reason)
        let actor = listed.actor
        for start in stride(from: 0, to: events.count, by: ExportReleases.eventsOfAWrite) {
            let some = Array(events[start..<min(start + ExportReleases.eventsOfAWrite, events.count)])
            let now = run.now()
            let keys = try await run.deployment.keys.keys(of: run.tenant)
            try await run.write { tx in
                for event in some { try AuditTrail.record(event, as: actor, keys: keys, at: now, in: tx) }
            }
        }
    }
}
